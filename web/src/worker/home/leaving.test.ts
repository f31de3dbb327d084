import { expect, test } from 'vitest'
import type { Act } from '../model'
import { goingHere, shortOf, wrongDay } from './leaving'

test('a last day from today to a month ahead, inside the term', () => {
  expect([99, 100, 131, 132].map((day) => wrongDay(day, 100, 400))).toEqual(['past', '', '', 'far'])
  expect(wrongDay(111, 100, 110)).toBe('over')
})
test('it is said how many days the notice is short by, and none is owed by who is harassed', () => {
  expect([shortOf(107, 100, 7, 'pay'), shortOf(102, 100, 7, 'pay'), shortOf(100, 100, 7, 'harassment'), shortOf(130, 100, 7, 'pay')]).toEqual([0, 5, 0, 0])
})
test('what she has just said stands on the phone before the server has it', () => {
  const act = (input: Record<string, unknown>) => ({ what: 'go', input }) as unknown as Act
  expect(goingHere([], 1)).toBe(null)
  expect(goingHere([act({ placement: 2, last: 120 })], 1)).toBe(null)
  expect(goingHere([act({ placement: 1, last: 120 })], 1)).toBe(120)
  expect(goingHere([act({ placement: 1, last: 120 }), act({ placement: 1, back: true })], 1)).toBe(0)
})
