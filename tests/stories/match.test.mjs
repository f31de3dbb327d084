// A 月嫂 booked in June for October, the birth three weeks early: from the message on the phone to the nurse's calendar, as far as leads, the interview, the people and
// the calendar go (DOMAIN.md §4.4, T04, T06, T07, T18). The contract is an upper floor's; where none is signed, nobody begins.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openNurses } from './nurses.mjs'
import { at, openShop, today } from './shop.mjs'

let shop, boss, chen, lin, line, workers, now, lead, demand, nurse, backup, meeting
const day = today() + 20, expected = day + 110
const steps = async (record, type, ...names) => { for (const name of names) record = await chen.step(record, type, ...[].concat(name)); return record }

before(async () => {
  shop = await openShop();
  ({ boss, chen, lin, line, workers, now } = await openNurses(shop, { day, expected }))
})
after(() => shop?.close())

test('the message is a lead with a clock of five minutes; the call of her husband is one more touch of it', async () => {
  const taken = await chen.post('/api/lead/take', { phone: '13955550101', name: '刘女士', channel: 'wechat', detail: '公众号', online: true, line: line.id, words: '预产期十月，想找月嫂' })
  assert.equal(taken.status, 201, taken.text)
  lead = await chen.good(`/api/lead/${taken.json.lead}`)
  const row = (await lin.good('/api/lead/pools?pool=new')).rows[0]
  assert.deepEqual([row.name, row.phone, row.due], ['刘女士', '139****0101', lead.arrived_at + 5 * 60_000])
  const other = await lin.post('/api/lead/take', { phone: '13955550101', name: '王先生', channel: 'phone' })
  assert.equal(other.json.code, 'known')
  assert.equal(other.json.detail.persons[0].name, '刘女士')
  const touched = await lin.post('/api/lead/take', { person: other.json.detail.persons[0].id, channel: 'phone', words: '先生又来电话' })
  assert.deepEqual([touched.status, touched.json.merged, touched.json.lead, touched.json.credit], [200, true, lead.id, '陈顾问'])
  await now(day, 9, 4)
  lead = await chen.step(lead, 'lead', 'follow_up', { way: 'wechat', outcome: 'reached', note: '十月上旬' })
  assert.deepEqual([lead.state, lead.touches.length], ['contacted', 2])
  assert.ok(lead.answer_minutes >= 3 && lead.answer_minutes <= 4, lead.answer_minutes)
  assert.equal((await lin.tryStep(lead, 'lead', 'follow_up', { way: 'call', outcome: 'reached' })).status, 409)
})

test('the interview is kept as it is typed, refuses what nobody may ask, and says what is missing', async () => {
  lead = await chen.step(lead, 'lead', 'convert', {})
  demand = await chen.good(`/api/demand/${lead.demand}`)
  assert.deepEqual([demand.state, demand.source], ['draft', 'wechat'])
  const book = await chen.good(`/api/answer_book?line=${line.id}`)
  assert.deepEqual([book.price.here, book.exclusions, book.contract], [60000, '不做全家的饭', true])
  assert.ok(book.cards.some(c => c.kind === 'never_say' && c.source))
  for (const words of ['不要河南人', '属虎的不要', '要查乙肝'])
    assert.equal((await chen.call('PATCH', `/api/demand/${demand.id}`, { version: demand.version, needs: words })).json.field, 'needs')
  assert.match((await chen.tryStep(demand, 'demand', 'confirm')).json.message, /从哪天|要求的时间/)
  demand = await chen.edit(demand, 'demand', { wanted: '24 小时', expected, term: 26, arrangement: 'live_in', cared: [{ role: 'newborn' }, { role: 'mother' }], room: 'with_child', rest_days: 4, cameras: true, needs: '要会做月子餐' })
  assert.match((await chen.tryStep(demand, 'demand', 'confirm')).json.message, /谁拿主意/)
  demand = await chen.edit(demand, 'demand', { decides: 'together', wage: 1248000, deposit_kind: 'earnest', deposit: 312000 })
  demand = await chen.step(demand, 'demand', 'confirm')
  assert.deepEqual([demand.state, demand.start_from], ['confirmed', expected])
})

