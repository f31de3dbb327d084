import { describe, expect, it } from 'vitest'
import { changed, check, errorPath, fieldIn, fieldText, fromWire, given, grouped, numberFromText, sideText, startOf, takesTheOnly, toWire, unsaid, untouched } from './fields'
import { apiQuery, readState, sameState, spanDays, writeState } from './list-query'
import { fenFromText, moneyText, yuanText } from './money'
import { dayFromIso, dayIso, dayStart, instantFromIso, instantIso, minuteOfDay, weekday } from './time'
import type { Field, RecordType } from './types'

const field = (name: string, kind: Field['kind'], rest: Partial<Field> = {}): Field => ({ name, label: name, kind, ...rest })

describe('money', () => {
  it.each([['128.5', 12850], ['1,280', 128000], ['1,280,000.5', 128000050], ['12,5', null], ['1,28', null], ['1280,50', null], ['￥１２８０．０５元', 128005], ['-3.2', -320], ['0.07', 7], ['1.005', null], ['', null], ['十元', null], ['1e3', null]])('%s → %s', (text, fen) => expect(fenFromText(text)).toBe(fen))
  it('never goes through a fraction', () => { for (const fen of [1, 7, 2899, 1001, 999999999]) expect(fenFromText(yuanText(fen))).toBe(fen) })
  it('writes for people', () => expect([moneyText(128000), moneyText(-5), moneyText(0)]).toEqual(['¥1,280.00', '-¥0.05', '¥0.00']))
})
describe('rows in a history', () => {
  it('are told by their number when they are a table', () => expect([sideText(field('orders', 'rows'), [{}, {}, {}], '甲、乙、丙'), sideText(field('orders', 'rows'), [{}, {}, {}, {}], '甲、乙、丙、丁').includes('4')]).toEqual(['甲、乙、丙', true]))
})
describe('what somebody owes', () => {
  it('says of money we hold that it is hers', () => expect([200000, 0, -200000].map((n) => fieldText({ name: 'owed', label: '', kind: 'money', format: 'owed' } as never, n))).toEqual(['¥2,000.00', '¥0.00', '我们代存 ¥2,000.00']))
})
describe('a quantity in hundredths', () => {
  it('is shown as people write it', () => expect([300, 250, 75, -100].map((n) => fieldText({ name: 'quantity', label: '', kind: 'number', format: 'hundredths' } as never, n))).toEqual(['3', '2.5', '0.75', '-1']))
  it('is typed as people write it', () => expect(['3', '3.5', '０.75', '-1', '1,200.25', '3.555', '三'].map((typed) => numberFromText(typed, 2))).toEqual([300, 350, 75, -100, 120025, null, null]))
  it('a temperature is kept in tenths of a degree', () => { const field = { name: 'temperature', label: '', kind: 'number', format: 'tenths', unit: '℃' } as never; expect([fieldText(field, 367), fieldText(field, 370), numberFromText('36.7', 1), numberFromText('36.75', 1)]).toEqual(['36.7 ℃', '37 ℃', 367, null]) })
  it('a whole number stays one', () => expect(['3', '3.5'].map((typed) => numberFromText(typed))).toEqual([3, null]))
})
describe('a text of which another member says what it is', () => {
  const value = field('value', 'text', { kind_by: 'kind', max: 2000, multiline: true })
  it.each([['flag', '1', '是'], ['flag', '0', '否'], ['money', '5000', '¥50.00'], ['clock', '1290', '21:30'], ['number', '1200', '1,200'], ['text', '1', '1'], ['secret', 'sealed', 'sealed']])('%s %s is shown as %s', (kind, wire, shown) => expect(fieldText(fieldIn(value, { kind }), wire)).toBe(shown))
  it('goes back to the wire as text', () => expect([toWire(fieldIn(value, { kind: 'flag' }), false), toWire(fieldIn(value, { kind: 'money' }), 5000), fromWire(fieldIn(value, { kind: 'flag' }), '1')]).toEqual(['0', '5000', true]))
  it('says when it is not what it should be', () => expect([check([fieldIn(value, { kind: 'money' })], { value: '12x' }), check([fieldIn(value, { kind: 'money' })], { value: '1200' })].map((e) => Object.keys(e).length)).toEqual([1, 0]))
})
describe('a group that only steps fill in', () => {
  const group = grouped([field('wish', 'choice', { group: 'Thought', set_by: 'steps' }), field('seen', 'flag', { group: 'Thought', set_by: 'steps' }), field('mark', 'number', { group: 'Thought', set_by: 'steps' })])[0]!
  it('is not shown while nothing was said', () => expect([untouched(group, { wish: null, seen: false, mark: null }), untouched(group, { wish: null, seen: true, mark: null }), untouched(group, { wish: null, seen: false, mark: 0 })]).toEqual([true, false, false]))
  it('is one row of many: nothing yet is left out, an amount of nothing and what a person may fill in stay', () => {
    const by = (kind: Field['kind']) => unsaid(field('x', kind, { set_by: 'steps' }), { x: kind === 'text' ? '' : kind === 'flag' ? false : 0 })
    expect([by('text'), by('flag'), by('minutes'), by('money'), unsaid(field('note', 'text'), { note: '' })]).toEqual([true, true, true, false, false])
  })
  it('stands on the page as soon as somebody may fill it in', () => expect(untouched({ name: 'Thought', fields: [field('note', 'text')] }, {})).toBe(false))
})
describe('time', () => {
  it('keeps China’s clock whatever the computer’s zone', () => {
    const instant = instantFromIso('2026-11-23 09:05')!
    expect(new Date(instant).toISOString()).toBe('2026-11-23T01:05:00.000Z')
    expect([instantIso(instant), minuteOfDay(instant)]).toEqual(['2026-11-23 09:05', 545])
    expect(minuteOfDay(-1)).toBe(479)
  })
  it('reads days and refuses what is none', () => {
    expect(dayIso(dayFromIso('1958-03-09')!)).toBe('1958-03-09')
    expect([dayFromIso('2026-02-30'), dayFromIso('23.11.2026')]).toEqual([null, null])
    expect(weekday(dayFromIso('2026-11-23')!)).toBe(1)
    expect(weekday(dayFromIso('1969-12-28')!)).toBe(7)
  })
})
describe('check', () => {
  const fields = [field('name', 'text', { required: true, max: 3 }), field('price', 'money', { min: 1, max: 100 }), field('day', 'day'), field('lines', 'rows', { fields: [field('price', 'money', { required: true })] })]
  it('accepts what is right', () => expect(check(fields, { name: '张桂芳', price: 100, day: 1, lines: [{ price: 0 }] })).toEqual({}))
  it('names what is wrong, rows by path', () => expect(Object.keys(check(fields, { name: '', price: 101, day: 'x', lines: [{ price: 5 }, {}] }))).toEqual(['name', 'price', 'day', 'lines.1.price']))
  it('counts characters, not code units', () => expect(check(fields, { name: '𠮷𠮷𠮷' })).toEqual({}))
  it('takes unfinished typing for wrong, not for text', () => expect(check(fields, { name: 'a', price: '12.' })).toHaveProperty('price'))
  it('treats false as an answer', () => expect(check([field('ok', 'flag', { required: true })], { ok: false })).toEqual({}))
  it('reads both spellings of a row’s path', () => expect(errorPath('lines[0].price')).toBe('lines.0.price'))
})
describe('a number that could not be 0', () => {
  const year = field('birth_year', 'number', { min: 1900, max: 2100 }), cared = field('cared', 'rows', { fields: [field('role', 'choice'), year] })
  const before = { cared: startOf(cared, [{ role: 'infant', birth_year: 0 }]) }
  it('was never given: the form may be saved, nothing of it is sent', () => { expect(check([cared], before)).toEqual({}); expect(changed([cared], before, { ...before })).toEqual({}) })
  it('is shown as nothing, and refused when typed', () => { expect(fieldText(year, 0)).toBe(''); expect(check([year], { birth_year: 0 }).birth_year).toBeTruthy() })
  it('is kept where it is required or may be 0', () => { expect(startOf({ ...year, required: true }, 0)).toBe(0); expect(startOf(field('n', 'number'), 0)).toBe(0) })
})

