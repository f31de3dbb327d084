// A 月嫂 booked in June for October and a child born three weeks early: the whole life, as consultant, family, nurse and office live it (DOMAIN.md §4.4, T04, T06, T07,
// T11, T18): message, interview, quotation, people, deposit, contract on three phones, birth, 上户, daily log, calls, an extra task, 下户, bill and wage to the fen.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { idNumber } from './cleaner.mjs'
import { openGateway, setting, signForCompany, signOnPhone, until } from './deal.mjs'
import { openNurses } from './nurses.mjs'
import { at, openShop } from './shop.mjs'

let shop, gateway, boss, chen, lin, line, branch, workers, hire, now, lead, demand, quotation, nurse, backup, meeting, contract, placement, phone
const year = new Date().getUTCFullYear() + 1, dayOf = (month, day) => Date.UTC(year, month - 1, day) / 86_400_000
const day = dayOf(6, 8), expected = dayOf(10, 10), born = expected - 21, last = born + 25
const family = () => shop.person()
const steps = async (record, type, ...names) => { for (const name of names) record = await chen.step(record, type, ...[].concat(name)); return record }
const heard = async (person, template) => (await boss.good(`/api/message?person=${person}&limit=100`)).rows.filter(m => m.template === template && m.channel === 'app').map(m => m.body)
const sum = (rows, of) => rows.reduce((n, r) => n + of(r), 0)

before(async () => {
  shop = await openShop();
  ({ boss, chen, lin, line, branch, workers, hire, now } = await openNurses(shop, { day, expected, employed: true }))
  gateway = await openGateway(boss)
  for (const [code, value] of [['company.uscc', '91510100MA6DEMO001'], ['company.head', '赵负责'], ['company.licence', '川人服证字〔2026〕第0001号']]) await setting(boss, code, value)
  await boss.edit(await boss.good(`/api/branch/${branch.id}`), 'branch', { address: '天府大道1号', complaint_phone: '028-85551234' })
})
after(async () => { gateway?.close(); await shop?.close() })

test('June: the message is a lead with a clock of five minutes; the call of her husband is one more touch of it', async () => {
  const taken = await chen.post('/api/lead/take', { phone: '13955550101', name: '刘女士', channel: 'wechat', detail: '公众号', online: true, line: line.id, words: '预产期十月，想找月嫂' })
  assert.equal(taken.status, 201, taken.text)
  lead = await chen.good(`/api/lead/${taken.json.lead}`)
  assert.equal(lead.answer_minutes, null, 'not answered is nothing, and no number')
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
  const change = (await chen.good(`/api/lead/${lead.id}/history`)).rows.flatMap(r => r.changes).find(c => c.field === 'answer_minutes')
  assert.deepEqual([change.from, change.from_text, change.to], [null, '', lead.answer_minutes])
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
  assert.match((await chen.tryStep(demand, 'demand', 'confirm')).json.message, /从哪天|要的时间/)
  demand = await chen.edit(demand, 'demand', { wanted: '24 小时', expected, term: 26, arrangement: 'live_in', cared: [{ role: 'newborn' }, { role: 'mother' }], room: 'with_child', rest_days: 4, cameras: true, needs: '要会做月子餐' })
  assert.match((await chen.tryStep(demand, 'demand', 'confirm')).json.message, /谁拿主意/)
  demand = await chen.edit(demand, 'demand', { decides: 'together', wage: 1248000 })
  demand = await chen.step(demand, 'demand', 'confirm')
  assert.deepEqual([demand.state, demand.start_from], ['confirmed', expected])
})

test('a quotation is owed within two hours: lines from the price list, what is not included, what waiting costs; the family says yes on its own page', async () => {
  const rings = async () => (await chen.good('/api/queue?type=demand&mine=0')).rows.find(r => r.record === demand.id && r.rule === 'quote')
  assert.equal((await rings()).due_at, demand.confirmed_at + 2 * 3_600_000)
  quotation = await chen.make('quotation', { demand: demand.id })
  assert.deepEqual([quotation.price, quotation.more_day, quotation.waiting_day, quotation.waiting_after, quotation.exclusions, quotation.lines[0].quantity], [1560000, 60000, 15000, 14, '不做全家的饭', 2600])
  const greedy = await chen.call('PATCH', `/api/quotation/${quotation.id}`, { version: quotation.version, deposit_kind: 'earnest', deposit: 312001 })
  assert.match(greedy.text, /定金.*20.*3,120\.00/)
  assert.equal((await chen.post(`/api/quotation/${quotation.id}/link`, {})).status, 409, 'a draft is shown to nobody')
  quotation = await chen.edit(quotation, 'quotation', { deposit_kind: 'earnest', deposit: 312000, scope: '产妇护理、新生儿护理、月子餐' })
  quotation = await chen.step(quotation, 'quotation', 'offer')
  assert.equal(await rings(), undefined)
  const { address, told, untold } = (await chen.post(`/api/quotation/${quotation.id}/link`, {})).json, path = `/api/c/quotation/${address.split('/quotation/')[1]}`
  assert.equal(told, false)
  assert.match(untold, /客户访问的网址/, 'nobody was told: the office reads so, and sends the address itself')
  const page = await family().good(path)
  assert.deepEqual([page.quotation.price, page.quotation.exclusions, page.quotation.deposit, page.may_answer], [1560000, '不做全家的饭', 312000, true])
  assert.ok(!JSON.stringify(page).includes('13955550101'), 'nothing personal stands in it')
  assert.equal((await family().get(`${path}/paper`)).text.slice(0, 5), '%PDF-')
  assert.equal((await family().post(path, { answer: 'decline' })).json.field, 'why')
  const yes = await family().post(path, { answer: 'accept' })
  assert.equal(yes.json.quotation?.state, 'accepted', yes.text)
  assert.deepEqual([page.deposit_how, yes.json.deposit_how], ['', '定金 ¥3,120.00 请付给门店；“账单”里能查到，抵第一张账单'], 'her yes asks for the deposit, and the page says where')
  assert.equal((await family().post(path, { answer: 'accept' })).json.quotation.state, 'accepted', 'tapped by both of them it is one yes')
  const other = await family().post(path, { answer: 'decline', why: 'too_dear' })
  assert.deepEqual([other.status, other.json.message], [409, '已经答复过了；想改主意请给我们打电话'])
  quotation = await chen.good(`/api/quotation/${quotation.id}`)
  assert.deepEqual([quotation.state, quotation.how], ['accepted', '在她的页面上'])
  demand = await chen.good(`/api/demand/${demand.id}`)
  const [due] = (await boss.good(`/api/job_deposit?demand=${demand.id}`)).rows
  assert.deepEqual([demand.deposit_kind, demand.deposit, due?.state, due?.amount, due?.customer === demand.customer], ['earnest', 312000, 'due', 312000, true], 'what she said yes to is asked for by itself, and who owes money is a customer')
  assert.equal((await chen.good(`/api/resume_link?quotation=${quotation.id}`)).rows[0].opened, 1, 'looks are counted')
  assert.equal((await family().get(path.replace(/.$/, c => (c === 'A' ? 'B' : 'A')))).status, 404)
})

