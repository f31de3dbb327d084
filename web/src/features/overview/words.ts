/** Words that both pages share. */
import { fill, language } from '@/shared/words'

const zh = { next: '下一步', nothing: '现在没有要处理的', more: '还有 {n} 项', less: '收起', danger: '马上', warn: '尽快', info: '有空时', all: '全部', overview: '概况', facts: '资料', view: '显示', signs: '关系', alsoWorker: '也是本公司服务人员', alsoCustomer: '也是客户', alsoColleague: '也是本公司同事', samePhone: '电话相同，请问清楚', tied: '已申报关系', declare: '申报关系' }
const en: Record<keyof typeof zh, string> = { next: 'Next', nothing: 'Nothing to do just now', more: '{n} more', less: 'Fewer', danger: 'Now', warn: 'Soon', info: 'When there is time', all: 'All', overview: 'Overview', facts: 'All facts', view: 'Show', signs: 'Ties', alsoWorker: 'Also works here:', alsoCustomer: 'Also a customer:', alsoColleague: 'Also a colleague:', samePhone: 'Same phone number, please ask:', tied: 'Declared tie:', declare: 'Declare a tie' }
export const both = { zh, en }
export type Word = keyof typeof zh
export function say(word: Word, values: Record<string, string | number> = {}): string {
  return fill(both[language.value === 'en' ? 'en' : 'zh'][word], values)
}
