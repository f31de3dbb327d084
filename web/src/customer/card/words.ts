/** Words of a prepaid card on the customer's phone. */
import { language } from '../words'

const zh = {
  held: '您多付或预付的 {price} 在我们这里：抵下次账单，或联系门店退回', behind: '续充的一笔：前面的用完后再用', together: '连同续充，卡上可用 {left}', payCard: '用预付卡付', which: '用哪张卡', pays: '付 {price}', rest: '卡里不够，还剩 {price} 要付', cardHas: '卡上 {price}', cardVisits: '剩 {n} 次', none: '没有可用的卡', paid: '已从卡里付', paidLeg: '本金', giftLeg: '赠送', bought: '买卡付了 {price}', giftOf: '赠送 {price}', order: '{order}', cooling: '{day} 前没用过可全额退', expires: '{day} 前有效', refund: '退卡', refundOpen: '退款申请已提交，门店核对后退给您', refundSum: '核算金额 {price}，审批后退款',
  refunds: '退款', rf_requested: '门店正在核算', rf_calculated: '等待审批', rf_approved: '已批准，等待付款', rf_paid: '已退给您', rf_refused: '没有同意退，请问门店', rf_by: '{day} 前办完', rf_late: '应在 {day} 前办完，已经晚了，请催门店', rf_call: '致电门店', refundTitle: '退卡：先看能退多少', refundHint: '这是按现在的余额算的。门店核对后由另一位同事审批，钱按原来的方式退回。', side_customer: '我不想用了', side_company: '门店的原因（如固定的人走了、门店搬走）', side_nobody: '都没有责任（生病、不可抗力）', back: '退回 {price}', why: '说说情况', whyNeeded: '门店按事实核对', ask: '申请退卡', cancel: '先不退', way: '退款方式：{way}', sureHint: '申请后这张卡先停用，核对期间不能付款。',
}
type Words = { [key in keyof typeof zh]: string }
const en: Words = {
  held: '{price} you paid too much or ahead are with us: they count for your next bill, or ask the shop to pay them back', behind: 'A top-up: used after what was paid before it', together: '{left} with the top-ups', payCard: 'Pay by card', which: 'Which card', pays: 'Pay {price}', rest: 'Not enough on the card: {price} stays to be paid', cardHas: '{price} on it', cardVisits: '{n} visits left', none: 'No card to pay with', paid: 'Paid from the card', paidLeg: 'Paid part', giftLeg: 'Gift part', bought: 'Bought for {price}', giftOf: 'gift {price}', order: 'Used first: {order}', cooling: 'Unused, all of it goes back until {day}', expires: 'Good until {day}', refund: 'Give the card back', refundOpen: 'Asked for; the shop looks at it and pays it back', refundSum: 'Reckoned: {price}; paid once it is approved',
  refunds: 'Money that goes back', rf_requested: 'The shop is reckoning it', rf_calculated: 'Waits to be granted', rf_approved: 'Granted, to be paid', rf_paid: 'Paid back to you', rf_refused: 'Not granted; please ask the shop', rf_by: 'Done by {day}', rf_late: 'Should have been done by {day}; please press the shop', rf_call: 'Call the shop', refundTitle: 'What would go back', refundHint: 'As the card stands now. The shop checks it, a second person approves, and it goes back the way it came.', side_customer: 'I do not want it any more', side_company: 'The shop is the reason (my worker is gone, it moved)', side_nobody: 'Nobody is (illness, force majeure)', back: '{price} goes back', why: 'What happened', whyNeeded: 'The shop looks at the facts', ask: 'Ask for it', cancel: 'Not now', way: 'How it goes back: {way}', sureHint: 'The card rests from then on and pays nothing while this is looked at.',
}
export type CardWord = keyof typeof zh
export function sayCard(word: CardWord, values: Record<string, string | number> = {}): string {
  return (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
export const both = { zh, en }
