// A day of a shop's money with every case of it: coupons, cash at the door, tips, waived fees, a payment provider, receipts, corrections and
// refunds, settlements with an objection, the bank's file, and the cash counted in the evening. At the end everything adds up to the fen.
import { test, after, before } from 'node:test'
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openShop, today, at } from './shop.mjs'
import { openCleaner } from './cleaner.mjs'
import { openProvider } from './provider.mjs'

const key = 'a key that both keep, long enough to be one'
let shop, zhou, chen, her, provider, wang, visits = {}, bill, settlement
before(async () => {
  shop = await openShop()
  provider = await openProvider(key)
  her = await openCleaner(shop)
  zhou = her.zhou
  const roles = await zhou.good('/api/role?limit=50'), role = code => roles.rows.find(r => r.code === code).id
  const colleague = async (login, name, ...codes) => {
    const account = await zhou.make('account', { login, name, home: her.branch, roles: codes.map(code => ({ role: role(code) })) })
    await zhou.post(`/api/account/${account.id}/password`, { password: 'river-stone-77' })
    const person = shop.person()
    await person.login(login, 'river-stone-77')
    return person
  }
  chen = await colleague('chen', '陈会计', 'finance', 'manager')
  wang = await colleague('wang', '王派单', 'dispatcher')
  mkdirSync(join(shop.data, 'keys'), { recursive: true })
  writeFileSync(join(shop.data, 'keys', 'payment.key'), `${key}\n`, { mode: 0o600 })
})
after(async () => { await provider.close(); await shop.close() })

const clockAt = async (hour, minute = 0, day = today() + 1) => {
  shop.setTime(at(day, hour, minute))
  provider.clock(at(day, hour, minute) - Date.now())
  for (const [who, login, password] of [[zhou, 'zhou', 'paper-lantern-42'], [chen, 'chen', 'river-stone-77'], [wang, 'wang', 'river-stone-77']]) await who.login(login, password)
}
const refused = async (answer, status, field) => {
  const said = await answer
  assert.equal(said.status, status, said.text)
  if (field) assert.ok(said.json.fields?.some(f => f.field === field), said.text)
  return said
}
const until = async (what, how = 60) => {
  for (let i = 0; i < how; i++) {
    const found = await what()
    if (found) return found
    await new Promise(resolve => setTimeout(resolve, 250))
  }
  throw new Error(`not in time: ${what}`)
}
const monthOf = day => { const d = new Date(day * 86400000); return d.getUTCFullYear() * 100 + d.getUTCMonth() + 1 }
const addsUp = async () => {
  const all = await zhou.good('/api/finance/identity')
  assert.deepEqual(all.identities.filter(i => i.broken).map(i => `${i.holds}: ${i.broken}`), [])
}

