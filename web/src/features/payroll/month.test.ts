import { expect, test } from 'vitest'
import { dayFromIso } from '@/shared/lib/time'
import { monthAfter, monthBefore, monthOf, monthText } from './month'

test('a month is known from any of its days and ends at the year’s turn', () => {
  const february = monthOf(dayFromIso('2028-02-17')!)
  expect(february.last - february.first + 1).toBe(29)
  expect(monthText(monthAfter(monthOf(dayFromIso('2026-12-31')!)))).toBe('2027-01')
  expect(monthText(monthBefore(monthOf(dayFromIso('2027-01-01')!)))).toBe('2026-12')
})
