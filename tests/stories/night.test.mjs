// A night at an old person's bed, 22:00 to 06:00, lived by the office, the worker's phone and the settlement (T28): it belongs to the day it
// begins on, is drawn on both, keeps her busy in the morning, and ends by her phone on the next day, told after hours without a network.
import { test, after, before } from 'node:test'
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { openCleaner } from './cleaner.mjs'
import { openShop, today, at } from './shop.mjs'

const day = today() + 2
let shop, it, zhou, her, login, password, visit
before(async () => {
  shop = await openShop()
  it = await openCleaner(shop, { line: { code: 'NIGHT', name: '夜间陪护', glyph: '夜', category: 'patient', leeway: 0 }, price: { surcharges: [{ applies: 'late', percent: 20 }, { applies: 'early', percent: 30 }] } })
  zhou = it.zhou
})
after(() => shop?.close())

const clock = async (on, hour, minute = 0) => {
  shop.setTime(at(on, hour, minute))
  zhou = shop.person()
  await zhou.login('zhou', 'paper-lantern-42')
  if (!login) return
  her = shop.person()
  await her.login(login, password)
}
const act = (what, acted, more = {}) => ({ key: randomUUID(), what, visit: visit.id, acted, ...more })
const send = async (...acts) => {
  const answer = await her.post('/api/my/acts', { acts })
  assert.equal(answer.status, 200, answer.text)
  return answer.json.acts.map(a => [a.state, a.message ?? ''].join(' ').trim())
}
const order = async (start, length) => {
  const o = await zhou.make('service_order', { customer: it.customer.id, household: it.home.id, line: it.line.id, start, length, terms_version: '2026-1' })
  return { order: o, visit: await zhou.good(`/api/visit/${(await zhou.step(o, 'service_order', 'confirm')).visit}`) }
}
const slots = async () => (await zhou.good(`/api/slots?household=${it.home.id}&line=${it.line.id}&length=480&from=${day}&days=1&worker=${it.worker.id}`)).days[0].slots
const board = async on => zhou.good(`/api/board?day=${on}`)

test('with hours of the day she cannot, with hours of the night she is offered for it, at the price of the evening', async () => {
  assert.equal((await slots()).find(s => s.start === at(day, 22)), undefined)
  const made = await order(at(day, 22), 480)
  visit = made.visit
  assert.equal(visit.until, at(day + 1, 6))
  assert.equal(made.order.price, 48000, 'eight hours and a fifth, once: it begins after 20:00')
  const no = await zhou.tryStep(visit, 'visit', 'assign', { worker: it.worker.id })
  assert.equal(no.status, 409)
  assert.match(no.json.message, /08:00 到 20:00/)
  const equal = await zhou.call('PATCH', `/api/worker/${it.worker.id}`, { version: it.worker.version, day_start: 1200, day_end: 1200 })
  assert.deepEqual([equal.status, equal.json.field], [400, 'day_end'])
  assert.match(equal.json.message, /20:00 到 08:00/)
  const long = await zhou.call('PATCH', `/api/worker/${it.worker.id}`, { version: it.worker.version, day_start: 1200, day_end: 1920 })
  assert.deepEqual([long.status, long.json.field], [400, 'day_end'])
  it.worker = await zhou.edit(it.worker, 'worker', { day_start: 1200, day_end: 480 })
  const slot = (await slots()).find(s => s.start === at(day, 22))
  assert.deepEqual([slot.hers, slot.best.map(b => b.id)], [true, [it.worker.id]])
  await zhou.step(visit, 'visit', 'assign', { worker: it.worker.id })
  assert.equal((await slots()).find(s => s.start === at(day, 22)).hers, false)
})

test('the board draws it on its own day, and on the next one it only keeps her busy', async () => {
  const own = await board(day), next = await board(day + 1)
  const drawn = own.visits.find(v => v.id === visit.id)
  assert.deepEqual([drawn.start, drawn.end, own.to_minute], [at(day, 22), at(day + 1, 6), 24 * 60])
  assert.equal(own.blocks.length, 0)
  assert.deepEqual(own.workers[0].shift, { from: 1200, to: 1920, before: 480 })
  assert.equal(next.visits.length, 0)
  const [block] = next.blocks
  assert.deepEqual([block.kind, block.visit, block.worker, block.to], ['overnight', visit.id, it.worker.id, at(day + 1, 6)])
  assert.equal(next.from_minute, 5 * 60, 'its last hour is on the axis')
  const week = await zhou.good(`/api/board/week?day=${day + 1}`)
  assert.ok(week.visits.some(v => v.id === visit.id), 'also where the week begins with the morning after')
})

