import { expect, it } from 'vitest'
import { axis, sparkPoints } from './model'

it('draws a small line into its box', () => {
  expect(sparkPoints([0, 10, 5], 100, 20)).toEqual([[0, 20], [50, 0], [100, 10]])
  expect(sparkPoints([3, 3], 10, 20)).toEqual([[0, 10], [10, 10]])
})
it('makes axes a person can read', () => {
  expect(axis(0)).toEqual([0, 1])
  expect(axis(17)).toEqual([0, 5, 10, 15, 20])
  expect(axis(100).at(-1)).toBe(100)
})
