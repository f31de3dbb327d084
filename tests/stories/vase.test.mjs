// A vase is broken while the flat is cleaned. The customer complains in two taps with photos; both sides are heard, the evidence is frozen, the
// liability is split between insurer, company and worker; it is too much for who took it down and too much for a manager, headquarters says yes, she
// signs on her phone, the money is paid, and the worker's part comes off her wage within the law. Later the same customer asks for her data and
// then to be forgotten: refused while something runs, with what would make it work; then done, with what the law keeps and until when.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { openCleaner } from './cleaner.mjs'
import { PNG } from './deal.mjs'
import { at, openShop, today } from './shop.mjs'

let shop, her, zhou, chen, liu, wang, fang, visit, kase, vase
const day = today() + 1, phone = '13800138000', word = 'river-stone-77'
const sha = bytes => createHash('sha256').update(bytes).digest('hex')
const clockAt = async (on, hour, minute = 0) => { shop.setTime(at(on, hour, minute)); await zhou.login('zhou', 'paper-lantern-42'); for (const [who, login] of [[chen, 'chen'], [liu, 'liu'], [wang, 'wjf']]) if (who) await who.login(login, word) }
const refused = async (answer, status, pattern) => { const a = await answer; assert.equal(a.status, status, a.text); if (pattern) assert.match(a.text, pattern) }
const balance = async code => (await zhou.good('/api/ledger/trial')).accounts.find(a => a.code === code)?.balance ?? 0
const proved = async () => { const t = await zhou.good('/api/ledger/trial'); assert.deepEqual([t.proved, t.trust, t.broken, t.debits], [true, 0, 0, t.credits]); const all = await zhou.good('/api/finance/identity'); assert.equal(all.broken, 0, JSON.stringify(all.identities.filter(i => i.broken))) }
const due = async rule => (await zhou.good('/api/queue')).rows.find(r => r.type === 'complaint' && r.rule === rule)?.due_at
// As the customer: the office reads her the code, here without an SMS gateway.
const enter = async () => {
  const who = shop.person()
  const read = await zhou.post(`/api/customer/${her.customer.id}/portal_code`, {})
  assert.equal(read.status, 200, read.text)
  const answer = await who.post('/api/c/login', { phone, code: read.json.code })
  assert.equal(answer.status, 200, answer.text)
  return who
}

before(async () => {
  shop = await openShop()
  her = await openCleaner(shop)
  zhou = her.zhou
  const roles = (await zhou.good('/api/role?limit=50')).rows
  const colleague = async (login, name, role, person) => {
    const account = await zhou.make('account', { login, name, home: her.branch, ...(person && { person }), roles: [{ role: roles.find(r => r.code === role).id, place: her.branch }] })
    await zhou.post(`/api/account/${account.id}/password`, { password: word })
    const who = shop.person()
    await who.login(login, word)
    return Object.assign(who, { account: account.id })
  }
  chen = await colleague('chen', '陈店长', 'manager')
  liu = await colleague('liu', '刘店长', 'manager')
  wang = await colleague('wjf', '王金凤', 'worker', her.worker.person)
})
after(async () => { if (process.env.LOUD) console.log(shop?.said()); await shop?.close() })

test('a visit is done; the vase on the shelf is not whole any more', async () => {
  const order = await zhou.make('service_order', { terms_version: '2026-1', customer: her.customer.id, household: her.home.id, line: her.line.id, start: at(day, 9), length: 180 })
  await zhou.step(order, 'service_order', 'confirm')
  visit = (await zhou.good(`/api/visit?customer=${her.customer.id}`)).rows[0]
  visit = await zhou.step(visit, 'visit', 'assign', { worker: her.worker.id })
  for (const step of ['accept_by_phone', 'confirm']) visit = await zhou.step(visit, 'visit', step)
  await clockAt(day, 8, 40)
  visit = await zhou.step(visit, 'visit', 'depart')
  await clockAt(day, 9)
  visit = await zhou.step(visit, 'visit', 'arrive', { at: { lat: 30.6601, lng: 104.0701 } })
  visit = await zhou.step(visit, 'visit', 'begin')
  await clockAt(day, 12)
  for (const step of ['finish', 'approve']) visit = await zhou.step(visit, 'visit', step)
  assert.deepEqual([visit.price, visit.worker_pay], [15000, 11250])
})

