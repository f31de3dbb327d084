/** The ledger of placements: what a row says, which tab it belongs to, where its bar lies. Pure. */
export interface Placed {
  id: number; branch: number; customer: number; worker: number; substitute: number; first: number; last: number; began: number; ended: number; gap_since: number; away_since: number; wage: number
  replacement: number; renewal: number; next_call: number; found_name: string; says_last: number; state: string; live_in: boolean; per_term: boolean; number: string; home: string; estate: string; line: string; glyph: string; worker_name: string; substitute_name: string; renewal_state: string
}
export interface Stint { placement: number; worker: number; name: string; first: number; last: number; substitute: boolean }
/** A day of the service on which nobody is: the one before has left, the next has not come yet. */
export function vacant(stints: { first: number; last: number | null }[], day: number): boolean {
  return stints.some((s) => s.first < day) && !stints.some((s) => s.first <= day && (!s.last || s.last >= day))
}
/** Runs by its state, but today is a day with nobody: who comes, and when. */
export function comesNext(row: Placed, stints: Stint[], today: number): Stint | null {
  return ['in_service', 'hospital'].includes(row.state) && vacant(stints, today) ? (stints.find((s) => s.first > today) ?? null) : null
}
/** Who is there today and who comes in her place, where the placement is promised to another from a later day on. */
export function handsOver(row: Placed, stints: Stint[], today: number): { here: Stint; next: Stint } | null {
  const here = stints.find((s) => !s.substitute && s.first <= today && s.last >= today), next = stints.find((s) => !s.substitute && s.first > today && s.worker === row.worker)
  return here && next && here.worker !== row.worker ? { here, next } : null
}
export interface Register { today: number; rows: Placed[]; stints: Stint[] }
export interface Lapse { kind: string; placement: number; worker: number; worker_name: string; home: string; line: string; since: number; code: string; what: string; fix: string; to: string; never: boolean; over?: boolean }
export interface Ahead { today: number; placements: number; rows: Lapse[] }

export type Tab = 'all' | 'trouble' | 'running' | 'lapsing' | 'coming' | 'leaving'
export const TABS: Tab[] = ['all', 'trouble', 'running', 'lapsing', 'coming', 'leaving']
const RUNNING = ['in_service', 'absent', 'hospital', 'gap'], COMING = ['planned', 'ready', 'on_board']

export const runs = (row: Placed) => RUNNING.includes(row.state)
export const comes = (row: Placed) => COMING.includes(row.state)
/** Notice was given: she serves until her last day, whether or not it is known who follows. */
export const serves = (row: Placed, today: number) => row.state === 'gap' && row.gap_since >= today
/** What somebody has to do something about now: nobody there, service past its term, a beginning or a call that is late, a replacement under way. */
export function troubled(row: Placed, today: number): boolean {
  return row.state === 'gap' || (runs(row) && row.last < today) || row.renewal_state === 'lapsed' || row.replacement > 0 || (comes(row) && row.first < today) || (row.next_call > 0 && row.next_call < today)
}
export function inTab(row: Placed, tab: Tab, today: number, lapsing: Set<number>): boolean {
  switch (tab) {
    case 'trouble': return troubled(row, today)
    case 'running': return runs(row)
    case 'lapsing': return lapsing.has(row.id)
    case 'coming': return comes(row)
    case 'leaving': return row.state === 'off_board' || row.state === 'settled'
    default: return true
  }
}
export function fits(row: Placed, words: string): boolean {
  const asked = words.trim().toLowerCase()
  return !asked || [row.home, row.worker_name, row.substitute_name, row.estate, row.line, row.number].some((s) => s.toLowerCase().includes(asked))
}

export interface Window { from: number; to: number }
/** Left and width of [first, last] inside the window, in percent; null when it lies outside. */
export function bar(first: number, last: number, window: Window): { left: number; width: number } | null {
  const from = Math.max(first, window.from), to = Math.min(last, window.to)
  if (to < from) return null
  const days = window.to - window.from + 1
  return { left: ((from - window.from) / days) * 100, width: ((to - from + 1) / days) * 100 }
}
/** The first days of the months in the window, for the heading. */
export function monthStarts(window: Window, parts: (day: number) => { year: number; month: number; day: number }): number[] {
  const starts: number[] = []
  for (let day = window.from; day <= window.to; day++) if (parts(day).day === 1) starts.push(day)
  return starts
}
export const stintsOf = (all: Stint[]): Map<number, Stint[]> => {
  const by = new Map<number, Stint[]>()
  for (const one of all) by.set(one.placement, [...(by.get(one.placement) ?? []), one])
  return by
}

export interface Sums { worked: number; rest: number; rest_worked: number; holiday: number; leave: number; sick: number; absent: number; hospital: number; family_away: number; holiday_rest: number; rest_due: number; days: number }
export interface LedgerDay { id: number; date: number; half: string; kind: string; label: string; source: string; note: string; locked: boolean; worker: number; worker_name: string; version: number }
export interface Month { first: number; last: number; holidays: number[]; days: LedgerDay[]; sums: Sums }
/** Half days as days: 3 → 1.5. */
export const halves = (n: number) => String(n / 2)

export interface Side { side: string; due: number; answered: number; in_time: number; nps_answers: number; nps_due: number; promoters: number; detractors: number; scores: number; score_sum: number }
/** Promoters less detractors in percent; null below five answers, which say nothing. */
export interface Month { first: number; nps_answers: number; promoters: number; detractors: number }
export const npsOf = (s: Pick<Side, 'nps_answers' | 'promoters' | 'detractors'> | undefined) => (s && s.nps_answers >= 5 ? Math.round(((s.promoters - s.detractors) / s.nps_answers) * 100) : null)
export const percent = (n: number, of: number) => (of ? Math.round((n / of) * 100) : 0)
