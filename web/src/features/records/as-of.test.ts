import { describe, expect, it } from 'vitest'
import type { RecordAnswer } from '@/shared/lib/types'
import { asOf } from './as-of'

const old = { worker: 1, first: 100, last: 120, wage: 650000, substitute: false }, next = { worker: 2, first: 125, last: null, wage: 700000, substitute: false }
const of = (stints: unknown[], state = 'in_service') => ({ state, worker: 2, wage: 700000, stints, names: { worker: { 2: '乙' }, 'stints.worker': { 1: '甲', 2: '乙' } } }) as unknown as RecordAnswer
const seen = (record: RecordAnswer, day: number) => { const r = asOf('placement', record, day); return [r.worker, r.wage] }
describe('a placement today', () => {
  it('names the one before until the next one is there, and nobody between', () => {
    expect(seen(of([old, next]), 118)).toEqual([1, 650000])
    expect(asOf('placement', of([old, next]), 118).names?.worker?.[1]).toBe('甲')
    expect(seen(of([old, next]), 122)).toEqual([null, 700000])
    expect(seen(of([old, next]), 125)).toEqual([2, 700000])
  })
  it('is in service until the last day of who has given notice, and empty from the next one on', () => {
    const leaving = { ...of([{ ...old, last: 120 }], 'gap'), gap_since: 120 } as RecordAnswer
    expect([118, 120, 121].map((day) => asOf('placement', leaving, day).state)).toEqual(['in_service', 'in_service', 'gap'])
    expect([asOf('placement', leaving, 118).worker, asOf('visit', leaving, 118).state]).toEqual([1, 'gap'])
  })
  it('has the wage of the day, not one that is agreed for later', () => expect(seen(of([{ ...next, first: 100, last: 129, wage: 650000 }, { ...next, first: 130 }]), 129)).toEqual([2, 650000]))
  it('leaves alone who only has a substitute, what does not run, and other records', () => {
    expect(seen(of([{ ...next, last: 130 }, { ...next, worker: 3, first: 131, substitute: true }]), 132)).toEqual([2, 700000])
    expect(seen(of([old, next], 'ready'), 118)).toEqual([2, 700000])
    expect(asOf('replacement', of([old, next]), 118).worker).toBe(2)
  })
})
