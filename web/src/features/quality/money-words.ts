/** Words of the compensation within a case; labels of states and steps come from the server. */
import { me } from '@/shared/lib/state'
import { language } from '@/shared/words'

const zh = {
  title: '赔付', total: '赔给客户', who: '由谁承担', insurer: '保险', company: '公司', worker: '{m}', how: '金额怎么来的', agreement: '协议文本', signed: '{time} 签字', unsigned: '客户还没有签字：她在手机「账单」里看协议并签字，也可以签纸质协议后上传', signature: '签字图片', proof: '校验值',
  herYes: '{time} {m}已同意：{said}', herNo: '{m}还没有同意她的部分', taken: '已从工资扣 {pay}', left: '还剩 {pay}', paid: '{time} 已付', payment: '付款记录', claim: '保险报案号 {number}', insurerPaid: '保险已赔 {pay}', decided: '按第三方决定', other: '这一案的赔付合计 {pay}', compensated: '赔付', promised: '答应过的', seeVisit: '看返工单', seeCoupon: '看优惠券', seePaper: '看证件', seeChange: '看换人单', seeNew: '看接替的{m}', first: '首次来电：{said}', claimed: '要求 {pay}', calls: '投诉 {number}，联系{who}', theCustomer: '客户', visit: '投诉的那一单', foundN: '{n} 件已找到原因', withoutN: '{n} 件还没有', noneFound: '这段时间的投诉还没有找到原因的', noneFoundText: '结案时选原因类别，这里就能看出先改什么。',
}
const en: Record<keyof typeof zh, string> = {
  title: 'Compensation', total: 'To the customer', who: 'Who bears it', insurer: 'Insurer', company: 'Company', worker: 'Worker', how: 'How it came about', agreement: 'The agreement', signed: 'Signed at {time}', unsigned: 'Not signed yet: the customer finds it on her phone under “Bills”; or have it signed on paper and send that up', signature: 'Her signature', proof: 'Hash',
  herYes: 'The worker agreed at {time}: {said}', herNo: 'The worker has not agreed to her part yet', taken: '{pay} taken from her pay', left: '{pay} left', paid: 'Paid at {time}', payment: 'Payment', claim: 'Claim {number} at the insurer', insurerPaid: 'The insurer paid {pay}', decided: 'Decided by a third party', other: 'Compensated in this case: {pay}', compensated: 'Compensated', promised: 'Promised', seeVisit: 'The rework', seeCoupon: 'The coupon', seePaper: 'The paper', seeChange: 'See the replacement', seeNew: 'See who takes over', first: 'First call: {said}', claimed: 'asks for {pay}', calls: 'Complaint {number}: calling the {who}', theCustomer: 'customer', visit: 'The visit', foundN: 'cause found in {n}', withoutN: 'none yet in {n}', noneFound: 'No cause was found yet in this time', noneFoundText: 'The cause is chosen on closing; here it shows what to change first.',
}
export type Word = keyof typeof zh
export function say(word: Word, values: Record<string, string | number> = {}): string {
  return (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => (name === 'm' ? (me.value?.worker_word ?? '师傅') : String(values[name] ?? '')))
}
export const both = { zh, en }
