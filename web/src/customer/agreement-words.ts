/** Words of the agreement on a compensation. */
import { language } from './words'

const zh = {
  title: '赔付协议', compensations: '赔付', loading: '正在打开…', gone: '没有这份协议，或已撤回。有疑问请联系门店。', from: '投诉 {number} 的赔付', how: '金额怎么来的', total: '赔给您', read: '请完整阅读。签字后，门店两天内付款。', draw: '在这里手写签名', clear: '重写', nameSign: '不方便手写？用姓名签', nameUse: '用姓名签字', agree: '我已阅读，同意这份协议',
  sign: '签署协议', signed: '{time} 已签字', paid: '{time} 已付款', toSign: '请签协议', toPay: '已签，等待付款', decided: '按第三方的决定付款', disagree: '不同意？请给门店打电话，签字前随时可以改方案。', call: '联系门店', hash: '校验值', back: '返回账单', comp: '赔付', open: '看协议',
}
const en: Record<keyof typeof zh, string> = {
  title: 'Agreement on a compensation', compensations: 'Compensations', loading: 'Opening…', gone: 'This agreement is not there, or was taken back. Please call the shop.', from: 'Compensation for complaint {number}', how: 'How the sum comes about', total: 'Paid to you', read: 'Please read all of it. The shop pays within two days of your signature.', draw: 'Sign here', clear: 'Clear', nameSign: 'Cannot draw? Sign by name', nameUse: 'Sign by name', agree: 'I have read this agreement and agree',
  sign: 'Sign', signed: 'Signed at {time}', paid: 'Paid at {time}', toSign: 'Please sign', toPay: 'Signed, to be paid', decided: 'Paid as a third party decided', disagree: 'You do not agree? Call the shop: until you sign, the proposal can change.', call: 'Call the shop', hash: 'Hash', back: 'Back to my bills', comp: 'compensation', open: 'Open the agreement',
}
export type AgreementWord = keyof typeof zh
export function sayAgreement(word: AgreementWord, values: Record<string, string | number> = {}): string {
  return (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
export const both = { zh, en }