describe('what is sent', () => {
  const fields = [field('a', 'text'), field('b', 'money'), field('c', 'set')]
  it('only the changed members; emptied ones as null', () => expect(changed(fields, { a: 'x', b: 5, c: ['p'] }, { a: 'x', b: undefined, c: ['p', 'q'] })).toEqual({ b: null, c: ['p', 'q'] }))
  it('nothing empty in a create, but zero and false', () => expect(given([...fields, field('d', 'flag')], { a: '', b: 0, c: [], d: false })).toEqual({ b: 0, d: false }))
  it('groups in order', () => expect(grouped([field('a', 'text', { group: 'x' }), field('b', 'text', { group: 'y' }), field('c', 'text', { group: 'x' })]).map((g) => g.fields.length)).toEqual([2, 1]))
})
describe('shown', () => {
  it.each<[Field, unknown, string]>([[field('y', 'number', { min: 1900, max: 2100 }), 2018, '2018'], [field('n', 'number', { max: 5000 }), 2018, '2,018'], [field('z', 'number', { zero_unsaid: true, unit: '天' }), 0, ''], [field('z', 'money', { zero_unsaid: true }), 0, ''], [field('z', 'money'), 0, '¥0.00'], [field('m', 'money'), 150, '¥1.50'], [field('t', 'minutes', { format: 'time_of_day' }), 545, '09:05'], [field('t', 'minutes'), 90, '1 小时 30 分钟'], [field('t', 'minutes'), 0, ''], [field('t', 'minutes', { format: 'time_of_day' }), 0, '00:00'], [field('c', 'choice', { choices: [{ value: 'a', label: '甲' }] }), 'a', '甲'], [field('r', 'ref'), 7, '李芳'], [field('n', 'text'), null, '']])('%o', (f, v, text) => expect(fieldText(f, v, { r: { 7: '李芳' } })).toBe(text))
})
describe('list query', () => {
  const type = { fields: [field('state', 'choice', { filter: true }), field('start', 'instant', { filter: true }), field('day', 'day', { filter: true }), field('price', 'money', { filter: true }), field('secret', 'text')] } as unknown as RecordType
  it('goes through the URL and back', () => {
    const query = { q: '李', state: 'a,b', start: '@week', price_from: '100', price_to: '200', sort: '-price' }
    expect(writeState(readState(query, type))).toEqual(query)
  })
  it('ignores what is no filter, so old links do not break', () => expect(writeState(readState({ secret: 'x', price_from: 'y', peek: '3' }, type))).toEqual({}))
  it('turns a relative range into days or instants only for the server', () => {
    const monday = dayFromIso('2026-11-23')!
    expect(apiQuery(readState({ start: '@today', day: '@week' }, type), type, monday + 2)).toEqual({ start_from: String(dayStart(monday + 2)), start_to: String(dayStart(monday + 3)), day_from: String(monday), day_to: String(monday + 7) })
  })
  it('knows the months', () => expect(spanDays('month', dayFromIso('2026-12-31')!).map(dayIso)).toEqual(['2026-12-01', '2027-01-01']))
  it('compares views by content', () => { expect(sameState('a=1&b=2', 'b=2&a=1')).toBe(true); expect(sameState('a=1', 'a=2')).toBe(false) })
})

describe('the only record there is', () => {
  it('is filled in where one must be named, and as a customer’s home', () => { expect(takesTheOnly('visit', true)).toBe(true); expect(takesTheOnly('household', false)).toBe(true) })
  it('is nobody’s word where it may stay empty: the visit of a complaint', () => expect(takesTheOnly('visit', false)).toBe(false))
})
