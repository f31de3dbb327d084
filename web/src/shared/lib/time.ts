/** Instants and days as people read them; what they are is in clock.ts. */
import { language, t } from '@/shared/words'
import { clockText, dateParts, dayOf, minuteOfDay, MINUTE, today, weekday } from './clock'

export * from './clock'

const WEEKDAYS = { zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'], en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] }
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
export const weekdayText = (day: number) => WEEKDAYS[language.value][weekday(day) - 1]!

/** "11 月" or "Nov", as on an axis. */
export const monthName = (month: number) => (language.value === 'zh' ? `${month} 月` : MONTHS[month - 1]!)
/** "11月23日" or "23 Nov", with the year when it is not this one; the day of the week stands where each language has it: "11月23日 周一", "Mon 23 Nov". */
export function dayText(day: number, withWeekday = false): string {
  const p = dateParts(day)
  const otherYear = p.year !== dateParts(today()).year
  const text = language.value === 'zh'
    ? `${otherYear ? `${p.year}年` : ''}${p.month}月${p.day}日`
    : `${p.day} ${MONTHS[p.month - 1]}${otherYear ? ` ${p.year}` : ''}`
  if (!withWeekday) return text
  return language.value === 'zh' ? `${text} ${weekdayText(day)}` : `${weekdayText(day)} ${text}`
}
export function instantText(instant: number): string {
  const day = dayOf(instant)
  const off = day - today()
  const name = off === 0 ? t('time.today') : off === -1 ? t('time.yesterday') : off === 1 ? t('time.tomorrow') : dayText(day)
  return `${name} ${clockText(minuteOfDay(instant))}`
}
export function lengthText(minutes: number): string {
  const n = Math.abs(Math.round(minutes))
  if (n < 60) return t('time.minutes', { n })
  if (n < 24 * 60) return n % 60 ? t('time.hoursMinutes', { h: Math.floor(n / 60), m: n % 60 }) : t('time.hours', { n: n / 60 })
  return t('time.days', { n: Math.round(n / 1440) })
}
/** How long until it is due, or how late: 「还有 20 分钟」「已过 3 小时」. */
export function dueText(due: number, now: number): string {
  const minutes = Math.round((due - now) / MINUTE)
  if (!minutes) return t('time.due')
  return minutes > 0 ? t('time.left', { length: lengthText(minutes) }) : t('time.over', { length: lengthText(minutes) })
}
export function agoText(at: number, now: number): string {
  const minutes = Math.floor((now - at) / MINUTE)
  if (minutes < 1) return t('time.justNow')
  if (minutes < 12 * 60) return t('time.ago', { length: lengthText(minutes) })
  return instantText(at)
}
