// Two lives of one shop. (a) 中介三方: the customer pays the worker herself; our fee is paid by code of a bill, earned day by day, and when she leaves in the second month
// and nobody else can be found it goes back by the guarantee: commissions too, no wage of ours anywhere. (b) A cleaner past retirement: a labour contract is refused, the work
// agreement fits; tax as 劳务, no social insurance but injury cover. The ledger adds up to the fen after each of them (DOMAIN.md §0.8, §2.4, T10, T20, T36).
import { test, after, before } from 'node:test'
import assert from 'node:assert/strict'
import { openShop, today, at, staysForFestival } from './shop.mjs'
import { openCleaner, idNumber } from './cleaner.mjs'
import { fillIn, setting, PNG, until } from './deal.mjs'

let shop, c, zhou, gu, chen, live, contract, placement, bill, account
const everything = ['gas', 'windows', 'sockets', 'floor', 'hot_water', 'medicines', 'exit', 'cameras', 'valuables', 'emergency']
const iso = day => new Date(day * 86_400_000).toISOString().slice(0, 10)
const dayOf = text => Date.parse(text) / 86_400_000
// The story begins on the first of next month, so that its months are whole ones, whatever today is.
const first = dayOf(`${iso(dayOf(`${iso(today()).slice(0, 8)}01`) + 40).slice(0, 8)}01`)
const monthEnd = day => dayOf(`${iso(dayOf(`${iso(day).slice(0, 8)}01`) + 40).slice(0, 8)}01`) - 1
async function dayIs(day, hour = 10) {
  shop.setTime(at(day, hour))
  await Promise.all([zhou.login('zhou', 'paper-lantern-42'), gu?.login('gu', 'river-stone-77'), chen?.login('chen', 'river-stone-77')])
}
const seen = (type, id) => zhou.good(`/api/${type}/${id}`)
async function proved() {
  const t = await zhou.good('/api/ledger/trial')
  assert.deepEqual([t.proved, t.trust], [true, 0])
  assert.equal((await zhou.good('/api/finance/identity')).broken, 0)
  return code => t.accounts.find(a => a.code === code)?.balance ?? 0
}
async function colleague(login, name, role) {
  const roles = (await zhou.good('/api/role?limit=50')).rows
  const made = await zhou.make('account', { login, name, home: c.branch, roles: [{ role: roles.find(r => r.code === role).id }] })
  await zhou.post(`/api/account/${made.id}/password`, { password: 'river-stone-77' })
  const who = shop.person()
  await who.login(login, 'river-stone-77')
  return Object.assign(who, { id: made.id })
}
// All three signed on paper: one files the scan, another compares it.
async function signed(draft, day) {
  await gu.step(draft, 'contract', 'send')
  const scan = (await gu.call('PUT', '/api/file?name=scan.png', PNG)).json.file
  await gu.step(draft, 'contract', 'file_paper', { scan })
  await zhou.step(draft, 'contract', 'confirm_paper', { text_same: true, three_signed: true, signed_on: day })
  return seen('contract', draft.id)
}
async function movesIn(id) {
  for (const [step, body] of [['look_over', { looked_at: everything }], ['brief', { briefing: '三餐、打扫；不擦窗外' }], ['make_ready', {}], ['arrive', {}]]) await zhou.step({ id }, 'placement', step, body)
  const sheet = (await zhou.good(`/api/placement/${id}/chain`)).links.find(l => l.type === 'handover')
  await zhou.edit(await seen('handover', sheet.id), 'handover', { cared_for: '无照护对象', valuables: '无', keys: 1 })
  await zhou.step(sheet, 'handover', 'worker_yes')
  await zhou.step(sheet, 'handover', 'family_yes', { how: '纸上签字' })
}
const terms = { hours: '每天7:00–20:00，做六休一', hygiene: '由甲方提供', own_room: true }

before(async () => {
  shop = await openShop()
  c = await openCleaner(shop, { mode: 'agency', line: { code: 'NANNY', name: '住家保姆', glyph: '姆', category: 'nanny', unit: 'month', description: '三餐、家庭保洁、衣物清洗熨烫', exclusions: '外窗、登高、管道疏通' }, price: { unit_price: 780000 } })
  zhou = c.zhou
  live = c.line
  gu = await colleague('gu', '顾问小顾', 'consultant')
  chen = await colleague('chen', '陈会计', 'finance')
  await fillIn(c)
  await dayIs(first - 3)
})
after(() => shop?.close())

