// A customer pays by card, travels, and wants the rest back: two legs, a lost card, visits paid from it, the worksheet for each side's reason, the refund the way the money came, and the books.
import { test, after, before } from 'node:test'
import assert from 'node:assert/strict'
import { openShop, today, at } from './shop.mjs'
import { openCleaner } from './cleaner.mjs'
import { PNG, until } from './deal.mjs'
import { withProvider } from './provider.mjs'

let stranger, shop, zhou, chen, desk, her, card, visits = []
before(async () => {
  shop = await openShop()
  her = await openCleaner(shop)
  zhou = her.zhou
  const roles = await zhou.good('/api/role?limit=50'), role = code => roles.rows.find(r => r.code === code).id
  const account = await zhou.make('account', { login: 'chen', name: '陈会计', home: her.branch, roles: [{ role: role('finance') }, { role: role('manager') }] })
  await zhou.post(`/api/account/${account.id}/password`, { password: 'river-stone-77' })
  chen = shop.person()
  await chen.login('chen', 'river-stone-77')
  const wang = await zhou.make('account', { login: 'wang', name: '王前台', home: her.branch, roles: [{ role: role('reception') }] })
  await zhou.post(`/api/account/${wang.id}/password`, { password: 'river-stone-78' })
  desk = shop.person()
})
after(() => shop.close())

let li
const onHerPhone = async () => {
  li = shop.person()
  const { code } = (await zhou.post(`/api/customer/${her.customer.id}/portal_code`, {})).json
  assert.equal((await li.post('/api/c/login', { phone: '13800138000', code })).status, 200)
}
const clockAt = async (day, hour, minute = 0) => { shop.setTime(at(day, hour, minute)); await zhou.login('zhou', 'paper-lantern-42'); await chen.login('chen', 'river-stone-77') }
const balance = async code => (await zhou.good('/api/ledger/trial')).accounts.find(a => a.code === code)?.balance ?? 0
const proved = async () => { const t = await zhou.good('/api/ledger/trial'); assert.deepEqual([t.proved, t.trust, t.broken, t.debits], [true, 0, 0, t.credits]); assert.equal((await zhou.good('/api/finance/identity')).broken, 0) }
const sale = { kind: 'stored', named: true, contract: 'YF-2026-018', purpose: '保洁、擦窗', refund_way: '原路退回', paid: 300000, gift: 50000, uses: 'paid_first' }

test('a card is sold by kind, price and gift, and stays within the law', async () => {
  const short = await zhou.make('prepaid_card', { customer: her.customer.id, kind: 'stored', named: true, paid: 300000, gift: 50000 })
  assert.deepEqual([short.purpose, short.refund_way, short.uses], ['本公司全部服务', '按原支付方式', 'pro_rata'], 'what was not agreed is as usual')
  await zhou.step(short, 'prepaid_card', 'drop', { reason: '改口不买了' })
  const tooMuch = await zhou.post('/api/prepaid_card', { ...sale, customer: her.customer.id, paid: 460000 })
  assert.ok(tooMuch.json.fields.some(f => f.field === 'paid'), tooMuch.text)
  card = await zhou.make('prepaid_card', { ...sale, customer: her.customer.id })
  assert.equal(card.state, 'offered')
  const wrong = await chen.post('/api/payment', { kind: 'from_customer', card: card.id, amount: 100000, channel: 'wechat' })
  assert.ok(wrong.json.fields.some(f => f.field === 'amount'), wrong.text)
  await chen.make('payment', { kind: 'from_customer', card: card.id, amount: 300000, channel: 'wechat' })
  card = await zhou.good(`/api/prepaid_card/${card.id}`)
  assert.deepEqual([card.state, card.paid_left, card.gift_left], ['sold', 300000, 50000])
  assert.equal((await zhou.good(`/api/customer/${her.customer.id}/account`)).owes, 0, 'what is on a card is no credit')
  await proved()
})

