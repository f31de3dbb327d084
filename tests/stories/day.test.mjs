// A visit's whole way, as a small shop does it: line, standard and price → worker with her papers → customer and home → order and quote →
// assign (with the refusals a dispatcher meets) → confirm → check in → checklist → finish → rate → approve.
import { test, after, before } from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { idNumber } from './cleaner.mjs'
import { databaseFlags, emptyDatabase, openShop, program, today, at } from './shop.mjs'

let shop, zhou, branch, line, worker, home, customer
before(async () => { shop = await openShop() })
after(() => shop.close())

test('the first administrator opens the shop', async () => {
  zhou = shop.person()
  const answer = await zhou.post('/api/setup', { company: '安家家政', branch: '一店', name: '周经理', login: 'zhou', password: 'paper-lantern-42' })
  assert.equal(answer.status, 200, answer.text)
  branch = answer.json.branches[0].id
})

test('a service is described, its standard and its price are published', async () => {
  line = await zhou.make('service_line', { code: 'CLEAN', name: '日常保洁', glyph: '洁', category: 'daily_cleaning', unit: 'hour', least: 120, increment: 30, medical: 'general',
    needs: ['insurance'], leeway: 30 })
  const standard = await zhou.make('standard', { line: line.id, name: '日常保洁标准', items: [
    { area: '厨房', task: '台面与灶台', acceptance: '无油污', weight: 30 }, { area: '卫生间', task: '马桶与地面', acceptance: '无水渍', weight: 30 } ] })
  await zhou.step(standard, 'standard', 'submit')
  assert.equal((await zhou.step(standard, 'standard', 'publish', { valid_from: today() })).state, 'published')
  const price = await zhou.make('price_rule', { line: line.id, name: '2026 标准价', valid_from: today(), unit_price: 5000, least_price: 10000, worker_percent: 75 })
  assert.equal((await zhou.step(price, 'price_rule', 'publish')).state, 'published')
})

test('a worker is taken on only when her papers are there', async () => {
  const person = await zhou.make('person', { name: '王金凤', sex: 'female', phone: '13912345678', id_number: idNumber('110101', '19790304', '128') })
  assert.equal(person.phone, '139****5678')
  worker = await zhou.make('worker', { person: person.id, branch, mode: 'employee', area: '天府广场', home: { lat: 30.657, lng: 104.066 }, skills: [{ line: line.id, level: 3 }] })
  assert.equal(worker.name, '王金凤')
  worker = await zhou.step(worker, 'worker', 'screen')
  const early = await zhou.tryStep(worker, 'worker', 'train')
  assert.equal(early.status, 409)
  assert.match(early.json.message, /身份证/)
  for (const [kind, extra] of [['identity', {}], ['background', {}], ['medical', { medical: 'general' }], ['insurance', {}]]) {
    const paper = await zhou.make('credential', { worker: worker.id, kind, issued: today() - 30, valid_from: today() - 30, valid_to: today() + 300, ...extra })
    await zhou.step(paper, 'credential', 'verify', { result: 'pass', how: '原件核对' })
  }
  for (const step of ['train', 'onboard', 'activate']) worker = await zhou.step(worker, 'worker', step)
  assert.equal(worker.state, 'active')
  const light = await zhou.good(`/api/worker/${worker.id}/eligibility?line=${line.id}`)
  assert.equal(light.light, 'green', JSON.stringify(light))
})

test('a customer calls and gets a quote explained line by line', async () => {
  const payer = await zhou.make('person', { name: '李芳', phone: '13800138000' })
  customer = await zhou.make('customer', { person: payer.id, branch })
  home = await zhou.make('household', { customer: customer.id, estate: '锦绣花园', area: '天府广场', address: '锦绣花园3栋1201', square_metres: 85, at: { lat: 30.66, lng: 104.07 }, lift: true })
  assert.equal(home.address, '****')
  const order = await zhou.make('service_order', { customer: customer.id, household: home.id, line: line.id, start: at(today() + 2, 9), terms_version: '2026-1' })
  assert.equal(order.length, 180)
  assert.equal(order.price, 15000)
  assert.equal(order.worker_pay, 11250)
  assert.equal(order.quote.lines[0].code, 'service')
  const confirmed = await zhou.step(order, 'service_order', 'confirm')
  assert.equal(confirmed.state, 'confirmed')
  assert.ok(confirmed.visit)
})