test('she complains in two taps with photos from her phone; the clocks run', async () => {
  await clockAt(day, 12, 30)
  fang = await enter()
  const up = await fang.call('PUT', `/api/c/upload?sha=${sha(PNG)}`, PNG, { 'Content-Type': 'image/png' })
  assert.equal(up.status, 201, up.text)
  const said = await fang.post(`/api/c/visit/${visit.id}/complain`, { about: 'damage', story: '书架上的青花瓷瓶碎了', photos: [sha(PNG)] })
  assert.equal(said.status, 200, said.text)
  assert.equal(said.json.complaints[0].photos, 1)
  kase = (await zhou.good(`/api/complaint?visit=${visit.id}`)).rows[0]
  assert.deepEqual([kase.category, kase.severity, kase.worker, kase.customer], ['damage', 'ordinary', her.worker.id, her.customer.id])
  assert.equal(await due('answer'), kase.received_at + 2 * 3_600_000)
})

test('too much to be settled on the spot; both sides are heard before anything is offered', async () => {
  await clockAt(day, 13)
  await refused(chen.tryStep(kase, 'complaint', 'settle_on_spot', { remedies: ['part_refund'], refund: 10001, agreed_how: '电话' }), 400, /当场|现场/)
  kase = await chen.step(kase, 'complaint', 'accept')
  const lines = (await chen.good('/api/queue?type=complaint')).rows.filter(r => r.record === kase.id)
  assert.deepEqual(['propose', 'close'].map(rule => lines.find(r => r.rule === rule)?.step), ['propose', ''], 'closing is due one day, and no button before it can be done')
  const offer = { facts: '擦书架时碰落', proposal: '按成色赔付', remedies: ['apology', 'compensation'], refund: 0, worker_share: 60, company_share: 20, customer_share: 20, damaged: '青花瓷瓶', damage_price: 800000, damage_worth: 50, damage_insured: 200000 }
  await refused(chen.tryStep(kase, 'complaint', 'propose', offer), 409, /听取客户/)
  kase = await chen.step(kase, 'complaint', 'hear_customer', { said: '结婚时买的，八千块' })
  await refused(chen.tryStep(kase, 'complaint', 'propose', offer), 409, /听取/)
  kase = await chen.step(kase, 'complaint', 'hear_worker', { said: '瓶子放在书架边上，抹布带下来的' })
  await refused(chen.tryStep(kase, 'complaint', 'propose', offer), 400, /damage_price/)
  const order = await chen.call('PUT', '/api/file?name=order.png', PNG)
  kase = await chen.step(kase, 'complaint', 'add_evidence', { side: 'customer', kind: 'paper', paper: order.json.file, note: '2019 年订单截图 8000 元' })
  for (const bad of [{ damage_worth: 101 }, { damage_insured: 320001 }, { damaged: '' }, { worker_share: 70 }, { worker_share: 0, company_share: 0, customer_share: 100 }]) await refused(chen.tryStep(kase, 'complaint', 'propose', { ...offer, ...bad }), 400)
  kase = await chen.step(kase, 'complaint', 'propose', offer)
  assert.deepEqual([kase.state, kase.severity], ['proposed', 'grave'], 'what it cost is above 2000')
  await refused(chen.tryStep(kase, 'complaint', 'add_evidence', { side: 'worker', kind: 'witness', note: '后来想起的' }), 400, /封存/)
  vase = await zhou.good(`/api/compensation/${kase.compensation}`)
  assert.deepEqual([vase.state, vase.amount, vase.insured, vase.worker_part, vase.company_part, vase.case_number], ['asked', 320000, 200000, 90000, 30000, kase.number])
  assert.deepEqual(vase.sums.lines.map(l => l.amount), [800000, -400000, -80000], 'every fen is explained')
  await refused(chen.tryStep(kase, 'complaint', 'resolve', { agreed_how: '电话' }), 409, /还没有支付/)
  assert.deepEqual((await fang.good('/api/c/money')).compensations, [], 'she sees it when it is approved')
})

