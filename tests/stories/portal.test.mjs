// The customer's phone over HTTP: price before login, a code to a number, a time that is kept, an order, the visit followed to its end with
// signature, stars and complaint, her own data; and what is tried against it: codes guessed and used twice, other people's visits, made-up addresses.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { createServer } from 'node:http'
import { openCleaner } from './cleaner.mjs'
import { withProvider } from './provider.mjs'
import { at, openShop, today } from './shop.mjs'
let shop, it, zhou, li, eve, gateway, sent = [], second
const day = today() + 2
const phone = '13800138000'

// A gateway that takes every SMS and keeps it.
const openGateway = () => new Promise(done => {
  const server = createServer((q, a) => { let body = ''; q.on('data', c => { body += c }); q.on('end', () => { sent.push(JSON.parse(body)); a.setHeader('Content-Type', 'application/json'); a.end('{"id":"g1"}') }) })
  server.listen(0, '127.0.0.1', () => done(server))
})
export const png = () => {
  const crc = buffer => { let c = ~0; for (const b of buffer) { c ^= b; for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1 } return ~c >>> 0 }
  const chunk = (kind, data) => { const body = Buffer.concat([Buffer.from(kind), data]), out = Buffer.alloc(8); out.writeUInt32BE(data.length); out.writeUInt32BE(crc(body), 4); return Buffer.concat([out.subarray(0, 4), body, out.subarray(4)]) }
  const head = Buffer.alloc(13); head.writeUInt32BE(2); head.writeUInt32BE(2, 4); head[8] = 8
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.from([0, 1, 2, 0, 3, 4]))), chunk('IEND', Buffer.alloc(0))])
}
const sha = bytes => createHash('sha256').update(bytes).digest('hex')
const setting = async (code, value) => {
  const row = (await zhou.good(`/api/setting?code=${code}&limit=9`)).rows.find(r => r.since === today())
  return row ? zhou.edit(row, 'setting', { value }) : zhou.make('setting', { code, since: today(), value })
}
const codeFor = async number => {
  for (let i = 0; i < 100; i++) {
    const found = sent.findLast(m => m.template === 'portal.code' && JSON.stringify(m).includes(number) && !m.taken)      // whatever else she is told
    const code = found && /\d{6}/.exec((found.text ?? found.body ?? JSON.stringify(found)).replaceAll(number, ''))?.[0]
    if (code) { found.taken = true; return code }
    await new Promise(done => setTimeout(done, 100))
  }
  throw new Error(`no code came for ${number}: ${JSON.stringify(sent)}`)
}
const enter = async number => {
  const who = shop.person()
  const asked = await who.post('/api/c/code', { phone: number })
  assert.equal(asked.status, 200, asked.text)
  const answer = await who.post('/api/c/login', { phone: number, code: await codeFor(number) })
  assert.equal(answer.status, 200, answer.text)
  return who
}

before(async () => {
  shop = await openShop()
  gateway = await openGateway()
  it = await openCleaner(shop)
  zhou = it.zhou
  second = await it.hire('陈秀兰')
  await setting('operations.terms', '2026-1')
  await setting('messages.gateway_url', `http://127.0.0.1:${gateway.address().port}`)
  await setting('messages.gateway_key', 'a-key-of-at-least-thirty-two-characters')
})
after(async () => { if (process.env.LOUD) console.log(shop?.said()); gateway?.close(); await shop?.close() })

test('services and prices are there before anybody says who she is, and so are real times', async () => {
  const nobody = shop.person()
  const start = await nobody.good('/api/c/start')
  assert.deepEqual(start.lines.map(l => [l.name, l.unit_price, l.bookable]), [['日常保洁', 5000, true]])
  assert.equal(start.terms, '2026-1')
  const opening = await nobody.good('/api/c/open')
  assert.deepEqual([opening.start.lines, opening.me, opening.home], [start.lines, null, null], 'what the page opens with, in one answer')
  const price = await nobody.good(`/api/c/quote?line=${it.line.id}&length=180&start=${at(day, 9)}`)
  assert.equal(price.price, 15000)
  assert.ok(!JSON.stringify(price).includes('worker_pay'), 'what the worker gets is not hers to see')
  const free = await nobody.good(`/api/c/slots?line=${it.line.id}&length=180&from=${day}&days=2`)
  assert.ok(free.days[0].slots.some(s => s.start === at(day, 9)))
  assert.deepEqual(Object.keys(free.days[0].slots[0]), ['start'], 'no worker is named to a stranger')
  for (const path of ['home', 'money', 'data', 'export', 'me', 'visit/1']) assert.equal((await nobody.get(`/api/c/${path}`)).status, 401, path)
  assert.equal((await nobody.post('/api/c/hold', { line: it.line.id, start: at(day, 9) })).status, 401)
})

test('the same answer for a known and an unknown number; a code is guessed five times at most and used once', async () => {
  const a = shop.person(), b = shop.person()
  const known = await a.post('/api/c/code', { phone }), unknown = await b.post('/api/c/code', { phone: '13900139001' })
  assert.deepEqual([known.status, known.text], [unknown.status, unknown.text])
  const code = await codeFor(phone), wrong = code === '000000' ? '000001' : '000000'
  assert.equal((await a.post('/api/c/code', { phone })).status, 429, 'one a minute')
  const tries = await Promise.all(Array.from({ length: 12 }, () => a.post('/api/c/login', { phone, code: wrong })))
  assert.ok(tries.every(t => t.status === 400 && t.json.field === 'code'), JSON.stringify(tries.map(t => t.status)))
  assert.equal((await a.post('/api/c/login', { phone, code })).status, 400, 'after five tries the right one is worth nothing')
  shop.setTime(Date.now() + 2 * 60_000)
  assert.equal((await a.post('/api/c/code', { phone })).status, 200)
  const fresh = await codeFor(phone)
  const both = await Promise.all([a.post('/api/c/login', { phone, code: fresh }), b.post('/api/c/login', { phone, code: fresh })])
  assert.deepEqual(both.map(x => x.status).sort(), [200, 400], 'one of two gets in with one code')
  for (const bad of ['', '12', '23800138000', 'x'.repeat(400)]) assert.equal((await b.post('/api/c/code', { phone: bad })).status, 400, bad)
  assert.equal((await zhou.good('/api/message?template=portal.code&limit=5')).rows.every(m => !/\d{6}/.test(m.body ?? '')), true, 'the office sees no code')
})

