/** A complaint as its pages read it: where it stands, what rings next, whose word weighs what. */
import { dueText } from '@/shared/lib/time'
import type { QueueRow, RecordAnswer, Row } from '@/shared/lib/types'

export interface Evidence { at: number; who: number; side: string; kind: string; paper: string; note: string }
/** All that proves it, in the order it came: what colleagues and the worker added, and the photos the customer sent with her complaint. */
export const allEvidence = (added: Evidence[], photos: Row[]): Evidence[] =>
  [...photos.filter((p) => p.picture).map((p): Evidence => ({ at: Number(p.created_at), who: 0, side: 'customer', kind: 'photo', paper: String(p.picture), note: '' })), ...added].sort((a, b) => a.at - b.at)
export interface Promised { what: string; progress: 'open' | 'arranged' | 'kept' | 'let_go'; at: number; ended_at: number; visit: number | null; coupon: number | null; credential: number | null; replacement: number | null; worker: number | null; how: string }
/** What is still to be done first, then the rest in the order it was promised. */
export const promises = (record: RecordAnswer): Promised[] => [...((record.promises ?? []) as Promised[])].sort((a, b) => Number(b.progress === 'open') - Number(a.progress === 'open') || a.at - b.at)

export interface Cause { cause: string; label: string; count: number; grave: number; refund: number; compensated: number; per_mille: number; so_far_per_mille: number }
export interface Causes { from: number; to: number; found: number; without: number; causes: Cause[] }
export interface Case { row: Row; due: number | null; rule: string }

export const OPEN = 'received,accepted,investigating,proposed,resolved,followed_up,disputed,decided'

/** Open cases with the clock that rings first, the least time first; a case without a clock comes last. */
export function byClock(rows: Row[], queue: QueueRow[]): Case[] {
  const first = new Map<number, QueueRow>()
  for (const q of queue) {
    const other = first.get(q.record)
    if (q.type === 'complaint' && (!other || (q.due_at ?? Infinity) < (other.due_at ?? Infinity))) first.set(q.record, q)
  }
  return rows.map((row) => ({ row, due: first.get(row.id)?.due_at ?? null, rule: first.get(row.id)?.label ?? '' })).sort((a, b) => (a.due ?? Infinity) - (b.due ?? Infinity) || a.row.id - b.row.id)
}

/** The way of a case: what was reached and when. The last ones are still open. */
const WAY = [['received', 'received_at'], ['accepted', 'accepted_at'], ['customer', 'customer_heard_at'], ['worker', 'worker_heard_at'], ['proposed', 'proposed_at'], ['resolved', 'resolved_at'], ['followed', 'followed_at'], ['closed', 'closed_at']] as const
export type Stop = { name: (typeof WAY)[number][0]; at: number }
/* A case that was taken up again is not settled any more, though it says when it was. */
const UNSETTLED = ['received', 'accepted', 'investigating', 'proposed'], LATER = ['resolved', 'followed', 'closed']
export const wayOf = (record: RecordAnswer): Stop[] => WAY.filter(([name]) => name !== 'worker' || record.worker)
  .map(([name, member]) => ({ name, at: UNSETTLED.includes(String(record.state)) && LATER.includes(name) ? 0 : Number(record[member]) || 0 }))

export const shares = (record: RecordAnswer) => ([['worker', record.worker_share], ['company', record.company_share], ['customer', record.customer_share]] as const).map(([who, n]) => ({ who, n: Number(n) || 0 })).filter((s) => s.n)
export const clockText = (due: number | null, now: number) => (due === null ? '' : dueText(due, now))

export interface Sums { lines: { code: string; label: string; rule: string; amount: number; why: string }[]; total: number }
/** Who bears a compensation, insurance first and the worker last; whoever bears nothing is left out. */
export const damageParts = (record: RecordAnswer) => ([['insurer', record.insured], ['company', record.company_part], ['worker', record.worker_part]] as const).map(([who, n]) => ({ who, fen: Number(n) || 0 })).filter((p) => p.fen)

/** While we wait for the customer the clocks stand still, five days of a case in all: until when they still may. */
const WAIT_MOST_MINUTES = 5 * 24 * 60
export const waitEnds = (record: RecordAnswer) => Number(record.waiting_since) + Math.max(0, WAIT_MOST_MINUTES - (Number(record.waited) || 0)) * 60_000
