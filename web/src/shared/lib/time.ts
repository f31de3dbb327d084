/** Instants and days. The company's clock is China's (UTC+8, no summer time), whatever the computer is set to, so nothing here
 *  uses the browser's zone. Days are day numbers since 1970-01-01, as on the wire. */
import { language, t } from '@/shared/words'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
export const ZONE = 8 * HOUR

const clock = { ahead: 0 }
/** The server's clock rules: a shop's PC may be minutes off, and deadlines are judged there. */
export function setServerTime(now: number) { clock.ahead = now - Date.now() }
export function serverNow(): number { return Date.now() + clock.ahead }

export const dayOf = (instant: number) => Math.floor((instant + ZONE) / DAY)
export const dayStart = (day: number) => day * DAY - ZONE
export const minuteOfDay = (instant: number) => Math.floor((((instant + ZONE) % DAY) + DAY) % DAY / MINUTE)
export const today = () => dayOf(serverNow())
/** 1 Monday … 7 Sunday; 1970-01-01 was a Thursday. */
export const weekday = (day: number) => ((((day + 3) % 7) + 7) % 7) + 1

const two = (n: number) => String(n).padStart(2, '0')
export const clockText = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(Math.floor(minutes % 60))}`
export function dateParts(day: number) {
  const date = new Date(day * DAY)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}
export function dayIso(day: number): string {
  const p = dateParts(day)
  return `${p.year}-${two(p.month)}-${two(p.day)}`
}
/** "2026-11-23" → day number; null when that is no date. */
export function dayFromIso(text: string): number | null {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!m) return null
  const ms = Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3]))
  return dayIso(ms / DAY) === text ? ms / DAY : null
}
/** "2026-11-23 09:05" in the company's clock ↔ instant. */
export const instantIso = (instant: number) => `${dayIso(dayOf(instant))} ${clockText(minuteOfDay(instant))}`
export function instantFromIso(text: string): number | null {
  const m = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})$/.exec(text)
  const day = m ? dayFromIso(m[1]!) : null
  return m && day !== null ? dayStart(day) + Number(m[2]) * HOUR + Number(m[3]) * MINUTE : null
}

const WEEKDAYS = { zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'], en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] }
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
export const weekdayText = (day: number) => WEEKDAYS[language.value][weekday(day) - 1]!

/** "11月23日", with the year when it is not this one. */
export function dayText(day: number, withWeekday = false): string {
  const p = dateParts(day)
  const otherYear = p.year !== dateParts(today()).year
  const text = language.value === 'zh'
    ? `${otherYear ? `${p.year}年` : ''}${p.month}月${p.day}日`
    : `${p.day} ${MONTHS[p.month - 1]}${otherYear ? ` ${p.year}` : ''}`
  return withWeekday ? `${text} ${weekdayText(day)}` : text
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
