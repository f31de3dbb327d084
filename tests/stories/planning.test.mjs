// A day planned by the engine: proposed, stopped, published, rejected; what changed meanwhile is left out and told; a sick call is planned
// anew; "why not her" comes with a change that works when it is made.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { at, openShop, today } from './shop.mjs'
import { openCleaner } from './cleaner.mjs'

let shop, zhou, branch, line, hire, customers = [], workers = []
// A Sunday: the days after it fill a week of their own, whatever day it is today, and nobody loses her day of rest in between.
const DAY = today() + 2 + (8 - today() % 7) % 7, WAIT = 60_000

before(async () => {
  shop = await openShop({ clock: false })
  const c = await openCleaner(shop)
  ;({ zhou, branch, line, hire } = c)
  workers = [c.worker, await hire('陈秀兰'), await hire('赵玉梅')]
  customers = [{ customer: c.customer, home: c.home }]
  for (let i = 1; i < 8; i++) {
    const payer = await zhou.make('person', { name: `客户${i}`, phone: `138001380${10 + i}` })
    const customer = await zhou.make('customer', { person: payer.id, branch })
    customers.push({ customer, home: await zhou.make('household', { customer: customer.id, estate: `小区${i}`, area: '天府广场', address: `小区${i} 1栋`, at: { lat: 30.66 + i * 0.004, lng: 104.07 + (i % 3) * 0.01 } }) })
  }
})
after(() => shop?.close())

const visitAt = (i, hour, day = DAY, more = {}) => zhou.make('visit', { customer: customers[i].customer.id, household: customers[i].home.id, line: line.id, start: at(day, hour), length: 120, ...more })
const again = v => zhou.good(`/api/visit/${v.id}`)
const propose = (more = {}) => zhou.post('/api/plan_proposal', { branch, day: DAY, move: 'all', seconds: 2, ...more })
async function planned(more) {
  const asked = await propose(more)
  assert.equal(asked.status < 300, true, asked.text)
  return ended(asked.json)
}
async function ended(proposal) {
  for (const until = Date.now() + WAIT; Date.now() < until; await new Promise(r => setTimeout(r, 100))) {
    const now = await zhou.good(`/api/plan_proposal/${proposal.id}`)
    if (now.state !== 'running') return now
  }
  assert.fail('the planning does not end')
}
const difference = async p => (await zhou.good(`/api/plan_proposal/${p.id}/difference`))

test('a day is planned as a proposal, and nothing is given to anybody before it is published', async () => {
  for (const [i, hour] of [[0, 9], [1, 9], [2, 9], [3, 14], [4, 14]]) await visitAt(i, hour)
  const p = await planned()
  assert.equal(p.state, 'ready', p.why)
  assert.deepEqual([p.visits, p.moves, p.open], [5, 5, 0])
  const d = await difference(p)
  assert.equal(d.difference.before.open, 5)
  assert.equal(d.difference.after.open, 0)
  const nine = d.difference.moves.filter(m => m.start === at(DAY, 9)).map(m => m.to[0])
  assert.equal(new Set(nine).size, 3, 'three at nine o’clock are three workers')
  assert.ok(d.difference.moves.every(m => m.why === 'open' && d.names.worker[m.to[0]] && d.names.customer[m.customer]))
  for (const m of d.difference.moves) assert.equal((await again({ id: m.visit })).state, 'unassigned')
})

test('a second one of the same day waits for the first, a day that has passed is refused', async () => {
  const first = await propose({ seconds: 30 })
  assert.equal(first.status < 300, true, first.text)
  const second = await propose()
  assert.equal(second.status, 409, second.text)
  assert.match(second.json.message, /正在排单|being planned/)
  const began = Date.now()
  await zhou.step(first.json, 'plan_proposal', 'stop')
  const p = await ended(first.json)
  assert.ok(Date.now() - began < 20_000, 'stopped long before its thirty seconds')
  assert.deepEqual([p.state, p.stop, p.open], ['ready', true, 0], 'with the best so far')
  assert.equal((await difference(p)).difference.stopped, true)
  await zhou.step(p, 'plan_proposal', 'reject')
  assert.equal((await propose({ day: today() - 1 })).status, 400)
  assert.equal((await propose({ seconds: 999 })).status, 400)
})