test('a check that runs out on day 15 is found in June; the others are ranked with what their points rest on', async () => {
  const { rows, looked_at } = await chen.good(`/api/demand/${demand.id}/matches`)
  assert.equal(looked_at, 3)
  const short = rows.find(r => r.name === '孙月芳')
  assert.equal(short.ok, false)
  assert.deepEqual(short.judgement.reasons.filter(r => !r.warning).map(r => [r.code, r.since]), [['H02.medical', expected + 15]])
  assert.equal((await chen.post('/api/recommendation', { demand: demand.id, worker: workers['孙月芳'].id })).status, 409)
  const first = rows.find(r => r.name === '赵月华')
  assert.equal(first.ok, true)
  assert.equal(first.score, first.parts.reduce((n, p) => n + p.points, 0))
  nurse = await chen.make('recommendation', { demand: demand.id, worker: workers['赵月华'].id })
  assert.equal((await chen.tryStep(nurse, 'recommendation', 'show')).status, 409)          // she is asked first
  nurse = await steps(nurse, 'recommendation', 'ask', ['agree', { note: '十月可以' }], 'show')
  assert.equal((await chen.good(`/api/demand/${demand.id}`)).state, 'shortlisted')
})

test('the card says nothing of name, number and address, and the link is counted and revoked', async () => {
  const { path, id } = (await chen.post(`/api/recommendation/${nurse.id}/card`, { days: 7 })).json
  const guest = shop.person(), pdf = await guest.get(path)
  assert.deepEqual([pdf.status, pdf.headers.get('content-type'), pdf.text.slice(0, 5)], [200, 'application/pdf', '%PDF-'])
  const { card } = (await chen.good(`/api/demand/${demand.id}/compare`)).rows[0]
  assert.deepEqual([card.name, card.light], ['赵阿姨', 'green'])
  assert.ok(!JSON.stringify(card).includes('赵月华'))
  const link = await chen.good(`/api/resume_link/${id}`)
  assert.equal(link.opened, 1)
  await chen.step(link, 'resume_link', 'revoke')
  assert.equal((await guest.get(path)).status, 404)
})

test('an interview by video with a sheet for each side; cameras are told before she says yes', async () => {
  nurse = await chen.step(nurse, 'recommendation', 'set_interview', { way: 'video', start: at(day + 2, 15), link: 'https://meeting.example/1', who: '刘女士和先生' })
  meeting = (await chen.good(`/api/interview?demand=${demand.id}`)).rows[0]
  await now(day + 2, 16)
  const sheets = { experience: 5, talking: 5, manner: 4, customer_wish: 'wants', worker_wish: 'wants', tasks_fit: true, pay_fits: true }
  assert.equal((await chen.tryStep(meeting, 'interview', 'hold', sheets)).json.field, 'cameras_told')
  await chen.step(meeting, 'interview', 'hold', { ...sheets, cameras_told: true })
  nurse = await chen.good(`/api/recommendation/${nurse.id}`)
  assert.equal(nurse.state, 'interviewed')
  nurse = await steps(nurse, 'recommendation', 'offer', 'accept')
  assert.equal(nurse.hold_until, (await chen.good(`/api/recommendation/${nurse.id}`)).accepted_at + 24 * 3_600_000)
})

