// The worker's phone over HTTP: her account, a day told in order, a day told after a day without a network (cut before and after the server
// heard it, sent twice, in any order, photos last), what was cancelled or given away meanwhile, and what nobody else may see or do.
import { test, after, before } from 'node:test'
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { openCleaner } from './cleaner.mjs'
import { openShop, today, at, DAY } from './shop.mjs'

let shop, it, zhou, her, password, standard
const day = today() + 1
const jpeg = n => Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1, ...Array.from({ length: 400 }, (_, i) => (i * 7 + n * 13) % 256), 0xff, 0xd9])
const sha = bytes => createHash('sha256').update(bytes).digest('hex')

before(async () => {
  shop = await openShop()
  it = await openCleaner(shop, { line: { least_photos: 1 } })
  zhou = it.zhou
  standard = await zhou.make('standard', { line: it.line.id, name: '日常保洁标准', items: [
    { area: '厨房', task: '台面与灶台', acceptance: '无油污', weight: 30, photo: true }, { area: '卫生间', task: '马桶与地面', acceptance: '无水渍', weight: 30 } ] })
  await zhou.step(standard, 'standard', 'submit')
  await zhou.step(standard, 'standard', 'publish', { valid_from: today() })
  it.home = await zhou.edit(it.home, 'household', { access: '1803#', pets: true, cameras: true, camera_note: '客厅' })
})
after(() => shop.close())

const order = async (hour, days = 1) => {
  const o = await zhou.make('service_order', { customer: it.customer.id, household: it.home.id, line: it.line.id, start: at(today() + days, hour), terms_version: '2026-1' })
  const confirmed = await zhou.step(o, 'service_order', 'confirm')
  return zhou.good(`/api/visit/${confirmed.visit}`)
}
const offered = async (hour, days) => zhou.step(await order(hour, days), 'visit', 'assign', { worker: it.worker.id })
const act = (what, visit, acted, more = {}) => ({ key: randomUUID(), what, ...(visit && { visit: visit.id }), acted, ...more })
const send = async (...acts) => {
  const answer = await her.post('/api/my/acts', { acts })
  assert.equal(answer.status, 200, answer.text)
  return answer.json.acts
}
const states = async (...acts) => (await send(...acts)).map(a => a.state)
const clock = async (hour, minute = 0, days = 1) => {
  shop.setTime(at(today() + days, hour, minute))
  await zhou.login('zhou', 'paper-lantern-42')
  her = shop.person()
  await her.login(login, password)
}
let login

test('her account is made from her page in one step; the password is shown once', async () => {
  const none = await zhou.good(`/api/worker/${it.worker.id}/phone`)
  assert.equal(none.given, false)
  const made = await zhou.post(`/api/worker/${it.worker.id}/phone`, {})
  assert.equal(made.status, 200, made.text)
  ;({ login, password } = made.json)
  assert.match(password, /^\d{3}-\d{3}-\d{3}$/)
  assert.equal(made.json.again, false)
  her = shop.person()
  const me = await her.login(login, password)
  assert.equal(me.worker, it.worker.id)
  assert.deepEqual(me.roles.map(r => r.name), ['worker'])
  assert.deepEqual(me.can, [])
  const again = await zhou.post(`/api/worker/${it.worker.id}/phone`, {})
  assert.deepEqual([again.json.again, again.json.login], [true, login])
  assert.notEqual(again.json.password, password)
  assert.equal((await her.get('/api/my/day')).status, 401, 'a new password ends her sessions')
  password = again.json.password
  await her.login(login, password)
  assert.equal((await zhou.good(`/api/worker/${it.worker.id}/phone`)).given, true)
  assert.equal((await her.post(`/api/worker/${it.worker.id}/phone`, {})).status, 403)
})