test('she pays her visits from it; while it is lost nobody does', async () => {
  for (const [hour, minutes] of [[9, 180], [14, 240]]) {
    let v = await zhou.make('visit', { customer: her.customer.id, household: her.home.id, line: her.line.id, start: at(today() + 1, hour), length: minutes })
    v = await zhou.step(v, 'visit', 'assign', { worker: her.worker.id })
    v = await zhou.step(v, 'visit', 'accept_by_phone')
    visits.push(await zhou.step(v, 'visit', 'confirm'))
  }
  for (const [i, hour, end] of [[0, 9, 12], [1, 14, 18]]) {
    await clockAt(today() + 1, hour - 1, 40)
    visits[i] = await zhou.step(visits[i], 'visit', 'depart')
    await clockAt(today() + 1, hour)
    visits[i] = await zhou.step(visits[i], 'visit', 'arrive', { at: { lat: 30.6601, lng: 104.0701 } })
    visits[i] = await zhou.step(visits[i], 'visit', 'begin')
    await clockAt(today() + 1, end)
    for (const step of ['finish', 'approve']) visits[i] = await zhou.step(visits[i], 'visit', step)
  }
  card = await zhou.step(card, 'prepaid_card', 'freeze', { why: 'lost', reason: '电话说卡丢了' })
  const pay = visit => ({ kind: 'from_customer', visit: visit.id, from_card: card.id, amount: visit.price, channel: 'prepaid' })
  assert.equal((await chen.post('/api/payment', pay(visits[0]))).status, 409)
  card = await zhou.step(card, 'prepaid_card', 'unfreeze', { reason: '补了新卡' })
  await chen.make('payment', pay(visits[0]))
  assert.match((await chen.post('/api/payment', { ...pay(visits[1]), from_card: undefined })).text, /哪张卡/, 'a payment by card names the card')
  assert.deepEqual((await zhou.good(`/api/prepaid_card/${card.id}/payable`)).open.map(o => [o.type, o.id, o.amount]), [['visit', visits[1].id, visits[1].price]])
  await onHerPhone()
  const before = await li.good('/api/c/money')
  assert.deepEqual(before.cards.map(c => [c.state, c.paid_left, c.gift_left, c.cooling_until > 0]), [['active', 300000 - visits[0].price, 50000, false]])
  assert.deepEqual(before.open.map(v => [v.id, v.open]), [[visits[1].id, visits[1].price]])
  const byPhone = body => li.post(`/api/c/card/${card.id}/pay`, body)
  assert.equal((await byPhone({ visit: visits[1].id, amount: 1 })).status, 409, 'another amount than she was shown')
  const paid = await byPhone({ visit: visits[1].id, amount: visits[1].price })
  assert.equal(paid.status, 200, paid.text)
  assert.deepEqual([paid.json.open, paid.json.cards[0].paid_left], [[], 300000 - visits[0].price - visits[1].price])
  assert.match((await byPhone({ visit: visits[1].id })).json.message, /已|没有/)
  assert.equal((await byPhone({})).json.field, 'bill')
  assert.equal((await li.post(`/api/c/card/${card.id + 1}/pay`, { visit: visits[1].id })).status, 404)
  const again = await chen.post('/api/payment', pay(visits[0]))
  assert.equal(again.status, 400, 'a visit is paid once')
  card = await zhou.good(`/api/prepaid_card/${card.id}`)
  const used = visits[0].price + visits[1].price
  assert.deepEqual([card.state, card.paid_left, card.gift_left, card.used_value], ['active', 300000 - used, 50000, used])
  const entries = (await zhou.good(`/api/prepaid_card/${card.id}/entries`)).entries
  assert.equal(entries.reduce((sum, e) => sum + e.paid, 0), card.paid_left)
  await proved()
})

