// What is told of a day, seen from outside: the shop's gateway and mail server (both are played here), the inboxes of worker and office, the
// delivery reports, the night, and a machine that dies while it sends.
import { test, after, before } from 'node:test'
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { createServer as createTcp } from 'node:net'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openShop, today, at } from './shop.mjs'
import { openCleaner } from './cleaner.mjs'

const KEY = 'a key of both sides'
let shop, zhou, fang, branch, line, worker, customer, home, gateway, mail

// ---- the other side ----

const sign = (stamp, body, key = KEY) => createHmac('sha256', key).update(`${stamp}.${body}`).digest('hex')

// A gateway that keeps every request, and answers as it is told: `answers` in turn, then {}.
async function playGateway() {
  const heard = [], answers = [], seen = new Map()
  const server = createServer((request, answer) => {
    let body = ''
    request.on('data', chunk => { body += chunk })
    request.on('end', async () => {
      const { 'x-zhangjia-timestamp': stamp, 'x-zhangjia-signature': given, 'idempotency-key': key } = request.headers
      if (sign(stamp, body) !== given) { answer.writeHead(401).end('{}'); heard.push({ bad: true }); return }
      const twice = seen.has(key)
      heard.push({ ...JSON.parse(body), key, twice })
      const next = answers.shift() ?? { status: 200, body: { id: `p-${key}` } }
      if (next.before) await next.before()
      if (next.status === 200) seen.set(key, next.body)
      answer.writeHead(next.status, next.headers).end(JSON.stringify(next.body ?? {}))
    })
  })
  await new Promise(done => server.listen(0, '127.0.0.1', done))
  return { url: `http://127.0.0.1:${server.address().port}/send`, heard, answers, close: () => new Promise(done => { server.closeAllConnections(); server.close(done) }) }
}

// A mail server that speaks just enough SMTP, asks for a login, and keeps what it got.
async function playMail() {
  const letters = [], said = []
  const server = createTcp(socket => {
    let buffer = '', data = null, waitsForLogin = false, letter = { to: [] }
    socket.write('220 mail.test ESMTP\r\n')
    socket.on('error', () => {})
    socket.on('data', chunk => {
      buffer += chunk
      for (let end; (end = buffer.indexOf('\r\n')) >= 0;) {
        const row = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        if (data) {
          if (row !== '.') { data.push(row); continue }
          letters.push({ ...letter, lines: data })
          data = null
          letter = { to: [] }
          socket.write('250 kept\r\n')
          continue
        }
        said.push(row)
        if (/^EHLO/i.test(row)) socket.write('250-mail.test\r\n250 AUTH PLAIN\r\n')
        else if (waitsForLogin) { letter.login = Buffer.from(row, 'base64').toString(); waitsForLogin = false; socket.write('235 welcome\r\n') }
        else if (/^AUTH PLAIN$/i.test(row)) { waitsForLogin = true; socket.write('334 \r\n') }
        else if (/^AUTH PLAIN/i.test(row)) { letter.login = Buffer.from(row.split(' ')[2] ?? '', 'base64').toString(); socket.write('235 welcome\r\n') }
        else if (/^MAIL FROM/i.test(row)) { letter.from = row; socket.write('250 ok\r\n') }
        else if (/^RCPT TO/i.test(row)) { letter.to.push(row); socket.write(/nobody@/.test(row) ? '550 no such box\r\n' : '250 ok\r\n') }
        else if (/^DATA/i.test(row)) { data = []; socket.write('354 go on\r\n') }
        else if (/^QUIT/i.test(row)) { socket.write('221 bye\r\n'); socket.end() }
        else socket.write('250 ok\r\n')
      }
    })
  })
  await new Promise(done => server.listen(0, '127.0.0.1', done))
  return { url: `smtp://127.0.0.1:${server.address().port}`, letters, said, close: () => new Promise(done => server.close(done)) }
}

