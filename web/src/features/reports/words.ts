import { fill, language } from '@/shared/words'

const zh = { title: '手机上报，等答复', of: '{name} {time} 报', refused: '没有记上：{why}' }
const en: Record<keyof typeof zh, string> = { title: 'Reported from a phone, waits for your answer', of: '{name} at {time}', refused: 'Not entered: {why}' }
export function say(key: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return fill((language.value === 'en' ? en : zh)[key], values)
}
