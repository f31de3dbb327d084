// A payroll month with holidays, an advance and an objection: sheets, two kinds of tax, second persons, the bank's file, an item sent back, a reversal, and books that add up.
import { test, after, before } from 'node:test'
import assert from 'node:assert/strict'
import { openShop, at } from './shop.mjs'
import { openCleaner } from './cleaner.mjs'

let shop, zhou, chen, her, second, run, month, objecting
const iso = day => new Date(day * 86_400_000).toISOString().slice(0, 10)
const dayOf = text => Date.parse(text) / 86_400_000
before(async () => {
  month = { first: dayOf('2026-10-01'), last: dayOf('2026-10-31'), days: 31 }         // three days of the decree lie in it
  shop = await openShop({ begins: at(month.first, 9) })
  her = await openCleaner(shop, { from: month.first })
  zhou = her.zhou
  second = await her.hire('张秀兰')
  const roles = await zhou.good('/api/role?limit=50'), role = code => roles.rows.find(r => r.code === code).id
  const account = await zhou.make('account', { login: 'chen', name: '陈会计', home: her.branch, roles: [{ role: role('finance') }] })
  await zhou.post(`/api/account/${account.id}/password`, { password: 'river-stone-77' })
  chen = shop.person()
  await chen.login('chen', 'river-stone-77')
})
after(() => shop.close())
const clockAt = async (day, hour) => { shop.setTime(at(day, hour)); await zhou.login('zhou', 'paper-lantern-42'); await chen.login('chen', 'river-stone-77') }
const slipOf = async worker => { const page = await zhou.good(`/api/payslip?run=${run.id}&worker=${worker}&state=calculated,sent,confirmed,objected,locked,paid,failed`); return zhou.good(`/api/payslip/${page.rows[0].id}`) }
const proved = async () => { const t = await zhou.good('/api/ledger/trial'); assert.deepEqual([t.proved, t.trust], [true, 0]); assert.equal((await zhou.good('/api/finance/identity')).broken, 0); return code => t.accounts.find(a => a.code === code)?.balance ?? 0 }

test('the month’s sheets: an employee by law, a nanny of an agency whose wage goes through us', async () => {
  await clockAt(month.last + 2, 10)
  const half = { first: month.first, last: month.last, whole_month: true, served: month.days * 2, rest: 8, rest_due: 8, holiday_worked: 6, sick_percent: 80, wage: 780000 }
  const custom = await zhou.post('/api/wage_sheet', { ...half, worker: her.worker.id, home: '望京', basis: 'days_26', holiday: 'plus_one' })
  assert.ok(custom.json.fields.some(f => f.field === 'holiday'), 'an employee’s holidays are the law’s')
  const many = await zhou.post('/api/wage_sheet', { ...half, worker: her.worker.id, home: '望京', basis: 'days_21_75', holiday: 'law', holiday_worked: 7 })
  assert.match(many.json.fields.find(f => f.field === 'holiday_worked').message, /只有 3 天，最多填 6 个半天/)
  await zhou.make('wage_sheet', { ...half, worker: her.worker.id, home: '望京', basis: 'days_21_75', holiday: 'law' })
  const [first] = (await zhou.good(`/api/wage_sheet?worker=${her.worker.id}`)).rows
  assert.equal((await zhou.good(`/api/wage_sheet/${first.id}`)).placement, null, 'entered by hand: of no placement, which is told as a reference and not as a number')
  await zhou.make('wage_sheet', { ...half, worker: second.id, home: '花园', mode: 'agency', paid_by_us: true, basis: 'days_26', holiday: 'plus_one', leave: 2, extras: [{ item: 'night_waking', label: '夜醒', amount: 30000 }] })
  const advance = await zhou.make('wage_advance', { worker: her.worker.id, amount: 200000, monthly: 150000, reason: '孩子学费' })
  assert.equal((await zhou.tryStep(advance, 'wage_advance', 'pay', { channel: 'cash' })).status, 409, 'not by who entered it')
  await chen.step(advance, 'wage_advance', 'pay', { channel: 'transfer' })
  run = await zhou.make('payroll_run', { branch: her.branch, first: month.first, last: month.last })
  run = await zhou.step(run, 'payroll_run', 'calculate')
  const employee = await slipOf(her.worker.id), nanny = await slipOf(second.id)
  assert.equal(employee.gross, 780000 + 322759)
  assert.deepEqual(employee.lines.map(l => l.code), ['base', 'holiday', 'tax', 'advance'])
  assert.equal(employee.lines.find(l => l.code === 'advance').amount, -150000)
  assert.equal(employee.lines.reduce((sum, l) => sum + l.amount, 0), employee.net)
  assert.deepEqual([employee.report, (await zhou.good(`/api/payslip?run=${run.id}&report=due,favoured&count=1`)).count], ['no_platform', 0])
  assert.equal(nanny.gross, 840000 + 30000)
  assert.equal(nanny.tax, 139200, '8700 × 80 % × 20 %')
})