const until = async (what, seconds = 8) => {
  for (let i = 0; i < seconds * 20; i++) {
    const found = await what()
    if (found) return found
    await new Promise(done => setTimeout(done, 50))
  }
  throw new Error(`waited ${seconds} s for ${what}`)
}
const set = async (code, value) => {
  const row = (await zhou.good(`/api/setting?code=${code}`)).rows[0]
  return zhou.edit(await zhou.good(`/api/setting/${row.id}`), 'setting', { value })
}
const outbox = async query => (await zhou.good(`/api/message?${query}`)).rows
const visitAt = (day, hour) => zhou.make('visit', { customer: customer.id, household: home.id, line: line.id, start: at(day, hour), length: 120 })

before(async () => {
  shop = await openShop()
  gateway = await playGateway()
  mail = await playMail()
})
after(async () => {
  await shop.close()
  await gateway.close()
  await mail.close()
})

// ---- the story ----

test('a shop with a cleaner who has a phone of her own', async () => {
  shop.setTime(at(today(), 10))
  ;({ zhou, branch, line, worker, customer, home } = await openCleaner(shop))
  const payer = await zhou.edit(await zhou.good(`/api/person/${customer.person}`), 'person', { email: 'Li.Fang@example.cn' })
  assert.equal(payer.email, 'L****@example.cn')
  worker = await zhou.edit(worker, 'worker', { day_start: 360 })
  home = await zhou.edit(home, 'household', { area: '望京', access: '门禁 8642#' })
  const role = (await zhou.good('/api/role?limit=50')).rows.find(r => r.code === 'worker')
  const account = await zhou.make('account', { login: 'her', name: worker.name, person: worker.person, home: branch, roles: [{ role: role.id, place: branch }] })
  assert.equal((await zhou.post(`/api/account/${account.id}/password`, { password: 'river-stone-77' })).status, 200)
  fang = shop.person()
  await fang.login('her', 'river-stone-77')
})

test('a bad address of a gateway or of a person is refused, and a password is never seen again', async () => {
  const wrong = await zhou.post('/api/person', { name: '王五', email: 'nobody at example' })
  assert.equal(wrong.status, 400)
  assert.equal(wrong.json.field, 'email')
  const none = await zhou.post('/api/messages/test', { channel: 'sms', to: '13800138000' })
  assert.equal(none.status, 400)
  assert.match(none.json.message, /还没有消息网关/)
  await set('messages.gateway_url', gateway.url)
  const kept = await set('messages.gateway_key', KEY)
  assert.match(kept.value, /^sealed:/)
  assert.ok(!JSON.stringify(await zhou.good(`/api/setting/${kept.id}/history`)).includes(KEY))
  const again = await zhou.edit(await zhou.good(`/api/setting/${kept.id}`), 'setting', { value: kept.value })
  assert.equal(again.value, kept.value)
  assert.equal((await zhou.call('PATCH', `/api/setting/${kept.id}`, { version: again.version, value: 'file:../keys/master.key' })).status, 400)
  const tried = await zhou.post('/api/messages/test', { channel: 'sms', to: '13800138000' })
  assert.equal(tried.json.ok, true, tried.text)
  assert.match(gateway.heard.at(-1).text, /安家家政.*测试/)
  assert.equal((await fang.post('/api/messages/test', { channel: 'sms', to: '13800138000' })).status, 403)
})

test('an offer is in her inbox at once, by SMS after a minute, and the bell counts', async () => {
  const visit = await visitAt(today() + 2, 9)
  await zhou.step(visit, 'visit', 'assign', { worker: worker.id })
  const inbox = await fang.good('/api/inbox')
  assert.equal(inbox.unread, 1)
  assert.match(inbox.rows[0].text, /新派单：.*09:00–11:00，日常保洁，望京/)
  assert.deepEqual(inbox.rows[0].about, { type: 'visit', id: visit.id })
  const before = gateway.heard.length
  await new Promise(done => setTimeout(done, 1500))
  assert.equal(gateway.heard.length, before, 'what may be undone at once waits a minute')
  shop.setTime(at(today(), 10, 5))
  const heard = await until(() => gateway.heard.slice(before).find(h => h.template === 'visit.offered'))
  assert.equal(heard.channel, 'sms')
  assert.equal(heard.values.area, '望京')
  assert.ok(!JSON.stringify(heard).includes('8642'), 'never the door code')
  assert.equal((await fang.post('/api/inbox/read', { all: true })).json.unread, 0)
  assert.equal((await fang.good('/api/inbox?unread=1')).rows.length, 0)
})

