import { describe, expect, it } from 'vitest'
import { instantFromIso, instantIso } from '@/shared/lib/time'
import { endAfter } from './overrun'

describe('the new end of an over-run', () => {
  it.each([
    ['2026-11-23 11:00', '11:30', '2026-11-23 11:30'], ['2026-11-23 23:30', '00:15', '2026-11-24 00:15'], ['2026-11-24 00:00', '00:30', '2026-11-24 00:30'],
    ['2026-11-23 11:00', '10:30', '2026-11-23 10:30'], ['2026-11-24 06:00', '07:00', '2026-11-24 07:00'],
  ])('%s → %s is %s', (planned, time, end) => expect(instantIso(endAfter(instantFromIso(planned)!, time)!)).toBe(end))
  it('is nothing without a time', () => expect(endAfter(0, '')).toBeNull())
})
