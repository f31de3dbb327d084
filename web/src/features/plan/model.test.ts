import { describe, expect, it } from 'vitest'
import { callsOf, groupsOf, kilometres, noticesOf, partOf, type Difference, type Move } from './model'

const sums = (metres: number) => ({ metres, minutes: 0, overtime: 0, continuity: 0, visits: 1, open: 0 })
const move = (visit: number, to: number[], start: number, told = false): Move => ({ visit, number: `V${visit}`, customer: 1, line: 1, area: '', from_start: start, start, length: 120, told, from: [], to, why: 'open' })
const difference: Difference = {
  milliseconds: 1, stopped: false, before: sums(20_000), after: sums(15_000), open: [],
  workers: [{ id: 7, before: sums(4000), after: sums(9000) }],
  moves: [move(1, [], 5, true), move(2, [7], 9, true), move(3, [7], 3), move(4, [8], 1)],
}

describe('a proposed plan', () => {
  it('is grouped by who gets the visits, in their order of the day, and what nobody gets stands last', () => {
    const groups = groupsOf(difference)
    expect(groups.map((g) => g.worker)).toEqual([7, 8, 0])
    expect(groups[0]!.moves.map((m) => m.visit)).toEqual([3, 2])
    expect(groups[0]!.metres).toEqual({ before: 4000, after: 9000 })
    expect(groups[1]!.metres).toBeNull()
  })
  it('names whom to call first', () => expect(callsOf(difference).map((m) => m.visit)).toEqual([1, 2]))
  it('counts whom publishing tells: once a person, by what changes for her', () => {
    const from = (m: Move, who: number[], at = m.start): Move => ({ ...m, from: who, from_start: at })
    const moves = [move(1, [7], 9), from(move(2, [7], 9), [8]), from(move(3, [8], 9), [8], 5), from(move(4, [], 9), [9]), from(move(5, [7], 9), [7])]
    expect(noticesOf(moves, new Set())).toEqual({ workers: 3, added: 2, moved: 1, cancelled: 2 })
    expect(noticesOf(moves, new Set([2, 4]))).toEqual({ workers: 2, added: 1, moved: 1, cancelled: 0 })
  })
  it('of several days shows one by one, and the ways of all of them together', () => {
    const week: Difference = { ...difference, moves: [{ ...move(1, [7], 5), day: 3 }, { ...move(2, [7], 9), day: 4 }], workers: [3, 4].map((day) => ({ id: 7, day, before: sums(1000 * day), after: sums(500) })),
      days: [3, 4].map((day) => ({ day, visits: 1, moves: 1, calls: 0, open: 0, before: sums(day), after: sums(2 * day) })) }
    expect(partOf(week, 0)).toBe(week)
    expect(partOf(week, 9)).toBe(week)
    expect(partOf(week, 4).moves.map((m) => m.visit)).toEqual([2])
    expect(partOf(week, 4).after.metres).toBe(8)
    expect(groupsOf(week)[0]!.metres).toEqual({ before: 7000, after: 1000 })
    expect(groupsOf(partOf(week, 3))[0]!.metres).toEqual({ before: 3000, after: 500 })
  })
  it('says kilometres with a decimal only where it matters', () => expect([kilometres(1234), kilometres(123_456)]).toEqual(['1.2', '123']))
})
