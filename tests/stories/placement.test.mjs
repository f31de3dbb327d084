// A live-in nanny leaves on day 40 of a year and another comes: what the family, the two workers and the shop live through (DOMAIN.md T01, SM-PLACE, SM-REPL, SM-FUP).
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { at, openShop, today } from './shop.mjs'
import { openCleaner } from './cleaner.mjs'
import { bring, said } from './sheets.mjs'

let shop, c, zhou, placement, paper, second, third, replacement
const first = today(), iso = day => new Date(day * 86_400_000).toISOString().slice(0, 10)
const everything = ['gas', 'windows', 'sockets', 'floor', 'hot_water', 'medicines', 'exit', 'cameras', 'valuables', 'emergency']
const now = async () => { placement = await zhou.good(`/api/placement/${placement.id}`); return placement }
async function dayIs(offset, hour = 10) { shop.setTime(at(first + offset, hour)); await zhou.login('zhou', 'paper-lantern-42') }
// The house does by itself what is due; it is waited for, never timed.
async function until(fact, what) {
  for (let i = 0; i < 300; i++) { const got = await fact(); if (got) return got; await new Promise(r => setTimeout(r, 100)) }
  assert.fail(`never came: ${what}`)
}
const calls = async () => (await zhou.good(`/api/follow_up?placement=${placement.id}&limit=200`)).rows
const sheets = async () => (await zhou.good(`/api/placement/${placement.id}/chain`)).links.filter(l => l.type === 'handover')

before(async () => {
  shop = await openShop()
  c = await openCleaner(shop, { line: { code: 'NANNY', name: '住家保姆', glyph: '保', category: 'nanny', unit: 'month' }, price: { unit_price: 780000 } })
  zhou = c.zhou
  second = await c.hire('李秀英')
  third = await c.hire('陈秀兰')
  await bring(zhou, 'contract', '在途合同.csv', `合同编号,客户姓名,阿姨,服务项目,合同模式,开始日期,结束日期,月薪,中介费,剩余更换次数\nHT-1,李芳,王金凤,住家保姆,中介,${iso(first)},${iso(first + 364)},7800,7800,2\n`)
  paper = (await zhou.good('/api/contract')).rows[0]
})
after(() => shop?.close())

test('nobody moves in before contract, home and briefing are in order, and both sides agree to the arrival sheet', async () => {
  placement = await zhou.make('placement', { customer: c.customer.id, household: c.home.id, line: c.line.id, worker: c.worker.id, mode: 'introduce', live_in: true, first, last: first + 364, wage: 780000, rests: 4, rest_weekdays: ['sun'], replacements: 2 })
  assert.equal((await zhou.tryStep(placement, 'placement', 'make_ready')).json.field, 'contract')
  await zhou.edit(placement, 'placement', { contract: paper.id })
  const early = (await zhou.tryStep(placement, 'placement', 'shift', { first: first - 1, reason: '客户要提前' })).json
  assert.deepEqual([early.field, /合同 HT-1 从 .* 开始.*新合同/.test(early.message)], ['first', true], early.message)
  assert.match((await zhou.tryStep(placement, 'placement', 'make_ready')).json.message, /入户检查/)
  const half = await zhou.tryStep(placement, 'placement', 'look_over', { looked_at: everything.slice(1) })
  assert.match(half.json.message, /燃气/)
  await zhou.step(placement, 'placement', 'look_over', { looked_at: everything, found: ['hot_water'], found_plan: '业主周三前调到 45 度，在那之前她不给孩子洗澡' })
  await zhou.step(placement, 'placement', 'brief', { briefing: '三餐、打扫；不擦窗外；有事找周经理' })
  assert.equal((await zhou.step(placement, 'placement', 'make_ready')).state, 'ready')
  await zhou.step(placement, 'placement', 'arrive')
  const [sheet] = await sheets()
  assert.match((await zhou.tryStep(sheet, 'handover', 'worker_yes')).json.message, /孩子或老人/)
  const open = await zhou.good(`/api/handover/${sheet.id}`)
  for (const yes of ['worker_yes', 'family_yes']) assert.match(open.may.steps.find(s => s.name === yes).message, /孩子或老人/, 'said before anything is sent')
  await zhou.edit(open, 'handover', { keys: 1 })
  const none = await zhou.step(sheet, 'handover', 'say_none')
  assert.deepEqual([none.cared_for, none.valuables], ['没有', '没有'], 'nothing to report is one press')
  assert.equal((await zhou.get(`/api/handover/${sheet.id}/paper`)).text.slice(0, 5), '%PDF-', 'the sheet is printed and signed')
  await zhou.step(sheet, 'handover', 'worker_yes')
  assert.equal((await now()).state, 'on_board', 'one side is not both')
  await zhou.step(sheet, 'handover', 'family_yes', { how: '纸上签字' })
  assert.equal((await now()).state, 'in_service')
})

test('her calendar is taken: an hourly visit and a second home are refused with who is in the way', async () => {
  const visit = await zhou.make('visit', { customer: c.customer.id, household: c.home.id, line: c.line.id, start: at(first + 10, 9), length: 120 })
  assert.equal((await zhou.tryStep(visit, 'visit', 'assign', { worker: c.worker.id })).status, 409)
  const again = await zhou.post('/api/placement', { customer: c.customer.id, household: c.home.id, line: c.line.id, worker: c.worker.id, mode: 'introduce', first: first + 200, last: first + 300, wage: 700000 })
  assert.equal(again.status, 409)
  assert.equal(again.json.code, 'overlap')
})