test('coupons: amount, per cent, minimum, days, once; who funds it stands in the quote', async () => {
  const coupon = async body => zhou.step(await zhou.make('coupon', { valid_from: today(), valid_to: today() + 30, funder: 'platform', kind: 'amount', name: '立减', ...body }), 'coupon', 'start')
  await coupon({ code: 'new20', amount: 2000, once: true })
  await coupon({ code: 'TENTH', kind: 'percent', percent: 10, most: 1200, funder: 'branch', minimum: 15000 })
  await refused(zhou.post('/api/coupon', { code: 'x', name: 'x', kind: 'amount', valid_from: today(), valid_to: today() - 1, funder: 'company' }), 400, 'code')
  await refused(wang.post('/api/coupon', { code: 'FREE', name: 'x', kind: 'amount', amount: 1, valid_from: today(), valid_to: today(), funder: 'company' }), 403)
  const order = body => zhou.post('/api/service_order', { customer: her.customer.id, household: her.home.id, line: her.line.id, start: at(today() + 1, 9), length: 180, terms_version: 'v3', ...body })
  await refused(order({ coupon_code: 'NOPE' }), 400, 'coupon_code')
  await refused(order({ coupon_code: 'TENTH', length: 120 }), 400, 'coupon_code')
  await refused(order({ coupon: 500 }), 400, 'coupon_funder')
  assert.equal((await order({ coupon_code: 'tenth', start: at(today() + 2, 9) })).json.price, 13800)
  const good = (await order({ coupon_code: 'new20' })).json
  assert.deepEqual([good.price, good.worker_pay, good.coupon, good.coupon_funder], [13000, 11250, 2000, 'platform'], 'DOMAIN.md §4.1')
  const confirmed = await zhou.step(good, 'service_order', 'confirm')
  visits.coupon = await zhou.good(`/api/visit/${confirmed.visit}`)
  await refused(order({ coupon_code: 'NEW20', start: at(today() + 1, 14) }), 400, 'coupon_code')
  const uses = await zhou.good('/api/coupon_use')
  assert.deepEqual(uses.rows.map(u => [u.amount, u.funder, u.state]), [[2000, 'platform', 'used']])
  const again = (await order({ coupon_code: 'TENTH', start: at(today() + 2, 14) })).json, sure = await zhou.step(again, 'service_order', 'confirm')
  await zhou.step({ id: sure.visit }, 'visit', 'cancel', { reason: 'no_worker' })
  assert.equal((await zhou.good('/api/coupon_use?state=returned')).rows.length, 1, 'the company cancelled: it comes back')
  await refused(zhou.step({ id: visits.coupon.id }, 'visit', 'waive', { amount: 1, why: 'x' }).catch(e => ({ status: Number(/→ (\d+)/.exec(e.message)[1]), text: e.message })), 404)
})

test('the day: two visits are done, one is cancelled late', async () => {
  const second = await zhou.make('visit', { customer: her.customer.id, household: her.home.id, line: her.line.id, start: at(today() + 1, 14), length: 120 })
  visits.late = await zhou.make('visit', { customer: her.customer.id, household: her.home.id, line: her.line.id, start: at(today() + 1, 18, 30), length: 120 })
  for (const v of [visits.coupon, second]) {
    let visit = await zhou.step(v, 'visit', 'assign', { worker: her.worker.id })
    for (const step of ['accept_by_phone', 'confirm']) visit = await zhou.step(visit, 'visit', step)
  }
  await clockAt(9)
  let v = visits.coupon
  for (const [step, body] of [['depart'], ['arrive', { at: { lat: 30.66, lng: 104.07 } }], ['begin'], ['add_extra', { what: '擦窗', price: 3000, length: 30, agreed_how: '当面' }]]) v = await zhou.step(v, 'visit', step, body)
  await clockAt(12, 30)
  for (const step of ['finish', 'approve']) v = await zhou.step(v, 'visit', step)
  visits.coupon = v
  assert.deepEqual([v.price, v.worker_pay], [16000, 13500], 'the extra is in the price, and three quarters of it in her pay')
  await clockAt(14)
  v = second
  for (const [step, body] of [['depart'], ['arrive', { at: { lat: 30.66, lng: 104.07 } }], ['begin']]) v = await zhou.step(v, 'visit', step, body)
  await clockAt(16)
  for (const step of ['finish', 'approve']) v = await zhou.step(v, 'visit', step)
  visits.second = v
  visits.late = await zhou.step(visits.late, 'visit', 'cancel', { reason: 'forgot' })
  assert.equal(visits.late.fee, 2000, '20 % of 100 between two and six hours before')
})