test('she objects, is answered, and only then the month is locked', async () => {
  assert.equal((await zhou.tryStep(run, 'payroll_run', 'review')).status, 409, 'a second person reviews')
  run = await chen.step(run, 'payroll_run', 'review')
  objecting = await slipOf(second.id)
  assert.equal(objecting.state, 'sent')
  objecting = await zhou.step(objecting, 'payslip', 'object', { reason: '夜醒是 12 次,不是 10 次' })
  assert.equal((await chen.tryStep(run, 'payroll_run', 'approve')).status, 409)
  const sheets = await zhou.good(`/api/wage_sheet?worker=${second.id}`), sheet = await zhou.good(`/api/wage_sheet/${sheets.rows[0].id}`)
  const mended = await zhou.call('PATCH', `/api/wage_sheet/${sheet.id}`, { version: sheet.version, extras: [{ item: 'night_waking', label: '夜醒 12 次', amount: 36000 }] })
  assert.equal(mended.status, 200, mended.text)
  run = await zhou.step(await zhou.good(`/api/payroll_run/${run.id}`), 'payroll_run', 'calculate')
  objecting = await zhou.step(await slipOf(second.id), 'payslip', 'answer', { answer: '您说得对,已按 12 次算' })
  assert.equal(objecting.gross, 876000)
  run = await chen.step(run, 'payroll_run', 'review')
  run = await chen.step(run, 'payroll_run', 'approve')
  assert.equal(run.state, 'approved')
  assert.equal((await zhou.tryStep(run, 'payroll_run', 'calculate')).status, 409)
  const account = await proved(), employee = await slipOf(her.worker.id)
  assert.equal(account('2211'), -employee.net)
  assert.equal(account('2252'), -objecting.net, 'the nanny’s wage is trust money')
  assert.equal(account('6401'), employee.gross, 'and no cost of ours')
  assert.equal(account('1221'), 50000, 'of the advance')
})

test('a payslip is read in the language of who reads it, whatever language it was made in', async () => {
  const [slip] = (await zhou.good(`/api/payslip?run=${run.id}&worker=${her.worker.id}`)).rows
  const labels = async language => (await zhou.good(`/api/payslip/${slip.id}?lang=${language}`)).lines.map(l => l.label).join('|')
  const chinese = await labels('zh'), english = await labels('en')
  assert.match(chinese, /法定节假日上班.*个人所得税/)
  assert.match(english, /Holidays worked.*Income tax/)
  assert.ok(!/[一-龥]/.test(english.replaceAll('望京', '')), english)
  assert.match((await zhou.get(`/api/payslip/${slip.id}/history?lang=en`)).text, /Income tax/)
})

test('the bank sends one back; it is paid again, declared, and a wrong slip is reversed', async () => {
  run = await chen.step(run, 'payroll_run', 'bank_file')
  let pay = await chen.good(`/api/pay_run/${run.pay_run}`)
  assert.equal(pay.rows.length, 2)
  pay = await chen.step(pay, 'pay_run', 'sent_back', { worker: second.id, why: '户名不符' })
  await chen.step(pay, 'pay_run', 'pay')
  run = await chen.good(`/api/payroll_run/${run.id}`)
  assert.equal(run.state, 'failed_items')
  assert.deepEqual([(await slipOf(second.id)).state, (await slipOf(her.worker.id)).state], ['failed', 'paid'])
  run = await chen.step(run, 'payroll_run', 'bank_file')
  await chen.step(await chen.good(`/api/pay_run/${run.pay_run}`), 'pay_run', 'pay')
  run = await chen.good(`/api/payroll_run/${run.id}`)
  assert.equal(run.state, 'repaid')
  run = await chen.step(run, 'payroll_run', 'declare', { declaration: 'SB-001', paid_on: month.last + 2 })
  let account = await proved()
  assert.deepEqual([account('2211'), account('2252'), account('2221')], [0, 0, 0])
  await chen.step(await slipOf(her.worker.id), 'payslip', 'reverse', { reason: '国庆多算一天' })
  const draft = await slipOf(her.worker.id)
  assert.equal(draft.state, 'calculated')
  const page = await zhou.good(`/api/payslip?run=${run.id}&worker=${her.worker.id}&state=reversed,red`)
  assert.equal(page.rows.reduce((sum, r) => sum + r.net, 0), 0, 'the red one cancels it to the fen')
  run = await chen.step(run, 'payroll_run', 'archive')
  await proved()
})

