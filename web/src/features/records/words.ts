/** Words of lists that no other page needs. */
import { fill, language } from '@/shared/words'

const zh = { isSome: '填了的', noneHere: '{branch}没有符合条件的{label}', elsewhere: '其他门店有 {n} 条' }
const en: Record<keyof typeof zh, string> = { isSome: 'Not empty', noneHere: 'No {label} in {branch}', elsewhere: 'Other branches have {n}' }
export function say(key: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return fill((language.value === 'en' ? en : zh)[key], values)
}