let visit
// The day of the visit, at this time; whoever was away for days logs in again.
async function clockAt(hour, minute) {
  shop.setTime(at(today() + 2, hour, minute))
  await zhou.login('zhou', 'paper-lantern-42')
}
test('it is assigned; what cannot be is refused with the reason', async () => {
  visit = (await zhou.good(`/api/visit?customer=${customer.id}`)).rows[0]
  assert.equal(visit.state, 'unassigned')
  const candidates = await zhou.good(`/api/visit/${visit.id}/candidates`)
  assert.equal(candidates.rows[0].name, '王金凤')
  assert.equal(candidates.rows[0].ok, true, JSON.stringify(candidates.rows[0].judgement))
  const moved = await zhou.tryStep(visit, 'visit', 'assign', { worker: worker.id, start: at(today() + 2, 14) })
  assert.equal(moved.status, 409)
  assert.equal(moved.json.code, 'customer_not_asked')
  visit = await zhou.step(visit, 'visit', 'assign', { worker: worker.id })
  assert.equal(visit.state, 'offered')

  const second = await zhou.make('visit', { customer: customer.id, household: home.id, line: line.id, start: at(today() + 2, 10), length: 120 })
  const clash = await zhou.tryStep(second, 'visit', 'assign', { worker: worker.id })
  assert.equal(clash.status, 409, clash.text)
  assert.match(clash.text, /H04|overlap/)
  const verdict = await zhou.post('/api/board/verdict', { visit: second.id, worker: worker.id })
  assert.equal(verdict.json.ok, false)
  await zhou.step(second, 'visit', 'cancel', { reason: 'duplicate' })
  const board = await zhou.good(`/api/board?day=${today() + 2}`)
  assert.equal(board.visits.length, 1)
  assert.equal(board.workers.length, 1)
})

test('it is done: confirmed, checked in, ticked, finished, rated, approved', async () => {
  for (const step of ['accept', 'confirm']) visit = await zhou.step(visit, 'visit', step)
  const daysEarly = await zhou.tryStep(visit, 'visit', 'depart')
  assert.equal(daysEarly.status, 409)
  assert.match(daysEarly.json.message, /还早.* 06:00 起/)
  const button = (await zhou.good(`/api/visit/${visit.id}`)).may.steps.find(s => s.name === 'arrive')
  assert.deepEqual([button.ok, button.message], [false, daysEarly.json.message])
  await clockAt(8, 35)
  visit = await zhou.step(visit, 'visit', 'depart')
  await clockAt(9, 4)
  const before = await zhou.tryStep(visit, 'visit', 'arrive', { acted: at(today() + 2, 8, 30) })
  assert.deepEqual([before.status, before.json.field], [400, 'acted'])
  visit = await zhou.step(visit, 'visit', 'arrive', { at: { lat: 30.6601, lng: 104.0701 }, acted: at(today() + 2, 8, 58) })
  assert.deepEqual([visit.proof, visit.late_minutes, visit.told_late], ['near', 0, 0])
  visit = await zhou.step(visit, 'visit', 'begin')
  await clockAt(12, 0)
  const early = await zhou.tryStep(visit, 'visit', 'finish')
  assert.equal(early.status, 409)
  assert.match(early.json.message, /台面与灶台/)
  for (const item of [1, 2]) visit = await zhou.step(visit, 'visit', 'tick', { item, done: true })
  visit = await zhou.step(visit, 'visit', 'finish', { acted: at(today() + 2, 11, 40) })
  assert.deepEqual([visit.finished_at, visit.told_late], [at(today() + 2, 11, 40), 20])
  visit = await zhou.step(visit, 'visit', 'rate', { stars: 5, said: '很干净' })
  visit = await zhou.step(visit, 'visit', 'approve')
  assert.equal(visit.state, 'approved')
  assert.equal(visit.stars, 5)
})