let visit
test('an offer comes with what she needs to decide, and no more', async () => {
  visit = await offered(9)
  const pack = await her.good('/api/my/day')
  const mine = pack.visits.find(v => v.id === visit.id)
  assert.equal(mine.state, 'offered')
  assert.equal(mine.pay, 11250)
  assert.equal(mine.address, '', 'the whole address comes with taking it on')
  assert.ok(mine.answer_until > pack.now)
  assert.ok(mine.notes.some(n => /摄像头.*客厅/.test(n)), JSON.stringify(mine.notes))
  const text = JSON.stringify(pack)
  for (const secret of ['1803#', 'customer_code', '"stars"', '"price":15000']) assert.ok(!text.includes(secret), secret)
  assert.deepEqual(await states(act('accept', visit, pack.now), act('confirm', visit, pack.now + 1)), ['taken', 'taken'])
  const [late] = await send(act('decline', visit, pack.now + 2, { input: { why: 'far' } }))
  assert.deepEqual([late.state, late.code], ['refused', 'accepted'], 'another phone of hers had said yes')
  const taken = (await her.good('/api/my/day')).visits.find(v => v.id === visit.id)
  assert.deepEqual([taken.state, taken.address], ['confirmed', '锦绣花园3栋1201'])
})

test('the door opens from setting out to the end; before that she has read what is to be known', async () => {
  await zhou.make('setting', { code: 'field.doors_offline', since: today(), value: '0' }).catch(async () => {
    const row = (await zhou.good('/api/setting?code=field.doors_offline&limit=5')).rows[0]
    if (row) await zhou.edit(row, 'setting', { value: '0' })
  })
  await clock(8, 20)
  const door = async () => (await her.post('/api/my/doors', {})).json.rows.find(r => r.visit === visit.id)?.door
  assert.equal(await door(), '')
  const leave = act('depart', visit, at(day, 8, 19))
  const [unread] = await send(leave)
  assert.deepEqual([unread.state, unread.code], ['waiting', 'unread'])
  assert.deepEqual(await states(act('read', visit, at(day, 8, 18))), ['taken'])
  assert.deepEqual(await states(leave), ['taken'], 'it went by itself when she had read it')
  assert.equal(await door(), '1803#')
  assert.equal((await zhou.good(`/api/visit/${visit.id}`)).left_at, at(day, 8, 19), 'when it was, not when it was told')
})

test('she arrives, ticks with a photo that counts by its hash, and finishes', async () => {
  await clock(8, 58)
  const [there] = await send(act('arrive', visit, at(day, 8, 57), { at: { lat: 30.6601, lng: 104.0701 }, accuracy: 12 }))
  assert.equal(there.state, 'taken', there.message)
  await clock(9, 1)
  assert.deepEqual(await states(act('begin', visit, at(day, 9, 0))), ['taken'])
  await clock(12, 2)
  const photo = jpeg(1), hash = sha(photo)
  const first = act('tick', visit, at(day, 10, 0), { input: { item: 1, done: true, photo: hash } })
  const [waits] = await send(first)
  assert.deepEqual([waits.state, waits.code], ['waiting', 'photo'])
  const over = act('finish', visit, at(day, 12, 0), { follows: first.key })
  assert.deepEqual(await states(over), ['waiting'])
  assert.deepEqual(await states(act('tick', visit, at(day, 11, 0), { input: { item: 2, done: true } })), ['taken'])
  const damaged = await her.call('PUT', `/api/my/photo?sha=${'0'.repeat(64)}`, photo, { 'Content-Type': 'image/jpeg' })
  assert.deepEqual([damaged.status, damaged.json.field], [400, 'sha'])
  assert.equal((await her.call('PUT', '/api/my/photo', new TextEncoder().encode('<svg onload=alert(1)>'), {})).status, 400)
  const put = await her.call('PUT', `/api/my/photo?sha=${hash}`, photo, { 'Content-Type': 'image/jpeg' })
  assert.equal(put.status, 201, put.text)
  assert.equal(put.json.sha, hash)
  assert.deepEqual(await states(), [])
  assert.deepEqual(await states(first, over), ['taken', 'taken'])
  const done = await zhou.good(`/api/visit/${visit.id}`)
  assert.deepEqual([done.state, done.finished_at, done.proof], ['finished', at(day, 12), 'near'])
  assert.equal(done.checklist[0].picture, put.json.file)
  assert.equal((await her.post('/api/my/doors', {})).json.rows.length, 0, 'the door is shut again')
})

test('her pay is there the same day, line by line, and adds up', async () => {
  const money = await her.good('/api/my/money')
  const row = money.visits.find(v => v.visit === visit.id)
  assert.equal(row.pay, 11250)
  assert.equal(row.lines.reduce((sum, l) => sum + l.amount, 0), 11250)
  assert.match(row.lines[0].why, /75%/)
})

