/** The cash of a branch's day, as GET /api/finance/cash-up tells it. Amounts in fen. */
import type { MayStep } from '@/shared/lib/types'

export interface Receiver { worker: number; name: string; before: number; came: number; went: number; expected: number; counted: number | null; difference: number; reason: string }
export interface Channel { channel: string; label: string; count: number; came: number; went: number; kept?: number }
export interface PastDay { id: number; number: string; day: number; state: State; expected: number; counted: number; difference: number }
/** A payment nobody has matched, and the bill it fits. */
export interface Fit { payment: number; version: number; payment_number: string; amount: number; customer: string; bill: number; bill_number: string; open: number }
export type State = 'none' | 'open' | 'counted' | 'closed'
export interface CashDay {
  branch: number; day: number; record: number; state: State; banked: number; left: number
  receivers: Receiver[]; channels: Channel[]; past: PastDay[]
  odd: number; credits: number; fits: Fit[]
  due: { done_visits: number; done: number; came_for_them: number; overdue: number }
}

/** What came by a channel: a platform's orders are booked at their whole price and paid out less its fees. */
export const channelNet = (c: Channel): number => c.came - c.went - (c.kept ?? 0)
/** What really came that day beside the cash: a card that is used up brings none, its money came on the day it was sold. */
export const otherNet = (channels: Channel[]): number => channels.reduce((sum, c) => sum + (c.channel === 'prepaid' ? 0 : channelNet(c)), 0)

export interface Sums { expected: number; counted: number; difference: number; uncounted: number }
export function sumsOf(receivers: Receiver[]): Sums {
  const sums: Sums = { expected: 0, counted: 0, difference: 0, uncounted: 0 }
  for (const r of receivers) {
    sums.expected += r.expected
    if (r.counted === null) sums.uncounted++
    else { sums.counted += r.counted; sums.difference += r.counted - r.expected }
  }
  return sums
}

/** A tip in her own hand is hers, and in no figure of the company's cash. */
const NO_TIPS = 'from_customer,to_customer,to_worker,from_worker,compensation'
/** The payments behind a figure: of the till those that nobody at a door holds; `part` says which days. */
export function paymentsOf(day: CashDay, r: Receiver, part: 'before' | 'day'): string {
  const query = new URLSearchParams({ branch: String(day.branch), channel: 'cash' })
  if (part === 'day') { query.set('cash_day_from', String(day.day)); query.set('cash_day_to', String(day.day + 1)) }
  else query.set('cash_day_to', String(day.day))
  query.set('collector', r.worker ? String(r.worker) : 'none')
  if (r.worker) query.set('kind', NO_TIPS)
  return `/payment?${query}`
}

/** What was typed for a receiver: nothing is sent until it differs, and a difference has its reason. */
export interface Typed { counted: unknown; reason: string }
export type Problem = 'amount' | 'reason' | null
export function problemOf(r: Receiver, typed: Typed): Problem {
  if (typeof typed.counted !== 'number' || typed.counted < 0) return 'amount'
  return typed.counted !== r.expected && !typed.reason.trim() ? 'reason' : null
}

export const mayStep = (steps: MayStep[], name: string) => steps.find((s) => s.name === name)
