// The mail server seen from outside: a login never goes over an open line, a certificate nobody vouches for is refused, and with its authority in the
// secrets folder the letter goes by STARTTLS. The server is played here, on 127.0.0.2, which is not "this machine itself" to the program.
import { test, after, before } from 'node:test'
import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { TLSSocket } from 'node:tls'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openShop } from './shop.mjs'

// Made for this test alone, for 127.0.0.2, good for a hundred years; it guards nothing.
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIUVO1gEJ9+ridpw9w68Uvdz4VC+rkwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbWFpbC50ZXN0MCAXDTI2MTEyNjA0MTUxMFoYDzIxMjYxMTAy
MDQxNTEwWjAUMRIwEAYDVQQDDAltYWlsLnRlc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASmtQyVDARUNglqoIM5CvLAO5mTMFqxYcBNtgTLN5StBbfU5bKEKfMr
YJrkYYMJGwSGXuU8XMWDoCzQBWJxqIQAo28wbTAdBgNVHQ4EFgQU7jpZTxpBEVna
tXDuDXrRs6ie4SQwHwYDVR0jBBgwFoAU7jpZTxpBEVnatXDuDXrRs6ie4SQwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARhwR/AAACggltYWlsLnRlc3QwCgYIKoZI
zj0EAwIDRwAwRAIgG0+FHiNLMLSuQv7WE7X1kEgdD76AuoCLMg66PtCt43ICIBai
c94ZFDLvn6ycQd4z2fSPk7eBodu1oKOBItO7955A
-----END CERTIFICATE-----
`
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgh24ykEpuXO0Hmi4H
RzmJDsBw8iRFRU2vM+dqxjAt3SShRANCAASmtQyVDARUNglqoIM5CvLAO5mTMFqx
YcBNtgTLN5StBbfU5bKEKfMrYJrkYYMJGwSGXuU8XMWDoCzQBWJxqIQA
-----END PRIVATE KEY-----
`
let shop, zhou

// Speaks just enough SMTP. `offers`: whether it knows STARTTLS. What came over the open line and what over TLS is kept apart.
async function playMail(offers) {
  const open = [], sealed = [], letters = []
  function talk(socket, secure) {
    let buffer = '', data = null
    socket.on('error', () => {})
    socket.on('data', chunk => {
      buffer += chunk
      for (let end; (end = buffer.indexOf('\r\n')) >= 0;) {
        const row = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        if (data) {
          if (row !== '.') { data.push(row); continue }
          letters.push(data)
          data = null
          socket.write('250 kept\r\n')
          continue
        }
        (secure ? sealed : open).push(row)
        if (/^EHLO/i.test(row)) socket.write(`250-mail.test\r\n${offers && !secure ? '250-STARTTLS\r\n' : ''}250 AUTH PLAIN\r\n`)
        else if (/^STARTTLS/i.test(row) && offers) {
          socket.removeAllListeners('data')
          socket.write('220 go on\r\n', () => talk(new TLSSocket(socket, { isServer: true, key: KEY, cert: CERTIFICATE }), true))
          return
        }
        else if (/^AUTH PLAIN$/i.test(row)) socket.write('334 \r\n')
        else if (/^AUTH PLAIN|^[A-Za-z0-9+/=]{8,}$/i.test(row)) socket.write('235 welcome\r\n')
        else if (/^DATA/i.test(row)) { data = []; socket.write('354 go on\r\n') }
        else if (/^QUIT/i.test(row)) { socket.write('221 bye\r\n'); socket.end() }
        else socket.write('250 ok\r\n')
      }
    })
  }
  const server = createServer(socket => { socket.write('220 mail.test ESMTP\r\n'); talk(socket, false) })
  await new Promise(done => server.listen(0, '127.0.0.2', done))
  return { url: `smtp://127.0.0.2:${server.address().port}`, open, sealed, letters, close: () => new Promise(done => server.close(done)) }
}

const set = async (code, value) => zhou.edit(await zhou.good(`/api/setting/${(await zhou.good(`/api/setting?code=${code}`)).rows[0].id}`), 'setting', { value })
const tried = async () => (await zhou.post('/api/messages/test', { channel: 'email', to: 'li@example.cn' })).json
const openly = mail => mail.open.filter(row => !/^(EHLO|HELO|STARTTLS|QUIT)/i.test(row))

before(async () => {
  shop = await openShop()
  zhou = shop.person()
  await zhou.post('/api/setup', { company: '安家家政', branch: '一店', name: '周经理', login: 'zhou', password: 'paper-lantern-42' })
  await set('messages.smtp_user', 'shop')
  await set('messages.smtp_password', 'geheim-77')
  await set('messages.smtp_from', 'shop@example.cn')
})
after(() => shop.close())

test('a server without STARTTLS hears neither login nor letter', async () => {
  const mail = await playMail(false)
  await set('messages.smtp_url', mail.url)
  assert.equal((await tried()).ok, false)
  assert.deepEqual(openly(mail), [], 'nothing but greetings over the open line')
  assert.ok(mail.open.some(row => /^EHLO/.test(row)), 'it was spoken to')
  assert.equal(mail.letters.length, 0)
  await mail.close()
})

test('a certificate nobody vouches for is refused before the login; with its authority the letter goes by STARTTLS', async () => {
  const mail = await playMail(true)
  await set('messages.smtp_url', mail.url)
  assert.equal((await tried()).ok, false)
  assert.deepEqual([openly(mail), mail.sealed, mail.letters.length], [[], [], 0])
  mkdirSync(join(shop.data, 'secrets'), { recursive: true })
  writeFileSync(join(shop.data, 'secrets', 'smtp-ca.pem'), CERTIFICATE)
  const answer = await tried()
  assert.equal(answer.ok, true, JSON.stringify(answer))
  assert.deepEqual(openly(mail), [])
  assert.ok(mail.sealed.some(row => /^AUTH PLAIN/i.test(row)), 'the login came over TLS')
  assert.equal(mail.letters.length, 1)
  await mail.close()
})
