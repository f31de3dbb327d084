/** Words of the inbox, of messages that people copy, and of what a template will say. */
import { language } from '@/shared/words'

const zh = {
  title: '消息', unread: '消息，{n} 条未读', new: '未读', readAll: '全部标为已读', none: '还没有消息', brief: '复制派单信息', briefCopied: '派单信息已复制，可以粘贴到微信群', copyByHand: '请选中复制', calendar: '日历订阅', calendarCopied: '日历地址已复制，发给本人添加到手机日历', calendarOnce: '这个地址只显示这一次：',
  preview: '预览', tryZh: '试写中文', tryEn: '试写英文', sms: '{characters} 字，短信 {n} 条', notSaved: '这里只看效果。要保存，请在下面编辑「自定义内容」。',
}
export type Word = keyof typeof zh
const en: Record<Word, string> = {
  title: 'Messages', unread: 'Messages, {n} unread', new: 'unread', readAll: 'Mark all as read', none: 'No messages yet', brief: 'Copy for the chat group', briefCopied: 'Copied; paste it into the chat group', copyByHand: 'Select and copy',
  calendar: 'Calendar to subscribe to', calendarCopied: 'Address copied; send it to her for her phone', calendarOnce: 'This address is shown this once:', preview: 'Preview', tryZh: 'Try in Chinese', tryEn: 'Try in English',
  sms: '{characters} characters, {n} SMS', notSaved: 'This only shows how it looks. To keep it, edit the own texts below.',
}
export const both = { zh, en }
export function say(word: Word, values: Record<string, string | number> = {}): string {
  return both[language.value === 'en' ? 'en' : 'zh'][word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
