/** The words around the procedure; its steps themselves come from the server. */
import { fill, language } from '@/shared/words'

const zh = {
  title: '岗位流程', lead: '《家政服务经理人岗位操作流程》的每一章、每一步，以及这一步在系统里的哪一页做。', search: '搜步骤、单据或页面', none: '没有找到「{q}」', clear: '清除搜索', all: '全部流程', chapter: '第{n}章',
  who: '谁来做', does: '怎么做', input: '需要什么', output: '产出什么', deadline: '时限', standard: '标准', from: '来自', to: '交给', source: '原文', notSource: '原文没有写到这一步，按法规要求和行业做法补上。', product: '在系统里做', pages: '页面', records: '单据', clocks: '系统会提醒', outside: '这一步目前不在系统里做，按公司自己的办法办理。', hidden: '你的角色看不到', previous: '上一步', next: '下一步',
  first: '第一次来「{page}」', about: '「{page}」这一页', serves: '对应流程', states: '状态', got: '知道了', off: '以后都不自动显示', help: '这一页怎么用', list: '这里是全部{label}。点一行在右侧看详情，点名称打开整页；现在能做什么，看页面右上角的按钮。', noStep: '这是系统自己的记录，供查阅。',
}
const en: Record<keyof typeof zh, string> = {
  title: 'Procedures', lead: "Every chapter and step of the manager's job, and the page of the system where it is done.", search: 'Search steps, records or pages', none: 'Nothing found for “{q}”', clear: 'Clear search', all: 'All procedures', chapter: 'Chapter {n}',
  who: 'Who', does: 'How', input: 'Needs', output: 'Gives', deadline: 'By when', standard: 'Measure', from: 'Comes after', to: 'Goes on to', source: 'Source', notSource: 'The source does not reach this step; it follows from the law and the practice of the trade.', product: 'In the system', pages: 'Pages', records: 'Records', clocks: 'The system reminds you', outside: 'This step is not done in the system yet; do it the way your company does.', hidden: 'Not visible to your role', previous: 'Previous step', next: 'Next step',
  first: 'First time on “{page}”', about: 'About “{page}”', serves: 'Serves', states: 'States', got: 'Got it', off: 'Do not show these by themselves', help: 'How to use this page', list: 'These are all records of the kind “{label}”. Click a row to look at it on the right, its name to open it; what can be done now stands on the buttons at the top right.', noStep: 'The system keeps these records itself, to be looked up.',
}
export const both = { zh, en }
export type Word = keyof typeof zh
export function say(word: Word, values: Record<string, string | number> = {}): string {
  return fill(both[language.value === 'en' ? 'en' : 'zh'][word], values)
}
const NUMERALS = '〇一二三四五六七八九'
export const numeral = (chapter: number) => (language.value === 'en' ? String(chapter) : NUMERALS[chapter] ?? String(chapter))
/** Where a step is shown. The address has no dot: what has one is a file. */
export const stepPath = (id: string) => `/procedures/${id.replace('.', '-')}`
/** "4.2" as the source counts: 四.2. */
export const stepName = (id: string) => `${numeral(Number(id[0]))}.${id.slice(2)}`
