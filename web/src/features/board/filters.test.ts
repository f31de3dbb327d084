import { describe, expect, it } from 'vitest'
import { filterText, readFilter, rowFits, writeFilter } from './filters'
import type { BoardVisit, Row } from './model'

const row = (visits: Partial<BoardVisit>[] = [], more = {}): Row => ({ worker: { id: 1, name: '张桂芳', branch: 1, branch_name: '', skills: ['保洁'], area: '金沙', capacity_minutes: 480, leave: [], shift: null, ...more }, visits: visits.map((v, i) => ({ id: i, start: 0, end: 3_600_000, ...v }) as BoardVisit), blocks: [] })
describe('which rows are shown', () => {
  it('stands in the address and comes back from it', () => {
    const f = readFilter({ show: 'late', skill: '保洁', who: ' 张 ', area: '金沙' })
    expect(readFilter(Object.fromEntries(new URLSearchParams(filterText(f))))).toEqual({ ...f, who: '张' })
    expect(writeFilter(readFilter({}))).toEqual({})
    expect(readFilter({ show: 'nonsense' }).show).toBe('all')
  })
  it('by what is late, unanswered, free, away, by skill, name and area', () => {
    const fits = (query: object, r: Row) => rowFits(r, readFilter(query as Record<string, unknown>))
    expect(fits({ show: 'late' }, row([{ late: true }]))).toBe(true)
    expect(fits({ show: 'late' }, row([{}]))).toBe(false)
    expect(fits({ show: 'offered' }, row([{ state: 'offered' }]))).toBe(true)
    expect(fits({ show: 'free' }, row([{ end: 8 * 3_600_000 }]))).toBe(false)
    expect(fits({ show: 'free' }, row())).toBe(true)
    expect(fits({ show: 'leave' }, row([], { leave: [{ from: 0, to: 60 }] }))).toBe(true)
    expect(fits({ skill: '月嫂' }, row())).toBe(false)
    expect(fits({ who: '桂' }, row())).toBe(true)
    expect(fits({ area: '双楠' }, row([{ area: '双楠' }]))).toBe(true)
    expect(fits({ area: '双楠' }, row())).toBe(false)
  })
})