test('an offer that was taken back within the minute is never sent, and neither is its taking back', async () => {
  const visit = await visitAt(today() + 3, 9), before = gateway.heard.length
  const offered = await zhou.step(visit, 'visit', 'assign', { worker: worker.id })
  await zhou.step(offered, 'visit', 'unassign')
  shop.setTime(at(today(), 10, 15))
  await new Promise(done => setTimeout(done, 2500))
  assert.equal(gateway.heard.length, before)
  const rows = await outbox(`about_id=${visit.id}&channel=sms`)
  assert.deepEqual(rows.map(r => [r.state, r.why]), [['dropped', 'replaced']])
})

test('a delivery report needs its signature, may come twice, and says what arrived', async () => {
  const [sent] = await until(async () => { const rows = await outbox('state=sent&channel=sms'); return rows.length && rows })
  const report = async (body, { key = KEY, stamp = Math.floor(at(today(), 10, 15) / 1000) } = {}) => {
    const text = JSON.stringify(body)
    return fetch(`${shop.address}/api/messages/delivery`, { method: 'POST', body: text,
      headers: { 'Content-Type': 'application/json', 'X-Zhangjia-Timestamp': String(stamp), 'X-Zhangjia-Signature': sign(stamp, text, key) } })
  }
  assert.equal((await report({ id: String(sent.id), state: 'delivered' }, { key: 'another' })).status, 401)
  assert.equal((await report({ id: String(sent.id), state: 'delivered' }, { stamp: Math.floor(at(today(), 9, 0) / 1000) })).status, 401)
  assert.equal((await report({ id: '42', state: 'delivered' })).status, 404)
  assert.equal((await report({ id: String(sent.id), state: 'eaten' })).status, 400)
  assert.equal((await report({ id: String(sent.id), state: 'delivered' })).status, 200)
  assert.equal((await report({ id: String(sent.id), state: 'delivered' })).status, 200)
  assert.equal((await zhou.good(`/api/message/${sent.id}`)).state, 'delivered')
})

test('a gateway that fails is tried again, and what it refuses stands in the queue with a verb', async () => {
  gateway.answers.push({ status: 503 }, { status: 200, body: { state: 'refused', reason: '号码在黑名单' } })
  const visit = await visitAt(today() + 4, 9)
  await zhou.step(visit, 'visit', 'assign', { worker: worker.id })
  shop.setTime(at(today(), 10, 20))
  const failed = await until(async () => (await outbox(`about_id=${visit.id}&channel=sms`)).find(r => r.attempts === 1 && r.state === 'queued'))
  assert.equal(failed.why, 'no_answer')
  shop.setTime(at(today(), 10, 25))
  const message = await until(async () => (await outbox(`about_id=${visit.id}&channel=sms`)).find(r => r.state === 'failed'))
  assert.equal(message.answer ?? (await zhou.good(`/api/message/${message.id}`)).answer, '号码在黑名单')
  const queue = (await zhou.good('/api/queue')).rows.find(r => r.type === 'message' && r.record === message.id)
  assert.equal(queue?.step?.name ?? queue?.step, 'retry', JSON.stringify(queue))
  await zhou.step(message, 'message', 'retry')
  await until(async () => (await zhou.good(`/api/message/${message.id}`)).state === 'sent')
  const mine = gateway.heard.filter(h => h.id === String(message.id))
  assert.equal(mine.length, 3)
  assert.equal(new Set(mine.map(h => h.key)).size, 1, 'one message, one key')
})