test('rejected, it leaves everything; a step it does not have is refused', async () => {
  const p = await planned()
  const rejected = await zhou.step(p, 'plan_proposal', 'reject')
  assert.equal(rejected.state, 'rejected')
  const late = await zhou.tryStep(p, 'plan_proposal', 'publish')
  assert.equal(late.status, 409, late.text)
  assert.equal((await zhou.good(`/api/board?day=${DAY}&branch=${branch}`)).visits.filter(v => v.worker).length, 0)
})

test('published, each visit is offered by its own step; what changed meanwhile, and what was taken out by hand, stays as it is and is told', async () => {
  const p = await planned(), d = await difference(p)
  const [changed, out] = d.difference.moves
  await zhou.edit(await again({ id: changed.visit }), 'visit', { remark: '有狗' })
  const bad = await zhou.tryStep(p, 'plan_proposal', 'publish', { without: 'abc' })
  assert.equal(bad.status, 400)
  const done = await zhou.step(p, 'plan_proposal', 'publish', { without: String(out.visit) })
  assert.deepEqual([done.state, done.left_out], ['published', 2])
  const { outcome } = await difference(p)
  assert.deepEqual(outcome.map(o => o.visit).sort(), [changed.visit, out.visit].sort())
  assert.match(outcome.find(o => o.visit === changed.visit).why, /有人改过|changed it meanwhile/)
  for (const m of d.difference.moves) {
    const v = await again({ id: m.visit })
    if (m === changed || m === out) assert.equal(v.state, 'unassigned')
    else assert.deepEqual([v.state, v.worker, v.start], ['offered', m.to[0], m.start])
  }
})

test('two who change places are published, though each one’s calendar is full with the other’s', async () => {
  const day = DAY + 1
  const moved = await zhou.make('setting', { branch, code: 'operations.plan_moved', since: today(), value: '0' })
  for (const [i, area] of [[0, '东区'], [1, '西区']]) {
    await zhou.edit(await zhou.good(`/api/worker/${workers[i].id}`), 'worker', { area })
    await zhou.edit(await zhou.good(`/api/household/${customers[i].home.id}`), 'household', { area })
  }
  const west = await visitAt(1, 9, day), east = await visitAt(0, 9, day)
  await zhou.step(west, 'visit', 'assign', { worker: workers[0].id })
  await zhou.step(east, 'visit', 'assign', { worker: workers[1].id })
  const p = await planned({ day })
  assert.equal(p.moves, 2, 'each goes where she wants to work')
  const done = await zhou.step(p, 'plan_proposal', 'publish')
  assert.equal(done.left_out, 0, JSON.stringify((await difference(p)).outcome))
  assert.deepEqual([(await again(west)).worker, (await again(east)).worker], [workers[1].id, workers[0].id])
  await zhou.edit(moved, 'setting', { value: '10' })
})

test('to a home where only two go a second worker joins, and who has accepted stays accepted', async () => {
  const day = DAY + 4, home = await zhou.good(`/api/household/${customers[3].home.id}`)
  await zhou.edit(home, 'household', { risks: ['two_persons'] })
  const v = await visitAt(3, 9, day)
  await zhou.step(v, 'visit', 'assign', { worker: workers[1].id })
  await zhou.step(v, 'visit', 'accept')
  const p = await planned({ day }), [m] = (await difference(p)).difference.moves
  assert.deepEqual([m.visit, m.to[0], m.to.length, m.why], [v.id, workers[1].id, 2, 'second'])
  assert.equal((await zhou.step(p, 'plan_proposal', 'publish')).left_out, 0)
  const now = await again(v)
  assert.deepEqual([now.state, now.worker, now.second], ['accepted', workers[1].id, m.to[1]])
  await zhou.edit(await zhou.good(`/api/household/${customers[3].home.id}`), 'household', { risks: [] })
})