test('the deposit is part of the fee, at most 20 %, and signing makes the bill: nobody types what was paid', async () => {
  const draft = await gu.make('contract', { customer: c.customer.id, household: c.home.id, worker: c.worker.id, line: live.id, mode: 'agency', first, last: first + 364, wage: 780000, fee: 730000, guarantee_months: 6, deposit_kind: 'earnest', deposit: 130000, ...terms })
  assert.equal(draft.first_due, 600000, 'what is left beside the earnest money')
  const greedy = await gu.call('PATCH', `/api/contract/${draft.id}`, { version: draft.version, deposit: 150000 })
  assert.match(greedy.json.fields.find(f => f.field === 'deposit').message, /20 ?%.*1,460\.00/)
  contract = await signed(draft, first - 3)
  assert.deepEqual([contract.state, contract.first_paid], ['signed', 0])
  assert.match((await gu.tryStep(contract, 'contract', 'take_effect')).json.message, /应付 ¥7,300\.00（其中签约时付 ¥1,300\.00），已付 ¥0\.00/)
  assert.equal((await gu.tryStep(contract, 'contract', 'pay_first', { amount: 600000, receipt: 'S-1' })).status, 404, 'no hand writes it')
  const bills = (await zhou.good(`/api/bill?contract=${contract.id}`)).rows
  bill = await seen('bill', bills[0].id)
  assert.deepEqual(bill.lines.map(l => [l.item, l.amount]), [['earnest', 130000], ['agency_fee', 600000]])
  assert.deepEqual([bills.length, bill.state, bill.total, bill.revenue], [1, 'locked', 730000, 730000])
  const of = await proved()
  assert.deepEqual([of('1122'), of('2206'), of('2205'), of('6051')], [730000, -130000, -600000, 0], 'a fee as an agent is no revenue yet (T20)')
  assert.match((await zhou.tryStep(bill, 'bill', 'reverse', { reason: '试试' })).json.message, /合同/)
})

test('the customer pays; the contract knows, begins on its day, and the consultant has her commission', async () => {
  const some = await chen.make('payment', { kind: 'from_customer', bill: bill.id, amount: 130000, channel: 'wechat', channel_number: 'WX-1' })
  contract = await seen('contract', contract.id)
  assert.deepEqual([contract.deposit_paid, contract.first_paid, contract.first_receipt], [130000, 0, some.number], 'the earnest money first')
  assert.equal((await chen.post('/api/payment', { kind: 'from_customer', bill: bill.id, amount: 600001, channel: 'transfer' })).status, 400)
  assert.equal((await gu.good('/api/my/commissions')).entries.length, 0, 'not before all of the fee is there')
  await chen.make('payment', { kind: 'from_customer', bill: bill.id, amount: 600000, channel: 'transfer', channel_number: 'T-1' })
  contract = await seen('contract', contract.id)
  assert.deepEqual([contract.state, contract.first_paid, contract.deposit_paid], ['signed', 600000, 130000])
  const mine = await gu.good('/api/my/commissions')
  assert.deepEqual(mine.entries.map(e => [e.part, e.performance, e.amount]).sort(), [['care', 73000, 7300], ['lead', 146000, 14600], ['sign', 365000, 36500]])
  assert.deepEqual(mine.entries.map(e => [e.renewal, /续约/.test(e.part_label)]), [[false, false], [false, false], [false, false]])
  assert.equal(mine.open, 58400)
  const store = (await zhou.good(`/api/commission_entry?contract=${contract.id}&state=store`)).rows
  assert.deepEqual(store.map(e => [e.part, e.performance, e.amount]), [['worker', 146000, 0]], 'all parts are the fee to the fen')
  assert.equal((await gu.get('/api/commission_entry')).status, 403, 'her own, and nobody else’s')
  await dayIs(first)
  contract = await until('the contract begins by itself', async () => { const now = await seen('contract', contract.id); return now.state === 'in_force' && now })
  assert.deepEqual([contract.first_paid, contract.deposit_paid], [730000, 0], 'the deposit counts towards the price now')
  const of = await proved()
  assert.deepEqual([of('1122'), of('2206'), of('2205'), of('6601'), of('2212')], [0, 0, -730000, 58400, -58400])
  placement = (await zhou.good(`/api/placement?contract=${contract.id}`)).rows[0]
  await movesIn(placement.id)
})