test('at night it waits, and the morning brings it; a visit at seven does not wait', async () => {
  shop.setTime(at(today(), 21, 45))
  await zhou.login('zhou', 'paper-lantern-42')
  await set('operations.offer_lapse', '0')          // the office calls: an offer that has lapsed in the night is not sent in the morning
  const later = await visitAt(today() + 1, 14), early = await visitAt(today() + 1, 7), before = gateway.heard.length
  await zhou.step(later, 'visit', 'assign', { worker: worker.id })
  await zhou.step(early, 'visit', 'assign', { worker: worker.id })
  assert.equal((await outbox(`about_id=${later.id}&channel=sms`))[0].state, 'held')
  shop.setTime(at(today(), 21, 50))
  await until(() => gateway.heard.slice(before).some(h => /07:00–09:00/.test(h.text)))
  assert.ok(!gateway.heard.slice(before).some(h => /14:00–16:00/.test(h.text)))
  shop.setTime(at(today() + 1, 7, 31))
  await until(() => gateway.heard.slice(before).some(h => /14:00–16:00/.test(h.text)))
})

test('the customer reads by e-mail who comes, and a box that does not exist is told to the office', async () => {
  shop.setTime(at(today() + 1, 10))
  await zhou.login('zhou', 'paper-lantern-42')
  mkdirSync(join(shop.data, 'secrets'), { recursive: true })
  writeFileSync(join(shop.data, 'secrets', 'smtp'), 'letter-box-9\n', { mode: 0o600 })
  await set('messages.gateway_url', '')
  await set('messages.smtp_user', 'shop')
  await set('messages.smtp_password', 'file:smtp')
  await set('messages.smtp_from', 'bote@anjia.example.cn')
  await set('messages.smtp_url', mail.url)
  let visit = await visitAt(today() + 3, 15)
  for (const [step, input] of [['assign', { worker: worker.id }], ['accept_by_phone', {}], ['confirm', {}]]) visit = await zhou.step(visit, 'visit', step, input)
  const letter = await until(() => mail.letters[0])
  assert.equal(letter.login, '\0shop\0letter-box-9')
  assert.match(letter.to[0], /<Li\.Fang@example\.cn>/)
  const head = letter.lines.slice(0, letter.lines.indexOf(''))
  assert.ok(head.some(h => /^Message-ID: <\d+@anjia\.example\.cn>$/.test(h)), head.join('\n'))
  assert.ok(head.every(h => h.length <= 998 && !/[^\x20-\x7e\t]/.test(h)), 'headers are ASCII')
  const body = Buffer.from(letter.lines.slice(letter.lines.indexOf('') + 1).join(''), 'base64').toString()
  assert.match(body, /师傅将上门为您提供日常保洁/)
  assert.ok(!body.includes(worker.name), 'her surname alone')
  const person = (await zhou.good(`/api/customer/${customer.id}`)).person
  await zhou.edit(await zhou.good(`/api/person/${person}`), 'person', { email: 'nobody@example.cn' })
  await zhou.step(visit, 'visit', 'move', { start: at(today() + 3, 16), agreed: true, agreed_how: 'phone' })
  shop.setTime(at(today() + 1, 10, 5))
  const failed = await until(async () => (await outbox(`about_id=${visit.id}&channel=email&state=failed`))[0])
  assert.equal(failed.why, 'refused')
})

test('who is not to be contacted still hears what her contract needs, and no one else hears of it', async () => {
  const person = (await zhou.good(`/api/customer/${customer.id}`)).person
  await zhou.edit(await zhou.good(`/api/person/${person}`), 'person', { do_not_contact: true, email: 'li@example.cn' })
  const visit = await visitAt(today() + 5, 15)
  await zhou.step(visit, 'visit', 'move', { start: at(today() + 5, 16), agreed: true, agreed_how: 'phone' })
  const rows = await outbox(`about_id=${visit.id}&person=${person}`)
  assert.ok(rows.length && rows.every(r => r.state !== 'dropped'), JSON.stringify(rows))
  const stranger = shop.person()
  assert.equal((await stranger.get('/api/inbox')).status, 401)
  await fang.login('her', 'river-stone-77')
  assert.equal((await fang.get('/api/message')).status, 403)
})

