import { expect, it } from 'vitest'
import { axis, sparkPoints, worklist } from './model'

it('draws a small line into its box', () => {
  expect(sparkPoints([0, 10, 5], 100, 20)).toEqual([[0, 20], [50, 0], [100, 10]])
  expect(sparkPoints([3, 3], 10, 20)).toEqual([[0, 10], [10, 10]])
})
it('makes axes a person can read', () => {
  expect(axis(0)).toEqual([0, 1])
  expect(axis(17)).toEqual([0, 5, 10, 15, 20])
  expect(axis(100).at(-1)).toBe(100)
})
it('puts harm before time, across the queues', () => {
  const row = (id: number, harm: number, due_at: number) => ({ id, type: 'visit', title: '', harm, due_at })
  const list = worklist([{ name: 'visits', label: '', count: 2, rows: [row(1, 9, 100), row(2, 1, 900)] }, { name: 'cases', label: '', count: 2, rows: [row(3, 0, 500), row(4, 9, 50)] }])
  expect(list.map((r) => r.id)).toEqual([3, 2, 4, 1])
  expect(list[0]!.queue).toBe('cases')
})
