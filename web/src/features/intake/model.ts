/** A call being taken: what was typed, what it makes of an order, and the sentence before hanging up. Pure. */
import { fenFromText, yuanText } from '@/shared/lib/money'
import { clockText, dayFromIso, dayOf, dayStart, dayText, lengthText, MINUTE, minuteOfDay, today } from '@/shared/lib/time'
import { t } from '@/shared/words'
import { say } from './words'
import type { Slot, SlotQuestion } from '@/features/slots'
import { mark } from '@/shared/words/marks'

/** Everything typed is kept as it was typed; numbers are read when they are needed, so that nothing is lost by a slip. */
export interface Draft {
  key: string; phone: string; masked: boolean; maskedUntil: string; name: string; another: boolean; company: boolean; tax: string; contact: string
  customer: number; household: number
  address: string; estate: string; area: string; lat: number; lng: number; access: string; size: string; rooms: string; pets: boolean; lift: boolean
  line: number; length: string; persons: string; far: boolean; day: number; minute: number; expected: number
  worker: number; workerName: string; first: number; firstName: string; wishes: string
  channel: string; channelNumber: string; voucher: string; fee: string; couponCode: string; coupon: string; couponFunder: string
  terms: string; agreed: boolean; message: string; rest: string
}
export const emptyDraft = (key: string): Draft => ({
  key, phone: '', masked: false, maskedUntil: '', name: '', another: false, company: false, tax: '', contact: '', customer: 0, household: 0,
  address: '', estate: '', area: '', lat: 0, lng: 0, access: '', size: '', rooms: '', pets: false, lift: true, line: 0, length: '', persons: '', far: false, day: 0, minute: -1, expected: 0,
  worker: 0, workerName: '', first: 0, firstName: '', wishes: '', channel: '', channelNumber: '', voucher: '', fee: '', couponCode: '', coupon: '', couponFunder: '', terms: '', agreed: false, message: '', rest: '',
})
export function draftKey(): string {
  return Date.now().toString(36) + Math.random().toString(36).slice(2, 8)
}
/** Worth keeping? A page that was only opened is not. */
export const begun = (d: Draft) => Boolean(d.phone || d.name || d.address || d.line || d.message || d.customer || d.wishes)
/** For its tab. */
export const draftTitle = (d: Draft) => d.name || d.phone.replace(/^(\d{3})\d+(\d{4})$/, '$1…$2') || d.address.slice(0, 8) || t('intake.newCall')

export interface Line { id: number; code: string; name: string; glyph: string; unit: string; unit_label: string; least: number; step: number; persons: number; contract: boolean; birth?: boolean; description: string; exclusions: string; unit_price: number | null }
export interface Start { now: number; branch: number; branch_name: string; terms: string; lines: Line[]; areas: string[]; channels: string[] }
export interface Home { id: number; name: string; area: string; estate: string; square_metres: number; rooms: number; pets: boolean; lift: boolean; remark: string }
export interface PastVisit { id: number; number: string; state: string; state_label: string; line: number; line_label: string; household: number; start: number; length: number; price: number; worker: number; worker_name: string; stars?: number }
export interface Caller {
  id: number; number: string; name: string; person_name: string; company: boolean; state: 'active' | 'dormant' | 'closed'; level: string; branch: number; since?: number; owed: number; monthly?: boolean; open?: number; credit_limit?: number; remark: string; do_not_contact: boolean; do_not_contact_since?: number
  last: PastVisit | null; next: PastVisit | null; visits: number; homes: Home[]
  workers: { id: number; name: string; favourite: boolean; here: boolean; visits: number; last: number }[]; favourite: { id: number; name: string }
  unwanted: { worker: number; name: string; why: string }[]; plans: { id: number; title: string; weekdays: number; at: number; paused: boolean }[]
}
export interface CallerAnswer { phone: string; masked: boolean; wrong: string; customers: Caller[] }
export interface QuoteLine { code: string; label: string; amount: number; how: string }
export interface Quote { length: number; suggested: number; square_metres: number; persons: number; lines: QuoteLine[]; price: number; base: number; worker_pay: number; rule: string }
export interface MessageRead {
  text: string; pieces: { text: string; part: string }[]; doubts: { part: string; message: string }[]; rest: string; second?: string; phone: string; phone2: string; extension: string; name: string; address: string; area: string; access: string; company: string; tax_number: string; wish: string
  channel: string; channel_number: string; voucher: string; lines: number[]; day: number | null; expected?: number | null; minute: number | null; length: number; square_metres: number; rooms: number; persons: number; pets: number; weekly: boolean; weekdays: number
}

