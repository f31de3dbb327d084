/** Words of the light that says who may serve. */
import { fill, language } from '@/shared/words'

const zh = {
  title: '安心码', from: '从哪一天起', days: '{from} 至 {to}', any: '任何服务', ok: '可派', warned: '可派，有提醒', paper: '缺证件，暂不能派', blocked: '不能派', warning: '提醒', look: '查看', since: '{day} 起', enter: '去录入', looked: '黑名单记录：谁在什么时候打开过，都会记在下面的记录里；请只为处理此事查看。',
}
export type Word = keyof typeof zh
const en: Record<Word, string> = {
  title: 'Light', from: 'From which day', days: '{from} to {to}', any: 'Any service', ok: 'May be sent', warned: 'May be sent, with a warning', paper: 'A paper is missing', blocked: 'May not be sent', warning: 'Warning', since: 'since {day}', look: 'Look',
  enter: 'Enter it', looked: 'A blacklist entry: who opened it and when is kept in its record below. Look only to deal with it.',
}
export const both = { zh, en }
export function say(word: Word, values: Record<string, string | number> = {}): string {
  return fill(both[language.value === 'en' ? 'en' : 'zh'][word], values)
}
