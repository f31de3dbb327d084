/** Demands as the board shows them, candidates as they are ranked, and the interview's sentence. */
import type { ServerJudgement } from '@/shared/lib/judgement'
import { moneyText } from '@/shared/lib/money'
import { dueText, instantText, dayText } from '@/shared/lib/time'
import { say } from './words'

export interface Person { id: number; name: string; state: string; label: string; backup: boolean }
export interface Card { id: number; number: string; version: number; state: string; name: string; line: string; wanted: string; start: number; term: number; expected: number; budget: number; budget_of: string; urgent: boolean; quiet: boolean; owner: string; changed_at: number; ended_at: number; due: number; due_for: string; interview: number; hold: number; people: Person[] }
export interface Board { now: number; states: { key: string; label: string }[]; cards: Card[]; more: boolean }
export interface Part { label: string; points: number; max: number; why: string }
export interface Match { worker: number; name: string; grade: string; ok: boolean; renew?: boolean; fresh: boolean; score: number; level: number; asks: number; parts: Part[]; judgement: ServerJudgement; recommendation: number; state: string }
export interface Matches { looked_at: number; busy: number; judged: number; rows: Match[] }
export interface Meeting { id: number; start: number; state: string; way: string; mark: number | null; customer: string; worker: string; note: string }
export interface CardFacts { name: string; age: string; province: string; grade: string; years: number; times: number; light: 'green' | 'yellow' | 'red'; skills: string[]; papers: { what: string; level: string; until: string; good: boolean }[] }
export interface Compared extends Match { version: number; state_label: string; backup: boolean; hold_until: number; note: string; why: string; card: CardFacts; interviews: Meeting[] }

export interface QuoteLine { item: string; what: string; quantity: number; measure: string; unit: number; amount: number }
/** As the server reckons it: a line is rounded once, a discount is taken off. */
export const amountOf = (line: QuoteLine) => Math.floor((line.unit * line.quantity + 50) / 100) * (line.item === 'discount' ? -1 : 1)

export const ENDED = ['fulfilled', 'lost', 'cancelled']
/** Columns of the board, in the order of the work; what waits is beside it, what ended behind. */
export const COLUMNS = ['draft', 'confirmed', 'matching', 'shortlisted', 'interviewing', 'contracting', 'trial', 'on_hold']

export interface Clock { text: string; tone: 'danger' | 'warn' | 'mute' }
/** One clock a card: the lock of a calendar before the interview before the demand's own. */
export function clockOf(card: Card, now: number): Clock | null {
  if (card.hold) return { text: say('held', { time: instantText(card.hold) }), tone: card.hold - now < 4 * 3_600_000 ? 'danger' : 'warn' }
  if (card.interview) return { text: say('interview', { time: instantText(card.interview) }), tone: card.interview < now ? 'warn' : 'mute' }
  if (!card.due) return null
  return { text: dueText(card.due, now), tone: card.due < now ? 'danger' : card.due - now < 4 * 3_600_000 ? 'warn' : 'mute' }
}
export const whenText = (card: Card) => [card.expected ? say('expected', { day: dayText(card.expected) }) : card.start ? say('from', { day: dayText(card.start) }) : '', card.term ? say('days', { n: card.term }) : ''].filter(Boolean).join(' · ')

/** Two to four beside each other: who is picked, else the first that stand best. */
export function shownOf(rows: Compared[], picked: number[]): Compared[] {
  const chosen = rows.filter((r) => picked.includes(r.recommendation))
  return (chosen.length >= 2 ? chosen : rows).slice(0, 4)
}
/** Who has the most of a part among those shown: marked, when not all have the same. */
export function bestOf(rows: Compared[], part: string): number {
  const points = rows.map((r) => r.parts.find((p) => p.label === part)?.points ?? 0), most = Math.max(...points)
  return points.every((p) => p === most) ? 0 : rows[points.indexOf(most)]!.worker
}

/** What she asks for a month is said once in her row: beside her name, or by the warning that less is offered. */
export const asksBeside = (m: Match) => (m.judgement.reasons.some((r) => r.code === 'H14.asked') ? 0 : m.asks)
/** What stands best for her, three parts with their reasons. */
export const bestParts = (m: Match) => [...m.parts].filter((p) => p.max && !(m.asks && p.why.includes(moneyText(m.asks)))).sort((a, b) => b.points / b.max - a.points / a.max).slice(0, 3).filter((p) => p.why).map((p) => `${p.label} ${p.why}`).join(' · ')
