import { describe, expect, it } from 'vitest'
import { beginning, moved, queryOf, rowsOf, type Slot, type SlotState } from './model'

const DAY = 86_400_000, EIGHT = 0                                 // 1970-01-01 08:00 in China
const slot = (start: number, state: SlotState): Slot => ({ start, state, can: 1, ease: 1, best: [] })
const day = (n: number, states: SlotState[]) => ({ day: n, slots: states.map((s, i) => slot(EIGHT + n * DAY + i * 1_800_000, s)) })

describe('free slots', () => {
  it('begins with the first start that is open on some day and ends with the last', () => {
    const rows = rowsOf([day(0, ['none', 'none', 'free', 'none', 'none']), day(1, ['none', 'tight', 'none', 'none', 'none'])])
    expect(rows.map((r) => r.minute)).toEqual([510, 540])
    expect(rows[0]!.cells.map((c) => c.state)).toEqual(['none', 'tight'])
    expect(rowsOf([day(0, ['none', 'none'])])).toEqual([])
    expect(rowsOf([])).toEqual([])
  })
  it('starts at what is chosen, else at what is free, else at what is possible', () => {
    const rows = rowsOf([day(0, ['tight', 'free']), day(1, ['none', 'tight'])])
    expect(beginning(rows, null)).toEqual({ row: 1, column: 0 })
    expect(beginning(rows, EIGHT + DAY + 1_800_000)).toEqual({ row: 1, column: 1 })
    expect(beginning(rowsOf([day(0, ['none', 'tight'])]), null)).toEqual({ row: 0, column: 0 })
  })
  it('goes by the arrows and stops at the edges', () => {
    expect(moved({ row: 0, column: 0 }, 'ArrowUp', 3, 2)).toEqual({ row: 0, column: 0 })
    expect(moved({ row: 0, column: 0 }, 'PageDown', 3, 2)).toEqual({ row: 2, column: 0 })
    expect(moved({ row: 2, column: 1 }, 'ArrowRight', 3, 2)).toEqual({ row: 2, column: 1 })
    expect(moved({ row: 2, column: 1 }, 'a', 3, 2)).toBe(null)
  })
  it('asks only when place and service are known', () => {
    expect(queryOf(null, 1, 7)).toBe(null)
    expect(queryOf({ line: 0, household: 3 }, 1, 7)).toBe(null)
    expect(queryOf({ line: 5 }, 1, 7)).toBe(null)
    expect(queryOf({ line: 5, household: 3, branch: 9, length: 180 }, 1, 7)).toMatchObject({ household: 3, line: 5, length: 180, from: 1, days: 7 })
    expect(queryOf({ line: 5, branch: 9, at: { lat: 30.6571234, lng: 104.06 } }, 1, 7)).toMatchObject({ branch: 9, lat: 306571234, lng: 1040600000 })
  })
})
