// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { useNudge } from './use-nudge'
import { say, shortText } from './words'
import { useWindows, type Shared } from './use-windows'
import type { Board } from './use-board'
import { passed, type BoardVisit, type Row } from './model'
import { dayStart } from '@/shared/lib/time'

const state: Shared = { day: 1, visit: 0, picked: [], worker: 0 }
const soon = (what: () => void) => vi.waitFor(what, { timeout: 2000 })

describe('windows of one desk', () => {
  it('the tray knows whether a desk listens, what it gave to carry until that is put down, and when the desk is gone', async () => {
    const desk = effectScope(), tray = effectScope(), carried: number[] = []
    const d = desk.run(() => useWindows(() => state, () => {}, (id) => carried.push(id)))!
    const w = tray.run(() => useWindows(() => ({ ...state }), () => {}))!
    expect(w.desks.value).toBe(0)
    w.carry(5)
    expect(w.lifted.value).toBe(false)
    w.ask()
    await soon(() => expect(w.desks.value).toBe(1))
    w.carry(6)
    expect(w.lifted.value).toBe(true)
    await soon(() => expect(carried).toEqual([5, 6]))
    d.putDown()
    await soon(() => expect(w.lifted.value).toBe(false))
    desk.stop()
    await soon(() => expect(w.desks.value).toBe(0))
    tray.stop()
  })
  it('another tray or map is no desk', async () => {
    const one = effectScope(), two = effectScope()
    const a = one.run(() => useWindows(() => ({ ...state, visit: 3 }), () => {}))!
    let heard = 0
    const b = two.run(() => useWindows(() => state, (s) => { heard = s.visit }))!
    a.say()
    await soon(() => expect(heard).toBe(3))
    expect(b.desks.value).toBe(0)
    one.stop(); two.stop()
  })
})

describe("the keyboard's shadow", () => {
  it('goes when its visit is taken elsewhere meanwhile, and stays when another one is', async () => {
    const visit = { id: 1, worker: 7, start: 1000, end: 2000, locked: false, version: 2 } as unknown as BoardVisit
    let now: BoardVisit = visit
    const revision = shallowRef(0)
    const board = { revision, day: () => 0, find: () => now, board: { value: { from_minute: 0, to_minute: 1440 } }, localVerdict: () => ({ level: 'bad', reason: { kind: 'no' } }) } as unknown as Board
    const scope = effectScope()
    const { nudge, key } = scope.run(() => useNudge(board, () => [{ worker: { id: 7, name: '王' } } as unknown as Row]))!
    key({ key: 'ArrowRight' } as KeyboardEvent, visit)
    expect(nudge.value?.visit.id).toBe(1)
    revision.value++
    await Promise.resolve()
    expect(nudge.value).not.toBeNull()
    now = { ...visit, start: 5000 }
    revision.value++
    await soon(() => expect(nudge.value).toBeNull())
    scope.stop()
  })
})

it('a sentence that names her by the company\'s word has the word', () => {
  expect(say('openOf', { day: '12月1日', n: 1 })).toContain('师傅的某一天')
  expect(say('askLoanText', { branch: '云锦店', line: '擦玻璃', day: '', hours: '' })).toContain('的师傅，')
})

it('a visit that not enough go to says how many are missing; a full one says nothing', () => {
  expect(shortText({ short: 1 } as BoardVisit)).toBe('还差 1 位')
  expect(shortText({} as BoardVisit)).toBe('')
})

it('too late: an hour of today that is over, and any other of a day gone; where it stands it may stay', () => {
  const visit = { start: dayStart(20) + 16 * 3600_000 } as BoardVisit, now = { day: 20, minute: 620 }
  expect(passed(visit, 540, 20, now)).toBe(true)
  expect(passed(visit, 630, 20, now)).toBe(false)
  expect(passed(visit, 960, 20, { day: 20, minute: 1000 })).toBe(false)
  expect(passed(visit, 1200, 20, { day: 21, minute: 0 })).toBe(true)
  expect(passed(visit, 540, 20, { day: 19, minute: 1000 })).toBe(false)
})
