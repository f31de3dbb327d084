// The weeks before Spring Festival 2027 (2027-02-06, 腊月初十 is 2027-01-17): who goes home is asked, becomes leave, the days are forecast, a customer pauses
// her plan with her yes, and nobody moves in without who stays (DOMAIN.md T12).
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { openCleaner } from './cleaner.mjs'
import { at, openShop } from './shop.mjs'

const day = iso => Date.parse(`${iso}T00:00:00Z`) / 86_400_000
let shop, c, zhou, second, third, round, plan, her, clock
const dayIs = async (iso, hour = 10) => { clock = at(day(iso), hour); shop.setTime(clock); await zhou.login('zhou', 'paper-lantern-42') }
async function until(fact, what) {
  for (let i = 0; i < 900; i++) { const got = await fact(); if (got) return got; await new Promise(r => setTimeout(r, 100)) }
  assert.fail(`never came: ${what}`)
}
const answerOf = async worker => (await zhou.good(`/api/festival_answer?round=${round.id}&worker=${worker.id}`)).rows[0]
const forecast = async iso => (await zhou.good(`/api/festival_round/${round.id}/forecast`)).days.find(d => d.day === day(iso))

before(async () => {
  shop = await openShop({ begins: at(day('2026-12-10'), 9) })
  c = await openCleaner(shop, { from: day('2026-12-10') })
  zhou = c.zhou
  second = await c.hire('李秀英')
  third = await c.hire('陈秀兰')
  const made = await zhou.make('service_plan', { customer: c.customer.id, household: c.home.id, line: c.line.id, weekdays: ['tue'], every_weeks: 1, at: 540, length: 180, first: day('2026-12-15'), worker: c.worker.id })
  plan = await zhou.step(made, 'service_plan', 'start')
})
after(() => shop?.close())

test('the round is proposed by itself, stands on Today, and asks everybody once', async () => {
  await dayIs('2026-12-13')
  round = await until(async () => (await zhou.good('/api/festival_round')).rows[0], 'the proposal')
  assert.deepEqual([round.state, round.year, round.new_year, round.answer_by], ['proposed', 2027, day('2027-02-06'), day('2027-01-17')])
  const line = (await zhou.good('/api/today')).queues.flatMap(q => q.rows).find(r => r.type === 'festival_round')
  assert.deepEqual([line.id, line.kind, line.step], [round.id, 'open', 'open'])
  assert.equal((await zhou.tryStep(round, 'festival_round', 'open')).json.field, 'pay')
  round = await zhou.step(round, 'festival_round', 'open', { pay: '除夕到初三三倍' })
  assert.equal((await zhou.good(`/api/festival_answer?round=${round.id}`)).rows.length, 3)
  const told = (await zhou.good('/api/message?limit=50')).rows.filter(m => m.topic === 'festival')
  assert.equal(told.length, 3)
})

test('she answers on her phone: what is missing is said, and her going home is a leave', async () => {
  const phone = (await zhou.post(`/api/worker/${c.worker.id}/phone`, {})).json
  her = shop.person()
  await her.login(phone.login, phone.password)
  const asked = (await her.good('/api/my/day')).festival
  assert.deepEqual([asked.state, asked.open, asked.pay], ['asked', true, '除夕到初三三倍'])
  const act = async input => (await her.post('/api/my/acts', { acts: [{ key: randomUUID(), what: 'festival', acted: clock, input: { answer: asked.id, ...input } }] })).json.acts[0]
  const going = { plan: 'goes', away_from: day('2027-01-28'), away_to: day('2027-02-15') }
  const no = await act(going)
  assert.deepEqual([no.state, /一定回来/.test(no.message)], ['refused', true])
  assert.equal((await act({ ...going, back: 'certain' })).state, 'taken')
  const said = (await her.good('/api/my/day')).festival
  assert.deepEqual([said.state, said.leave, said.away_from], ['goes', 'requested', going.away_from])
  const other = await answerOf(second)
  assert.equal((await her.post(`/api/festival_answer/${other.id}/answer`, { plan: 'stays', version: other.version })).status, 404, 'nobody answers for somebody else')
  const leave = (await zhou.good('/api/worker_leave?kind=festival')).rows[0]
  assert.equal((await zhou.step(leave, 'worker_leave', 'approve')).state, 'approved')
})

test('the office writes down a call; who has not answered is not certain in the forecast', async () => {
  const answer = await answerOf(second)
  await zhou.step(answer, 'festival_answer', 'answer', { plan: 'stays', holiday_work: true, how: 'call', version: answer.version })
  for (const hour of [8, 13, 18]) await zhou.make('visit', { customer: c.customer.id, household: c.home.id, line: c.line.id, start: at(day('2027-02-09'), hour), length: 240 })
  const before = await forecast('2027-02-09')              // 初四, a Tuesday: the plan asks for its three hours, three more visits for twelve
  assert.deepEqual([before.lunar, before.need, before.hands, before.perhaps, before.short, before.at_risk], ['正月初四', 900, 480, 480, 0, 420])
  assert.equal((await forecast('2027-02-06')).hands, 480, 'who works on the holidays')
  await zhou.step(await answerOf(third), 'festival_answer', 'answer', { plan: 'goes', away_from: day('2027-02-01'), away_to: day('2027-02-20'), back: 'perhaps' })
  assert.deepEqual([(await forecast('2027-02-09')).short, (await forecast('2027-02-26')).perhaps], [420, 480])
  const behind = await zhou.good(`/api/festival_round/${round.id}/day?day=${day('2027-02-09')}`)
  assert.deepEqual(behind.hands.map(h => [h.name, h.there]).sort(), [['李秀英', 'there'], ['王金凤', 'away'], ['陈秀兰', 'away']])
  assert.deepEqual(behind.needs.map(n => [n.at, n.there]), [[480, 'none'], [540, 'away'], [780, 'none'], [1080, 'none']])
  assert.equal((await zhou.get(`/api/festival_round/${round.id}/day?day=1`)).status, 400)
})