test('the deposit she pays is earnest money up to a fifth, no fen more', async () => {
  const asked = deposit => chen.call('PATCH', `/api/demand/${demand.id}`, { version: demand.version, deposit_kind: 'earnest', deposit })
  demand = await chen.good(`/api/demand/${demand.id}`)
  assert.equal((await asked(312001)).json.field, 'deposit')
  assert.equal((await asked(312000)).status, 200)
  assert.equal((await boss.good(`/api/job_deposit?demand=${demand.id}`)).rows.length, 1)
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
  const guest = family(), pdf = await guest.get(path)
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
  nurse = await chen.step(nurse, 'recommendation', 'meet', { way: 'video', start: at(day + 2, 15), link: 'https://meeting.example/1', who: '刘女士和先生' })
  meeting = (await chen.good(`/api/interview?demand=${demand.id}`)).rows[0]
  await now(day + 2, 16)
  const sheets = { experience: 5, talking: 5, manner: 4, customer_wish: 'wants', worker_wish: 'wants', tasks_fit: true, pay_fits: true }
  assert.equal((await chen.tryStep(meeting, 'interview', 'hold', sheets)).json.field, 'cameras_told')
  await chen.step(meeting, 'interview', 'hold', { ...sheets, cameras_told: true })
  nurse = await chen.good(`/api/recommendation/${nurse.id}`)
  assert.equal(nurse.state, 'interviewed')
  nurse = await chen.step(nurse, 'recommendation', 'offer')
})

test('two consultants lock the same nurse at the same moment: exactly one of them has her, the other is told', async () => {
  const other = await lin.post('/api/lead/take', { phone: '13955550102', name: '周女士', channel: 'referral', line: line.id })
  let second = (await lin.step({ id: other.json.lead }, 'lead', 'convert', {})).demand
  second = await lin.edit(await lin.good(`/api/demand/${second}`), 'demand', { wanted: '24 小时', expected: expected + 3, term: 26, arrangement: 'live_in', cared: [{ role: 'newborn' }], room: 'own', rest_days: 4, decides: 'caller' })
  second = await lin.step(second, 'demand', 'confirm')
  let theirs = await lin.make('recommendation', { demand: second.id, worker: workers['赵月华'].id })
  for (const [step, body] of [['agree', { note: '' }], ['show'], ['want'], ['offer']]) theirs = await lin.step(theirs, 'recommendation', step, body)
  const both = await Promise.all([chen.tryStep(nurse, 'recommendation', 'accept'), lin.tryStep(theirs, 'recommendation', 'accept')])
  assert.deepEqual(both.map(a => a.status).sort(), [200, 409], both.map(a => a.text).join('\n'))
  if (both[1].status === 200) {                             // Lin was first: her family finds somebody else
    await lin.step(theirs, 'recommendation', 'withdraw')
    nurse = await chen.step(nurse, 'recommendation', 'accept')
  }
  nurse = await chen.good(`/api/recommendation/${nurse.id}`)
  assert.equal(nurse.hold_until, nurse.accepted_at + 24 * 3_600_000)
  const seen = (await lin.good(`/api/demand/${second.id}/matches?worker=${workers['赵月华'].id}`)).rows[0]
  assert.equal(seen.judgement.reasons.find(r => !r.warning).code, 'H04.placement')
  for (const step of ['start_trial', 'hire']) assert.equal((await chen.tryStep(nurse, 'recommendation', step)).json.code, 'guard')      // nobody begins without a signed contract
  await lin.step(await lin.good(`/api/demand/${second.id}`), 'demand', 'lose', { reason: 'no_worker' })
})

