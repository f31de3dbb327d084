// A flat after renovation: looked at and measured, quoted on a page where the customer wants a change and then says yes, ordered by that at its price with its deposit named, a crew of four with a van, accepted zone by zone: by the customer
// on her own phone or with the office, one zone done again while the crew is there and once more by a visit of its own; the visit is approved only then.
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { at, openShop, today } from './shop.mjs'
import { openCleaner } from './cleaner.mjs'
import { openProvider } from './provider.mjs'

const key = 'a key that both keep, long enough to be one'
let shop, c, zhou, provider, survey, order, visit, van, photo, use, li, leader, mate
const phones = {}
const DAY = today() + 2
const PNG = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='), ch => ch.charCodeAt(0))
const id = v => v?.id ?? v
const shaOf = bytes => createHash('sha256').update(bytes).digest('hex')
// The clock, and who is logged in at it.
const clock = async (hour, minute = 0, day = DAY) => {
  shop.setTime(at(day, hour, minute))
  await zhou.login('zhou', 'paper-lantern-42')
  ;[leader, mate] = [shop.person(), shop.person()]
  for (const [who, of] of [[leader, phones.leader], [mate, phones.mate]]) await who.login(of.login, of.password)
}
const customerPhone = async (customer, phone) => {
  const who = shop.person(), { code } = (await zhou.post(`/api/customer/${customer.id}/portal_code`, {})).json
  assert.equal((await who.post('/api/c/login', { phone, code })).status, 200)
  return who
}
const up = async (who, bytes) => {
  const sent = await who.call('PUT', `/api/c/upload?sha=${shaOf(bytes)}`, bytes, { 'Content-Type': 'image/png' })
  assert.equal(sent.status, 201, sent.text)
  return sent.json.sha
}
const seen = async () => Object.fromEntries((await li.good(`/api/c/visit/${visit.id}`)).zones.map(z => [z.name, z]))
const says = async (who, zone, acted, picture, of = visit) => {
  const told = await who.post('/api/my/acts', { acts: [{ key: randomUUID(), what: 'zone', visit: of.id, acted, input: { zone: (await seen())[zone].id, ...(picture && { photo: picture }) } }] })
  assert.equal(told.status, 200, told.text)
  return [told.json.acts[0].state, told.json.acts[0].code]
}

before(async () => {
  shop = await openShop()
  c = await openCleaner(shop, { line: { code: 'RENO', name: '开荒保洁', glyph: '荒', category: 'post_renovation', unit: 'square_metre', least: 240, gear: ['vehicle'] }, price: { unit_price: 1000, least_price: 50000, worker_percent: 50 } })
  zhou = c.zhou
  provider = await openProvider(key)
  mkdirSync(join(shop.data, 'keys'), { recursive: true })
  writeFileSync(join(shop.data, 'keys', 'payment.key'), `${key}\n`, { mode: 0o600 })
  for (const name of ['陈秀兰', '刘桂英', '张秀兰']) await c.hire(name)
  const sent = await zhou.call('PUT', '/api/file?name=zone.png', PNG, { 'Content-Type': 'image/png' })
  assert.ok(sent.status < 300, sent.text)
  photo = sent.json.file
})
after(async () => { await provider?.close(); await shop?.close() })

test('before the job its customer is given an address: when somebody looks, what to prepare, a yes to the time or the wish for another', async () => {
  const asked = at(DAY, 10), looked = await zhou.make('survey', { customer: c.customer.id, household: c.home.id, line: c.line.id, at: asked })
  const page = new URL((await zhou.good(`/api/survey/${looked.id}/link`)).address).pathname, now = () => zhou.good(`/api/survey/${looked.id}`)
  const html = await (await fetch(shop.address + page)).text()
  assert.match(html, /请准备[\s\S]*水电已通/)
  const other = Number(/<option value="(\d+)"/.exec(html)[1])
  const send = body => fetch(shop.address + page, { method: 'POST', redirect: 'manual', body, headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: shop.address } })
  assert.equal((await send('answer=perhaps')).status, 400)
  assert.equal((await send('at=1000')).status, 400, 'a time that has passed')
  assert.equal((await fetch(`${shop.address}${page}0`)).status, 404)
  assert.equal((await send('answer=yes')).status, 303)
  assert.ok((await now()).confirmed_at)
  assert.equal((await send(`at=${other}`)).status, 303)
  assert.deepEqual([(await now()).wished, (await now()).confirmed_at ?? null, (await now()).at], [other, null, asked], 'the office says whether it works')
  const moved = await zhou.step(await now(), 'survey', 'move')
  assert.deepEqual([moved.at, moved.wished ?? null, !!moved.confirmed_at], [other, null, true])
  await zhou.step(moved, 'survey', 'drop', { reason: '不做了' })
  assert.match(await (await fetch(shop.address + page)).text(), /已取消/)
})

