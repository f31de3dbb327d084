/** GET /api/today. Everything but the name is optional for the page: a server that counts less shows less. */
export interface Figure { name: string; label: string; value: number | string; unit?: string; change?: number | null; change_unit?: string; hint?: string; spark?: number[]; to?: string; tone?: 'good_up' | 'good_down' }
export interface QueueItem {
  id: number; type: string; title: string; subtitle?: string; due_at?: number | null; verb?: string; step?: string | null; to?: string
  kind?: string; label?: string; harm?: number; escalated?: boolean; start?: number; version?: number; reminder?: number; worker?: number; state?: string
}
export interface Kind { name: string; label: string; count: number; to: string }
export interface Queue { name: string; label: string; count: number; rows: QueueItem[]; to?: string; kinds?: Kind[] }
export interface Hour { hour: number; done: number; running: number; assigned: number; open: number }
export interface Routine { id: number; kind: string; label: string; state: 'open' | 'done' | 'skipped' | 'lapsed'; day: number; due_at: number; done_at: number; done_by: string; to: string; seen: Record<string, number>; seen_at?: number }
export interface WeekendRow { type: string; id: number; at: number; title: string; what: string; state: string }
/** `rows`: the first hundred; `kinds` counts all of them, each with its list. */
export interface Weekend { from: number; to: number; rows: WeekendRow[]; kinds?: { label: string; count: number; to: string }[] }
/** `routines`: today's, and the latest that are still open of the days before; `routines_open` counts all that are open, `routines_lapsed` what nobody did in time in thirty days. */
export interface Today { now: number; cards: Figure[]; queues: Queue[]; hours: Hour[]; routines: Routine[]; routines_open?: number; routines_lapsed?: number; weekend?: Weekend }

/** GET /api/today/trends. `heat`: seven weekdays, Monday first, of 24 hours. `shops` only for who has several branches and chose none. */
export interface Trends {
  days: { day: number; visits: number; worth: number; complaints: number }[]; services: { line: number; name: string; glyph: string; visits: number; worth: number }[]; heat: number[][]; rework?: { worker: number; name: string; again: number; done: number }[]; late_before?: number
  shops?: { id: number; name: string; visits: number; worth: number; open: number; late: number; done: number; complaints: number; lapsed?: number }[]
}

/** Every line of every queue, the most harmful first, then the least time left: the order in which a person works them off. */
export function worklist(queues: readonly Queue[]): (QueueItem & { queue: string })[] {
  return queues.flatMap((q) => q.rows.map((r) => ({ ...r, queue: q.name }))).sort((a, b) => (a.harm ?? 9) - (b.harm ?? 9) || (a.due_at ?? Infinity) - (b.due_at ?? Infinity))
}

/** The points of a small line in a box of `w` × `h`, flat in the middle when nothing varies. */
export function sparkPoints(values: readonly number[], w: number, h: number): [number, number][] {
  const low = Math.min(...values), high = Math.max(...values)
  const step = values.length > 1 ? w / (values.length - 1) : 0
  return values.map((v, i) => [round(i * step), round(high === low ? h / 2 : h - ((v - low) / (high - low)) * h)])
}
const round = (n: number) => Math.round(n * 10) / 10

/** A readable axis: 0 … top in at most five steps of 1, 2 or 5 times a power of ten. */
export function axis(highest: number): number[] {
  const raw = Math.max(1, highest) / 4
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = Math.max(1, [1, 2, 5, 10].map((m) => m * power).find((s) => s >= raw)!)
  const out = [0]
  while (out[out.length - 1]! < highest) out.push(out[out.length - 1]! + step)
  return out.length > 1 ? out : [0, step]
}

/** What of the calendar nobody did in time, of the days that are counted. */
export const lapsedList = (today: number, branch?: number) => ({ path: '/routine', query: { state: 'lapsed', day_from: String(today - 30), ...(branch && { branch: String(branch) }) } })