test('after a sick call her visits are planned anew, and who was told keeps what she has', async () => {
  const day = DAY + 2, told = await visitAt(1, 9, day), hers = await visitAt(2, 9, day)
  await zhou.step(told, 'visit', 'assign', { worker: workers[1].id })
  await zhou.step(told, 'visit', 'accept')
  await zhou.step(told, 'visit', 'confirm')
  await zhou.step(hers, 'visit', 'assign', { worker: workers[2].id })
  const leave = await zhou.make('worker_leave', { worker: workers[2].id, kind: 'sick', start: at(day, 0), until: at(day + 1, 0), why: '发烧' })
  if ((await zhou.good(`/api/worker_leave/${leave.id}`)).state === 'requested') await zhou.tryStep(leave, 'worker_leave', 'approve_sick', { reason: '发烧' })
  if ((await zhou.good(`/api/worker_leave/${leave.id}`)).state === 'requested') {
    await zhou.step(await again(hers), 'visit', 'unassign')
    await zhou.step(leave, 'worker_leave', 'approve')
  }
  assert.equal((await again(hers)).state, 'unassigned')
  const p = await planned({ day, calm: true }), d = (await difference(p)).difference
  assert.deepEqual(d.moves.map(m => [m.visit, m.to[0]]), [[hers.id, workers[0].id]], 'the one who is free takes it, nobody is called')
  assert.equal(p.calls, 0)
  const none = await zhou.tryStep(p, 'plan_proposal', 'choose', { alternative: 3 })
  assert.equal(none.status, 409, none.text)
  await zhou.step(p, 'plan_proposal', 'publish')
  assert.equal((await again(hers)).worker, workers[0].id)
  assert.deepEqual([(await again(told)).worker, (await again(told)).state], [workers[1].id, 'confirmed'])
})

test('a sick call has several answers, from the fewest calls to the shortest ways, and the chosen one is published', async () => {
  const day = DAY + 6, north = 30.70, south = 30.62
  for (const [i, lat] of [[4, north], [6, south], [7, south]]) {
    const home = await zhou.good(`/api/household/${customers[i].home.id}`)
    await zhou.edit(home, 'household', { at: { lat, lng: 104.07 + i * 0.0005 } })
  }
  const told = async (i, hour, worker) => {
    const v = await visitAt(i, hour, day)
    await zhou.step(v, 'visit', 'assign', { worker: worker.id })
    await zhou.step(v, 'visit', 'accept')
    return zhou.step(v, 'visit', 'confirm')
  }
  await told(4, 9, workers[1])
  const afternoon = await told(7, 13, workers[1])
  const hers = await visitAt(6, 9, day)
  const leave = await zhou.make('worker_leave', { worker: workers[2].id, kind: 'personal', start: at(day, 0), until: at(day + 1, 0), why: '家事' })
  await zhou.step(leave, 'worker_leave', 'approve')
  const p = await planned({ day, calm: true }), { alternatives } = await difference(p)
  assert.ok(alternatives.length >= 2, JSON.stringify(alternatives))
  const last = alternatives.at(-1)
  assert.deepEqual([alternatives[0].calls, alternatives[0].open, last.open], [0, 0, 0])
  assert.ok(last.calls > 0 && last.metres < alternatives[0].metres, 'more calls, shorter ways')
  const chosen = await zhou.step(p, 'plan_proposal', 'choose', { alternative: alternatives.length })
  assert.deepEqual([chosen.calls, chosen.metres_after, chosen.alternative], [last.calls, last.metres, alternatives.length])
  assert.equal((await zhou.step(p, 'plan_proposal', 'publish')).left_out, 0)
  assert.deepEqual([(await again(hers)).worker, (await again(afternoon)).worker], [workers[0].id, workers[0].id], 'who is in the south stays there')
})