test('a disputed rating waits for a manager, and is not given anew meanwhile', async () => {
  const nothing = await zhou.tryStep(visit, 'visit', 'uphold_rating', { reason: 'x' })
  assert.equal(nothing.status, 409)
  let disputed = await zhou.step(visit, 'visit', 'dispute_rating', { reason: '客户以差评要求免单' })
  assert.equal(disputed.rating_disputed, true)
  assert.equal((await zhou.tryStep(visit, 'visit', 'rate', { stars: 1 })).status, 409)
  assert.equal((await zhou.tryStep(visit, 'visit', 'dispute_rating', { reason: '再次' })).status, 409)
  assert.ok((await zhou.good('/api/queue')).rows.some(r => r.step === 'uphold_rating'), 'it stands in the queue')
  disputed = await zhou.step(visit, 'visit', 'withdraw_rating', { reason: '聊天记录为证' })
  assert.deepEqual([disputed.rating_disputed, disputed.rating_withdrawn, disputed.stars], [false, true, 5])
  visit = await zhou.step(visit, 'visit', 'rate', { stars: 5, said: '很干净' })
  assert.equal(visit.rating_withdrawn, false)
})

test('everything that happened is on the timeline, and bad input is refused by name', async () => {
  const history = await zhou.good(`/api/visit/${visit.id}/history`)
  const steps = history.rows.filter(r => r.what === 'step').map(r => r.step)
  assert.deepEqual(steps.slice(0, 6), ['rate', 'withdraw_rating', 'dispute_rating', 'approve', 'rate', 'finish'])
  const bad = await zhou.post('/api/customer', { person: 7, colour: 'red', kind: 'ghost', since: 'gestern' })
  assert.equal(bad.status, 400)
  assert.deepEqual(bad.json.fields.map(f => f.field).sort(), ['colour', 'kind', 'person', 'since'])
  const stale = await zhou.call('PATCH', `/api/customer/${customer.id}`, { version: 99, remark: 'x' })
  assert.equal(stale.json.code, 'stale')
  const search = await zhou.good('/api/search?q=wjf')
  assert.ok(search.groups.some(g => g.rows.some(r => r.title.includes('王金凤'))), JSON.stringify(search))
  const reveal = await zhou.post(`/api/person/${customer.person}/reveal`, { field: 'phone', reason: '回访' })
  assert.equal(reveal.json.value, '13800138000')
})

let chen
test('a colleague is given an account, and money takes two people', async () => {
  const roles = await zhou.good('/api/role?limit=50')
  const role = code => roles.rows.find(r => r.code === code).id
  const account = await zhou.make('account', { login: 'chen', name: '陈会计', home: branch, roles: [{ role: role('finance') }, { role: role('manager') }] })
  const given = await zhou.post(`/api/account/${account.id}/password`, { password: 'river-stone-77' })
  assert.ok(given.status < 300, given.text)
  chen = shop.person()
  await chen.login('chen', 'river-stone-77')
})

test('the bill adds up to the fen, is checked by another, locked, paid and reconciled', async () => {
  const made = await zhou.post('/api/finance/bill-day', { day: today() + 2, branch })
  assert.equal(made.status, 200, made.text)
  assert.equal(made.json.bills.length, 1, made.text)
  let bill = await zhou.good(`/api/bill/${made.json.bills[0].id}`)
  assert.equal(bill.total, 15000)
  assert.equal(bill.lines.reduce((sum, l) => sum + l.amount, 0), bill.total)
  if (bill.state === 'open') bill = await zhou.step(bill, 'bill', 'calculate')
  const alone = await zhou.tryStep(bill, 'bill', 'check')
  assert.equal(alone.status, 409, alone.text)
  bill = await chen.step(bill, 'bill', 'check')
  bill = await zhou.step(bill, 'bill', 'send')
  bill = await zhou.step(bill, 'bill', 'confirm')
  const locked = await chen.tryStep(bill, 'bill', 'lock')
  bill = locked.status === 200 ? locked.json : await zhou.step(bill, 'bill', 'lock')
  await chen.make('payment', { kind: 'from_customer', customer: customer.id, bill: bill.id, amount: 15000, channel: 'wechat', channel_number: 'WX-1' })
  bill = await zhou.good(`/api/bill/${bill.id}`)
  assert.equal(bill.state, 'paid')
  assert.equal((await chen.step(bill, 'bill', 'reconcile')).state, 'reconciled')
  const again = await zhou.post('/api/finance/bill-day', { day: today() + 2, branch })
  assert.equal(again.json.bills.length, 0)
})

