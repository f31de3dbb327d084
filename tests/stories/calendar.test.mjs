// Calendars that phones subscribe to: read by a parser that forgives nothing, without a word about the customer, and dead when revoked.
import { test, after, before } from 'node:test'
import assert from 'node:assert/strict'
import { openShop, today, at } from './shop.mjs'
import { openCleaner } from './cleaner.mjs'

let shop, zhou, branch, line, worker, customer, home, address, feed

// RFC 5545 as strictly as we can: CRLF, 75 bytes a line, whole characters, matching BEGIN and END, the members an event must have, each once.
function parse(bytes) {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  assert.ok(text.endsWith('\r\n'))
  assert.ok(!/[^\r]\n|\r[^\n]/.test(text), 'a line ends with CRLF')
  for (let at = 0, end; (end = bytes.indexOf('\r\n', at)) >= 0; at = end + 2) {
    assert.ok(end - at <= 75, `a line of ${end - at} bytes`)
    assert.doesNotThrow(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(at, end)), 'folded inside a character')
  }
  const stack = [], events = [], calendar = {}
  for (const row of text.replace(/\r\n /g, '').split('\r\n').slice(0, -1)) {
    const found = /^([A-Z-]+)((?:;[A-Z-]+=[^:;]+)*):(.*)$/s.exec(row)
    assert.ok(found, `no property: ${row}`)
    const [, name, parameters, value] = found
    if (name === 'BEGIN') { stack.push(value); if (value === 'VEVENT') events.push({}); continue }
    if (name === 'END') { assert.equal(stack.pop(), value); continue }
    const into = stack.at(-1) === 'VEVENT' ? events.at(-1) : stack.length === 1 ? calendar : {}
    assert.ok(!(name in into), `${name} twice`)
    assert.ok(!/\\[^\\;,nN]/.test(value), `a bad escape in ${value}`)
    if (['SUMMARY', 'LOCATION', 'DESCRIPTION'].includes(name)) assert.ok(!/(?<!\\)(?:\\\\)*[;,]/.test(value), `not escaped: ${value}`)
    into[name] = { value: value.replace(/\\([\\;,nN])/g, (_, c) => (/n/i.test(c) ? '\n' : c)), parameters }
  }
  assert.equal(stack.length, 0)
  assert.equal(calendar.VERSION.value, '2.0')
  assert.ok(calendar.PRODID.value)
  for (const event of events) {
    for (const needed of ['UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SEQUENCE', 'STATUS', 'SUMMARY']) assert.ok(event[needed], `without ${needed}`)
    assert.match(event.DTSTAMP.value, /^\d{8}T\d{6}Z$/)
    for (const time of [event.DTSTART, event.DTEND]) { assert.equal(time.parameters, ';TZID=Asia/Shanghai'); assert.match(time.value, /^\d{8}T\d{6}$/) }
    assert.ok(event.DTSTART.value < event.DTEND.value)
  }
  assert.equal(new Set(events.map(e => e.UID.value)).size, events.length, 'a UID twice')
  return { calendar, events, text }
}

const read = async url => {
  const answer = await fetch(shop.address + url)
  const bytes = Buffer.from(await answer.arrayBuffer())
  return answer.status === 200 ? { ...parse(bytes), type: answer.headers.get('content-type') } : { status: answer.status }
}
const stamp = ms => new Date(ms + 8 * 3_600_000).toISOString().replace(/[-:]|\.\d+Z/g, '')

before(async () => {
  shop = await openShop()
  ;({ zhou, branch, line, worker, customer, home } = await openCleaner(shop))
  line = await zhou.edit(line, 'service_line', { name: '日常保洁; 含擦窗, 含冰箱清洗与油烟机表面以及阳台整理收纳' })
  home = await zhou.edit(home, 'household', { access: '门禁 8642#' })
})
after(() => shop.close())

