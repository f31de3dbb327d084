/** Words of what she should read. */
import { language } from '../words'

const zh = {
  unread: '{n} 份没读', none: '还没有要读的标准', hint: '做哪一行，读哪一行的标准。读完点一下就行，不考试。', valid: '{day} 起用 · 第 {n} 版', changed: '有改动', fresh: '未读', read: '{time} 读过', waits: '已读，等待上传', iRead: '我读过了', redLine: '红线', exclusions: '不包含', etiquette: '礼仪', tools: '工具', chemicals: '清洁剂，哪些不能混', offline: '没有网络，显示的是上次的',
}
const en: { [key in keyof typeof zh]: string } = {
  unread: '{n} unread', none: 'No standards to read yet', hint: 'The standards of your own services. One tap when you have read it; no examination.', valid: 'From {day} · issue {n}', changed: 'Changed', fresh: 'Unread', read: 'Read {time}', waits: 'Read; waits to be sent', iRead: 'I have read it', redLine: 'Red line', exclusions: 'Not included', etiquette: 'Manners', tools: 'Tools', chemicals: 'Chemicals, and what never to mix', offline: 'No network: as of last time',
}
export type StudyWord = keyof typeof zh
export function sayStudy(word: StudyWord, values: Record<string, string | number> = {}): string {
  return (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