test('the customer\'s rating is not shown for one visit; of few visits no average', async () => {
  await zhou.step(visit, 'visit', 'rate', { stars: 2, said: '味道大' })
  const pack = await her.good('/api/my/day')
  assert.equal(pack.figures.stars_tenths, null)
  assert.ok(!JSON.stringify(pack).includes('味道大'))
  const own = await her.get(`/api/visit/${visit.id}`)
  assert.ok(own.status === 404 || (own.json.stars === undefined && own.json.rating === undefined), own.text)
})

// ---- the network is cut ----

// Ways to lose or double a request, at each act of a day. The phone keeps what was not answered and sends it again.
const ways = {
  'the request is lost on its way there': async acts => { void acts },
  'the answer is lost on its way back': async acts => { await her.post('/api/my/acts', { acts }) },
  'it is sent twice at once': async acts => { await Promise.all([her.post('/api/my/acts', { acts }), her.post('/api/my/acts', { acts })]) },
  'it is sent once more hours later': async acts => { await her.post('/api/my/acts', { acts }); await her.post('/api/my/acts', { acts: [...acts].reverse() }) },
}
const whole = (v, d, hour) => {
  const list = [act('read', v, at(d, hour - 1)), act('depart', v, at(d, hour - 1, 10)), act('arrive', v, at(d, hour - 1, 55), { at: { lat: 30.66, lng: 104.07 }, accuracy: 20 }), act('begin', v, at(d, hour)),
    act('tick', v, at(d, hour + 1), { input: { item: 1, done: true, photo: sha(jpeg(hour)) } }), act('tick', v, at(d, hour + 2), { input: { item: 2, done: true } }), act('finish', v, at(d, hour + 3))]
  list.forEach((a, i) => { if (i) a.follows = list[i - 1].key })
  return list
}
let serial = 2
const nextDay = () => { serial += serial % 6 === 5 ? 2 : 1; return serial }       // with a day of rest each week
for (const [way, cut] of Object.entries(ways)) {
  test(`a whole day told late: ${way}, at every step`, async () => {
    const d = nextDay(), v = await offered(9, d)
    await zhou.step(v, 'visit', 'accept_by_phone')
    await clock(21, 0, d)
    const acts = whole(v, today() + d, 9)
    for (const a of acts) {
      await cut([a])
      if (a.input?.photo) { const p = jpeg(9); await her.call('PUT', `/api/my/photo?sha=${sha(p)}`, p, {}); await her.call('PUT', `/api/my/photo?sha=${sha(p)}`, p, {}) }
      const [said] = await send(a)
      assert.equal(said.state, 'taken', `${a.what}: ${said.message}`)
    }
    const done = await zhou.good(`/api/visit/${v.id}`)
    assert.deepEqual([done.state, done.left_at, done.arrived_at, done.began_at, done.finished_at], ['finished', acts[1].acted, acts[2].acted, acts[3].acted, acts[6].acted])
    const kept = (await zhou.good(`/api/field_act?visit=${v.id}&limit=50`)).rows
    assert.equal(kept.length, acts.length, 'nothing lost, nothing doubled')
    const steps = (await zhou.good(`/api/visit/${v.id}/history`)).rows.filter(r => r.what === 'step').map(r => r.step).filter(s => ['depart', 'arrive', 'begin', 'finish'].includes(s))
    assert.deepEqual(steps.reverse(), ['depart', 'arrive', 'begin', 'finish'])
  })
}

test('told in any order it ends the same', async () => {
  const orders = [[6, 5, 4, 3, 2, 1, 0], [3, 0, 6, 2, 5, 1, 4], [1, 2, 0, 4, 3, 6, 5]]
  for (const turn of orders) {
    const d = nextDay(), v = await offered(9, d)
    await zhou.step(v, 'visit', 'accept_by_phone')
    await clock(21, 0, d)
    const acts = whole(v, today() + d, 9)
    for (const i of turn) await send(acts[i])
    const p = jpeg(9)
    await her.call('PUT', `/api/my/photo?sha=${sha(p)}`, p, {})
    await send()
    const done = await zhou.good(`/api/visit/${v.id}`)
    assert.deepEqual([done.state, done.left_at, done.arrived_at, done.began_at, done.finished_at], ['finished', acts[1].acted, acts[2].acted, acts[3].acted, acts[6].acted], turn.join())
    assert.deepEqual(new Set(await states(...acts)), new Set(['taken']))
  }
})