test('several days are one proposal: her week is not overfilled across them, and they are published one by one or all', async () => {
  const weekly = new Map()
  const day = DAY + 15, three = [day, day + 1, day + 2]        // from a Monday
  for (const w of workers) {
    const now = await zhou.good(`/api/worker/${w.id}`)
    weekly.set(w.id, now.most_a_week)
    await zhou.edit(now, 'worker', { most_a_week: 360 })
  }
  for (const d of three) for (const i of [0, 1, 2, 3]) await visitAt(i, i < 2 ? 9 : 14, d)
  const asked = await propose({ day: three[0], last: three[2] })
  assert.equal(asked.status < 300, true, asked.text)
  const inTheMiddle = await propose({ day: three[1] })
  assert.equal(inTheMiddle.status, 409, inTheMiddle.text)
  const seen = []
  const watching = (async () => { for (let n = 0; n < 100; n++) { const j = await zhou.get(`/api/job/${asked.json.job}`); if (j.json?.total) seen.push(j.json.done); if (j.json?.state === 'done') return; await new Promise(r => setTimeout(r, 60)) } })()
  const p = await ended(asked.json)
  await watching
  assert.ok(seen.every((n, i) => !i || n >= seen[i - 1]), `progress never goes back: ${seen}`)
  assert.deepEqual([p.state, p.visits, p.moves, p.open], ['ready', 12, 9, 3], p.why)
  const d = await difference(p)
  assert.deepEqual(d.difference.days.map(x => x.day), three)
  assert.equal(d.difference.days.reduce((sum, x) => sum + x.moves, 0), 9)
  for (const w of workers) assert.ok(d.difference.moves.filter(m => m.to[0] === w.id).length <= 3, 'six hours a week are three visits')
  for (const [body, field] of [[{ day: three[2] + 1 }, 'day'], [{ day: 5 }, 'day'], [{}, 'day']]) {
    const no = await zhou.tryStep(p, 'plan_proposal', 'publish_day', body)
    assert.deepEqual([no.status, no.json.field ?? no.json.fields?.[0]?.field], [400, field], no.text)
  }
  const first = d.difference.moves.filter(m => m.day === three[0]), rest = d.difference.moves.filter(m => m.day !== three[0])
  const now = await zhou.step(p, 'plan_proposal', 'publish_day', { day: three[0], without: String(first[0].visit) })
  assert.deepEqual([now.state, now.left_out], ['ready', 1])
  for (const m of first) assert.equal((await again({ id: m.visit })).state, m === first[0] ? 'unassigned' : 'offered')
  for (const m of rest) assert.equal((await again({ id: m.visit })).state, 'unassigned')
  const twice = await zhou.tryStep(now, 'plan_proposal', 'publish_day', { day: three[0] })
  assert.equal(twice.status, 409, twice.text)
  const done = await zhou.step(now, 'plan_proposal', 'publish')
  assert.deepEqual([done.state, done.left_out], ['published', 1], JSON.stringify((await difference(done)).outcome))
  for (const m of rest) assert.deepEqual([(await again({ id: m.visit })).state, (await again({ id: m.visit })).worker], ['offered', m.to[0]])
  const long = await propose({ day: day + 3, last: day + 10 })
  assert.deepEqual([long.status, long.json.field], [400, 'last'], long.text)
  const back = await propose({ day: day + 3, last: day + 2 })
  assert.deepEqual([back.status, back.json.field], [400, 'last'], back.text)
  const single = await planned({ day: day + 4 })
  assert.equal((await zhou.tryStep(single, 'plan_proposal', 'publish_day', { day: day + 4 })).status, 409)
  for (const w of workers) await zhou.edit(await zhou.good(`/api/worker/${w.id}`), 'worker', { most_a_week: weekly.get(w.id) ?? null })
})

test('where three must go the plan puts the crew together: the first leads, nobody is asked twice', async () => {
  const day = DAY + 8
  const deep = await zhou.make('service_line', { code: 'DEEP', name: '开荒保洁', glyph: '荒', category: 'post_renovation', unit: 'hour', least: 120, increment: 30, medical: 'general', leeway: 30, persons: 3 })
  await zhou.step(await zhou.make('price_rule', { line: deep.id, name: '开荒', valid_from: today(), unit_price: 6000, worker_percent: 75 }), 'price_rule', 'publish')
  for (const [i, w] of workers.entries()) await zhou.edit(await zhou.good(`/api/worker/${w.id}`), 'worker', { skills: [{ line: line.id, level: 3 }, { line: deep.id, level: i ? 1 : 4 }] })
  const v = await visitAt(5, 9, day, { line: deep.id, length: 240 })
  const p = await planned({ day }), [m] = (await difference(p)).difference.moves
  assert.deepEqual([p.moves, p.open, m.visit, new Set(m.to).size], [1, 0, v.id, 3])
  assert.equal((await zhou.step(p, 'plan_proposal', 'publish')).left_out, 0)
  const now = await again(v)
  assert.deepEqual([now.state, now.worker, now.crew.map(c => c.worker).sort()], ['offered', m.to[0], [...m.to].sort()])
  assert.equal(now.crew.find(c => c.worker === m.to[0]).grade, 'leader')
  assert.deepEqual(now.crew.filter(c => c.worker !== m.to[0]).map(c => c.grade).sort(), m.to[0] === workers[0].id ? ['new', 'new'] : ['new', 'skilled'])
})