test('month after month the fee is earned by its days, and there is no wage of ours', async () => {
  const end = monthEnd(first)
  await dayIs(end + 2)
  account = await until('the month is booked', async () => { const a = (await zhou.good(`/api/contract_account?contract=${contract.id}`)).rows[0]; return a.earned > 0 && seen('contract_account', a.id) })
  const days = account.until - account.since + 1
  assert.deepEqual([account.state, account.since, account.booked], ['running', first, end])
  assert.equal(account.earned, Math.round(730000 * (end - first + 1) / days))
  const of = await proved()
  assert.deepEqual([of('6051'), of('2205')], [-account.earned, -730000 + account.earned])
  let run = await chen.make('payroll_run', { branch: c.branch, first, last: end })
  run = await chen.step(run, 'payroll_run', 'collect')
  assert.match((await chen.tryStep(run, 'payroll_run', 'calculate')).json.message, /提成.*工资/, 'nobody said what she earns besides: no tax could be withheld')
  assert.deepEqual((await chen.good(`/api/payroll_run/${run.id}/commissions`)).colleagues.map(x => [x.waits, x.why_waits]), [[true, 'wage_missing']])
  const january = Date.UTC(new Date(end * 86_400_000).getUTCFullYear(), 0, 1) / 86_400_000, besides = { account: (await zhou.good('/api/account?limit=50')).rows.find(a => a.name === '顾问小顾').id, since: january, kind: 'wages', wage: 700000 }
  for (const bad of [{ since: january + 1 }, { wage: -1 }, { social: 700001 }, { kind: 'labour', special: 1 }, { kind: 'platform' }, { account: 0 }]) assert.equal((await chen.post('/api/office_pay', { ...besides, ...bad })).status, 400, JSON.stringify(bad))
  await chen.make('office_pay', besides)
  run = await chen.step(run, 'payroll_run', 'calculate')
  assert.deepEqual([run.slips, run.gross, run.commissions], [0, 0, 58400], 'the household pays her; the month has commissions only')
  assert.equal((await zhou.good(`/api/wage_sheet?worker=${c.worker.id}`)).rows.length, 0)
  assert.deepEqual((await chen.good(`/api/payroll_run/${run.id}/commissions`)).colleagues.map(x => [x.name, x.amount, x.tax, x.net, x.waits]), [['顾问小顾', 58400, 1752, 56648, false]], 'wage 7000: 3 % of what comes on top')
  await zhou.step(run, 'payroll_run', 'review')
  run = await zhou.step(run, 'payroll_run', 'approve')
  assert.equal(run.state, 'paid')
  assert.equal((await chen.tryStep(run, 'payroll_run', 'declare', { declaration: 'SB-1', paid_on: end + 2 })).status, 409, 'commissions first: their tax goes with it')
  run = await chen.step(run, 'payroll_run', 'pay_commissions', { paid_on: end + 2 })
  assert.equal((await chen.tryStep(run, 'payroll_run', 'pay_commissions', { paid_on: end + 2 })).status, 409, 'once')
  const hers = await gu.good('/api/my/commissions'), books = await proved()
  assert.deepEqual([hers.paid, hers.slips.map(s => [s.amount, s.tax, s.net, s.paid]), books('2212'), books('2221')], [58400, [[58400, 1752, 56648, true]], 0, -1752])
  await chen.step(run, 'payroll_run', 'declare', { declaration: 'SB-1', paid_on: end + 2 })
  assert.equal((await proved())('2221'), 0)
})

