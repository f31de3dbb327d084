/** A week as it comes → rows by worker and day. Pure. */
import { dayOf, MINUTE } from '@/shared/lib/time'

export interface WeekVisit { id: number; version: number; locked: boolean; worker: number | null; second?: number; start: number; end: number; state: string; area: string; glyph: string; line_label: string }
export interface Week { monday: number; workers: { id: number; name: string; week_minutes: number; day_minutes: number; weekdays: number }[]; visits: WeekVisit[]; leaves: { worker: number; from: number; to: number; label: string }[] }
/** `over`: what began the day before and goes on into this one. It counts for its own day. */
export interface WeekCell { visits: WeekVisit[]; over: WeekVisit[]; minutes: number; off: boolean }
export interface WeekRow { id: number; name: string; minutes: number; most: number; dayMost: number; days: WeekCell[] }

export function weekRows(week: Week): { rows: WeekRow[]; days: { visits: number; open: WeekVisit[] }[] } {
  const days = Array.from({ length: 7 }, () => ({ visits: 0, open: [] as WeekVisit[] }))
  const rows = new Map<number, WeekRow>(week.workers.map((w) => [w.id, {
    id: w.id, name: w.name, minutes: 0, most: w.week_minutes, dayMost: w.day_minutes,
    days: Array.from({ length: 7 }, (_, i) => ({ visits: [], over: [], minutes: 0, off: w.weekdays !== 0 && !(w.weekdays & (1 << (i + 1))) })),
  }]))
  for (const v of week.visits) {
    const i = dayOf(v.start) - week.monday, minutes = Math.round((v.end - v.start) / MINUTE)
    const next = dayOf(v.end - 1) > dayOf(v.start) ? i + 1 : 7
    if (days[i]) days[i].visits++
    if (v.worker === null) days[i]?.open.push(v)
    for (const id of new Set([v.worker, v.second])) {
      const row = id ? rows.get(id) : undefined
      if (!row) continue
      row.days[next]?.over.push(v)
      if (!days[i]) continue
      row.days[i]!.visits.push(v)
      row.days[i]!.minutes += minutes
      row.minutes += minutes
    }
  }
  return { rows: [...rows.values()], days }
}
/** Who has work this week stands first, each part by name as it comes. Taken once a week: nobody jumps away under the hand that gives her work. */
export const busyFirst = (rows: readonly WeekRow[]) => new Map([...rows.filter((r) => r.minutes), ...rows.filter((r) => !r.minutes)].map((r, i) => [r.id, i]))
