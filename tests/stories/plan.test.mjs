// A recurring plan, as the office changes it on the telephone: looked at first, then done; this visit, from a day on, all; paused and going on.
import { test, after, before } from 'node:test'
import assert from 'node:assert/strict'
import { openShop, today, at } from './shop.mjs'
import { openCleaner } from './cleaner.mjs'

let shop, zhou, plan, her
before(async () => { shop = await openShop(); her = await openCleaner(shop); zhou = her.zhou })
after(() => shop.close())

const monday = day => day - ((day + 3) % 7)
const dayOf = ms => Math.floor((ms + 8 * 3_600_000) / 86_400_000)
const words = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const visits = async () => (await zhou.good(`/api/visit?plan=${plan.id}&sort=start&limit=100`)).rows.filter(v => v.state !== 'skipped')
const weekdaysOf = rows => [...new Set(rows.map(v => (dayOf(v.start) + 3) % 7))]
const first = () => monday(today()) + 7          // the Monday of next week

test('a plan makes its visits four weeks ahead and gives them to its worker', async () => {
  const choice = (await zhou.good('/api/meta')).types.find(t => t.name === 'service_plan').fields.find(f => f.name === 'weekdays').choices
  words.splice(0, 7, ...choice.map(c => c.value))
  plan = await zhou.make('service_plan', { customer: her.customer.id, household: her.home.id, line: her.line.id, weekdays: [words[1]], at: 540, length: 180, first: first(), worker: her.worker.id, holiday: 'keep' })
  plan = await zhou.step(plan, 'service_plan', 'start')
  const made = await visits()
  assert.ok(made.length >= 3, `${made.length}`)
  assert.deepEqual(weekdaysOf(made), [1])
  assert.ok(made.every(v => v.worker === her.worker.id && v.state === 'accepted'))
})

test('its days cannot be edited past the step that changes the visits too', async () => {
  const answer = await zhou.call('PATCH', `/api/service_plan/${plan.id}`, { version: plan.version, weekdays: [words[3]] })
  assert.equal(answer.status, 400, answer.text)
  assert.equal(answer.json.fields[0].field, 'weekdays')
})

test('a preview tells each visit, needs no yes, and changes nothing', async () => {
  const before = await visits()
  const seen = await zhou.post(`/api/service_plan/${plan.id}/change/preview`, { reach: 'all', weekdays: [words[3]] })
  assert.equal(seen.status, 200, seen.text)
  const moved = seen.json.records.filter(r => r.type === 'visit' && r.step === 'replan')
  assert.equal(moved.length, before.length)
  assert.ok(moved[0].changes.some(c => c.field === 'start' && c.to - c.from === 2 * 86_400_000), JSON.stringify(moved[0]))
  assert.ok(seen.json.records.some(r => r.type === 'service_plan'))
  assert.deepEqual(await visits(), before)
  assert.equal((await zhou.good(`/api/service_plan/${plan.id}`)).version, plan.version)
  const none = await zhou.post(`/api/service_plan/${plan.id}/return_key/preview`, {})
  assert.equal(none.status, 404)
})

test('a change without the customer’s yes is refused, with it the same visits move', async () => {
  const before = await visits()
  const no = await zhou.tryStep(plan, 'service_plan', 'change', { reach: 'all', weekdays: [words[3]] })
  assert.deepEqual(no.json.fields.map(f => f.field), ['agreed'])
  plan = await zhou.step(plan, 'service_plan', 'change', { reach: 'all', weekdays: [words[3]], agreed: true })
  const now = await visits()
  assert.deepEqual(weekdaysOf(now), [3])
  assert.deepEqual(now.filter(v => before.some(b => b.id === v.id)).map(v => v.id), before.map(b => b.id))
})

test('one visit goes to another day and time and stays there when the rest is changed', async () => {
  const [one] = await visits()
  plan = await zhou.step(plan, 'service_plan', 'change', { reach: 'this', from: dayOf(one.start), weekdays: [words[4]], at: 840, agreed: true })
  const moved = (await visits()).find(v => v.id === one.id)
  assert.equal(moved.start, at(dayOf(one.start) + 1, 14))
  plan = await zhou.step(plan, 'service_plan', 'change', { reach: 'untouched', at: 600, agreed: true })
  const now = await visits()
  assert.equal(now.find(v => v.id === one.id).start, moved.start)
  assert.ok(now.filter(v => v.id !== one.id).every(v => (v.start + 8 * 3_600_000) % 86_400_000 === 600 * 60_000))
  assert.equal(new Set(now.map(v => monday(dayOf(v.start)))).size, now.length, 'no week has two')
})

test('a pause leaves its days out and gives them back when it ends early', async () => {
  const before = await visits(), last = dayOf(before.at(-1).start)
  plan = await zhou.step(plan, 'service_plan', 'pause', { from: monday(last), to: last + 1 })
  assert.equal((await visits()).length, before.length - 1)
  plan = await zhou.step(plan, 'service_plan', 'resume')
  assert.deepEqual((await visits()).map(v => v.start), before.map(v => v.start))
})