test('both sides are called on day 1 and 3, and what is noted of health needs a consent first', async () => {
  await dayIs(2)
  const due = await until(async () => { const rows = await calls(); return rows.length === 4 && rows }, 'calls of day 1 and 3')
  assert.deepEqual(due.map(f => f.side).sort(), ['family', 'family', 'worker', 'worker'])
  const family = due.find(f => f.side === 'family' && f.stage === 'day_3')
  const asked = await zhou.good(`/api/follow_up/${family.id}/questions`)
  assert.ok(asked.questions.length >= 2)
  await zhou.step(family, 'follow_up', 'answer', { answers: asked.questions.map(q => ({ ...q, ...(q.kind !== 'words' && { score: 5 }), words: '' })), needs: '', next: '周末送健康证复印件' })
  const log = { placement: placement.id, kind: 'elder', meals: 80 }
  assert.match((await zhou.post('/api/care_log', log)).json.message, /没有「老人」/, 'nobody old lives there yet')
  await zhou.edit(await zhou.good(`/api/household/${c.home.id}`), 'household', { members: [{ role: 'elder', birth_year: 1948, self_care: 'partly' }] })
  const no = await zhou.post('/api/care_log', log)
  assert.equal(no.status, 400)
  assert.match(no.json.message, /单独同意/)
  const payer = (await zhou.good(`/api/customer/${c.customer.id}`)).person
  await zhou.make('consent', { person: payer, purpose: 'health', way: 'paper', notice_version: '1' })
  assert.equal((await zhou.post('/api/care_log', { ...log, systolic: 190 })).json.state, 'alarm')
})

test('who watches over the service reads the care logs, has what stands out in her queue and answers it', async () => {
  const role = (await zhou.good('/api/role?limit=50')).rows.find(r => r.code === 'supervisor')
  const account = await zhou.make('account', { login: 'du', name: '杜督导', home: c.branch, roles: [{ role: role.id, place: c.branch }] })
  await zhou.post(`/api/account/${account.id}/password`, { password: 'river-stone-77' })
  const du = shop.person()
  await du.login('du', 'river-stone-77')
  const [log] = (await du.good('/api/care_log?state=alarm')).rows
  assert.ok((await du.good('/api/queue')).rows.some(r => r.type === 'care_log' && r.record === log.id && r.step === 'look'))
  assert.equal((await du.post('/api/care_log', { placement: placement.id, kind: 'elder', meals: 10 })).status, 403, 'she watches, the worker writes')
  assert.equal((await du.step(log, 'care_log', 'look', { answer: '家属已量，回落到 150' })).state, 'answered')
})

// ---- the two phones: hers and the family's ----
let her, family, phone
const worker = async () => { her ??= shop.person(); phone ??= (await zhou.post(`/api/worker/${c.worker.id}/phone`, {})).json; await her.login(phone.login, phone.password); return her }
const asFamily = async () => {
  family = shop.person()
  const { code } = (await zhou.post(`/api/customer/${c.customer.id}/portal_code`, {})).json
  assert.equal((await family.post('/api/c/login', { phone: '13800138000', code })).status, 200)
  return family
}
const act = (what, input, more = {}) => ({ key: randomUUID(), what, acted: at(first + 2, 9, 30), input, ...more })
const send = async (...acts) => { const answer = await her.post('/api/my/acts', { acts }); assert.equal(answer.status, 200, answer.text); return answer.json.acts }
const care = async () => (await family.good('/api/c/care')).placements[0]
const log = async () => (await family.good(`/api/c/care/${placement.id}/log?day=${first + 2}`)).logs ?? []

test('her phone has the home she lives in, and notes of its people once, however often and late it is told', async () => {
  await worker()
  const mine = await her.good('/api/my/placement')
  assert.deepEqual([mine.state, mine.mine_now, mine.kinds.map(k => [k.key, k.why_not])], ['in_service', true, [['elder', '']]])
  assert.ok(mine.rests.length >= 4 && mine.rests.every(d => new Date(d * 86_400_000).getUTCDay() === 0), 'the Sundays ahead')
  const noted = act('care', { placement: placement.id, kind: 'elder', meals: 70, temperature: 366, note: '午饭吃得少' }), strange = act('care', { placement: placement.id, kind: 'elder', systolic: 900 })
  assert.deepEqual((await send(noted, noted)).map(a => a.state), ['taken', 'taken'])
  assert.deepEqual((await send(noted)).map(a => a.state), ['taken'])
  const [no] = await send(strange)
  assert.deepEqual([no.state, /260/.test(no.message)], ['refused', true])
  const kept = (await her.good('/api/my/placement')).logs.filter(l => l.figures.meals === 70)
  assert.deepEqual(kept.map(l => [l.at, l.figures.temperature]), [[at(first + 2, 9, 30), 366]], 'the minute of the act, once')
  const acts = (await zhou.good('/api/field_act?limit=20')).rows.filter(a => a.what === 'care')
  assert.equal(acts.length, 2)
  assert.ok(!JSON.stringify(acts).includes('午饭'), 'what was sent is not kept a second time beside its record')
  assert.equal((await zhou.call('POST', '/api/my/care', { kind: 'elder', meals: 10 })).status, 404, 'the office serves nowhere')
})