test('an over-run: what she has next goes to another if she cannot be there within the promise, else only its time moves', async () => {
  const day = DAY + 12, given = async (i, hour, worker) => {
    const v = await visitAt(i, hour, day)
    await zhou.step(v, 'visit', 'assign', { worker: worker.id })
    await zhou.step(v, 'visit', 'accept')
    return zhou.step(v, 'visit', 'confirm')
  }
  const long = await given(1, 9, workers[1]), next = await given(2, 12, workers[1]), others = await given(4, 12, workers[2])
  for (const [more, field] of [[{ late_until: at(day, 11) }, 'late_until'], [{ late_until: at(day + 1, 9) }, 'late_until'], [{ late: 0, late_until: at(day, 13) }, 'late'], [{ day: day + 1, late_until: at(day + 1, 13) }, 'late']]) {
    const no = await propose({ day, late: long.id, ...more })
    assert.deepEqual([no.status, no.json.field ?? no.json.fields?.[0]?.field], [400, field], no.text)
  }
  const shifted = await planned({ day, late: long.id, late_until: at(day, 11, 45) })
  assert.equal(shifted.state, 'ready', shifted.why)
  const [small] = (await difference(shifted)).difference.moves
  assert.deepEqual([small.visit, small.to[0], small.why], [next.id, workers[1].id, 'time'], 'within the half hour that was promised she comes herself')
  assert.ok(small.start > at(day, 12) && small.start <= at(day, 12, 30))
  await zhou.step(shifted, 'plan_proposal', 'reject')
  const p = await planned({ day, late: long.id, late_until: at(day, 13, 30) }), d = (await difference(p)).difference
  assert.deepEqual(d.moves.map(m => [m.visit, m.to[0], m.told]), [[next.id, workers[0].id, true]], 'nobody else is touched')
  assert.deepEqual([p.calls, p.open], [1, 0])
  assert.equal((await zhou.step(p, 'plan_proposal', 'publish')).left_out, 0)
  assert.equal((await again(next)).worker, workers[0].id)
  assert.deepEqual([(await again(long)).worker, (await again(others)).state], [workers[1].id, 'confirmed'])
})

test('a cancellation: whoever is free by it takes what lay open, and nobody else is asked', async () => {
  const day = DAY + 13, had = []
  for (const [i, w] of workers.entries()) {
    const v = await visitAt(i, 9, day)
    await zhou.step(v, 'visit', 'assign', { worker: w.id })
    had.push(await zhou.step(v, 'visit', 'accept'))
  }
  const open = await visitAt(6, 9, day)
  const full = await planned({ day, calm: true })
  assert.deepEqual([full.moves, full.open], [0, 1])
  await zhou.step(full, 'plan_proposal', 'reject')
  await zhou.step(had[1], 'visit', 'cancel', { reason: 'time_clash' })
  const p = await planned({ day, calm: true })
  assert.deepEqual((await difference(p)).difference.moves.map(m => [m.visit, m.to[0], m.why]), [[open.id, workers[1].id, 'open']])
  assert.equal((await zhou.step(p, 'plan_proposal', 'publish')).left_out, 0)
  assert.equal((await again(open)).worker, workers[1].id)
})

