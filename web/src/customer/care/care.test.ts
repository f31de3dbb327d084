// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { both as card } from '../card/words'
import { waitsFor, type Care } from './state'
import { both } from './words'

describe('a placement on the family’s phone', () => {
  it('counts what waits for its word: priced tasks, sheets that are filled in and not disputed, proposals and calls', () => {
    const care = { tasks: [{ asked: true }, { asked: false }], sheets: [{ open: true, complete: true, disputed: false }, { open: true, complete: false, disputed: false }, { open: true, complete: true, disputed: true }],
      complaints: [{ may_agree: true }, { may_agree: false }], calls: [{}] } as unknown as Care
    expect(waitsFor(care)).toBe(4)
  })
  it('says the same in both languages', () => {
    for (const { zh, en } of [both, card] as { zh: Record<string, string>; en: Record<string, string> }[]) {
      expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
      for (const key of Object.keys(zh)) expect([...(zh[key]!.match(/\{(?!m\})\w+\}/g) ?? [])].sort(), key).toEqual([...(en[key]!.match(/\{(?!m\})\w+\}/g) ?? [])].sort())
    }
  })
})