test('cash at the door: the worker holds it, no more than is open, and the tip is hers', async () => {
  const door = (visit, body) => zhou.post(`/api/visit/${visit.id}/collect`, body)
  await refused(door(visits.coupon, { amount: 16001, by_worker: true }), 400, 'amount')
  await refused(door(visits.coupon, { amount: 0 }), 400, 'amount')
  await refused(door(visits.coupon, { amount: 100, channel: 'shells' }), 400, 'channel')
  await refused(wang.post(`/api/visit/${visits.coupon.id}/collect`, { amount: 100 }), 403)
  const roles = await zhou.good('/api/role?limit=50'), phone = shop.person(), other = await her.hire('刘桂英')
  for (const [login, worker] of [['wjf', her.worker], ['lgy', other]]) {
    const account = await zhou.make('account', { login, name: login, person: worker.person, home: her.branch, roles: [{ role: roles.rows.find(r => r.code === 'worker').id }] })
    await zhou.post(`/api/account/${account.id}/password`, { password: 'river-stone-77' })
  }
  await phone.login('lgy', 'river-stone-77')
  await refused(phone.post(`/api/visit/${visits.coupon.id}/collect`, { amount: 16000 }), 404)
  await phone.login('wjf', 'river-stone-77')
  const took = (await phone.post(`/api/visit/${visits.coupon.id}/collect`, { amount: 16000, tip: 500 })).json
  assert.equal(took.open, 0)
  const hers = await phone.good('/api/my/money')
  assert.deepEqual([hers.cash_held, hers.cash.map(c => c.amount).sort()], [16000, [16000, 500]], 'her tip is not the company\'s')
  assert.equal((await zhou.good(`/api/finance/cash-up?day=${today() + 1}`)).receivers.find(r => r.worker === her.worker.id).expected, 16000, 'nor is it asked of her at the cash-up')
  await refused(phone.post(`/api/visit/${visits.second.id}/collect`, { amount: 100, channel: 'wechat' }), 400, 'channel')
  await refused(door(visits.coupon, { amount: 1, by_worker: true }), 400, 'amount')
  const payment = await zhou.good(`/api/payment/${took.payment.id}`)
  assert.deepEqual([payment.collector, payment.channel, payment.cash_day, payment.state], [her.worker.id, 'cash', today() + 1, 'booked'])
  const atOnce = await Promise.all(Array.from({ length: 6 }, () => door(visits.second, { amount: 10000, channel: 'transfer' })))
  assert.deepEqual(atOnce.map(a => a.status).sort(), [200, 400, 400, 400, 400, 400], 'six at once for one visit: it is paid once')
  const wrong = await zhou.good(`/api/payment/${atOnce.find(a => a.status === 200).json.payment.id}`)
  await zhou.step(wrong, 'payment', 'reverse', { reason: '记错了，还没收' })
  await zhou.make('payment', { kind: 'from_worker', worker: her.worker.id, amount: 6000, channel: 'cash' })
  await addsUp()
})

test('a late fee is waived within the limit; above it somebody else decides', async () => {
  await refused(wang.post('/api/fee_waiver', { visit: visits.second.id, reason: 'x' }), 400, 'visit')
  await refused(wang.post('/api/fee_waiver', { visit: visits.late.id, amount: 2001, reason: '第一次' }), 400, 'amount')
  const asked = await wang.make('fee_waiver', { visit: visits.late.id, amount: 1500, reason: '老客户，第一次' })
  assert.equal(asked.state, 'requested', 'a dispatcher asks')
  await refused(wang.post('/api/fee_waiver', { visit: visits.late.id, reason: 'x' }), 400, 'visit')
  const roles = (await zhou.good('/api/role?limit=50')).rows
  for (const code of ['finance', 'manager']) await zhou.make('role_limit', { role: roles.find(r => r.code === code).id, decision: 'waiver', most: code === 'manager' ? 1000 : 0 })
  await refused(chen.tryStep(asked, 'fee_waiver', 'grant'), 409)
  await refused(wang.tryStep(asked, 'fee_waiver', 'grant'), 403)
  const granted = await zhou.step(asked, 'fee_waiver', 'grant')
  assert.equal(granted.state, 'granted')
  assert.equal((await zhou.good(`/api/visit/${visits.late.id}`)).waived, 1500)
})

test('the bill shows every line; what was paid before counts for it', async () => {
  const made = await zhou.post('/api/finance/bill-day', { day: today() + 1, branch: her.branch })
  bill = await zhou.good(`/api/bill/${made.json.bills[0].id}`)
  assert.deepEqual(bill.lines.map(l => [l.item, l.amount]), [['service', 15000], ['coupon', -2000], ['add_on', 3000], ['service', 10000], ['cancel_fee', 2000], ['waiver', -1500]])
  assert.deepEqual([bill.total, bill.paid], [26500, 16000])
  await addsUp()
})

