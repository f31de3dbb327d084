/** Times and money as her page shows them. */
import { clockText, dateParts, dayOf, minuteOfDay, today, weekday } from '@/shared/lib/clock'
import { language, say } from './words'

export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']        // 3/12 is read as two different days
const DAYS = { zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'], en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] }
export const timeText = (at: number) => clockText(minuteOfDay(at))
/** 22:00–次日06:00 where it passes midnight. */
export const spanText = (from: number, to: number) => `${timeText(from)}–${dayOf(to - 1) > dayOf(from) ? (language.value === 'zh' ? '次日' : '+1 ') : ''}${timeText(to)}`
/** With its day where it is not today: at eleven at night 05:30 is tomorrow. */
const near = (day: number) => (day === today() ? '' : `${day === today() + 1 ? say('tomorrow') : dayText(day)} `)
export const soonText = (at: number) => near(dayOf(at)) + timeText(at)
export const whenText = (from: number, to: number) => near(dayOf(from)) + spanText(from, to)
/** With its year once it is so far off that it could be taken for one of this year. */
export function dayText(day: number): string {
  const p = dateParts(day), name = DAYS[language.value][weekday(day) - 1]!
  const far = Math.abs(day - today()) > 180 && p.year !== dateParts(today()).year
  const date = language.value === 'zh' ? `${far ? `${p.year}年` : ''}${p.month}月${p.day}日 ${name}` : `${name} ${p.day} ${MONTHS[p.month - 1]}${far ? ` ${p.year}` : ''}`
  return day === today() ? `${say('today')} · ${date}` : day === today() + 1 ? `${say('tomorrow')} · ${date}` : date
}
export const instantText = (at: number) => (dayOf(at) === today() ? timeText(at) : `${dayText(dayOf(at))} ${timeText(at)}`)
/** From then to then, perhaps days later; the day is said once where it is one. */
export const fromToText = (from: number, to: number) => (dayOf(to) === dayOf(from) ? `${instantText(from)}–${timeText(to)}` : `${instantText(from)} – ${instantText(to)}`)
/** How far off a visit's beginning is; from a hundred minutes on in hours. */
export function dueText(minutes: number): string {
  const n = Math.abs(minutes), hours = n >= 100
  if (minutes > -2 && minutes < 1) return say('dueNow')
  return say(minutes < 0 ? (hours ? 'lateHours' : 'lateMinutes') : hours ? 'inHours' : 'inMinutes', { n: hours ? Math.round(n / 60) : n })
}
/** ¥286 or ¥112.50. */
export const yuan = (fen: number) => `${fen < 0 ? '−' : ''}¥${Math.floor(Math.abs(fen) / 100).toLocaleString('en-US')}${fen % 100 ? `.${String(Math.abs(fen) % 100).padStart(2, '0')}` : ''}`
export const phoneHref = (phone: string) => `tel:${phone.replace(/[^\d+]/g, '')}`
