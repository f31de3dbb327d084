/** Words of the work queue's own. */
import { fill, language } from '@/shared/words'

const zh = {
  reminder: '提醒',
  first: '这里列出最急的 {shown} 件，共 {n} 件。',
}
const en: Record<keyof typeof zh, string> = {
  reminder: 'Reminders',
  first: 'The {shown} most urgent ones of {n}.',
}
export function say(key: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return fill((language.value === 'en' ? en : zh)[key], values)
}
