/** Words of lists that no other page needs. */
import { fill, language } from '@/shared/words'

const zh = { isSome: '填了的', noneHere: '{branch}没有符合条件的{label}', elsewhere: '其他门店有 {n} 条', another: '号码相同，是另一个人', thereAlready: '已经登记过的人才选；不选就按姓名和电话新登记' }
const en: Record<keyof typeof zh, string> = { isSome: 'Not empty', noneHere: 'No {label} in {branch}', elsewhere: 'Other branches have {n}', another: 'The same number, but somebody else', thereAlready: 'Only who is in the register already; left empty, name and phone are entered anew' }
export function say(key: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return fill((language.value === 'en' ? en : zh)[key], values)
}