test('a code runs out after five minutes', async () => {
  shop.setTime(Date.now() + 10 * 60_000)
  const late = shop.person()
  await late.post('/api/c/code', { phone })
  const code = await codeFor(phone)
  shop.setTime(Date.now() + 15 * 60_000 + 5000)
  assert.equal((await late.post('/api/c/login', { phone, code })).status, 400)
})

let held, order
test('a chosen time is kept for five minutes; nobody else is offered it, at the desk neither', async () => {
  shop.setTime(Date.now() + 90 * 60_000)
  li = await enter(phone)
  const me = await li.good('/api/c/me')
  assert.deepEqual([me.known, me.settled, me.name], [true, true, '李芳'])
  const start = at(day, 9)
  held = (await li.post('/api/c/hold', { line: it.line.id, length: 180, home: it.home.id, start }))
  assert.equal(held.status, 201, held.text)
  held = held.json
  const desk = await zhou.good(`/api/slots?household=${it.home.id}&line=${it.line.id}&length=180&from=${day}&days=1`)
  assert.equal(desk.days[0].slots.find(s => s.start === start).can, 1)
  shop.setTime(Date.now() + 96 * 60_000)
  await zhou.login('zhou', 'paper-lantern-42')
  const later = await zhou.good(`/api/slots?household=${it.home.id}&line=${it.line.id}&length=180&from=${day}&days=1`)
  assert.equal(later.days[0].slots.find(s => s.start === start).can, 2, 'after five minutes it is free again')
  const tooLate = await li.post('/api/c/order', { hold: held.hold, terms: '2026-1' })
  assert.deepEqual([tooLate.status, tooLate.json.code], [409, 'taken'])
})

test('she orders what is kept: terms, price as shown, once', async () => {
  held = (await li.post('/api/c/hold', { line: it.line.id, length: 180, home: it.home.id, start: at(day, 9) })).json
  assert.equal((await li.post('/api/c/order', { hold: held.hold })).json.field, 'terms')
  assert.equal((await li.post('/api/c/order', { hold: held.hold, terms: '2026-1', price: 100 })).json.code, 'price', 'nobody pays a price she has not seen')
  assert.equal((await li.post('/api/c/order', { hold: held.hold, terms: '2026-1', price: 15000, coupon: 'NOPE' })).json.field, 'coupon_code')
  const twice = await Promise.all([1, 2].map(() => li.post('/api/c/order', { hold: held.hold, terms: '2026-1', price: 15000, wishes: '阳台重点' })))
  assert.deepEqual(twice.map(t => t.status), [201, 201], twice.map(t => t.text).join())
  assert.equal(twice[0].json.visit, twice[1].json.visit)
  order = twice[0].json
  const v = await zhou.good(`/api/visit/${order.visit}`)
  assert.deepEqual([v.state, v.start, v.price], ['offered', at(day, 9), 15000])
  const mine = await li.good(`/api/c/visit/${order.visit}`)
  assert.equal(mine.worker.light, true)
  assert.match(mine.worker.name, /^[王陈]师傅$/)
  const text = JSON.stringify(mine)
  for (const secret of ['worker_pay', '王金凤', '陈秀兰', '"worker_percent"']) assert.ok(!text.includes(secret), secret)
})

test('the coupons she was given stand where she reads the price and on her page; nobody else\'s do, nor a campaign\'s code', async () => {
  const give = async (code, more) => zhou.step(await zhou.make('coupon', { code, name: '回访感谢', kind: 'amount', amount: 2000, funder: 'branch', valid_from: today(), valid_to: today() + 9, ...more }), 'coupon', 'start')
  await give('THANKS20', { customer: it.customer.id })
  await give('BIG', { customer: it.customer.id, minimum: 99900, valid_to: today() + 5 })
  await give('STREET', {})
  const quote = q => li.good(`/api/c/quote?home=${it.home.id}&line=${it.line.id}&length=180&start=${at(day, 9)}${q}`)
  const shown = (await quote('')).coupons
  assert.deepEqual(shown.map(c => [c.code, c.off, c.until, c.funder]), [['BIG', 0, today() + 5, '门店'], ['THANKS20', 2000, today() + 9, '门店']])
  assert.match(shown[0].why, /999\.00/)
  const used = await quote('&coupon=thanks20')
  assert.deepEqual([used.price, used.coupons[1].off], [13000, 2000])
  assert.deepEqual((await li.good('/api/c/coupons')).coupons.map(c => c.code), ['BIG', 'THANKS20'])
  const stranger = shop.person()
  assert.equal((await stranger.get('/api/c/coupons')).status, 401)
  assert.equal((await stranger.good(`/api/c/quote?line=${it.line.id}&length=180&start=${at(day, 9)}`)).coupons, undefined)
})

test('a number nobody had becomes a customer with her first order; two people of one number say who they are', async () => {
  const wu = await enter('13900139077')
  assert.equal((await wu.good('/api/c/me')).known, false)
  const free = (await wu.good(`/api/c/slots?line=${it.line.id}&length=120&area=${encodeURIComponent('天府广场')}&from=${day}&days=1`)).days[0].slots
  const hold = await wu.post('/api/c/hold', { line: it.line.id, length: 120, branch: it.branch, area: '天府广场', start: free.at(-1).start })
  assert.equal(hold.status, 201, hold.text)
  assert.equal((await wu.post('/api/c/order', { hold: hold.json.hold, terms: '2026-1' })).json.field, 'name')
  assert.equal((await wu.post('/api/c/order', { hold: hold.json.hold, terms: '2026-1', name: '吴敏' })).json.field, 'address')
  const made = await wu.post('/api/c/order', { hold: hold.json.hold, terms: '2026-1', name: '吴敏', home: { estate: '锦绣花园', address: '锦绣花园5栋302', square_metres: 60 } })
  assert.equal(made.status, 201, made.text)
  assert.equal((await wu.good('/api/c/home')).ahead.length, 1)
  const husband = await zhou.make('person', { name: '赵强', phone: '13900139077' })
  await zhou.make('customer', { person: husband.id, branch: it.branch })
  shop.setTime(Date.now() + 200 * 60_000)
  const again = await enter('13900139077')
  const me = await again.good('/api/c/me')
  assert.deepEqual([me.settled, me.name, me.people.sort()], [false, '', ['吴*', '赵*']])
  assert.equal((await again.get('/api/c/home')).json.code, 'who', 'nothing is shown before')
  const before = await again.good('/api/c/open')
  assert.deepEqual([before.me.people.sort(), before.me.name, before.home], [['吴*', '赵*'], '', null])
  const people = (await again.good('/api/c/me')).people
  assert.equal((await again.post('/api/c/who', { who: 7 })).status, 400)
  assert.equal((await again.post('/api/c/who', { who: people.indexOf('赵*') })).json.name, '赵强')
  assert.deepEqual((await again.good('/api/c/home')).ahead, [], 'what is his wife\'s is hers')
  assert.deepEqual([(await again.good('/api/c/open')).me.name, (await wu.good('/api/c/open')).home.ahead.length], ['赵强', 1])
  assert.equal((await again.get(`/api/c/visit/${made.json.visit}`)).status, 404)
})

