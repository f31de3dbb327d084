import { describe, expect, it } from 'vitest'
import { dayStart } from '@/shared/lib/time'
import type { Field } from '@/shared/lib/types'
import { lastDay, rangeText } from './range'

const start = { name: 'start', label: '', kind: 'instant' } as Field, due = { name: 'due', label: '', kind: 'day' } as Field
describe('a range as people name it', () => {
  it('ends with the last day that is in it, and with the minute where it ends within one', () => {
    const whole = rangeText(start, { from: dayStart(20785), to: dayStart(20786) }), morning = rangeText(start, { from: dayStart(20785), to: dayStart(20785) + 13 * 3600000 })
    const [first, last] = whole.split(' – ')
    expect(last).toBe(first)
    expect(morning).toBe(`${first} – ${first} 13:00`)
    expect(rangeText(due, { from: 20785, to: 20786 })).toBe(rangeText(start, { from: dayStart(20785), to: dayStart(20786) }))
  })
  it('has one end only where the other is open', () => {
    expect(rangeText(start, { from: dayStart(20785) })).toMatch(/ – $/)
    expect(lastDay(dayStart(20786))).toBe(20785)
    expect(lastDay(dayStart(20785) + 1)).toBe(20785)
  })
})