test('measured zones make the crew, the hours, the price and the deposit; nothing is measured without a photo', async () => {
  survey = await zhou.make('survey', { customer: c.customer.id, household: c.home.id, line: c.line.id, at: at(DAY - 1, 21, 30), dust: 'usual' })             // in the evening: no surcharge on the job
  const early = await zhou.tryStep(survey, 'survey', 'measure')
  assert.deepEqual([early.status, early.json.code], [409, 'guard'])
  survey = await zhou.edit(survey, 'survey', { zones: [{ name: '客厅', square_metres: 60, photo }, { name: '厨房', square_metres: 20, hazard: 'power' }, { name: '卧室', square_metres: 40 }] })
  assert.deepEqual([survey.square_metres, survey.person_minutes, survey.persons, survey.length], [120, 1309, 4, 330])
  assert.deepEqual([survey.price, survey.deposit], [120000, 24000], 'by the square metre: however many go')
  survey = await zhou.step(survey, 'survey', 'measure')
  const hazard = await zhou.tryStep(survey, 'survey', 'order', { start: at(DAY, 9), terms_version: '2026-1' })
  assert.equal(hazard.json.code, 'guard', 'open wires first')
  survey = await zhou.edit(survey, 'survey', { zones: survey.zones.map(z => (z.name === '厨房' ? { ...z, measure: '物业已装空开' } : z)) })
  const unasked = await zhou.tryStep(survey, 'survey', 'order', { start: at(DAY, 9), terms_version: '2026-1' })
  assert.deepEqual([unasked.status, unasked.json.code], [409, 'guard'])
  assert.match(unasked.json.message, /客户还没有同意/)
})

