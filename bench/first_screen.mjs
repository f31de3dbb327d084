// first_screen.mjs — until a phone on a slow line shows something useful, by Chromium's own slow 4G and a processor four times as slow.
//
//   node bench/first_screen.mjs --address http://127.0.0.1:PORT [--times 5] [--only track] [--line wire] [--kbit 1600] [--rtt 150] [--cpu 4]
//
// Over a running `serve --demo S` (release build). Pages: the tracking link, the customer's phone before login and logged in, the worker's
// phone logged in; each opened for the first time (nothing kept) and, but for the link, once more with what the first time left behind. A time is
// from the start of the navigation to the first frame after the text stands there (asked every frame, in the page); `paint` is the browser's first
// contentful paint. The floor is what the line alone takes: a round trip for the page, one for what it names, and all their bytes; what a page
// needs beyond it is processor and further round trips. `--line wire`: instead of Chromium's throttling, which knows no connections, a
// line of TCP in between, where opening a connection costs a round trip and all connections share the bytes a second.
// The median of `times`, with the fastest and the slowest; load of the machine before and after: compare only runs of one quiet hour.
import { connect, createServer } from 'node:net'
import { loadavg } from 'node:os'
import { launch } from '../tests/browser/kit.mjs'
import { person } from '../tests/stories/shop.mjs'

const asked = Object.fromEntries(process.argv.slice(2).join(' ').split(/\s*--/).filter(Boolean).map(p => p.split(' ')))
const option = { times: '5', only: '', line: 'chromium', kbit: '1600', rtt: '150', cpu: '4', ...asked }
if (!option.address) throw new Error('--address http://127.0.0.1:PORT of a running serve --demo S')
const rtt = Number(option.rtt), bytesPerMs = Number(option.kbit) / 8, wait = ms => new Promise(go => setTimeout(go, ms))

/* A connection is accepted a round trip after it was asked for; what comes down waits half of one and its turn among all bytes, what goes up half of one. */
async function wire(address) {
  let free = 0
  const server = createServer({ allowHalfOpen: true }, async near => {
    near.on('error', () => {})
    near.pause()
    await wait(rtt)
    const far = connect(Number(new URL(address).port), '127.0.0.1')
    far.on('error', () => near.destroy())
    near.on('data', chunk => setTimeout(() => far.write(chunk), rtt / 2))
    near.on('close', () => far.destroy())
    far.on('data', chunk => {
      for (let at = 0; at < chunk.length; at += 1400) {
        const part = chunk.subarray(at, at + 1400), now = performance.now()
        free = Math.max(free, now) + part.length / bytesPerMs
        setTimeout(() => { if (!near.destroyed) near.write(part) }, free - now + rtt / 2)
      }
    })
    far.on('end', () => setTimeout(() => near.end(), Math.max(0, free - performance.now()) + rtt / 2))
    near.resume()
  })
  await new Promise(go => server.listen(0, '127.0.0.1', go))
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }
}


const desk = person(option.address), password = 'yanshi2026'            // the demo's own, printed on its login page
await desk.login('dianzhang', password)
const ahead = (await desk.good('/api/visit?state=accepted&limit=1')).rows[0], customer = await desk.good(`/api/customer/${ahead.customer}`)
const { json: revealed } = await desk.post(`/api/person/${customer.person}/reveal`, { field: 'phone', reason: 'bench' })
const track = new URL((await desk.good(`/api/visit/${ahead.id}/link`)).address).pathname

/* In the page, every frame: since when the text stands there. */
const watch = text => {
  const look = () => { if (document.body?.innerText.includes(text)) window.useful = performance.now(); else requestAnimationFrame(look) }
  look()
}
const of = (list, part) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))] ?? 0
const browser = await launch(), between = option.line === 'wire' ? await wire(option.address) : null, base = between?.address ?? option.address
const fresh = () => browser.newContext({ viewport: { width: 375, height: 812 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, locale: 'zh-CN' })

async function opening(context, path, text, again, then) {
  const page = await context.newPage(), line = await context.newCDPSession(page)
  await line.send('Network.enable')
  if (!between) await line.send('Network.emulateNetworkConditions', { offline: false, latency: rtt, downloadThroughput: bytesPerMs * 1000, uploadThroughput: bytesPerMs * 1000 })
  await line.send('Emulation.setCPUThrottlingRate', { rate: Number(option.cpu) })
  await page.addInitScript(watch, text)
  let bytes = 0, requests = 0
  line.on('Network.loadingFinished', e => { bytes += e.encodedDataLength; if (e.encodedDataLength) requests++ })
  await page.goto(base + path, { waitUntil: 'commit' })
  await page.waitForFunction(() => window.useful, null, { timeout: 20_000 })
  const seen = { bytes, requests, ...await page.evaluate(() => ({ useful: window.useful, paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0 })) }
  await line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 })
  await then?.(page)
  if (again) await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))               // the next opening is one that has it
  await page.close()
  return seen
}
/* A session, begun once, by a code the office reads out: a number gets few by itself. */
const begin = async (who, path, body) => {
  const answer = await who.post(path, body)
  if (answer.status !== 200) throw new Error(answer.text)
  const [name, value] = who.cookie().split('=')
  return { name, value, url: base }
}
const guest = person(option.address)
const cookies = {
  customer: await begin(guest, '/api/c/login', { phone: revealed.value, code: (await desk.post(`/api/customer/${ahead.customer}/portal_code`, {})).json.code }),
}
const logIn = async page => {
  await page.fill('#login-name', 'ayi')
  await page.fill('#login-password', password)
  await page.click('form button[type=submit]')
  await page.locator('.head dl').waitFor()
}
const pages = [
  { name: 'track', path: track, text: '再看一次' },
  { name: 'customer', path: '/c/', text: '日常保洁', again: '日常保洁' },
  { name: 'customer in', path: '/c/#/visits', text: '将要上门', again: '将要上门', cookie: cookies.customer },
  { name: 'worker', path: '/w/', text: '手机号', again: '今日预计', then: logIn },
].filter(p => !option.only || p.name.startsWith(option.only))

console.log(`load ${loadavg()[0].toFixed(1)}; ${option.kbit} kbit/s, ${rtt} ms, processor 1/${option.cpu}, ${between ? 'a line of TCP' : "Chromium's throttling"}, ${option.times} times`)
for (const p of pages) {
  const first = [], again = []
  for (let i = 0; i < Number(option.times); i++) {
    const context = await fresh()
    if (p.cookie) await context.addCookies([p.cookie])
    first.push(await opening(context, p.path, p.text, p.again, p.then))
    if (p.again) again.push(await opening(context, p.path, p.again))
    await context.close()
  }
  for (const [when, list] of [['first', first], ['again', again]]) {
    if (!list.length) continue
    const use = list.map(s => s.useful), last = list.at(-1), trips = last.requests > 1 ? 2 : 1
    console.log(`${p.name.padEnd(12)} ${when}  useful ${of(use, 0.5).toFixed(0).padStart(5)} ms (${Math.min(...use).toFixed(0)}–${Math.max(...use).toFixed(0)})  paint ${(of(list.map(s => s.paint), 0.5) || NaN).toFixed(0).padStart(5)}  ${last.requests} requests, ${(last.bytes / 1024).toFixed(0)} KB; floor ${(trips * rtt + last.bytes / bytesPerMs).toFixed(0)} ms`)
  }
}
console.log(`load ${loadavg()[0].toFixed(1)}`)
await browser.close()
between?.close()
process.exit(0)
