import { describe, expect, it } from 'vitest'
import { begun, chooseCaller, emptyDraft, leaveCaller, misread, missing, orderBody, planLink, readAloud, sameAgain, secondOrder, startOf, takeMessage, type Caller, type Line, type MessageRead, type Quote } from './model'

const line: Line = { id: 7, code: 'CLEAN', name: '日常保洁', glyph: '洁', unit: 'hour', unit_label: '小时', least: 120, step: 30, persons: 1, contract: false, description: '', exclusions: '不含：外窗', unit_price: 5000 }
const quote: Quote = { length: 180, suggested: 180, square_metres: 89, persons: 1, lines: [], price: 15000, base: 15000, worker_pay: 11250, rule: '' }
const caller = (more: Partial<Caller> = {}): Caller => ({
  id: 3, number: 'C1', name: '李芳', person_name: '李芳', company: false, state: 'active', level: '', branch: 1, owed: 0, remark: '', do_not_contact: false, next: null, visits: 2, unwanted: [], plans: [], workers: [], favourite: { id: 9, name: '王金凤' },
  homes: [{ id: 5, name: '锦绣花园', area: '双楠', estate: '锦绣花园', square_metres: 89, rooms: 2, pets: true, lift: true, remark: '' }],
  last: { id: 1, number: 'V1', state: 'approved', state_label: '', line: 7, line_label: '日常保洁', household: 5, start: 0, length: 180, price: 15000, worker: 9, worker_name: '王金凤' }, ...more,
})
const message = (more: Partial<MessageRead> = {}): MessageRead => ({
  text: '', pieces: [], doubts: [], rest: '', phone: '', phone2: '', extension: '', name: '', address: '', area: '', access: '', company: '', tax_number: '', wish: '', channel: '', channel_number: '', voucher: '', lines: [], day: null, minute: null, length: 0, square_metres: 0, rooms: 0, persons: 0, pets: 0, weekly: false, weekdays: 0, ...more,
})

describe('a call', () => {
  it('is worth keeping only when something was typed', () => {
    expect(begun(emptyDraft('a'))).toBe(false)
    expect(begun({ ...emptyDraft('a'), phone: '1' })).toBe(true)
  })
  it('of a known customer brings her home, her last service and her worker', () => {
    const d = emptyDraft('a')
    chooseCaller(d, caller(), [line])
    expect([d.customer, d.household, d.size, d.line, d.worker, d.pets]).toEqual([3, 5, '89', 7, 9, true])
    expect(missing(d)).toEqual(['time'])
  })
  it('does not bring a worker who is not to meet her again, nor a home when there are two and no last one', () => {
    const d = emptyDraft('a')
    chooseCaller(d, caller({ unwanted: [{ worker: 9, name: '王金凤', why: '迟到' }], last: null, homes: [...caller().homes, { ...caller().homes[0]!, id: 6 }] }), [line])
    expect([d.worker, d.household, d.line]).toEqual([0, 0, 0])
  })
  it('lets go of all that was hers when it is not her', () => {
    const d = emptyDraft('a')
    chooseCaller(d, caller(), [line])
    leaveCaller(d)
    expect([d.customer, d.household, d.size, d.area, d.worker, d.name]).toEqual([0, 0, '', '', 0, ''])
  })
  it('takes from a message only what is still empty', () => {
    const d = { ...emptyDraft('a'), name: '李姐', minute: 600 }
    takeMessage(d, message({ name: '李芳', minute: 540, day: 20785, square_metres: 98, rest: '狗很凶', wish: '要王阿姨', pets: 1, lines: [7, 8] }))
    expect([d.name, d.minute, d.day, d.size, d.wishes, d.pets, d.line]).toEqual(['李姐', 600, 20785, '98', '要王阿姨；狗很凶', true, 7])
  })
  it('puts how to get in to the home and never into what the worker reads', () => {
    const d = emptyDraft('k')
    takeMessage(d, message({ expected: 20900 }))
    expect(d.expected).toBe(20900)
    expect(orderBody({ ...emptyDraft('e'), phone: '1', name: '李', line: 7, expected: 20900 }, 'demand', 0).demand, 'she is wanted from the birth on').toMatchObject({ expected: 20900, start_from: 20900 })
    takeMessage(d, message({ access: '门锁密码 2580#', rest: '狗很凶' }))
    expect([d.access, d.wishes]).toEqual(['门锁密码 2580#', '狗很凶'])
  })
  it('names the contact of a company, and the company itself where nobody was named', () => {
    const d = Object.assign(emptyDraft('k'), { company: true, name: '星河科技有限公司', tax: '91510100MA6C12345G', phone: '02885550021', address: '环球中心E2座', line: 7, day: 20785, minute: 540 })
    const made = () => orderBody(d, 'confirm', 0) as { person: { name: string }; customer_new: { name: string; kind: string } }
    expect([made().person.name, made().customer_new.name, made().customer_new.kind]).toEqual(['星河科技有限公司', '星河科技有限公司', 'company'])
    d.contact = '陈女士'
    expect([made().person.name, made().customer_new.name]).toEqual(['陈女士', '星河科技有限公司'])
  })
  it('takes title and tax number of a message into the company, and who wrote as its contact', () => {
    const d = emptyDraft('k')
    takeMessage(d, message({ phone: '10012345678', name: '王女士', company: '星河科技有限公司', tax_number: '91510100MA6C12345G' }))
    expect([d.company, d.name, d.contact, d.tax]).toEqual([true, '星河科技有限公司', '王女士', '91510100MA6C12345G'])
    const typed = Object.assign(emptyDraft('k'), { name: '陈先生' })
    takeMessage(typed, message({ company: '星河科技有限公司' }))
    expect([typed.name, typed.contact]).toEqual(['星河科技有限公司', '陈先生'])
    const known = Object.assign(emptyDraft('k'), { customer: 5, name: '陈先生' })
    takeMessage(known, message({ company: '星河科技有限公司', tax_number: '1' }))
    expect([known.company, known.name, known.tax]).toEqual([false, '陈先生', ''])
  })
  it('says which numbers are none instead of dropping them', () => {
    expect(misread(Object.assign(emptyDraft('k'), { size: '1e12', rooms: '', persons: '-2', fee: '十块', coupon: '5' }))).toEqual(['square_metres', 'persons', 'platform_fee'])
    expect(misread(Object.assign(emptyDraft('k'), { size: ' 90 ', persons: '2', fee: '19.9' }))).toEqual([])
  })
  it('keeps a number with an extension as a masked one, never as her phone', () => {
    const d = emptyDraft('a')
    takeMessage(d, message({ phone: '10012345678', extension: '4821', channel: '美团', channel_number: '4802' }))
    Object.assign(d, { name: '李女士', address: '锦绣花园3号楼', line: 7, day: 20785, minute: 540 })
    expect(d.masked).toBe(true)
    const body = orderBody(d, 'confirm', 0) as { person: object; customer_new: object; order: { channel_number: string } }
    expect(body.person).toEqual({ name: '李女士' })
    expect(body.customer_new).toMatchObject({ platform_phone: '10012345678转4821', platform_order: '4802' })
    expect(body.order.channel_number).toBe('4802')
  })
  it('sends a home that is known by its number alone, and the terms only when she agreed', () => {
    const d = emptyDraft('a')
    chooseCaller(d, caller(), [line])
    Object.assign(d, { day: 20785, minute: 540, terms: '2026-1', fee: '12.5', length: '150' })
    const body = orderBody(d, 'assign', 4) as { order: Record<string, unknown> } & Record<string, unknown>
    expect([body.customer, body.household, body.home, body.person, body.worker, body.branch]).toEqual([3, 5, undefined, undefined, 9, 4])
    expect([body.order.terms_version, body.order.platform_fee, body.order.length, body.order.start]).toEqual([undefined, 1250, 150, startOf(d)])
    d.agreed = true
    expect((orderBody(d, 'confirm', 0).order as Record<string, unknown>).terms_version).toBe('2026-1')
  })
  it('a company has its name and tax number and no ID', () => {
    const d = { ...emptyDraft('a'), company: true, name: '云锦物业', tax: '91110000MA01', phone: '010-58887777', address: '大厦', line: 7, day: 1, minute: 1 }
    expect(orderBody(d, 'draft', 0).customer_new).toEqual({ kind: 'company', name: '云锦物业', tax_number: '91110000MA01' })
  })
})

