/** A live-in worker's home as the phone knows it, and what of it waits on the phone. Pure. */
import type { Act } from '../model'

export type Kind = 'baby' | 'mother' | 'infant' | 'elder'
export type Figure = 'milk_ml' | 'breast_minutes' | 'urine' | 'stool' | 'temperature' | 'weight_g' | 'sleep_minutes' | 'meals' | 'water_ml' | 'systolic' | 'diastolic' | 'mood'
export interface Log { id: number; kind: Kind; at: number; figures: Partial<Record<Figure, number>>; signs: string[]; note: string; alarm: boolean; waits?: boolean }
export interface Sheet { id: number; kind: 'arrival' | 'departure'; date: number; belongings: string; valuables: string; cared_for: string; meter: string; keys: number; money_left: number; complete: boolean; disputed: boolean; said_yes: boolean }
export interface Task { id: number; ask?: string; free?: string; what: string; date: number; pay: number; state: 'asked' | 'waits' | 'agreed' }
export interface Wish { id: number; what: string; date: number; instead: number }
export interface Day { date: number; half: string; kind: string; label: string }
export interface Home {
  id: number; title: string; home: string; state: string; state_label: string; leave?: string; mine_now: boolean; begins: number; expected?: number; ends: number; leaves?: number; notice_days?: number; may_go?: boolean; notice?: { last: number; said_at: number; short: number; may_take_back: boolean } | null; rest_quota: number; briefing: string; hazards: string; where: string; rests: number[]
  kinds: { key: Kind; label: string; why_not: string }[]; signs: { key: string; label: string }[]; sheets: Sheet[]; tasks: Task[]; wishes: Wish[]; logs: Log[]; month: { first: number; last: number; holidays: number[]; days: Day[] }
}
export interface Wage { first: number; last: number; home?: string; lines?: { label: string; why: string; amount: number }[]; total?: number; by_family?: boolean; by_agent?: boolean; months?: PaidMonth[] }
/** A month that a family pays her itself: over, and what both have said of it. */
export interface PaidMonth { first: number; placement: number; home: string; total: number; by_family: boolean; over: boolean; said: { state: 'open' | 'not_got' | 'agreed' | 'cleared'; paid: number; family: boolean } | null }
/** Who pays this month's wage, as a word of home/words: 代发 is the family's money passed on, not the company's. */
export const wagePayer = (w: Wage) => (w.by_family ? 'byFamily' : w.by_agent ? 'byAgent' : 'byCompany')

/** step of the buttons, and what is possible (as the server has it); `tenths`: kept as tenths. */
export const FIGURES: Record<Figure, { step: number; low: number; high: number; from: number; tenths?: boolean }> = {
  milk_ml: { step: 10, low: 0, high: 500, from: 60 }, breast_minutes: { step: 5, low: 0, high: 120, from: 15 }, urine: { step: 1, low: 0, high: 30, from: 1 }, stool: { step: 1, low: 0, high: 20, from: 1 }, temperature: { step: 0.1, low: 33, high: 43, from: 36.5, tenths: true },
  weight_g: { step: 10, low: 500, high: 200_000, from: 3500 }, sleep_minutes: { step: 15, low: 0, high: 1440, from: 60 }, meals: { step: 10, low: 0, high: 100, from: 100 }, water_ml: { step: 50, low: 0, high: 5000, from: 200 }, systolic: { step: 1, low: 50, high: 260, from: 120 },
  diastolic: { step: 1, low: 30, high: 160, from: 80 }, mood: { step: 1, low: 1, high: 5, from: 3 },
}
export const ASKED: Record<Kind, Figure[]> = {
  baby: ['milk_ml', 'breast_minutes', 'urine', 'stool', 'temperature', 'sleep_minutes', 'weight_g'], mother: ['temperature', 'sleep_minutes', 'mood'], infant: ['milk_ml', 'meals', 'urine', 'stool', 'temperature', 'sleep_minutes'],
  elder: ['meals', 'water_ml', 'systolic', 'diastolic', 'temperature', 'sleep_minutes', 'mood'],
}
export const SEEN: Record<Kind, string[]> = {
  baby: ['fever', 'yellow', 'cord', 'not_feeding', 'choked', 'rash'], mother: ['fever', 'wound', 'low_mood'], infant: ['fever', 'rash', 'fall', 'choked', 'not_eating'], elder: ['fall', 'sore', 'choked', 'wandered', 'not_eating', 'fever', 'low_mood'],
}

export type Entered = Partial<Record<Figure, number>>
/** As care_log.c judges it: who logs this has somebody to call first. */
export function outOfOrder(kind: Kind, f: Entered, signs: string[]): boolean {
  const t = f.temperature
  return signs.length > 0 || (t !== undefined && (t >= (kind === 'baby' ? 37.5 : 38) || t < 35.5)) || (f.systolic !== undefined && (f.systolic > 180 || f.systolic < 90)) || (f.diastolic ?? 0) > 110 || f.mood === 1
}
export const wrongFigure = (f: Entered): Figure | null => (Object.keys(f) as Figure[]).find((name) => { const n = f[name]!; return !Number.isFinite(n) || n < FIGURES[name].low || n > FIGURES[name].high }) ?? null
export function careInput(placement: number, kind: Kind, f: Entered, signs: string[], note: string, medicine: boolean): Record<string, unknown> {
  const figures = Object.fromEntries(Object.entries(f).map(([name, n]) => [name, FIGURES[name as Figure].tenths ? Math.round(n * 10) : Math.round(n)]))
  return { placement, kind, ...figures, ...(signs.length && { signs }), ...(note.trim() && { note: note.trim() }), ...(medicine && { medicine_given: true }) }
}

/** An entry as it lies on the phone, waiting or refused. */
export function logOf(a: Act, labels: Home['signs']): Log {
  const input = (a.input ?? {}) as Record<string, unknown>, figures: Log['figures'] = {}
  for (const name of Object.keys(FIGURES) as Figure[]) if (typeof input[name] === 'number') figures[name] = input[name] as number
  const signs = ((input.signs as string[] | undefined) ?? []).map((key) => labels.find((s) => s.key === key)?.label ?? key)
  return { id: -a.seq, kind: input.kind as Kind, at: a.acted, figures, signs, note: (input.note as string | undefined) ?? '', alarm: false, waits: true }
}
/** What waits on the phone stands above what the server has. */
export function logsOf(home: Home, queue: Act[]): Log[] {
  const waiting = queue.filter((a) => a.what === 'care' && a.input?.placement === home.id).map((a) => logOf(a, home.signs))
  return [...waiting, ...home.logs].sort((a, b) => b.at - a.at)
}
export const answeredHere = (queue: Act[], what: 'task' | 'sheet', name: 'task' | 'wish' | 'sheet', id: number) => queue.some((a) => a.what === what && a.input?.[name] === id)

/** Its term is over and nobody has agreed to a longer one: she is not there any more, as her calendar says. */
export const termOver = (home: Pick<Home, 'state' | 'ends'>, today: number): boolean => home.ends < today && ['on_board', 'in_service', 'hospital'].includes(home.state)

/** What is said of her coming rest days; nothing before she is there, after she leaves, or when the term ends before a month is over. */
export function restWord(home: Pick<Home, 'state' | 'mine_now' | 'begins' | 'ends' | 'leaves'>, today: number): 'hospitalRest' | 'noRest' | '' {
  if (!home.mine_now || home.leaves || home.begins > today) return ''
  if (home.state === 'hospital') return 'hospitalRest'
  return ['on_board', 'in_service'].includes(home.state) && home.ends >= today + 30 ? 'noRest' : ''
}
