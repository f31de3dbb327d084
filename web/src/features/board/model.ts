/** The board's rules without a screen: pure functions over one day, in minutes after the day's midnight.
 *
 * `judge` is the quick answer while something is dragged: what the board itself can see (overlap, leave, work elsewhere, shift,
 * capacity, services she does). It refuses only what the server refuses too; levels, papers and travel are the server's to say (POST /api/board/verdict). */
import type { ServerJudgement } from '@/shared/lib/judgement'
import { dayStart, MINUTE } from '@/shared/lib/time'

export interface Stretch { from: number; to: number; label?: string; branch_name?: string }
export interface BoardWorker { id: number; name: string; branch: number; branch_name: string; lent_to?: string; way?: Pace; skills: string[]; lines?: number[]; grade?: string; area?: string; capacity_minutes: number; leave: Stretch[]; shift: { from: number; to: number; before?: number } | null }
/** How she travels: milliseconds for a metre, and the minutes no way is without (getting going, parking, the buffer). */
export interface Pace { metre: number; steady: number }
export interface BoardVisit { id: number; number: string; state: string; worker: number | null; customer: number; customer_name: string; line?: number; line_label: string; worker_word?: string; glyph?: string; start: number; end: number; area?: string; address_short?: string; price?: number; tags: string[]; persons?: number; short?: number; locked?: boolean; version: number; late?: boolean; leeway?: number; promised?: number; second?: number | null; answer_until?: number; answers?: Answer[]; face?: NewFace; gear?: string[]; pinned?: 'worker' | 'time' | 'both'; at?: [number, number]; by?: number; by_name?: string }
/** Whom the customer of a plan has not met and is asked about; from `until` the office calls. */
export interface NewFace { ask: number; name: string; until: number; version?: number }
/** What became of an offer that was not taken. */
export interface Answer { worker: number; name: string; at: number; how: 'declined' | 'lapsed' | 'not_reached' | 'not_wanted'; why: string }
/** `visit`: it began the day before and goes on here, and is moved on its own day; or she goes along to it (`along`). */
export interface BoardBlock extends Stretch { worker: number; kind?: string; visit?: number }
export interface BoardDay { day: number; branch?: number; all_workers?: number; all_visits?: number; now: number; from_minute: number; to_minute: number; workers: BoardWorker[]; visits: BoardVisit[]; blocks: BoardBlock[] }
export interface ServerVerdict extends ServerJudgement { travel?: number | null }

export type Level = 'ok' | 'warn' | 'bad'
export type Reason =
  | { code: 'locked' } | { code: 'outside' } | { code: 'past' } | { code: 'leave'; label: string } | { code: 'elsewhere'; label: string }
  | { code: 'skill'; line: string } | { code: 'overlap'; other: number; name: string; minutes: number; from: number } | { code: 'shift' } | { code: 'way'; name: string; need: number; has: number } | { code: 'ask'; minutes: number } | { code: 'capacity'; minutes: number } | { code: 'free' }
export interface Judgement { level: Level; reason: Reason }

export const STEP = 15
export const snap = (minute: number) => Math.round(minute / STEP) * STEP
export const startOf = (v: Pick<BoardVisit, 'start'>, day: number) => Math.round((v.start - dayStart(day)) / MINUTE)
/** What the customer was told: a visit may have been shifted within its leeway since. */
export const promisedOf = (v: Pick<BoardVisit, 'start' | 'promised'>, day: number) => startOf({ start: v.promised ?? v.start }, day)
export const lengthOf = (v: Pick<BoardVisit, 'start' | 'end'>) => Math.round((v.end - v.start) / MINUTE)
export const instantAt = (day: number, minute: number) => dayStart(day) + minute * MINUTE
/** Half-open, as everywhere: what ends at ten does not touch what starts at ten. */
export const overlaps = (a: { from: number; to: number }, b: { from: number; to: number }) => a.from < b.to && b.from < a.to

/** Where the axis lets it begin: what ends on its day wholly on it, what passes midnight (it, or a longer one than the day has room for) anywhere. */
export const lastStart = (v: Pick<BoardVisit, 'start' | 'end'>, board: Pick<BoardDay, 'day' | 'from_minute' | 'to_minute'>) =>
  startOf(v, board.day) + lengthOf(v) > board.to_minute ? board.to_minute - STEP : board.to_minute - lengthOf(v)

