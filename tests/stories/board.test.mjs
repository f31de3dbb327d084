// The dispatch board over HTTP: two dispatchers on one day, offers that are answered, lapse or are taken, the call list, pins, the week, the map.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { at, openShop, today } from './shop.mjs'
import { openCleaner } from './cleaner.mjs'

const DAY = today() + 1
let shop, c, zhou, chen, workers = [], phones = []      // phones: the workers' own logins


async function login(name, code, as, person = null) {
  const roles = (await zhou.good('/api/role')).rows
  const made = await zhou.make('account', { login: as, name, ...(person && { person }), home: c.branch, roles: [{ role: roles.find(r => r.code === code).id, place: c.branch }] })
  const given = await zhou.post(`/api/account/${made.id}/password`, { password: 'river-stone-77' })
  assert.ok(given.status < 300, given.text)
  const who = shop.person()
  await who.login(as, 'river-stone-77')
  return who
}
const visit = (hour, more = {}) => zhou.make('visit', { customer: c.customer.id, household: c.home.id, line: c.line.id, start: at(DAY, hour), length: 120, ...more })
const day = async who => (await who.good(`/api/board?day=${DAY}`)).visits
const now = async (who, id) => (await who.good(`/api/board?day=${DAY}&visits=${id}`)).visits[0]
const moves = async (who, rows) => { const got = await who.post('/api/board/moves', { moves: rows }); assert.equal(got.status, 200, got.text); return got.json.rows }
const setting = (code, value) => zhou.make('setting', { code, value, branch: c.branch, since: today() })

before(async () => {
  shop = await openShop()
  c = await openCleaner(shop)
  zhou = c.zhou
  workers = [c.worker]
  for (const name of ['陈秀兰', '杨桂英', '周玉梅']) workers.push(await c.hire(name))
  chen = await login('小陈', 'dispatcher', 'chen')
  for (const [i, w] of workers.entries()) phones.push(await login(`师傅${i}`, 'worker', `w${i}`, w.person))
})
after(() => shop?.close())

// A browser's stream, in words.
async function listen(as, password) {
  const entered = await fetch(`${shop.address}/api/login`, { method: 'POST', headers: { Origin: shop.address, 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() }, body: JSON.stringify({ login: as, password }) })
  const stop = new AbortController()
  const answer = await fetch(`${shop.address}/api/stream`, { headers: { Cookie: entered.headers.get('set-cookie').split(';')[0] }, signal: stop.signal })
  const heard = []
  ;(async () => {
    const decoder = new TextDecoder()
    let rest = ''
    for await (const chunk of answer.body) {
      rest += decoder.decode(chunk, { stream: true })
      for (let end; (end = rest.indexOf('\n\n')) >= 0; rest = rest.slice(end + 2)) {
        const event = /event: (\w+)/.exec(rest.slice(0, end))?.[1], data = /data: (.*)/.exec(rest.slice(0, end))?.[1]
        if (event) heard.push({ event, data: JSON.parse(data), when: performance.now() })
      }
    }
  })().catch(() => {})
  const wait = async test => { for (const from = performance.now(); performance.now() - from < 3000;) { const one = heard.find(test); if (one) return one; await new Promise(r => setTimeout(r, 10)) } throw new Error(`not heard: ${JSON.stringify(heard)}`) }
  return { heard, wait, stop: () => stop.abort() }
}

test('what one dispatcher drops the other hears of within a second, with who it was; presence is told and kept nowhere', async () => {
  const v = await visit(9), ear = await listen('chen', 'river-stone-77'), before = performance.now()
  const [done] = await moves(zhou, [{ visit: v.id, version: v.version, worker: workers[0].id }])
  assert.equal(done.ok, true)
  const heard = await ear.wait(one => one.event === 'change' && one.data.type === 'visit' && one.data.id === v.id && one.data.version === done.version)
  assert.ok(heard.when - before < 1000, `${heard.when - before} ms`)
  const seen = await now(chen, v.id)
  assert.deepEqual([seen.worker, seen.by_name, seen.state], [workers[0].id, '周经理', 'offered'])
  assert.equal((await zhou.post('/api/board/presence', { day: DAY, branch: c.branch, word: 'hold', visit: v.id })).status, 200)
  const there = await ear.wait(one => one.event === 'presence' && one.data.word === 'hold')
  assert.deepEqual([there.data.day, there.data.visit, there.data.branch], [DAY, v.id, c.branch])
  assert.equal((await chen.good(`/api/board/people?accounts=${there.data.account}`)).names[there.data.account], '周经理')
  assert.equal((await zhou.post('/api/board/presence', { word: 'dance' })).status, 400)
  assert.equal((await phones[0].post('/api/board/presence', { day: DAY, branch: c.branch })).status, 403)
  ear.stop()
  await chen.step(v, 'visit', 'unassign')
})