test('bad input is refused by name and nothing is half done', async () => {
  const before = await visits()
  const cases = [
    [{ reach: 'some', agreed: true }, 'reach'], [{ reach: 'all', weekdays: ['noday'], agreed: true }, 'weekdays'], [{ reach: 'all', every_weeks: 9, agreed: true }, 'every_weeks'],
    [{ reach: 'all', at: 1440, agreed: true }, 'at'], [{ reach: 'all', length: 181, agreed: true }, 'length'], [{ reach: 'all', worker: 1, agreed: true }, 'worker'],
    [{ reach: 'this_and_later', from: today() - 1, at: 500, agreed: true }, 'from'], [{ reach: 'this', at: 500, agreed: true }, 'from'], [{ agreed: true }, 'reach'],
    [{ reach: 'all', at: 'nine', agreed: true }, 'at'], [{ reach: 'all', colour: 'red', agreed: true }, 'colour'], [{ reach: 'all', last: today() - 30, agreed: true }, 'last'],
  ]
  for (const [body, field] of cases) {
    const answer = await zhou.tryStep(plan, 'service_plan', 'change', body)
    assert.equal(answer.status, 400, `${JSON.stringify(body)} ${answer.text}`)
    assert.ok(answer.json.fields.some(f => f.field === field), `${JSON.stringify(body)} ${answer.text}`)
  }
  assert.deepEqual(await visits(), before)
})

test('a new face on the plan: the customer is asked by link, her No gives all of it back, the office writes down a Yes', async () => {
  const chen = await her.hire('陈秀兰')
  const open = (await visits()).filter(v => v.worker === her.worker.id && ['accepted', 'confirmed'].includes(v.state))
  assert.ok(open.length >= 2)
  for (const v of open.slice(0, 2)) await zhou.step(v, 'visit', 'assign', { worker: chen.id })
  const asks = async () => (await zhou.good(`/api/face_ask?worker=${chen.id}`)).rows
  assert.deepEqual((await asks()).map(a => a.state), ['asked', 'asked'])
  const day = dayOf(open[0].start)
  const onBoard = async () => (await zhou.good(`/api/board?day=${day}`)).visits.find(v => v.id === open[0].id)
  assert.equal((await onBoard()).face.name, '陈秀兰')
  const today_ = (await zhou.good('/api/today')).queues.find(q => q.name === 'visits')
  assert.ok(today_.rows.some(r => r.type === 'face_ask' && r.step === 'agree' && r.due_at), JSON.stringify(today_.rows))
  const told = (await zhou.good('/api/message?limit=100')).rows.filter(m => m.template === 'portal.new_face_call' || m.title === '有新人上门')
  assert.ok(told.length <= 1, 'said once about her, however many visits')
  const link = new URL((await zhou.good(`/api/visit/${open[0].id}/link`)).address).pathname
  const guest = shop.person(), page = await guest.get(link)
  assert.match(page.text, /陈/)
  const ask = page.text.match(/face\/(\d+)/)[1]
  for (const [path, body] of [[`${link}/face/999999999`, 'yes=1'], [`${link}x/face/${ask}`, 'yes=1'], [`${link}/face/${ask}`, 'yes=maybe'], [`${link}/face/${ask}`, 'x'.repeat(5000)]]) {
    const no = await guest.call('POST', path, new TextEncoder().encode(body), { 'Content-Type': 'application/x-www-form-urlencoded' })
    assert.ok(no.status >= 400 && no.status < 500, `${path} ${no.status}`)
  }
  const taps = await Promise.all([0, 0].map(yes => guest.call('POST', `${link}/face/${ask}`, new TextEncoder().encode(`yes=${yes}`), { 'Content-Type': 'application/x-www-form-urlencoded' })))
  assert.deepEqual(taps.map(a => a.status), [303, 303], 'tapped twice is tapped once')
  assert.deepEqual((await asks()).map(a => a.state), ['declined', 'declined'], 'it holds for the plan')
  const back = await zhou.good(`/api/visit/${open[0].id}`)
  assert.deepEqual([back.state, back.answers.at(-1).how], ['unassigned', 'not_wanted'])
  const again = await zhou.tryStep(back, 'visit', 'assign', { worker: chen.id })
  assert.equal(again.status, 409)
  assert.match(again.json.message, /客户要求这个定期计划换人/)
  assert.equal((await guest.call('POST', `${link}/face/${ask}`, new TextEncoder().encode('yes=1'), { 'Content-Type': 'application/x-www-form-urlencoded' })).status, 409, 'the shop takes another answer, on the telephone')
  await zhou.step({ id: ask }, 'face_ask', 'agree', { how: 'phone' })
  await zhou.step(await zhou.good(`/api/visit/${open[0].id}`), 'visit', 'assign', { worker: chen.id })
  assert.equal((await onBoard()).face, undefined, 'agreed to for this plan')
})

test('ending asks for the key and leaves out what has not begun', async () => {
  plan = await zhou.edit(plan, 'service_plan', { key_held: true })
  assert.equal((await zhou.tryStep(plan, 'service_plan', 'stop', { reason: '搬家' })).status, 409)
  plan = await zhou.step(plan, 'service_plan', 'return_key', { reason: '已签收' })
  plan = await zhou.step(plan, 'service_plan', 'stop', { reason: '搬家' })
  assert.equal(plan.state, 'ended')
  assert.equal((await visits()).length, 0)
})
