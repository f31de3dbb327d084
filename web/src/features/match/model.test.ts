import { describe, expect, it } from 'vitest'
import { asksBeside, bestParts, type Match } from './model'

const match = (codes: string[]) => ({ asks: 820000, parts: [{ label: '工资要求', points: 15, max: 15, why: '要求每月 ¥8,200.00' }, { label: '评价', points: 9, max: 10, why: '4.8 星' }], judgement: { light: 'green', ok: true, reasons: codes.map((code) => ({ code, message: '', warning: true })) } }) as unknown as Match
describe('what she asks for', () => {
  it('is said once in her row', () => {
    expect([asksBeside(match([])), asksBeside(match(['H14.asked']))]).toEqual([820000, 0])
    expect(bestParts(match([]))).toBe('评价 4.8 星')
  })
})