test('several are moved at once, each with its own verdict; an older version is refused with who was faster', async () => {
  const a = await visit(8), b = await visit(10.5)
  const both = await moves(zhou, [{ visit: a.id, worker: workers[1].id }, { visit: b.id, worker: workers[1].id }])
  assert.deepEqual(both.map(r => r.ok), [true, true])
  // Half an hour later, both: the first can only go when the second has.
  const later = await moves(zhou, [a, b].map((v, i) => ({ visit: v.id, version: both[i].version, worker: workers[1].id, start: v.start + 30 * 60_000 })))
  assert.deepEqual(later.map(r => [r.ok, r.why]), [[true, undefined], [true, undefined]])
  // Another half hour is beyond what the customer was told, however small each shift is.
  const [crept] = await moves(zhou, [{ visit: a.id, worker: workers[1].id, start: a.start + 60 * 60_000 }])
  assert.deepEqual([crept.ok, crept.code, (await now(zhou, a.id)).promised], [false, 'customer_not_asked', a.start])
  // Two hours later: beyond the leeway, so the customer has to be asked.
  const [asked] = await moves(chen, [{ visit: a.id, worker: workers[2].id, start: a.start + 4 * 3_600_000 }])
  assert.deepEqual([asked.ok, asked.code], [false, 'customer_not_asked'])
  const [agreed] = await moves(chen, [{ visit: a.id, worker: workers[2].id, start: a.start + 4 * 3_600_000, agreed: true }])
  assert.equal(agreed.ok, true)
  // Undo of somebody who saw an older one.
  const [stale] = await moves(zhou, [{ visit: a.id, version: later[0].version, worker: workers[1].id, start: a.start }])
  assert.deepEqual([stale.ok, stale.code], [false, 'stale'])
  assert.match(stale.why, /小陈/)
  // One of two fails alone.
  const mixed = await moves(zhou, [{ visit: a.id, worker: 0 }, { visit: b.id, worker: 12345 }])
  assert.deepEqual(mixed.map(r => r.ok), [true, false])
  assert.ok(mixed[1].why)
  assert.equal((await zhou.post('/api/board/moves', { moves: [] })).status, 400)
  assert.equal((await phones[0].post('/api/board/moves', { moves: [{ visit: a.id, worker: workers[0].id }] })).status, 403)
  await moves(zhou, [{ visit: b.id, worker: 0 }])
})

test('taken back within half an hour, a visit that was accepted is hers as before; given anew, she is asked anew', async () => {
  const v = await visit(8), [a, b] = workers
  await zhou.step(v, 'visit', 'assign', { worker: a.id })
  await zhou.step(v, 'visit', 'accept_by_phone')
  await zhou.step(v, 'visit', 'confirm')
  const move = async (worker, more = {}) => (await moves(zhou, [{ visit: v.id, version: (await now(zhou, v.id)).version, worker, start: at(DAY, 8), ...more }]))[0]
  assert.equal((await move(b.id)).state, 'offered')
  assert.equal((await move(b.id, { back: true })).state, 'offered', 'a yes is hers who gave it')
  const back = await move(a.id, { back: true })
  assert.deepEqual([back.ok, back.state], [true, 'confirmed'], JSON.stringify(back))
  const is = await zhou.good(`/api/visit/${v.id}`)
  assert.ok(is.confirmed_at && is.changes === 0)
  await move(0)
  assert.equal((await move(a.id, { back: true })).state, 'confirmed', 'back from the tray too')
  await move(b.id)
  assert.equal((await move(a.id)).state, 'offered', 'given anew she is asked anew')
})

