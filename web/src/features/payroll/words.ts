/** Words of the payroll page; labels of states, steps and lines come from the server. */
import { me } from '@/shared/lib/state'
import { language } from '@/shared/words'

const zh = {
  title: '工资', lead: '一个月的工资：汇总考勤、计算、复核发出、审批、发放、报税', branch: '门店', month: '月份', before: '上个月', after: '下个月', begin: '开始这个月', beginHint: '先汇总在户考勤，再计算；每一分都能看到怎么来的。', slips: '工资条', gross: '应发', net: '实发', tax: '个税', social: '社保（个人）', company: '社保（单位）', objections: '异议', objectionsNone: '没有待答复的', objectionsOpen: '待答复 {n} 条', worker: '{m}', state: '状态', none: '还没有工资条', noneText: '汇总考勤或登记工资单后点“计算”。', line: '项目', how: '怎么算的', amount: '金额', year: '本年累计：收入 {income}，已扣税 {tax}，{months} 个月', said: '异议：{said}', answer: '答复', answerHint: '她会在工资条上看到', send: '答复', answered: '已答复：{said}', open: '打开', sheets: '工资单', advances: '预支', bills: '生成在户账单', billsDone: '已生成 {n} 张账单', paper: 'PDF', filter: '只看有异议的', find: '找{m}', payRun: '代发批次',
}
export type Word = keyof typeof zh
const en: Record<Word, string> = {
  title: 'Payroll', lead: 'The wages of a month: collect, calculate, review and send, approve, pay, declare', branch: 'Branch', month: 'Month', before: 'Month before', after: 'Month after', begin: 'Begin this month', beginHint: 'Take over the days of placements, then calculate; every fen says where it comes from.', slips: 'Payslips', gross: 'Earned', net: 'To be paid', tax: 'Income tax', social: 'Insurance, theirs', company: 'Insurance, ours', objections: 'Objections', objectionsNone: 'None to be answered', objectionsOpen: '{n} to be answered', worker: 'Worker', state: 'State', none: 'No payslips yet', noneText: 'Take over the days or enter sheets, then “Calculate”.', line: 'Item', how: 'How it came about', amount: 'Amount', year: 'This year: income {income}, tax withheld {tax}, {months} months', said: 'Objection: {said}', answer: 'Answer', answerHint: 'She reads it on her payslip', send: 'Answer', answered: 'Answered: {said}', open: 'Open', sheets: 'Wage sheets', advances: 'Advances', bills: 'Make bills of placements', billsDone: '{n} bills made', paper: 'PDF', filter: 'With objections only', find: 'Find a worker', payRun: 'Pay run',
}
export const both = { zh, en }
export function say(word: Word, values: Record<string, string | number> = {}): string {
  const all: Record<string, string | number> = { m: me.value?.worker_word ?? '师傅', ...values }
  return both[language.value === 'en' ? 'en' : 'zh'][word].replace(/\{(\w+)\}/g, (_, name: string) => String(all[name] ?? ''))
}
