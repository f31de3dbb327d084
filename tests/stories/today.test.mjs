// A shop's day that goes otherwise than planned, as its manager would tell it: the clock puts the duties before her, an SOS rings, a cleaner
// calls in sick, a customer moves her visit on the day, another complains (of the manager herself, too), a demand finds somebody, a typhoon.
import { test, after, before } from 'node:test'
import assert from 'node:assert/strict'
import { openShop, today, at } from './shop.mjs'

let shop, zhou, branch, line, customer, home, day
const workers = {}
before(async () => { shop = await openShop() })
after(() => shop.close())

async function cleaner(name, n) {
  const person = await zhou.make('person', { name, phone: `1391234567${n}` })
  const worker = await zhou.make('worker', { person: person.id, branch, mode: 'employee', area: '天府广场', home: { lat: 30.657, lng: 104.066 }, skills: [{ line: line.id, level: 3 }] })
  for (const [kind, extra] of [['identity', {}], ['background', {}], ['medical', { medical: 'general' }], ['insurance', {}]]) {
    const paper = await zhou.make('credential', { worker: worker.id, kind, issued: today() - 30, valid_from: today() - 30, valid_to: today() + 300, ...extra })
    await zhou.step(paper, 'credential', 'verify', { result: 'pass', how: '原件核对' })
  }
  for (const step of ['screen', 'train', 'onboard', 'activate']) await zhou.step(worker, 'worker', step)
  workers[name] = worker.id
}
const clockAt = async (hour, minute = 0, on = day) => { shop.setTime(at(on, hour, minute)); await zhou.login('zhou', 'paper-lantern-42') }
const visitAt = (start, length = 120) => zhou.make('visit', { customer: customer.id, household: home.id, line: line.id, start, length })
async function until(what, seconds = 60) {
  for (let i = 0; i < seconds * 4; i++) { const got = await what(); if (got) return got; await new Promise(go => setTimeout(go, 250)) }
  assert.fail(`it did not happen: ${what}`)
}

test('the shop opens with three cleaners and a customer', async () => {
  zhou = shop.person()
  const answer = await zhou.post('/api/setup', { company: '安家家政', branch: '一店', name: '周经理', login: 'zhou', password: 'paper-lantern-42' })
  branch = answer.json.branches[0].id
  day = today() + 1
  line = await zhou.make('service_line', { code: 'CLEAN', name: '日常保洁', glyph: '洁', category: 'daily_cleaning', unit: 'hour', least: 120, increment: 30, medical: 'general', needs: ['insurance'], leeway: 30 })
  await zhou.step(await zhou.make('price_rule', { line: line.id, name: '标准价', valid_from: today(), unit_price: 5000, least_price: 10000, worker_percent: 75 }), 'price_rule', 'publish')
  for (const [i, name] of ['王金凤', '李秀英', '张桂芳'].entries()) await cleaner(name, i)
  const payer = await zhou.make('person', { name: '李芳', phone: '13800138000' })
  customer = await zhou.make('customer', { person: payer.id, branch })
  home = await zhou.make('household', { customer: customer.id, estate: '锦绣花园', area: '天府广场', address: '锦绣花园3栋1201', square_metres: 85, at: { lat: 30.66, lng: 104.07 }, lift: true })
})

test('Today costs ten statements to somebody who has just come in: four say who she is and what she may', async () => {
  await clockAt(7, 0)
  await zhou.good('/api/today')
  const asked = () => shop.said().split('\n').filter(l => l.includes('"route":"/api/today"') && l.endsWith('}')).map(l => JSON.parse(l).statements)
  const [fresh] = await until(() => asked().length && asked())
  const monday = (day + 3) % 7 === 0                  // the weekend is told then: one more
  assert.ok(fresh > 5 && fresh <= (monday ? 11 : 10), `${fresh} statements`)
})

