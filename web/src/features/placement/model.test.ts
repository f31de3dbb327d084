import { describe, expect, it } from 'vitest'
import { bar, comesNext, fits, halves, handsOver, inTab, npsOf, serves, troubled, vacant, type Placed } from './model'

const row = (over: Partial<Placed> = {}): Placed => ({
  id: 1, branch: 1, customer: 1, worker: 1, substitute: 0, first: 100, last: 400, began: 100, ended: 0, gap_since: 0, away_since: 0, wage: 780000, replacement: 0, renewal: 0, next_call: 0, found_name: '', says_last: 0, state: 'in_service', live_in: true,
  per_term: false, number: 'Z1', home: '李芳', estate: '锦绣花园', line: '育儿嫂', glyph: '育', worker_name: '王金凤', substitute_name: '', renewal_state: '', ...over,
})

describe('placements', () => {
  it('need a hand when nobody is there, the term is over, or a call or a beginning is late', () => {
    expect(troubled(row(), 200)).toBe(false)
    expect(troubled(row({ state: 'gap' }), 200)).toBe(true)
    expect(troubled(row(), 401)).toBe(true)
    expect(troubled(row(), 400)).toBe(false)
    expect(troubled(row({ next_call: 199 }), 200)).toBe(true)
    expect(troubled(row({ next_call: 200 }), 200)).toBe(false)
    expect(troubled(row({ state: 'ready', first: 199 }), 200)).toBe(true)
  })
  it('are in service until the last day of who has given notice, not empty before', () => {
    const left = row({ state: 'gap', gap_since: 200 })
    expect([199, 200, 201].map((day) => serves(left, day))).toEqual([true, true, false])
    expect(serves(row({ gap_since: 200 }), 199)).toBe(false)
    expect(troubled(left, 199)).toBe(true)
  })
  it('stand in the tab of their state, and in the lapsing one by the look ahead', () => {
    expect(inTab(row({ state: 'hospital' }), 'running', 200, new Set())).toBe(true)
    expect(inTab(row(), 'lapsing', 200, new Set([2]))).toBe(false)
    expect(inTab(row(), 'lapsing', 200, new Set([1]))).toBe(true)
    expect(inTab(row({ state: 'off_board' }), 'leaving', 200, new Set())).toBe(true)
  })
  it('name who is there today, and who comes in her place from a later day on', () => {
    const stint = (worker: number, first: number, last: number, name: string) => ({ placement: 1, worker, name, first, last, substitute: false })
    const two = [stint(2, 100, 198, '冯美'), stint(1, 201, 0, '李芳美')]
    expect(handsOver(row(), two, 198)).toEqual({ here: two[0], next: two[1] })
    expect(handsOver(row(), two, 199)).toBe(null)
    expect(handsOver(row(), two, 201)).toBe(null)
    expect(handsOver(row(), [stint(1, 100, 300, '李芳美'), stint(1, 301, 0, '李芳美')], 200)).toBe(null)
  })
  it('say a day between two workers with nobody there', () => {
    const stint = (first: number, last: number, name = '') => ({ placement: 1, worker: first, name, first, last, substitute: false })
    const two = [stint(100, 198, '冯美'), stint(201, 0, '李芳美')]
    expect([198, 199, 200, 201].map((day) => vacant(two, day))).toEqual([false, true, true, false])
    expect(vacant(two, 99)).toBe(false)
    expect(comesNext(row(), two, 200)?.name).toBe('李芳美')
    expect(comesNext(row(), two, 201)).toBeNull()
    expect(comesNext(row({ state: 'gap' }), two, 200)).toBeNull()
  })
  it('are found by any of their names', () => {
    expect(fits(row(), ' 金凤 ')).toBe(true)
    expect(fits(row(), '锦绣')).toBe(true)
    expect(fits(row(), '赵')).toBe(false)
  })
  it('have a bar cut to the window, both ends counted', () => {
    expect(bar(100, 109, { from: 100, to: 119 })).toEqual({ left: 0, width: 50 })
    expect(bar(90, 104, { from: 100, to: 119 })).toEqual({ left: 0, width: 25 })
    expect(bar(10, 99, { from: 100, to: 119 })).toBeNull()
  })
  it('tell half days as days, and no NPS of four answers', () => {
    expect(halves(3)).toBe('1.5')
    const side = { side: 'family', due: 0, answered: 0, in_time: 0, nps_answers: 4, promoters: 4, detractors: 0, scores: 0, score_sum: 0, nps_due: 0 }
    expect(npsOf(side)).toBeNull()
    expect(npsOf({ ...side, nps_answers: 10, promoters: 6, detractors: 1 })).toBe(50)
  })
})
