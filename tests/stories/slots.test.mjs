// Free slots: what the order page shows green can be ordered and assigned, what it shows as none is refused for everybody, and every odd
// question is answered with what is wrong.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { at, openShop, today } from './shop.mjs'
import { openCleaner } from './cleaner.mjs'

let shop, c, zhou, second
const DAY = today() + 3

before(async () => {
  shop = await openShop({ clock: false })
  c = await openCleaner(shop)
  zhou = c.zhou
  second = await c.hire('陈秀兰')
})
after(() => shop?.close())

const ask = (more = {}) => zhou.good(`/api/slots?${new URLSearchParams({ household: c.home.id, line: c.line.id, length: 180, from: DAY, days: 3, ...more })}`)
const slotAt = (answer, day, hour, minute = 0) => answer.days.find(d => d.day === day).slots.find(s => s.start === at(day, hour, minute))
const order = async start => {
  const o = await zhou.make('service_order', { customer: c.customer.id, household: c.home.id, line: c.line.id, start, length: 180, terms_version: '2026-1' })
  return zhou.good(`/api/visit/${(await zhou.step(o, 'service_order', 'confirm')).visit}`)
}

test('a green start is ordered and given to whom it names; then one is left, then nobody', async () => {
  const first = slotAt(await ask(), DAY, 9)
  assert.deepEqual([first.state, first.can, first.ease], ['free', 2, 2])
  assert.ok(first.best.every(b => b.name && b.way >= 0))
  const v = await order(first.start)
  await zhou.step(v, 'visit', 'assign', { worker: first.best[0].id })
  const one = slotAt(await ask(), DAY, 9)
  assert.deepEqual([one.state, one.can, one.best.map(b => b.id)], ['tight', 1, [first.best[1].id]])
  assert.match(one.why, /刚好/)
  const other = await order(one.start)
  await zhou.step(other, 'visit', 'assign', { worker: one.best[0].id })
  const none = slotAt(await ask(), DAY, 9)
  assert.equal(none.state, 'none')
  assert.match(none.why, /另有安排/)
  const third = await order(none.start)
  for (const w of [c.worker, second]) {
    const no = await zhou.tryStep(third, 'visit', 'assign', { worker: w.id })
    assert.equal(no.status, 409, no.text)
  }
  const moving = slotAt(await ask({ visit: v.id }), DAY, 9)
  assert.deepEqual([moving.state, moving.best.map(b => b.id)], ['tight', [first.best[0].id]], 'a visit that looks for another time is not in its own way')
})

test('who is asked for by name is judged at each start, and why she may not is said once', async () => {
  const free = await ask({ worker: second.id, from: DAY + 1, days: 1 })
  assert.equal(free.worker.name, '陈秀兰')
  assert.equal(slotAt(free, DAY + 1, 10).hers, true)
  assert.equal(slotAt(free, DAY + 1, 7).hers, false)
  assert.match(slotAt(free, DAY + 1, 7).hers_why, /工作时间/)
  const papers = (await zhou.good(`/api/credential?worker=${second.id}`)).rows
  const medical = papers.find(p => p.kind === 'medical')
  const revoked = await zhou.tryStep(await zhou.good(`/api/credential/${medical.id}`), 'credential', 'revoke', { reason: '作废' })
  assert.ok(revoked.status < 300, revoked.text)
  const without = await ask({ worker: second.id, from: DAY + 1, days: 1 })
  assert.match(without.worker.why, /健康|体检/)
  assert.equal(slotAt(without, DAY + 1, 10).state, 'tight', 'only one is left')
  assert.equal(slotAt(without, DAY + 1, 10).hers, false)
})

test('a new customer is answered by branch and area', async () => {
  const answer = await zhou.good(`/api/slots?${new URLSearchParams({ branch: c.branch, area: '天府广场', line: c.line.id, from: DAY + 1, days: 2 })}`)
  assert.deepEqual([answer.branch, answer.length, answer.step, answer.days.length], [c.branch, 120, 30, 2])
  assert.ok(answer.days[0].slots.some(s => s.state !== 'none'))
})

test('every odd question is refused with its field and a sentence', async () => {
  const odd = [[{ household: 5 }, 404, ''], [{ household: 'x' }, 400, 'household'], [{ line: 5 }, 400, 'line'], [{ length: 10 }, 400, 'length'], [{ length: 181 }, 400, 'length'], [{ length: 4000 }, 400, 'length'],
    [{ persons: 9 }, 400, 'persons'], [{ persons: -1 }, 400, 'persons'], [{ days: 15 }, 400, 'days'], [{ days: 0 }, 400, 'days'], [{ from: today() - 1 }, 400, 'from'], [{ from: 1e9 }, 400, 'from'], [{ from: '明天' }, 400, 'from'],
    [{ worker: 7 }, 400, 'worker'], [{ visit: 7 }, 404, ''], [{ branch: 7 }, 400, 'branch'], [{ colour: 'red' }, 400, 'colour'], [{ length: '99999999999999999999' }, 400, 'length']]
  for (const [more, status, field] of odd) {
    const no = await zhou.get(`/api/slots?${new URLSearchParams({ household: c.home.id, line: c.line.id, length: 180, from: DAY, days: 3, ...more })}`)
    assert.equal(no.status, status, `${JSON.stringify(more)} ${no.text}`)
    assert.ok(no.json.message, no.text)
    if (field) assert.equal(no.json.field ?? no.json.fields?.[0]?.field, field, no.text)
  }
  const nothing = await zhou.get(`/api/slots?line=${c.line.id}`)
  assert.equal(nothing.json.field, 'branch', nothing.text)
})

test('who may not take orders is refused', async () => {
  const stranger = shop.person()
  assert.equal((await stranger.get(`/api/slots?household=${c.home.id}&line=${c.line.id}`)).status, 401)
})
