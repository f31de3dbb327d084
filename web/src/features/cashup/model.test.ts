import { describe, expect, it } from 'vitest'
import { otherNet, paymentsOf, problemOf, sumsOf, type CashDay, type Receiver } from './model'

const row = (worker: number, expected: number, counted: number | null = null): Receiver => ({ worker, name: '', before: 0, came: expected, went: 0, expected, counted, difference: 0, reason: '' })
const day: CashDay = { branch: 3, day: 20000, record: 0, state: 'none', banked: 0, left: 0, receivers: [], channels: [], past: [], odd: 0, credits: 0, fits: [], due: { done_visits: 0, done: 0, came_for_them: 0, overdue: 0 } }

describe('the cash of a day', () => {
  it('adds up what is expected, and of what is counted what it differs by', () => {
    expect(sumsOf([row(0, 6000, 5900), row(7, 500), row(8, 0, 0)])).toEqual({ expected: 6500, counted: 5900, difference: -100, uncounted: 1 })
  })
  it('counts no money twice: what a card pays came when it was sold', () => {
    const way = (channel: string, came: number, went = 0) => ({ channel, label: channel, count: 1, came, went })
    expect(otherNet([{ ...way('platform', 46000), kept: 8000 }])).toBe(38000)
    expect(otherNet([way('wechat', 9000), way('transfer', 0, 100000), way('prepaid', 68580)])).toBe(-91000)
  })
  it('opens the payments behind a figure: of the till what nobody holds, of a worker hers, of earlier days up to this one', () => {
    expect(paymentsOf(day, row(0, 1), 'day')).toBe('/payment?branch=3&channel=cash&cash_day_from=20000&cash_day_to=20001&collector=none')
    expect(paymentsOf(day, row(7, 1), 'before')).toBe('/payment?branch=3&channel=cash&cash_day_to=20000&collector=7&kind=from_customer%2Cto_customer%2Cto_worker%2Cfrom_worker%2Ccompensation')
  })
  it('asks for an amount, and for a reason when it is another one', () => {
    expect(problemOf(row(0, 100), { counted: null, reason: '' })).toBe('amount')
    expect(problemOf(row(0, 100), { counted: '12.', reason: '' })).toBe('amount')
    expect(problemOf(row(0, 100), { counted: 99, reason: ' ' })).toBe('reason')
    expect(problemOf(row(0, 100), { counted: 99, reason: '找零' })).toBeNull()
    expect(problemOf(row(0, 100), { counted: 100, reason: '' })).toBeNull()
  })
})