test('the clock puts the brief of 07:30 before her, and says who did it', async () => {
  await clockAt(7, 31)
  const ofDay = r => r.kind === 'brief' && r.due_at === at(day, 8, 30)      // that of the day before is there too when the test runs after 07:30
  const brief = await until(async () => (await zhou.good('/api/today')).routines.find(ofDay))
  assert.equal(brief.state, 'open')
  await zhou.step(brief, 'routine', 'finish', { note: '都有人' })
  const done = (await zhou.good('/api/today')).routines.find(ofDay)
  assert.deepEqual([done.state, done.done_by], ['done', '周经理'])
})

test('an SOS rings, is taken on, and its clocks run', async () => {
  await clockAt(8, 0)
  const sos = await zhou.make('incident', { kind: 'sos', worker: workers['李秀英'], story: '客户家漏电' })
  assert.deepEqual((await zhou.good('/api/alarms')).rows.map(r => [r.type, r.id]), [['incident', sos.id]])
  const queue = (await zhou.good('/api/today')).queues.find(q => q.name === 'cases')
  assert.deepEqual([queue.rows[0].id, queue.rows[0].harm, queue.rows[0].step], [sos.id, 0, 'acknowledge'])
  assert.equal((await zhou.call('DELETE', `/api/incident/${sos.id}`)).status, 403)
  const taken = await zhou.step(sos, 'incident', 'acknowledge', { level: 'minor' })
  assert.equal(taken.state, 'acknowledged')
  assert.deepEqual((await zhou.good('/api/alarms')).rows, [])
  await zhou.step(sos, 'incident', 'contain', { done: '拉闸，换插座' })
  const early = await zhou.tryStep(sos, 'incident', 'close', { outcome: '插座老化' })
  assert.match(early.json.message, /书面报告/)
  await zhou.step(sos, 'incident', 'write_report', { account: '08:00 卫生间插座冒火花，无人受伤' })
  assert.equal((await zhou.step(sos, 'incident', 'close', { outcome: '插座老化，已告知客户更换' })).state, 'closed')
})

let morning, afternoon
test('a sick call at 08:55: who goes instead is shown, then done in one act', async () => {
  await zhou.make('stand_by', { worker: workers['张桂芳'], start: at(day, 8), until: at(day, 18), pay: 6000, called_percent: 50 })
  morning = await zhou.step(await visitAt(at(day, 10)), 'visit', 'assign', { worker: workers['王金凤'] })
  afternoon = await zhou.step(await visitAt(at(day, 14)), 'visit', 'assign', { worker: workers['王金凤'] })
  await clockAt(8, 55)
  const call = { worker: workers['王金凤'], kind: 'sick', start: at(day, 8, 55), until: at(day + 1, 0), why: '发烧' }
  const look = (await zhou.post('/api/absence', { ...call, look: true })).json
  assert.deepEqual(look.visits.map(v => [v.id, v.taken]), [[morning.id, workers['张桂芳']], [afternoon.id, workers['张桂芳']]])
  assert.equal(look.visits[0].choices[0].stands_by, true)
  assert.equal((await zhou.good(`/api/visit/${morning.id}`)).worker, workers['王金凤'])        // only looked
  const done = (await zhou.post('/api/absence', { ...call, give: look.visits.map(v => ({ visit: v.id, worker: v.taken, start: v.at })) })).json
  assert.ok(done.leave)
  for (const v of [morning, afternoon]) assert.equal((await zhou.good(`/api/visit/${v.id}`)).worker, workers['张桂芳'])
  assert.equal((await zhou.good('/api/stand_by')).rows[0].state, 'called')
  assert.equal((await zhou.post('/api/absence', { worker: 'x' })).status, 400)
})