test('a fee of the worker: never of an employee, never without the setting, never more than the law’s part', async () => {
  const ask = body => zhou.post('/api/worker_fee', { contract: contract.id, ...body })
  assert.match((await ask({ amount: 50000 })).json.message, /不向/)
  await setting(zhou, 'finance.worker_fee_percent', '10')
  assert.match((await ask({ amount: 78001 })).json.message, /780\.00/)
  const fee = (await ask({ amount: 50000 })).json
  assert.equal((await ask({ amount: 100 })).status, 409, 'once for a contract')
  await chen.step(fee, 'worker_fee', 'receive', { channel: 'cash' })
  assert.equal((await proved())('1001'), 50000)
  await chen.step(fee, 'worker_fee', 'give_back', { channel: 'cash', reason: '公司决定退回' })
  assert.equal((await proved())('1001'), 0)
})

test('she leaves in the second month and nobody else is found: the manager reads the worksheet, then agrees', async () => {
  const left = monthEnd(first) + 10
  await dayIs(left + 1)
  await zhou.step(placement, 'placement', 'worker_leaves', { last: left, why: 'worker', reason: '回老家照顾父亲' })
  const swap = (await zhou.good(`/api/replacement?placement=${placement.id}`)).rows[0]
  await zhou.step(swap, 'replacement', 'assess', { reason: 'left' })
  const look = await zhou.post(`/api/replacement/${swap.id}/go_to_refund/preview`, { reason: '72 小时内找不到人' })
  assert.equal(look.status, 200, look.text)
  assert.ok(look.json.records.some(r => r.type === 'contract' && r.step === 'end') && look.json.records.some(r => r.type === 'refund'), look.text)
  assert.deepEqual(look.json.notes.filter(n => n.type === 'contract').map(n => n.message), ['中介费：保障期内无法更换：¥6,083.33（¥7,300.00 × 5 ÷ 6）', '应退客户：¥6,083.33'])
  assert.match(look.json.notes.find(n => n.type === 'placement').message, /由家庭直接付给她/, 'no wage of ours is open')
  const without = await zhou.post(`/api/replacement/${swap.id}/go_to_refund/preview`, { reason: '不再请人', declined: true })
  assert.match(without.json.notes.find(n => n.type === 'contract').message, /^中介费：按退费阶梯/, 'who wants nobody else has the ladder')
  assert.equal((await seen('contract', contract.id)).state, 'in_force', 'only looked at')
  const done = await zhou.step(swap, 'replacement', 'go_to_refund', { reason: '72 小时内找不到人' })
  contract = await seen('contract', contract.id)
  const back = Math.round(730000 * 5 / 6)                 // five months of six are left, the begun one with them
  assert.deepEqual([done.state, done.refund, contract.state, contract.ended_by, contract.fee_back], ['refund_path', back, 'ended', 'worker', back])
  const line = done.refund_sheet.lines.find(l => l.code === 'guarantee')
  assert.deepEqual([line.amount, line.why], [back, '¥7,300.00 × 5 ÷ 6'])
  assert.equal((await seen('placement', placement.id)).state, 'off_board')
  const page = await zhou.good(`/api/customer/${c.customer.id}/overview`)
  assert.deepEqual([page.contracts, page.placements].map(all => (all.rows ?? all)[0].last), [left, left], 'her page says until when it ran, not what was once agreed on')
  const mine = await gu.good('/api/my/commissions')
  assert.deepEqual([mine.open, mine.entries.filter(e => e.back).length], [-Math.round(7300 * 5 / 6) - Math.round(14600 * 5 / 6) - Math.round(36500 * 5 / 6), 3])
  assert.deepEqual([...new Set(mine.entries.filter(e => e.back).map(e => `${e.ended} ${e.ended_on - left}`))], ['师傅提出 0'], 'each says why')
  const of = await proved()
  assert.equal(of('2205'), 0, 'nothing waits any more')
  assert.equal(of('6051'), -(730000 - back), 'what we keep is our revenue, to the fen')
  assert.equal(of('1122'), -back, 'and the rest is hers')
  assert.deepEqual([of('2211'), of('2252'), of('6401')], [0, 0, 0], 'no wage, no trust money: the household paid her')
})