test('the lock is kept on with a reason, and a backup of the same grade is named; a lower one is refused with who would do', async () => {
  const junior = await hire('李月兰', day + 600, 2)
  const refused = await chen.post('/api/recommendation', { demand: demand.id, worker: junior.id, backup: true })
  assert.deepEqual([refused.status, refused.json.field], [409, 'backup'])
  assert.match(refused.json.message, /李月兰 是 2 级，赵月华 是 4 级.*可以请 钱月英/)
  await now(day + 3, 12)
  nurse = await chen.step(nurse, 'recommendation', 'hold_again', { reason: '合同明天签' })
  assert.ok(nurse.hold_until >= at(day + 4, 12))
  backup = await chen.make('recommendation', { demand: demand.id, worker: workers['钱月英'].id, backup: true })
  backup = await steps(backup, 'recommendation', ['agree', {}], 'show')
  demand = await chen.good(`/api/demand/${demand.id}`)
  assert.equal(demand.state, 'contracting')
  const course = (await chen.good(`/api/demand/${demand.id}/history`)).rows
  assert.deepEqual([course.some(r => r.step === 'follow'), course.filter(r => r.step?.startsWith('follow') && !r.changes.length)], [true, []], 'each event once: what moved nothing is not told')
})

test('the contract takes its price from the quotation, is reviewed when it differs, and three sign it on their phones', async () => {
  const payer = await boss.edit(await boss.good(`/api/person/${demand.person}`), 'person', { name: '刘敏', id_number: idNumber('110101', '19920808', '226') })
  const draft = body => chen.post(`/api/recommendation/${nurse.id}/contract?lang=en`, body)          // she reads English: the contract stays Chinese
  assert.equal((await chen.post(`/api/recommendation/${backup.id}/contract`, {})).json.code, 'conflict')                  // she was not said yes to
  assert.deepEqual((({ status, json }) => [status, json.field])(await draft({})), [400, 'address'])                       // nobody knows where it is
  assert.equal((await draft({ estate: '锦绣花园', address: '锦绣花园3栋1201' })).json.field, 'camera_note')                  // she was told of cameras: the home says where
  const made = (await draft({ estate: '锦绣花园', address: '锦绣花园3栋1201', camera_note: '客厅一个' })).json
  assert.deepEqual([made.made, (await draft({})).json], [true, { contract: made.contract, number: made.number, made: false }])       // pressed twice: one contract
  demand = await chen.good(`/api/demand/${demand.id}`)
  const home = await boss.good(`/api/household/${demand.household}`)
  assert.deepEqual([home.customer, home.name, home.members.map(m => m.role)], [demand.customer, '锦绣花园', demand.cared.map(m => m.role)])
  contract = await chen.good(`/api/contract/${made.contract}`)
  assert.deepEqual([contract.worker, contract.demand, contract.first, contract.last, contract.live_in, contract.rest_days], [workers['赵月华'].id, demand.id, expected, expected + 25, true, 4])
  assert.match(contract.cared_for, /新生儿.*产妇.*预产期/)                                                                        // as the demand says it: nobody types it twice
  contract = await chen.edit(contract, 'contract', { hours: '24 小时，夜间每 3 小时喂养', hygiene: '由甲方提供', cared_for: '产妇、新生儿', signer_right: 'herself' })
  assert.deepEqual([contract.service_fee, contract.wage, contract.deposit_kind, contract.deposit, contract.waiting_day, contract.quotation, contract.basis], [1560000, 1248000, 'earnest', 312000, 15000, quotation.id, 'term'])
  contract = await chen.edit(contract, 'contract', { service_fee: 1660000 })
  const dearer = await chen.tryStep(contract, 'contract', 'send')
  assert.match(dearer.json.message, /服务费为 ¥16,600\.00，客户接受的报价单 .* 上是 ¥15,600\.00/)
  contract = await chen.edit(contract, 'contract', { service_fee: 1560000, off_platform: 1560000 })
  contract = await chen.step(contract, 'contract', 'send')
  const links = (await chen.post(`/api/contract/${contract.id}/links`, {})).json
  const read = await signOnPhone(shop, gateway, links.customer, '13955550101')
  assert.match(JSON.stringify(read.document), /免费等候至约定日期后第14天；此后至上户前一日，由甲方按每天¥150\.00/)
  await signForCompany(boss, contract.id)
  assert.equal((await chen.good(`/api/contract/${contract.id}`)).state, 'partly_signed')
  const phone = family(), { code } = (await chen.post(`/api/customer/${contract.customer}/portal_code`, {})).json, told = async () => { const { demands: [d], quotations: [q] } = await phone.good('/api/c/home'); return [d.said, q.said] }
  assert.equal((await phone.post('/api/c/login', { phone: '13955550101', code })).status, 200)
  assert.deepEqual(await told(), ['合同签署中', ''])
  await signOnPhone(shop, gateway, links.worker, workers['赵月华'].phone)
  contract = await chen.good(`/api/contract/${contract.id}`)
  assert.equal(contract.state, 'signed')
  assert.deepEqual(await told(), ['', '您已同意，合同已签好'], 'agreed, says the demand itself')
  for (const amount of [312000, 1248000]) await paysFor(contract.id, amount)
  assert.match((await chen.tryStep(contract, 'contract', 'take_effect')).json.message, /合同第一天是/)
})

