/** What the server says of a change before it is made (src/operations/change.h). */
import type { ServerJudgement } from '@/shared/lib/judgement'

export type Side = 'customer' | 'worker' | 'company' | 'nobody'
export interface Offer { kind: 'other_worker' | 'same_worker'; worker: number; name: string; start: number }
export interface Change { price: number; fee: number; tier: string; sides: Record<string, Side>; moved?: { start: number; same?: ServerJudgement; name?: string; offers: Offer[] } }

/** What this form's wish or reason costs: only the customer's own, and then less than the notice says if the clerk entered less. */
export function costOf(change: Change, side: Side | undefined, entered: unknown): number {
  if (side !== 'customer') return 0
  return typeof entered === 'number' ? Math.min(entered, change.fee) : change.fee
}

export interface Home { worker: number; wage: number; first: number; stints?: { worker: number; first: number; wage: number; substitute: boolean }[] }
/** What was agreed in the home and the contract does not say yet: who serves, her wage, from which day on; null when both say the same. Who only stands in
 *  is nobody's party, and an amendment begins after the contract's first day. */
export function agreedSince(home: Home, contract: Home): { from: number; serves: number; now: number; worker: number; wage: number } | null {
  const worker = home.worker === contract.worker ? 0 : home.worker, wage = home.wage === contract.wage ? 0 : home.wage
  if (!worker && !wage) return null
  const hers = (home.stints ?? []).filter((s) => !s.substitute && s.worker === home.worker && (worker || s.wage === home.wage))
  const from = Math.max(contract.first + 1, hers.length ? Math.min(...hers.map((s) => s.first)) : 0)
  return { from, serves: home.worker, now: home.wage, worker, wage }
}

interface Rests { rest_weekdays?: string[]; rests?: number; rest_days?: number; mode?: string }
/** The weekdays off that are kept in the home where the contract says others; null when both say the same. Of part-time work the hours say how many there are,
 *  and a contract that names no weekday is kept by any as many. */
export function restsOtherwise(home: Rests, contract: Rests): string[] | null {
  const kept = home.rest_weekdays ?? [], said = contract.rest_weekdays ?? []
  const same = kept.length === said.length && kept.every((d) => said.includes(d))
  return same || contract.mode === 'part_time' || (!said.length && contract.rest_days === home.rests) ? null : kept
}

export interface PaidBill { number: string; first: number; last: number; total: number; paid: number; locked_at?: number | null; lines?: { item: string; amount: number; trust: number }[] }
/** What the family has paid of the month that holds the last day, before that month was over: service and management fee, nothing passed on to her. A bill
 *  made afterwards is of the days that were served, and nothing of it goes back. */
export function paidAhead(bills: PaidBill[], on: number, dayOf: (instant: number) => number): { money: number; numbers: string[] } {
  const ahead = bills.filter((b) => b.first < b.last && b.first <= on && on <= b.last && b.total > 0 && b.paid >= b.total && b.locked_at && dayOf(b.locked_at) < b.last)
  const ours = ahead.flatMap((b) => b.lines ?? []).filter((l) => l.item === 'service' || l.item === 'management_fee')
  return { money: ours.reduce((sum, l) => sum + l.amount - l.trust, 0), numbers: ahead.map((b) => b.number) }
}

const CONTRACT_ENDS: Record<string, string> = { term_over: 'expired', customer: 'customer', worker: 'worker', company: 'company', hospital: 'mutual', death: 'force_majeure', loss: 'force_majeure', force_majeure: 'force_majeure' }
/** How the contract ends where its service has ended before it: by the same day and the same side; of a death or a loss it is told that it was one. */
export function endedInHome(home: { ended_on?: number | null; ended_by?: string } | undefined): { ended_on: number; ended_by: string; loss: boolean } | null {
  if (!home?.ended_on || !home.ended_by) return null
  return { ended_on: home.ended_on, ended_by: CONTRACT_ENDS[home.ended_by] ?? 'mutual', loss: home.ended_by === 'death' || home.ended_by === 'loss' }
}