// A reward is money: the customer who brought somebody has a credit, the worker a line of her next settlement; both go back when the one she brought had all
// her money back.
test('who brings a customer is paid for it, and it is taken back when the customer had all her money back', async () => {
  const day = month.last + 10
  const owed = async () => (await zhou.good(`/api/customer/${her.customer.id}`)).owed
  await clockAt(day, 8)
  const before = await owed(), cost = (await proved())('6602')
  const bring = async (name, phone, by) => {
    const person = await zhou.make('person', { name, phone }), customer = await zhou.make('customer', { person: person.id, branch: her.branch })
    const home = await zhou.make('household', { customer: customer.id, estate: '学府苑', area: '天府广场', address: `学府苑${phone.slice(-3)}`, square_metres: 80, at: { lat: 30.66, lng: 104.07 }, lift: true })
    const referral = await zhou.make('referral', { customer: customer.id, reward: 20000, ...by })
    assert.equal(referral.state, 'registered', referral.why)
    return { customer, home, referral, payment: await zhou.make('payment', { kind: 'from_customer', customer: customer.id, amount: 15000, channel: 'wechat' }) }
  }
  const serve = async ({ customer, home }, hour) => {
    const order = await zhou.make('service_order', { terms_version: '2026-1', customer: customer.id, household: home.id, line: her.line.id, start: at(day, hour), length: 180 })
    await zhou.step(order, 'service_order', 'confirm')
    let v = (await zhou.good(`/api/visit?customer=${customer.id}`)).rows[0]
    v = await zhou.step(v, 'visit', 'assign', { worker: her.worker.id })
    for (const step of ['accept_by_phone', 'confirm']) v = await zhou.step(v, 'visit', step)
    await clockAt(day, hour)
    for (const step of ['depart', 'arrive', 'begin', 'finish', 'approve']) v = await zhou.step(v, 'visit', step, step === 'arrive' ? { at: { lat: 30.6601, lng: 104.0701 } } : {})
    return v
  }
  const friend = await bring('张敏', '13800138991', { by_customer: her.customer.id }), neighbour = await bring('孙丽', '13800138992', { by_worker: her.worker.id })
  await serve(friend, 9)
  await serve(neighbour, 14)
  for (const one of [friend, neighbour]) one.referral = await zhou.step(one.referral, 'referral', 'qualify')
  assert.equal((await zhou.tryStep(friend.referral, 'referral', 'reward')).status, 409, 'she may ask for her money back for a week')
  await clockAt(day + 8, 9)
  for (const one of [friend, neighbour]) one.referral = await zhou.step(one.referral, 'referral', 'reward')
  assert.equal((await zhou.tryStep(friend.referral, 'referral', 'reward')).status, 409, 'once')
  const [mine] = (await zhou.good(`/api/reward?customer=${her.customer.id}`)).rows
  assert.deepEqual([mine.state, mine.amount, mine.why], ['given', 20000, '转介绍奖励：张敏'])
  assert.deepEqual([before - await owed(), (await proved())('6602') - cost], [20000, 20000], 'a credit of hers, a cost of ours')
  const told = (await zhou.good('/api/message?limit=200')).rows.filter(m => /谢谢您介绍朋友/.test(m.body ?? m.text ?? '') || m.template === 'payment.reward')
  assert.deepEqual([told.length > 0, (await zhou.good('/api/message?limit=200')).rows.some(m => m.template === 'payment.received' && m.record === mine.payment)], [true, false], 'she is thanked for her friend, not for a payment she never made')
  assert.match((await zhou.post('/api/payment', { kind: 'from_customer', customer: her.customer.id, amount: 100, channel: 'reward' })).text, /转介绍单/)
  assert.match((await zhou.post('/api/receipt', { payment: mine.payment })).text, /没有收到钱/)

  const made = await zhou.post('/api/finance/settle-period', { first: day, last: day + 8, branch: her.branch })
  const paper = await zhou.good(`/api/settlement/${made.json.settlements.find(s => s.worker === her.worker.id)?.id ?? made.json.settlements[0].id}`)
  const line = paper.lines.find(l => l.item === 'referral')
  assert.deepEqual([line.amount, line.label, line.reward > 0], [20000, '转介绍奖励：孙丽', true])
  assert.equal((await zhou.good(`/api/reward?worker=${her.worker.id}`)).rows[0].state, 'given')
  assert.equal((await zhou.tryStep(paper, 'settlement', 'strike', { line: paper.lines.indexOf(line) + 1, reason: '不发了' })).status, 400)

  await clockAt(day + 9, 9)
  for (const one of [friend, neighbour]) await zhou.step(one.payment, 'payment', 'reverse', { reason: '客户全额退款' })
  for (const one of [friend, neighbour]) assert.deepEqual([(one.referral = await zhou.good(`/api/referral/${one.referral.id}`)).state, one.referral.why], ['void', 'refunded'])
  assert.deepEqual([await owed(), (await zhou.good(`/api/reward/${mine.id}`)).state], [before, 'taken_back'])
  assert.equal((await proved())('6602'), cost)
  const rows = (await zhou.good(`/api/reward?worker=${her.worker.id}&sort=amount`)).rows
  assert.deepEqual(rows.map(r => [r.amount, r.state]), [[-20000, 'due'], [20000, 'given']], 'she was settled: the next settlement that bears it takes it off')

  // A part that goes back is for somebody to decide; two homes that pay from one account are one (T14), until an objection is upheld.
  await clockAt(day + 10, 7)
  const cousin = await bring('何芳', '13800138993', { by_customer: her.customer.id })
  const v = await zhou.make('visit', { customer: cousin.customer.id, household: cousin.home.id, line: her.line.id, start: at(day + 10, 8), length: 120 })
  let done = await zhou.step(await zhou.step(v, 'visit', 'assign', { worker: her.worker.id }), 'visit', 'accept_by_phone')
  done = await zhou.step(done, 'visit', 'confirm')
  await clockAt(day + 10, 8)
  for (const step of ['depart', 'arrive', 'begin', 'finish', 'approve']) done = await zhou.step(done, 'visit', step, step === 'arrive' ? { at: { lat: 30.6601, lng: 104.0701 } } : {})
  cousin.referral = await zhou.step(cousin.referral, 'referral', 'qualify')
  await zhou.make('payment', { kind: 'to_customer', customer: cousin.customer.id, amount: 3000, channel: 'wechat' })
  cousin.referral = await zhou.good(`/api/referral/${cousin.referral.id}`)
  assert.deepEqual([cousin.referral.state, cousin.referral.came, cousin.referral.went_back, cousin.referral.proposed], ['qualified', 15000, 3000, 16000])
  await clockAt(day + 18, 9)
  assert.match((await zhou.tryStep(cousin.referral, 'referral', 'reward')).text, /先决定奖励/)
  assert.equal((await zhou.tryStep(cousin.referral, 'referral', 'reduce', { reward: 20000 })).json.field, 'reward')
  cousin.referral = await zhou.step(cousin.referral, 'referral', 'reduce', {})
  assert.equal(cousin.referral.reward, 16000)
  cousin.referral = await zhou.step(cousin.referral, 'referral', 'reward')
  await zhou.make('payment', { kind: 'to_customer', customer: cousin.customer.id, amount: 1000, channel: 'wechat' })
  cousin.referral = await zhou.step(await zhou.good(`/api/referral/${cousin.referral.id}`), 'referral', 'reduce', { reward: 10000 })
  const rewards = async () => (await zhou.good(`/api/reward?customer=${her.customer.id}`)).rows.filter(r => r.id !== mine.id).sort((a, b) => a.id - b.id).map(r => [r.amount, r.state])
  assert.deepEqual(await rewards(), [[16000, 'taken_back'], [10000, 'given']])

  const paid = (customer, account) => zhou.make('payment', { kind: 'from_customer', customer, amount: 100, channel: 'transfer', payer_account: account })
  await paid(her.customer.id, '6222 0210 0100 7788')
  await paid(cousin.customer.id, '6222021001009999')
  assert.equal((await zhou.good(`/api/referral/${cousin.referral.id}`)).state, 'rewarded', 'another account')
  const same = await paid(cousin.customer.id, '6222021001007788')
  assert.ok(!same.payer_account.includes('622202'), 'masked')
  cousin.referral = await zhou.good(`/api/referral/${cousin.referral.id}`)
  assert.deepEqual([cousin.referral.state, cousin.referral.why], ['void', 'same_payer'])
  assert.deepEqual(await rewards(), [[16000, 'taken_back'], [10000, 'taken_back']])
  cousin.referral = await zhou.step(cousin.referral, 'referral', 'hear', { reason: '两家的钱都由同一位女儿付，各住各的' })
  assert.deepEqual([cousin.referral.state, cousin.referral.heard], ['registered', 'same_payer'])
  await proved()
})