export const whole = (text: string) => (/^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : 0)
export const startOf = (d: Draft) => (d.day && d.minute >= 0 ? dayStart(d.day) + d.minute * MINUTE : 0)
export const takeTime = (d: Draft, start: number) => Object.assign(d, { day: dayOf(start), minute: minuteOfDay(start), first: 0, firstName: '' })
/** Who would go to this start: the one she asks for when she can, else the best one. */
export function takeSlot(d: Draft, slot: Slot) {
  takeTime(d, slot.start)
  const best = slot.best[0]
  if (best && !(d.worker && slot.hers)) Object.assign(d, { first: best.id, firstName: best.name })
}
/** What is asked of the calendar. */
export function slotQuestion(d: Draft, branch: number): SlotQuestion | null {
  if (!d.line) return null
  const where = d.household ? { household: d.household } : { branch, area: d.area.trim() || undefined, at: d.lat ? { lat: d.lat / 1e7, lng: d.lng / 1e7 } : null }
  return { ...where, line: d.line, length: whole(d.length) || undefined, persons: whole(d.persons) || undefined, worker: d.worker || undefined }
}

/** She is chosen: her only home, what she had last and who did it come along; what was typed already stays. */
export function chooseCaller(d: Draft, c: Caller, lines: Line[]) {
  d.customer = c.id
  d.another = false
  d.name = c.person_name || c.name
  const home = c.homes.find((h) => h.id === c.last?.household) ?? (c.homes.length === 1 ? c.homes[0] : undefined)
  if (home && !d.address) chooseHome(d, home)
  if (!d.line && c.last && lines.some((l) => l.id === c.last!.line)) d.line = c.last.line
  const banned = new Set(c.unwanted.map((u) => u.worker))
  const wish = c.favourite.id ? c.favourite : undefined
  if (!d.worker && wish && !banned.has(wish.id)) { d.worker = wish.id; d.workerName = wish.name }
}
export function chooseHome(d: Draft, h: Home) {
  d.household = h.id
  d.size = h.square_metres ? String(h.square_metres) : d.size
  d.area = h.area
  d.estate = h.estate
  d.pets = h.pets
  d.lift = h.lift
}
export function leaveCaller(d: Draft) {
  Object.assign(d, { customer: 0, name: '', worker: 0, workerName: '' }, d.household ? { household: 0, size: '', area: '', estate: '', lat: 0, lng: 0, pets: false, lift: true } : {})
}

/** Another order of the same caller: who, where and what stay; day, time and money are asked anew. */
export function sameAgain(key: string, d: Draft, made: { customer: number; household: number }): Draft {
  const { phone, masked, maskedUntil, name, company, contact, size, rooms, area, estate, pets, lift, line, length, persons, far, worker, workerName, wishes, terms, message } = d
  return { ...emptyDraft(key), phone, masked, maskedUntil, name, company, contact, size, rooms, area, estate, pets, lift, line, length, persons, far, worker, workerName, wishes, terms, message, customer: made.customer, household: made.household }
}