test('the quotation: a line a zone, what is not included, what changes the price on the spot; a change becomes the next version, never this one', async () => {
  survey = await zhou.step(survey, 'survey', 'quote')
  let quotation = await zhou.good(`/api/quotation/${id(survey.quotation)}`)
  assert.deepEqual([quotation.each, quotation.price, quotation.deposit, quotation.deposit_kind, quotation.persons, quotation.length, quotation.edition, quotation.gear], ['job', 120000, 24000, 'advance', 4, 330, 1, ['vehicle']])
  assert.deepEqual(quotation.lines.map(l => [l.item, l.what, l.quantity, l.amount]), [['zone', '客厅', 6000, 60000], ['zone', '厨房', 2000, 20000], ['zone', '卧室', 4000, 40000]])
  assert.match(quotation.on_site, /先把新价格告诉您/)
  assert.equal((await zhou.tryStep(survey, 'survey', 'quote')).status, 409, 'one draft is enough')
  assert.equal((await zhou.tryStep(quotation, 'quotation', 'offer')).status, 409, 'it does not say what is not included')
  const earnest = await zhou.call('PATCH', `/api/quotation/${quotation.id}`, { version: quotation.version, deposit_kind: 'earnest' })
  assert.equal(earnest.json.field, 'deposit_kind')
  quotation = await zhou.edit(quotation, 'quotation', { exclusions: '不含外窗、不含搬家具' })
  quotation = await zhou.step(quotation, 'quotation', 'offer')
  assert.equal((await zhou.good(`/api/survey/${survey.id}`)).state, 'quoted')
  assert.equal((await zhou.call('PATCH', `/api/quotation/${quotation.id}`, { version: quotation.version, exclusions: '什么都包' })).json.field, 'exclusions')
  const link = async q => `/api/c/quotation/${(await zhou.post(`/api/quotation/${q.id}/link`, {})).json.address.split('/quotation/')[1]}`
  const path = await link(quotation), page = await shop.person().good(path)
  assert.deepEqual([page.quotation.job.persons, page.quotation.job.length, page.quotation.job.gear, page.may_answer, page.quotation.lines.length], [4, 330, '面包车', true, 3])
  assert.ok(!JSON.stringify(page).includes('锦绣花园'), 'nothing personal stands in it')
  assert.equal((await shop.person().get(`${path}/paper`)).text.slice(0, 5), '%PDF-')
  assert.equal((await shop.person().post(path, { answer: 'change', note: ' ' })).json.field, 'note')
  const her = await customerPhone(c.customer, '13800138000'), own = `/api/c/quotation/own-${quotation.id}`, stand = async who => (await who.good('/api/c/home')).quotations.map(q => [q.id, q.state, q.price])
  assert.deepEqual(await stand(her), [[quotation.id, 'offered', 120000]], 'logged in, it stands among her visits without any link')
  assert.deepEqual([(await her.good(own)).quotation.number, (await her.get(`${own}/paper`)).text.slice(0, 5)], [quotation.number, '%PDF-'])
  for (const bad of [`${own}/paper`, own]) assert.equal((await shop.person().get(bad)).status, 401, 'an id is guessed; it is good with a login only')
  const neighbour = await zhou.make('person', { name: '郑宁', phone: '13800138009' }), next_door = await customerPhone(await zhou.make('customer', { person: neighbour.id, branch: c.branch }), '13800138009')
  assert.deepEqual(await stand(next_door), [])
  for (const bad of [`${own}/paper`, own, '/api/c/quotation/own-', '/api/c/quotation/own-1x']) assert.equal((await next_door.get(bad)).status, 404, bad)
  assert.equal((await next_door.post(own, { answer: 'decline', why: 'thinking' })).status, 404)
  const asked = await her.post(own, { answer: 'change', note: '再加一个阳台，周末做' })
  assert.equal(asked.json.quotation?.state, 'change', asked.text)
  assert.equal((await zhou.good(`/api/survey/${survey.id}`)).state, 'done', 'nothing is offered now: the clock runs')
  assert.ok((await zhou.good('/api/queue?type=quotation&mine=0')).rows.some(r => r.rule === 'change' && r.record === quotation.id))
  quotation = await zhou.good(`/api/quotation/${quotation.id}`)
  assert.deepEqual(await stand(her), [[quotation.id, 'change', 120000]])
  await zhou.step(quotation, 'quotation', 'revise')
  survey = await zhou.good(`/api/survey/${survey.id}`)
  let next = await zhou.good(`/api/quotation/${id(survey.quotation)}`)
  assert.deepEqual([next.edition, id(next.replaces), next.state, next.lines.length], [2, quotation.id, 'draft', 3])
  next = await zhou.edit(next, 'quotation', { start: at(DAY, 9), lines: [...next.lines.map(({ item, what, quantity, measure, unit }) => ({ item, what, quantity, measure, unit })), { item: 'add_on', what: '阳台', quantity: 100, measure: '项', unit: 10000 }, { item: 'discount', what: '老客户优惠', quantity: 100, measure: '', unit: 10000 }] })
  assert.equal(next.price, 120000)
  next = await zhou.step(next, 'quotation', 'offer')
  assert.equal((await zhou.good(`/api/quotation/${quotation.id}`)).state, 'withdrawn')
  assert.equal((await shop.person().good(path)).quotation.number, next.number, 'the old address shows what counts now')
  assert.deepEqual(await stand(her), [[next.id, 'offered', 120000]])
})

