/** A proposed plan as it comes, and as it is read: calls first, then by the worker who gets the visits. */
export interface Sums { metres: number; minutes: number; overtime: number; continuity: number; visits: number; open: number }
interface Fix { kind: string; amount: number; worker?: number; visit?: number; to?: number }
interface Touched { visit: number; day?: number; number: string; customer: number; line: number; area: string; from_start: number; length: number; told: boolean; from: number[] }
/** `gear`: the vans and machines that go along. */
export interface Move extends Touched { start: number; to: number[]; gear?: number[]; why: string; saved?: Record<string, number> }
export type Named = 'worker' | 'customer' | 'line' | 'gear'
export interface Open extends Touched { may: number; fixes: Fix[] }
export interface Difference { milliseconds: number; stopped: boolean; before: Sums; after: Sums; moves: Move[]; workers: { id: number; day?: number; before: Sums; after: Sums }[]; open: Open[]; days?: DayPart[] }
export interface DayPart { day: number; visits: number; moves: number; calls: number; open: number; before: Sums; after: Sums }
export interface Alternative { calls: number; moves: number; open: number; metres: number }
export interface Answer { difference: Difference; alternatives: Alternative[]; outcome: { visit: number; why: string }[]; published?: number[]; names: Record<Named, Record<string, string>>; sentences: Record<string, string[]> }
export type ProposalWord = 'running' | 'ready' | 'published' | 'rejected' | 'failed'
export interface Proposal { id: number; version: number; state: ProposalWord; day: number; last: number | null; branch: number; job: number; stop: boolean; visits: number; moves: number; calls: number; open: number; left_out: number; alternative: number; why: string }

export interface Group { worker: number; moves: Move[]; metres: { before: number; after: number } | null }

/** By who gets them, the largest change first; what nobody has any more stands at the end (worker 0). */
export function groupsOf(d: Difference): Group[] {
  const groups = new Map<number, Move[]>()
  for (const move of d.moves) {
    const worker = move.to[0] ?? 0
    groups.set(worker, [...(groups.get(worker) ?? []), move])
  }
  const metres = (id: number) => {
    const days = d.workers.filter((one) => one.id === id)
    return days.length ? { before: days.reduce((sum, w) => sum + w.before.metres, 0), after: days.reduce((sum, w) => sum + w.after.metres, 0) } : null
  }
  return [...groups].map(([worker, moves]) => ({ worker, moves: [...moves].sort((a, b) => a.start - b.start), metres: metres(worker) }))
    .sort((a, b) => Number(a.worker === 0) - Number(b.worker === 0) || b.moves.length - a.moves.length || a.worker - b.worker)
}
/** One day of a plan of several; 0: all of them. */
export function partOf(d: Difference, day: number): Difference {
  const part = day ? d.days?.find((one) => one.day === day) : undefined
  if (!part) return d
  const on = (one: { day?: number }) => one.day === day
  return { ...d, before: part.before, after: part.after, moves: d.moves.filter(on), workers: d.workers.filter(on), open: d.open.filter(on) }
}
/** Whom the office has to telephone before it is published: customers who were told who comes, the earliest visit first. */
export const callsOf = (d: Difference): Move[] => d.moves.filter((m) => m.told).sort((a, b) => a.from_start - b.from_start)
/** Whom publishing tells: who gets a visit, whose visit gets another time, who loses one. `without`: visits left as they are. */
export interface Notices { workers: number; added: number; moved: number; cancelled: number }
export function noticesOf(moves: readonly Move[], without: ReadonlySet<number>): Notices {
  const workers = new Set<number>(), n = { added: 0, moved: 0, cancelled: 0 }
  const tell = (worker: number, what: keyof typeof n) => { workers.add(worker); n[what]++ }
  for (const m of moves) {
    if (without.has(m.visit)) continue
    for (const w of m.to) { if (!m.from.includes(w)) tell(w, 'added'); else if (m.start !== m.from_start) tell(w, 'moved') }
    for (const w of m.from) if (!m.to.includes(w)) tell(w, 'cancelled')
  }
  return { workers: workers.size, ...n }
}
export const kilometres = (metres: number) => (metres / 1000).toLocaleString('en-US', { maximumFractionDigits: metres < 100_000 ? 1 : 0 })