test('the family answers a call on a page instead, by the link or from its phone, and what it says counts as the call', async () => {
  await asFamily()
  const family3 = (await calls()).find(f => f.side === 'family' && f.state === 'due')
  assert.ok(family3, 'a call to the family is due')
  const [offered] = (await care()).calls
  const { address } = await zhou.good(`/api/follow_up/${family3.id}/link`)
  assert.ok(address.endsWith(offered.address), 'the same page')
  const form = body => fetch(`${shop.address}${offered.address}`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', origin: shop.address }, body, redirect: 'manual' })
  const page = await (await fetch(`${shop.address}${offered.address}`)).text()
  assert.doesNotMatch(page, /李芳/, 'it names no family')
  const asked = [...page.matchAll(/name="(q\d+)" value="5"/g)].map(m => m[1])
  assert.equal((await form('n=')).status, 400, 'nothing said')
  assert.equal((await form(asked.map(name => `${name}=5`).join('&'))).status, 303)
  const done = await zhou.good(`/api/follow_up/${family3.id}`)
  assert.deepEqual([done.state, done.score, done.done_by], ['late_done', 5, null])
  assert.equal((await form('n=again')).status, 303, 'sent twice is sent once')
  assert.equal((await zhou.good(`/api/follow_up/${family3.id}`)).needs, '')
  assert.equal((await zhou.get(`/api/follow_up/${family3.id}/link`)).status, 409)
  assert.equal((await fetch(`${shop.address}/n/${'0'.repeat(40)}`)).status, 404)
})

test('a complaint about who lives in has its page on the family’s phone: made there, proposed, refused with why, agreed to', async () => {
  await asFamily()
  const made = await family.post(`/api/c/care/${placement.id}/complain`, { about: 'attitude', story: '老是看手机' })
  assert.equal(made.status, 200, made.text)
  const [shown] = made.json.complaints
  assert.equal(shown.state, 'received')
  let one = await zhou.good(`/api/complaint/${shown.id}`)
  assert.deepEqual([one.customer, one.worker, one.visit], [c.customer.id, c.worker.id, null])
  await zhou.step(one, 'complaint', 'accept')
  await zhou.step(one, 'complaint', 'hear_customer', { said: '上班不看手机' })
  await zhou.step(one, 'complaint', 'hear_worker', { said: '孩子睡了才看' })
  const propose = proposal => zhou.step(one, 'complaint', 'propose', { facts: '看过三次', proposal, remedies: ['apology'], company_share: 100 })
  await propose('当面道歉')
  assert.equal((await care()).complaints[0].may_agree, true)
  const link = await zhou.good(`/api/complaint/${shown.id}/link`)
  assert.match(link.address, new RegExp(`/c/#/complaint/${shown.id}$`))
  assert.equal((await family.good(`/api/c/complaint/${shown.id}`)).complaint.proposal, '当面道歉')
  assert.equal((await shop.person().get(`/api/c/complaint/${shown.id}`)).status, 401)
  assert.equal((await family.post(`/api/c/complaint/${shown.id}`, { say: 'refuse', words: '' })).json.field, 'words')
  assert.equal((await family.post(`/api/c/complaint/${shown.id}`, { say: 'refuse', words: '要写下来' })).json.complaint.state, 'investigating')
  await propose('当面道歉，写进交接单')
  const yes = await family.post(`/api/c/complaint/${shown.id}`, { say: 'agree', words: '' })
  assert.ok(yes.json.complaint.agreed_at)
  one = await zhou.good(`/api/complaint/${shown.id}`)
  assert.match((await zhou.step(one, 'complaint', 'resolve')).agreed_how, /页面/)
  const words = await zhou.make('complaint', { channel: 'worker', category: 'customer', customer: c.customer.id, worker: c.worker.id, story: '骂人' })
  assert.equal((await family.get(`/api/c/complaint/${words.id}`)).status, 404, 'told in confidence')
  assert.equal((await zhou.get(`/api/complaint/${words.id}/link`)).status, 409)
})

test('the family reads the log while its consent stands, gives it and takes it back by itself', async () => {
  await asFamily()
  const one = await care()
  assert.deepEqual([one.worker.name, one.runs, one.consents], ['王师傅', true, [{ key: 'health', given: true }]])
  assert.ok(!JSON.stringify(one).includes('金凤') && one.worker.papers.every(p => p.valid), 'her surname and lights, no more')
  assert.deepEqual((await log()).filter(l => l.note).map(l => [l.label, l.figures.meals, l.worker]), [['老人', 70, '王师傅']])
  const wage = await her.good('/api/my/wage'), [paid] = one.wages
  assert.ok(wage.by_family && wage.total > 0)
  assert.deepEqual([paid.worker, paid.total, paid.lines], ['王师傅', wage.total, wage.lines], 'what the family pays her itself is one figure on both phones')
  const consent = given => family.post(`/api/c/care/${placement.id}/consent`, { purpose: 'health', given })
  assert.deepEqual((await consent(false)).json.consents, [{ key: 'health', given: false }])
  assert.deepEqual(await log(), [])
  const eaten = act('care', { placement: placement.id, kind: 'elder', meals: 90 }), drunk = act('care', { placement: placement.id, kind: 'elder', water_ml: 350, note: '下午喝的' })
  const [refused] = await send(eaten, drunk)
  assert.deepEqual([refused.state, /已撤回/.test(refused.message)], ['refused', true])
  assert.match((await her.good('/api/my/placement')).kinds[0].why_not, /已撤回/)
  const acts = (await zhou.good('/api/field_act?state=refused&limit=20')).rows, [kept] = acts.filter(a => a.uid === drunk.key)
  assert.ok(!/下午|water_ml/.test(JSON.stringify(acts)), 'without a consent nothing of it lies with us')
  assert.ok((await zhou.good('/api/queue')).rows.some(r => r.record === kept.id && r.step === 'enter'), 'the office has it before it')
  assert.match((await zhou.tryStep(kept, 'field_act', 'try_again', {})).json.message, /手机上/)
  const typed = { water_ml: 350, note: '下午喝的', reason: '电话里念给我的' }
  assert.match((await zhou.tryStep(kept, 'field_act', 'enter', typed)).json.message, /已撤回/)
  assert.equal((await consent(true)).json.consents[0].given, true)
  assert.deepEqual((await send(eaten)).map(a => a.state), ['taken'], 'said once more by herself, as it was')
  assert.equal((await zhou.tryStep(kept, 'field_act', 'enter', { water_ml: 350 })).status, 400, 'a reason')
  assert.equal((await zhou.step(kept, 'field_act', 'enter', typed)).state, 'settled')
  assert.deepEqual((await send(eaten, drunk)).map(a => a.state), ['taken', 'settled'], 'and never twice')
  const said = (await log()).filter(l => l.figures.meals === 90 || l.figures.water_ml)
  assert.deepEqual(said.map(l => [l.at, l.worker, l.note]).sort(), [[at(first + 2, 9, 30), '王师傅', ''], [at(first + 2, 9, 30), '王师傅', '下午喝的']])
  assert.equal((await family.post(`/api/c/care/${placement.id}/consent`, { purpose: 'child', given: true })).json.field, 'guardian')
  const stranger = shop.person()
  assert.equal((await stranger.get('/api/c/care')).status, 401)
  assert.equal((await family.get(`/api/c/care/${placement.id + 1}/log`)).status, 404)
})

test('an extra task is asked for, priced, and done only when both have said yes on their phones', async () => {
  const ask = body => family.post(`/api/c/care/${placement.id}/wish`, body)
  assert.match((await ask({ kind: 'extra_task', what: '给奶奶打针', date: first + 5 })).json.message, /打针/)
  assert.equal((await ask({ kind: 'extra_task', what: '', date: first + 5 })).json.field, 'what')
  const asked = await ask({ kind: 'extra_task', what: '周六做六人晚饭', date: first + 5 })
  assert.equal(asked.status, 201, asked.text)
  const wish = asked.json.wishes.find(x => x.kind === 'extra_task')
  assert.equal((await zhou.tryStep(wish, 'placement_wish', 'agree', {})).json.field, 'price')
  await zhou.step(wish, 'placement_wish', 'agree', { price: 30000, pay: 24000, answer: '可以，周六五点开始' })
  const task = (await care()).tasks[0]
  assert.deepEqual([task.price, task.asked, task.worker_agreed], [30000, true, false])
  assert.deepEqual((await her.good('/api/my/placement')).tasks.map(t => [t.pay, t.state]), [[24000, 'asked']])
  assert.equal((await send(act('task', { task: task.id, yes: true })))[0].state, 'taken')
  assert.equal((await family.post(`/api/c/care/${placement.id}/task/${task.id}`, { yes: true })).status, 200)
  assert.equal((await family.post(`/api/c/care/${placement.id}/task/${task.id}`, { yes: true })).status, 200, 'tapped twice is tapped once')
  assert.equal((await zhou.good(`/api/extra_task/${task.id}`)).state, 'agreed')
  assert.equal((await her.good('/api/my/placement')).tasks[0].state, 'agreed')
})

test('her rest day moves only with her own yes', async () => {
  const [sunday] = (await care()).rests, ask = instead => family.post(`/api/c/care/${placement.id}/wish`, { kind: 'rest_day', what: '那天家里没人', date: sunday, instead })
  assert.equal((await family.post(`/api/c/care/${placement.id}/wish`, { kind: 'rest_day', date: sunday + 1, instead: sunday + 2 })).json.field, 'date')
  const wish = (await ask(sunday + 2)).json.wishes.find(x => x.kind === 'rest_day')
  assert.equal((await zhou.tryStep(wish, 'placement_wish', 'agree', {})).json.field, 'worker_how')
  assert.deepEqual((await her.good('/api/my/placement')).wishes.map(x => [x.date, x.instead]), [[sunday, sunday + 2]])
  assert.equal((await send(act('task', { wish: wish.id, yes: true })))[0].state, 'taken')
  await zhou.step(wish, 'placement_wish', 'agree', { answer: '她同意了' })
  const rests = (await her.good('/api/my/placement')).rests
  assert.ok(!rests.includes(sunday) && rests.includes(sunday + 2))
  const said = await until(async () => { const rows = (await her.good('/api/inbox')).rows; return rows.some(m => m.text.includes('休息')) && rows }, 'word of the rest day')
  assert.ok(said.length)
})

test('she reads the standard of her service with one tap, a new issue once more, and the office sees who has', async () => {
  const publish = async days => {
    const s = await zhou.make('standard', { line: c.line.id, name: '住家保姆标准', items: [{ area: '厨房', task: '三餐', acceptance: '按时、清淡' }] })
    await zhou.step(s, 'standard', 'submit')
    return zhou.step(s, 'standard', 'publish', { valid_from: first + 2 + days })
  }
  const one = await publish(0), mine = async () => (await her.good('/api/my/standards')).standards.map(s => [s.id, s.read_at > 0, s.changed])
  assert.deepEqual(await mine(), [[one.id, false, false]])
  assert.deepEqual((await her.good('/api/my/standards')).standards[0].items.map(i => i.task), ['三餐'], 'the text goes along')
  assert.deepEqual((await send(act('study', { standard: one.id }), act('study', { standard: one.id }))).map(a => a.state), ['taken', 'taken'])
  assert.deepEqual(await mine(), [[one.id, true, false]])
  const readers = await zhou.good(`/api/standard/${one.id}/readers`)
  assert.deepEqual([readers.read, readers.all, readers.workers.at(-1).name], [1, 3, '王金凤'])
  const two = await publish(8)
  assert.deepEqual(await mine(), [[two.id, false, true]])
  assert.equal((await send(act('study', { standard: one.id })))[0].state, 'refused')
})

test('she leaves on day 40: the contract stays, the search begins by itself, and nothing counts against the family', async () => {
  await dayIs(39)
  await zhou.step(placement, 'placement', 'worker_leaves', { last: first + 39, why: 'worker', reason: '家里老人住院' })
  assert.equal((await now()).state, 'gap')
  await worker()
  await asFamily()
  const mine = async who => { const m = await who.good('/api/my/placement'); return [m.state, m.mine_now, m.begins - first, m.ends - first, m.leaves && m.leaves - first] }
  assert.deepEqual(await mine(her), ['in_service', true, 0, 39, 39], 'until her last day she serves')
  assert.deepEqual([(await care()).worker.name, /做到/.test((await care()).state_label)], ['王师傅', true], 'and is with the family')
  assert.equal((await zhou.good(`/api/contract/${paper.id}`)).state, 'in_force')
  replacement = (await zhou.good(`/api/replacement?placement=${placement.id}`)).rows[0]
  assert.equal(replacement.state, 'requested')
  const today_ = await zhou.good('/api/today')
  assert.ok(today_.queues.find(q => q.name === 'homes').rows.some(r => r.type === 'replacement'), 'it stands in Today')
  const swap = await zhou.step(replacement, 'replacement', 'assess', { reason: 'left', wish: '会做清淡的菜' })
  assert.deepEqual([swap.side, swap.counts, swap.quota_left], ['worker', false, 2])
  assert.match((await zhou.tryStep(replacement, 'replacement', 'find', { worker: c.worker.id })).json.message, /离开/)
  const rank = await zhou.good(`/api/replacement/${replacement.id}/matches?from=${first + 42}`), who = name => rank.rows.find(r => r.name === name)
  assert.deepEqual([rank.from, rank.looked_at, who('李秀英').ok, who('王金凤').judgement.reasons.find(r => !r.warning).code], [first + 42, 3, true, 'H07.leaves'], JSON.stringify(rank))
  assert.equal((await zhou.call('GET', `/api/replacement/${replacement.id}/matches?from=${first - 1}`)).json.field, 'from')
  const told = async () => { const r = (await care()).replacement; return [r.comes, r.sure, r.counts, r.left] }
  assert.deepEqual(await told(), ['', false, false, 2], 'the family reads that it is not one of its replacements')
  await zhou.step(replacement, 'replacement', 'find', { worker: second.id, first_day: first + 42 })
  assert.deepEqual((await told()).slice(0, 2), ['李师傅', false], 'her calendar is kept, nothing is settled')
  await zhou.step(replacement, 'replacement', 'hand_over', { wage: 820000 })
  assert.deepEqual((await told()).slice(0, 2), ['李师傅', true])
  await now()
  assert.deepEqual([(await mine(her)).slice(1, 4), (await care()).worker.name, /做到/.test((await care()).state_label)], [[true, 0, 39], '王师傅', true], 'who follows is not there yet')
  const made = (await zhou.post(`/api/worker/${second.id}/phone`, {})).json, next = shop.person()
  await next.login(made.login, made.password)
  assert.deepEqual((await mine(next)).slice(1, 4), [false, 42, 364])
  const named = (await zhou.good('/api/queue?mine=0')).rows.find(r => r.record === paper.id && r.rule === 'reminder')
  assert.match(named.title, /李秀英.*王金凤/)
  assert.deepEqual([placement.state, placement.worker, placement.replaced], ['in_service', second.id, 0])
  assert.deepEqual(placement.stints.map(s => [s.worker, s.first - first, s.last === null ? null : s.last - first, s.wage]), [[c.worker.id, 0, 39, 780000], [second.id, 42, null, 820000]])
})

test('the old one is settled to the day, the new one is called anew, and the ledger knows who served when', async () => {
  await dayIs(41)
  await asFamily()
  assert.deepEqual([(await care()).worker.name, /还没到.*上户/.test((await care()).state_label)], ['李师傅', true], 'nobody is there, and the family reads from when on')
  await dayIs(44)
  assert.match((await zhou.tryStep(replacement, 'replacement', 'finish')).json.message, /下户单/)
  const agree = async (sheet, more) => {
    await zhou.edit(await zhou.good(`/api/handover/${sheet.id}`), 'handover', { cared_for: '无照护对象', keys: 1, belongings: '行李箱一个，已当面点清', ...more })
    for (const [step, body] of [['worker_yes', {}], ['family_yes', { how: '电话' }]]) await zhou.step(sheet, 'handover', step, body)
  }
  const open = (await sheets()).filter(s => s.state === 'open'), goes = open.find(s => s.what.includes('王金凤'))
  await agree(goes, { money_left: 12350 })
  assert.match((await zhou.tryStep(replacement, 'replacement', 'finish')).json.message, /上户单/)
  await agree(open.find(s => s.id !== goes.id), { valuables: '无' })
  assert.equal((await zhou.step(replacement, 'replacement', 'finish')).state, 'done')
  await until(async () => (await calls()).some(f => f.worker === second.id && f.stage === 'day_3'), 'calls of the new one')
  const days = await until(async () => { const rows = (await zhou.good(`/api/placement_day?placement=${placement.id}&limit=200`)).rows; return rows.filter(d => d.worker === second.id).length === 2 && rows }, 'the days of the new one')
  const hers = days.filter(d => d.worker === c.worker.id)
  assert.equal(hers.length, 40)
  assert.equal(days.filter(d => d.date - first === 40 || d.date - first === 41).length, 0, 'nobody served in the gap')
  const rest = hers.find(d => d.kind === 'rest')
  assert.equal((await zhou.tryStep(rest, 'placement_day', 'correct', { kind: 'rest_worked' })).status, 400, 'not without a reason')
  assert.equal((await zhou.step(rest, 'placement_day', 'correct', { kind: 'rest_worked', reason: '家里来客，她同意' })).source, 'office')
})

test('the ledger says who is where until when, and the look ahead what lapses', async () => {
  await dayIs(280)
  const { rows, stints } = await zhou.good('/api/placements')
  assert.deepEqual([rows.length, rows[0].worker_name, stints.length], [1, '李秀英', 2])
  const ahead = await zhou.good('/api/look_ahead?days=30')
  assert.deepEqual([...new Set(ahead.rows.filter(r => r.kind === 'paper').map(r => r.since - first))], [301], 'her papers are good for 300 days')
  await dayIs(366)
  await until(async () => (await zhou.good(`/api/renewal?placement=${placement.id}`)).rows[0]?.state === 'lapsed', 'service without a contract')
  const red = (await zhou.good('/api/today')).queues.find(q => q.name === 'homes').rows.find(r => r.type === 'renewal')
  assert.deepEqual([red.kind, red.harm, red.step], ['lapsed', 2, 'offer'])
  const [lapsed] = (await zhou.good(`/api/renewal?placement=${placement.id}`)).rows, row = async () => (await zhou.good('/api/today')).queues.find(q => q.name === 'homes').rows.find(r => r.type === 'renewal')
  await zhou.step(lapsed, 'renewal', 'offer', { new_last: first + 500, new_wage: 860000 })
  assert.deepEqual([(await row()).harm, (await row()).step, (await zhou.good(`/api/renewal/${lapsed.id}`)).next_contract], [2, 'approve', null], 'another wage waits for its approval, as before the end')
  const offered = await zhou.step(lapsed, 'renewal', 'approve', { reason: '市场价涨了' })
  assert.deepEqual([offered.state, offered.next_contract > 0, (await row()).to], ['lapsed', true, `/contract/${offered.next_contract}`], 'until it is signed it is the alarm it was')
  assert.match((await zhou.tryStep(lapsed, 'renewal', 'sign', { next_contract: offered.next_contract })).json.message, /没有签齐/)
})

test('the family asks for another one itself; the sheet of an end is signed on both phones', async () => {
  await asFamily()
  const replace = reason => family.post(`/api/c/care/${placement.id}/replace`, { reason, wish: '想要会做北方菜的' })
  assert.equal((await replace('harassment')).json.field, 'reason', 'that is hers to say')
  const asked = await replace('habits')
  assert.equal(asked.status, 201, asked.text)
  assert.equal(asked.json.replacement.open, true)
  const theirs = (await zhou.good(`/api/replacement?placement=${placement.id}`)).rows.find(r => r.state === 'requested')
  assert.equal((await zhou.tryStep(theirs, 'replacement', 'withdraw', { reason: '再想想' })).status, 200)
  const ours = await zhou.make('replacement', { placement: placement.id, reason: 'habits' })
  assert.ok(!JSON.stringify((await zhou.good(`/api/replacement/${ours.id}/history`)).rows.map(r => r.reason ?? '')).includes('habits'), 'a code is no sentence for the history')
  assert.match((await replace('skill')).json.message, /换人/)
  await zhou.step(placement, 'placement', 'finish', { last: first + 366, why: 'term_over', reason: '到期' })
  const sheet = (await sheets()).find(s => s.state === 'open')
  assert.equal((await family.post(`/api/c/care/${placement.id}/sheet/${sheet.id}`, { yes: true })).json.field, 'name')
  const early = await family.post(`/api/c/care/${placement.id}/sheet/${sheet.id}`, { yes: true, name: '李芳' })
  assert.match(early.json.message, /孩子或老人/)
  await zhou.edit(await zhou.good(`/api/handover/${sheet.id}`), 'handover', { cared_for: '老人精神好', keys: 1 })
  assert.equal((await family.post(`/api/c/care/${placement.id}/sheet/${sheet.id}`, { yes: true, name: '李芳' })).status, 200)
  const made = (await zhou.post(`/api/worker/${second.id}/phone`, {})).json
  her = shop.person()
  await her.login(made.login, made.password)
  const before = (await her.good('/api/my/placement')).sheets
  assert.deepEqual(before.map(s => [s.kind, s.complete]), [['departure', true]])
  assert.equal((await send({ ...act('sheet', { sheet: sheet.id, yes: true }), acted: at(first + 366, 9) }))[0].state, 'taken')
  assert.deepEqual([(await zhou.good(`/api/handover/${sheet.id}`)).state, /李芳/.test((await zhou.good(`/api/handover/${sheet.id}`)).customer_how)], ['agreed', true])
})

test('go-live: a list of leads and the placements that run come by sheet; who said nothing of being called is kept and not called', async () => {
  const now_ = first + 366, list = rows => `姓名,手机,来源,意向服务,同意联系,需求\n${rows.join('\n')}\n`
  const sheet = list(['刘一,13955550301,微信,住家保姆,主动咨询,想找人做三餐', '王二,13955550302,转介绍,住家保姆,,', '张三,12345,微信,住家保姆,,'])
  const leads = await bring(zhou, 'lead', '线索.csv', sheet)
  assert.deepEqual([leads.checked.counts.create, leads.checked.counts.wrong], [2, 1], JSON.stringify(leads.checked.counts))
  assert.match(said(leads.checked), /王二|3 .*联系|不会拨打|不打/, said(leads.checked))
  const kept = (await zhou.good('/api/lead?limit=50')).rows
  assert.equal(kept.length, 2)
  const asked = kept.find(l => l.basis === 'asked_us'), silent = kept.find(l => l.basis === 'none' || l.basis === 'no_basis')
  assert.equal((await zhou.tryStep(silent, 'lead', 'follow_up', { way: 'call', outcome: 'reached' })).json.field, 'way')
  assert.equal((await zhou.step(asked, 'lead', 'follow_up', { way: 'call', outcome: 'reached', note: '约周六来店' })).state, 'contacted')
  const again = await bring(zhou, 'lead', '线索.csv', sheet)
  assert.equal(again.checked.counts.create, 0, 'the same list again makes nobody twice')
  const husband = await bring(zhou, 'lead', '线索2.csv', list(['刘先生,13955550301,电话,住家保姆,客户来电,']))
  assert.match(said(husband.checked), /刘一 用这个号码有线索/, said(husband.checked))
  const his = (await zhou.good('/api/lead/pools?pool=new')).rows.find(l => l.name === '刘先生')
  assert.equal(his.twin.number, asked.number, 'the pool marks who has the same number')
  const told = await zhou.post(`/api/lead/${his.id}/merge/preview`, { other: asked.id, twin: 'home' })
  assert.match(JSON.stringify(told.json.notes), new RegExp(`留下 ${asked.number}`), told.text)
  assert.equal((await zhou.good(`/api/lead/${his.id}`)).state, 'new', 'a preview does nothing')
  const merged = await zhou.step(await zhou.good(`/api/lead/${his.id}`), 'lead', 'merge', { other: asked.id, twin: 'home' })
  assert.deepEqual([merged.state, merged.merged_into], ['merged', asked.id])

  const term = [iso(now_ - 40), iso(now_ + 200)]
  await bring(zhou, 'customer', '客户.csv', '客户姓名,联系电话,小区,详细地址\n孙丽,13600136000,天府城,天府城5栋1802\n')
  await bring(zhou, 'contract', '在途合同.csv', `合同编号,客户姓名,阿姨,服务项目,合同模式,开始日期,结束日期,月薪\nHT-7,孙丽,陈秀兰,住家保姆,代发,${term.join(',')},7200\n`)
  const homes = await bring(zhou, 'placement', '在户.csv', ['客户,阿姨,服务项目,合同编号,上户日期,下户日期,月薪,月休天数', `孙丽,陈秀兰,住家保姆,HT-7,${term.join(',')},7200,4`, `孙丽,陈秀兰,住家保姆,HT-99,${term.join(',')},7200,4`, `赵无名,陈秀兰,住家保姆,,${term.join(',')},7200,4`].join('\n'))
  assert.deepEqual([homes.checked.counts.create, homes.checked.counts.wrong], [1, 2], said(homes.checked))
  assert.match(said(homes.checked), /没有生效的合同 HT-99/)
  const brought = (await zhou.good(`/api/placement?worker=${third.id}`)).rows[0], whole = await zhou.good(`/api/placement/${brought.id}`)
  assert.deepEqual([whole.state, whole.began_on, whole.wage, whole.rests], ['in_service', now_ - 40, 720000, 4])
  const corrected = await bring(zhou, 'placement', '在户（改后）.csv', ['客户,阿姨,服务项目,合同编号,开始日,到期日,月薪,月休天数,是否住家,模式', `孙丽,陈秀兰,住家保姆,HT-7,${term.join(',')},7200,4,住家,代发`, `李芳,陈秀兰,住家保姆,,${term.join(',')},7200,4,不住家,员工`].join('\n'))
  assert.deepEqual([corrected.checked.counts.create, corrected.checked.counts.same + corrected.checked.counts.update, corrected.checked.counts.wrong], [0, 1, 1], 'not twice; and whose calendar is taken is told before anything is entered')
  assert.match(said(corrected.checked), /^3 陈秀兰 在 .* 已有安排：住家保姆$/m)
  await bring(zhou, 'worker', '花名册.csv', '姓名,手机,工种,用工形式\n甲一,13700137101,住家保姆,员工\n甲二,13700137102,住家保姆,非全\n甲三,13700137103,住家保姆,小时工\n甲四,13700137104,住家保姆,中介\n')
  assert.deepEqual((await zhou.good('/api/worker?limit=200')).rows.filter(r => /^甲/.test(r.title)).sort((a, b) => a.id - b.id).map(r => r.mode), ['employee', 'part_time', 'part_time', 'agency'])
  const visit = await zhou.make('visit', { customer: c.customer.id, household: c.home.id, line: c.line.id, start: at(now_ + 5, 9), length: 120 })
  assert.equal((await zhou.tryStep(visit, 'visit', 'assign', { worker: third.id })).status, 409, 'her calendar is taken')
  await dayIs(367)
  const month = now_ - Number(iso(now_).slice(8)) + 1, days = await until(async () => { const rows = (await zhou.good(`/api/placement_day?placement=${brought.id}&limit=200`)).rows; return rows.some(d => d.date === now_) && rows }, 'her days of this month')
  assert.equal(Math.min(...days.map(d => d.date)), Math.max(month, now_ - 40), 'what was before was paid elsewhere')
  assert.equal((await zhou.good(`/api/follow_up?placement=${brought.id}`)).rows.filter(f => f.due < now_).length, 0)
})

test('who asked does not decide that they went on without us, and who decided does not hear the appeal', async () => {
  const role = (await zhou.good('/api/role?limit=50')).rows.find(r => r.code === 'manager'), word = 'river-stone-77'
  const [asker, judge] = await Promise.all(['chen', 'liu'].map(async login => {
    const account = await zhou.make('account', { login, name: `${login}店长`, home: c.branch, roles: [{ role: role.id, place: c.branch }] })
    await zhou.post(`/api/account/${account.id}/password`, { password: word })
    const who = shop.person()
    await who.login(login, word)
    return who
  }))
  const waits = async () => (await asker.good('/api/queue')).rows.filter(r => r.type === 'introduction_review').map(r => r.rule)
  let review = await asker.make('introduction_review', { customer: c.customer.id, worker: third.id, signal: 'told', facts: '面试后私下上户' })
  assert.deepEqual(await waits(), ['look'])
  review = await asker.step(review, 'introduction_review', 'ask', { worker_said: '没有', customer_said: '她来过两天' })
  assert.deepEqual(await waits(), ['decide'], 'what is left to do is said, not what was done')
  assert.equal((await asker.tryStep(review, 'introduction_review', 'founded', { decision: '属实' })).status, 409)
  review = await judge.step(review, 'introduction_review', 'founded', { decision: '来过两天，合同第九条' })
  review = await asker.step(review, 'introduction_review', 'object', { reason: '那两天是探亲' })
  assert.deepEqual(await waits(), ['appeal'])
  const again = await judge.tryStep(review, 'introduction_review', 'close', { decision: '维持' })
  assert.equal(again.status, 409, again.text)
  assert.match(again.text, /不能再裁申诉/)
  assert.equal((await zhou.step(review, 'introduction_review', 'unfounded', { decision: '探亲有车票' })).state, 'unfounded')
  assert.deepEqual(await waits(), [])

  // Another one: founded, the fee is asked for and becomes a bill that a second person checks; an appeal that holds takes it back.
  review = await asker.make('introduction_review', { customer: c.customer.id, worker: third.id, signal: 'told', facts: '又见她上门' })
  review = await asker.step(review, 'introduction_review', 'ask', { worker_said: '去过', customer_said: '来过' })
  review = await judge.step(review, 'introduction_review', 'founded', { decision: '属实' })
  assert.equal((await asker.tryStep(review, 'introduction_review', 'ask_fee', { amount: 300000 })).json.field, 'basis', 'nothing in writing')
  review = await asker.step(review, 'introduction_review', 'ask_fee', { amount: 300000, basis: '11月20日电话里同意付三千' })
  const [bill] = (await zhou.good(`/api/bill?review=${review.id}`)).rows
  assert.deepEqual([bill.state, bill.total, bill.number, bill.customer], ['calculated', 300000, (await asker.good(`/api/introduction_review/${review.id}`)).fee_bill, c.customer.id])
  assert.match(JSON.stringify((await zhou.good(`/api/bill/${bill.id}`)).lines), /民法典 965.*同意付三千/)
  assert.equal((await asker.tryStep(review, 'introduction_review', 'ask_fee', {})).status, 409, 'once')
  review = await asker.step(review, 'introduction_review', 'object', { reason: '是别人' })
  assert.equal((await zhou.step(review, 'introduction_review', 'unfounded', { decision: '认错了人' })).state, 'unfounded')
  assert.equal((await zhou.good(`/api/bill/${bill.id}`)).state, 'dropped')

  // Who is to pay it reads by what it is asked.
  review = await asker.make('introduction_review', { customer: c.customer.id, worker: third.id, signal: 'told', facts: '第三次' })
  review = await asker.step(review, 'introduction_review', 'ask', { worker_said: '去过', customer_said: '来过' })
  review = await judge.step(review, 'introduction_review', 'founded', { decision: '属实' })
  await asker.step(review, 'introduction_review', 'ask_fee', { amount: 300000, basis: '11月20日电话里同意付三千' })
  const [sent] = (await zhou.good(`/api/bill?review=${review.id}`)).rows
  await zhou.step(await zhou.step(sent, 'bill', 'check'), 'bill', 'send')
  await asFamily()
  const hers = (await family.good('/api/c/money')).bills.find(b => b.id === sent.id)
  assert.deepEqual([hers.total, hers.trust, hers.lines[0].why], [300000, 0, '11月20日电话里同意付三千'])
  assert.equal(hers.due, (await zhou.good(`/api/bill/${sent.id}`)).due, 'until when it is to be paid')
})