test('cancelled or given away meanwhile: she is told what to do, the office has what she did', async () => {
  const d = nextDay(), v = await offered(9, d)
  await zhou.step(v, 'visit', 'accept_by_phone')
  await clock(8, 0, d)
  await send(act('read', v, at(today() + d, 7, 30)), act('depart', v, at(today() + d, 7, 40)))
  await zhou.step(v, 'visit', 'cancel', { reason: 'time_clash' })
  await clock(12, 0, d)
  const p = jpeg(77)
  await her.call('PUT', `/api/my/photo?sha=${sha(p)}`, p, {})
  const late = act('arrive', v, at(today() + d, 8, 50), { at: { lat: 30.66, lng: 104.07 }, input: { photo: sha(p) } })
  const [said] = await send(late)
  assert.equal(said.state, 'refused', said.message)
  const kept = (await zhou.good(`/api/field_act?visit=${v.id}&state=refused`)).rows[0]
  assert.equal(kept.acted, late.acted)
  const waits = (await zhou.good('/api/queue')).rows.find(r => r.type === 'field_act' && r.record === kept.id)
  assert.equal(waits?.step, 'settle', 'it stands in the office\'s queue')
  const settled = await zhou.step(kept, 'field_act', 'settle', { reason: '已按取消费补路费' })
  assert.equal(settled.state, 'settled')
  const told = (await her.good('/api/my/day')).acts.find(a => a.key === late.key)
  assert.deepEqual([told.state, told.message], ['settled', '已按取消费补路费'])

  const other = await it.hire('李秀英'), e = nextDay()
  const moved = await offered(9, e)
  await zhou.step(moved, 'visit', 'accept_by_phone')
  await zhou.step(moved, 'visit', 'assign', { worker: other.id })
  await clock(9, 30, e)
  const [gone] = await send(act('depart', moved, at(today() + e, 8, 0)))
  assert.deepEqual([gone.state, gone.code], ['refused', 'not_yours'])
  const [over] = await send(act('accept', moved, at(today() + e, 8, 1)))
  assert.deepEqual([over.code, /过了回复时间/.test(over.message)], ['not_yours', true], over.message)
  assert.ok(!(await her.good('/api/my/day')).visits.some(x => x.id === moved.id))
  const never = await send(act('arrive', { id: 4242 }, at(today() + e, 8, 0)))
  assert.equal(never[0].message, gone.message, 'of visits that were never hers she learns nothing')
})

test('an extra begins with the customer\'s code; the price is the company\'s', async () => {
  const offer = await zhou.make('extra_offer', { name: '擦内窗', price: 3000, length: 30, most: 3 })
  const d = nextDay(), v = await offered(9, d)
  await zhou.step(v, 'visit', 'accept_by_phone')
  await clock(10, 0, d)
  await send(...whole(v, today() + d, 9).slice(0, 4))
  const wrong = await send(act('extra', v, at(today() + d, 9, 30), { input: { offer: offer.id, quantity: 2, code: 'x' } }))
  assert.deepEqual([wrong[0].state, wrong[0].code], ['refused', 'wrong_code'])
  assert.equal((await her.good('/api/my/day')).visits.find(one => one.id === v.id).hour_price, 5000, 'she can say what half an hour more costs')
  const code = (await zhou.good(`/api/visit/${v.id}`)).customer_code
  const [agreed] = await send(act('extra', v, at(today() + d, 9, 31), { input: { offer: offer.id, quantity: 2, code } }))
  assert.equal(agreed.state, 'taken', agreed.message)
  const now = await zhou.good(`/api/visit/${v.id}`)
  assert.deepEqual([now.price, now.length, now.worker_pay], [21000, 240, 11250 + 4500])
  const many = await send(act('extra', v, at(today() + d, 9, 32), { input: { offer: offer.id, quantity: 9, code } }))
  assert.equal(many[0].state, 'refused')
  for (let i = 0; i < 5; i++) await send(act('extra', v, at(today() + d, 9, 33 + i), { input: { minutes: 30, code: '!' } }))
  const [spent] = await send(act('extra', v, at(today() + d, 9, 40), { input: { minutes: 30, code } }))
  assert.equal(spent.code, 'code_spent')
})

