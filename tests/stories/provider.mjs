// A payment provider for stories: speaks docs/payment-provider.md, remembers what it was asked, and gives notice as late, as often, and as wrongly as it is told to.
import { createServer } from 'node:http'
import { createHmac } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setting } from './deal.mjs'

export async function openProvider(key) {
  const charges = new Map()
  const sign = (body, time = String(Math.floor(Date.now() / 1000)), with_ = key) => ({ 'X-Zhangjia-Time': time, 'X-Zhangjia-Signature': createHmac('sha256', with_).update(`${time}.${body}`).digest('hex') })
  let silent = false, offset = 0
  const now = () => String(Math.floor((Date.now() + offset) / 1000))
  const server = createServer((request, answer) => {
    let body = ''
    request.on('data', chunk => { body += chunk })
    request.on('end', () => {
      const right = sign(request.method === 'GET' ? request.url : body, request.headers['x-zhangjia-time'])['X-Zhangjia-Signature'] === request.headers['x-zhangjia-signature']
      const send = (status, value) => { const text = JSON.stringify(value); answer.writeHead(status, { 'Content-Type': 'application/json', ...sign(text, now()) }); answer.end(text) }
      if (!right) return send(401, { error: 'signature' })
      if (silent) return send(503, {})
      if (request.method === 'POST') {
        const asked = JSON.parse(body)
        const charge = charges.get(asked.order) ?? { ...asked, state: 'waiting', code: `weixin://pay/${asked.order}`, times: 0 }
        charge.times++
        charges.set(asked.order, charge)
        return send(200, { order: charge.order, state: charge.state, code: charge.code })
      }
      const charge = charges.get(request.url.split('/').pop())
      charge ? send(200, { order: charge.order, state: charge.state, number: charge.number, amount: charge.paid, channel: 'wechat', paid_at: Date.now() + offset }) : send(404, {})
    })
  })
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}`, charges, silence(on) { silent = on }, clock(ms) { offset = ms },
    // The customer pays; the provider knows it, and tells it when notify() is called.
    pay(order, amount, number = `42000${Math.random().toString().slice(2, 12)}`) { Object.assign(charges.get(order), { state: 'paid', paid: amount, number }); return number },
    async notify(shop, order, { key: with_ = key, time = now(), change = {} } = {}) {
      const c = charges.get(order), body = JSON.stringify({ order, state: c.state, number: c.number, amount: c.paid, channel: 'wechat', paid_at: Date.now() + offset, ...change })
      const said = await fetch(`${shop.address}/api/payment-provider/notify`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...sign(body, time, with_) }, body })
      return said.status
    },
    close: () => new Promise(resolve => server.close(resolve)),
  }
}

// While `run` runs, the shop takes money through one, whose clock is the shop's.
export async function withProvider(shop, office, guest, run) {
  const key = 'a key that both keep, long enough to be one', provider = await openProvider(key)
  provider.clock((await guest.good('/api/c/me')).now - Date.now())
  mkdirSync(join(shop.data, 'keys'), { recursive: true })
  writeFileSync(join(shop.data, 'keys', 'payment.key'), `${key}\n`, { mode: 0o600 })
  await setting(office, 'finance.provider_url', provider.url)
  try { await run(provider) } finally { await setting(office, 'finance.provider_url', ''); await provider.close() }
}
