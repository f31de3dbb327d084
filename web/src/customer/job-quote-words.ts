/** Words of a large job's quotation on the customer's page. */
import { language } from './words'

const zh = {
  of: '{company} 的报价 {number}', edition: '第 {n} 版', when: '计划时间', later: '日期另行约定', who: '人数和时长', whoText: '{n} 人 × {hours} 小时', size: '面积', metres: '{n} 平方米', gear: '随行设备', total: '本次总价',
  includes: '包括', excludes: '不包括', onSite: '现场哪些情况会变价', advance: '订金（预付，做完抵扣；没做的部分退还）', advanceHow: '同意后按门店通知付，或在订单页付',
  daysLeft: '还有 {n} 天有效，到 {day} 为止', lastDay: '今天是最后一天', agree: '同意报价', name: '您的姓名', nameHint: '写上姓名，表示是您同意的', terms: '我已阅读并同意服务条款', readTerms: '看服务条款', yes: '同意 {money}，请安排', change: '想改一改', changeAsk: '想改什么？', changeHint: '比如：加一个阳台、换个日期。门店会发新的报价给您，这一份不会被改动。', no: '不需要了', send: '发给门店', back: '返回', whyNot: '哪里不合适？', note: '想说的话（可不填）',
  accepted: '{name} 已于 {time} 同意，价格按这份报价不变。', ordered: '门店按这份报价安排，上门前会通知您。', changing: '已告诉门店您想改的：“{note}”。门店会发新的报价给您；也可以直接同意这一份。', declined: '已告诉门店，谢谢。', expired: '这份报价已过有效期，请向门店要新的。', paper: '下载（PDF）', call: '致电门店',
  too_dear: '价格高', scope: '有想要的没包括', dates: '时间不合适', fees: '不接受收费方式', competitor: '选了别家', thinking: '再想想',
}
const en: Record<keyof typeof zh, string> = {
  of: 'Quotation {number} from {company}', edition: 'Edition {n}', when: 'Planned for', later: 'The day is agreed later', who: 'Who comes', whoText: '{n} people, {hours} hours', size: 'Size', metres: '{n} m²', gear: 'Comes with', total: 'Price of the job',
  includes: 'Included', excludes: 'Not included', onSite: 'What changes the price on the spot', advance: 'Paid in advance (counts for the bill; what is not done comes back)', advanceHow: 'After your yes, as the shop tells you, or on the page of the order',
  daysLeft: 'Holds {n} more days, until {day}', lastDay: 'Today is the last day', agree: 'Agree to it', name: 'Your name', nameHint: 'Your name says that it is you who agrees', terms: 'I have read the terms of service and accept them', readTerms: 'Read the terms', yes: 'I agree: {money}', change: 'Something should be different', changeAsk: 'What should be different?', changeHint: 'For example one more balcony, or another day. The shop sends you a new quotation; this one stays as it is.', no: 'No, thank you', send: 'Tell the shop', back: 'Back', whyNot: 'What does not suit?', note: 'Anything to say (if any)',
  accepted: '{name} agreed on {time}. The price stays as it says here.', ordered: 'The shop plans the job by it and tells you before it comes.', changing: 'The shop knows what you want changed: “{note}”. It sends you a new quotation; you can also agree to this one.', declined: 'The shop has been told. Thank you.', expired: 'This quotation has run out; please ask the shop for a new one.', paper: 'Download (PDF)', call: 'Call the shop',
  too_dear: 'Too expensive', scope: 'Something is missing', dates: 'The days do not suit', fees: 'The way you charge', competitor: 'Went elsewhere', thinking: 'Not now',
}
export type JobQuoteWord = keyof typeof zh
export function sayJob(word: JobQuoteWord, values: Record<string, string | number> = {}): string {
  return (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
export const both = { zh, en }