test('in the morning she is not free: what overlaps is refused, and so is a day that leaves her no rest', async () => {
  const early = (await order(at(day + 1, 5), 120)).visit, day2 = (await order(at(day + 1, 10), 120)).visit
  const over = await zhou.tryStep(early, 'visit', 'assign', { worker: it.worker.id })
  assert.equal(over.status, 409)
  const out = await zhou.tryStep(day2, 'visit', 'assign', { worker: it.worker.id })
  assert.match(out.json.message, /20:00 到次日 08:00/)
})

test('her phone keeps the night through midnight, and its end is told in the morning after hours without a network', async () => {
  const made = await zhou.post(`/api/worker/${it.worker.id}/phone`, {})
  ;({ login, password } = made.json)
  her = shop.person()
  await her.login(login, password)
  const told = (await her.good('/api/my/day')).now
  assert.deepEqual(await send(act('accept', told), act('confirm', told + 1), act('read', told + 2)), ['taken', 'taken', 'taken'])
  await clock(day, 21, 58)
  assert.equal((await her.good('/api/my/day')).figures.pay, visit.worker_pay, 'the pay is of the day it begins on')
  assert.deepEqual(await send(act('depart', at(day, 21, 30)), act('arrive', at(day, 21, 55), { at: { lat: 30.6601, lng: 104.0701 }, accuracy: 12 })), ['taken', 'taken'])
  await clock(day + 1, 0, 20)
  const began = act('begin', at(day, 22, 0))
  assert.deepEqual(await send(began), ['taken'])
  const pack = await her.good('/api/my/day'), mine = pack.visits.find(v => v.id === visit.id)
  assert.deepEqual([mine.state, mine.address], ['in_service', '锦绣花园3栋1201'], 'whole, as of today')
  assert.equal(pack.figures.pay, 0, 'and not counted a second time')
  assert.ok((await her.post('/api/my/doors', {})).json.rows.some(r => r.visit === visit.id), 'how to get in, after midnight too')
  await clock(day + 1, 9)
  const waits = (await zhou.good('/api/today')).queues.find(q => q.name === 'visits')
  assert.ok(JSON.stringify(waits).includes(String(visit.id)), 'who has not ended by half past six is asked for')
  assert.deepEqual(await send(act('finish', at(day + 1, 6, 2), { follows: began.key })), ['taken'])
  const done = await zhou.good(`/api/visit/${visit.id}`)
  assert.deepEqual([done.state, done.finished_at, done.began_at, done.late_minutes ?? 0], ['finished', at(day + 1, 6, 2), at(day, 22, 0), 0])
})

test('it is settled as one visit of the day it began on', async () => {
  await clock(day + 3, 9)
  const state = async () => (await zhou.good(`/api/visit/${visit.id}`)).state
  for (let i = 0; i < 100 && await state() !== 'approved'; i++) await new Promise(resolve => setTimeout(resolve, 100))
  assert.equal(await state(), 'approved', 'by itself, a day after it was over')
  const settle = async on => (await zhou.post('/api/finance/settle-period', { first: on, last: on, branch: it.branch })).json.settlements ?? []
  assert.equal((await settle(day + 1)).length, 0, 'the morning after has none of it')
  const [settlement] = await settle(day)
  const { lines } = await zhou.good(`/api/settlement/${settlement.id}`)
  assert.deepEqual(lines.map(l => [l.visit, l.served, l.amount]), [[visit.id, day, visit.worker_pay]])
})

test('her calendar on the telephone has it from ten to six', async () => {
  const feed = await zhou.post('/api/calendar', { worker: it.worker.id })
  assert.equal(feed.status, 201, feed.text)
  const text = await (await fetch(shop.address + feed.json.url)).text()
  const local = (on, hour) => new Date(at(on, hour) + 8 * 3_600_000).toISOString().replace(/[-:]|\.\d+Z/g, '')
  assert.ok(text.includes(`DTSTART;TZID=Asia/Shanghai:${local(day, 22)}`) && text.includes(`DTEND;TZID=Asia/Shanghai:${local(day + 1, 6)}`), text.slice(0, 800))
})