test('a live-in service in these days is refused with who has not said that she stays', async () => {
  const home = await zhou.make('placement', { customer: c.customer.id, household: c.home.id, line: c.line.id, worker: second.id, mode: 'introduce', live_in: true, first: day('2027-02-16'), last: day('2027-03-16'), wage: 780000 })
  const no = await zhou.tryStep(home, 'placement', 'plan_other', { worker: third.id, reason: '李秀英病了' })
  assert.equal(no.status, 409, no.text)
  assert.match(no.json.message, /陈秀兰.*她春节返乡/)
  const reason = no.json.detail.reasons.find(r => r.code === 'H01.festival')
  assert.deepEqual([reason.type, reason.step, /换留下的人/.test(reason.fix)], ['festival_answer', 'answer', true])
  assert.equal((await zhou.step(home, 'placement', 'plan_other', { worker: c.worker.id, reason: '李秀英病了' })).worker, c.worker.id, 'she is back for certain the day before')
})

test('the customer pauses her plan on her page; nothing has changed before', async () => {
  await dayIs('2027-01-16')
  const days = `first=${day('2027-02-05')}&last=${day('2027-02-12')}`
  const [row] = (await zhou.good(`/api/festival_round/${round.id}/plans?${days}`)).rows
  assert.deepEqual([row.id, row.visits.length, row.visits[0].away, row.total, row.ask], [plan.id, 1, true, 15000, null])
  const ask = { plans: [plan.id], first: day('2027-02-05'), last: day('2027-02-12') }
  assert.deepEqual((await zhou.post(`/api/festival_round/${round.id}/plans`, ask)).json.rows.map(r => r.ok), [true])
  assert.match((await zhou.post(`/api/festival_round/${round.id}/plans`, ask)).json.rows[0].message, /已经问过/)
  const { ask: asked } = (await zhou.good(`/api/festival_round/${round.id}/plans?${days}`)).rows[0]
  const page = new URL((await zhou.good(`/api/festival_ask/${asked.id}/link`)).address).pathname
  const phone = shop.person(), { code } = (await zhou.post(`/api/customer/${c.customer.id}/portal_code`, {})).json
  assert.equal((await phone.post('/api/c/login', { phone: '13800138000', code })).status, 200)
  const onPhone = async () => (await phone.good('/api/c/home')).plans.find(p => p.id === plan.id).festival
  assert.deepEqual(await onPhone(), { first: ask.first, last: ask.last, may_keep: true, says: 'asked', address: page })
  const open = await fetch(shop.address + page)
  assert.match(await open.text(), /正月初四[\s\S]*¥150\.00/)
  const send = body => fetch(shop.address + page, { method: 'POST', redirect: 'manual', body, headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: shop.address } })
  assert.equal((await send('answer=perhaps')).status, 400)
  assert.equal((await fetch(`${shop.address}${page}0`)).status, 404)
  assert.equal((await zhou.good(`/api/service_plan/${plan.id}`)).paused_from ?? null, null)
  assert.equal((await send('answer=pause')).status, 303)
  assert.equal((await send('answer=pause')).status, 303, 'twice is once')
  assert.deepEqual([(await onPhone()).says, (await onPhone()).address], ['pauses', page], 'what she said stands on her phone, and where she may say otherwise')
  const paused = await zhou.good(`/api/service_plan/${plan.id}`)
  assert.deepEqual([paused.paused_from, paused.paused_to], [day('2027-02-05'), day('2027-02-12')])
  assert.equal((await forecast('2027-02-09')).need, 720)
})

test('the round closes by itself, and then the phone says to call', async () => {
  await dayIs('2027-01-18')
  await until(async () => (await zhou.good(`/api/festival_round/${round.id}`)).state === 'closed', 'the end of the answers')
  const phone = (await zhou.post(`/api/worker/${c.worker.id}/phone`, {})).json
  await her.login(phone.login, phone.password)
  const { festival } = await her.good('/api/my/day')
  assert.deepEqual([festival.open, festival.state, festival.leave], [false, 'goes', 'approved'])
  const no = await her.post(`/api/festival_answer/${festival.id}/answer`, { plan: 'stays' })
  assert.match(no.json.message, /请打电话给门店/)
  const due = (await zhou.good('/api/today')).queues.flatMap(q => q.rows).some(r => r.type === 'festival_round' && r.kind === 'wages')
  assert.equal(due, false, 'the wages are due on 2027-02-04: not yet on the page')
  await dayIs('2027-01-29')
  assert.ok(await until(async () => (await zhou.good('/api/today')).queues.flatMap(q => q.rows).find(r => r.type === 'festival_round' && r.kind === 'wages'), 'the wages before the festival'))
})
