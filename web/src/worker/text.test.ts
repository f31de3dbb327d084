import { expect, it } from 'vitest'
import { DAY, dayStart, HOUR, today } from '@/shared/lib/clock'
import { dueText, fromToText, soonText, whenText } from './text'

it('a time of another day is said with its day', () => {
  const midnight = dayStart(today())
  expect(whenText(midnight + 9 * HOUR, midnight + 12 * HOUR)).toBe('09:00–12:00')
  expect(whenText(midnight + DAY + 9 * HOUR, midnight + DAY + 12 * HOUR)).toBe('明天 09:00–12:00')
  expect(soonText(midnight + DAY + 5.5 * HOUR)).toBe('明天 05:30')
  expect(soonText(midnight + 3 * DAY)).toMatch(/^\d+月\d+日 周. 00:00$/)
})

it('a leave names its day once where it is one', () => {
  const day = dayStart(today() + 3)
  expect(fromToText(day + 8 * HOUR, day + 20 * HOUR)).toMatch(/^\d+月\d+日 周. 08:00–20:00$/)
  expect(fromToText(day + 8 * HOUR, day + DAY + 20 * HOUR)).toMatch(/^\d+月\d+日 周. 08:00 – \d+月\d+日 周. 20:00$/)
})

it('a beginning is said in minutes, and in hours once those are many', () => {
  expect([0, 12, 475, -12, -475].map(dueText)).toEqual(['就要开始了', '12 分钟后', '8 小时后', '已晚 12 分钟', '已晚 8 小时'])
})
