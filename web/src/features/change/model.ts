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