test('the payment provider: late, twice, wrongly signed, with another amount; a bill is never paid twice', async () => {
  await refused(zhou.post('/api/charge', { bill: bill.id }), 400)                      // no address yet
  await zhou.make('setting', { code: 'finance.provider_url', since: today() - 1, value: provider.url })
  await refused(zhou.post('/api/charge', {}), 400, 'bill')
  const asked = async () => {
    const charge = await zhou.make('charge', { bill: bill.id })
    return until(async () => { const c = await zhou.good(`/api/charge/${charge.id}`); return c.state === 'waiting' && c })
  }
  const first = await asked(), second = await asked()
  assert.equal(first.amount, 10500)
  assert.match(first.code, /^weixin:/)
  provider.pay(first.order_number, 10500)
  assert.equal(await provider.notify(shop, first.order_number, { key: 'another key of thirty-two letters or more' }), 401)
  assert.equal(await provider.notify(shop, first.order_number, { time: String(Math.floor(at(today(), 9) / 1000)) }), 401, 'an old notice replayed')
  assert.equal((await zhou.good(`/api/charge/${first.id}`)).state, 'waiting')
  assert.deepEqual(await Promise.all([1, 2, 3].map(() => provider.notify(shop, first.order_number))), [200, 200, 200], 'three at once')
  assert.equal(await provider.notify(shop, first.order_number), 200)
  bill = await zhou.good(`/api/bill/${bill.id}`)
  assert.deepEqual([bill.paid, (await zhou.good('/api/payment?channel=wechat')).rows.length], [26500, 1])
  await refused(zhou.post('/api/charge', { bill: bill.id }), 400, 'bill')
  await zhou.step(second, 'charge', 'close')
  provider.pay(second.order_number, 10500)
  assert.equal(await provider.notify(shop, second.order_number), 200, 'late, for a bill that is paid: the money is there')
  const credit = (await zhou.good('/api/payment?channel=wechat')).rows
  assert.equal(credit.length, 2)
  assert.equal((await zhou.good(`/api/bill/${bill.id}`)).paid, 26500)
  const queue = await zhou.good('/api/queue?limit=100')
  assert.ok(JSON.stringify(queue).includes('重复付款') || JSON.stringify(queue).includes('paid twice'), 'somebody is told')
  const odd = await zhou.make('charge', { visit: (visits.third = await zhou.make('visit', { customer: her.customer.id, household: her.home.id, line: her.line.id, start: at(today() + 3, 9), length: 120 })).id })
  await until(async () => (await zhou.good(`/api/charge/${odd.id}`)).state === 'waiting')
  provider.pay((await zhou.good(`/api/charge/${odd.id}`)).order_number, 9999)
  assert.equal(await provider.notify(shop, (await zhou.good(`/api/charge/${odd.id}`)).order_number), 200)
  assert.equal((await zhou.good(`/api/charge/${odd.id}`)).state, 'odd')
  const paidTwice = (await zhou.good('/api/payment?limit=200')).rows.length
  assert.equal(await provider.notify(shop, first.order_number, { change: { number: 'another-one', amount: 1_000_000_000_000 } }), 200)
  assert.deepEqual([(await zhou.good(`/api/charge/${first.id}`)).state, (await zhou.good('/api/payment?limit=200')).rows.length], ['odd', paidTwice], 'a second transaction with another amount is not booked')
  assert.deepEqual(await zhou.step(first, 'charge', 'dismiss', { reason: '渠道已退' }).then(c => [c.state, c.came]), ['paid', 10500], 'what was paid stays paid')
  await zhou.step(odd, 'charge', 'book_odd')
  assert.equal(await provider.notify(shop, 'ZJ0', { change: { order: 'ZJ0' } }).catch(() => 0) || 404, 404)
  await addsUp()
})

