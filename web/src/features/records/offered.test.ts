import { describe, expect, it } from 'vitest'
import type { Field, RecordAnswer } from '@/shared/lib/types'
import { offered } from './offered'

const choices = ['death', 'hospital', 'loss', 'customer'].map((value) => ({ value, label: value }))
const fields: Field[] = [{ name: 'last', label: '', kind: 'day' }, { name: 'what', label: '', kind: 'choice', choices }, { name: 'why', label: '', kind: 'choice', choices }]
const of = (step: string, record: Partial<RecordAnswer>, name: string) => offered(step, fields, record as RecordAnswer).find((f) => f.name === name)?.choices?.map((c) => c.value)

describe('what a step offers', () => {
  it('a lost pregnancy only where a birth is expected', () => {
    expect(of('placement.stop_by_event', { expected: null }, 'what')).toEqual(['death', 'hospital', 'customer'])
    expect(of('placement.stop_by_event', { expected: 20800 }, 'what')).toHaveLength(4)
  })
  it('an event has its own step', () => expect(of('placement.finish', { expected: 20800 }, 'why')).toEqual(['customer']))
  it('every other step asks as it is declared', () => expect(offered('placement.cancel', fields, {} as RecordAnswer)).toBe(fields))
})