test('the rest goes back by the side of the reason, the way it came, with a second person', async () => {
  await clockAt(today() + 30, 10)
  const used = visits[0].price + visits[1].price, sides = Object.fromEntries((await zhou.good(`/api/prepaid_card/${card.id}/refund-preview`)).sides.map(s => [s.side, s.total]))
  assert.deepEqual(sides, { customer: 300000 - used, company: 300000 - Math.round(used * 300000 / 350000), nobody: 300000 - Math.round(used * 300000 / 350000) })
  await desk.login('wang', 'river-stone-78')
  let refund = await desk.make('refund', { card: card.id, side: 'customer' })         // she asks at the front desk
  assert.equal((await chen.post('/api/payment', { kind: 'from_customer', bill: 1, from_card: card.id, amount: 100, channel: 'prepaid' })).status >= 400, true)
  refund = await zhou.step(refund, 'refund', 'calculate')
  assert.deepEqual([refund.amount, refund.channel], [300000 - used, 'wechat'])
  for (const who of [zhou, desk]) assert.ok([403, 409].includes((await who.tryStep(refund, 'refund', 'approve')).status), 'not by who calculated it, nor at the desk')
  await zhou.step(refund, 'refund', 'refuse', { reason: '客户还想再想想' })
  assert.equal((await zhou.good(`/api/prepaid_card/${card.id}`)).state, 'active', 'refused, it goes on')
  await onHerPhone()
  const goesBack = async () => (await li.good('/api/c/money')).refunds.map(r => [r.id, r.state, r.amount, r.by])
  assert.deepEqual(await goesBack(), [[refund.id, 'refused', 300000 - used, 0]], 'she reads what became of it')
  const shown = Object.fromEntries((await li.good(`/api/c/card/${card.id}/refund`)).sides.map(s => [s.side, s.total]))
  assert.deepEqual(shown, sides, 'she sees the same worksheet')
  assert.equal((await li.post(`/api/c/card/${card.id}/refund`, { side: 'company' })).json.field, 'why')
  const asked = await li.post(`/api/c/card/${card.id}/refund`, { side: 'customer', why: '出国半年' })
  assert.deepEqual([asked.status, asked.json.cards[0].state, asked.json.cards[0].refunding], [200, 'refunding', sides.customer], asked.text)
  assert.equal((await li.post(`/api/c/card/${card.id}/refund`, { side: 'customer' })).status, 409, 'once')
  refund = (await zhou.good(`/api/refund?card=${card.id}&state=calculated`)).rows[0]
  assert.deepEqual((await goesBack())[0], [refund.id, 'calculated', sides.customer, refund.created_at + 3 * 86_400_000], 'how much, how far, by when')
  assert.match(refund.title, /2,/, 'reckoned as she was shown it: nobody is asked to grant 0.00')
  const asks = async who => (await who.good('/api/queue')).rows.filter(r => r.record === refund.id).map(r => r.step)
  assert.deepEqual([await asks(chen), await asks(zhou)], [[], ['approve']], 'asked of who may grant so much, not of who would be told No')
  assert.equal((await chen.tryStep(refund, 'refund', 'approve')).status, 409, 'above 500 yuan it is headquarters, not the shop (DOMAIN.md 8.2)')
  refund = await zhou.step(refund, 'refund', 'approve')
  assert.equal((await goesBack())[0][1], 'approved')
  assert.equal((await zhou.tryStep(refund, 'refund', 'pay', { channel: 'wechat' })).status, 409, 'who granted so much does not hand it out too')
  const other = await chen.tryStep(refund, 'refund', 'pay', { channel: 'transfer' })
  assert.ok(other.json.fields.some(f => f.field === 'channel'), 'it came by WeChat')
  await chen.step(refund, 'refund', 'pay', { channel: 'wechat' })
  assert.deepEqual((await goesBack())[0], [refund.id, 'paid', sides.customer, 0])
  assert.equal((await li.good('/api/c/money')).refunds[0].of, `${card.number} 储值卡`)
  const eve = await zhou.make('person', { name: '郑宁', phone: '13800138009' }), hers = await zhou.make('customer', { person: eve.id, branch: her.branch })
  stranger = shop.person()
  await stranger.post('/api/c/login', { phone: '13800138009', code: (await zhou.post(`/api/customer/${hers.id}/portal_code`, {})).json.code })
  assert.deepEqual((await stranger.good('/api/c/money')).refunds, [])
  card = await zhou.good(`/api/prepaid_card/${card.id}`)
  assert.deepEqual([card.state, card.paid_left, card.gift_left], ['refunded', 0, 0])
  assert.deepEqual([await balance('2203'), await balance('2204'), await balance('1299'), await balance('1012')], [0, 0, 0, used])
  const made = await zhou.post('/api/finance/bill-day', { day: today() + 1, branch: her.branch })
  assert.equal(made.status, 200, made.text)
  let bill = (await zhou.good('/api/bill?state=calculated')).rows[0]
  for (const [who, step] of [[chen, 'check'], [zhou, 'send']]) bill = await who.step(bill, 'bill', step)
  await onHerPhone()
  assert.deepEqual([bill.state, (await li.good('/api/c/money')).bills.map(b => [b.open, b.state_label])], ['sent', [[0, '已付清']]], 'what is paid reads so before the books are locked')
  await proved()
})

test('a deposit agreed on with a demand stands on her phone: to pay, with the shop, going back', async () => {
  const demand = await zhou.make('demand', { customer: her.customer.id, line: her.line.id, wanted: '白天', start_from: today() + 60, deposit_kind: 'advance', deposit: 20000 })
  await onHerPhone()
  const there = async () => (await li.good('/api/c/money')).deposits.map(d => [d.due, d.amount, d.said])
  assert.deepEqual(await there(), [[true, 20000, '请付给门店，抵第一张账单']])
  const [asked] = (await zhou.good(`/api/job_deposit?demand=${demand.id}`)).rows
  await chen.step(asked, 'job_deposit', 'receive', { channel: 'wechat' })
  assert.deepEqual(await there(), [[false, 20000, '已收到，抵第一张账单']])
  assert.equal((await li.good('/api/c/money')).receipts[0].amount, 20000, 'with its receipt')
})