// The house billed the contract with its last signature; the customer pays that bill.
async function paysFor(contract, amount) {
  const [bill] = (await boss.good(`/api/bill?contract=${contract}`)).rows
  await boss.make('payment', { kind: 'from_customer', bill: bill.id, amount, channel: 'transfer', channel_number: `T-${contract}-${amount}` })
}

// Another family up to the signed contract and its planned placement, in one go.
async function signedFor({ name, number, id, worker, spare, on, unpaid = false }) {
  const { lead: asked } = (await chen.post('/api/lead/take', { phone: number, name, channel: 'referral', line: line.id })).json
  let d = await chen.good(`/api/demand/${(await chen.step({ id: asked }, 'lead', 'convert', {})).demand}`)
  await boss.edit(await boss.good(`/api/person/${d.person}`), 'person', { name: name.replace('女士', '敏'), id_number: id })
  const customer = await boss.make('customer', { person: d.person, branch: branch.id }), home = await boss.make('household', { customer: customer.id, estate: '金沙苑', address: `金沙苑8栋${id.slice(14)}`, members: [{ role: 'newborn' }, { role: 'mother' }] })
  d = await chen.edit(d, 'demand', { customer: customer.id, household: home.id, wanted: '24 小时', expected: on, term: 26, arrangement: 'live_in', cared: [{ role: 'newborn' }], room: 'own', rest_days: 4, decides: 'caller', wage: 1248000 })
  d = await chen.step(d, 'demand', 'confirm')
  const q = await chen.step(await chen.make('quotation', { demand: d.id }), 'quotation', 'offer')
  await chen.step(q, 'quotation', 'accept', { how: '电话' })
  const r = await chen.make('recommendation', { demand: d.id, worker: worker.id })
  for (const [step, body] of [['agree', { note: '' }], ['show'], ['want'], ['accept']]) await chen.step(r, 'recommendation', step, body)
  if (spare) { const b = await chen.make('recommendation', { demand: d.id, worker: spare.id, backup: true }); await chen.step(b, 'recommendation', 'agree', { note: '' }); await chen.step(b, 'recommendation', 'show') }
  const c = await chen.step(await chen.make('contract', { customer: customer.id, household: home.id, worker: worker.id, line: line.id, demand: d.id, first: on, last: on + 25, hours: '24 小时', hygiene: '由甲方提供', cared_for: '产妇、新生儿', signer_right: 'spouse', cameras: '无', scope: '产妇和新生儿护理' }), 'contract', 'send')
  const links = (await chen.post(`/api/contract/${c.id}/links`, {})).json
  await signOnPhone(shop, gateway, links.customer, number)
  await signForCompany(boss, c.id)
  await signOnPhone(shop, gateway, links.worker, worker.phone)
  if (!unpaid) await paysFor(c.id, 1560000)
  return { demand: await chen.good(`/api/demand/${d.id}`), contract: c.id, customer: customer.id, placement: (await boss.good(`/api/placement?contract=${c.id}`)).rows[0] }
}
async function movesIn(home) {
  await boss.step(home, 'placement', 'look_over', { looked_at: ['gas', 'windows', 'sockets', 'floor', 'hot_water', 'medicines', 'exit', 'cameras', 'valuables', 'emergency', 'infant'] })
  for (const [step, body] of [['brief', { briefing: '月子护理' }], ['make_ready'], ['arrive']]) await boss.step(home, 'placement', step, body)
  const [sheet] = (await boss.good(`/api/placement/${home.id}/chain`)).links.filter(l => l.type === 'handover')
  await boss.edit(await boss.good(`/api/handover/${sheet.id}`), 'handover', { cared_for: '新生儿、产妇均好', valuables: '无' })
  for (const [step, body] of [['worker_yes'], ['family_yes', { how: '电话' }]]) await boss.step(sheet, 'handover', step, body)
  return boss.good(`/api/placement/${home.id}`)
}

// What the family reads of its home, on its own phone.
async function seenBy(customer, number) {
  const phone = family(), { code } = (await boss.post(`/api/customer/${customer}/portal_code`, {})).json
  await phone.post('/api/c/login', { phone: number, code })
  return (await phone.good('/api/c/care')).placements[0]
}

