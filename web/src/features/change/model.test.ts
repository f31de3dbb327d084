import { describe, expect, it } from 'vitest'
import { costOf, type Change } from './model'

const change: Change = { price: 10000, fee: 2000, tier: '', sides: { forgot: 'customer', worker_ill: 'worker' } }
describe('what a change costs', () => {
  it('is the notice’s fee when it is the customer’s own', () => expect(costOf(change, 'customer', undefined)).toBe(2000))
  it('may be entered lower, never higher', () => expect([costOf(change, 'customer', 500), costOf(change, 'customer', 0), costOf(change, 'customer', 9000)]).toEqual([500, 0, 2000]))
  it('is nothing for everybody else', () => expect((['worker', 'company', 'nobody', undefined] as const).map((side) => costOf(change, side, 500))).toEqual([0, 0, 0, 0]))
})
