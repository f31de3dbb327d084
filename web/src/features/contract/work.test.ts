import { expect, test } from 'vitest'
import { lacksOf, workPapers } from './work'

test('a paper in force counts before what is under way; ended and dropped ones are none', () => {
  expect(workPapers([{ state: 'draft' }, { state: 'in_force' }])).toBe('in_force')
  expect(workPapers([{ state: 'ended' }, { state: 'partly_signed' }])).toBe('open')
  expect(workPapers([{ state: 'ended' }, { state: 'withdrawn' }])).toBe('none')
  expect(workPapers([])).toBe('none')
})

test('double wage is threatened for a missing labour contract only', () => {
  expect(['employee', 'part_time', 'over_age'].map(lacksOf)).toEqual(['workLacks', 'workLacks_part_time', 'workLacks_over_age'])
})