export interface Row { worker: BoardWorker; visits: BoardVisit[]; blocks: BoardBlock[] }

/** Too late: a time of today that lies behind is for nobody to agree to. Where it stands it may stay, and be given to somebody who goes late. */
export const passed = (visit: BoardVisit, start: number, day: number, now: { day: number; minute: number }): boolean => start !== startOf(visit, day) && (day < now.day || (day === now.day && start < now.minute))

export function judge(visit: BoardVisit, row: Row, start: number, board: Pick<BoardDay, 'day' | 'from_minute' | 'to_minute'>): Judgement {
  const want = { from: start, to: start + lengthOf(visit) }
  const bad = (reason: Reason): Judgement => ({ level: 'bad', reason })
  if (visit.locked) return bad({ code: 'locked' })
  if (want.from < 0 || want.from >= 24 * 60) return bad({ code: 'outside' })
  if (visit.line && row.worker.lines && !row.worker.lines.includes(visit.line)) return bad({ code: 'skill', line: visit.line_label })
  const leave = row.worker.leave.find((l) => overlaps(l, want))
  if (leave) return bad({ code: 'leave', label: leave.label ?? '' })
  const block = row.blocks.find((b) => overlaps(b, want))
  if (block) return bad({ code: 'elsewhere', label: block.branch_name || block.label || '' })
  for (const other of row.visits) {
    if (other.id === visit.id) continue
    const has = { from: startOf(other, board.day), to: startOf(other, board.day) + lengthOf(other) }
    if (overlaps(has, want)) return bad({ code: 'overlap', other: other.id, name: other.customer_name, minutes: Math.min(has.to, want.to) - Math.max(has.from, want.from), from: has.from })
  }
  const away = start === startOf(visit, board.day) ? 0 : Math.abs(start - promisedOf(visit, board.day))
  if (visit.leeway !== undefined && away > visit.leeway) return { level: 'warn', reason: { code: 'ask', minutes: away } }
  const shift = row.worker.shift, early = shift?.before && want.to <= shift.before
  if (shift && !early && (want.from < shift.from || want.to > shift.to)) return { level: 'warn', reason: { code: 'shift' } }
  const busy = rowLoad(row) + (row.visits.some((v) => v.id === visit.id) ? 0 : lengthOf(visit))
  if (row.worker.capacity_minutes > 0 && busy > row.worker.capacity_minutes) return { level: 'warn', reason: { code: 'capacity', minutes: busy } }
  return { level: 'ok', reason: { code: 'free' } }
}

/** The least a way takes, in minutes: on free roads, and as near as two homes can be that are drawn to a hundred metres. The server's way, with traffic
 *  and roads, is at least this long, so that nothing is called impossible that it would take. */
const ROUNDED = 150, SAME_ESTATE = 300, NEAR_MINUTES = 10, EARTH = 111_195
export function leastWay(pace: Pace | undefined, from: BoardVisit, to: BoardVisit): number {
  if (!from.at || !to.at || !pace) return 0
  const east = (to.at[1] - from.at[1]) * Math.cos((from.at[0] * Math.PI) / 180), metres = Math.hypot(to.at[0] - from.at[0], east) * EARTH - ROUNDED
  return metres < SAME_ESTATE ? Math.min(NEAR_MINUTES, pace.steady) : Math.ceil((metres * pace.metre) / MINUTE) + pace.steady
}
/** Of those that go together, the one whose way from or to `visit` is longer than the time between. */
function wayClash(visit: BoardVisit, others: readonly BoardVisit[], by: number, pace: Pace | undefined): Reason | null {
  for (const other of others) {
    const before = other.start < visit.start + by * MINUTE, [a, b] = before ? [other, visit] : [visit, other]
    const has = Math.round((before ? visit.start + by * MINUTE - other.end : other.start - (visit.end + by * MINUTE)) / MINUTE), need = leastWay(pace, a, b)
    if (has >= 0 && has < need) return { code: 'way', name: other.customer_name, need, has }
  }
  return null
}