describe('the sentence before hanging up', () => {
  it('says who, when, where, what, who comes and how much', () => {
    const d = { ...emptyDraft('a'), name: '李女士', day: 20785, minute: 540, workerName: '王金凤' }
    const text = readAloud(d, line, quote, '锦绣花园')
    for (const word of ['李女士', '11月28日', '09:00', '锦绣花园', '日常保洁', '3 小时', '王金凤', '150 元', '不包括外窗']) expect(text).toContain(word)
    expect(text).not.toContain('＿')
  })
  it('leaves a blank for what is still to be asked', () => {
    expect(readAloud(emptyDraft('a'), undefined, null, '').match(/＿＿/g)!.length).toBeGreaterThanOrEqual(5)
  })
})

describe('another order of the same caller', () => {
  it('keeps who, where and what, and asks day, time and money anew', () => {
    const d = { ...emptyDraft('a'), phone: '13800001111', name: '李女士', address: '锦绣花园3-1201', line: 5, length: '180', pets: true, day: 20785, minute: 540, couponCode: 'X', voucher: 'V', channelNumber: 'M1', agreed: true, terms: '2026-1' }
    expect(sameAgain('b', d, { customer: 7, household: 8 })).toMatchObject({ key: 'b', customer: 7, household: 8, name: '李女士', line: 5, length: '180', pets: true, day: 0, minute: -1, couponCode: '', voucher: '', channelNumber: '', agreed: false, terms: '2026-1' })
    const weekly = message({ weekly: true, weekdays: 0b101010 })
    expect(planLink({ customer: 7, household: 8, line: 5, length: '120', minute: 1140, worker: 0 }, weekly)).toEqual({ path: '/service_plan/new', query: { customer: 7, household: 8, line: 5, length: 120, at: 1140, weekdays: 'mon,wed,fri' } })
    expect(planLink({ customer: 0, household: 0, line: 5, length: '', minute: -1, worker: 0 }, weekly), 'of nobody yet').toBeNull()
    const other = secondOrder('c', d, { customer: 7, household: 8 }, message({ lines: [6], day: 20790, minute: 840, address: '阳光小区2栋301' }))
    expect(other, 'the second order of one message: another service, day and home').toMatchObject({ customer: 7, household: 0, address: '阳光小区2栋301', size: '', line: 6, length: '', day: 20790, minute: 840 })
    expect(secondOrder('c', d, { customer: 7, household: 8 }, message({ lines: [6], day: 20790 })), 'nothing said of a home: the same').toMatchObject({ household: 8, line: 6 })
  })
})
