// load.mjs — pages at a fixed rate, measured by the server: p50 and p99 of its own clock, and statements a request.
//
//   node bench/load.mjs --data FOLDER [--database postgres://…] [--rate 200] [--seconds 30] [--warm 5] [--program build/zhangjia] [--pages today,board_day] [--json FILE]
//
// Open loop: a request goes out when its time has come, whether the ones before are back or not, so that a slow answer is not hidden
// by asking less. Times are the server's, from a request's first line to the end of its answer (log line "request"), found again by
// X-Request-Id; the client's own share of this machine is not in them, but it takes processor time from the server. Statements: nine of
// ten pages of a kind need at most so many; a session that is read anew, every 3 s, adds 4 to a request.
import { writeFileSync } from 'node:fs'
import { at, dice, midnight, options, serve, today as dayOfToday } from './server.mjs'

const option = options({ rate: '200', seconds: '30', warm: '5' })
if (!option.data) { console.error('load.mjs --data FOLDER …'); process.exit(2) }
const server = await serve(option), { ask, good } = server

// ---- what is asked for ----
const { random, pick } = dice(option.seed), today = dayOfToday()
const branches = server.me.branches.map(b => b.id)
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
const mix = option.pages?.split(',').map(p => p.replace('_', ' ')) ?? ['list', 'list', 'list', 'next page', 'search', 'search', 'board day', 'today', 'customer 360', 'visit record']

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
      waiting.push(ask(path).then(a => {
        if (a.status !== 200) { wrong++; console.error(path, a.status, a.text.slice(0, 200)) } else if (measured) sent.set(a.id, { page, path })
      }))
    }
  }
  await Promise.all(waiting.splice(0))
}
await run(Number(option.warm), false)
await run(Number(option.seconds), true)
const memory = await server.memory()
await server.stop()

// ---- what the server says ----
const answers = [], said = await server.lines()
for (const [id, s] of sent) {
  const l = said.get(id)
  if (!l) continue
  answers.push({ ...s, ms: l.ms, bytes: l.bytes, statements: l.statements })
  s.page.at.push(l)
}
const kindOf = path => path.replace(/\d{6,}/g, '…').replace(/after=.*/, 'after=…').replace(/(day|limit)=\d+/, '$1=…').replace(/q=\d{4}$/, 'q=<4 digits>')
function row(name, list) {
  const ms = list.map(a => a.ms)
  return { name, n: list.length, p50: at(ms, 0.5), p99: at(ms, 0.99), most: Math.max(...ms), kb: Math.round(list.reduce((s, a) => s + a.bytes, 0) / list.length / 1024), statements: at(list.map(a => a.statements), 0.9) }
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