test('her yes is the order, at that price whatever the list says by then: named, to what she read, under the terms', async () => {
  const terms = await zhou.make('service_terms', { edition: '2026-1', summary: '定金、加价、验收的规则', body: '一、先报价后做工。' })
  await zhou.step(terms, 'service_terms', 'publish')
  await zhou.make('setting', { code: 'operations.terms', since: today() - 1, value: '2026-1' })
  const next = await zhou.good(`/api/quotation/${id(survey.quotation)}`), path = `/api/c/quotation/${(await zhou.post(`/api/quotation/${next.id}/link`, {})).json.address.split('/quotation/')[1]}`
  const { quotation: { job }, terms: asked } = await shop.person().good(path), yes = more => shop.person().post(path, { answer: 'accept', name: '李芳', seen: job.seen, terms: asked, ...more })
  assert.equal(asked, '2026-1')
  assert.equal((await yes({ name: ' ' })).json.field, 'name')
  assert.equal((await yes({ seen: 'f'.repeat(64) })).status, 409, 'not what she read')
  assert.equal((await yes({ terms: '' })).json.field, 'terms')
  await zhou.step(await zhou.make('price_rule', { line: c.line.id, name: '涨价', valid_from: today() + 1, unit_price: 2000, worker_percent: 60 }), 'price_rule', 'publish')
  const said = await yes({})
  assert.equal(said.json.quotation?.state, 'accepted', said.text)
  assert.equal((await yes({})).json.quotation.state, 'accepted', 'tapped twice it is one yes')
  const kept = await zhou.good(`/api/quotation/${next.id}`)
  assert.deepEqual([kept.answered_by, kept.seen, kept.terms_version, kept.used_at > 0], ['李芳', job.seen, '2026-1', true])
  assert.match(kept.evidence, /127\.0\.0\.1/)
  survey = await zhou.good(`/api/survey/${survey.id}`)
  assert.equal(survey.state, 'ordered')
  order = await zhou.good(`/api/service_order/${id(survey.service_order)}`)
  assert.deepEqual([order.state, order.persons, order.length, order.square_metres, order.price, order.start], ['confirmed', 4, 330, 120, 120000, at(DAY, 9)])
  assert.equal(order.worker_pay, 65000, 'half of 1,300 before the discount')
})

