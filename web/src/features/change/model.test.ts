import { describe, expect, it } from 'vitest'
import { agreedSince, costOf, endedInHome, paidAhead, restsOtherwise, type Change } from './model'

const change: Change = { price: 10000, fee: 2000, tier: '', sides: { forgot: 'customer', worker_ill: 'worker' } }
describe('what a change costs', () => {
  it('is the notice’s fee when it is the customer’s own', () => expect(costOf(change, 'customer', undefined)).toBe(2000))
  it('may be entered lower, never higher', () => expect([costOf(change, 'customer', 500), costOf(change, 'customer', 0), costOf(change, 'customer', 9000)]).toEqual([500, 0, 2000]))
  it('is nothing for everybody else', () => expect((['worker', 'company', 'nobody', undefined] as const).map((side) => costOf(change, side, 500))).toEqual([0, 0, 0, 0]))
})

describe('what an amendment has to say', () => {
  const contract = { worker: 1, wage: 650000, first: 100 }, old = { worker: 1, first: 100, wage: 650000, substitute: false }
  it('is nothing while home and contract agree', () => expect(agreedSince({ worker: 1, wage: 650000, first: 100, stints: [old] }, contract)).toBeNull())
  it('names who serves now, from her first day', () => expect(agreedSince({ worker: 2, wage: 650000, first: 100, stints: [old, { worker: 3, first: 130, wage: 600000, substitute: true }, { worker: 2, first: 140, wage: 650000, substitute: false }] }, contract)).toEqual({ from: 140, serves: 2, now: 650000, worker: 2, wage: 0 }))
  it('says another wage from its day, after the first of the contract', () => {
    expect(agreedSince({ worker: 1, wage: 700000, first: 100, stints: [old, { ...old, first: 160, wage: 700000 }] }, contract)).toEqual({ from: 160, serves: 1, now: 700000, worker: 0, wage: 700000 })
    expect(agreedSince({ worker: 1, wage: 700000, first: 100, stints: [{ ...old, wage: 700000 }] }, contract)?.from).toBe(101)
  })
})

describe('the rest days an amendment has to say', () => {
  const sundays = { rest_weekdays: ['sun'], rest_days: 4, mode: 'agency' }
  it('are those kept in the home, where the contract says others', () => expect([restsOtherwise({ rest_weekdays: ['sat', 'sun'], rests: 9 }, sundays), restsOtherwise({ rest_weekdays: [], rests: 4 }, sundays)]).toEqual([['sat', 'sun'], []]))
  it('are none where both say the same, in whatever order, or the contract none and as many', () => expect([restsOtherwise({ rest_weekdays: ['sun', 'sat'], rests: 9 }, { ...sundays, rest_weekdays: ['sat', 'sun'] }), restsOtherwise({ rest_weekdays: ['sat'], rests: 4 }, { ...sundays, rest_weekdays: [] }), restsOtherwise({ rest_weekdays: ['sat'], rests: 4 }, { ...sundays, mode: 'part_time' })]).toEqual([null, null, null]))
})

describe('what was paid of the month that runs', () => {
  const line = { item: 'service', amount: 840000, trust: 0 }, bill = { number: 'B1', first: 100, last: 130, total: 840000, paid: 840000, locked_at: 101, lines: [line, { item: 'agency_fee', amount: 1, trust: 0 }] }
  const of = (more: object, on = 110) => paidAhead([{ ...bill, ...more }], on, (at) => at)
  it('is the service of its bill that was paid ahead', () => expect(of({})).toEqual({ money: 840000, numbers: ['B1'] }))
  it('is ours alone, without what is passed on to her', () => expect(of({ lines: [{ ...line, trust: 700000 }, { item: 'management_fee', amount: 500, trust: 0 }] }).money).toBe(140500))
  it('is nothing of a bill made when the month was over, one not paid, another month and the contract’s first', () => expect([of({ locked_at: 131 }), of({ paid: 1 }), of({}, 131), of({ first: 130 }, 130)].map((it) => it.money)).toEqual([0, 0, 0, 0]))
})

it('a contract ends as its service did, and not before that has ended', () => {
  expect(endedInHome(undefined)).toBeNull()
  expect(endedInHome({ ended_on: null, ended_by: '' })).toBeNull()
  expect(endedInHome({ ended_on: 20785, ended_by: 'customer' })).toEqual({ ended_on: 20785, ended_by: 'customer', loss: false })
  expect(endedInHome({ ended_on: 20785, ended_by: 'term_over' })?.ended_by).toBe('expired')
  expect(endedInHome({ ended_on: 20785, ended_by: 'death' })).toEqual({ ended_on: 20785, ended_by: 'force_majeure', loss: true })
})
