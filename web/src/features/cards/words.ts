/** Words of the card pages; labels of states, kinds and entries come from the server. */
import { fill, language } from '@/shared/words'

const zh = {
  title: '卡账', lead: '预收的钱：每张卡剩多少、法律允许多少、存管够不够', balance: '预收余额', ofRevenue: '占上年营收 {n}%', noRevenue: '还没填上年营业收入', custody: '存管', custodyNone: '未达规模，无需存管', custodyDue: '应存 {due}，已存 {held}', enough: '足额', short: '不足 {n}', filing: '备案', filed: '已备案', filingUntil: '{day} 前备案', filingLate: '备案逾期', filingNone: '还没售过卡', stopped: '已停止售卡',
  kindCards: '{n} 张 · 赠送 {gift}', cards: '卡', sell: '售卡', none: '还没有预付卡', noneText: '签合同后在这里售卡；收款之后卡才生效。', customer: '客户', left: '余额', state: '状态', contract: '合同', all: '全部', search: '找卡号、合同号、客户', times: '{n}/{all} 次', days: '{n}/{all} 天', trial: '试算平衡', proved: '借贷相等，代管资金单独相等', notProved: '不平衡，请查看', trust: '代管', debits: '借方', credits: '贷方',
  account: '卡账户', paidLeg: '实付余额', giftLeg: '赠送余额', usedUp: '已用', order: '使用顺序', bought: '售价', entries: '流水', noEntries: '还没有流水', back: '退卡测算', backLead: '按谁的原因，能退多少、怎么算的', total: '应退', request: '按此申请退款', requested: '已申请退款，卡已停用', receive: '收款', channel: '收款方式', received: '已收款', cooling: '七天内未使用可全额退', putBack: '{n} 次', payable: '可用这张卡付的', payableLead: '持卡人还没付清的上门和账单', pay: '用卡支付 {n}', part: '未付 {n}，卡上只够付一部分', paidFrom: '已用卡支付', refund: '退款单', coolingUntil: '{day}前未使用可全额退', notPaid: '收款后卡才能用',
}
export type Word = keyof typeof zh
const en: Record<Word, string> = {
  title: 'Cards', lead: 'Prepaid money: what is left on each card, what the law allows, whether enough is in custody', balance: 'Prepaid', ofRevenue: '{n}% of the revenue of last year', noRevenue: 'Last year’s revenue is not entered', custody: 'Custody', custodyNone: 'Below the scale: none needed', custodyDue: '{due} due, {held} held', enough: 'enough', short: '{n} short', filing: 'Filing', filed: 'Filed', filingUntil: 'to be filed by {day}', filingLate: 'Filing is overdue', filingNone: 'No card sold yet', stopped: 'No cards are sold',
  kindCards: '{n} card · gift {gift} | {n} cards · gift {gift}', cards: 'Cards', sell: 'Sell a card', none: 'No prepaid cards yet', noneText: 'With a contract a card is sold here; it is good once it is paid.', customer: 'Customer', left: 'Left', state: 'State', contract: 'Contract', all: 'All', search: 'Card, contract, customer', times: '{n} of {all} visits', days: '{n} of {all} days', trial: 'Trial balance', proved: 'Debits equal credits, trust money by itself', notProved: 'Does not add up: look', trust: 'trust', debits: 'Debits', credits: 'Credits',
  account: 'Account of the card', paidLeg: 'Left of what was paid', giftLeg: 'Left of the gift', usedUp: 'Used', order: 'Used up', bought: 'Price', entries: 'Entries', noEntries: 'Nothing moved yet', back: 'What would go back', backLead: 'By whose reason, how much, and how it is reckoned', total: 'Goes back', request: 'Ask for this refund', requested: 'The refund is asked for; nobody pays from the card', receive: 'Take the money', channel: 'Paid by', received: 'Paid', cooling: 'Not used within seven days: all of it goes back', putBack: '{n} visit | {n} visits', payable: 'This card can pay', payableLead: 'Visits and bills of the holder that are open', pay: 'Pay {n} from the card', part: '{n} is open, the card has less', paidFrom: 'Paid from the card', refund: 'Refund', coolingUntil: 'Unused until {day}, all of it goes back', notPaid: 'The card is good once it is paid',
}
export const both = { zh, en }
export function say(word: Word, values: Record<string, string | number> = {}): string {
  return fill(both[language.value === 'en' ? 'en' : 'zh'][word], values)
}
