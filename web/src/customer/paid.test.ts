import { expect, test } from 'vitest'
import { paidInFull } from './paid'

test('a fee that is paid reads as paid, like a service', () => {
  expect(paidInFull({ state: 'no_access', owed: 4500, open: 0 })).toBe(true)
  expect(paidInFull({ state: 'settled', owed: 13500, open: 0 })).toBe(true)
  expect(paidInFull({ state: 'cancelled', owed: 4500, open: 4500 })).toBe(false)
  expect(paidInFull({ state: 'cancelled', owed: 0, open: 0 })).toBe(false)
  expect(paidInFull({ state: 'accepted', owed: 13500, open: 0 })).toBe(false)
})