test('the worker is settled for the same visit, which is then settled itself', async () => {
  const made = await zhou.post('/api/finance/settle-period', { first: today(), last: today() + 3, branch })
  assert.equal(made.status, 200, made.text)
  assert.equal(made.json.settlements.length, 1, made.text)
  const settlement = await zhou.good(`/api/settlement/${made.json.settlements[0].id}`)
  assert.equal(settlement.total, 11250)
  assert.equal((await zhou.good(`/api/visit/${visit.id}`)).state, 'settled')
  const account = await zhou.good(`/api/customer/${customer.id}/account`)
  assert.equal(account.owes, 0)
})

test('another branch cannot book her twice, and is told whom to ask', async () => {
  const two = await zhou.make('branch', { name: '二店', code: 'S2', kind: 'shop' })
  const payer = await zhou.make('person', { name: '赵敏' })
  const her = await zhou.make('customer', { person: payer.id, branch: two.id })
  const flat = await zhou.make('household', { customer: her.id, estate: '金沙', address: '金沙路8号', at: { lat: 30.70, lng: 104.01 }, branch: two.id })
  const here = await zhou.make('visit', { customer: customer.id, household: home.id, line: line.id, start: at(today() + 3, 9), length: 180 })
  await zhou.step(here, 'visit', 'assign', { worker: worker.id })
  const there = await zhou.make('visit', { customer: her.id, household: flat.id, line: line.id, start: at(today() + 3, 12, 10), length: 120 })
  assert.equal(there.branch, two.id)
  const clash = await zhou.tryStep(there, 'visit', 'assign', { worker: worker.id })
  assert.equal(clash.status, 409)
  assert.match(clash.text, /H04\.journey/, 'ten minutes are not enough for six kilometres')
  const notLent = await zhou.tryStep(there, 'visit', 'assign', { worker: worker.id, start: at(today() + 3, 15), agreed: true })
  assert.equal(notLent.status, 409)
  const why = notLent.json.detail.reasons.find(r => r.code === 'H15')
  assert.deepEqual([why.type, why.step], ['lending', 'create'], 'the fix is to ask for her')
  const lending = await zhou.make('lending', { worker: worker.id, destination: two.id, first: today() + 3, last: today() + 3 })
  await zhou.step(lending, 'lending', 'agree')
  const later = await zhou.step(there, 'visit', 'assign', { worker: worker.id, start: at(today() + 3, 15), agreed: true })
  assert.equal(later.state, 'offered')
})

test('who works in the other branch does not see this one, and a repeated request is done once', async () => {
  const roles = await zhou.good('/api/role?limit=50')
  const two = (await zhou.good('/api/branch?limit=50')).rows.find(b => b.code === 'S2')
  const account = await zhou.make('account', { login: 'lin', name: '林店长', home: two.id, roles: [{ role: roles.rows.find(r => r.code === 'manager').id, place: two.id }] })
  await zhou.post(`/api/account/${account.id}/password`, { password: 'copper-kettle-31' })
  const lin = shop.person()
  await lin.login('lin', 'copper-kettle-31')
  assert.equal((await lin.get(`/api/customer/${customer.id}`)).status, 404)
  assert.equal((await lin.call('PATCH', `/api/customer/${customer.id}`, { version: 1, remark: 'x' })).status, 404)
  assert.equal((await lin.tryStep(visit, 'visit', 'rate', { stars: 1 })).status, 404)
  assert.equal((await lin.good('/api/customer?count=1')).count, 1)
  const stolen = await lin.post('/api/household', { customer: customer.id, estate: 'x', address: 'x' })
  assert.deepEqual(stolen.json.fields.map(f => f.field), ['customer'])
  // Who is lent to her she may give work to; the worker's own page stays with the branch that lends her, and when the days are over so does her name.
  const theirs = (await lin.good('/api/visit')).rows.find(v => v.worker === worker.id)
  const task = { id: theirs.id }, seat = (await lin.good(`/api/board?day=${today() + 3}`)).workers.find(n => n.id === worker.id)
  assert.equal(seat.branch_name, (await zhou.good(`/api/branch/${worker.branch}`)).name)
  assert.equal((await zhou.good(`/api/board?day=${today() + 3}&branch=${worker.branch}`)).workers.find(n => n.id === worker.id).lent_to, '二店')
  await lin.step(task, 'visit', 'unassign')
  assert.equal((await lin.post('/api/board/verdict', { visit: task.id, worker: worker.id, start: theirs.start })).json.ok, true)
  assert.equal((await lin.step(task, 'visit', 'assign', { worker: worker.id })).worker, worker.id)
  assert.equal((await lin.get(`/api/worker/${worker.id}`)).status, 404)
  assert.equal((await lin.post(`/api/worker/${worker.id}/phone`, {})).status, 404, 'her login is her own branch\'s to give')
  const [loan] = (await zhou.good('/api/lending')).rows
  await zhou.step(loan, 'lending', 'end', { reason: '提前还人' })
  await lin.step(task, 'visit', 'unassign')
  assert.equal((await lin.tryStep(task, 'visit', 'assign', { worker: worker.id })).status, 400)
  const nobody = shop.person()
  assert.equal((await nobody.get('/api/customer')).status, 401)

  const key = { 'Idempotency-Key': 'the-same-key' }
  const first = await zhou.post('/api/person', { name: '钱多' }, key), second = await zhou.post('/api/person', { name: '钱多' }, key)
  assert.equal(second.json.id, first.json.id)
  const other = await zhou.post('/api/person', { name: '别人' }, key)
  assert.equal(other.status, 409)
  const broken = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff]), Buffer.from('"}')])
  assert.equal((await zhou.call('POST', '/api/person', new Uint8Array(broken))).status, 400)
  for (const body of ['{"name":', '[]', '{"name":"a","name":"b"}', 'null'])
    assert.equal((await zhou.call('POST', '/api/person', new TextEncoder().encode(body), { 'Content-Type': 'application/json' })).status, 400, body)
})

