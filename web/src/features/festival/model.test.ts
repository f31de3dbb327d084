import { describe, expect, it } from 'vitest'
import { emptiest, hoursOf, shows, sumOf, top, worst, type DaySum } from './model'
import { both } from './words'

const day = (n: number, need: number, hands: number, perhaps: number, short: number): DaySum => ({ day: n, lunar: '', kind: 'work', name: '', need, hands, perhaps, short, at_risk: 0, homes: 0, homes_short: 0, homes_at_risk: 0, people: 1, people_perhaps: 0, people_away: 0,
  lines: [{ line: 7, need: need / 2, hands, perhaps: 0, short: short / 2, at_risk: 0, homes: 1, homes_short: 1, homes_at_risk: 0 }] })

describe('the days around the festival', () => {
  const days = [day(1, 600, 480, 60, 60), day(2, 900, 480, 0, 420), day(3, 0, 480, 0, 0)]
  it('are summed by service or for all', () => {
    expect(sumOf(days[1]!, 0).need).toBe(900)
    expect(sumOf(days[1]!, 7)).toMatchObject({ need: 450, short: 210, homes_short: 1 })
    expect(sumOf(days[1]!, 8).need).toBe(0)
  })
  it('name the shortest of them, or none', () => {
    expect(worst(days, 0)).toMatchObject({ short: 420, day: { day: 2 } })
    expect(worst([days[2]!], 0)).toBeNull()
    expect([emptiest(days, 0), emptiest(days, 7)?.short]).toEqual([null, 1])
  })
  it('fit under a round number of hours', () => {
    expect(top(days, 0)).toBe(20 * 60)
    expect(top([], 0)).toBe(60)
    expect(top([day(1, 0, 6000, 300, 0)], 0)).toBe(200 * 60)
    expect(hoursOf(455)).toBe(7.6)
  })
})

describe('a chip', () => {
  const leaves = new Map([[1, 'requested'], [2, 'approved']])
  it('shows what it says', () => {
    expect(shows('toApprove', { id: 1, state: 'goes', leave: 1 } as never, leaves)).toBe(true)
    expect(shows('toApprove', { id: 1, state: 'goes', leave: 2 } as never, leaves)).toBe(false)
    expect(shows('perhaps', { id: 1, state: 'goes', back: 'certain' } as never, leaves)).toBe(false)
    expect(shows('asked', { id: 1, state: 'asked' } as never, leaves)).toBe(true)
  })
  it('has its words in both languages', () => expect(Object.keys(both.en)).toEqual(Object.keys(both.zh)))
})