test('one who goes along tells her own part: the first worker sees her, the visit is not moved by her, a lawful refusal asks the office', async () => {
  const d = nextDay(), t = (h, m = 0) => at(today() + d, h, m), v = await offered(9, d), two = await it.hire('陈素芬')
  await zhou.step(v, 'visit', 'assign_second', { worker: two.id })
  const account = (await zhou.post(`/api/worker/${two.id}/phone`, {})).json, leader = her, mate = shop.person()
  const tell = async (...acts) => (await mate.post('/api/my/acts', { acts })).json.acts.map(a => a.state)
  const seen = async who => (await who.good('/api/my/day')).visits.find(x => x.id === v.id)
  await mate.login(account.login, account.password)
  assert.deepEqual(await tell(act('accept', v, t(7))), ['refused'], 'taking it on is the first worker\'s')
  await zhou.step(v, 'visit', 'accept_by_phone')
  await clock(10, 0, d)
  await mate.login(account.login, account.password)
  void leader
  assert.deepEqual(await tell(act('begin', v, t(9))), ['waiting'], 'not before she has arrived')
  assert.deepEqual(await tell(act('read', v, t(8)), act('depart', v, t(8, 10)), act('arrive', v, t(8, 50), { at: { lat: 30.66, lng: 104.07 }, accuracy: 9 })), ['taken', 'taken', 'taken'])
  assert.deepEqual([(await seen(mate)).state, (await zhou.good(`/api/visit/${v.id}`)).state], ['in_service', 'accepted'], 'what waited went on; the visit is where the first worker left it')
  assert.equal((await mate.post('/api/my/doors', {})).json.rows.find(r => r.visit === v.id).door, '1803#')
  const p = jpeg(31), task = act('tick', v, t(9, 30), { input: { item: 1, done: true, photo: sha(p) } })
  await mate.call('PUT', `/api/my/photo?sha=${sha(p)}`, p, {})
  assert.deepEqual(await tell(task), ['waiting'], 'until the first worker\'s phone has told that they are there')
  assert.deepEqual((await seen(her)).mates.map(m => [m.name, m.arrived_at, m.began_at, m.finished_at]), [['陈素芬', t(8, 50), t(9), 0]])
  await send(act('read', v, t(8)), act('depart', v, t(8, 20)), act('arrive', v, t(8, 55)), act('begin', v, t(9)))
  assert.deepEqual(await tell(task), ['taken'])
  assert.ok((await zhou.good(`/api/visit/${v.id}`)).checklist[0].picture)
  assert.deepEqual(await tell(act('refuse', v, t(9, 40), { input: { why: 'insult' } })), ['asked'])
  assert.deepEqual([(await seen(mate)).state, (await zhou.good(`/api/visit/${v.id}`)).state], ['finished', 'in_service'], 'she stops, the visit does not')
  assert.equal((await mate.post('/api/my/doors', {})).json.rows.some(r => r.visit === v.id), false)
})

test('cash at the door is booked once, pays what is open, and what is above it is a tip or the customer\'s credit; she holds all but her tip', async () => {
  const d = nextDay(), v = await offered(9, d)
  await zhou.step(v, 'visit', 'accept_by_phone')
  await clock(12, 0, d)
  const before = (await her.good('/api/my/money')).cash_held
  const cash = act('cash', v, at(today() + d, 11, 50), { input: { amount: 20000, tip: 2000 }, reason: '给了两百' })
  const [[taken], again] = [await send(cash), await send(cash)]
  assert.equal(taken.state, 'taken', taken.message)
  assert.equal(again[0].state, 'taken')
  const money = await her.good('/api/my/money')
  assert.equal(money.cash_held - before, 18000, 'the tip is her own')
  const booked = (await zhou.good(`/api/payment?collector=${it.worker.id}&limit=20`)).rows
  assert.deepEqual(booked.map(p => [p.kind, p.amount, p.visit ?? 0, p.collector, p.paid_at]).sort((a, b) => a[1] - b[1]),
    [['tip', 2000, v.id, it.worker.id, cash.acted], ['from_customer', 3000, 0, it.worker.id, cash.acted], ['from_customer', 15000, v.id, it.worker.id, cash.acted]])
  const due = (await zhou.good(`/api/finance/cash-up?branch=${it.branch}&day=${today() + d}`)).receivers.find(r => r.worker === it.worker.id)
  assert.equal(due.came, 18000, 'the day\'s cash-up expects of her what is the company\'s')
  assert.deepEqual(await states(act('cash', v, at(today() + d, 11, 55), { input: { amount: 0 } }), act('cash', v, at(today() + d, 11, 55), { input: { amount: 100, tip: 200 } })), ['refused', 'refused'])
})

