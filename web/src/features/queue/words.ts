/** Words of the work queue's own. */
import { fill, language } from '@/shared/words'

const zh = {
  reminder: '提醒', later: '两周以后的也列出来',
  byBranch: '按门店看', allBranches: '全部门店', overdue: '超时 {n}',
  first: '这里列出最急的 {shown} 件，共 {n} 件。',
}
const en: Record<keyof typeof zh, string> = {
  reminder: 'Reminders', later: 'Also what is due later than in two weeks',
  byBranch: 'By branch', allBranches: 'All branches', overdue: '{n} late',
  first: 'The {shown} most urgent ones of {n}.',
}
export function say(key: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return fill((language.value === 'en' ? en : zh)[key], values)
}