test('above a manager\'s limit headquarters approves; then the customer reads and signs on her phone', async () => {
  await clockAt(day, 14)
  await refused(liu.tryStep(vase, 'compensation', 'approve'), 409, /总部.*（/)
  const waiting = async who => (await who.good('/api/queue')).rows.filter(r => r.type === 'compensation' && r.rule === 'approve').map(r => [r.label, r.step])
  assert.deepEqual(await waiting(liu), [['赔付超过 ¥2,000.00：等总部批', '']], 'the manager sees that it waits, without a button')
  assert.deepEqual((await waiting(zhou)).map(r => r[1]), ['approve'], 'who may approve has the button')
  await refused(fang.get(`/api/c/compensation/${vase.id}`), 404)
  await refused(zhou.get(`/api/compensation/${vase.id}/paper`), 409, /审批/)
  await zhou.step(vase, 'compensation', 'approve')
  assert.equal((await zhou.get(`/api/compensation/${vase.id}/paper`)).text.slice(0, 5), '%PDF-', 'to be signed on paper as well')
  await refused(zhou.tryStep(vase, 'compensation', 'pay', { channel: 'transfer' }), 409, /签/)
  const [mine] = (await fang.good('/api/c/money')).compensations
  assert.deepEqual([mine.id, mine.amount, mine.to_sign], [vase.id, 320000, true])
  const agreement = await fang.good(`/api/c/compensation/${vase.id}`)
  for (const part of ['李芳', '青花瓷瓶', '3,200.00', kase.number]) assert.ok(agreement.agreement.includes(part), `${part} in ${agreement.agreement}`)
  assert.ok(!JSON.stringify(agreement).includes('90000'), 'who bears it inside the house is not hers')
  const yes = { hash: agreement.hash, sha: sha(PNG), agree: true }
  for (const [bad, status] of [[{ ...yes, agree: false }, 400], [{ ...yes, hash: 'f'.repeat(64) }, 409], [{ ...yes, sha: '0'.repeat(64) }, 400]]) await refused(fang.post(`/api/c/compensation/${vase.id}/sign`, bad), status)
  await refused(shop.person().post(`/api/c/compensation/${vase.id}/sign`, yes), 401)
  const signed = await fang.post(`/api/c/compensation/${vase.id}/sign`, yes)
  assert.equal(signed.status, 200, signed.text)
  assert.deepEqual([signed.json.state, signed.json.proof.length], ['signed', 64])
  assert.equal((await fang.post(`/api/c/compensation/${vase.id}/sign`, yes)).json.proof, signed.json.proof, 'signed once')
})

test('nothing is taken from a wage without her word; she says yes on her own phone', async () => {
  await refused(chen.tryStep(vase, 'compensation', 'pay', { channel: 'transfer' }), 409, /同意/)
  const [part] = (await wang.good('/api/my/money')).damages
  assert.deepEqual([part.id, part.part, part.asks], [vase.id, 90000, true])
  await refused(shop.person().post(`/api/compensation/${vase.id}/worker_agree`, {}), 401)
  await refused(wang.tryStep(vase, 'compensation', 'pay', { channel: 'cash' }), 403)
  const yes = await wang.tryStep(vase, 'compensation', 'worker_agree', {})
  assert.equal(yes.status, 200, yes.text)
  assert.equal((await wang.good('/api/my/money')).damages[0].asks, false)
})

test('paid is a payment with its entry in the books; only then the case is resolved', async () => {
  await clockAt(day, 16)
  await refused(chen.post('/api/payment', { kind: 'compensation', customer: her.customer.id, amount: 100, channel: 'cash' }), 400)
  vase = await chen.step(vase, 'compensation', 'pay', { channel: 'transfer', channel_number: 'ICBC-1126-1' })
  assert.equal(vase.state, 'paid')
  kase = await zhou.good(`/api/complaint/${kase.id}`)
  assert.deepEqual([kase.state, kase.compensated], ['resolved', 320000])
  assert.deepEqual([await balance('6711'), await balance('1225'), await balance('1221'), await balance('1002')], [30000, 200000, 90000, -320000])
  const money = await fang.good('/api/c/money')
  assert.deepEqual([money.payments[0].amount, money.payments[0].compensation], [-320000, true])
  assert.equal((await zhou.good(`/api/customer/${her.customer.id}`)).owed, 0, 'it is neither a debt nor a credit of hers')
  await proved()
})