let second, longer
// The family keeps her five days: a renewal of the contract, signed by all three; the home goes on by itself.
async function fiveDaysMore(booked, worker, until) {
  await boss.step(await boss.good(`/api/contract/${booked.contract}`), 'contract', 'renew', { last: until })
  const [draft] = (await boss.good(`/api/contract?customer=${booked.customer}&state=draft`)).rows
  await boss.step(draft, 'contract', 'send')
  const links = (await boss.post(`/api/contract/${draft.id}/links`, {})).json
  await signOnPhone(shop, gateway, links.customer, '13955550104')
  await signForCompany(boss, draft.id)
  await signOnPhone(shop, gateway, links.worker, worker.phone)
  return boss.good(`/api/contract/${draft.id}`)
}
test('a late birth: she waits fourteen days for nothing, then each day until she begins is the family’s to pay and hers to get', async () => {
  const wu = await hire('吴月红', day + 600), due = day + 50
  const late = await signedFor({ name: '郑女士', number: '13955550104', id: idNumber('110101', '19930303', '342'), worker: wu, on: due, unpaid: true })
  second = await signedFor({ name: '周女士', number: '13955550102', id: idNumber('110101', '19910404', '368'), worker: workers['赵月华'], spare: workers['钱月英'], on: dayOf(11, 24) })
  await now(due + 20, 9)
  await chen.step(late.demand, 'demand', 'birth', { on: due + 20 })
  assert.equal((await boss.good(`/api/bill?contract=${late.contract}`)).rows[0].due, due + 20, 'what is owed when she comes is owed when she comes')
  await paysFor(late.contract, 1560000)
  const home = await movesIn(late.placement)
  assert.deepEqual([home.state, home.first, home.last, home.booked_for, home.waited, home.waiting], ['in_service', due + 20, due + 45, due, 5, 75000])
  await now(due + 40, 9)
  const unsigned = await boss.tryStep(home, 'placement', 'extend', { last: due + 50, reason: '再留五天' })
  assert.deepEqual([unsigned.status, unsigned.json.field, /续签/.test(unsigned.text)], [400, 'last', true], 'nobody serves without a contract')
  const paper = await fiveDaysMore(late, wu, due + 50)
  assert.deepEqual([paper.first, paper.last, paper.wage, paper.service_fee, paper.first_due], [due + 46, due + 50, 240000, 300000, 300000], 'five days of twenty-six')
  const stays = await boss.good(`/api/placement/${home.id}`)
  assert.deepEqual([stays.last, stays.wage, stays.term_days, stays.contract, stays.stints.length], [due + 50, 1248000, 26, paper.id, 1], 'a day is worth what it was')
  longer = { worker: wu.id, customer: late.customer }
  await now(due + 51, 10)
  await boss.step(stays, 'placement', 'finish', { last: due + 50, why: 'term_over', reason: '期满' })
  let run = await boss.make('payroll_run', { branch: branch.id, first: dayOf(8, 1), last: dayOf(8, 31) })
  for (const step of ['collect', 'calculate']) run = await boss.step(run, 'payroll_run', step)
  const slip = await boss.good(`/api/payslip/${(await boss.good(`/api/payslip?run=${run.id}&worker=${wu.id}`)).rows[0].id}`), [made] = (await boss.post(`/api/payroll_run/${run.id}/bills`, {})).json.bills
  assert.deepEqual(slip.lines.filter(l => l.code === 'extra').map(l => l.amount), [75000])
  assert.deepEqual((await boss.good(`/api/bill/${made.bill}`)).lines.filter(l => l.item === 'surcharge').map(l => l.amount), [75000])
})

test('with the last signature she is hired and her days are planned, the backup named, months ahead', async () => {
  assert.deepEqual([(await chen.good(`/api/recommendation/${nurse.id}`)).state, (await chen.good(`/api/demand/${demand.id}`)).state], ['hired', 'fulfilled'])
  placement = (await boss.good(`/api/placement?contract=${contract.id}`)).rows[0]
  placement = await boss.good(`/api/placement/${placement.id}`)
  assert.deepEqual([placement.state, placement.first, placement.last, placement.backup, placement.booked_for, placement.basis], ['planned', expected, expected + 25, workers['钱月英'].id, expected, 'contract'])
  assert.equal((await boss.good(`/api/quotation/${quotation.id}`)).used_at > 0, true)
  assert.deepEqual((({ expected: on, next }) => [on, next])(await seenBy(demand.customer, '13955550101')), [expected, null], 'their phone says that it begins with the birth')
  const hers = shop.person(), given = (await boss.post(`/api/worker/${workers['赵月华'].id}/phone`, {})).json
  await hers.login(given.login, given.password)
  assert.ok(JSON.stringify(await hers.good('/api/my/placement')).includes(`"expected":${expected}`), 'and so does hers')
})

test('three weeks early: one entry moves contract, placement and calendar, and she comes', async () => {
  await now(born, 8)
  demand = await chen.good(`/api/demand/${demand.id}`)
  assert.equal((await chen.tryStep(demand, 'demand', 'birth', { on: born + 1 })).json.field, 'on', 'not before it happened')
  demand = await chen.step(demand, 'demand', 'birth', { on: born })
  const shift = typeof demand.shift === 'string' ? JSON.parse(demand.shift) : demand.shift
  assert.deepEqual([demand.start_from, shift.late, shift.outcome], [born, -21, 'nurse'])
  contract = await chen.good(`/api/contract/${contract.id}`)
  assert.deepEqual([contract.state, contract.first, contract.last, contract.term_moves], ['in_force', born, last, 1])
  placement = await boss.good(`/api/placement/${placement.id}`)
  assert.deepEqual([placement.state, placement.first, placement.last], ['planned', born, last])
  const date = new RegExp(`${new Date(born * 86_400_000).getUTCMonth() + 1}月${new Date(born * 86_400_000).getUTCDate()}日`)
  assert.match((await heard(workers['赵月华'].person, 'placement.planned_worker')).at(0), date, 'she is told that it is today')
  assert.match((await heard(demand.person, 'placement.planned')).at(0), date, 'and the family')
  assert.equal((await chen.tryStep(demand, 'demand', 'birth', { on: born })).status, 409, 'a child is born once')
})

