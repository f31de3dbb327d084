// fanout.mjs — how long after a commit the last of so many open boards has heard of it, and how quick today and the board are for one who asks.
//
//   node bench/fanout.mjs --address http://127.0.0.1:8080 [--login paidan] [--password yanshi2026] [--boards 500] [--rounds 20]
//
// Over a running server (a demo company's logins are on its login page). Each board is an event stream of its own, all in this one process, which
// therefore has a share in every figure. A round changes a customer's remark; the time runs from the answer (the commit is on the disk by then,
// the notices may be on their way already) to the last stream that has the change, and from the first to the last stream.
import http from 'node:http'
import { person } from '../tests/stories/shop.mjs'

const asked = Object.fromEntries(process.argv.slice(2).join(' ').split(/\s*--/).filter(Boolean).map(p => p.split(' ')))
const option = { login: 'paidan', password: 'yanshi2026', boards: '500', rounds: '20', ...asked }
const address = new URL(option.address), at = (list, of) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * of))]
const who = person(option.address)
await who.login(option.login, option.password)
const entered = await fetch(`${option.address}/api/login`, { method: 'POST', headers: { Origin: address.origin, 'Content-Type': 'application/json' }, body: JSON.stringify({ login: option.login, password: option.password }) })
const cookie = entered.headers.get('set-cookie').split(';')[0]
let wanted = '', heard = 0, first = 0, last = 0, all = () => {}
const open = () => new Promise((resolve, reject) => {
  const request = http.get({ host: address.hostname, port: address.port, path: '/api/stream', headers: { Cookie: cookie, Accept: 'text/event-stream' }, agent: false }, answer => {
    if (answer.statusCode !== 200) return reject(new Error(`stream → ${answer.statusCode}`))
    let round = ''
    answer.on('data', part => {
      if (!wanted || round === wanted || !part.includes(wanted)) return
      round = wanted
      last = performance.now()
      if (++heard === 1) first = last
      if (heard === Number(option.boards)) all()
    })
    resolve()
  })
  request.on('error', reject)
})
for (let i = 0; i < Number(option.boards); i += 25) await Promise.all(Array.from({ length: Math.min(25, Number(option.boards) - i) }, open))
const customers = (await who.good('/api/customer?limit=50')).rows, after = [], spread = []
for (let i = 0; i < Number(option.rounds); i++) {
  const c = await who.good(`/api/customer/${customers[i % customers.length].id}`)
  heard = 0
  wanted = String(c.id)
  const told = new Promise((resolve, reject) => { all = resolve; setTimeout(() => reject(new Error(`${heard} of ${option.boards} heard within 30 s`)), 30_000).unref() })
  await who.edit(c, 'customer', { remark: `第 ${i} 次` })
  const committed = performance.now()
  await told
  after.push(Math.max(0, last - committed))
  spread.push(last - first)
  wanted = ''
  await new Promise(go => setTimeout(go, 100))
}
console.log(`${option.boards} boards, ${option.rounds} changes: from the answer to the last board p50 ${at(after, 0.5).toFixed(0)} ms, p99 ${at(after, 0.99).toFixed(0)} ms; from the first board to the last p50 ${at(spread, 0.5).toFixed(0)} ms`)
for (const [name, path] of [['today', '/api/today'], ['trends', '/api/today/trends'], ['board', `/api/board?day=${Math.floor((Date.now() + 8 * 3_600_000) / 86_400_000)}`]]) {
  const times = []
  for (let i = 0; i < 200; i++) { const begun = performance.now(); await who.good(path); times.push(performance.now() - begun) }
  console.log(`${name}: p50 ${at(times, 0.5).toFixed(1)} ms, p99 ${at(times, 0.99).toFixed(1)} ms over HTTP, one asking, 500 boards open`)
}
process.exit(0)