/** The second order of one message: the same caller, and where she said nothing else the same home. */
export function secondOrder(key: string, d: Draft, made: { customer: number; household: number }, m: MessageRead): Draft {
  const next = { ...sameAgain(key, d, made), line: 0, length: '', persons: '', worker: 0, workerName: '', wishes: '' }
  if (m.address) Object.assign(next, { household: 0, size: '', rooms: '', area: '', estate: '', pets: false, lift: true })
  takeMessage(next, m)
  return next
}

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
/** 「每周一三五晚上7点」: the form of a recurring plan, with what is known of it. Nobody's plan: nowhere. */
export function planLink(d: Pick<Draft, 'customer' | 'household' | 'line' | 'length' | 'minute' | 'worker'>, m: MessageRead) {
  if (!m.weekly || !d.customer) return null
  const query = { customer: d.customer, household: d.household, line: d.line, length: whole(d.length), at: d.minute > 0 ? d.minute : 0, worker: d.worker, weekdays: WEEK.filter((_, i) => m.weekdays & (1 << (i + 1))).join(',') }
  return { path: '/service_plan/new', query: Object.fromEntries(Object.entries(query).filter(([, v]) => v)) as Record<string, string | number> }
}

/** A message fills what is still empty; what she said differently on the telephone is not overwritten. */
export function takeMessage(d: Draft, m: MessageRead) {
  d.message = m.text
  d.rest = m.rest
  const masked = m.extension !== ''
  if (!d.phone && m.phone) { d.phone = masked ? `${m.phone}转${m.extension}` : m.phone; d.masked = masked }
  if (!d.customer && (m.company || m.tax_number)) {          // a name without its company is who is to be asked for
    if (!d.company && m.company) { d.contact ||= d.name || m.name; d.name = m.company }
    else d.contact ||= m.name
    d.company = true
    d.name ||= m.company
    d.tax ||= m.tax_number
  }
  if (!d.company) d.name ||= m.name
  if (!d.household) { d.address ||= m.address; d.area ||= m.area; d.access ||= m.access }
  if (!d.size && m.square_metres) d.size = String(m.square_metres)
  if (!d.rooms && m.rooms) d.rooms = String(m.rooms)
  if (!d.persons && m.persons) d.persons = String(m.persons)
  if (!d.length && m.length) d.length = String(m.length)
  if (!d.line && m.lines.length) d.line = m.lines[0]!
  if (!d.day && m.day !== null) d.day = m.day
  d.expected ||= m.expected ?? 0
  if (d.minute < 0 && m.minute !== null) d.minute = m.minute
  if (m.pets) d.pets = m.pets > 0
  d.channel ||= m.channel
  d.channelNumber ||= m.channel_number
  d.voucher ||= m.voucher
  d.wishes ||= [m.wish, m.rest].filter(Boolean).join(mark('；'))
}

/** What stands in a field of numbers and is none: said, never dropped. By the name the server has for it. */
export function misread(d: Draft): string[] {
  const wholes = { square_metres: d.size, rooms: d.household ? '' : d.rooms, persons: d.persons }, sums = { platform_fee: d.fee, coupon: d.couponCode ? '' : d.coupon }
  return [...Object.entries(wholes).filter(([, text]) => text.trim() && !/^[1-9]\d{0,4}$/.test(text.trim())), ...Object.entries(sums).filter(([, text]) => text.trim() && !((fenFromText(text) ?? -1) >= 0))].map(([name]) => name)
}

/** What is still to be asked, in the order in which one asks it. */
export type Act = 'draft' | 'confirm' | 'assign' | 'demand'
export function missing(d: Draft, act: Act = 'confirm'): string[] {
  const list: string[] = []
  if (!d.customer && !d.phone.trim()) list.push('phone')
  if (!d.customer && !d.name.trim()) list.push('name')
  if (act !== 'demand' && !d.household && !d.address.trim()) list.push('address')
  if (!d.line) list.push('line')
  if (act !== 'demand' && (!d.day || d.minute < 0)) list.push('time')
  return list
}