test('抢单: nothing where the office assigns; else ten taps at once make one winner', async () => {
  const v = await visit(14)
  assert.deepEqual((await phones[0].good('/api/grab')).rows, [])
  assert.equal((await phones[0].post(`/api/grab/${v.id}`)).status, 403)
  await setting('operations.grab', '1')
  const offered = (await phones[1].good('/api/grab')).rows.find(r => r.id === v.id)
  assert.deepEqual(Object.keys(offered).sort(), ['area', 'id', 'line', 'pay', 'start', 'tags', 'until'], 'no name, no address, no number')
  const taps = await Promise.all([...phones, ...phones, ...phones].map(p => p.post(`/api/grab/${v.id}`)))
  assert.equal(taps.filter(t => t.status === 200).length, 1, taps.map(t => t.text).join())
  for (const t of taps.filter(t => t.status !== 200)) assert.equal(t.json.code, 'taken', t.text)
  const won = await now(zhou, v.id)
  assert.equal(won.state, 'accepted')
  assert.ok(workers.some(w => w.id === won.worker))
  assert.equal((await chen.post(`/api/grab/${v.id}`)).status, 403)
  // Who is busy then is not even offered it.
  const same = await visit(14), busy = phones[workers.findIndex(w => w.id === won.worker)]
  assert.ok(!(await busy.good('/api/grab')).rows.some(r => r.id === same.id))
  assert.equal((await busy.post(`/api/grab/${same.id}`)).status, 409)
})

test('an offer is declined with a reason, called for, accepted on the phone; a number is seen with a reason', async () => {
  const v = await visit(17)
  await moves(zhou, [{ visit: v.id, worker: workers[3].id }])
  assert.equal((await phones[3].tryStep(v, 'visit', 'decline')).status, 400)
  await phones[3].step(v, 'visit', 'decline', { reason: '孩子要接' })
  const open = await now(zhou, v.id)
  assert.equal(open.worker, null)
  assert.deepEqual(open.answers.map(a => [a.worker, a.how, a.why, a.name]), [[workers[3].id, 'declined', '孩子要接', '周玉梅']])
  await moves(chen, [{ visit: v.id, worker: workers[2].id }])
  await chen.step(v, 'visit', 'not_reached')
  const call = (await chen.good(`/api/board/calls?day=${DAY}`)).rows.find(r => r.visit === v.id)
  assert.deepEqual([call.worker, call.calls, call.login], [workers[2].id, 1, true])
  assert.match(call.phone, /^\d{3}\*{4}\d{4}$/)
  const shown = await chen.post(`/api/person/${call.person}/reveal`, { field: 'phone', reason: '催接单' })
  assert.match(shown.json.value, /^1\d{10}$/)
  await chen.step(v, 'visit', 'accept_by_phone')
  assert.ok(!(await chen.good(`/api/board/calls?day=${DAY}`)).rows.some(r => r.visit === v.id))
  assert.equal((await zhou.good(`/api/visit/${v.id}`)).offered_way, 'phone')
})

test('nobody answers: at the end of her time the visit is open again, or the next one is asked', async () => {
  await setting('messages.quiet_from', '450')          // until 07:30 as well: none, or an offer of the night would begin in the morning
  const v = await visit(19, { length: 60 })
  await moves(zhou, [{ visit: v.id, worker: workers[3].id }])
  const until = (await now(zhou, v.id)).answer_until
  assert.ok(until - Date.now() < 10 * 60_000 && until - Date.now() > 9 * 60_000)
  await setting('operations.offer_lapse', '2')
  shop.setTime(until + 1000)
  const wait = async (what, test) => { for (let i = 0; i < 200; i++) { if (await test()) return; await new Promise(r => setTimeout(r, 400)) } assert.fail(what) }
  await wait('the next one is asked', async () => { const v2 = await now(zhou, v.id); return v2.state === 'offered' && v2.worker !== workers[3].id })
  const passed = await now(zhou, v.id)
  assert.deepEqual(passed.answers.map(a => [a.worker, a.how]), [[workers[3].id, 'lapsed']])
})