test('the order is confirmed: its zones stand to be accepted; a service that goes with a van takes the one that is free', async () => {
  visit = await zhou.good(`/api/visit/${id(order.visit)}`)
  const zones = (await zhou.good(`/api/job_zone?visit=${visit.id}`)).rows
  assert.deepEqual(zones.map(z => z.name).sort(), ['卧室', '厨房', '客厅'].sort())
  const [deposit] = (await zhou.good(`/api/job_deposit?visit=${visit.id}`)).rows
  assert.deepEqual([deposit.amount, deposit.state], [24000, 'due'], 'the fifth that the survey named')
  const nobody = await zhou.tryStep(deposit, 'job_deposit', 'charge')
  assert.equal(nobody.status, 400, 'no provider is set up, and it says so')
  await zhou.make('setting', { code: 'finance.provider_url', since: today() - 1, value: provider.url })
  await zhou.step(deposit, 'job_deposit', 'charge')
  const waiting = async () => { for (;;) { const [one] = (await zhou.good(`/api/charge?deposit=${deposit.id}`)).rows; if (one?.state === 'waiting') return zhou.good(`/api/charge/${one.id}`); await new Promise(r => setTimeout(r, 100)) } }
  const charge = await waiting()
  assert.equal(charge.amount, 24000, 'the whole deposit')
  provider.pay(charge.order_number, 24000, 'WX-9')
  assert.deepEqual(await Promise.all([1, 2].map(() => provider.notify(shop, charge.order_number))), [200, 200], 'told twice at once')
  const now = await zhou.good(`/api/job_deposit/${deposit.id}`)
  assert.equal(now.state, 'received')
  assert.equal((await zhou.tryStep(now, 'job_deposit', 'charge')).status, 409, 'not a second time')
  const [came] = (await zhou.good(`/api/payment?visit=${visit.id}`)).rows
  assert.deepEqual([came.amount, came.kind], [24000, 'from_customer'])
  const gear = async of => (await zhou.post('/api/board/verdict', { visit: of.id, worker: c.worker.id })).json.reasons.find(r => r.code.startsWith('H12'))
  assert.equal((await gear(visit)).code, 'H12.none')
  van = await zhou.make('gear', { kind: 'vehicle', name: '金杯 1 号', plate: '川A00001', seats: 6 })
  assert.deepEqual([(await gear(visit)).code, (await gear(visit)).warning], ['H12.takes', true])
  assert.match((await gear(visit)).message, /金杯 1 号/)
  await zhou.make('gear_use', { visit: visit.id, gear: van.id })          // by hand, before anybody is chosen
  assert.equal(await gear(visit), undefined)
  const other = await zhou.make('visit', { customer: c.customer.id, household: c.home.id, line: c.line.id, start: at(DAY, 14), length: 240 })
  const twice = await zhou.post('/api/gear_use', { visit: other.id, gear: van.id })
  assert.deepEqual([twice.status, twice.json.code], [409, 'overlap'])
  const out = await gear(other)                                             // back at 15:00, ten minutes of way, half an hour of loading
  assert.deepEqual([out.code, out.warning, out.type, out.step], ['H12.none_free', false, 'visit', 'move'])
  assert.match(out.fix, /金杯 1 号.*15:40/)
  const no = await zhou.tryStep(other, 'visit', 'assign', { worker: c.worker.id })
  assert.deepEqual([no.status, no.json.code], [409, 'not_eligible'])
  const later = await zhou.step(other, 'visit', 'move', { start: at(DAY + 2, 9), agreed: true, agreed_how: 'phone', wish: 'company' })
  assert.equal((await gear(later)).code, 'H12.takes')
  await zhou.step(later, 'visit', 'assign', { worker: c.worker.id })
  assert.deepEqual((await zhou.good(`/api/gear_use?visit=${later.id}`)).rows.map(u => [u.state, id(u.gear)]), [['reserved', van.id]], 'and nobody had to think of it')
  const slots = (await zhou.good(`/api/slots?household=${c.home.id}&line=${c.line.id}&length=240&from=${DAY + 2}&days=1`)).days[0].slots
  assert.ok(slots.filter(s => s.start < at(DAY + 2, 13, 30)).every(s => s.state === 'none'), 'the van is out')
  assert.match(slots.find(s => s.start === at(DAY + 2, 9)).why, /车/)
})

