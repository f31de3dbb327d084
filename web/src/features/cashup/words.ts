/** The words of the cash-up. {master} is what the company calls its workers. */
import { me } from '@/shared/lib/state'
import { fill, language } from '@/shared/words'

const zh = {
  lead: '收工前把现金点一遍：柜台的、{master}手里的，应有多少、实有多少。有差异写明原因，另一个人复核后，这一天就关上了，之后收的现金算第二天的。', day: '日期', dayBefore: '前一天', dayAfter: '后一天', branch: '门店', cash: '现金在谁手里', till: '柜台', before: '以前结存', came: '收入', went: '支出', expected: '应有',
  counted: '实点', difference: '差异', receivers: '{n} 处', uncounted: '还有 {n} 处没点', allCounted: '都点过了', right: '相符', keep: '记下', kept: '已记下', why: '差异原因，例如找零多给', short: '少 {n}', over: '多 {n}', fits: '相符', owed: '多交了 {n}，下一张结算单退还，不用清点', amountNeeded: '请填金额',
  reasonNeeded: '金额和应有的不一样，请写明原因', other: '其他收款', otherHint: '微信、转账等，当天净收；平台按实际打款', fromCards: '卡内扣款', platformKept: '订单 {price} − 平台扣 {fees}', noOther: '当天没有其他方式的收付款。', payments: '{n} 笔', done: '当天完成', doneHint: '{n} 单，已收 {came}', overdue: '逾期账单', overdueHint: '到期没付清', begin: '开始清点',
  beginHint: '点“开始清点”后逐处填写实点金额。', begun: '可以清点了', banked: '送存银行', bankedHint: '其余留在柜台，作为第二天的备用金。', finish: '清点完毕', finished: '已清点，等另一个人复核', left: '送存银行 {banked}，留存柜台 {left}。', sign: '复核并日结', signTitle: '复核 {day} 的现金？',
  signText: '复核后这一天就关上了，不能再改；之后发现的差异记在第二天。', aloneWhy: '您自己清点又自己复核，请写明原因', signed: '已日结', closedHint: '这一天已关上。', recount: '重新清点', recountTitle: '重新清点？', recountText: '已填的金额会保留，可以改。', loose: '待核对', credits: '还没对上账单的收款',
  odd: '金额不符的线上收款', open: '待付 {n}', match: '计入', matched: '已计入账单', past: '最近的日结', first: '还没有日结过', firstText: '第一次日结从柜台现有的现金开始。',
}
const en: Record<keyof typeof zh, string> = {
  lead: 'Before the day ends the cash is counted: in the till and with the workers, what should be there and what is. A difference needs a reason; a second person signs, and the day is closed: cash that comes later is the next day’s.',
  day: 'Day', dayBefore: 'The day before', dayAfter: 'The day after', branch: 'Branch', cash: 'Who holds the cash', till: 'Till', before: 'From before', came: 'In', went: 'Out', expected: 'Should be', counted: 'Is',
  difference: 'Difference', receivers: '{n} place | {n} places', uncounted: '{n} not counted yet', allCounted: 'All counted', right: 'It is right', keep: 'Keep', kept: 'Kept', why: 'Why, e.g. too much change given', short: '{n} short',
  over: '{n} over', fits: 'Right', owed: '{n} handed in too much; the next settlement gives it back, nothing to count', amountNeeded: 'Enter an amount', reasonNeeded: 'It is not what should be there: say why', other: 'Other ways', otherHint: 'WeChat, transfers and others, net; platforms as paid out', fromCards: 'not counted', platformKept: 'orders {price} − kept {fees}',
  noOther: 'Nothing came or went in other ways on this day.', payments: '{n} payment | {n} payments', done: 'Done on this day', doneHint: '{n} visit, {came} received | {n} visits, {came} received', overdue: 'Overdue bills', overdueHint: 'Due and not paid',
  begin: 'Begin to count', beginHint: 'Then enter for each place what is there.', begun: 'Count now', banked: 'To the bank', bankedHint: 'The rest stays in the till for the next day.', finish: 'All is counted',
  finished: 'Counted; a second person signs', left: '{banked} to the bank, {left} stays in the till.', sign: 'Sign and close', signTitle: 'Sign the cash of {day}?',
  signText: 'Then the day is closed and stays as it is; what is found later counts in the next one.', aloneWhy: 'You counted and sign alone: say why', signed: 'The day is closed', closedHint: 'This day is closed.',
  recount: 'Count again', recountTitle: 'Count again?', recountText: 'What was entered stays and can be changed.', loose: 'To be matched', credits: 'Payments without a bill', odd: 'Charges that do not fit', open: '{n} open',
  match: 'Count it', matched: 'It counts for the bill', past: 'Last cash-ups', first: 'No cash-up yet', firstText: 'The first one begins with what lies in the till now.',
}
export const both = { zh, en }
export type Word = keyof typeof zh
export function say(word: Word, values: Record<string, string | number> = {}): string {
  const all: Record<string, string | number> = { master: me.value?.worker_word ?? '师傅', ...values }
  return fill(both[language.value === 'en' ? 'en' : 'zh'][word], all)
}
