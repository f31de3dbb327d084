// A crew of three cleans after a renovation and is paid by hours and grade; later the price is found wrong and corrected by reversal (T21).
import { test, after, before } from 'node:test'
import assert from 'node:assert/strict'
import { openShop, today, at } from './shop.mjs'
import { openCleaner } from './cleaner.mjs'

let shop, zhou, chen, her, second, third, visit, bill, settlements
before(async () => {
  shop = await openShop()
  her = await openCleaner(shop, { line: { name: '开荒保洁', code: 'DEEP', category: 'post_renovation', persons: 3 }, price: { unit_price: 26667, least_price: 120000, worker_percent: 50 } })
  zhou = her.zhou
  second = await her.hire('张秀兰')
  third = await her.hire('刘桂英')
  const roles = await zhou.good('/api/role?limit=50'), role = code => roles.rows.find(r => r.code === code).id
  const account = await zhou.make('account', { login: 'chen', name: '陈会计', home: her.branch, roles: [{ role: role('finance') }, { role: role('manager') }] })
  await zhou.post(`/api/account/${account.id}/password`, { password: 'river-stone-77' })
  chen = shop.person()
  await chen.login('chen', 'river-stone-77')
})
after(() => shop.close())

// The day of the visit, at this time; whoever was away for a day logs in again.
async function clockAt(hour, minute) {
  shop.setTime(at(today() + 1, hour, minute))
  await zhou.login('zhou', 'paper-lantern-42')
  await chen.login('chen', 'river-stone-77')
}
const refused = async (step, body, field, status = 400) => {
  const answer = await zhou.tryStep(visit, 'visit', step, body)
  assert.equal(answer.status, status, `${step} ${answer.text}`)
  if (field) assert.ok(answer.json.fields.some(f => f.field === field), answer.text)
  return answer
}

test('three go, or the visit is not confirmed', async () => {
  visit = await zhou.make('visit', { customer: her.customer.id, household: her.home.id, line: her.line.id, start: at(today() + 1, 9), length: 270 })
  await refused('add_to_crew', { worker: second.id, grade: 'skilled' }, 'worker')
  visit = await zhou.step(visit, 'visit', 'assign', { worker: her.worker.id })
  visit = await zhou.step(visit, 'visit', 'accept_by_phone')
  visit = await zhou.step(visit, 'visit', 'add_to_crew', { worker: second.id, grade: 'skilled' })
  const early = await zhou.tryStep(visit, 'visit', 'confirm')
  assert.equal(early.status, 409)
  await refused('add_to_crew', { worker: third.id, grade: 'boss' }, 'grade')
  await refused('add_to_crew', { worker: 4711, grade: 'new' }, 'worker')
  await refused('add_to_crew', { grade: 'new' }, 'worker')
  visit = await zhou.step(visit, 'visit', 'add_to_crew', { worker: third.id, grade: 'new' })
  await refused('add_to_crew', { worker: third.id, grade: 'new' }, 'worker')
  assert.deepEqual(visit.crew.map(c => [c.worker, c.grade]), [[her.worker.id, 'leader'], [second.id, 'skilled'], [third.id, 'new']])
  const other = await zhou.make('visit', { customer: her.customer.id, household: her.home.id, line: her.line.id, start: at(today() + 1, 10), length: 120 })
  const clash = await zhou.tryStep(other, 'visit', 'assign', { worker: third.id })
  assert.equal(clash.status, 409, clash.text)
  assert.match(clash.text, /H04/)
  await zhou.step(other, 'visit', 'cancel', { reason: 'duplicate' })
  const board = await zhou.good(`/api/board?day=${today() + 1}`)
  assert.deepEqual(board.blocks.map(b => b.worker).sort(), [second.id, third.id].sort(), 'who goes along is busy on the board')
})

test('one leaves after two hours, the others work on; each is paid by hours and grade', async () => {
  visit = await zhou.step(visit, 'visit', 'confirm')
  await clockAt(8, 30)
  visit = await zhou.step(visit, 'visit', 'depart')
  await clockAt(9, 0)
  visit = await zhou.step(visit, 'visit', 'arrive', { at: { lat: 30.6601, lng: 104.0701 } })
  visit = await zhou.step(visit, 'visit', 'begin')
  await refused('take_off_crew', { worker: third.id }, null, 409)
  await refused('crew_hours', { worker: third.id, worked: 9999 }, 'worked')
  await refused('crew_hours', { worker: her.customer.id, worked: 60 }, 'worker')
  visit = await zhou.step(visit, 'visit', 'crew_hours', { worker: third.id, worked: 120, others_work_on: true })
  assert.deepEqual(visit.crew.map(c => c.worked), [345, 345, 120])
  await clockAt(14, 45)
  for (const step of ['finish', 'approve']) visit = await zhou.step(visit, 'visit', step)
  const made = await zhou.post('/api/finance/settle-period', { first: today(), last: today() + 1, branch: her.branch })
  assert.equal(made.json.settlements.length, 3, made.text)
  settlements = Object.fromEntries(await Promise.all(made.json.settlements.map(async s => [s.worker, await zhou.good(`/api/settlement/${s.id}`)])))
  const pay = visit.worker_pay, weights = [414, 345, 96]
  const all = [her.worker.id, second.id, third.id].map(id => settlements[id].total)
  assert.equal(all.reduce((a, b) => a + b), pay)
  all.forEach((part, i) => assert.ok(Math.abs(part - pay * weights[i] / 855) < 1, `${all}`))
})

