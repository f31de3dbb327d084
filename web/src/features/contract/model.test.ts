import { expect, test } from 'vitest'
import type { Deed } from '@/shared/lib/deed'
import { pieces } from '@/shared/lib/deed'
import { byGroup, differences, earning, followedBy, placeOf, type Gap } from './model'
import { both } from './words'

const deed = (...clauses: [string, string, string][]): Deed => ({ title: '', number: '', template: '', blocks: clauses.map(([code, number, text]) => ({ kind: 'clause', code, number, text })) })

test('an amendment or a renewal leads to its draft: the newest one that is being written, never the paper before', () => {
  const link = (id: number, kind: 'previous' | 'renews' | 'amends', state: string) => ({ id, number: '', link: kind, state, state_label: '' })
  expect(followedBy([link(1, 'previous', 'draft'), link(3, 'amends', 'withdrawn'), link(4, 'amends', 'draft')])?.id).toBe(4)
  expect(followedBy([link(1, 'previous', 'draft'), link(3, 'amends', 'withdrawn')])).toBeUndefined()
})

test('two texts are compared by the codes of their clauses; another number alone is no difference', () => {
  const before = deed(['wage', '5.1', '每月7800'], ['leave', '7.2', '替班'], ['trial', '3.1', '三天']), after = deed(['wage', '4.1', '每月8200'], ['leave', '6.2', '替班'], ['more.1', '15.1', '接送'])
  expect(differences(before, after)).toEqual([
    { code: 'wage', kind: 'changed', number: '4.1', before: '每月7800', after: '每月8200' }, { code: 'more.1', kind: 'added', number: '15.1', before: '', after: '接送' }, { code: 'trial', kind: 'removed', number: '3.1', before: '三天', after: '' },
  ])
  expect(differences(before, before)).toEqual([])
})
test('a gap leads to the place where it is filled in', () => {
  const gap = (type: string, id: number, member: string): Gap => ({ code: 'x', label: 'x', group: 'worker', type, id, member, hint: '' })
  expect(placeOf(gap('contract', 5, 'hours'), 9)).toBe('')
  expect(placeOf(gap('person', 7, 'id_number'), 9)).toBe('/person/7')
  expect(placeOf(gap('credential', 0, 'insurance'), 9)).toBe('/credential/new?worker=9&kind=insurance')
  expect(placeOf(gap('credential', 8, 'background'), 9)).toBe('/credential/8')
  expect(placeOf(gap('setting', 0, 'company.uscc'), 9)).toBe('/setting?code=company.uscc')
  expect(byGroup([gap('a', 1, 'a'), { ...gap('b', 1, 'b'), group: 'fees' }, gap('c', 1, 'c')]).map((g) => [g.group, g.gaps.length])).toEqual([['worker', 2], ['fees', 1]])
})
test('an agent’s fee waits until it is earned or goes back; a principal’s is revenue at once', () => {
  expect(earning(730000, 125028, 0, false)).toEqual({ earned: 125028, deferred: 604972 })
  expect(earning(730000, 121667, 608333, false)).toEqual({ earned: 121667, deferred: 0 })
  expect(earning(100000, 0, 0, true)).toEqual({ earned: 100000, deferred: 0 })
  expect(earning(0, 0, 0, false)).toBeNull()
})
test('gaps stand out in a text', () => {
  expect(pieces('报酬为【月工资】元')).toEqual([{ text: '报酬为', gap: false }, { text: '【月工资】', gap: true }, { text: '元', gap: false }])
  expect(pieces('没有')).toEqual([{ text: '没有', gap: false }])
})
test('every word is there in both languages with the same values', () => {
  for (const [word, zh] of Object.entries(both.zh))
    for (const form of both.en[word as keyof typeof both.en].split(' | ')) expect(form.match(/\{\w+\}/g)?.sort() ?? [], word).toEqual(zh.match(/\{\w+\}/g)?.sort() ?? [])
})
