import { describe, expect, it } from 'vitest'
import type { Act } from '../model'
import { answeredHere, ASKED, careInput, FIGURES, logsOf, outOfOrder, restWord, termOver, SEEN, wrongFigure, type Home } from './model'
import { both } from './words'

const home = { id: 7, logs: [{ id: 1, kind: 'baby', at: 1000, figures: { milk_ml: 60 }, signs: [], note: '', alarm: false }], signs: [{ key: 'fever', label: '发热' }] } as unknown as Home
const care = (seq: number, input: Record<string, unknown>): Act => ({ key: `k${seq}`, seq, what: 'care', acted: 2000 + seq, input })

describe('a live-in home on the phone', () => {
  it('shows what waits here above what the server has, and nothing of another home', () => {
    const logs = logsOf(home, [care(1, { placement: 7, kind: 'baby', temperature: 381, signs: ['fever'] }), care(2, { placement: 8, kind: 'baby', milk_ml: 90 })])
    expect(logs.map((l) => [l.waits ?? false, l.signs, l.figures])).toEqual([[true, ['发热'], { temperature: 381 }], [false, [], { milk_ml: 60 }]])
  })
  it('sends tenths of a degree, whole numbers, and nothing that was not entered', () => {
    expect(careInput(7, 'elder', { temperature: 36.6, meals: 80 }, [], ' ', false)).toEqual({ placement: 7, kind: 'elder', temperature: 366, meals: 80 })
    expect(careInput(7, 'elder', {}, ['fall'], '夜里起来', true)).toEqual({ placement: 7, kind: 'elder', signs: ['fall'], note: '夜里起来', medicine_given: true })
  })
  it('names what is out of order as the server does, a newborn earlier than others', () => {
    expect([outOfOrder('baby', { temperature: 37.5 }, []), outOfOrder('infant', { temperature: 37.5 }, []), outOfOrder('elder', { systolic: 181 }, []), outOfOrder('elder', { systolic: 180 }, []), outOfOrder('mother', { mood: 1 }, []), outOfOrder('baby', {}, ['cord'])])
      .toEqual([true, false, true, false, true, true])
  })
  it('finds the figure that cannot be', () => { expect([wrongFigure({ temperature: 44 }), wrongFigure({ milk_ml: 500 }), wrongFigure({ urine: Number.NaN })]).toEqual(['temperature', null, 'urine']) })
  it('knows what was answered and not sent yet', () => {
    const yes: Act = { key: 'a', seq: 1, what: 'task', acted: 1, input: { task: 5, yes: true } }
    expect([answeredHere([yes], 'task', 'task', 5), answeredHere([yes], 'task', 'task', 6), answeredHere([yes], 'task', 'wish', 5)]).toEqual([true, false, false])
  })
  it('says that no rest day is set only of a month she serves there', () => {
    const at = { state: 'in_service', mine_now: true, begins: 100, ends: 400 }
    expect([restWord(at, 120), restWord({ ...at, state: 'hospital' }, 120)]).toEqual(['noRest', 'hospitalRest'])
    expect([termOver(at, 400), termOver(at, 401), termOver({ ...at, state: 'ready' }, 401)]).toEqual([false, true, false])
    expect([restWord(at, 99), restWord({ ...at, state: 'gap' }, 120), restWord({ ...at, leaves: 125 }, 120), restWord({ ...at, mine_now: false }, 120), restWord(at, 390), restWord({ ...at, state: 'ready' }, 120)]).toEqual(['', '', '', '', '', ''])
  })
  it('has a word for every figure, and both languages say the same', () => {
    for (const name of Object.keys(FIGURES)) expect(both.zh).toHaveProperty(name)
    expect(Object.keys(both.en).sort()).toEqual(Object.keys(both.zh).sort())
    for (const kind of Object.keys(ASKED)) expect(SEEN[kind as keyof typeof SEEN].length).toBeGreaterThan(0)
  })
})
