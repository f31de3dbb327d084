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
export const monthBefore = (m: Month) => monthOf(m.first - 1)
export const monthAfter = (m: Month) => monthOf(m.last + 1)
export const monthText = (m: Month) => dayIso(m.first).slice(0, 7)
/** 2026年10月, October 2026 */
export const monthName = (m: Month) => new Intl.DateTimeFormat(language.value === 'en' ? 'en-GB' : 'zh-CN', { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(m.first * 86_400_000)