test('the refund is granted by a second person and goes the way the money came', async () => {
  const refund = (await zhou.good(`/api/refund?customer=${c.customer.id}`)).rows[0]
  assert.deepEqual([refund.state, refund.amount], ['calculated', contract.fee_back])
  const note = await zhou.good(`/api/bill/${refund.bill}`)
  assert.deepEqual([note.state, note.total, note.paid], ['credited', -contract.fee_back, 0], 'a credit note is not paid: nothing has gone back yet')
  assert.equal((await zhou.tryStep(refund, 'refund', 'approve')).status, 409, 'not by who ended the contract')
  assert.equal((await chen.tryStep(refund, 'refund', 'approve')).status, 403, 'finance executes; above the limit headquarters grants')
  await (await colleague('qian', '钱总', 'hq')).step(refund, 'refund', 'approve')
  assert.match((await chen.tryStep(refund, 'refund', 'pay', { channel: 'cash' })).json.message, /原路|同样|银行|微信/)
  await chen.step(refund, 'refund', 'pay', { channel: 'transfer', channel_number: 'T-9' })
  const gone = await zhou.good(`/api/bill/${refund.bill}`)
  assert.deepEqual([gone.state, gone.paid], ['credited', -contract.fee_back])
  const of = await proved()
  assert.deepEqual([of('1122'), of('1002'), (await zhou.good(`/api/customer/${c.customer.id}`)).owed], [0, 600000 - 58400 - contract.fee_back, 0])
})

test('(b) past retirement a labour contract is refused with the reason and the paper that would work', async () => {
  const person = await zhou.make('person', { name: '孙玉梅', sex: 'female', phone: '13912349999', id_number: idNumber('110101', '19740308', '228') })
  let old = await zhou.make('worker', { person: person.id, branch: c.branch, mode: 'over_age', area: '天府广场', skills: [{ line: live.id, level: 3 }], retirement: 'woman_50', retirement_evidence: '2024年退休审批表', pension: true })
  old = await zhou.step(old, 'worker', 'screen')
  for (const kind of ['identity', 'background', 'medical', 'insurance', 'safety']) {
    const paper = await zhou.make('credential', { worker: old.id, kind, issuer: '平安财险', paper_number: 'X-1', issued: first - 30, valid_from: first - 30, valid_to: first + 500, ...(kind === 'medical' && { medical: 'general' }) })
    await zhou.step(paper, 'credential', 'verify', { result: 'pass', how: '原件核对' })
  }
  for (const step of ['train', 'onboard', 'activate']) old = await zhou.step(old, 'worker', step)
  const start = monthEnd(monthEnd(first) + 1) + 1
  const wish = { customer: c.customer.id, household: c.home.id, worker: old.id, line: live.id, first: start, last: start + 180, wage: 600000, service_fee: 850000, holiday_billed: true, ...terms }
  const labour = await gu.make('contract', { ...wish, mode: 'employee' })
  const judged = await zhou.good(`/api/contract/${labour.id}/text`)
  assert.deepEqual([judged.employment.paper, judged.employment.overtime], ['work_agreement', false])
  const refused = await gu.tryStep(labour, 'contract', 'send')
  assert.equal(refused.status, 409)
  assert.match(refused.json.message, /退休.*用工（劳务）协议/, 'why, and what would work')
  contract = await gu.edit(labour, 'contract', { mode: 'over_age', holiday: 'law' })
  assert.ok(!(await zhou.good(`/api/contract/${contract.id}/text`)).employment.findings.some(f => f.blocks))
  contract = await signed(contract, monthEnd(first) + 11)
  bill = (await zhou.good(`/api/bill?contract=${contract.id}`)).rows[0]
  assert.deepEqual([bill.total, (await seen('bill', bill.id)).lines.map(l => l.item)], [850000, ['deposit']], 'the first month is prepaid, no revenue yet')
  await dayIs(start)
  await chen.make('payment', { kind: 'from_customer', bill: bill.id, amount: 850000, channel: 'transfer', channel_number: 'T-2' })
  assert.equal((await seen('contract', contract.id)).state, 'in_force', 'the last fen begins it')
  placement = (await zhou.good(`/api/placement?contract=${contract.id}`)).rows[0]
  await staysForFestival(zhou, old, start)
  await movesIn(placement.id)
})