/** Several at once to one worker, each at its own time shifted by `by` minutes: what the board itself can see, overlaps and ways among them too. */
export function judgeMany(visits: readonly BoardVisit[], row: Row, by: number, board: Pick<BoardDay, 'day' | 'from_minute' | 'to_minute'>): { good: number; level: Level; first: Reason | null } {
  const ids = new Set(visits.map((v) => v.id))
  let rest: Row = { ...row, visits: row.visits.filter((v) => !ids.has(v.id)) }
  let good = 0, level: Level = 'ok', first: Reason | null = null
  for (const v of [...visits].sort((a, b) => a.start - b.start)) {
    const alone = judge(v, rest, startOf(v, board.day) + by, board)
    const far = alone.level === 'bad' ? null : wayClash(v, rest.visits.filter((one) => ids.has(one.id)), by, row.worker.way)
    const said: Judgement = far ? { level: 'bad', reason: far } : alone
    if (said.level !== 'bad') good++
    if (said.level !== 'ok' && (level === 'ok' || (said.level === 'bad' && level === 'warn'))) { level = said.level; first = said.reason }
    if (said.level !== 'bad') rest = { ...rest, visits: [...rest.visits, { ...v, start: v.start + by * MINUTE, end: v.end + by * MINUTE }] }
  }
  return { good, level, first }
}

/** Whole minutes until an instant, at least one while it has not come; 0 or less afterwards. The clock of a page may be a quarter of a minute old. */
export const minutesLeft = (until: number, now: number) => (until > now ? Math.max(1, Math.round((until - now) / MINUTE)) : Math.min(0, Math.round((until - now) / MINUTE)))

/** What a worker has to do on the day: her own visits, and those she goes along to, which are drawn in another's row. */
export const rowLoad = (row: Row) => loadOf(row.visits) + row.blocks.reduce((all, b) => all + (b.kind === 'along' ? b.to - b.from : 0), 0)
export const loadOf = (visits: readonly BoardVisit[]) => visits.reduce((all, v) => all + lengthOf(v), 0)

/** The empty stretches between neighbours, for the travel dots. */
export function gaps(visits: readonly BoardVisit[], day: number): { from: number; minutes: number; tight: boolean }[] {
  const sorted = [...visits].sort((a, b) => a.start - b.start)
  return sorted.slice(1).flatMap((v, i) => {
    const from = startOf(sorted[i]!, day) + lengthOf(sorted[i]!)
    const minutes = startOf(v, day) - from
    return minutes > 0 ? [{ from, minutes, tight: minutes < TIGHT && sorted[i]!.area !== v.area }] : []
  })
}
const TIGHT = 20            // less than this between two areas of a city is hardly a way; the server's travel times judge for good

/** What nobody has, most urgent first: what starts soonest; what is already past comes first of all. */
export const byUrgency = (visits: readonly BoardVisit[]) => [...visits].sort((a, b) => a.start - b.start || a.id - b.id)

/** How many unassigned visits touch each hour, for the header. */
export function openPerHour(open: readonly BoardVisit[], board: Pick<BoardDay, 'day' | 'from_minute' | 'to_minute'>): number[] {
  const hours = Math.ceil((board.to_minute - board.from_minute) / 60)
  return Array.from({ length: hours }, (_, i) => {
    const hour = { from: board.from_minute + i * 60, to: board.from_minute + (i + 1) * 60 }
    return open.filter((v) => overlaps(hour, { from: startOf(v, board.day), to: startOf(v, board.day) + lengthOf(v) })).length
  })
}

/** Which rows of a long list exist on the screen. */
export function visibleRows(top: number, height: number, rowHeight: number, count: number, extra = 4): [number, number] {
  const first = Math.max(0, Math.floor(top / rowHeight) - extra)
  return [first, Math.min(count, Math.ceil((top + height) / rowHeight) + extra)]
}

/** Frees in a day long enough for a visit, nearest to a wished start: ways out of an overlap. */
export function freeStarts(visit: BoardVisit, row: Row, board: BoardDay, earliest: number, most = 3): number[] {
  const wish = startOf(visit, board.day)
  const out: number[] = []
  for (let off = 0; off <= 12 * 60 && out.length < most; off += STEP) {
    for (const start of off ? [wish - off, wish + off] : [wish]) {
      if (start < Math.max(board.from_minute, earliest) || start > lastStart(visit, board) || out.length >= most) continue
      if (out.some((s) => Math.abs(s - start) < 45)) continue
      if (judge(visit, row, start, board).level === 'ok') out.push(start)
    }
  }
  return out
}