test('the customer moves 14:00 on the day: the fee is known before, her yes is kept', async () => {
  await clockAt(10, 0)
  const before_ = await zhou.good(`/api/visit/${afternoon.id}/change?start=${at(day, 16)}`)
  assert.deepEqual([before_.price, before_.fee], [10000, 2000])
  assert.match(before_.tier, /2–6 小时/)
  assert.equal(before_.moved.same.ok, true)
  const clash = await zhou.good(`/api/visit/${afternoon.id}/change?start=${at(day, 10, 30)}`)
  assert.equal(clash.moved.same.ok, false)
  assert.ok(clash.moved.offers.some(o => o.kind === 'other_worker' && o.worker === workers['李秀英']), JSON.stringify(clash.moved.offers))
  assert.ok(clash.moved.offers.some(o => o.kind === 'same_worker' && o.start !== at(day, 14)), 'the time she wants to get away from is no offer')
  const unasked = await zhou.tryStep(afternoon, 'visit', 'move', { start: at(day, 16), agreed: false, agreed_how: 'phone' })
  assert.equal(unasked.json.field, 'agreed')
  const moved = await zhou.step(afternoon, 'visit', 'move', { start: at(day, 16), agreed: true, agreed_how: 'phone', agreed_by: '李芳', wish: 'customer' })
  assert.equal(moved.price, 12000)
  assert.deepEqual(moved.agreements.map(a => [a.was_at, a.is_at, a.agreed_by, a.how]), [[at(day, 14), at(day, 16), '李芳', 'phone']])
})

test('a complaint hears both sides, gives the money back, and is not closed before somebody asked', async () => {
  await clockAt(12, 0)
  let visit = await zhou.step(morning, 'visit', 'accept_by_phone')
  visit = await zhou.step(visit, 'visit', 'mend', { arrived: at(day, 10), finished: at(day, 12), reason: '手机没电' })
  await clockAt(12, 30)
  if (visit.state !== 'approved') visit = await zhou.step(visit, 'visit', 'approve')
  const said = await zhou.make('complaint', { channel: 'phone', category: 'quality', visit: visit.id, story: '厨房没擦干净' })
  assert.deepEqual([said.customer, said.worker, said.severity], [customer.id, workers['张桂芳'], 'ordinary'])
  await zhou.step(said, 'complaint', 'accept')
  const offer = { facts: '台面有油', proposal: '退一半', remedies: ['part_refund'], refund: 5000, worker_share: 50, company_share: 50, customer_share: 0 }
  assert.match((await zhou.tryStep(said, 'complaint', 'propose', offer)).json.message, /听取客户/)
  await zhou.step(said, 'complaint', 'hear_customer', { said: '油腻' })
  await zhou.step(said, 'complaint', 'hear_worker', { said: '清洁剂用完' })
  await zhou.step(said, 'complaint', 'propose', offer)
  await zhou.step(said, 'complaint', 'resolve', { agreed_how: '电话 12:40 李芳' })
  assert.equal((await zhou.good(`/api/visit/${visit.id}`)).price, 5000)
  assert.match((await zhou.tryStep(said, 'complaint', 'close', { why: 'tools', cause: '缺耗材' })).json.message, /回访/)
  await zhou.step(said, 'complaint', 'follow_up', { result: 'satisfied', satisfaction: 5 })
  assert.equal((await zhou.step(said, 'complaint', 'close', { why: 'tools', cause: '缺耗材' })).state, 'closed')
  assert.equal((await zhou.call('DELETE', `/api/complaint/${said.id}`)).status, 403)
})

test('a complaint about the manager of a shop is handled above her', async () => {
  const second = await zhou.make('branch', { name: '二店', code: 'B', parent: branch })
  const role = (await zhou.good('/api/role?limit=50')).rows.find(r => r.code === 'manager')
  const account = await zhou.make('account', { login: 'qian', name: '钱店长', home: second.id, roles: [{ role: role.id, place: second.id }] })
  await zhou.call('PUT', `/api/account/${account.id}/password`, { password: 'green-umbrella-77' })
  const payer = await zhou.make('person', { name: '孙先生' })
  const hers = await zhou.make('customer', { person: payer.id, branch: second.id })
  const said = await zhou.make('complaint', { channel: 'phone', category: 'attitude', customer: hers.id, about_account: account.id, story: '店长骂人' })
  assert.equal(said.branch, branch)
  const qian = shop.person()
  const let_in = await qian.post('/api/login', { login: 'qian', password: 'green-umbrella-77' })
  if (let_in.status === 200) assert.equal((await qian.get(`/api/complaint/${said.id}`)).status, 404)
})