test('a pin is set and seen; the week, the map and the text for the group', async () => {
  const v = (await day(zhou)).find(one => one.state === 'accepted')
  await chen.step(v, 'visit', 'pin', { worker: true, time: true })
  assert.equal((await now(zhou, v.id)).pinned, 'both')
  const week = await chen.good(`/api/board/week?day=${DAY}`)
  assert.ok(week.monday <= DAY && week.monday + 7 > DAY)
  assert.ok(week.visits.some(one => one.id === v.id && one.worker === v.worker))
  assert.equal(week.workers.length, 4)
  const ring = [[30.65, 104.06], [30.67, 104.06], [30.67, 104.08], [30.65, 104.08]].map(([lat, lng]) => ({ at: { lat, lng, datum: 'gcj02' } }))
  await chen.make('service_area', { name: '天府', colour: 'blue', outline: ring, branch: c.branch })
  await setting('operations.map_datum', '2')
  const map = await chen.good('/api/board/map')
  assert.equal(map.datum, 'gcj02')
  assert.ok(Math.abs(map.areas[0].ring[0][0] - 30.65) < 1e-5 && Math.abs(map.areas[0].ring[0][1] - 104.06) < 1e-5, 'what was drawn on that map lies where it was drawn')
  const stored = (await chen.good(`/api/service_area/${map.areas[0].id}`)).outline[0].at
  assert.ok(Math.abs(stored.lat - 30.65) > 1e-3, 'and is kept in WGS-84')
  const seen = await now(chen, v.id)
  assert.ok(Math.abs(seen.at[0] - 30.66) < 0.01 && seen.at[0] === Math.round(seen.at[0] * 1000) / 1000, 'a home to a hundred metres')
  const { text } = await chen.good(`/api/visit/${v.id}/brief`)
  assert.match(text, /V\d\d-\d+[\s\S]*日常保洁/)
  assert.doesNotMatch(text, /李芳|1380013|3栋/)
})

test('half an hour later a yes that was taken away is none: she may have made other plans', async () => {
  const v = await visit(10, { start: at(DAY + 3, 10) }), [a, b] = workers, move = async (worker, more = {}) => (await moves(zhou, [{ visit: v.id, worker, start: at(DAY + 3, 10), ...more }]))[0]
  await zhou.step(v, 'visit', 'assign', { worker: a.id })
  await zhou.step(v, 'visit', 'accept_by_phone')
  await move(b.id)
  const then = (await zhou.good(`/api/board/week?day=${DAY}`)).now + 31 * 60_000
  shop.setTime(then)
  while ((await zhou.good(`/api/board/week?day=${DAY}`)).now < then) await new Promise(r => setTimeout(r, 50))
  assert.equal((await move(a.id, { back: true })).state, 'offered')
})

test('a step decided upon what somebody changed since is refused with who and what; with the version as it is, or without one, it is taken', async () => {
  const seen = await visit(9, { start: at(DAY + 3, 9) })          // a day that no other test has given anything on
  await chen.step(seen, 'visit', 'assign', { worker: workers[1].id, version: seen.version })
  const key = { 'Idempotency-Key': randomUUID() }
  const late = await zhou.post(`/api/visit/${seen.id}/skip`, { reason: '客户出差', version: seen.version }, key)
  assert.equal(late.status, 409, late.text)
  assert.equal(late.json.code, 'stale')
  assert.match(late.json.message, /小陈刚刚改了这条记录，先看看现在的内容/)
  assert.ok(late.json.detail.changes.some(c => c.field === 'state'), late.text)
  assert.equal((await zhou.good(`/api/visit/${seen.id}`)).state, 'offered', 'nothing was done')
  const wrong = await zhou.post(`/api/visit/${seen.id}/pin`, { worker: true, version: 'x' })
  assert.equal(wrong.status, 400)
  // Her phone's queued yes says no version; it is taken by state and time, whatever else the office changed meanwhile.
  await zhou.step(seen, 'visit', 'pin', { time: true })
  const hers = await phones[1].step(seen, 'visit', 'accept')
  assert.equal(hers.state, 'accepted')
  const again = { 'Idempotency-Key': randomUUID() }, body = { reason: '客户出差', version: hers.version }
  assert.equal((await zhou.post(`/api/visit/${seen.id}/skip`, body, again)).json.state, 'skipped')
  assert.equal((await zhou.post(`/api/visit/${seen.id}/skip`, body, again)).json.state, 'skipped', 'an answer that was lost is given again, though its version is old by now')
})