test('paid to the wrong account: the payment is reversed, and the case goes back with it', async () => {
  const wrong = await zhou.good(`/api/payment/${vase.payment}`)
  await zhou.step(wrong, 'payment', 'reverse', { reason: '账号错一位，退回了' })
  kase = await zhou.good(`/api/complaint/${kase.id}`)
  assert.deepEqual([kase.state, kase.compensated, (await zhou.good(`/api/compensation/${vase.id}`)).state], ['proposed', 0, 'signed'])
  await proved()
  vase = await chen.step(vase, 'compensation', 'pay', { channel: 'transfer', channel_number: 'ICBC-1126-2' })
  kase = await zhou.good(`/api/complaint/${kase.id}`)
  assert.deepEqual([kase.state, kase.compensated], ['resolved', 320000])
})

test('the insurer is told and pays less; the worker\'s settlement takes a fifth of her month and no more', async () => {
  kase = await chen.step(kase, 'complaint', 'note_claim', { insurance_claim: 'PICC-20261126-7' })
  assert.equal((await zhou.good(`/api/compensation/${vase.id}`)).claim_number, 'PICC-20261126-7')
  vase = await chen.step(vase, 'compensation', 'insurer_pays', { amount: 180000, channel: 'transfer' })
  assert.deepEqual([await balance('6711'), await balance('1225')], [50000, 0])
  const made = await zhou.post('/api/finance/settle-period', { first: today(), last: day, branch: her.branch })
  let paper = await zhou.good(`/api/settlement/${made.json.settlements[0].id}`)
  assert.deepEqual([paper.earned, paper.deducted, paper.total], [11250, 2250, 9000], '20 % of 112.50')
  const line = paper.lines.find(l => l.compensation === vase.id)
  assert.deepEqual([line.amount, line.why.at_most, line.why.part], [-2250, 2250, 90000])
  await refused(zhou.tryStep(paper, 'settlement', 'adjust', { item: 'compensation', label: '花瓶', amount: 1, reason: '再扣一点' }), 400, /20%|20 %/)
  await refused(zhou.tryStep(paper, 'settlement', 'strike', { line: paper.lines.indexOf(line) + 1, reason: '不扣了' }), 400)
  for (const [who, step] of [[chen, 'check'], [zhou, 'send'], [zhou, 'confirm'], [chen, 'lock']]) paper = await who.step(paper, 'settlement', step)
  vase = await zhou.good(`/api/compensation/${vase.id}`)
  assert.equal(vase.taken, 2250)
  const mine = await wang.good('/api/my/money')
  assert.deepEqual([mine.damages[0].taken, mine.damages[0].left, mine.settlements[0].lines.find(l => l.amount < 0).amount], [2250, 87750, -2250])
  await proved()
})