test('上户: home, briefing and papers first, then a sheet both sides agree to', async () => {
  assert.match((await boss.tryStep(placement, 'placement', 'make_ready')).json.message, /入户检查/)
  await boss.step(placement, 'placement', 'look_over', { looked_at: ['gas', 'windows', 'sockets', 'floor', 'hot_water', 'medicines', 'exit', 'cameras', 'valuables', 'emergency', 'infant'] })
  await boss.step(placement, 'placement', 'brief', { briefing: '母乳为主；月子餐少盐；夜里每 3 小时喂养' })
  await boss.step(placement, 'placement', 'make_ready')
  await boss.step(placement, 'placement', 'arrive')
  const [sheet] = (await boss.good(`/api/placement/${placement.id}/chain`)).links.filter(l => l.type === 'handover')
  await boss.edit(await boss.good(`/api/handover/${sheet.id}`), 'handover', { cared_for: '新生儿 3200 克，母乳；产妇顺产', valuables: '无', keys: 1 })
  const given = (await boss.post(`/api/worker/${workers['赵月华'].id}/phone`, {})).json
  phone = shop.person()
  phone.enter = () => phone.login(given.login, given.password)
  await phone.enter()
  await phone.step(sheet, 'handover', 'worker_yes')
  await boss.step(sheet, 'handover', 'family_yes', { how: '纸上签字' })
  placement = await boss.good(`/api/placement/${placement.id}`)
  assert.deepEqual([placement.state, placement.began_on, placement.waited, placement.waiting], ['in_service', born, 0, 0])
})

test('mother and baby are noted on her phone only after a separate consent; a fever rings in the office', async () => {
  const entry = body => phone.post('/api/my/care', body)
  const no = await entry({ kind: 'baby', milk_ml: 60, temperature: 368 })
  assert.deepEqual([no.status, /单独同意/.test(no.text)], [400, true])
  const customer = await boss.good(`/api/customer/${placement.customer}`)
  for (const purpose of ['child', 'health']) await boss.make('consent', { person: customer.person, purpose, way: 'paper', notice_version: '1', ...(purpose === 'child' && { guardian: '刘女士（母亲）' }) })
  assert.equal((await entry({ kind: 'baby', milk_ml: 60, urine: 6, stool: 3, temperature: 368 })).status, 201)
  assert.equal((await entry({ kind: 'mother', temperature: 366, mood: 4, meals: 90 })).json.alarm, false)
  const fever = await entry({ kind: 'baby', temperature: 381, signs: ['fever'] })
  assert.equal(fever.json.alarm, true)
  await boss.step({ id: fever.json.id }, 'care_log', 'look', { answer: '已就医，黄疸监测，体温恢复' })
  const [given] = (await boss.good(`/api/consent?person=${customer.person}&purpose=health&state=given`)).rows
  await boss.step(given, 'consent', 'withdraw')
  assert.match((await entry({ kind: 'mother', temperature: 366 })).text, /已撤回/, 'taken back is not “not asked yet”')
  assert.match(JSON.stringify((await phone.good('/api/my/placement')).placements?.flatMap(p => p.kinds) ?? await phone.good('/api/my/placement')), /已撤回/)
  await boss.make('consent', { person: customer.person, purpose: 'health', way: 'paper', notice_version: '1' })
})

const calls = async stage => (await boss.good(`/api/follow_up?placement=${placement.id}&limit=100`)).rows.filter(f => f.stage === stage)
async function call(stage, side, score = 5, more = {}) {
  const one = (await calls(stage)).find(f => f.side === side), asked = await boss.good(`/api/follow_up/${one.id}/questions`)
  return boss.step(one, 'follow_up', 'answer', { answers: asked.questions.map(q => ({ ...q, words: '', ...(q.kind === 'nps' ? { score: 9 } : q.kind !== 'words' && { score: typeof score === 'function' ? score(q) : score }) })), needs: '', next: '', ...more })
}

test('both sides are called apart on day 1, 3, 7 and in the middle; one bad answer opens a case', async () => {
  for (const [n, stage] of [[1, 'day_1'], [3, 'day_3'], [7, 'day_7'], [13, 'middle']]) {
    await now(born + n - 1, 18)
    await until(`the calls of ${stage}`, async () => (await calls(stage)).length === 2)
    await call(stage, 'worker')
    const asked = await call(stage, 'family', stage === 'day_7' ? q => (/月子餐|产妇|mother/.test(q.question) ? 2 : 5) : 5)
    assert.equal(asked.led_to, stage === 'day_7' ? 'complaint' : asked.led_to)
  }
  const bad = (await boss.good('/api/follow_up?limit=50')).rows.find(f => f.led_to === 'complaint'), cases = (await boss.good(`/api/complaint?call=${bad.id}`)).rows           // the call's page shows how it goes on
  assert.equal(cases.length, 1)
  assert.match((await boss.good(`/api/complaint/${cases[0].id}`)).story, /2\/5/)
})

test('an extra task is agreed by all three before it is done, and what is dangerous never is', async () => {
  assert.equal((await boss.post('/api/extra_task', { placement: placement.id, what: '擦外窗', date: born + 14, price: 10000, pay: 8000 })).json.fields[0].field, 'what')
  await now(born + 13, 10)
  const task = await boss.make('extra_task', { placement: placement.id, what: '满月酒当天帮厨 4 小时', date: born + 14, price: 30000, pay: 24000 })
  await phone.enter()
  await phone.step(task, 'extra_task', 'worker_yes')
  assert.equal((await boss.step(task, 'extra_task', 'family_yes', { how: '微信' })).state, 'agreed')
  await now(born + 14, 20)
  assert.equal((await boss.step(task, 'extra_task', 'do_it', { done_on: born + 14 })).state, 'done')
})

