/** An over-run's new end. Only its time is asked for: the first one after the planned end, which may lie after midnight. */
import { dayOf, dayStart, MINUTE } from '@/shared/lib/time'

export function endAfter(planned: number, time: string): number | null {
  const m = /^(\d{2}):(\d{2})$/.exec(time)
  if (!m) return null
  const at = (day: number) => dayStart(day) + (Number(m[1]) * 60 + Number(m[2])) * MINUTE
  const day = dayOf(planned)
  /* Earlier by less than half a day is a slip, and the server says so; earlier by more is tomorrow. */
  return planned - at(day) > 12 * 60 * MINUTE ? at(day + 1) : at(day)
}
