/** What the server tells of the days around Spring Festival, and what the page reckons of it. Minutes throughout. */
import type { Row } from '@/shared/lib/types'

export interface LineSum { line: number; need: number; hands: number; perhaps: number; short: number; at_risk: number; homes: number; homes_short: number; homes_at_risk: number }
export interface DaySum extends Omit<LineSum, 'line'> { day: number; lunar: string; kind: 'work' | 'rest' | 'statutory' | 'closed'; name: string; people: number; people_perhaps: number; people_away: number; lines: LineSum[] }
export interface Forecast { new_year: number; today: number; cut: boolean; lines: { id: number; name: string }[]; days: DaySum[] }
export interface Hand { worker: number; name: string; there: 'there' | 'perhaps' | 'away'; minutes: number; lives_in: boolean; answer: string; leave?: number; leave_kind?: string; leave_state?: string }
export interface Need { visit: number; plan: number; number: string; line: string; customer: number; customer_name: string; at: number; minutes: number; worker: number; worker_name: string; there: 'there' | 'perhaps' | 'away' | 'none' }
export interface Home { placement: number; number: string; title: string; line: string; live_in: boolean; worker: number; worker_name: string; there: 'there' | 'perhaps' | 'away' | 'none' }
export interface DayDetail { day: number; hands: Hand[]; needs: Need[]; homes: Home[] }
export interface PlanRow { id: number; number: string; customer: number; customer_name: string; line: string; worker: number; worker_name: string; paused: boolean; visits: { day: number; at: number; price: number; away: boolean }[]; left_out: number; total: number; usual: number
  ask: { id: number; version: number; state: string; state_label: string; may_keep: boolean; first: number; last: number; until: number } | null }
export interface Plans { first: number; last: number; cut: boolean; rows: PlanRow[] }
export interface Said { plan: number; ok: boolean; message: string }

/** Of one service, or of all. */
export function sumOf(day: DaySum, line: number): Omit<LineSum, 'line'> {
  if (!line) return day
  return day.lines.find((one) => one.line === line) ?? { need: 0, hands: 0, perhaps: 0, short: 0, at_risk: 0, homes: 0, homes_short: 0, homes_at_risk: 0 }
}
/** 7.5 of 450 minutes. */
export const hoursOf = (minutes: number) => Math.round(minutes / 6) / 10
/** Where the scale of the chart ends: a round number of hours above all that is shown. */
export function top(days: DaySum[], line: number): number {
  const most = Math.max(60, ...days.map((d) => { const s = sumOf(d, line); return Math.max(s.need, s.hands + s.perhaps) })) / 60
  const step = 10 ** Math.floor(Math.log10(most))
  return [1, 2, 3, 4, 5, 6, 8, 10].map((n) => n * step).find((n) => n >= most)! * 60
}
/** The day that lacks most; null when none does. */
export function worst(days: DaySum[], line: number): { day: DaySum; short: number } | null {
  return days.reduce<{ day: DaySum; short: number } | null>((most, day) => { const { short } = sumOf(day, line); return short > (most?.short ?? 0) ? { day, short } : most }, null)
}

/** The day on which most homes are without their worker; null when none is. */
export function emptiest(days: DaySum[], line: number): { day: DaySum; short: number } | null {
  return days.reduce<{ day: DaySum; short: number } | null>((most, day) => { const { homes_short: short } = sumOf(day, line); return short > (most?.short ?? 0) ? { day, short } : most }, null)
}

export type Chip = 'all' | 'asked' | 'stays' | 'goes' | 'holiday' | 'perhaps' | 'toApprove'
/** Which answers a chip shows; `leaves`: the state of each leave by its id. */
export function shows(chip: Chip, row: Row, leaves: Map<number, string>): boolean {
  if (chip === 'all') return true
  if (chip === 'holiday') return row.holiday_work === true
  if (chip === 'perhaps') return row.state === 'goes' && row.back === 'perhaps'
  if (chip === 'toApprove') return row.state === 'goes' && leaves.get(Number(row.leave)) !== 'approved' && leaves.get(Number(row.leave)) !== 'returned'
  return row.state === chip
}