test('(b) her month: 劳务 tax, no social insurance but injury cover at our cost, and the customer’s bill takes the prepayment off', async () => {
  const start = contract.first, end = monthEnd(start)
  await dayIs(end + 2)
  for (const [name, worker_part, company_part, injury] of [['养老保险', 80, 160, false], ['工伤保险', 0, 5, true]]) await chen.make('social_rate', { name, since: start - 400, worker_part, company_part, injury })
  await chen.make('tax_profile', { worker: contract.worker, since: start, insured: true })
  let run = await chen.make('payroll_run', { branch: c.branch, first: start, last: end })
  run = await chen.step(run, 'payroll_run', 'collect')
  run = await chen.step(run, 'payroll_run', 'calculate')
  const slip = await seen('payslip', (await chen.good(`/api/payslip?run=${run.id}`)).rows[0].id)
  const base = slip.gross <= 400000 ? slip.gross - 80000 : Math.round(slip.gross * 80 / 100)
  assert.deepEqual([slip.mode, slip.tax_kind, slip.social, slip.tax], ['over_age', 'labour', 0, Math.round(base * 20 / 100)])
  assert.equal(slip.company_social, Math.round(600000 * 5 / 1000), 'injury alone')
  assert.ok(!slip.lines.some(l => l.code === 'social'))
  assert.equal(slip.lines.reduce((sum, l) => sum + l.amount, 0), slip.net)
  const paper = await chen.get(`/api/payslip/${slip.id}/paper`)
  assert.ok(paper.text.startsWith('%PDF-'))
  const { bills } = (await chen.post(`/api/payroll_run/${run.id}/bills`, {})).json
  const month = await seen('bill', bills.find(b => b.placement === placement.id).bill)
  assert.deepEqual(month.lines.map(l => l.item).filter(i => i !== 'surcharge'), ['service', 'deposit'])
  assert.equal(month.total, Math.max(0, month.lines.filter(l => l.amount > 0).reduce((sum, l) => sum + l.amount, 0) - 850000))
  await zhou.step(run, 'payroll_run', 'review')
  await zhou.step(run, 'payroll_run', 'approve')
  const of = await proved()
  assert.deepEqual([of('6402'), of('2211')], [slip.company_social, -slip.net])
})

test('what the family paid when it asked is borne by the contract’s draft and counted by its first bill', async () => {
  const now = monthEnd(contract.first) + 2, from = now + 5
  let demand = await gu.make('demand', { customer: c.customer.id, household: c.home.id, line: live.id, wanted: '白天', start_from: from, source: 'phone', deposit_kind: 'earnest', deposit: 150000 })
  const [asked] = (await zhou.good(`/api/job_deposit?demand=${demand.id}`)).rows
  assert.deepEqual([asked.state, asked.amount, demand.deposit_paid], ['due', 150000, 0], 'agreed is not paid')
  await chen.step(asked, 'job_deposit', 'receive', { channel: 'wechat', number: 'WX-DJ-1' })
  demand = await seen('demand', demand.id)
  assert.equal(demand.deposit_paid, 150000)
  const payment = (await zhou.good('/api/payment?limit=1')).rows[0], [receipt] = (await zhou.good(`/api/receipt?payment=${payment.id}`)).rows
  assert.match((await seen('receipt', receipt.id)).lines[0].what, /定金/)
  assert.match((await gu.call('PATCH', `/api/demand/${demand.id}`, { version: demand.version, deposit: 100000 })).json.message, /已收 ¥1,500\.00/)
  const draft = await gu.make('contract', { customer: c.customer.id, household: c.home.id, worker: c.worker.id, line: live.id, demand: demand.id, mode: 'agency', first: from, last: from + 60, wage: 780000, fee: 730000, guarantee_months: 2, ...terms })
  assert.deepEqual([draft.deposit_kind, draft.deposit, draft.first_due], ['earnest', 146000, 584000], 'no more than a fifth of the fee is earnest money')
  await signed(draft, now)
  const [bill] = (await zhou.good(`/api/bill?contract=${draft.id}`)).rows
  assert.deepEqual([bill.total, bill.paid], [730000, 150000], 'and all of it is counted')
  contract = await seen('contract', draft.id)
  assert.deepEqual([contract.deposit_paid, contract.first_paid], [146000, 4000])
  assert.deepEqual([(await seen('job_deposit', asked.id)).state, (await seen('demand', demand.id)).deposit_paid], ['netted', 0], 'it lies with the contract now')
})
