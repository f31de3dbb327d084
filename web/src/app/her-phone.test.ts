import { describe, expect, it } from 'vitest'
import type { Me } from '@/shared/lib/types'
import { herPhone, WHO } from './her-phone'

const her = { user: { id: 1, login: 'ayi', name: '胡琳雪' }, branches: [], roles: [], can: [], company: '', worker: 7, worker_word: '师傅' } as unknown as Me

describe('who logs in at the office', () => {
  it('goes to her own page when she is a worker and nothing else, known there already', () => {
    const kept: Record<string, string> = {}
    expect(herPhone(her, { setItem: (name, value) => { kept[name] = value } })).toBe(true)
    expect(JSON.parse(kept[WHO]!)).toEqual({ worker: 7, name: '胡琳雪', login: 'ayi', word: '师傅' })
  })
  it('stays when she has work in the office too, or is no worker', () => {
    const never = { setItem: () => { throw new Error('kept') } }
    expect(herPhone({ ...her, can: ['visit.see'] }, never)).toBe(false)
    expect(herPhone({ ...her, worker: null }, never)).toBe(false)
  })
  it('goes there on a phone without room as well', () => {
    expect(herPhone(her, { setItem: () => { throw new Error('full') } })).toBe(true)
  })
})
