/** Words that both pages share. */
import { fill, language } from '@/shared/words'

const zh = { next: '下一步', nothing: '现在没有要处理的', more: '还有 {n} 项', less: '收起', danger: '马上', warn: '尽快', info: '有空时', all: '全部', overview: '概况', facts: '资料', view: '显示' }
const en: Record<keyof typeof zh, string> = { next: 'Next', nothing: 'Nothing to do just now', more: '{n} more', less: 'Fewer', danger: 'Now', warn: 'Soon', info: 'When there is time', all: 'All', overview: 'Overview', facts: 'All facts', view: 'Show' }
export const both = { zh, en }
export type Word = keyof typeof zh
export function say(word: Word, values: Record<string, string | number> = {}): string {
  return fill(both[language.value === 'en' ? 'en' : 'zh'][word], values)
}
