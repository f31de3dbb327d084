/** Words of the payroll page; labels of states, steps and lines come from the server. */
import { me } from '@/shared/lib/state'
import { fill, language } from '@/shared/words'

const zh = {
  title: '工资', lead: '一个月的工资：汇总考勤、计算、复核发出、审批、发放、报税', branch: '门店', month: '月份', before: '上个月', after: '下个月', begin: '开始这个月', beginHint: '先汇总在户考勤，再计算；每一分都能看到怎么来的。', slips: '工资条', gross: '应发', net: '实发', tax: '个税', social: '社保（个人）', deducted: '扣预支、赔偿', lent: '公司垫付 {amount}', company: '社保（单位）', objections: '异议', objectionsNone: '没有待答复的', objectionsOpen: '待答复 {n} 条', worker: '{m}', state: '状态', none: '还没有工资条', noneText: '汇总考勤或登记工资单后点“计算”。', line: '项目', how: '怎么算的', amount: '金额', year: '本年累计：收入 {income}，已扣税 {tax}，{months} 个月', yearByMonth: '本年累计：收入 {income}，已扣税 {tax}；劳务报酬按次（月）计税', said: '异议：{said}', answer: '答复', answerHint: '她会在工资条上看到', send: '答复', answered: '已答复：{said}', backPay: '补发', open: '打开', sheets: '工资单', advances: '预支', bills: '生成在户账单', billsDone: '已生成 {n} 张账单', paper: 'PDF', filter: '只看有异议的', find: '找{m}', payRun: '代发批次',
  register: '去登记', allBranches: '全部门店', notBegun: '这个月还没开始', sum: '合计',
  kinds: '哪一批工资', kindMonth: '月薪', kindPart: '非全日制 {first}–{last} 日', beginPart: '开始非全日制 {first}–{last} 日', beginPartHint: '非全日制用工最长十五日结算一次（劳动合同法第七十二条）',
  officePay: '同事工资（计税用）', waitsWage: '没有登记本职工资，无法扣税：先登记', paidOut: '提成发放与个税',
  commissions: '业务提成', commissionsOpen: '本月可发 {sum}，审批后计入', commissionsTaken: '计入本月 {sum}', commissionsPaid: '已发 {sum}', commissionList: '提成明细', colleague: '同事', entries: '笔数', takenBack: '其中扣回', commission: '提成', waits: '扣回大于应得，结转下月',
  mine: '我的提成', mineLead: '客户付清服务费时计提；保障期内退费的，按退费比例扣回。', mineOpen: '待发', mineTaken: '已进工资单', minePaid: '已发', onlyBack: '只看扣回', earnedOn: '日期', contract: '合同', forWhat: '因为', performance: '业绩', takenBackWhy: '扣回：合同 {day} 终止，{ended} · {why}', mineNone: '还没有提成', mineNoneText: '您负责的合同收齐服务费后，会出现在这里。',
}
export type Word = keyof typeof zh
const en: Record<Word, string> = {
  title: 'Payroll', lead: 'The wages of a month: collect, calculate, review and send, approve, pay, declare', branch: 'Branch', month: 'Month', before: 'Month before', after: 'Month after', begin: 'Begin this month', beginHint: 'Take over the days of placements, then calculate; every fen says where it comes from.', slips: 'Payslips', gross: 'Earned', net: 'To be paid', tax: 'Income tax', social: 'Insurance, theirs', deducted: 'Advances, damage', lent: 'lent by us {amount}', company: 'Insurance, ours', objections: 'Objections', objectionsNone: 'None to be answered', objectionsOpen: '{n} to be answered', worker: 'Worker', state: 'State', none: 'No payslips yet', noneText: 'Take over the days or enter sheets, then “Calculate”.', line: 'Item', how: 'How it came about', amount: 'Amount', year: 'This year: income {income}, tax withheld {tax}, {months} months', yearByMonth: 'This year: income {income}, tax withheld {tax}; labour is taxed month by month', said: 'Objection: {said}', answer: 'Answer', answerHint: 'She reads it on her payslip', send: 'Answer', answered: 'Answered: {said}', backPay: 'Back pay', open: 'Open', sheets: 'Wage sheets', advances: 'Advances', bills: 'Make bills of placements', billsDone: '{n} bill made | {n} bills made', paper: 'PDF', filter: 'With objections only', find: 'Find a worker', payRun: 'Pay run',
  register: 'Enter it', allBranches: 'All branches', notBegun: 'Not begun this month', sum: 'Total',
  kinds: 'Which payroll', kindMonth: 'Monthly', kindPart: 'Part-time {first}–{last}', beginPart: 'Begin part-time {first}–{last}', beginPartHint: 'Part-time work is paid at least every fifteen days (Labour Contract Law 72)',
  officePay: 'Wages of colleagues (for tax)', waitsWage: 'Her wage is not entered, no tax can be withheld: enter it first', paidOut: 'Commissions paid, and their tax',
  commissions: 'Commissions', commissionsOpen: '{sum} this month, taken with the approval', commissionsTaken: '{sum} in this month', commissionsPaid: '{sum} paid', commissionList: 'All entries', colleague: 'Colleague', entries: 'Entries', takenBack: 'Taken back', commission: 'Commission', waits: 'More taken back than earned: goes to next month',
  mine: 'My commissions', mineLead: 'Earned when the fee of a contract is paid in full; taken back in proportion when part of it goes back within the guarantee.', mineOpen: 'Open', mineTaken: 'In a payroll', minePaid: 'Paid', onlyBack: 'Taken back only', earnedOn: 'Day', contract: 'Contract', forWhat: 'For', performance: 'Performance', takenBackWhy: 'Taken back: the contract ended on {day}, {ended} · {why}', mineNone: 'No commission yet', mineNoneText: 'When the fee of one of your contracts is paid in full, it appears here.',
}
export const both = { zh, en }
export function say(word: Word, values: Record<string, string | number> = {}): string {
  const all: Record<string, string | number> = { m: me.value?.worker_word ?? '师傅', ...values }
  return fill(both[language.value === 'en' ? 'en' : 'zh'][word], all)
}
