import { describe, expect, it } from 'vitest'
import { dayStart, HOUR } from '@/shared/lib/time'
import { busyFirst, weekRows, type WeekVisit } from './week'

const MONDAY = 20780
const visit = (id: number, worker: number | null, day: number, hour: number, more: Partial<WeekVisit> = {}): WeekVisit => ({ id, version: 1, locked: false, worker, start: dayStart(MONDAY + day) + hour * HOUR, end: dayStart(MONDAY + day) + (hour + 2) * HOUR, state: 'accepted', area: '', glyph: '', line_label: '', ...more })
describe('a week', () => {
  const { rows, days } = weekRows({ monday: MONDAY, leaves: [], workers: [{ id: 1, name: '张', week_minutes: 2640, day_minutes: 480, weekdays: 0b111110 }, { id: 2, name: '李', week_minutes: 1440, day_minutes: 240, weekdays: 0 }],
    visits: [visit(1, 1, 0, 9), visit(2, 1, 0, 14, { second: 2 }), visit(3, null, 2, 9), visit(4, 9, 3, 9), visit(5, 1, 7, 9)] })
  it('adds up by worker and day, with who goes along', () => {
    expect(rows[0]!.minutes).toBe(240)
    expect(rows[0]!.days[0]!.visits.map((v) => v.id)).toEqual([1, 2])
    expect(rows[1]!.days[0]!.minutes).toBe(120)
  })
  it('knows what nobody has, and who does not work that day', () => {
    expect([days[2]!.visits, days[2]!.open.map((v) => v.id)]).toEqual([1, [3]])
    expect(days[0]!.visits).toBe(2)
    expect(rows[0]!.days.map((d) => d.off)).toEqual([false, false, false, false, false, true, true])
    expect(rows[1]!.days.some((d) => d.off)).toBe(false)
  })
  it('shows what goes on into the next morning there too, and counts it once', () => {
    const over = weekRows({ now: 0, monday: MONDAY, leaves: [], workers: [{ id: 1, name: '张', week_minutes: 2640, day_minutes: 480, weekdays: 0 }], visits: [{ ...visit(1, 1, 0, 22), end: dayStart(MONDAY + 1) + 6 * HOUR }, { ...visit(2, 1, -1, 22), end: dayStart(MONDAY) + 6 * HOUR }] } as Parameters<typeof weekRows>[0])
    expect(over.rows[0]!.days.map((d) => d.over.map((v) => v.id)).slice(0, 3)).toEqual([[2], [1], []])
    expect(over.rows[0]!.minutes).toBe(480)
    expect(over.days.map((d) => d.visits).slice(0, 2)).toEqual([1, 0])
  })
  it('puts who has work first and leaves the names their order', () => {
    const workers = [1, 2, 3, 4].map((id) => ({ id, name: `${id}`, week_minutes: 0, day_minutes: 0, weekdays: 0 }))
    const some = weekRows({ now: 0, monday: MONDAY, leaves: [], workers, visits: [visit(1, 4, 0, 9), visit(2, 2, 1, 9)] } as Parameters<typeof weekRows>[0])
    expect([...busyFirst(some.rows).keys()]).toEqual([2, 4, 1, 3])
  })
})
