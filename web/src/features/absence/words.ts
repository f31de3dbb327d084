import { language } from '@/shared/words'

const zh = {
  lead: '逐家打电话，问好了再勾。改到新时间的，会按原来的价格和内容建新单，放进待派；不要了的，记上就行。没问的留到下次。',
  day: '补到哪天', customer: '客户', was: '原来', answer: '客户怎么说', ask: '还没问', again: '改时间', no: '不要了', to: '新时间', by: '谁同意的', self: '客户本人', how: '怎么同意的', note: '备注', dial: '看电话',
  none: '这张单上的都补过了。', left: '还剩 {n} 单没问', go: '补 {again} 单、划掉 {no} 单', done: '补了 {again} 单，划掉 {no} 单；新单在待派里', time: '请填新时间',
}
const en: Record<keyof typeof zh, string> = {
  lead: 'Call one home after another and note each answer. A new time makes a new visit, sold as the old one was, among the open ones; who does not want it is crossed off. Whom you have not asked stays for later.',
  day: 'Made up on', customer: 'Customer', was: 'Was at', answer: 'Her answer', ask: 'Not asked yet', again: 'Another time', no: 'Not wanted', to: 'New time', by: 'Who agreed', self: 'herself', how: 'How', note: 'Note', dial: 'Show the number',
  none: 'All of these are caught up with.', left: '{n} not asked yet', go: 'Make {again} again, cross off {no}', done: '{again} made again, {no} crossed off; the new ones are among the open ones', time: 'Enter the new time',
}
export function say(key: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return (language.value === 'en' ? en : zh)[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