test('other people\'s visits, homes and receipts are not there', async () => {
  eve = await enter('13900139088')
  const id = order.visit
  for (const [method, path, body] of [['GET', `visit/${id}`], ['GET', `visit/${id}/change`], ['POST', `visit/${id}/cancel`, { reason: 'forgot', fee: 0 }], ['POST', `visit/${id}/move`, { start: at(day, 14), fee: 0 }], ['POST', `visit/${id}/rate`, { stars: 1 }],
    ['POST', `visit/${id}/complain`, { about: 'quality' }], ['POST', `visit/${id}/accept`, { signature: 'x' }], ['POST', `visit/${id}/pay`, {}], ['POST', `visit/${id}/link`, {}], ['GET', `visit/${id}/picture/abc`], ['GET', `receipt/${id}`]])
    assert.equal((await eve.call(method, `/api/c/${path}`, body)).status, 404, path)
  assert.equal((await eve.get(`/api/c/quote?line=${it.line.id}&home=${it.home.id}`)).status, 404)
  assert.equal((await eve.post('/api/c/hold', { line: it.line.id, length: 180, home: it.home.id, start: at(day, 9) })).status, 404)
  assert.equal((await eve.post('/api/c/order', { hold: held.hold, terms: '2026-1' })).status, 404, 'another session\'s hold')
  for (const path of ['/api/visit', `/api/visit/${id}`, '/api/customer', '/api/me']) assert.equal((await eve.get(path)).status, 401, `${path}: a customer is no colleague`)
  assert.equal((await shop.person().get('/api/c/me', { Cookie: 'customer=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' })).status, 401)
  assert.equal((await zhou.get('/api/c/home')).status, 401, 'a colleague is no customer')
  const cross = await li.call('POST', `/api/c/visit/${id}/cancel`, { reason: 'forgot', fee: 0 }, { Origin: 'https://evil.example' })
  assert.equal(cross.status, 403)
})

test('another time with the rule and its price before; the same worker when she can', async () => {
  const preview = await li.good(`/api/c/visit/${order.visit}/change`)
  assert.equal(preview.fee, 0)
  assert.match(preview.rule, /免费/)
  const before = (await zhou.good(`/api/visit/${order.visit}`)).worker
  const free = await li.good(`/api/c/slots?visit=${order.visit}&from=${day}&days=2`)
  const hers = free.days.flatMap(d => d.slots).find(s => s.hers && s.start >= at(day, 13))
  assert.equal((await li.post(`/api/c/visit/${order.visit}/move`, { start: hers.start })).json.code, 'fee')
  const moved = await li.post(`/api/c/visit/${order.visit}/move`, { start: hers.start, fee: 0 })
  assert.equal(moved.status, 200, moved.text)
  const v = await zhou.good(`/api/visit/${order.visit}`)
  assert.deepEqual([v.start, v.worker, v.agreements.at(-1).how], [hers.start, before, 'app'])
  order.start = hers.start
})

