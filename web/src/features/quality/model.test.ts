import { describe, expect, it } from 'vitest'
import type { QueueRow, RecordAnswer, Row } from '@/shared/lib/types'
import { allEvidence, byClock, damageParts, promises, shares, waitEnds, wayOf } from './model'

const row = (id: number) => ({ id, title: `第${id}件` }) as Row
const rings = (record: number, due_at: number, label: string, type = 'complaint') => ({ id: due_at, type, record, title: '', rule: label, label, due_at }) as QueueRow

describe('complaints by their clocks', () => {
  it('puts the clock that rings first in front, and cases without one last', () => {
    const cases = byClock([row(1), row(2), row(3)], [rings(2, 50, '回访'), rings(3, 90, '结案'), rings(3, 20, '答复'), rings(1, 5, '派单', 'visit')])
    expect(cases.map((c) => [c.row.id, c.due, c.rule])).toEqual([[3, 20, '答复'], [2, 50, '回访'], [1, null, '']])
  })
  it('leaves the worker out of the way of a case that names none', () => {
    expect(wayOf({ received_at: 5 } as unknown as RecordAnswer).map((s) => s.name)).not.toContain('worker')
    expect(wayOf({ worker: 7, worker_heard_at: 9 } as unknown as RecordAnswer).find((s) => s.name === 'worker')?.at).toBe(9)
  })
  it('lets the clocks stand still for what is left of five days', () => expect([0, 7200, 9000].map((waited) => waitEnds({ waiting_since: 60_000, waited } as unknown as RecordAnswer))).toEqual([60_000 + 5 * 86_400_000, 60_000, 60_000]))
  it('shows only who answers for something', () => expect(shares({ worker_share: 60, company_share: 40, customer_share: 0 } as unknown as RecordAnswer)).toEqual([{ who: 'worker', n: 60 }, { who: 'company', n: 40 }]))
  it('says who bears a compensation, insurance first, and leaves out who bears nothing', () => expect(damageParts({ insured: 200000, company_part: 0, worker_part: 90000 } as unknown as RecordAnswer)).toEqual([{ who: 'insurer', fen: 200000 }, { who: 'worker', fen: 90000 }]))
})

it('counts the photos a customer sent with her complaint among the evidence', () => {
  const added = [{ at: 20, who: 7, side: 'worker', kind: 'photo', paper: 'b', note: '' }]
  expect(allEvidence([], [])).toEqual([])
  expect(allEvidence(added, [{ created_at: 30, picture: '' } as unknown as Row, { created_at: 10, picture: 'a' } as unknown as Row]).map((e) => [e.at, e.side, e.paper])).toEqual([[10, 'customer', 'a'], [20, 'worker', 'b']])
})

it('shows a case that was taken up again as not settled', () => {
  const again = { state: 'investigating', worker: 1, received_at: 1, accepted_at: 2, customer_heard_at: 3, worker_heard_at: 4, resolved_at: 6, followed_at: 7 } as unknown as RecordAnswer
  expect(wayOf(again).filter((s) => s.at).map((s) => s.name)).toEqual(['received', 'accepted', 'customer', 'worker'])
  expect(wayOf({ ...again, state: 'followed_up', proposed_at: 5 } as unknown as RecordAnswer).filter((s) => s.at).at(-1)?.name).toBe('followed')
})

describe('what was promised', () => {
  it('has what is still to be done first', () => {
    const record = { promises: [{ what: 'coupon', progress: 'kept', at: 1 }, { what: 'training', progress: 'open', at: 1 }, { what: 'rework', progress: 'arranged', at: 1 }] } as unknown as RecordAnswer
    expect(promises(record).map((p) => p.what)).toEqual(['training', 'coupon', 'rework'])
    expect(promises({} as RecordAnswer)).toEqual([])
  })
})
