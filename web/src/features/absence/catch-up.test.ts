import { describe, expect, it } from 'vitest'
import { dayStart, MINUTE } from '@/shared/lib/time'
import { firstDay, sameHour, sent, type Line } from './catch-up'

const DAY = 20780, HOUR = 60 * MINUTE
const line = (rest: Partial<Line>): Line => ({ visit: 1, number: 'V1', customer: '李芳', home: '东湖家园 · 城东', worker: '王芳', was: dayStart(DAY) + 9 * HOUR, answer: 'ask', start: null, by: '', how: 'phone', note: '', ...rest })

describe('catching up', () => {
  it('keeps the hour on another day, which is neither past nor among those that were called off', () => {
    expect(sameHour(dayStart(DAY) + 9 * HOUR + 30 * MINUTE, DAY + 3)).toBe(dayStart(DAY + 3) + 9 * HOUR + 30 * MINUTE)
    expect(firstDay(dayStart(DAY + 1), DAY)).toBe(DAY + 1)
    expect(firstDay(dayStart(DAY + 1), DAY + 5)).toBe(DAY + 5)
  })
  it('sends what was answered, each with its own yes', () => {
    const start = dayStart(DAY + 1) + 9 * HOUR
    expect(sent([line({}), line({ visit: 2, answer: 'again', start, by: ' 女儿 ', how: 'message' }), line({ visit: 3, answer: 'no', note: '搬走了', start })])).toEqual([
      { visit: 2, start, agreed_how: 'message', agreed_by: '女儿' }, { visit: 3, note: '搬走了' },
    ])
  })
})