test('a deposit is paid from her phone by a code: tapped twice it is one code, and a stranger gets none', () => withProvider(shop, zhou, li, async provider => {
  const demand = await zhou.make('demand', { customer: her.customer.id, line: her.line.id, wanted: '夜间', start_from: today() + 60, deposit_kind: 'advance', deposit: 30000 })
  const its = async () => { const { online, deposits } = await li.good('/api/c/money'); return [online, deposits.find(d => d.amount === 30000)] }
  const [online, due] = await its()
  assert.deepEqual([online, due.due, due.charge], [true, true, null])
  const tap = who => who.post('/api/c/money/pay', { deposit: due.id }), code = async () => (await tap(li)).json.deposits.find(d => d.id === due.id).charge.id
  assert.equal((await tap(stranger)).status, 409)
  assert.equal(await code(), await code())
  const charge = await until('the code', async () => { const [, { charge: c }] = await its(); return c.state === 'waiting' && c })
  assert.equal((await li.get(`/api/c/charge/${charge.id}/code`)).status, 200)
  assert.equal((await stranger.get(`/api/c/charge/${charge.id}/code`)).status, 404)
  const { order_number: number } = await zhou.good(`/api/charge/${charge.id}`)
  provider.pay(number, 30000)
  assert.equal(await provider.notify(shop, number), 200)
  assert.deepEqual([(await its())[1].due, (await zhou.good(`/api/demand/${demand.id}`)).deposit_paid], [false, 30000])
  assert.equal((await tap(li)).status, 409, 'paid is paid')
}))

test('a card agreed on at the desk is read and paid on her phone, and is hers with the money; what comes after it was given up is her credit', () => withProvider(shop, zhou, li, async provider => {
  const offer = await zhou.make('prepaid_card', { ...sale, contract: 'YF-2026-030', customer: her.customer.id, paid: 100000, gift: 10000 })
  const given = await zhou.make('prepaid_card', { ...sale, contract: 'YF-2026-031', customer: her.customer.id, paid: 90000, gift: 0 })
  const there = async card => (await li.good('/api/c/money')).offers.find(o => o.id === card.id)
  const shown = await there(offer)
  assert.deepEqual([shown.amount, shown.charge], [100000, null])
  assert.match(shown.label + shown.said, /储值卡.*另送.*保洁、擦窗.*原路退回.*七天内/)
  const tap = (who, card) => who.post('/api/c/money/pay', { card: card.id })
  assert.equal((await tap(stranger, offer)).status, 409)
  const number = async card => { await tap(li, card); const { charge } = await there(card); await until('the code', async () => (await there(card)).charge.state === 'waiting'); return (await zhou.good(`/api/charge/${charge.id}`)).order_number }
  const [first, second] = [await number(offer), await number(given)]
  await zhou.step(given, 'prepaid_card', 'drop', { reason: '改口不买了' })
  for (const [order, amount] of [[first, 100000], [second, 90000]]) { provider.pay(order, amount); assert.equal(await provider.notify(shop, order), 200) }
  const sold = await zhou.good(`/api/prepaid_card/${offer.id}`)
  assert.deepEqual([sold.state, sold.paid_left, sold.gift_left], ['sold', 100000, 10000])
  assert.equal(await there(offer), undefined)
  assert.equal((await zhou.good(`/api/prepaid_card/${given.id}`)).state, 'closed')
  assert.equal((await tap(li, offer)).status, 409, 'paid is paid')
  await proved()
}))

test('the card of a customer who has died: nobody gets the money but the heir whose paper is on file', async () => {
  const old = await zhou.make('person', { name: '赵爷爷', phone: '13800138111' }), customer = await zhou.make('customer', { person: old.id, branch: her.branch })
  const his = await zhou.make('prepaid_card', { ...sale, contract: 'YF-2026-019', paid: 40000, gift: 0, customer: customer.id })
  await chen.make('payment', { kind: 'from_customer', card: his.id, amount: 40000, channel: 'cash' })
  await zhou.step(old, 'person', 'record_death', { died: today() + 29, reason: '女儿来电' })
  let refund = await chen.step(await chen.make('refund', { card: his.id, side: 'nobody' }), 'refund', 'calculate')
  refund = await zhou.step(refund, 'refund', 'approve')
  const pay = authority => chen.tryStep(refund, 'refund', 'pay', { channel: 'cash', ...(authority && { authority: authority.id }) })
  const no = await pay()
  assert.deepEqual([no.status, no.json.field, /授权与监护/.test(no.json.message)], [400, 'authority', true], no.text)
  const daughter = await zhou.make('person', { name: '赵敏', phone: '13800138112', birth: today() - 16000 }), paper = (await zhou.call('PUT', '/api/file?name=heir.png', PNG)).json.file
  const right = covers => zhou.make('authority', { customer: customer.id, person: daughter.id, acting: 'heir', acts_for: '赵爷爷', covers, paper, first: today() })
  assert.equal((await pay(await right(['signing']))).json.field, 'authority', 'for signing alone is not for money')
  const heir = await right(['money'])
  assert.equal((await pay(heir)).status, 200)
  assert.equal((await zhou.good(`/api/refund/${refund.id}`)).received_by, heir.id)
  await proved()
})