test('the leader says on her phone when a zone is done; the customer signs for it on hers or says what is not right, and nobody else does', async () => {
  visit = await zhou.step(visit, 'visit', 'assign', { worker: c.worker.id })
  const workers = (await zhou.good('/api/worker?limit=20')).rows.filter(n => n.id !== c.worker.id)
  const onBoard = async () => (await zhou.good(`/api/board?day=${DAY}`)).visits.find(v => v.id === visit.id)
  assert.equal((await onBoard()).short, undefined, 'one is enough')
  const line = await zhou.edit(await zhou.good(`/api/service_line/${c.line.id}`), 'service_line', { persons: 4 })
  assert.deepEqual([(await onBoard()).persons, (await onBoard()).short], [4, 3], 'one of four: the board says so')
  for (const [i, n] of workers.slice(0, 3).entries()) visit = await zhou.step(visit, 'visit', 'add_to_crew', { worker: n.id, grade: i ? 'new' : 'skilled' })
  assert.equal(visit.crew.length, 4)
  const board = await zhou.good(`/api/board?day=${DAY}`), shown = board.visits.find(v => v.id === visit.id), along = board.blocks.filter(b => b.kind === 'along')
  assert.deepEqual(along.map(b => [b.visit, b.from, b.to, b.label.startsWith(`${shown.customer_name} · `)]), workers.slice(0, 3).map(() => [visit.id, visit.start, visit.until, true]), 'in the rows of who goes along stands with whom, and how long')
  assert.equal((await onBoard()).short, undefined)
  await zhou.edit(line, 'service_line', { persons: 1 })
  for (const step of ['accept', 'confirm']) visit = await zhou.step(visit, 'visit', step)
  use = (await zhou.good(`/api/gear_use?visit=${visit.id}`)).rows[0]
  for (const [name, n] of [['leader', c.worker], ['mate', workers[0]]]) phones[name] = (await zhou.post(`/api/worker/${n.id}/phone`, {})).json
  const other = await zhou.make('customer', { person: (await zhou.make('person', { name: '王五', phone: '13800138001' })).id, branch: c.branch })
  await clock(8, 30)
  await zhou.step(use, 'gear_use', 'take_out', { worker: c.worker.id })
  for (const [step, body] of [['depart'], ['arrive', { at: { lat: 30.66, lng: 104.07 } }]]) visit = await zhou.step(visit, 'visit', step, body)
  await clock(9, 1)
  visit = await zhou.step(visit, 'visit', 'begin')
  li = await customerPhone(c.customer, '13800138000')
  const eve = await customerPhone(other, '13800138001')

  let zones = await seen()
  assert.deepEqual(Object.values(zones).map(z => [z.name, z.square_metres, z.state, z.may]), [['客厅', 60, 'open', false], ['厨房', 20, 'open', false], ['卧室', 40, 'open', false]], 'in the order of the survey')
  assert.match(zones['客厅'].waits, /还在做/)
  const sha = await up(li, PNG), sign = (...names) => li.post(`/api/c/visit/${visit.id}/zones`, { sign: names.map(n => ({ id: zones[n].id, version: zones[n].version })), signature: sha })
  assert.deepEqual([(await sign('客厅')).status, (await sign('客厅')).json.code], [409, 'guard'], 'the crew is still at it')
  const mine = (await leader.good('/api/my/day')).visits.find(v => v.id === visit.id).zones
  assert.deepEqual(mine.map(z => [z.name, z.square_metres, z.hazard, z.measure, z.state]), [['客厅', 60, '', '', 'open'], ['厨房', 20, '裸线、没有空开', '物业已装空开', 'open'], ['卧室', 40, '', '', 'open']])

  const after = PNG.slice()
  await clock(11)
  await leader.call('PUT', `/api/my/photo?sha=${shaOf(after)}`, after, {})
  assert.deepEqual(await says(mate, '客厅', at(DAY, 11)), ['refused', 'leader'])
  assert.deepEqual(await says(leader, '客厅', at(DAY, 11), shaOf(after)), ['taken', ''])
  await clock(11, 10)
  zones = await seen()
  assert.deepEqual([zones['客厅'].may, zones['客厅'].ready_at, !!zones['客厅'].after, !!zones['客厅'].before], [true, at(DAY, 11), true, true])
  assert.equal((await li.get(`/api/c/visit/${visit.id}/picture/${zones['客厅'].after}`)).status, 200)
  for (const [who, path, body] of [[eve, `visit/${visit.id}/zones`, { sign: [{ id: zones['客厅'].id, version: zones['客厅'].version }], signature: sha }], [eve, `visit/${visit.id}/zone/${zones['客厅'].id}`, { version: zones['客厅'].version, wrong: '脏' }],
    [li, `visit/${visit.id}/zone/${zones['客厅'].id + 999}`, { version: 1, wrong: '脏' }]]) assert.equal((await who.post(`/api/c/${path}`, body)).status, 404, path)
  assert.equal((await eve.get(`/api/c/visit/${visit.id}/picture/${zones['客厅'].after}`)).status, 404)
  assert.equal((await shop.person().post(`/api/c/visit/${visit.id}/zones`, {})).status, 401)
  const no = async body => (await li.post(`/api/c/visit/${visit.id}/zones`, body)).json.field
  assert.deepEqual([await no({ sign: [], signature: sha }), await no({ sign: 'all', signature: sha }), await no({ sign: [{ id: zones['客厅'].id, version: zones['客厅'].version }], signature: 'f'.repeat(64) })], ['sign', 'sign', 'signature'])
  const both = await sign('客厅', '厨房')
  assert.equal(both.status, 409, 'the kitchen is not done')
  assert.equal((await seen())['客厅'].state, 'open', 'all of them or none')
  const stale = zones['客厅']
  assert.equal((await sign('客厅')).status, 200)
  const kept = await zhou.good(`/api/job_zone/${stale.id}`)
  assert.deepEqual([kept.state, kept.how, kept.present ?? null, kept.accepted_by, Math.floor(kept.accepted_at / 60_000) * 60_000, id(kept.ready_by), kept.proof.length], ['accepted', 'phone', null, '李芳', at(DAY, 11, 10), c.worker.id, 64])
  assert.match((await sign('客厅')).json.message, /已经签字/)
  assert.equal((await zhou.call('PATCH', `/api/job_zone/${kept.id}`, { version: kept.version, square_metres: 600 })).json.field, 'square_metres', 'what was signed for stays')

  await clock(11, 20)
  assert.deepEqual(await says(leader, '厨房', at(DAY, 11, 20)), ['taken', ''])
  await clock(11, 30)
  assert.match((await li.post(`/api/c/visit/${visit.id}/zone/${zones['厨房'].id}`, { version: zones['厨房'].version, wrong: '有泥点' })).json.message, /刚刚有变化/, 'she has not seen that it is done')
  zones = await seen()
  const object = body => li.post(`/api/c/visit/${visit.id}/zone/${zones['厨房'].id}`, { version: zones['厨房'].version, ...body })
  assert.deepEqual([(await object({ wrong: ' ' })).json.field, (await object({ wrong: '脏'.repeat(501) })).json.field, (await object({ wrong: '有泥点', photo: 'e'.repeat(64) })).json.field], ['wrong', 'wrong', 'photo'])
  assert.equal((await object({ wrong: '瓷砖上有水泥点', photo: sha })).status, 200)
  zones = await seen()
  assert.deepEqual([zones['厨房'].state, zones['厨房'].wrong, zones['厨房'].how, zones['厨房'].may, !!zones['厨房'].wrong_photo], ['rejected', '瓷砖上有水泥点', 'phone', true, true])
  const read = async who => (await who.good('/api/my/day')).visits.find(v => v.id === visit.id).zones.find(z => z.name === '厨房')
  for (const who of [leader, mate]) assert.deepEqual([(await read(who)).state, (await read(who)).wrong, (await who.get(`/api/my/zone/${zones['厨房'].id}/photo`)).status], ['rejected', '瓷砖上有水泥点', 200])
  assert.equal((await leader.get(`/api/my/zone/${zones['卧室'].id}/photo`)).status, 404)
  assert.deepEqual(await says(leader, '厨房', at(DAY, 11, 25)), ['taken', ''], 'told late: before her word')
  assert.equal((await seen())['厨房'].state, 'rejected', 'what she said since counts')
  await clock(12)
  assert.deepEqual(await says(leader, '厨房', at(DAY, 12)), ['taken', ''])
  assert.deepEqual([(await seen())['厨房'].state, (await seen())['厨房'].wrong], ['open', '瓷砖上有水泥点'], 'done again, and what was wrong stays')
})

