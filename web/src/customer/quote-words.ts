/** Words of a quotation on the family's page. */
import { language } from './words'

const zh = {
  title: '报价单', gone: '这个链接已失效，请向门店要新的', loading: '正在打开…', of: '{company} 给您的报价 {number}', for: '{line}，{day} 起，{n} 天', forBirth: '{line}，预产期 {day}，{n} 天', once: '整个服务期', month: '每月', total: '合计', wage: '另付{m}工资', wageHint: '直接付给{m}，不是我们的费用',
  wholeMonths: '整月 × {n}', daysOver: '首尾不足整月：{n} 天', daysOverHint: '每天按月价的 1/26，休息日不计；每月按实际服务结算', feeOnce: '一次性', moreDay: '多做一天', includes: '包括', excludes: '不包括', earnest: '定金（不超过两成，抵作价款）', advance: '订金（可退）', earnestWord: '定金', advanceWord: '订金', waiting: '孩子晚到', waitingHint: '预产期后 {n} 天内免费等，之后每天 {money}，归{m}', until: '有效至 {day}。', counts: '以合同为准，签合同前您不欠我们任何费用。', countsDeposit: '以合同为准；接受后、签合同前只付上面的{what}，别的什么都不用付。', accept: '接受报价', decline: '不接受', whyNot: '哪里不合适？', note: '想说的话（可不填）', send: '告诉门店',
  accepted: '您已接受这份报价，门店会联系您签合同。', signed: '您已接受这份报价，合同已签好。', declined: '已告诉门店，谢谢。', expired: '这份报价已过有效期，请向门店要新的。', toBills: '打开账单', paper: '下载（PDF）', call: '致电门店', too_dear: '价格高', scope: '有想要的没包括', dates: '时间不合适', fees: '不接受收费方式', competitor: '选了别家', thinking: '再想想',
}
const en: Record<keyof typeof zh, string> = {
  title: 'Quotation', gone: 'This address opens nothing any more; ask the shop for a new one', loading: 'Opening…', of: 'Quotation {number} from {company}', for: '{line}, from {day}, {n} days', forBirth: '{line}, birth expected {day}, {n} days', once: 'The whole term', month: 'A month', total: 'Total', wage: 'And her wage', wageHint: 'Paid to her, no fee of ours',
  wholeMonths: 'Whole months × {n}', daysOver: 'First and last month: {n} days', daysOverHint: 'A 26th of the month each, rest days apart; each month is billed by what was really served', feeOnce: 'Due once', moreDay: 'One day more', includes: 'Included', excludes: 'Not included', earnest: 'Earnest money (at most 20 %, part of the price)', advance: 'Paid in advance (comes back)', earnestWord: 'the earnest money', advanceWord: 'the advance', waiting: 'If the child is late', waitingHint: 'She waits {n} days behind the expected day for nothing, then for {money} a day, which is hers', until: 'Valid until {day}. ', counts: 'What counts is the contract; you owe nothing before it is signed.', countsDeposit: 'What counts is the contract; before it is signed you pay {what} above once you accept, and nothing else.', accept: 'I accept', decline: 'No, thank you', whyNot: 'What does not suit?', note: 'Anything to say (if any)', send: 'Tell the shop',
  accepted: 'You have accepted; the shop will call you about the contract.', signed: 'You have accepted, and the contract is signed.', declined: 'The shop has been told. Thank you.', expired: 'This quotation has run out; please ask the shop for a new one.', toBills: 'Open the bills', paper: 'Download (PDF)', call: 'Call the shop', too_dear: 'Too expensive', scope: 'Something is missing', dates: 'The days do not suit', fees: 'The way you charge', competitor: 'Went elsewhere', thinking: 'Not now',
}
export type QuoteWord = keyof typeof zh
export function sayQuote(word: QuoteWord, values: Record<string, string | number> = {}): string {
  return (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
export const both = { zh, en }
