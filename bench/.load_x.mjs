// load.mjs — pages at a fixed rate, measured by the server: p50 and p99 of its own clock, and statements a request.
//
//   node bench/load.mjs --data FOLDER [--database postgres://…] [--rate 200] [--seconds 30] [--warm 5] [--program build/zhangjia] [--json FILE]
//
// Open loop: a request goes out when its time has come, whether the ones before are back or not, so that a slow answer is not hidden
// by asking less. Times are the server's, from a request's first line to the end of its answer (log line "request"), found again by
// X-Request-Id; the client's own share of this machine is not in them, but it takes processor time from the server.
import { spawn } from 'node:child_process'
import { createReadStream, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import http from 'node:http'

const asked = Object.fromEntries(process.argv.slice(2).join(' ').split(/\s*--/).filter(Boolean).map(p => p.split(' ')))
const option = { rate: '200', seconds: '30', warm: '5', program: 'build/zhangjia', login: 'bench', seed: '1', ...asked }
if (!option.data) { console.error('load.mjs --data FOLDER …'); process.exit(2) }

const folder = mkdtempSync(join(tmpdir(), 'load-')), log = join(folder, 'log')
const flags = ['serve', '--port', '0', '--data', option.data, ...(option.database ? ['--database', option.database] : [])]
const child = spawn(option.program, flags, { stdio: ['ignore', 'pipe', openSync(log, 'w')] })
const address = await new Promise((resolve, reject) => {
  let out = ''
  child.stdout.on('data', chunk => { out += chunk; const found = out.match(/http:\/\/[\d.]+:\d+/); if (found) resolve(new URL(found[0])) })
  child.on('exit', code => reject(new Error(`the server ended with ${code}`)))
})
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 })

let cookie = ''
function ask(path, method = 'GET', body) {
  return new Promise((resolve, reject) => {
    const headers = { Cookie: cookie, Origin: address.origin, ...(body && { 'Content-Type': 'application/json' }) }
    const request = http.request({ host: address.hostname, port: address.port, path, method, headers, agent }, answer => {
      const parts = []
      answer.on('data', part => parts.push(part))
      answer.on('end', () => resolve({ status: answer.statusCode, id: answer.headers['x-request-id'], headers: answer.headers, text: Buffer.concat(parts).toString() }))
    })
    request.on('error', reject)
    request.end(body)
  })
}
const good = async path => { const a = await ask(path); if (a.status !== 200) throw new Error(`${path} → ${a.status} ${a.text}`); return JSON.parse(a.text) }

const login = await ask('/api/login', 'POST', JSON.stringify({ login: option.login, password: 'paper-lantern-42' }))
if (login.status !== 200) throw new Error(login.text)
cookie = login.headers['set-cookie'][0].split(';')[0]
const me = JSON.parse(login.text)

// ---- what is asked for ----
let state = BigInt(option.seed)
const random = n => { state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn; return Number((state >> 33n) % BigInt(n)) }
const pick = list => list[random(list.length)]
const today = Math.floor((Date.now() + 8 * 3_600_000) / 86_400_000), midnight = day => day * 86_400_000 - 8 * 3_600_000
const branches = me.branches.map(b => b.id)
const customers = [], workers = [], visits = []
for (const branch of branches) {
  customers.push(...(await good(`/api/customer?branch=${branch}&limit=200`)).rows.map(r => r.id))
  workers.push(...(await good(`/api/worker?branch=${branch}&state=active&limit=200`)).rows.map(r => r.id))
  visits.push(...(await good(`/api/visit?branch=${branch}&limit=100&start_to=${midnight(today)}`)).rows.map(r => r.id))
}
const lists = [
  () => '/api/visit?sort=-start&count=1',
  () => `/api/visit?branch=${pick(branches)}&sort=-start&count=1`,
  () => { const d = today - random(300); return `/api/visit?branch=${pick(branches)}&start_from=${midnight(d)}&start_to=${midnight(d + 1)}&sort=start&count=1` },
  () => `/api/visit?state=unassigned,offered&sort=-start&count=1`,
  () => `/api/visit?branch=${pick(branches)}&state=settled&sort=-start&count=1`,
  () => `/api/visit?worker=${pick(workers)}&sort=-start&count=1`,
  () => `/api/visit?reason=none&sort=-start&count=1`,
  () => `/api/visit?area=${encodeURIComponent('片区3')}&state=settled&sort=start&count=1`,
  () => `/api/customer?sort=name&count=1`,
  () => `/api/customer?branch=${pick(branches)}&source=platform&sort=name&count=1`,
  () => `/api/customer?q=${encodeURIComponent('张伟')}&sort=-created_at&count=1`,
  () => `/api/worker?branch=${pick(branches)}&state=active&count=1`,
]
const cursors = []
for (const path of lists.map(l => l())) {
  for (let page = await good(path), deep = 0; page.next && deep < 5; deep++) {
    cursors.push(`${path.replace('&count=1', '')}&after=${encodeURIComponent(page.next)}`)
    page = await good(cursors.at(-1))
  }
}
const words = ['张伟', '王芳', 'zw', 'zhangwei', '李娜', 'lina', '赵敏静', 'zmj', '锦绣花园', '张']
const pages = {
  'list': () => [pick(lists)()],
  'next page': () => [pick(cursors)],
  'search': () => [`/api/search?q=${encodeURIComponent(random(3) ? pick(words) : String(random(10000)).padStart(4, '0'))}`],
  'board day': () => [`/api/board?branch=${pick(branches)}&day=${today - 3 + random(8)}`],
  'today': () => [`/api/today?branch=${pick(branches)}`],
  'customer 360': () => { const id = pick(customers); return [`/api/customer/${id}`, `/api/customer/${id}/history`, `/api/visit?customer=${id}&limit=6&count=1`] },
  'visit record': () => { const id = pick(visits); return [`/api/visit/${id}`, `/api/visit/${id}/history`] },
}
const mix = ['list', 'list', 'list', 'next page', 'search', 'search', 'board day', 'today', 'customer 360', 'visit record']