test('her messages come with her day, and are read once', async () => {
  const inbox = await her.good('/api/inbox')
  assert.ok(inbox.rows.length && inbox.unread, 'the offers above were told to her')
  assert.equal((await her.good('/api/my/day')).unread, inbox.unread)
  assert.equal((await her.post('/api/inbox/read', { all: true })).status, 200)
  assert.equal((await her.good('/api/my/day')).unread, 0)
})

test('trouble asks the office, leave is asked for, a call for help rings until somebody takes it on', async () => {
  const d = nextDay(), v = await offered(9, d)
  await zhou.step(v, 'visit', 'accept_by_phone')
  await clock(9, 5, d)
  const [asks] = await send(act('trouble', v, at(today() + d, 9, 3), { input: { why: 'nobody_opens' }, reason: '敲了三次门' }))
  assert.equal(asks.state, 'asked', asks.message)
  assert.ok((await zhou.good('/api/queue')).rows.some(r => r.type === 'field_act' && r.step === 'settle'))
  const [leave] = await send(act('leave', null, at(today() + d, 9, 4), { input: { kind: 'personal', start: at(today() + d + 3, 8), until: at(today() + d + 3, 20), why: '孩子家长会' } }))
  assert.equal(leave.state, 'taken', leave.message)
  assert.equal((await her.good('/api/my/day')).leaves[0].state, 'requested')
  await zhou.step((await zhou.good('/api/worker_leave?state=requested')).rows[0], 'worker_leave', 'reject', { reason: '那天没人接，下周可以' })
  assert.deepEqual((({ state, answer }) => [state, answer])((await her.good('/api/my/day')).leaves[0]), ['rejected', '那天没人接，下周可以'], 'a No says why')
  const [over] = await send(act('leave', null, at(today() + d, 9, 4), { input: { kind: 'sick', start: at(today() + d - 300, 8), until: at(today() + d - 299, 20) } }))      // the wrong year: nothing is granted by itself
  assert.deepEqual([over.state, /已经过去/.test(over.message)], ['refused', true], over.message)
  const others = await send(act('leave', null, at(today() + d, 9, 4), { input: { worker: 77, kind: 'personal', start: at(today() + d + 4, 8), until: at(today() + d + 4, 20) } }))
  assert.equal(others[0].state, 'refused')

  await send(act('sos', v, at(today() + d, 9, 5), { at: { lat: 30.66, lng: 104.07 }, accuracy: 15 }), act('sos', v, at(today() + d, 9, 5), { at: { lat: 30.661, lng: 104.071 } }))
  const rings = (await zhou.good('/api/incident?state=raised')).rows
  assert.deepEqual(rings.map(r => [r.kind, r.worker]), [['sos', it.worker.id]], 'one call, however often she presses')
  assert.equal((await her.good('/api/my/day')).sos.state, 'raised')
  assert.ok((await zhou.good('/api/queue')).rows.some(r => r.type === 'incident' && r.step === 'acknowledge'))
  assert.ok((await her.tryStep(rings[0], 'incident', 'acknowledge')).status >= 403, 'not by herself')
  await zhou.step(rings[0], 'incident', 'acknowledge', { doing: '打电话给她' })
  const answered = (await her.good('/api/my/day')).sos
  assert.deepEqual([answered.state, answered.by], ['acknowledged', '周经理'])
})