test('the texts are the company\'s own, with a preview and a No for what the receiver would miss', async () => {
  const all = (await zhou.good('/api/message_template?limit=200')).rows, called = all.map(t => `${t.title} → ${t.reader}`)
  assert.deepEqual(called.filter((name, i) => called.indexOf(name) !== i), [], 'each is told apart by its name and by who reads it')
  assert.ok(all.every(t => t.reader), 'every message says whom it addresses')
  const template = (await zhou.good('/api/message_template?code=visit.moved')).rows[0]
  const path = `/api/message_template/${template.id}/preview`
  const shown = (await zhou.post(path, {})).json
  assert.match(shown.zh.text, /改时间：望京的日常保洁改到/)
  assert.equal(shown.zh.own, false)
  const missing = await zhou.post(path, { zh: '{area}有变化' })
  assert.equal(missing.status, 400)
  assert.match(missing.json.message, /缺少 \{time\}/)
  const own = (await zhou.post(path, { zh: '【改期】{time} {area}' })).json
  assert.equal(own.zh.text, '【改期】11月27日 周五 09:00–11:00 望京')
  assert.equal(own.zh.sms, 1)
  const record = await zhou.good(`/api/message_template/${template.id}`)
  const refused = await zhou.call('PATCH', `/api/message_template/${template.id}`, { version: record.version, zh: '{unbekannt} {time}' })
  assert.equal(refused.status, 400)
  await zhou.edit(record, 'message_template', { zh: '【改期】{time} {area}' })
})

test('the text for the chat group has no door code, phone or house number, and with the address only for a reason', async () => {
  const visit = (await zhou.good('/api/visit?state=confirmed,accepted,offered&limit=1')).rows[0]
  const brief = (await zhou.good(`/api/visit/${visit.id}/brief`)).text
  assert.match(brief, /^派单 V/)
  assert.match(brief, /服务项目：日常保洁\n片区：望京 · 锦绣花园\n客户：李姓客户/)
  for (const secret of ['8642', '13800138000', '1201', '李芳']) assert.ok(!brief.includes(secret), `${secret} in ${brief}`)
  assert.equal((await zhou.post(`/api/visit/${visit.id}/brief`, {})).status, 400)
  const full = await zhou.post(`/api/visit/${visit.id}/brief`, { reason: '新师傅找不到' })
  assert.match(full.json.text, /地址：锦绣花园3栋1201/)
  assert.ok(!full.json.text.includes('8642'))
  assert.ok(JSON.stringify(await zhou.good(`/api/household/${home.id}/history`)).includes('新师傅找不到'))
})

test('a machine that dies while it sends sends again under the same key, and the gateway knows it', async () => {
  await set('messages.smtp_url', '')
  await set('messages.gateway_url', gateway.url)
  const visit = await visitAt(today() + 6, 15)
  shop.setTime(at(today() + 1, 10, 10))
  await until(() => gateway.heard.some(h => h.template === 'customer.visit_moved'))          // it waited for a mail server that is gone: now by SMS
  await until(async () => (await outbox('state=queued,sending')).length === 0)
  const before = gateway.heard.length
  let dead
  gateway.answers.push({ status: 200, body: { id: 'p-1' }, before: () => { dead = new Promise(done => shop.child.on('exit', done)); shop.child.kill('SIGKILL'); return dead } })
  await zhou.step(visit, 'visit', 'assign', { worker: worker.id })
  shop.setTime(at(today() + 1, 10, 15))
  await until(() => gateway.heard.length > before && Boolean(dead))
  await dead
  const ahead = at(today() + 1, 10, 20)
  shop = await openShop({ data: shop.data, database: shop.database })
  shop.setTime(ahead)
  zhou = shop.person()
  await zhou.login('zhou', 'paper-lantern-42')
  const message = await until(async () => (await outbox(`about_id=${visit.id}&channel=sms`)).find(r => r.state === 'sent'))
  const mine = gateway.heard.filter(h => h.id === String(message.id))
  assert.equal(mine.length, 2)
  assert.deepEqual(mine.map(h => h.twice), [false, true])
  const said = shop.said()
  for (const secret of [KEY, '13800138000', 'letter-box-9', '锦绣花园']) assert.ok(!said.includes(secret), `${secret} in the log`)
})