test('the next family’s child comes while she is still here: the backup is there first, she follows when she is free, at the price that was signed', async () => {
  await now(last - 4, 9)
  second.demand = await chen.step(second.demand, 'demand', 'birth', { on: last - 4 })
  const shift = typeof second.demand.shift === 'string' ? JSON.parse(second.demand.shift) : second.demand.shift
  assert.deepEqual([shift.outcome, second.demand.stands_in, second.demand.nurse_from], ['backup_first', workers['钱月英'].id, last + 1])
  const home = await boss.good(`/api/placement/${second.placement.id}`)
  assert.deepEqual(home.stints.map(s => [s.worker, s.first, s.last, s.substitute, s.wage]), [[workers['钱月英'].id, last - 4, last, true, 1248000], [workers['赵月华'].id, last + 1, null, false, 1248000]])
  assert.deepEqual([home.first, home.last, (await chen.good(`/api/contract/${second.contract}`)).state], [last - 4, last + 21, 'in_force'])
  const theirs = await seenBy(second.customer, '13955550102')
  assert.deepEqual([theirs.expected, theirs.worker.stands_in, theirs.next], [0, true, { name: '赵师傅', first: last + 1 }], 'and reads it on its phone')
  const family2 = await heard(second.demand.person, 'placement.planned')
  assert.deepEqual([family2.filter(t => /钱师傅/.test(t)).length, family2.filter(t => /赵师傅/.test(t)).length], [1, 1], 'the family knows who comes when')
  assert.equal((await heard(workers['钱月英'].person, 'placement.planned_worker')).length, 1, 'and so does the backup')
})

test('下户 on day 26: the sheet, the days entered by themselves, the last call with its recommendation', async () => {
  await now(last, 18)
  assert.equal((await boss.tryStep(placement, 'placement', 'finish', { last: last - 1, why: 'term_over', reason: '期满' })).json.field, 'why')
  placement = await boss.step(placement, 'placement', 'finish', { last, why: 'term_over', reason: '期满' })
  assert.equal(placement.state, 'off_board')
  assert.equal((await boss.tryStep(placement, 'placement', 'settle')).status, 409)
  const sheet = (await boss.good(`/api/placement/${placement.id}/chain`)).links.find(l => l.type === 'handover' && l.state === 'open')
  await boss.edit(await boss.good(`/api/handover/${sheet.id}`), 'handover', { cared_for: '宝宝 4100 克，母乳良好', keys: 1 })
  await phone.enter()
  await phone.step(sheet, 'handover', 'worker_yes')
  await boss.step(sheet, 'handover', 'family_yes', { how: '电话' })
  placement = await boss.step(placement, 'placement', 'settle')
  const days = (await boss.good(`/api/placement_day?placement=${placement.id}&limit=100`)).rows
  assert.deepEqual([days.length, Math.min(...days.map(d => d.date)), Math.max(...days.map(d => d.date))], [26, born, last])
  const asked = await call('departure', 'family')
  assert.equal(asked.nps, 9)
})

test('two months, one term: service and wage add up to what was signed, holidays by law, the extra task on both, to the fen', async () => {
  await now(dayOf(11, 2), 10)
  const days = (await boss.good(`/api/placement_day?placement=${placement.id}&limit=100`)).rows, holidays = days.filter(d => d.kind === 'holiday').length
  assert.ok(holidays >= 3, 'National Day lies in it')
  const slips = [], bills = []
  for (const [from, to] of [[dayOf(9, 1), dayOf(9, 30)], [dayOf(10, 1), dayOf(10, 31)]]) {
    let run = await boss.make('payroll_run', { branch: branch.id, first: from, last: to })
    run = await boss.step(run, 'payroll_run', 'collect')
    run = await boss.step(run, 'payroll_run', 'calculate')
    const slip = (await boss.good(`/api/payslip?run=${run.id}&worker=${workers['赵月华'].id}`)).rows[0]
    slips.push(await boss.good(`/api/payslip/${slip.id}`))
    const made = await boss.post(`/api/payroll_run/${run.id}/bills`, {})
    assert.equal(made.status, 200, made.text)
    for (const b of made.json.bills.filter(b => b.customer === placement.customer)) bills.push(await boss.good(`/api/bill/${b.bill}`))
    assert.deepEqual((await boss.post(`/api/payroll_run/${run.id}/bills`, {})).json.bills, [], 'a month is billed once')
  }
  const lines = slips.flatMap(s => s.lines), of = code => sum(lines.filter(l => l.code === code), l => l.amount)
  assert.equal(of('base'), 1248000)
  const kept = [], charges = (await boss.good(`/api/bill?customer=${longer.customer}&limit=20`)).rows
  for (const one of (await boss.good(`/api/payslip?worker=${longer.worker}&limit=20`)).rows) kept.push(...(await boss.good(`/api/payslip/${one.id}`)).lines)
  assert.equal(sum(kept.filter(l => l.code === 'base'), l => l.amount), 31 * 48000, 'who stayed five days longer has them on top, not out of the same wage')
  const full = await Promise.all(charges.map(b => boss.good(`/api/bill/${b.id}`)))
  assert.equal(sum(full.flatMap(b => b.lines).filter(l => l.item === 'service'), l => l.amount), 31 * 60000, 'and the family pays them by the day')
  assert.deepEqual(sum(full, b => b.total), 31 * 60000 + 75000, 'what was paid with either contract is taken off the months')
  assert.ok(Math.abs(of('holiday') - Math.round(1248000 * 3 * holidays / 21.75)) <= 1, '300 % of a day on 21.75, besides the wage')
  assert.deepEqual(lines.filter(l => l.code === 'extra').map(l => l.amount), [24000])
  for (const s of slips) assert.equal(sum(s.lines, l => l.amount), s.net)
  const charged = bills.flatMap(b => b.lines)
  assert.equal(sum(charged.filter(l => l.item === 'service'), l => l.amount), 1560000)
  assert.deepEqual(charged.filter(l => l.item === 'add_on').map(l => [l.label, l.amount]), [['满月酒当天帮厨 4 小时', 30000]])
  const first = (await boss.good(`/api/bill?contract=${contract.id}`)).rows.find(b => b.total === 1560000)
  assert.equal(first.total + sum(bills, b => b.total), 1590000, 'what was prepaid is taken off the months')
  assert.equal((await boss.good('/api/finance/identity')).broken, 0)
  const { sides, months } = await boss.good('/api/retention'), asked = sides.find(f => f.side === 'family')
  assert.deepEqual([asked.nps_answers, asked.promoters, asked.detractors], [1, 1, 0], 'she would recommend us')
  assert.deepEqual([months.length, months.reduce((n, m) => n + m.nps_answers, 0), months.find(m => m.nps_answers).promoters], [6, 1, 1], 'and it stands in its month')
})