test('coupons by who bears them: what a platform bears is owed to us until the statement says it came', async () => {
  const funds = async () => Object.fromEntries((await zhou.good(`/api/finance/coupons?month=${monthOf(today() + 1)}&branch=${her.branch}`)).funders.map(f => [f.funder, [f.count, f.amount, f.owed ?? null]]))
  const balance = async code => (await zhou.good('/api/ledger/trial')).accounts.find(a => a.code === code)?.balance ?? 0
  assert.deepEqual(await funds(), { platform: [1, 2000, 2000], company: [0, 0, null], branch: [0, 0, null], partner: [0, 0, 0] })
  assert.equal(await balance('1227'), 2000)
  const came = async amount => zhou.make('bank_line', { booked_on: today(), amount, counterparty: '北京三快在线科技有限公司', reference: '平台补贴', bank_number: `F${amount}` })
  const [much, right] = [await came(2001), await came(2000)], bank = await balance('1002')
  await refused(zhou.tryStep(much, 'bank_line', 'pays_coupons', { funder: 'platform' }), 400, 'funder')
  for (const funder of ['branch', 'partner']) await refused(zhou.tryStep(right, 'bank_line', 'pays_coupons', { funder }), 400, 'funder')
  const matched = await zhou.step(right, 'bank_line', 'pays_coupons', { funder: 'platform' })
  assert.deepEqual([matched.state, await balance('1227'), await balance('1002') - bank, (await funds()).platform], ['matched', 0, 2000, [1, 2000, 0]])
  const posted = async () => (await zhou.good(`/api/ledger/of?source=bank_line&id=${right.id}`)).rows.map(e => [e.state, e.lines.map(l => [l.account.slice(0, 4), l.amount])])
  assert.deepEqual(await posted(), [['posted', [['1002', 2000], ['1227', -2000]]]], 'from the line to the books in one click')
  const undone = await zhou.step(matched, 'bank_line', 'undo', { reason: '看错了' })
  assert.equal((await posted()).length, 2, 'the entry and its red one')
  assert.deepEqual([undone.state, await balance('1227'), await balance('1002') - bank, (await funds()).platform], ['new', 2000, 0, [1, 2000, 2000]])
  await zhou.step(undone, 'bank_line', 'pays_coupons', { funder: 'platform' })
  await addsUp()
})

test('a tip from the customer\'s phone: as much as she says, once, all of it the worker\'s; without a provider she is told to give it herself', async () => {
  const li = shop.person(), { code } = (await zhou.post(`/api/customer/${her.customer.id}/portal_code`, {})).json
  assert.equal((await li.post('/api/c/login', { phone: '13800138000', code })).status, 200)
  const tip = (visit, amount) => li.post(`/api/c/visit/${visit.id}/tip`, { amount }), look = async () => (await li.good(`/api/c/visit/${visits.second.id}`)).tip
  assert.equal((await li.good(`/api/c/visit/${visits.third.id}`)).tip, null, 'nothing is done yet')
  await refused(tip(visits.third, 2000), 409)
  assert.equal((await li.good(`/api/c/visit/${visits.coupon.id}`)).tip.given, 500, 'what she gave at the door')
  await refused(tip(visits.coupon, 2000), 409)
  for (const amount of [0, -1, 1000001]) await refused(tip(visits.second, amount), 400)
  assert.deepEqual(await look(), { given: 0, online: true, charge: null }, 'no amount is proposed')
  const open = (await li.good(`/api/c/visit/${visits.second.id}`)).open
  assert.equal((await tip(visits.second, 9900)).status, 200)
  assert.equal((await tip(visits.second, 2000)).status, 200, 'another amount: another code')
  assert.equal((await tip(visits.second, 2000)).status, 200, 'the same again: the same code')
  const charges = async () => (await zhou.good('/api/charge?tip=true')).rows.sort((a, b) => a.id - b.id)
  assert.deepEqual((await charges()).map(c => [c.amount, c.state === 'closed']), [[9900, true], [2000, false]])
  await until(async () => (await look()).charge.code)
  assert.equal((await li.call('GET', `/api/c/charge/${(await look()).charge.id}/code`)).status, 200)
  const { order_number: order } = await zhou.good(`/api/charge/${(await charges())[1].id}`)
  provider.pay(order, 2000)
  assert.deepEqual([await provider.notify(shop, order), await provider.notify(shop, order)], [200, 200])
  const paid = (await zhou.good('/api/payment?kind=tip&channel=wechat')).rows
  assert.deepEqual(paid.map(p => [p.amount, p.worker, p.collector]), [[2000, her.worker.id, null]])
  assert.equal((await look()).given, 2000)
  await refused(tip(visits.second, 2000), 409)
  assert.equal((await li.good(`/api/c/visit/${visits.second.id}`)).open, open, 'it pays nothing she owes')
  assert.ok((await li.good('/api/c/money')).payments.some(p => p.tip && p.amount === 2000))
  const phone = shop.person()
  await phone.login('wjf', 'river-stone-77')
  assert.ok((await phone.good('/api/my/money')).cash.some(c => c.kind === 'tip' && c.amount === 2000 && !c.in_hand), 'the worker sees it')
  assert.ok(JSON.stringify(await zhou.good('/api/message?limit=200')).includes('payment.tip'), 'and is told')
  await addsUp()
})