test('the log is whole; a backup restored elsewhere gives the same answers', async () => {
  const before = await zhou.good('/api/visit?count=1'), paper = Array.from({ length: 20_000 }, (_, i) => String(i).padStart(9, '0')).join()
  const kept = await zhou.call('PUT', '/api/file?name=paper.txt', new TextEncoder().encode(paper))
  assert.equal(kept.status, 201, kept.text)
  const folder = join(mkdtempSync(join(tmpdir(), 'copy-')), 'backup'), elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'))
  assert.match(execFileSync(program, ['audit', 'verify', '--data', shop.data, '--quiet', ...databaseFlags(shop.database)], { encoding: 'utf8' }), /as they were written/)
  execFileSync(program, ['backup', folder, '--data', shop.data, '--quiet', ...databaseFlags(shop.database)])
  const database = emptyDatabase()
  execFileSync(program, ['restore', folder, '--data', elsewhere, '--quiet', ...databaseFlags(database)])
  const other = await openShop({ data: elsewhere, database, clock: false })
  const there = other.person()
  await there.login('zhou', 'paper-lantern-42')
  assert.deepEqual((await there.good('/api/visit?count=1')).rows, before.rows)
  const part = await there.get(`/api/file/${kept.json.file}`, { Range: 'bytes=65000-70000' })
  assert.deepEqual([part.status, part.text], [206, paper.slice(65000, 70001)])
  const phone = await there.post(`/api/person/${customer.person}/reveal`, { field: 'phone', reason: '核对备份' })
  assert.equal(phone.json.value, '13800138000')
  await other.close({ keep: true })
  assert.throws(() => execFileSync(program, ['serve', '--port', '0', '--data', elsewhere, '--quiet', '--test-clock', join(elsewhere, 'clock'), ...databaseFlags(database)], { stdio: 'pipe', timeout: 30_000 }),
    error => error.status === 1 && /--test-clock/.test(error.stderr), 'the clock of a company that began without a test clock is not moved')
  const master = join(elsewhere, 'keys', 'master.key'), verify = () => execFileSync(program, ['audit', 'verify', '--data', elsewhere, '--quiet', ...databaseFlags(database)], { stdio: 'pipe', encoding: 'utf8', timeout: 30_000 })
  renameSync(master, `${master}.kept`)
  assert.throws(verify, error => error.status !== 0 && /master\.key is missing/.test(error.stderr), 'a lost key is not replaced by one that opens nothing')
  assert.ok(!existsSync(master), 'the place stays free for the right one')
  writeFileSync(master, `zhangjia-key-1 ${'5a'.repeat(32)}\n`, { mode: 0o600 })
  assert.throws(verify, error => error.status !== 0 && /belongs to another company/.test(error.stderr))
  renameSync(`${master}.kept`, master)
  assert.match(verify(), /as they were written/)
  for (const gone of [folder, elsewhere]) rmSync(gone, { recursive: true, force: true })
})