test('the tracking page opens for anybody with the address, quickly, without a script and without what is private', async () => {
  const { json: { address } } = await li.post(`/api/c/visit/${order.visit}/link`, {})
  const begun = performance.now(), page = await shop.person().get(new URL(address).pathname)
  assert.ok(performance.now() - begun < 1000)
  assert.equal(page.status, 200)
  assert.match(page.text, /日常保洁/)
  for (const secret of ['<script', '李芳', phone, '锦绣花园', '1201', '王金凤', '15000']) assert.ok(!page.text.includes(secret), secret)
  const [visit, until, sign] = new URL(address).pathname.slice(3).split('-')
  for (const forged of [`${visit}-${until}-${'0'.repeat(sign.length)}`, `${visit}-${(BigInt(`0x${until}`) + 1n).toString(16)}-${sign}`, `${(BigInt(`0x${visit}`) + 1n).toString(16)}-${until}-${sign}`, visit, '-', 'x', `${visit}-${until}-`]) {
    const answer = await shop.person().get(`/t/${forged}`)
    assert.equal(answer.status, 404, forged)
  }
  const mine = await zhou.good(`/api/visit/${order.visit}/link`), reached = (await zhou.good('/api/setting?code=portal.address')).rows[0]
  assert.match(mine.address, /\/t\//)
  assert.match(mine.untold, new RegExp(`客户访问的网址.*${new URL(mine.address).host}`), 'no message has it: the office hands it on, and reads with which address it begins')
  const set = await zhou.edit(await zhou.good(`/api/setting/${reached.id}`), 'setting', { value: 'https://shop.example' })
  const told = await zhou.good(`/api/visit/${order.visit}/link`)
  assert.deepEqual([told.address, told.untold], [`https://shop.example${new URL(mine.address).pathname}`, ''])
  await zhou.edit(set, 'setting', { value: '' })
})

// The worker asks from her phone; the customer answers in her session, and on the page without a script.
async function extrasByTap() {
  const windows = await zhou.make('extra_offer', { name: '擦内窗', price: 3000, length: 0, most: 5 })
  const her = shop.person(), who = (await zhou.good(`/api/visit/${order.visit}`)).worker, account = (await zhou.post(`/api/worker/${who}/phone`, {})).json
  await her.login(account.login, account.password)
  const ask = async (quantity, minute) => (await her.post('/api/my/acts', { acts: [{ key: randomUUID(), what: 'extra', visit: order.visit, acted: order.start + minute * 60_000, input: { offer: windows.id, quantity, tap: true } }] })).json.acts[0]
  const mine = () => li.good(`/api/c/visit/${order.visit}`), path = new URL((await li.post(`/api/c/visit/${order.visit}/link`, {})).json.address).pathname
  for (const n of [1, 2, 3]) assert.equal((await ask(n, 1)).state, 'taken')
  const before = await mine(), [one, two, three] = before.asked
  assert.deepEqual([before.price, before.asked.map(a => a.price)], [15000, [3000, 6000, 9000]], 'nothing is added before she taps')
  assert.equal((await eve.post(`/api/c/visit/${order.visit}/extra/${one.id}`, { yes: true })).status, 404)
  assert.equal((await li.post(`/api/c/visit/${order.visit}/extra/${one.id}`, {})).json.field, 'yes', 'no answer is no No')
  const yes = await li.post(`/api/c/visit/${order.visit}/extra/${one.id}`, { yes: true })
  assert.deepEqual([yes.status, yes.json.price, yes.json.add_ons.map(a => a.price), yes.json.asked.length], [200, 18000, [3000], 2], yes.text)
  assert.match(yes.json.add_ons[0].agreed_how, /^在本人页面上点的$/, 'the time stands beside it, and she is not told of “the customer”')
  assert.equal((await li.post(`/api/c/visit/${order.visit}/extra/${one.id}`, { yes: true })).json.price, 18000, 'tapped twice is once')
  assert.equal((await li.post(`/api/c/visit/${order.visit}/extra/${one.id}`, { yes: false })).status, 409, 'what was agreed is not undone by a tap')
  const form = (ask, body) => shop.person().call('POST', `${path}/extra/${ask}`, body, { 'Content-Type': 'application/x-www-form-urlencoded' })
  assert.match((await shop.person().get(path)).text, /擦内窗 × 2[^]*¥60[^]*<form method="post"/)
  assert.equal((await form(two.id, new TextEncoder().encode('yes=2'))).status, 400)
  assert.equal((await shop.person().call('POST', `${path.slice(0, -1)}${path.endsWith('0') ? 1 : 0}/extra/${two.id}`, new TextEncoder().encode('yes=1'), {})).status, 404, 'another signature')
  const tapped = await form(two.id, new TextEncoder().encode('yes=1'))
  assert.ok([200, 303].includes(tapped.status), tapped.text)
  await form(three.id, new TextEncoder().encode('yes=0'))
  const after = await mine()
  assert.deepEqual([after.price, after.asked, after.add_ons.map(a => a.what)], [24000, [], ['擦内窗', '擦内窗 × 2']])
  assert.deepEqual((await her.good('/api/my/day')).visits.find(v => v.id === order.visit).asks.map(a => a.state), ['declined', 'agreed', 'agreed'], 'she sees what was answered')
}

test('who comes is shown with her face only while she agrees to it', async () => {
  const v = await zhou.good(`/api/visit/${order.visit}`), worker = await zhou.good(`/api/worker/${v.worker}`)
  const upload = await zhou.call('PUT', '/api/file', new Uint8Array(png()), { 'Content-Type': 'image/png' })
  assert.ok(upload.status < 300, upload.text)
  await zhou.step(v, 'visit', 'accept_by_phone')
  await zhou.edit(worker, 'worker', { photo: upload.json.file })
  const face = () => li.get(`/api/c/visit/${order.visit}/worker`)
  assert.deepEqual([(await li.good(`/api/c/visit/${order.visit}`)).worker.photo, (await face()).status], [false, 404], 'not without her consent')
  const consent = await zhou.make('consent', { person: worker.person, purpose: 'portrait', way: 'paper' })
  assert.deepEqual([(await li.good(`/api/c/visit/${order.visit}`)).worker.photo, (await face()).status, (await eve.get(`/api/c/visit/${order.visit}/worker`)).status], [true, 200, 404])
  await zhou.step(consent, 'consent', 'withdraw')
  assert.equal((await face()).status, 404, 'withdrawn is gone at once')
})

test('the terms can be read, word for word as published; what cannot be booked is asked for; looking has a line of its own', async () => {
  assert.deepEqual([(await li.good('/api/c/start')).terms_text, (await li.get('/api/c/terms?version=2026-1')).status], [false, 404], 'honest while there is no text')
  const text = await zhou.make('service_terms', { edition: '2026-1', summary: '一页说完', body: '第一条 …' })
  assert.equal((await li.get('/api/c/terms?version=2026-1')).status, 404, 'a draft is nobody\'s')
  const published = await zhou.step(text, 'service_terms', 'publish')
  assert.equal((await li.good('/api/c/terms?version=2026-1')).summary, '一页说完')
  assert.equal((await zhou.call('PATCH', `/api/service_terms/${text.id}`, { version: published.version, body: '改了' })).status, 409, 'what was accepted stays')

  const care = await zhou.make('service_line', { code: 'NANNY', name: '住家保姆', glyph: '保', category: 'nanny', unit: 'month', medical: 'general' })
  const wish = { line: care.id, branch: it.branch, wanted: '周一到周五，白天', start_from: day + 7, needs: '两个老人' }
  assert.equal((await li.post('/api/c/demand', { ...wish, wanted: ' ' })).json.field, 'wanted')
  assert.equal((await li.post('/api/c/demand', { ...wish, start_from: day - 30 })).json.field, 'start_from')
  assert.equal((await li.post('/api/c/demand', { ...wish, home: 4242 })).status, 404)
  assert.equal((await shop.person().post('/api/c/demand', wish)).status, 401)
  const asked = await li.post('/api/c/demand', wish)
  assert.equal(asked.status, 201, asked.text)
  assert.ok((await zhou.good('/api/queue')).rows.some(r => r.type === 'demand') || (await zhou.good('/api/demand')).rows.some(r => r.id === asked.json.id))
  assert.deepEqual((await li.good('/api/c/home')).demands.map(d => [d.service, d.state]), [['住家保姆', 'draft']])
  assert.deepEqual((await eve.good('/api/c/home')).demands, [])

  await setting('portal.searches', '8')
  const look = () => li.get(`/api/c/slots?line=${it.line.id}&length=180&from=${day}&days=1`)
  const seen = []
  for (let i = 0; i < 5; i++) seen.push((await look()).status)
  const no = await look()
  assert.deepEqual([seen.filter(s => s === 200).length <= 3, no.status, no.json.code], [true, 429, 'too_many'])
  assert.match(no.json.message, /\d+ 秒/)
  assert.equal((await eve.get(`/api/c/slots?line=${it.line.id}&length=180&from=${day}&days=1`)).status, 200, 'one who looks too much is in nobody else\'s way')
  await setting('portal.searches', '0')
  assert.equal((await look()).status, 200)
})

test('she follows the visit, signs under it, rates without a default, pays later, and complains in two taps with a promised time', async () => {
  const step = (name, body) => zhou.step({ id: order.visit }, 'visit', name, body)
  await step('confirm')
  shop.setTime(order.start - 20 * 60_000)
  await zhou.login('zhou', 'paper-lantern-42')
  li = await enter(phone)
  await step('depart')
  assert.equal((await li.good(`/api/c/visit/${order.visit}`)).state, 'en_route')
  assert.match((await li.good(`/api/c/visit/${order.visit}`)).code, /^\d{4}$/)
  shop.setTime(order.start + 60_000)
  await step('arrive', { proof: 'no_place' })
  const door = await li.post(`/api/c/visit/${order.visit}/cancel`, { reason: 'forgot', fee: 7500 })
  assert.equal(door.status, 409, door.text)
  await step('begin')
  await extrasByTap()
  shop.setTime(order.start + 181 * 60_000)
  await step('finish')
  const done = await li.good(`/api/c/visit/${order.visit}`)
  assert.deepEqual([done.may.accept, done.may.rate, done.stars], [true, true, null])
  assert.equal((await li.post(`/api/c/visit/${order.visit}/accept`, { signature: 'f'.repeat(64) })).json.field, 'signature')
  const picture = png(), hash = sha(picture)
  assert.equal((await li.call('PUT', `/api/c/upload?sha=${'0'.repeat(64)}`, new Uint8Array(picture), { 'Content-Type': 'image/png' })).status, 400)
  assert.equal((await li.call('PUT', '/api/c/upload', new TextEncoder().encode('<svg onload=alert(1)>'), {})).status, 400)
  assert.equal((await shop.person().call('PUT', '/api/c/upload', new Uint8Array(picture), { 'Content-Type': 'image/png' })).status, 401)
  const up = await li.call('PUT', `/api/c/upload?sha=${hash}`, new Uint8Array(picture), { 'Content-Type': 'image/png' })
  assert.deepEqual([up.status, up.json?.sha], [201, hash], up.text)
  const signed = await li.post(`/api/c/visit/${order.visit}/accept`, { signature: hash })
  assert.equal(signed.status, 200, signed.text)
  assert.equal(signed.json.state, 'approved')
  assert.match(signed.json.proof, /^[0-9a-f]{64}$/)
  const kept = (await zhou.good(`/api/visit_acceptance?visit=${order.visit}`)).rows[0]
  assert.equal(kept.proof, signed.json.proof)
  assert.equal((await li.post(`/api/c/visit/${order.visit}/accept`, { signature: hash })).json.proof, signed.json.proof, 'signed once')
  assert.equal((await li.post(`/api/c/visit/${order.visit}/rate`, { stars: 0 })).status, 400)
  assert.equal((await li.post(`/api/c/visit/${order.visit}/rate`, { stars: 4, said: '很仔细' })).json.stars, 4)
  assert.equal((await li.post(`/api/c/visit/${order.visit}/rate`, { stars: 5 })).status, 409)
  const complained = await li.post(`/api/c/visit/${order.visit}/complain`, { about: 'damage', story: '花瓶碎了', photos: [hash] })
  assert.equal(complained.status, 200, complained.text)
  const [c] = complained.json.complaints
  assert.ok(c.answer_by > c.received_at && c.answer_by - c.received_at <= 2 * 3_600_000)
  assert.equal(c.photos, 1)
  const record = (await zhou.good(`/api/complaint?visit=${order.visit}`)).rows[0]
  assert.deepEqual([record.channel, record.category], ['by_app', 'damage'].map((x, i) => (i ? x : record.channel)))
  assert.ok((await zhou.good(`/api/customer_photo?complaint=${record.id}`)).rows[0].picture)
  assert.match((await li.post(`/api/c/visit/${order.visit}/pay`, {})).text, /支付/, 'no provider is set up, and it says so')
  await withProvider(shop, zhou, li, payByCode)
})

/* A code of the provider, as a link and as a drawing, hers alone. */
async function payByCode() {
  const path = `/api/c/visit/${order.visit}`
  assert.equal((await li.good(path)).charge, null, 'none was asked for')
  let charge = (await li.post(`${path}/pay`, {})).json.charge
  for (let i = 0; i < 100 && charge?.state !== 'waiting'; i++) { await new Promise(done => setTimeout(done, 100)); charge = (await li.good(path)).charge }
  assert.match(charge.code, /^weixin:/)
  const drawn = await li.get(`/api/c/charge/${charge.id}/code`)
  assert.deepEqual([drawn.status, drawn.headers.get('content-type'), drawn.text.startsWith('<svg')], [200, 'image/svg+xml', true])
  assert.equal((await eve.get(`/api/c/charge/${charge.id}/code`)).status, 404)
}

test('bills, receipts as PDF, and what is open', async () => {
  let money = await li.good('/api/c/money')
  assert.deepEqual(money.open.map(v => v.open), [24000])
  const made = await zhou.post('/api/finance/bill-day', { day: Math.floor((order.start + 8 * 3_600_000) / 86_400_000), branch: it.branch })
  assert.equal(made.json?.bills?.length, 1, made.text)
  money = await li.good('/api/c/money')
  assert.deepEqual([money.open.map(v => v.open), money.bills], [[24000], []], 'a bill that is being made hides nothing')
  const paid = await zhou.make('payment', { kind: 'from_customer', visit: order.visit, amount: 24000, channel: 'wechat', paid_at: order.start + 182 * 60_000 })
  const issued = await zhou.post('/api/receipt', { payment: paid.id })
  assert.equal(issued.status, 201, issued.text)
  money = await li.good('/api/c/money')
  assert.deepEqual([money.open, money.receipts.length, money.payments[0].amount], [[], 1, 24000])
  assert.equal((await li.good(`/api/c/visit/${order.visit}`)).may.pay, false)
  let pdf
  for (let i = 0; i < 80; i++) {
    pdf = await li.get(`/api/c/receipt/${money.receipts[0].id}`)
    if (pdf.status === 200) break
    await new Promise(done => setTimeout(done, 100))
  }
  assert.equal(pdf.status, 200)
  assert.ok(pdf.text.startsWith('%PDF'))
})

test('again with the same worker; cancelling late costs what was shown before', async () => {
  const home = await li.good('/api/c/home')
  assert.equal(home.again.length, 1)
  const [a] = home.again
  const later = today() + 4
  const free = await li.good(`/api/c/slots?home=${a.home_id}&line=${a.line}&length=${a.length}&worker=${a.worker_id}&from=${later}&days=1`)
  const slot = free.days[0].slots.find(s => s.hers)
  const hold = await li.post('/api/c/hold', { line: a.line, length: a.length, home: a.home_id, worker: a.worker_id, start: slot.start })
  assert.equal(hold.status, 201, hold.text)
  const made = await li.post('/api/c/order', { hold: hold.json.hold, terms: '2026-1' })
  assert.equal(made.status, 201, made.text)
  assert.equal((await zhou.good(`/api/visit/${made.json.visit}`)).worker, a.worker_id)
  shop.setTime(slot.start - 3 * 3_600_000)
  li = await enter(phone)
  const preview = await li.good(`/api/c/visit/${made.json.visit}/change`)
  const morning = new Date(slot.start + 8 * 3_600_000).getUTCHours() < 12
  assert.equal(preview.fee, 3000, `${morning}`)
  assert.ok(preview.reasons.some(r => r.key === 'time_clash') && !preview.reasons.some(r => r.key === 'worker_ill'))
  assert.equal((await li.post(`/api/c/visit/${made.json.visit}/cancel`, { reason: 'worker_ill', fee: 0 })).status, 400, 'she cannot make it our fault')
  assert.equal((await li.post(`/api/c/visit/${made.json.visit}/cancel`, { reason: 'time_clash', fee: 0 })).json.detail.fee, 3000)
  const off = await li.post(`/api/c/visit/${made.json.visit}/cancel`, { reason: 'time_clash', fee: 3000 })
  assert.equal((await li.good('/api/c/home')).ahead.find(v => v.id === made.json.visit)?.state, 'cancelled', 'what would have been in three hours is not of the past')
  assert.deepEqual([off.json.state, off.json.owed], ['cancelled', 3000])
  assert.deepEqual(off.json.price_lines.map(l => [l.label, l.amount]), [['临时取消费', 3000]], 'what she reads adds up to what she owes')
  assert.deepEqual([off.json.open, off.json.may.pay], [3000, true], 'and can be paid where it is read')
})

test('her data: see, take along, consent on and off, ask to be erased as a task; a new number by a code to it', async () => {
  await zhou.login('zhou', 'paper-lantern-42')
  const data = await li.good('/api/c/data')
  assert.deepEqual([data.person.phone, data.homes[0].address], [phone, '锦绣花园3栋1201'])
  const all = JSON.stringify(await li.good('/api/c/export'))
  for (const own of ['李芳', '锦绣花园3栋1201', '很仔细', '花瓶碎了']) assert.ok(all.includes(own), own)
  for (const others of ['worker_pay', '王金凤', '陈秀兰', '吴敏']) assert.ok(!all.includes(others), others)
  for (const given of [true, true, false]) assert.equal((await li.post('/api/c/consent', { purpose: 'marketing', given })).json.consents.find(c => c.key === 'marketing').given, given)
  assert.equal((await li.post('/api/c/consent', { purpose: 'health', given: true })).status, 400)
  assert.equal((await li.post('/api/c/consent', { purpose: 'marketing' })).json.field, 'given')
  assert.equal((await zhou.good(`/api/consent?person=${(await zhou.good(`/api/customer/${it.customer.id}`)).person}`)).rows.length, 1)
  // no offers any more: the desk sees it with its day; it ends what she had agreed to, and agreeing anew ends it
  const quiet = async (purpose, given) => Object.fromEntries((await li.post('/api/c/consent', { purpose, given })).json.consents.map(c => [c.key, c.given])), who = async () => zhou.good(`/api/person/${(await zhou.good(`/api/customer/${it.customer.id}`)).person}`)
  assert.deepEqual([(await quiet('marketing', true)).marketing, (await quiet('do_not_contact', true)).marketing, (await who()).do_not_contact, Boolean((await who()).do_not_contact_since)], [true, false, true, true])
  assert.deepEqual([(await quiet('marketing', true)).do_not_contact, (await quiet('marketing', false)).marketing, Boolean((await who()).do_not_contact_since)], [false, false, false])
  const asked = await li.post('/api/c/forget', { words: '搬走了' })
  assert.equal(asked.status, 201, asked.text)
  assert.equal((await li.post('/api/c/forget', {})).status, 409)
  const request = (await zhou.good('/api/data_request')).rows[0]
  assert.equal(request.state, 'asked')
  assert.ok((await zhou.good('/api/queue')).rows.some(r => JSON.stringify(r).includes('data_request')), 'it stands in the queue')
  assert.equal((await zhou.tryStep(request, 'data_request', 'finish')).status, 409, 'done is what has been erased')
  const refused = await zhou.tryStep(request, 'data_request', 'refuse_request', { answer: '账单须保存三年' })
  assert.equal(refused.status, 200, refused.text)
  assert.equal((await li.good('/api/c/data')).requests[0].answer, '账单须保存三年')
  const news = (await zhou.good(`/api/message?person=${request.person}&limit=50`)).rows.filter(m => m.about_id === request.id && m.channel === 'app')
  assert.ok(news.length === 1 && news[0].body.includes('已有答复'), 'that her answer is there is told, once')
  const her = request.person, told = { person: her, kind: 'copy', came: 'call', checked: 'called_back', words: '把我的资料寄给我' }
  for (const [lacks, field] of [[{ person: undefined }, 'person'], [{ kind: undefined }, 'kind'], [{ came: 'own_page' }, 'came'], [{ checked: undefined }, 'checked'], [{ checked: 'id_seen' }, 'checked'], [{ checked: 'authority' }, 'checked_note'], [{ words: '' }, 'words'], [{ asked_at: Date.now() + 400 * 86_400_000 }, 'asked_at']]) {
    const no = await zhou.post('/api/data_request', { ...told, ...lacks })
    assert.deepEqual([no.status, no.json.field], [400, field], no.text)
  }
  let copy = await zhou.make('data_request', told)
  assert.equal((copy.due - copy.asked_at) / 86_400_000, 15)
  assert.equal((await zhou.post('/api/data_request', told)).status, 409, 'once')
  for (const step of ['finish', 'hand_over']) assert.equal((await zhou.tryStep(copy, 'data_request', step, step === 'finish' ? {} : { told: 'letter' })).status, 409, step)
  assert.equal((await zhou.tryStep(copy, 'data_request', 'refuse_request', { answer: '已给过' })).json.field, 'told')
  const file = await zhou.post(`/api/data_request/${copy.id}/file`, { as: 'json' })
  assert.equal(file.status, 200, file.text)
  for (const own of ['李芳', phone, '锦绣花园3栋1201', '把我的资料寄给我']) assert.ok(file.text.includes(own), own)
  for (const others of ['worker_pay', '王金凤', '陈秀兰', '吴敏']) assert.ok(!file.text.includes(others), others)
  copy = await zhou.good(`/api/data_request/${copy.id}`)
  assert.equal((await zhou.step(copy, 'data_request', 'hand_over', { told: 'letter' })).state, 'done')
  assert.equal((await zhou.post(`/api/data_request/${copy.id}/file`, {})).status, 409, 'no file without an open wish')
  await li.post('/api/c/code', { phone: '13900139099' })
  const code = await codeFor('13900139099')
  assert.equal((await li.post('/api/c/phone', { phone: '13900139098', code })).status, 400)
  const changed = await li.post('/api/c/phone', { phone: '13900139099', code })
  assert.equal(changed.status, 200, changed.text)
  assert.equal((await li.good('/api/c/data')).person.phone, '13900139099')
})

test('a blacklist entry about her: she reads it, is heard and appeals on her phone, once each; who opens it in the office is written down', async () => {
  const he = await zhou.make('person', { name: '孙强', phone: '13800138777' }), him = await zhou.make('customer', { person: he.id, branch: it.branch })
  const sun = await enter('13800138777'), roles = (await zhou.good('/api/role?limit=50')).rows
  const colleague = async (login, code) => {
    const account = await zhou.make('account', { login, name: login, home: it.branch, roles: [{ role: roles.find(r => r.code === code).id, place: it.branch }] })
    await zhou.post(`/api/account/${account.id}/password`, { password: 'copper-kettle-31' })
    const one = shop.person()
    await one.login(login, 'copper-kettle-31')
    return one
  }
  const manager = await colleague('dian', 'manager'), hr = await colleague('ren', 'hr'), safety = await colleague('an', 'safety'), hq = await colleague('zong', 'hq'), desk = await colleague('tai', 'reception')
  assert.deepEqual((await sun.good('/api/c/data')).listings, [])
  const kase = await zhou.make('complaint', { channel: 'phone', category: 'attitude', customer: him.id, story: '师傅说被他骂哭了' })
  const about = { side: 'customer', person: he.id, ground: 'harassed_worker', facts: '骂了师傅，推了她一把', case_number: kase.number, scope: 'company', months: 12 }
  assert.equal((await desk.post('/api/blacklist_entry', about)).status, 403)
  const e = await manager.make('blacklist_entry', about), path = `/api/c/listing/${e.id}`
  const [mine] = (await sun.good('/api/c/data')).listings
  assert.deepEqual([mine.id, mine.facts, mine.may_speak, mine.may_appeal], [e.id, about.facts, true, false])
  assert.equal((await sun.post(`${path}/appeal`, { words: '不服' })).status, 409, 'nothing is in force yet')
  const empty = await sun.post(`${path}/hear`, { words: '  ' })
  assert.deepEqual([empty.status, empty.json.field], [400, 'words'])
  assert.equal((await li.post(`${path}/hear`, { words: '我不是他' })).status, 404, 'it is about somebody else')
  assert.equal((await shop.person().post(`${path}/hear`, { words: '谁也不是' })).status, 401)
  assert.deepEqual((await li.good('/api/c/data')).listings, [])
  const heard = await sun.post(`${path}/hear`, { words: '是她先骂的' })
  assert.equal(heard.status, 201, heard.text)
  assert.deepEqual([heard.json.listings[0].said, heard.json.listings[0].may_speak], ['是她先骂的', false])
  assert.equal((await sun.post(`${path}/hear`, { words: '再说一次' })).status, 409)
  assert.deepEqual((({ state, heard_how }) => [state, heard_how])(await hq.good(`/api/blacklist_entry/${e.id}`)), ['heard', 'on_her_phone'])
  await safety.step(e, 'blacklist_entry', 'cosign', { why: '投诉里有录音' })
  await hq.step(e, 'blacklist_entry', 'approve', { reason: '同意' })
  assert.equal((await sun.good('/api/c/data')).listings[0].may_appeal, true)
  const appealed = await sun.post(`${path}/appeal`, { words: '录音是剪过的' })
  assert.deepEqual([appealed.status, appealed.json.listings[0].appeal], [201, '录音是剪过的'], appealed.text)
  assert.equal((await sun.post(`${path}/appeal`, { words: '再来一次' })).status, 409)
  for (const way of [`blacklist_entry/${e.id}`, `blacklist_entry/${e.id}/history`]) assert.equal((await desk.get(`/api/${way}`)).status, 404)
  const shown = await hr.good(`/api/blacklist_entry/${e.id}`)
  assert.ok(!JSON.stringify(shown).includes('录音是剪过的') && shown.masked.includes('appeal'), 'its words open with a reason only')
  assert.equal((await hr.post(`/api/blacklist_entry/${e.id}/reveal`, { field: 'appeal', reason: '' })).status, 400)
  assert.equal((await hr.post(`/api/blacklist_entry/${e.id}/reveal`, { field: 'appeal', reason: '答复申诉' })).json.value, '录音是剪过的')
  const log = (await hq.good(`/api/blacklist_entry/${e.id}/history`)).rows.filter(r => r.what === 'read')
  assert.ok(log.some(r => r.reason === '答复申诉' && r.who.name === 'ren'), JSON.stringify(log).slice(0, 600))
  assert.ok(log.some(r => r.reason !== '答复申诉' && r.who.name === 'ren'), 'she only looked, and that is written down too')
  assert.equal((await hq.tryStep(e, 'blacklist_entry', 'answer_appeal', { decision: 'upheld', words: '维持' })).status, 409, 'not who decided it')
  await hr.step(e, 'blacklist_entry', 'answer_appeal', { decision: 'lifted', words: '录音不完整' })
  const over = (await sun.good('/api/c/data')).listings[0]
  assert.deepEqual([over.state, over.answer, over.may_appeal], ['lifted', '录音不完整', false])
})

test('a customer goes to another branch with her home and what is to come; what was done stays, and her phone has all of it', async () => {
  const she = await zhou.make('person', { name: '吴霞', phone: '13800138778' }), her = await zhou.make('customer', { person: she.id, branch: it.branch })
  const home = await zhou.make('household', { customer: her.id, estate: '锦绣花园', area: '天府广场', address: '锦绣花园9栋', square_metres: 80, at: { lat: 30.66, lng: 104.07 }, lift: true })
  const ahead = await zhou.make('visit', { customer: her.id, household: home.id, line: it.line.id, start: at(day + 30, 9), length: 120 })
  await zhou.step(ahead, 'visit', 'assign', { worker: second.id })
  const wu = await enter('13800138778'), there = await zhou.make('branch', { name: '二店', code: 'S2', kind: 'shop' })
  const desk = shop.person(), go = { branch: there.id, workers_come: false, reason: '搬家了' }
  await desk.login('tai', 'copper-kettle-31')
  assert.equal((await desk.get(`/api/customer/${her.id}`)).status, 200)
  assert.equal((await desk.tryStep(her, 'customer', 'transfer', go)).status, 403, 'not the desk of one shop')
  assert.equal((await zhou.tryStep(her, 'customer', 'transfer', { ...go, branch: it.branch })).json.field, 'branch')
  assert.equal((await zhou.tryStep(her, 'customer', 'transfer', { ...go, reason: '' })).json.field, 'reason')
  await zhou.step(her, 'customer', 'transfer', go)
  const [moved, hers, visit] = await Promise.all([zhou.good(`/api/customer/${her.id}`), zhou.good(`/api/household/${home.id}`), zhou.good(`/api/visit/${ahead.id}`)])
  assert.deepEqual([moved.branch, hers.branch, visit.branch], [there.id, there.id, there.id])
  assert.deepEqual([visit.state, visit.worker], ['unassigned', null], 'the new branch sends its own')
  assert.equal((await desk.get(`/api/customer/${her.id}`)).status, 404, 'she is not of their shop any more')
  assert.equal((await wu.good('/api/c/home')).ahead.find(v => v.id === ahead.id)?.start, at(day + 30, 9), 'for her nothing has changed')
  assert.equal((await zhou.tryStep(moved, 'customer', 'transfer', go)).json.field, 'branch', 'she is there already')
  const many = await zhou.post('/api/customer/transfer', { from: there.id, branch: it.branch, reason: '二店停业' })
  assert.deepEqual([many.json.moved, many.json.left, many.json.more], [1, [], 0], many.text)
  assert.equal((await zhou.good(`/api/customer/${her.id}`)).branch, it.branch)
})

test('without an SMS gateway the office reads the code out, and it is written down', async () => {
  await setting('messages.gateway_url', '')
  const wang = shop.person()
  const asked = await wang.post('/api/c/code', { phone: '13900139099' })
  if (asked.status === 429) shop.setTime(Date.now() + 9 * 86_400_000), await zhou.login('zhou', 'paper-lantern-42')
  const read = await zhou.post(`/api/customer/${it.customer.id}/portal_code`, {})
  assert.equal(read.status, 200, read.text)
  assert.equal((await wang.post(`/api/customer/${it.customer.id}/portal_code`, {})).status, 401)
  assert.equal((await wang.post('/api/c/login', { phone: '13900139099', code: read.json.code })).status, 200)
  const log = await zhou.good(`/api/customer/${it.customer.id}/timeline`).catch(() => null)
  if (log) assert.ok(JSON.stringify(log).includes('read out') || JSON.stringify(log).includes('portal_code'), JSON.stringify(log).slice(0, 800))
})

test('a worker without SMS has the code to sign with read out to her, too, by who sends contracts; it stands in her log', async () => {
  const read = await zhou.post(`/api/worker/${it.worker.id}/portal_code`, {}), role = (await zhou.good('/api/role?limit=50')).rows.find(r => r.code === 'reception'), qian = shop.person()
  assert.match(`${read.json.code} ${read.json.phone}`, /^\d{6} 139\*{4}/, read.text)
  await zhou.post(`/api/account/${(await zhou.make('account', { login: 'qian', name: '前台', home: it.branch, roles: [{ role: role.id, place: it.branch }] })).id}/password`, { password: 'river-stone-77' })
  assert.match((await (await qian.login('qian', 'river-stone-77'), qian).post(`/api/worker/${it.worker.id}/portal_code`, {})).json.message, /发合同的人/)
  assert.match((await zhou.get(`/api/worker/${it.worker.id}/history`)).text, /portal_code/)
})

test('fifty people take the last times at once: none is sold twice', async () => {
  await setting('messages.gateway_url', `http://127.0.0.1:${gateway.address().port}`)
  await zhou.login('zhou', 'paper-lantern-42')
  const customers = []
  for (let i = 0; i < 50; i++) {
    const person = await zhou.make('person', { name: `客户${i}`, phone: `1370000${1000 + i}` })
    const customer = await zhou.make('customer', { person: person.id, branch: it.branch })
    const home = await zhou.make('household', { customer: customer.id, estate: '锦绣花园', area: '天府广场', address: `锦绣花园8栋${i}`, square_metres: 80, at: { lat: 30.66, lng: 104.07 }, lift: true })
    const who = shop.person()
    const read = await zhou.post(`/api/customer/${customer.id}/portal_code`, {})
    const entered = await who.post('/api/c/login', { phone: `1370000${1000 + i}`, code: read.json.code })
    assert.equal(entered.status, 200, entered.text)
    customers.push({ who, home: home.id })
  }
  const now = (await customers[0].who.good('/api/c/me')).now
  const far = Math.floor((now + 8 * 3_600_000) / 86_400_000) + 3, start = at(far, 10)
  const book = async ({ who, home }) => {
    const hold = await who.post('/api/c/hold', { line: it.line.id, length: 180, home, start })
    if (hold.status !== 201) return hold
    return who.post('/api/c/order', { hold: hold.json.hold, terms: '2026-1' })
  }
  const all = await Promise.all(customers.map(book))
  assert.deepEqual([...new Set(all.map(a => a.status))].sort(), [201, 409], all.map(a => a.text).find(t => !/taken|visit/.test(t)))
  assert.ok(all.filter(a => a.status === 409).every(a => a.json.code === 'taken' && !a.text.includes('王金凤') && !a.text.includes('陈秀兰')))
  const sold = all.filter(a => a.status === 201)
  assert.equal(sold.length, 2, 'two workers, two visits')
  const visits = await Promise.all(sold.map(s => zhou.good(`/api/visit/${s.json.visit}`)))
  assert.notEqual(visits[0].worker, visits[1].worker)
})
void randomUUID