/** A coupon by its code, or an amount with who funds it. */
export const couponOf = (d: Draft) => (d.couponCode.trim() ? { coupon_code: d.couponCode.trim() } : { coupon: fenFromText(d.coupon) || undefined, coupon_funder: d.couponFunder || undefined })

/** The body of POST /api/intake/order. */
export function orderBody(d: Draft, act: Act, branch: number): Record<string, unknown> {
  const body: Record<string, unknown> = { act, draft: d.key, branch: branch || undefined, worker: act === 'assign' ? d.worker || d.first || undefined : undefined }
  if (d.customer) body.customer = d.customer
  else {
    body.another = d.another
    body.person = { name: (d.company && d.contact.trim()) || d.name.trim(), ...(d.masked ? {} : { phone: d.phone.trim() }) }
    const made: Record<string, unknown> = {}
    if (d.masked) Object.assign(made, { platform_phone: d.phone.trim(), platform_order: d.channelNumber || undefined, platform_phone_until: d.maskedUntil ? dayStart((dayFromIso(d.maskedUntil) ?? 0) + 1) : undefined })
    if (d.company) Object.assign(made, { kind: 'company', name: d.name.trim(), tax_number: d.tax.trim() || undefined })
    if (Object.keys(made).length) body.customer_new = made
  }
  if (d.household) body.household = d.household
  if (act === 'demand') {
    const when = d.day ? `${dayText(d.day, true)} ${d.minute >= 0 ? clockText(d.minute) : ''}`.trim() : d.expected ? say('birthOn', { day: dayText(d.expected, true) }) : t('intake.soon')
    body.demand = { line: d.line, wanted: when, start_from: d.day || Math.max(d.expected, today()), expected: d.expected || undefined, needs: [d.wishes.trim(), d.household ? '' : d.address.trim(), d.size && `${d.size} m²`, d.workerName].filter(Boolean).join(mark('；')) || undefined }
    return body
  }
  if (!d.household) body.home = { address: d.address.trim(), estate: d.estate.trim() || undefined, area: d.area.trim() || undefined, access: d.access.trim() || undefined, square_metres: whole(d.size) || undefined, rooms: whole(d.rooms) || undefined, pets: d.pets, lift: d.lift }
  body.order = {
    line: d.line, start: startOf(d), length: whole(d.length) || undefined, square_metres: whole(d.size) || undefined, persons: whole(d.persons) || undefined, far: d.far, wish: d.worker || undefined,
    wishes: d.wishes.trim() || undefined, channel: d.channel.trim() || undefined, channel_number: d.channelNumber.trim() || undefined, voucher: d.voucher.trim() || undefined,
    platform_fee: fenFromText(d.fee) ?? undefined, ...couponOf(d), terms_version: d.agreed ? d.terms.trim() || undefined : undefined,
  }
  return body
}

/** What to read aloud before hanging up; what is not known yet is a blank to be asked. */
export function readAloud(d: Draft, line: Line | undefined, quote: Quote | null, home: string): string {
  const gap = '＿＿'
  const when = d.day ? `${dayText(d.day, true)} ${d.minute >= 0 ? clockText(d.minute) : gap}` : gap
  const length = quote ? lengthText(quote.length) : d.length ? lengthText(whole(d.length)) : gap
  const persons = quote?.persons ?? (whole(d.persons) || line?.persons || 1)
  return [
    t('intake.aloud.begin', { name: d.name.trim() || gap }),
    t('intake.aloud.what', { when, place: home || d.address.trim() || gap, line: line?.name ?? gap, length, persons }),
    d.workerName ? t('intake.aloud.worker', { worker: d.workerName }) : '',
    t('intake.aloud.price', { price: quote ? yuanText(quote.price) : gap }),
    line?.exclusions ? t('intake.aloud.not', { not: line.exclusions.replace(/^不含[：:]/, '').replace(/[。.]$/, '') }) : '',
    t('intake.aloud.end'),
  ].filter(Boolean).join('')
}