test('bill and settlement are locked; then the price turns out to be wrong', async () => {
  const made = await zhou.post('/api/finance/bill-day', { day: today() + 1, branch: her.branch })
  bill = await zhou.good(`/api/bill/${made.json.bills[0].id}`)
  for (const [who, step] of [[chen, 'check'], [zhou, 'send'], [zhou, 'confirm'], [chen, 'lock']]) bill = await who.step(bill, 'bill', step)
  for (const [what, begins] of [['paper', '%PDF'], ['sheet', 'PK']]) {
    const file = await fetch(`${shop.address}/api/bill/${bill.id}/${what}`, { headers: { cookie: zhou.cookie() } })
    assert.deepEqual([file.status, Buffer.from(await file.arrayBuffer()).toString('latin1', 0, begins.length)], [200, begins], 'as the customer gets it')
  }
  for (const id of Object.keys(settlements)) for (const [who, step] of [[chen, 'check'], [zhou, 'send'], [zhou, 'confirm'], [chen, 'lock']]) settlements[id] = await who.step(settlements[id], 'settlement', step)
  visit = await zhou.good(`/api/visit/${visit.id}`)
  assert.equal(visit.state, 'settled')
  assert.equal((await zhou.call('PATCH', `/api/visit/${visit.id}`, { version: visit.version, price: 1 })).status, 400, 'never edited')
  await refused('correct_price', { owed: 100 }, 'reason')
  await refused('correct_price', { reason: 'x' }, 'owed')
  await refused('correct_price', { owed: -1, reason: 'x' }, 'owed')
  await refused('correct_price', { owed: 'free', reason: 'x' }, 'owed')
  await refused('correct_price', { owed: visit.price, reason: 'x' })
})

test('the preview names bill, settlements and whom to tell, and does nothing', async () => {
  const seen = await zhou.post(`/api/visit/${visit.id}/correct_price/preview`, { owed: 120000, worker_pay: 60000 })
  assert.equal(seen.status, 200, seen.text)
  const of = (type, what) => seen.json.records.filter(r => r.type === type && r.what === what).length
  assert.deepEqual([of('bill', 'step'), of('bill', 'created'), of('settlement', 'step'), of('settlement', 'created')], [1, 2, 3, 6])
  assert.deepEqual(seen.json.notes.map(n => n.type).sort(), ['customer', 'worker', 'worker', 'worker'])
  assert.equal((await zhou.good('/api/bill?count=1')).count, 1)
  assert.equal((await zhou.good(`/api/bill/${bill.id}`)).state, 'locked')
})

test('reversal and new line, both visible; the crew gets its golden parts', async () => {
  const before = visit.price
  visit = await zhou.step(visit, 'visit', 'correct_price', { owed: 120000, worker_pay: 60000, reason: '按去年价目算错' })
  assert.deepEqual(visit.corrections.map(c => [c.owed_before, c.owed_after, c.pay_after, c.why]), [[before, 120000, 60000, '按去年价目算错']])
  const bills = (await zhou.good('/api/bill?limit=10&sort=total')).rows
  assert.deepEqual(bills.map(b => b.state).sort(), ['open', 'red', 'reversed'])
  assert.equal(bills.find(b => b.state === 'red').total, -before)
  const draft = await zhou.good(`/api/bill/${bills.find(b => b.state === 'open').id}`)
  assert.equal(draft.total, 120000)
  assert.equal(draft.lines.at(-1).amount, 120000 - before, 'the correction has its own line')
  const rows = (await zhou.good('/api/settlement?limit=20&state=open')).rows
  assert.deepEqual(rows.map(s => s.total).sort((a, b) => b - a), [29053, 24210, 6737], 'DOMAIN.md §0.13')
  assert.equal((await zhou.good('/api/settlement?state=red&count=1')).count, 3)
})
