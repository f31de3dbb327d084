/** Her money as GET /api/c/money answers it. */
import type { Charge, VisitLine } from '../state'

export interface Card {
  id: number; number: string; kind: 'visits' | 'stored' | 'period'; kind_label: string; state: string; state_label: string; paid: number; gift: number; uses: string; cooling_until: number; expires: number; line: number; refunding: number; paid_left: number; gift_left: number; together: number; behind: boolean; bought: number; left: number
  purpose: string; refund_way: string; entries: { id: number; day: number; label: string; paid: number; gift: number; visits: number }[]
}
/** Money that goes back to her. `amount` −1: not reckoned yet; `by`: until when it is decided and paid, 0 once it has ended. */
export interface Refund { id: number; number: string; of: string; state: 'requested' | 'calculated' | 'approved' | 'paid' | 'refused'; amount: number; by: number; ended_at: number; phone: string }
export interface Money {
  online: boolean; how?: string; held: number; refunds: Refund[]; deposits: { id: number; due: boolean; amount: number; charge: Charge | null; label: string; said: string }[]; offers?: { id: number; amount: number; charge: Charge | null; label: string; said: string }[]
  open: VisitLine[]; bills: { id: number; number: string; state_label: string; first: number; last: number; total: number; trust: number; open: number; by_card: number; due: number; payable: boolean; charge: Charge | null; invoice?: string; lines: { label: string; day: number; amount: number; why: string }[] }[]
  cards: Card[]; receipts: { id: number; number: string; title: string; day: number; amount: number; way: string; pdf: boolean }[]; payments: { at: number; amount: number; tip: boolean; compensation: boolean; way: string }[]
  compensations: { id: number; number: string; what: string; amount: number; state_label: string; to_sign: boolean }[]
}
export type Due = { bill: number; open: number } | { visit: number; open: number; line: number }

/** Cards that may pay it, each once with its top-ups: in use, for this service, stored value for a bill; the server has the last word. */
export function cardsFor(cards: Card[], due: Due): Card[] {
  return cards.filter((c) => !c.behind && (c.state === 'sold' || c.state === 'active') && ('bill' in due ? c.kind === 'stored' && !c.line : !c.line || c.line === due.line) && (c.kind === 'period' || c.together > 0))
}
export const amountOf = (c: Card, due: Due) => (c.kind === 'stored' ? Math.min(due.open, c.together) : due.open)