// ---- at its time ----
const sent = new Map(), waiting = []
let late = 0, wrong = 0
async function run(seconds, measured) {
  const began = performance.now(), gap = 1000 / Number(option.rate)
  let slot = 0, turn = 0
  while (slot * gap < seconds * 1000) {
    const due = began + slot * gap, now = performance.now()
    if (now < due) await new Promise(resolve => setTimeout(resolve, due - now))
    else if (now - due > 50) late++
    const name = mix[turn++ % mix.length], paths = pages[name](), page = { name, paths, at: [] }
    for (const path of paths) {
      slot++
      const at0 = performance.now(); waiting.push(ask(path).then(a => {
        if (a.status !== 200) { wrong++; console.error(path, a.status, a.text.slice(0, 200)) } else if (measured) sent.set(a.id, { page, path, when: at0, back: performance.now() - at0 })
      }))
    }
  }
  await Promise.all(waiting.splice(0))
}
await run(Number(option.warm), false)
await run(Number(option.seconds), true)
const memory = await new Promise(resolve => createInterface({ input: createReadStream(`/proc/${child.pid}/status`) }).on('line', l => { if (l.startsWith('VmRSS')) resolve(l.replace(/\s+/g, ' ')) }))
const ended = new Promise(resolve => child.on('exit', resolve))
child.kill('SIGTERM')
await ended

// ---- what the server says ----
const answers = []
for await (const line of createInterface({ input: createReadStream(log) })) {
  if (!line.includes('"request"')) continue
  const l = JSON.parse(line), s = sent.get(l.id)
  if (s) { answers.push({ ...s, ms: l.ms, bytes: l.bytes, statements: l.statements }); s.page.at.push(l) }
}
rmSync(folder, { recursive: true })
for (const a of answers.filter(a => a.ms > 10).sort((a,b)=>a.when-b.when)) console.error('SLOW', a.when.toFixed(0), a.ms, a.back.toFixed(0), decodeURIComponent(a.path).slice(0,70))
const at = (list, of) => list.length ? [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * of))] : 0
const kindOf = path => path.replace(/\d{6,}/g, '…').replace(/after=.*/, 'after=…').replace(/(day|limit)=\d+/, '$1=…').replace(/q=\d{4}$/, 'q=<4 digits>')
function row(name, list) {
  const ms = list.map(a => a.ms)
  return { name, n: list.length, p50: at(ms, 0.5), p99: at(ms, 0.99), most: Math.max(...ms), kb: Math.round(list.reduce((s, a) => s + a.bytes, 0) / list.length / 1024), statements: Math.max(...list.map(a => a.statements)) }
}
const line = r => `${r.name.padEnd(86)} ${String(r.n).padStart(6)} ${r.p50.toFixed(1).padStart(8)} ${r.p99.toFixed(1).padStart(8)} ${r.most.toFixed(1).padStart(8)} ${String(r.kb).padStart(6)} ${String(r.statements).padStart(5)}`
const head = '                                                                                            n   p50 ms   p99 ms  most ms     KB  stmt'
const whole = Object.values(Object.groupBy ? Object.groupBy([...new Set(answers.map(a => a.page))], p => p.name) : [...new Set(answers.map(a => a.page))].reduce((all, p) => ({ ...all, [p.name]: [...(all[p.name] ?? []), p] }), {}))
const table = whole.map(list => row(list[0].name, list.filter(p => p.at.length === p.paths.length).map(p => ({ ms: p.at.reduce((s, l) => s + l.ms, 0), bytes: p.at.reduce((s, l) => s + l.bytes, 0), statements: p.at.reduce((s, l) => s + l.statements, 0) }))))
console.log(`${answers.length} requests in ${option.seconds} s (${option.rate} a second asked), ${late} sent more than 50 ms late, ${wrong} not well; ${memory}`)
console.log('\npages: the sum of their requests, server-side\n' + head)
for (const r of table) console.log(line(r))
const kinds = new Map()
for (const a of answers) { const k = kindOf(decodeURIComponent(a.path)); kinds.set(k, [...(kinds.get(k) ?? []), a]) }
const single = [...kinds].map(([k, list]) => row(k, list)).sort((a, b) => b.p99 - a.p99)
console.log('\nrequests, the slowest first\n' + head)
for (const r of single) console.log(line(r))
if (option.json) writeFileSync(option.json, JSON.stringify({ table, single }, null, 1))
process.exit(wrong ? 1 : 0)