test('followed up, closed, taken up again once and closed; causes count it; nothing can be deleted', async () => {
  await clockAt(day + 1, 10)
  await refused(chen.tryStep(kase, 'complaint', 'close', { why: 'careless', cause: '抹布带落' }), 409, /回访/)
  kase = await chen.step(kase, 'complaint', 'follow_up', { result: 'satisfied', satisfaction: 4 })
  kase = await chen.step(kase, 'complaint', 'close', { why: 'careless', cause: '抹布带落', lesson: '擦书架前先移开摆件', action_owner: chen.account, action_due: day + 9 })
  kase = await chen.step(kase, 'complaint', 'reopen', { reason: '客户又发现底座也裂了' })
  assert.deepEqual([kase.state, kase.reopened, kase.compensated], ['accepted', 1, 320000])
  kase = await chen.step(kase, 'complaint', 'hear_customer', { said: '底座背面裂了' })
  await refused(chen.tryStep(kase, 'complaint', 'propose', { facts: '底座同时摔裂', proposal: '公司承担修复', remedies: ['apology'] }), 409, /听取/)
  kase = await chen.step(kase, 'complaint', 'ask_worker', { question: '瓶底当时有没有裂', hours: 4 })
  const told = await wang.post('/api/my/acts', { acts: [{ key: 'base-1', what: 'say', acted: at(day + 1, 10), input: { complaint: kase.id }, reason: '没看到底座' }] })
  assert.equal(told.json.acts[0].state, 'taken', told.text)
  kase = await zhou.good(`/api/complaint/${kase.id}`)
  assert.match(kase.worker_said, /没看到底座\n瓶子放在书架边上/, 'what she said first stays')
  assert.match((await chen.good('/api/inbox')).rows[0].text, new RegExp(`${kase.number}.*师傅在手机上回答了`), 'who handles it is told')
  kase = await chen.step(kase, 'complaint', 'add_evidence', { side: 'customer', kind: 'paper', paper: (await chen.call('PUT', '/api/file?name=base.png', PNG)).json.file, note: '底座修复报价 300 元' })
  kase = await chen.step(kase, 'complaint', 'propose', { facts: '底座同时摔裂', proposal: '公司承担修复', remedies: ['compensation'], refund: 0, worker_share: 0, company_share: 100, customer_share: 0, damaged: '瓷瓶底座', damage_price: 30000 })
  const second = await zhou.good(`/api/compensation/${kase.compensation}`)
  await refused(chen.tryStep(second, 'compensation', 'approve'), 409, /另一人.*刘店长（店长）/)
  await liu.step(second, 'compensation', 'approve')
  const paper = (await chen.call('PUT', '/api/file?name=signed.png', PNG)).json.file
  await chen.step(second, 'compensation', 'sign_on_paper', { paper, signed_how: '上门当面签' })
  await chen.step(second, 'compensation', 'pay', { channel: 'wechat' })
  kase = await chen.step(kase, 'complaint', 'follow_up', { result: 'satisfied', satisfaction: 5 })
  kase = await chen.step(kase, 'complaint', 'close', { why: 'careless', cause: '抹布带落' })
  assert.deepEqual([kase.state, kase.compensated], ['closed', 350000])
  const causes = await zhou.good('/api/complaint/causes?from=2026-01-01'.replace('2026-01-01', new Date(at(today() - 30, 9)).toISOString().slice(0, 10)))
  assert.deepEqual(causes.causes.map(c => [c.cause, c.count, c.compensated]), [['careless', 1, 350000]])
  for (const [type, id] of [['complaint', kase.id], ['compensation', vase.id], ['payment', vase.payment], ['customer_photo', (await zhou.good(`/api/customer_photo?complaint=${kase.id}`)).rows[0].id]])
    for (const who of [chen, zhou]) assert.ok([403, 404, 405, 409].includes((await who.call('DELETE', `/api/${type}/${id}`)).status), type)
  await proved()
})

test('a complaint about the manager herself goes past her, and so does its money', async () => {
  const about = await zhou.make('complaint', { channel: 'phone', category: 'attitude', customer: her.customer.id, story: '店长在电话里很凶', about_account: chen.account })
  await refused(chen.tryStep(about, 'complaint', 'accept'), 404)
  for (const path of [`/api/complaint/${about.id}`, `/api/complaint/${about.id}/history`]) { assert.equal((await chen.get(path)).status, 404, path); assert.equal((await liu.get(path)).status, 200, path) }
  for (const path of ['/api/complaint', '/api/complaint?count=1&state=received', '/api/search?q=李芳', '/api/queue', '/api/today', '/api/brief', `/api/customer/${her.customer.id}/overview`, '/api/complaint/export.csv'])
    assert.ok(!(await chen.get(path)).text.includes(path.endsWith('csv') ? about.number : String(about.id)), `${path} tells her of it`)
  assert.ok((await liu.good('/api/complaint')).rows.some(r => r.id === about.id) && (await liu.get('/api/queue')).text.includes(String(about.id)))
  let other = await liu.step(about, 'complaint', 'accept')
  other = await liu.step(other, 'complaint', 'hear_customer', { said: '挂我电话，手机摔了' })
  other = await liu.step(other, 'complaint', 'add_evidence', { side: 'customer', kind: 'chat', paper: (await liu.call('PUT', '/api/file?name=chat.png', PNG)).json.file, note: '维修报价' })
  other = await liu.step(other, 'complaint', 'propose', { facts: '通话中挂断', proposal: '赔维修', remedies: ['apology', 'compensation'], worker_share: 0, company_share: 100, customer_share: 0, refund: 0, damaged: '手机屏', damage_price: 20000 })
  const money = await zhou.good(`/api/compensation/${other.compensation}`)
  await refused(chen.tryStep(money, 'compensation', 'approve'), 404)
  assert.ok(!(await chen.get('/api/compensation')).text.includes(String(money.id)) && (await liu.get('/api/compensation')).text.includes(String(money.id)))
  await zhou.step(money, 'compensation', 'refuse_it', { reason: '手机摔坏与通话无关' })
  assert.equal((await zhou.good(`/api/complaint/${other.id}`)).state, 'investigating', 'refused: another proposal is due')
  await liu.step(other, 'complaint', 'dismiss', { reason: '已向客户说明并道歉' })
})

