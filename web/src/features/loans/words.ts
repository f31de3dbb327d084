/** The words of the month between branches. */
import { me } from '@/shared/lib/state'
import { fill, language } from '@/shared/words'

const zh = {
  title: '借调和转店对账', lead: '借调单上约定的费用，每单核准时算好；客户转店带走的钱也在这里结。两家店看到的是同一张表。工资仍由师傅自己的门店结。', month: '月份', before: '上个月', after: '下个月',
  other: '对方门店', lent: '应收（借出）', borrowed: '应付（借入）', moved: '转店客户的钱', movedHint: '客户转店时带走的卡、定金和押金，还有一家店收款、另一家店出账的：看凭证', net: '合计', gets: '应收', owes: '应付', day: '日期', worker: '{m}', side: '方向', sideLent: '借出', sideBorrowed: '借入', visit: '工单', ofPay: '报酬分摊', ofPrice: '收入分成', ofDay: '按天', amount: '金额', state: '状态',
  of: '{part}（{whole} 中）', none: '这个月两店之间没有往来', noneText: '借调单同意以后，借来的{m}做完的单核准时会在这里出现。', loans: '借调单', charges: '全部借调费', print: '打印', open: '还没结', settled: '结清了', ask: '结算', cut: '只列出前 2000 笔。',
}
const en: Record<keyof typeof zh, string> = {
  title: 'Between branches', lead: 'What was agreed on the loan, reckoned when a visit is approved, and the money of customers who moved; both branches read the same lines. Wages are settled by her own branch as ever.', month: 'Month', before: 'Month before', after: 'Month after',
  other: 'Other branch', lent: 'To get (lent)', borrowed: 'To bear (borrowed)', moved: 'Customers who moved', movedHint: 'Cards and deposits that went along, and what one branch took for a bill of the other: see the entries', net: 'In sum', gets: 'to get', owes: 'to bear', day: 'Day', worker: 'Worker', side: 'Which way', sideLent: 'lent', sideBorrowed: 'borrowed', visit: 'Visit', ofPay: 'Of her pay', ofPrice: 'Of the price', ofDay: 'For the day', amount: 'Amount', state: 'State',
  of: '{part} (of {whole})', none: 'Nothing between the branches this month', noneText: 'Once a loan is agreed, the visits of who was borrowed come here when they are approved.', loans: 'Loans', charges: 'All charges', print: 'Print', open: 'Open', settled: 'Settled', ask: 'Settle', cut: 'Only the first 2000 are listed.',
}
export function say(key: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return fill((language.value === 'en' ? en : zh)[key], { m: me.value?.worker_word ?? '师傅', ...values })
}