test('after a loss one step stops everything and pays all back, and nobody calls her again', async () => {
  const taken = await chen.post('/api/lead/take', { phone: '13955550103', name: '何女士', channel: 'wechat', line: line.id })
  const theirs = (await chen.step({ id: taken.json.lead }, 'lead', 'convert', {})).demand
  const before = await chen.good(`/api/demand/${theirs}`), hers = before.customer ? { id: before.customer } : await chen.make('customer', { person: before.person, source: 'wechat' })
  let quiet = await chen.edit(before, 'demand', { customer: hers.id, expected: dayOf(12, 20) + 100, wanted: '24 小时', term: 26, deposit_kind: 'earnest', deposit: 200000 })
  const [asked] = (await boss.good(`/api/job_deposit?demand=${theirs}`)).rows
  assert.equal(asked.amount, 200000, 'a deposit is a payment: it is asked for as it is written down')
  await boss.step(asked, 'job_deposit', 'receive', { channel: 'wechat', number: 'WX-DJ-1' })
  quiet = await chen.good(`/api/demand/${theirs}`)
  const offered = await chen.make('quotation', { demand: quiet.id })
  const phone = family(), { code } = (await chen.post(`/api/customer/${hers.id}/portal_code`, {})).json
  assert.equal((await phone.post('/api/c/login', { phone: '13955550103', code })).status, 200)
  const shown = async () => (await phone.good('/api/c/home')).demands.length
  assert.equal(await shown(), 1)
  quiet = await chen.step(quiet, 'demand', 'close_quietly')
  assert.equal(await shown(), 0, 'her phone does not go on about the day it was to be')
  assert.deepEqual([quiet.state, quiet.quiet, quiet.deposit_fate, quiet.deposit_back], ['cancelled', true, 'back', 200000])
  assert.equal((await chen.good(`/api/quotation/${offered.id}`)).state, 'withdrawn')
  assert.equal((await chen.good(`/api/person/${quiet.person}`)).do_not_contact, true)
  const again = await chen.post('/api/lead/take', { person: quiet.person, channel: 'phone' })
  assert.equal((await chen.tryStep({ id: again.json.lead }, 'lead', 'follow_up', { way: 'call', outcome: 'reached' })).json.field, 'way')
})

test('a loss after everything is signed: contract and days end with the same step, all goes back, and nobody tells the family that she comes tomorrow', async () => {
  const feng = await hire('冯月梅', dayOf(12, 31) + 400), due = dayOf(12, 31) + 60
  const booked = await signedFor({ name: '胡女士', number: '13955550106', id: idNumber('110101', '19920505', '381'), worker: feng, on: due })
  assert.equal(booked.placement.state, 'planned')
  await chen.step(booked.demand, 'demand', 'close_quietly')
  const [paper, home] = [await boss.good(`/api/contract/${booked.contract}`), await boss.good(`/api/placement/${booked.placement.id}`)]
  assert.deepEqual([paper.state, paper.ended_by, paper.fee_back + paper.deposit_back + paper.service_back], ['ended', 'force_majeure', 1560000])
  assert.deepEqual([home.state, home.quiet, home.ended_by], ['cancelled', true, 'loss'])
  await now(due - 1, 17)
  await boss.post('/api/lead/take', { phone: '13955550190', name: '问路的', channel: 'phone' })
  const told = JSON.stringify((await boss.good(`/api/message?person=${booked.demand.person}&limit=50`)).rows)
  assert.ok(!/明天|placement\.begins|placement\.planned/.test(told), told)
  assert.match((await heard(feng.person, 'placement.off_worker')).join(), /不用去/, 'she hears that she does not go there')
})

test('the channels tell what they bring and how soon people were answered', async () => {
  const figures = await boss.good(`/api/lead/figures?from=${day}&to=${dayOf(12, 31)}`)
  const [all, ...channels] = figures.rows, wechat = channels.find(c => c.channel === 'wechat')
  assert.equal(all.leads, channels.reduce((n, c) => n + c.leads, 0))
  assert.deepEqual([wechat.leads, wechat.converted], [2, 2])
  assert.ok(wechat.median >= 0 && wechat.p90 >= wechat.median)
})