test('a demand rings without a candidate and is won with who was wanted', async () => {
  const demand = await zhou.make('demand', { customer: customer.id, line: line.id, wanted: '周一三五上午', start_from: day + 3, source: 'phone' })
  await zhou.step(demand, 'demand', 'confirm')
  const row = (await zhou.good('/api/today')).queues.find(q => q.name === 'demands').rows[0]
  assert.deepEqual([row.id, row.step], [demand.id, 'propose'])
  await zhou.step(demand, 'demand', 'propose', { worker: workers['李秀英'] })
  assert.equal((await zhou.tryStep(demand, 'demand', 'win', { worker: workers['李秀英'], deal: 'D26-00001' })).json.field, 'worker')
  await zhou.step(demand, 'demand', 'answer', { worker: workers['李秀英'], answer: 'wanted' })
  assert.equal((await zhou.step(demand, 'demand', 'win', { worker: workers['李秀英'], deal: 'D26-00001' })).state, 'fulfilled')
})

test('at 17:00 tomorrow is to be released; given out and confirmed, it is done by itself', async () => {
  const tomorrow = await visitAt(at(day + 1, 9))
  await clockAt(20, 1)
  await until(async () => (await zhou.good('/api/today')).routines.filter(r => ['release', 'chase'].includes(r.kind) && r.state === 'open').length === 2)
  let v = await zhou.step(tomorrow, 'visit', 'assign', { worker: workers['李秀英'] })
  for (const step of ['accept_by_phone', 'confirm']) v = await zhou.step(v, 'visit', step)
  await clockAt(20, 3)
  const done = await until(async () => { const r = (await zhou.good('/api/today')).routines.filter(x => ['release', 'chase'].includes(x.kind)); return r.every(x => x.state === 'done') && r })
  assert.ok(done.every(r => !r.done_by && r.done_at))
})

test('a typhoon: all of tomorrow is called off at once, free, in nobody\'s figures, with a list to catch up with', async () => {
  const storm = await zhou.make('force_majeure', { branch, what: '台风红色预警', start: at(day + 1, 0), until: at(day + 2, 0) })
  const shown = (await zhou.post(`/api/force_majeure/${storm.id}/apply/preview`, {})).json
  assert.ok(shown.records.some(r => r.type === 'visit'))
  const applied = await zhou.step(storm, 'force_majeure', 'apply')
  assert.equal(applied.visits.length, 1)
  const off = await zhou.good(`/api/visit/${applied.visits[0].visit}`)
  assert.deepEqual([off.state, off.fee, off.force_majeure, off.liable], ['cancelled', 0, true, 'nobody'])
  assert.match((await zhou.tryStep(storm, 'force_majeure', 'finish')).json.message, /1 单没补/)
})

test('back earlier than she was granted: the leave ends there, she is told, and works again', async () => {
  const [leave] = (await zhou.good(`/api/worker_leave?worker=${workers['王金凤']}`)).rows
  await clockAt(20, 10)
  const back = await zhou.step(leave, 'worker_leave', 'come_back')
  assert.equal(back.state, 'returned')
  assert.ok(back.until >= at(day, 20, 10) && back.until < at(day, 20, 20), 'not until midnight')
  assert.match((await zhou.good('/api/message?template=worker.leave_over')).rows[0].body, /已记您返岗：病假/)
  assert.equal((await zhou.post('/api/absence', { worker: workers['王金凤'], kind: 'personal', start: at(day, 21), until: at(day, 22), look: true })).status, 200)
})