test('receipts: a number without gaps, a PDF with Chinese, a reprint that says so', async () => {
  const payment = (await zhou.good('/api/payment?kind=from_customer&channel=cash')).rows[0]
  const receipt = await zhou.make('receipt', { payment: payment.id })
  await refused(zhou.post('/api/receipt', { payment: payment.id }), 409)
  assert.equal(receipt.capitals, '人民币壹佰陆拾元整')
  const paper = await until(async () => (await zhou.good(`/api/receipt/${receipt.id}`)).paper)
  const file = await zhou.call('GET', `/api/file/${paper}`)
  assert.equal(file.status, 200)
  assert.equal(file.headers.get('content-type'), 'application/pdf')
  assert.ok(file.text.startsWith('%PDF-'))
  await refused(zhou.tryStep(receipt, 'receipt', 'reprint'), 400, 'reason')
  await zhou.step(receipt, 'receipt', 'reprint', { reason: '客户丢了' })
  const again = await until(async () => { const r = await zhou.good(`/api/receipt/${receipt.id}`); return r.paper !== paper && r.paper && r })
  assert.equal(again.prints, 2)
  const wechat = (await zhou.good('/api/payment?kind=from_customer&channel=wechat')).rows
  const others = []
  for (const p of wechat.slice(0, 2)) others.push(await zhou.make('receipt', { payment: p.id }))
  const numbers = [receipt, ...others].map(r => Number(r.number.split('-').pop()))
  assert.deepEqual(numbers, [1, 2, 3])
})

test('too much was paid: refunded with a worksheet, by a second person, the way it came', async () => {
  /* Granted, and then less is there: it is refused and asked for anew, not stuck. */
  const loose = await zhou.make('payment', { kind: 'from_customer', customer: her.customer.id, amount: 700, channel: 'transfer' })
  const first = await chen.step(await zhou.step(await zhou.make('refund', { customer: her.customer.id, kind: 'credit', side: 'company' }), 'refund', 'calculate'), 'refund', 'approve')
  await zhou.step(loose, 'payment', 'reverse', { reason: '不是这位客户的' })
  assert.match((await refused(chen.tryStep(first, 'refund', 'pay', { channel: 'wechat' }), 409)).json.message, /再重新申请/)
  await chen.step(first, 'refund', 'refuse', { reason: '金额变了' })
  const refund = await zhou.make('refund', { customer: her.customer.id, kind: 'credit', side: 'company' })
  const calculated = await zhou.step(refund, 'refund', 'calculate')
  assert.equal(calculated.amount, 10500 + 9999)
  await refused(zhou.tryStep(calculated, 'refund', 'approve'), 409)
  const approved = await chen.step(calculated, 'refund', 'approve')
  await refused(chen.tryStep(approved, 'refund', 'pay', { channel: 'cash' }), 400, 'channel')
  const paid = await chen.step(approved, 'refund', 'pay', { channel: 'wechat' })
  assert.equal(paid.state, 'paid')
  await refused(zhou.post('/api/refund', { customer: her.customer.id, kind: 'credit', side: 'company' }), 400, 'customer')
  await addsUp()
})