/* ---- her data ---- */

let card
test('she asks for her data on her phone and gets a file to read and one to take along', async () => {
  await clockAt(day + 2, 10)
  card = await zhou.make('prepaid_card', { kind: 'stored', named: true, contract: 'YF-2026-018', purpose: '保洁', refund_way: '原路退回', paid: 100000, gift: 0, uses: 'paid_first', customer: her.customer.id })
  await zhou.make('payment', { kind: 'from_customer', card: card.id, amount: 100000, channel: 'wechat' })
  const lead = await zhou.make('lead', { person: her.customer.person, branch: her.branch, channel: 'phone', words: '问过月嫂，后来没要' })
  assert.ok(lead.id)
  fang = await enter()
  const file = await fang.get('/api/c/export')
  assert.match(file.headers.get('content-disposition'), /attachment/)
  const types = Object.fromEntries(file.json.records.map(r => [r.type, r.rows]))
  for (const type of ['person', 'customer', 'household', 'lead', 'visit', 'service_order', 'complaint', 'customer_photo', 'compensation', 'payment', 'prepaid_card']) assert.ok(types[type]?.length, type)
  assert.deepEqual([types.person[0].phone, types.household[0].address, types.lead[0].words, types.compensation.map(c => c.amount).sort()], [phone, '锦绣花园3栋1201', '问过月嫂，后来没要', [30000, 320000, 20000].sort()])
  assert.match(types.complaint[0].customer_said, /底座背面裂了\n结婚时买的，八千块$/)
  for (const others of ['抹布带下来的', '王金凤', 'worker_part', 'worker_pay', '陈店长']) assert.ok(!file.text.includes(others), others)
  const page = await fang.get('/api/c/export?as=html')
  assert.match(page.headers.get('content-type'), /text\/html/)
  for (const own of ['李芳', phone, '锦绣花园3栋1201', '问过月嫂', '青花瓷瓶', '3200']) assert.ok(page.text.includes(own), own)
  assert.ok(!/<script/i.test(page.text))
})

test('she asks to be forgotten: what stands in the way is said to her, and the office cannot pass over it', async () => {
  const asked = await fang.post('/api/c/forget', { words: '搬到外地了' })
  assert.equal(asked.status, 201, asked.text)
  assert.match(asked.json.in_the_way.join(), /卡里还有余额/)
  assert.ok(asked.json.kept_after.some(k => /30|会计/.test(k.law) && k.until > today() + 10_000), JSON.stringify(asked.json.kept_after))
  const customer = await zhou.good(`/api/customer/${her.customer.id}`), person = await zhou.good(`/api/person/${customer.person}`)
  await refused(zhou.tryStep(person, 'person', 'erase', { basis: 'asked' }), 409)
  await refused(zhou.tryStep(customer, 'customer', 'close', { reason: '客户要求' }), 409, /还有未了结的.*预付卡 /)
  const again = await chen.make('complaint', { channel: 'phone', category: 'fees', customer: her.customer.id, story: '卡什么时候退' })
  assert.match((await fang.good('/api/c/data')).in_the_way.join(), /投诉还没有结案/)
  await zhou.step(again, 'complaint', 'accept')
  await zhou.step(again, 'complaint', 'dismiss', { reason: '已说明退卡时间' })
})

