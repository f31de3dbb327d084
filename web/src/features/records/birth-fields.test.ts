import { describe, expect, it } from 'vitest'
import type { Field } from '@/shared/lib/types'
import { birthFields } from './birth-fields'

const fields = ['line', 'first', 'expected', 'window_days', 'wage'].map((name): Field => ({ name, label: '', kind: 'text' }))
const asked = (line?: number) => birthFields(fields, line ? { line } : {}, [7]).map((f) => f.name)

describe('what a new placement asks about a birth', () => {
  it('of a maternity nurse, the day and the window around it', () => expect(asked(7)).toEqual(['line', 'first', 'expected', 'window_days', 'wage']))
  it('of every other service, and before one is chosen, nothing', () => {
    expect(asked(8)).toEqual(['line', 'first', 'wage'])
    expect(asked()).toEqual(['line', 'first', 'wage'])
  })
})