test('her settlement: visits, her part of the fee, the tip, less the cash she still holds; an objection is answered', async () => {
  const made = await zhou.post('/api/finance/settle-period', { first: today() + 1, last: today() + 1, branch: her.branch })
  settlement = await zhou.good(`/api/settlement/${made.json.settlements[0].id}`)
  assert.deepEqual(settlement.lines.map(l => [l.item, l.amount]).sort(), [['cash_handed_in', 6000], ['cash_held', -16000], ['cash_held', -500], ['tip', 500], ['tip', 2000], ['visit_fee', 13500], ['visit_fee', 7500]].sort())
  assert.deepEqual([settlement.earned, settlement.tips, settlement.netted, settlement.total], [21000, 2500, 10500, 13000])
  settlement = await chen.step(settlement, 'settlement', 'check')
  settlement = await zhou.step(settlement, 'settlement', 'send')
  await refused(chen.tryStep(settlement, 'settlement', 'lock'), 409)
  settlement = await zhou.step(settlement, 'settlement', 'object', { reason: '擦窗多做了半小时' })
  await refused(chen.tryStep(settlement, 'settlement', 'accept_objection'), 400, 'answer')
  settlement = await chen.step(settlement, 'settlement', 'reject_objection', { answer: '已含在加项里' })
  assert.deepEqual([settlement.state, settlement.result], ['sent', 'rejected'])
  settlement = await zhou.step(settlement, 'settlement', 'object', { reason: '加项没有写半小时' })
  settlement = await chen.step(settlement, 'settlement', 'accept_objection', { answer: '核实属实', correction: 1000 })
  assert.deepEqual([settlement.state, settlement.total, settlement.result], ['recalculated', 14000, 'accepted'])
  settlement = await zhou.step(settlement, 'settlement', 'lock')
  await addsUp()
})

test('the bank\'s file: with the right, a reason and a line in the log for each account', async () => {
  const run = await chen.make('pay_run', { until: settlement.payday, branch: her.branch })
  assert.equal(run.total, 14000)
  await refused(chen.post('/api/pay_run', { until: settlement.payday, branch: her.branch }), 400, 'until')
  await refused(chen.post(`/api/pay_run/${run.id}/file`, { format: 'csv' }), 400, 'reason')
  await refused(chen.post(`/api/pay_run/${run.id}/file`, { format: 'csv', reason: '发工资' }), 400)      // no account in the archive
  await zhou.edit(await zhou.good(`/api/worker/${her.worker.id}`), 'worker', { bank_account: '6222020000000000125' })
  await refused(wang.post(`/api/pay_run/${run.id}/file`, { format: 'csv', reason: '发工资' }), 403)
  const csv = await chen.post(`/api/pay_run/${run.id}/file`, { format: 'csv', reason: '发工资' })
  assert.equal(csv.status, 200, csv.text)
  assert.match(csv.text, /王金凤,6222020000000000125,140\.00,/)
  const icbc = await chen.post(`/api/pay_run/${run.id}/file`, { format: 'icbc', reason: '发工资' })
  assert.equal(icbc.status, 200)
  const book = await chen.post(`/api/pay_run/${run.id}/file`, { format: 'xlsx', reason: '发工资' })
  assert.ok(book.text.startsWith('PK'))
  await refused(chen.post(`/api/pay_run/${run.id}/file`, { format: 'pdf', reason: '发工资' }), 400, 'format')
  const log = await zhou.good(`/api/worker/${her.worker.id}/history`)
  assert.equal(JSON.stringify(log).match(/发工资/g)?.length, 3, 'every file names her account once')
  const paid = await chen.step(await chen.good(`/api/pay_run/${run.id}`), 'pay_run', 'pay')
  assert.equal(paid.rows[0].outcome, 'paid')
  assert.equal((await zhou.good(`/api/settlement/${settlement.id}`)).state, 'paid')
  await refused(chen.tryStep(paid, 'pay_run', 'pay'), 409)
  await addsUp()
})