test('a second family sees the lock at once, and nobody begins without a signed contract', async () => {
  const other = await lin.post('/api/lead/take', { phone: '13955550102', name: '周女士', channel: 'referral', line: line.id })
  let second = (await lin.step({ id: other.json.lead }, 'lead', 'convert', {})).demand
  second = await lin.edit(await lin.good(`/api/demand/${second}`), 'demand', { wanted: '24 小时', expected: expected + 3, term: 26, arrangement: 'live_in', cared: [{ role: 'newborn' }], room: 'own', rest_days: 4, decides: 'caller' })
  await lin.step(second, 'demand', 'confirm')
  const refused = await lin.post('/api/recommendation', { demand: second.id, worker: workers['赵月华'].id })
  assert.equal(refused.status, 409)
  const seen = (await lin.good(`/api/demand/${second.id}/matches?worker=${workers['赵月华'].id}`)).rows[0]
  assert.equal(seen.judgement.reasons.find(r => !r.warning).code, 'H04.placement')
  for (const step of ['start_trial', 'hire']) assert.equal((await chen.tryStep(nurse, 'recommendation', step)).json.field, 'deal')
  await lin.step(second, 'demand', 'lose', { reason: 'no_worker' })
})

test('the lock is kept on with a reason while the contract is made, and a backup is named', async () => {
  await now(day + 3, 12)
  nurse = await chen.step(nurse, 'recommendation', 'hold_again', { reason: '合同明天签' })
  assert.ok(nurse.hold_until >= at(day + 4, 12))
  backup = await chen.make('recommendation', { demand: demand.id, worker: workers['钱月英'].id, backup: true })
  backup = await steps(backup, 'recommendation', ['agree', {}], 'show')
  demand = await chen.good(`/api/demand/${demand.id}`)
  assert.equal(demand.state, 'contracting')
})

test('three weeks early: the nurse is free, her booking moves, and the demand says what the shift meant', async () => {
  demand = await chen.step(demand, 'demand', 'birth_expected', { on: expected - 21 })
  const shift = typeof demand.shift === 'string' ? JSON.parse(demand.shift) : demand.shift
  assert.deepEqual([demand.start_from, demand.expected, shift.late, shift.outcome], [expected - 21, expected - 21, -21, 'nurse'])
  const hers = await chen.good(`/api/recommendation/${nurse.id}`)
  assert.deepEqual([hers.first, hers.last], [expected - 21, expected + 4])                    // 26 days with the first and the last
  assert.equal((await chen.tryStep(demand, 'demand', 'birth', { on: expected - 21 })).json.field, 'on')      // not before it happened
})

test('after a loss one step stops everything and pays all back, and nobody calls her again', async () => {
  const taken = await chen.post('/api/lead/take', { phone: '13955550103', name: '何女士', channel: 'wechat', line: line.id })
  const born = (await chen.step({ id: taken.json.lead }, 'lead', 'convert', {})).demand
  let quiet = await chen.edit(await chen.good(`/api/demand/${born}`), 'demand', { expected: today() + 400, wanted: '24 小时', deposit_kind: 'earnest', deposit: 200000 })
  quiet = await chen.step(quiet, 'demand', 'close_quietly')
  assert.deepEqual([quiet.state, quiet.quiet, quiet.deposit_fate, quiet.deposit_back], ['cancelled', true, 'back', 200000])
  assert.equal((await chen.good(`/api/person/${quiet.person}`)).do_not_contact, true)
  const again = await chen.post('/api/lead/take', { person: quiet.person, channel: 'phone' })
  assert.equal((await chen.tryStep({ id: again.json.lead }, 'lead', 'follow_up', { way: 'call', outcome: 'reached' })).json.field, 'way')
})

test('the channels tell what they bring and how soon people were answered', async () => {
  const figures = await boss.good(`/api/lead/figures?from=${day}&to=${expected}`)
  const [all, ...channels] = figures.rows, wechat = channels.find(c => c.channel === 'wechat')
  assert.equal(all.leads, channels.reduce((n, c) => n + c.leads, 0))
  assert.deepEqual([wechat.leads, wechat.converted], [2, 2])
  assert.ok(wechat.median >= 0 && wechat.p90 >= wechat.median)
})