test('she complains of a customer from her phone: it stands in the office\'s queue with her photo, the customer never sees it, she sees how far it is', async () => {
  await clock(15, 40)
  const v = (await her.good('/api/my/day')).visits.find(one => ['finished', 'approved', 'in_service'].includes(one.state)), photo = jpeg(201)
  const say = (about, more = {}) => act('complain', v, at(day, 15, 40), { input: { about, ...more.input }, reason: more.reason ?? '' })
  const first = say('insulted', { reason: '当着孩子骂我', input: { photo: sha(photo) } })
  const told = await send(first)
  assert.equal(told[0].code, 'photo', JSON.stringify(told))
  assert.equal((await her.call('PUT', `/api/my/photo?sha=${sha(photo)}`, photo, { 'Content-Type': 'image/jpeg' })).status, 201)
  assert.deepEqual(await states(first, first), ['taken', 'taken'])
  const [case_] = (await zhou.good('/api/complaint?channel=worker')).rows
  assert.deepEqual([case_.category, case_.severity, case_.customer, case_.worker, case_.visit], ['customer', 'ordinary', it.customer.id, it.worker.id, v.id])
  const whole = await zhou.good(`/api/complaint/${case_.id}`)
  assert.match(whole.story, /骂我、不尊重我：当着孩子骂我/)
  assert.deepEqual(whole.evidence.map(e => [e.side, e.kind, !!e.paper]), [['worker', 'photo', true]])
  assert.deepEqual((await zhou.good('/api/complaint?channel=worker')).rows.length, 1, 'sent twice it is one')
  const code = (await zhou.post(`/api/customer/${it.customer.id}/portal_code`, {})).json.code, customer = shop.person()
  assert.equal((await customer.post('/api/c/login', { phone: '13800138000', code })).status, 200)
  assert.deepEqual((await customer.good(`/api/c/visit/${v.id}`)).complaints.filter(c => /骂我/.test(c.story)), [])
  assert.doesNotMatch((await customer.get('/api/c/export')).text, /骂我/)
  assert.deepEqual((await her.good('/api/my/day')).complaints.map(c => [c.state, c.customer, c.visit]), [['received', '李芳', v.id]])
  await zhou.step(case_, 'complaint', 'accept')
  assert.equal((await her.good('/api/my/day')).complaints[0].state, 'accepted')
  assert.deepEqual((await send(say('weather'), say('harassed'), say('danger'), say('other'))).map(a => [a.state, /三件|哪|原因|点一下/.test(a.message)]), [['refused', true], ['taken', false], ['taken', false], ['refused', true]])
  assert.equal((await zhou.good('/api/complaint?channel=worker&severity=grave')).rows.length, 2)
  const stranger = await zhou.make('customer', { person: (await zhou.make('person', { name: '吴敏', phone: '13800138123' })).id, branch: it.branch })
  const hers = await zhou.make('household', { customer: stranger.id, address: '别家1号', area: '天府广场' })
  const o = await zhou.make('service_order', { customer: stranger.id, household: hers.id, line: it.line.id, start: at(today() + 9, 9), terms_version: '2026-1' })
  assert.equal((await send(act('complain', { id: (await zhou.step(o, 'service_order', 'confirm')).visit }, at(day, 15, 40), { input: { about: 'other' } })))[0].code, 'not_yours')
})

test('she takes an open visit where her branch allows it; a missed check-in is mended by the office and she sees it', async () => {
  const d = nextDay(), open = await order(9, d)
  await zhou.make('setting', { code: 'operations.grab', since: today(), value: '1' })
  await clock(8, 0, d - 1)
  assert.ok((await her.good('/api/grab')).rows.some(r => r.id === open.id))
  assert.equal((await her.post(`/api/grab/${open.id}`, {})).status, 200)
  await clock(9, 30, d)
  const [asks] = await send(act('trouble', open, at(today() + d, 9, 30), { input: { why: 'forgot' } }))
  assert.equal(asks.state, 'asked')
  await zhou.step(open, 'visit', 'mend', { arrived: at(today() + d, 8, 58), reason: '手机没电' })
  const mended = (await her.good('/api/my/day')).visits.find(v => v.id === open.id)
  assert.deepEqual([mended.state, mended.mended, mended.arrived_at], ['arrived', true, at(today() + d, 8, 58)])
  const [late] = await send(act('arrive', open, at(today() + d, 8, 57)))
  assert.equal(late.state, 'moot', 'the office was first; her report is kept')
})

test('more than three days late, or from the future, is kept and settled by a person', async () => {
  const d = nextDay(), v = await offered(9, d)
  await zhou.step(v, 'visit', 'accept_by_phone')
  await clock(9, 0, d + 4)
  const [old] = await send(act('depart', v, at(today() + d, 8)))
  assert.deepEqual([old.state, old.code], ['refused', 'too_old'])
})

