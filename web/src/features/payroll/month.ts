/** Months as day numbers: the first and the last day of one, and the one before or after. */
import { dayFromIso, dayIso } from '@/shared/lib/time'
import { language } from '@/shared/words'

export interface Month { first: number; last: number }
export function monthOf(day: number): Month {
  const [year, month] = dayIso(day).split('-').map(Number) as [number, number]
  const first = dayFromIso(`${year}-${String(month).padStart(2, '0')}-01`)!
  const next = dayFromIso(month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`)!
  return { first, last: next - 1 }
}
/** The next days of part-time work to be paid for: the law allows 15 at most; what is left of the month in even pieces. */
export function nextPiece(m: Month, paidUntil: number): Month | null {
  const first = Math.max(m.first, paidUntil + 1), left = m.last - first + 1
  if (left <= 0) return null
  return { first, last: first + Math.ceil(left / Math.ceil(left / 15)) - 1 }
}
/** 3 of 2026-10-03 */
export const dayOfMonth = (day: number) => Number(dayIso(day).slice(8))
export const monthBefore = (m: Month) => monthOf(m.first - 1)
export const monthAfter = (m: Month) => monthOf(m.last + 1)
export const monthText = (m: Month) => dayIso(m.first).slice(0, 7)
/** 2026年10月, October 2026 */
export const monthName = (m: Month) => new Intl.DateTimeFormat(language.value === 'en' ? 'en-GB' : 'zh-CN', { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(m.first * 86_400_000)
