import { describe, expect, it } from 'vitest'
import { pieces, shownText, wireText, type Value } from './template'

const values: Value[] = [{ name: 'time', label: '时间', example: '11-26 14:00', required: true }, { name: 'was', label: '原时间', example: '', required: false }, { name: 'a', label: '金额', example: '', required: false }, { name: 'b', label: '金额', example: '', required: false }]
describe('the values of a template', () => {
  it('are called by their meaning and go back as they came', () => {
    const text = '改到 {time}（原 {was}），{a} / {b}，{unknown}'
    expect(shownText(values, text)).toBe('改到 {时间}（原 {原时间}），{a} / {b}，{unknown}')
    expect(wireText(values, shownText(values, text))).toBe(text)
  })
  it('stand as pieces among the words', () => expect(pieces(values, '改到 {time}。').map((p) => p.value?.label ?? p.text)).toEqual(['改到 ', '时间', '。']))
})