test('why not: everybody is busy then; the smallest change of time, agreed by the customer, works', async () => {
  const day = DAY + 3
  for (const w of workers) {
    const v = await visitAt(workers.indexOf(w), 14, day)
    await zhou.step(v, 'visit', 'assign', { worker: w.id })
  }
  const open = await visitAt(6, 14, day)
  const asked = await zhou.good(`/api/visit/${open.id}/candidates`)
  assert.equal(asked.rows.length, 3)
  for (const c of asked.rows) {
    assert.equal(c.ok, false)
    const why = c.judgement.reasons.find(r => !r.warning)
    assert.match(why.code, /^H04/)
    assert.ok(why.message && why.fix, 'says why, and what would help')
  }
  const p = await planned({ day, move: 'open' })
  assert.equal(p.open, 1)
  assert.ok((await difference(p)).sentences[open.id].length, 'a proposal says so too')
  await zhou.step(p, 'plan_proposal', 'reject')
  const fix = asked.fixes.find(f => f.kind === 'window_earlier') ?? asked.fixes.find(f => f.kind === 'window_later')
  assert.ok(fix?.start, JSON.stringify(asked.fixes))
  const early = await zhou.tryStep(open, 'visit', 'assign', { worker: fix.worker, start: fix.start })
  assert.equal(early.json?.code, 'customer_not_asked', early.text)
  const given = await zhou.tryStep(open, 'visit', 'assign', { worker: fix.worker, start: fix.start, agreed: true })
  assert.equal(given.status, 200, given.text)
  assert.equal(given.json.worker, fix.worker)
})

test('candidates are ranked by the engine, with the points of each weight; a weight of nought takes them away', async () => {
  const v = await visitAt(7, 9, DAY + 5)
  const { rows } = await zhou.good(`/api/visit/${v.id}/candidates`)
  assert.equal(rows.length, 3)
  assert.ok(rows.every(c => c.ok && c.fits && c.start === at(DAY + 5, 9)), JSON.stringify(rows[0].judgement))
  assert.deepEqual(rows[0].parts.map(p => p.max), [20, 18, 14, 8, 12, 8, 8, 5, 5])
  await zhou.make('setting', { branch, code: 'operations.weight_travel', since: today(), value: '0' })
  assert.equal((await zhou.good(`/api/visit/${v.id}/candidates`)).rows[0].parts[1].max, 0)
})

test('a plan names the van it counts on for each visit, publishing reserves that one, and the board and the text for the group say so', async () => {
  const day = DAY + 15
  await zhou.edit(await zhou.good(`/api/service_line/${line.id}`), 'service_line', { gear: ['vehicle'] })
  const vans = [await zhou.make('gear', { kind: 'vehicle', name: '金杯 1 号' }), await zhou.make('gear', { kind: 'vehicle', name: '金杯 2 号' })]
  for (const i of [1, 2]) await visitAt(i, 9, day)
  const p = await planned({ day, move: 'open' }), { difference: { moves }, names } = await difference(p)
  assert.deepEqual(moves.map(m => m.gear.map(g => names.gear[g]).join()).sort(), ['金杯 1 号', '金杯 2 号'])
  const [first, second] = vans.map(van => moves.find(m => m.gear[0] === van.id))
  await zhou.step(p, 'plan_proposal', 'publish', { without: String(first.visit) })
  assert.deepEqual((await zhou.good(`/api/gear_use?visit=${second.visit}`)).rows.map(u => u.gear), [vans[1].id], 'though the first one is free')
  assert.deepEqual((await zhou.good(`/api/board?day=${day}`)).visits.filter(v => moves.some(m => m.visit === v.id)).map(v => v.gear ?? []).sort(), [[], ['金杯 2 号']])
  assert.match((await zhou.good(`/api/visit/${second.visit}/brief`)).text, /车辆设备：金杯 2 号/)
})

test('what may not be done any more is left out by name while the rest is published, and the proposal says so', async () => {
  const day = DAY + 20, nine = await visitAt(0, 9, day), two = await visitAt(1, 14, day)
  const p = await planned({ day }), { difference: { moves } } = await difference(p)
  const hers = moves.find(m => m.visit === nine.id)
  await zhou.make('unwanted_pair', { customer: nine.customer, person: (await zhou.good(`/api/worker/${hers.to[0]}`)).person, side: 'customer', why: '不合' })
  const done = await zhou.step(p, 'plan_proposal', 'publish')
  assert.deepEqual([done.state, done.left_out, done.ended_at > 0], ['published', 1, true])
  assert.deepEqual((await difference(p)).outcome.map(o => [o.visit, o.why.length > 5]), [[nine.id, true]])
  assert.deepEqual([(await again(nine)).state, (await again(two)).state], ['unassigned', 'offered'])
})