test('with the office she signs in somebody\'s presence; what is still not right is done again by a visit of its own, signed there, and only then the whole', async () => {
  const zones = Object.fromEntries((await zhou.good(`/api/job_zone?visit=${visit.id}`)).rows.map(z => [z.name, z]))
  const sign = { after: photo, signature: photo, accepted_by: '李芳的先生' }
  assert.equal((await zhou.tryStep(zones['卧室'], 'job_zone', 'accept', { after: photo, accepted_by: '李芳' })).status, 400, 'a signature is needed')
  assert.equal((await zhou.tryStep(zones['卧室'], 'job_zone', 'accept', { signature: photo, accepted_by: '李芳' })).json.field, 'after', 'and a photo of how it is now')
  for (const hidden of ['sign', 'object']) assert.equal((await zhou.tryStep(zones['卧室'], 'job_zone', hidden, sign)).status, 404, 'her own word is hers')
  const bedroom = await zhou.step(zones['卧室'], 'job_zone', 'accept', sign)
  assert.deepEqual([bedroom.how, id(bedroom.present) > 0, bedroom.accepted_by], ['office', true, '李芳的先生'])
  await clock(14)
  const kitchen = (await seen())['厨房']
  assert.equal((await li.post(`/api/c/visit/${visit.id}/zone/${kitchen.id}`, { version: kitchen.version, wrong: '水槽下面还是脏' })).status, 200)
  let now = await zhou.good(`/api/job_zone/${kitchen.id}`)
  assert.equal(now.wrong, '瓷砖上有水泥点\n水槽下面还是脏')
  assert.equal((await zhou.tryStep(now, 'job_zone', 'redo', { start: at(DAY + 1, 9) })).status, 400, 'the crew is still there')
  await clock(14, 40)
  visit = await zhou.step(visit, 'visit', 'finish')
  const waits = await zhou.tryStep(visit, 'visit', 'approve')
  assert.deepEqual([waits.status, waits.json.code], [409, 'guard'])
  assert.deepEqual([(await li.good(`/api/c/visit/${visit.id}`)).may.accept, (await seen())['厨房'].may], [false, true])
  assert.ok((await zhou.good('/api/queue?type=job_zone&mine=0')).rows.some(r => r.rule === 'redo' && r.record === kitchen.id), 'the office is reminded')
  now = await zhou.step(now, 'job_zone', 'redo', { start: at(DAY + 1, 9) })
  let rework = await zhou.good(`/api/visit/${id(now.rework)}`)
  assert.deepEqual([rework.price, rework.persons, rework.length, id(rework.rework_of)], [0, 1, 240, visit.id], 'her share of all hands\' time, done by one')
  assert.equal((await zhou.tryStep(now, 'job_zone', 'redo', { start: at(DAY + 1, 10) })).status, 409, 'once is enough')
  assert.equal((await zhou.tryStep(now, 'job_zone', 'accept', sign)).status, 409, 'not before it was done again')
  assert.match((await li.good(`/api/c/visit/${rework.id}`)).service, /（免费返工）$/, 'her phone says what it is')
  const waiting = (await seen())['厨房']
  assert.deepEqual([waiting.may, waiting.again, waiting.again_at], [false, rework.id, at(DAY + 1, 9)])
  await zhou.step((await zhou.good(`/api/gear_use/${use.id}`)), 'gear_use', 'bring_back', { condition: '干净，油半箱' })

  rework = await zhou.step(rework, 'visit', 'assign', { worker: c.worker.id })
  for (const step of ['accept', 'confirm']) rework = await zhou.step(rework, 'visit', step)
  await clock(8, 50, DAY + 1)
  for (const [step, body] of [['depart'], ['arrive', { at: { lat: 30.66, lng: 104.07 } }]]) rework = await zhou.step(rework, 'visit', step, body)
  assert.deepEqual(await says(leader, '厨房', at(DAY + 1, 8, 50), undefined, rework), ['refused', 'guard'], 'it has not begun')
  await clock(9, 0, DAY + 1)
  rework = await zhou.step(rework, 'visit', 'begin')
  assert.deepEqual((await leader.good('/api/my/day')).visits.find(v => v.id === rework.id).zones.map(z => z.name), ['厨房'], 'the visit that does it again shows that zone alone')
  assert.deepEqual(await says(leader, '厨房', at(DAY + 1, 9), undefined, rework), ['taken', ''])
  await clock(9, 50, DAY + 1)
  const [again] = (await li.good(`/api/c/visit/${rework.id}`)).zones
  assert.deepEqual([again.name, again.state, again.may], ['厨房', 'open', true])
  const signature = await up(li, PNG)
  assert.equal((await li.post(`/api/c/visit/${rework.id}/zones`, { sign: [{ id: again.id, version: again.version }], signature })).status, 200)
  const whole = await li.good(`/api/c/visit/${visit.id}`)
  assert.deepEqual([whole.may.accept, whole.zones.map(z => z.state)], [true, ['accepted', 'accepted', 'accepted']])
  const done = await li.post(`/api/c/visit/${visit.id}/accept`, { signature })
  assert.deepEqual([done.json.state, done.json.signed_at > 0], ['approved', true], done.text)
  const own = await li.good('/api/c/export')
  assert.ok(JSON.stringify(own).includes('水槽下面还是脏'), 'what she said is among her data')
})