test('the cash-up: expected by receiver, counted, a difference with its reason, a second signature; then the day is closed', async () => {
  await clockAt(20)
  const sheet = await zhou.good(`/api/finance/cash-up?day=${today() + 1}`)
  assert.deepEqual(sheet.receivers.map(r => [r.worker, r.expected]), [[0, 6000]], 'what the settlement netted she holds no more')
  assert.equal(sheet.due.done, 16000 + 10000 + 500)
  await refused(zhou.get(`/api/finance/cash-up?day=${today() + 5}`), 400, 'day')
  await refused(zhou.get('/api/finance/cash-up?branch=4711'), 404)
  await refused(wang.post('/api/cash_up', { day: today() + 1, branch: her.branch }), 403)
  let up = await zhou.make('cash_up', { day: today() + 1, branch: her.branch })
  await refused(zhou.tryStep(up, 'cash_up', 'finish'), 409)
  await refused(zhou.tryStep(up, 'cash_up', 'count', { counted: 5900 }), 400, 'reason')
  await refused(zhou.tryStep(up, 'cash_up', 'count', { worker: her.worker.id, counted: 1 }), 400, 'worker')
  up = await zhou.step(up, 'cash_up', 'count', { counted: 5900, reason: '找零多给' })
  assert.equal(up.difference, -100)
  const late = await zhou.make('payment', { kind: 'from_customer', customer: her.customer.id, amount: 200, channel: 'cash' })
  assert.equal(late.cash_day, today() + 1, 'the count is not over: today still')
  await refused(zhou.tryStep(up, 'cash_up', 'finish'), 409)
  up = await zhou.step(up, 'cash_up', 'count', { counted: 6100, reason: '找零多给' })
  await refused(zhou.tryStep(up, 'cash_up', 'finish', { banked: 6101 }), 400, 'banked')
  up = await zhou.step(up, 'cash_up', 'finish', { banked: 5000 })
  const after = await zhou.make('payment', { kind: 'from_customer', customer: her.customer.id, amount: 300, channel: 'cash' })
  assert.equal(after.cash_day, today() + 2, 'later cash is tomorrow\'s')
  await refused(zhou.tryStep(up, 'cash_up', 'sign'), 409)
  up = await chen.step(up, 'cash_up', 'sign')
  const booked = await zhou.good(`/api/ledger_entry/${(await zhou.good('/api/ledger_entry?limit=1')).rows[0].id}`)
  assert.ok(booked.memo.includes(up.number) || booked.title.includes(up.number), booked.memo)
  assert.deepEqual(booked.lines.map(l => l.amount).sort((a, b) => a - b), [up.banked, -up.receivers[0].difference, up.receivers[0].difference - up.banked].sort((a, b) => a - b), 'what went to the bank and what was short are in the books')
  assert.equal(up.state, 'closed')
  await refused(zhou.tryStep(up, 'cash_up', 'count', { counted: 1 }), 409)
  await refused(zhou.post('/api/cash_up', { day: today() + 1, branch: her.branch }), 400, 'day')
  await clockAt(9, 0, today() + 2)
  const next = await zhou.good(`/api/finance/cash-up?day=${today() + 2}`)
  assert.deepEqual(next.receivers.map(r => [r.before, r.came, r.expected]), [[1100, 300, 1400]])
  await addsUp()
})

test('the period is locked when nothing of it is left; what becomes payable later goes into the next settlement', async () => {
  await refused(zhou.post('/api/settlement_period', { first: today() + 1, last: today() + 9, branch: her.branch }), 400, 'last')
  let period = await zhou.make('settlement_period', { first: today() + 1, last: today() + 1, branch: her.branch })
  period = await zhou.tryStep(period, 'settlement_period', 'lock').then(a => { assert.equal(a.status, 200, a.text); return a.json })
  await refused(zhou.post('/api/settlement', { worker: her.worker.id, first: today() + 1, last: today() + 1 }), 409)
  await refused(zhou.tryStep(period, 'settlement_period', 'reopen', { reason: 'x' }), 409)
  await chen.step(period, 'settlement_period', 'reopen', { reason: '补一单' })
  await addsUp()
  const chain = await zhou.good('/api/audit/verify').catch(() => null)
  if (chain) assert.equal(chain.broken_at ?? 0, 0)
})
