/** Instants and days without words. The company's clock is China's (UTC+8, no summer time), whatever the computer is set to, so nothing here
 *  uses the browser's zone. Days are day numbers since 1970-01-01, as on the wire. */
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