test('then it is done: nothing of hers is found, messages stop, what the law keeps says until when', async () => {
  const refund = await chen.make('refund', { customer: her.customer.id, card: card.id, side: 'customer' })
  await chen.step(refund, 'refund', 'calculate')
  await zhou.step(refund, 'refund', 'approve')
  await chen.step(refund, 'refund', 'pay', { channel: 'wechat' })
  const bills = (await zhou.post('/api/finance/bill-day', { day, branch: her.branch })).json.bills
  for (let bill of bills) {
    bill = await zhou.good(`/api/bill/${bill.id}`)
    for (const [who, step] of [[chen, 'check'], [zhou, 'send'], [zhou, 'confirm'], [chen, 'lock']]) bill = await who.step(bill, 'bill', step)
    await zhou.make('payment', { kind: 'from_customer', bill: bill.id, amount: bill.total, channel: 'wechat' })
  }
  assert.deepEqual((await fang.good('/api/c/data')).in_the_way, [])
  const customer = await zhou.good(`/api/customer/${her.customer.id}`)
  const person = await zhou.good(`/api/person/${customer.person}`)
  await zhou.step(customer, 'customer', 'close', { reason: '客户要求' })
  const request = (await zhou.good('/api/data_request?state=asked')).rows[0]
  await refused(zhou.tryStep(request, 'data_request', 'finish'), 409)
  const gone = await zhou.step(person, 'person', 'erase', { basis: 'asked' })
  assert.equal(gone.state, 'erased')
  assert.equal((await zhou.step(request, 'data_request', 'finish')).state, 'done')
  assert.equal((await fang.get('/api/c/data')).status, 401, 'her session ended with her')
  for (const word of ['李芳', phone, '8000', '锦绣花园3栋1201', '青花瓷瓶']) {
    const found = await zhou.good(`/api/search?q=${encodeURIComponent(word)}`)
    assert.deepEqual(JSON.stringify(found).includes('李芳') || JSON.stringify(found).includes('青花瓷瓶'), false, word)
  }
  for (const type of ['person', 'customer', 'household', 'complaint', 'compensation', 'lead', 'visit']) {
    const text = (await zhou.get(`/api/${type}?limit=50`)).text
    for (const own of ['李芳', '青花瓷瓶', '结婚时买的', '问过月嫂', '锦绣花园3栋1201', phone]) assert.ok(!text.includes(own), `${own} in ${type}`)
  }
  const kept = await zhou.good(`/api/compensation/${vase.id}`)
  assert.deepEqual([kept.amount, kept.state, kept.agreement], [320000, 'paid', ''], 'the sums stay, her words and her signature do not')
  const past = JSON.stringify(await zhou.good(`/api/complaint/${kase.id}/history?limit=100`))
  for (const own of ['李芳', '青花瓷瓶', '结婚时买的']) assert.ok(!past.includes(own), `${own} in the history`)
  const rules = (await zhou.good('/api/retention_rule?limit=200')).rows
  assert.ok(rules.find(r => r.code === 'compensation.paper').least >= 10950, 'and the rule says until when')
  assert.deepEqual((await zhou.good(`/api/message?person=${person.id}&state=queued,sending,held`)).rows, [], 'nothing waits to be sent to her')
  await proved()
})

test('the words a law keeps lie under seal until their day: not for a manager, not without a reason', async () => {
  const person = await zhou.good(`/api/person/${(await zhou.good(`/api/customer/${her.customer.id}`)).person}`)
  const papers = (await zhou.good(`/api/kept_paper?person=${person.id}&limit=50`)).rows
  const agreed = papers.find(p => p.rule === 'compensation.paper' && p.what.includes(vase.number)), told = papers.find(p => p.rule === 'complaint.words' && p.what.includes(kase.number))
  assert.ok(agreed && told && papers.some(p => p.rule === 'customer_photo.picture'), JSON.stringify(papers.map(p => p.what)))
  assert.ok(person.kept_until >= today() + 10_950 && told.until < today() + 1_110 && told.until > today() + 1_090)
  assert.ok(!JSON.stringify(papers).includes('李芳') && !JSON.stringify(papers).includes('青花瓷瓶'), 'masked')
  await refused(zhou.post(`/api/kept_paper/${agreed.id}/reveal`, { field: 'words', reason: '' }), 400)
  await refused(chen.get('/api/kept_paper'), 403)
  await refused(chen.post(`/api/kept_paper/${agreed.id}/reveal`, { field: 'words', reason: '看一下' }), 404)
  const open = async paper => (await zhou.post(`/api/kept_paper/${paper.id}/reveal`, { field: 'words', reason: '法院调取' })).json.value
  for (const part of ['李芳', '青花瓷瓶', '3,200']) assert.ok((await open(agreed)).includes(part), part)
  assert.ok((await open(told)).includes('结婚时买的'))
  const wish = (await zhou.good('/api/data_request?state=done')).rows[0]
  for (const part of ['投诉', '赔付', '第 31 条', '30']) assert.ok(wish.kept.includes(part), `${part} in ${wish.kept}`)
})