test('a worker\'s calendar shows her visits with service, area and time, and nothing of the customer', async () => {
  let visit = await zhou.make('visit', { customer: customer.id, household: home.id, line: line.id, start: at(today() + 2, 9), length: 120 })
  await zhou.make('visit', { customer: customer.id, household: home.id, line: line.id, start: at(today() + 2, 14), length: 120 })
  visit = await zhou.step(visit, 'visit', 'assign', { worker: worker.id })
  const made = await zhou.post('/api/calendar', { worker: worker.id })
  assert.equal(made.status, 201, made.text)
  feed = made.json.id
  address = made.json.url
  assert.match(address, /^\/api\/calendar\/[\w-]{43}\.ics$/)
  const { events, type, text, calendar } = await read(address)
  assert.equal(type, 'text/calendar; charset=utf-8')
  assert.equal(calendar['X-WR-CALNAME'].value, '安家家政 王金凤')
  assert.equal(events.length, 1, 'what is nobody\'s is not hers')
  assert.equal(events[0].SUMMARY.value, '日常保洁; 含擦窗, 含冰箱清洗与油烟机表面以及阳台整理收纳 · 天府广场')
  assert.equal(events[0].STATUS.value, 'TENTATIVE')
  assert.equal(events[0].DTSTART.value, stamp(at(today() + 2, 9)))
  for (const secret of ['8642', '李芳', '1380013', '1201', '锦绣花园']) assert.ok(!text.includes(secret), secret)
})

test('a move grows the sequence, a cancellation stays to be seen', async () => {
  const [visit] = (await zhou.good(`/api/visit?worker=${worker.id}`)).rows
  const before = (await read(address)).events[0]
  await zhou.step(visit, 'visit', 'move', { start: at(today() + 2, 10), agreed: true, agreed_how: 'phone' })
  const moved = (await read(address)).events[0]
  assert.equal(moved.UID.value, before.UID.value)
  assert.ok(Number(moved.SEQUENCE.value) > Number(before.SEQUENCE.value))
  assert.equal(moved.DTSTART.value, stamp(at(today() + 2, 10)))
  await zhou.step(visit, 'visit', 'cancel', { reason: 'price' })
  assert.equal((await read(address)).events[0].STATUS.value, 'CANCELLED')
})

test('a branch\'s calendar has all of it; more is said only when the company says so', async () => {
  const url = (await zhou.post('/api/calendar', { branch })).json.url
  const plain = await read(url)
  assert.equal(plain.events.length, 2)
  assert.ok(plain.events.every(e => !e.DESCRIPTION))
  const setting = (await zhou.good('/api/setting?code=operations.feed_detail')).rows[0]
  await zhou.edit(await zhou.good(`/api/setting/${setting.id}`), 'setting', { value: '1' })
  const more = await read(url)
  assert.match(more.events[0].DESCRIPTION.value, /^V\d\d-\d+\n锦绣花园\n/)
  for (const secret of ['8642', '李芳', '1201']) assert.ok(!more.text.includes(secret), secret)
})

test('an address is no secret of a stranger\'s making, is renewed, and dies when it is revoked', async () => {
  assert.equal((await read('/api/calendar/.ics')).status, 404)
  assert.equal((await read(`/api/calendar/${'A'.repeat(43)}.ics`)).status, 404)
  assert.equal((await shop.person().post('/api/calendar', { worker: worker.id })).status, 401)
  assert.equal((await zhou.post('/api/calendar', {})).status, 400)
  assert.equal((await zhou.post('/api/calendar', { worker: worker.id, branch })).status, 400)
  const renewed = await zhou.post(`/api/calendar/${feed}/renew`, {})
  assert.equal((await read(address)).status, 404)
  assert.equal((await read(renewed.json.url)).events.length, 1)
  assert.ok(!JSON.stringify(await zhou.good(`/api/calendar_feed/${feed}`)).includes(renewed.json.url.slice(14, 57)))
  await zhou.step({ id: feed }, 'calendar_feed', 'revoke')
  assert.equal((await read(renewed.json.url)).status, 404)
  assert.equal((await zhou.post(`/api/calendar/${feed}/renew`, {})).status, 409)
  assert.ok(!shop.said().includes(address.slice(14, 57)), 'not in the log')
})
