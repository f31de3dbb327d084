import { expect, test } from 'vitest'
import { dayFromIso } from '@/shared/lib/time'
import { dayOfMonth, monthAfter, monthBefore, monthOf, monthText, nextPiece } from './month'

test('a month is known from any of its days and ends at the year’s turn', () => {
  const february = monthOf(dayFromIso('2028-02-17')!)
  expect(february.last - february.first + 1).toBe(29)
  expect(monthText(monthAfter(monthOf(dayFromIso('2026-12-31')!)))).toBe('2027-01')
  expect(monthText(monthBefore(monthOf(dayFromIso('2027-01-01')!)))).toBe('2026-12')
})

test('part-time days are paid in even pieces of at most 15', () => {
  const pieces = (iso: string) => { const m = monthOf(dayFromIso(iso)!), all: string[] = []; for (let p = nextPiece(m, 0); p; p = nextPiece(m, p.last)) all.push(`${dayOfMonth(p.first)}–${dayOfMonth(p.last)}`); return all }
  expect(pieces('2026-10-01')).toEqual(['1–11', '12–21', '22–31'])
  expect(pieces('2026-11-01')).toEqual(['1–15', '16–30'])
  expect(pieces('2027-02-01')).toEqual(['1–14', '15–28'])
  const october = monthOf(dayFromIso('2026-10-01')!)
  expect(nextPiece(october, october.first + 29)).toEqual({ first: october.last, last: october.last })
})
