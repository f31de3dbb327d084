/** Words of who has read a standard. {m} is what the company calls its workers. */
import { me } from '@/shared/lib/state'
import { language } from '@/shared/words'

const zh = { title: '谁读过', count: '{n} 位{m}已读，共 {of} 位', none: '还没有{m}做这项服务', unread: '未读', read: '{time} 读过', hint: '{m}在手机「要读的标准」里点一下就算读过；新版发布后要重新读。' }
const en: { [key in keyof typeof zh]: string } = { title: 'Who has read it', count: '{n} of {of} have read it', none: 'Nobody works by it yet', unread: 'Not read', read: 'Read {time}', hint: 'One tap on her phone, under “Standards to read”; of a new issue nobody has read anything yet.' }
export function sayReaders(word: keyof typeof zh, values: Record<string, string | number> = {}): string {
  const all: Record<string, string | number> = { m: me.value?.worker_word ?? '师傅', ...values }
  return (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => String(all[name] ?? ''))
}
