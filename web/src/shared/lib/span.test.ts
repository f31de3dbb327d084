import { describe, expect, it } from 'vitest'
import { clockSpan, endText, hoursText, timeSpan, untilText } from './span'
import { dayStart, HOUR } from './clock'

describe('a stretch that passes midnight says so, one that ends with it does not', () => {
  it.each([[480, 720, '08:00–12:00'], [1320, 1800, '22:00–次日06:00'], [1200, 1440, '20:00–24:00']])('%i–%i', (from, to, text) => expect(clockSpan(from, to)).toBe(text))
  it('a worker\'s hours as they are kept', () => { expect(hoursText(1200, 480)).toBe('20:00–次日08:00'); expect(hoursText(480, 1200)).toBe('08:00–20:00') })
  it('two instants', () => {
    const start = dayStart(20784) + 22 * HOUR
    expect(timeSpan(start, start + 8 * HOUR)).toBe('22:00–次日06:00')
    expect(untilText(start, start + HOUR)).toBe('23:00')
    expect(endText(1441)).toBe('次日00:01')
  })
})