test('the card behind her QR code shows what a customer may see, for a while, and to nobody who alters it', async () => {
  const soon = await zhou.make('credential', { worker: it.worker.id, kind: 'residence', issued: today() - 9, valid_from: today() - 9, valid_to: today() + 40 })
  await zhou.step(soon, 'credential', 'verify', { result: 'pass', how: '原件核对' })
  const { papers } = await her.good('/api/my/day')
  assert.ok(papers.length > 3 && papers[0].days_left < 41, 'what ends first stands first')
  assert.deepEqual(papers.map(p => p.days_left), papers.map(p => p.days_left).toSorted((a, b) => a - b))
  const card = await her.good('/api/my/card')
  assert.match(card.qr, /^<svg/)
  const path = new URL(card.address).pathname, stranger = shop.person()
  const page = await stranger.get(path)
  assert.equal(page.status, 200)
  assert.match(page.headers.get('content-type'), /text\/html/)
  assert.match(page.text, /王\*凤/)
  for (const secret of ['王金凤', login, '110101', '13912345']) assert.ok(!page.text.includes(secret), secret)
  const parts = path.split('-')
  assert.equal((await stranger.get([parts[0], 'f'.repeat(11), parts[2]].join('-'))).status, 404, 'a later end is another signature')
  shop.setTime(card.until + DAY)
  assert.equal((await stranger.get(path)).status, 404)
})

test('she renews a paper on her phone: it counts once somebody has compared it, and a No is told her', async () => {
  await zhou.login('zhou', 'paper-lantern-42')
  const paper = async () => (await her.good('/api/my/day')).papers.find(p => /体检/.test(p.name) && p.state === 'valid'), old = await paper(), photo = jpeg(77)
  assert.deepEqual([old.hers, (await her.good('/api/my/day')).papers.find(p => /背景/.test(p.name)).hers], [true, false], 'a background check is the shop’s to get')
  await her.call('PUT', `/api/my/photo?sha=${sha(photo)}`, photo, { 'Content-Type': 'image/jpeg' })
  const acted = (await her.good('/api/my/day')).now, one = valid_to => ({ key: randomUUID(), what: 'paper', acted, input: { paper: old.id, valid_to, photo: sha(photo) } })
  const tell = async a => (await her.post('/api/my/acts', { acts: [a] })).json.acts[0]
  assert.match((await tell(one(old.until))).message, /晚到期/)
  const sent = one(old.until + 300)
  assert.deepEqual([(await tell(sent)).state, (await tell(sent)).state], ['taken', 'taken'])
  assert.equal((await tell(one(old.until + 301))).state, 'refused', 'one at a time')
  assert.equal((await paper()).hers, false)
  const waiting = async () => (await zhou.good('/api/queue')).rows.filter(r => r.type === 'credential' && r.step === 'verify')
  const [row] = await waiting()
  assert.ok((await zhou.good(`/api/credential/${row.record}`)).paper, 'with its photo')
  await zhou.step({ id: row.record }, 'credential', 'revoke', { reason: '日期看不清' })
  assert.ok((await her.good('/api/inbox')).rows.some(m => m.text.includes('日期看不清')))
  assert.equal((await tell(one(old.until + 300))).state, 'taken')
  const [again] = await waiting()
  await zhou.step({ id: again.record }, 'credential', 'verify', { result: 'pass', how: '原件' })
  assert.deepEqual([(await paper()).until, (await waiting()).length], [old.until + 300, 0])
})

test('without a worker behind the account there is nothing here; unknown acts and lists are refused by name', async () => {
  await zhou.login('zhou', 'paper-lantern-42')
  for (const path of ['/api/my/day', '/api/my/money', '/api/my/card']) assert.equal((await zhou.get(path)).status, 403, path)
  assert.equal((await shop.person().get('/api/my/day')).status, 401)
  her = shop.person()
  await her.login(login, password)
  for (const body of [{ acts: {} }, { acts: [7] }, { acts: [{ what: 'fly', key: 'a', acted: 1 }] }, { acts: [{ what: 'read' }] }]) {
    const bad = await her.post('/api/my/acts', body)
    assert.equal(bad.status, 400, JSON.stringify(body))
  }
})
