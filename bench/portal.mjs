// portal.mjs — customers' slot search while fifty people book at once, on a demo M.
//
//   node bench/portal.mjs [--demo M] [--people 50] [--alone 20] [--sold 0] [--left 3] [--data FOLDER] [--database URL]        (the program: ZHANGJIA, else build/zhangjia)
//
// Customers of one shop log in with codes read out at the desk. First one of them alone searches a week of free times for her home, and holds
// one of them, twenty times: what each costs, by the wall and by the server's own processor time. Then all fifty at once search, hold one
// of the first and order it, three times each. Printed: search, hold and order at the 50th and 99th percentile, how many times longer that
// is than alone (on a machine shared with others compare this), and whether any worker was sold twice (overlapping visits of one worker,
// counted from the records). The server and the people share the machine.
// With --sold N the next N days are sold first, through the same calls, until each has at most --left starts: the days that cost a search most.
// A folder that is kept stays sold.
import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { openShop } from '../tests/stories/shop.mjs'
import { today } from './server.mjs'

const asked = Object.fromEntries(process.argv.slice(2).join(' ').split(/\s*--/).filter(Boolean).map(p => p.split(' ')))
const option = { demo: 'M', people: '50', alone: '20', ...asked }
const shop = await openShop({ demo: option.demo, clock: false, ...(option.data && { data: option.data }), ...(option.database && { database: option.database }) })
const desk = shop.person()
await desk.login('guanli', 'yanshi2026')            // the demo's own, printed on its login page
const start = await desk.good('/api/c/start')
const line = start.lines.find(l => l.bookable)
await desk.post('/api/setting', { code: 'portal.searches', since: today(), value: '0' })      // fifty people behind one address; there already in data that is kept
if (!start.terms) await desk.make('setting', { code: 'operations.terms', since: today(), value: '2026-1' })
const terms = start.terms || '2026-1', run = Date.now() % 100_000
const places = (await desk.good(`/api/household?branch=${start.branch}&limit=200`)).rows.map(r => r.at).filter(Boolean)      // where customers of this shop really live
const people = []
for (let i = 0; i < Number(option.people); i++) {
  const phone = `100${String(run).padStart(5, '0')}${String(100 + i)}`
  const person = await desk.make('person', { name: `客户${i}`, phone })
  const customer = await desk.make('customer', { person: person.id, branch: start.branch })
  const area = start.areas[i % start.areas.length] ?? ''
  const home = await desk.make('household', { customer: customer.id, estate: '测试小区', area, address: `1栋${i}`, square_metres: 80, lift: true, ...(places.length && { at: places[i * 3 % places.length] }) })
  const { json: { code } } = await desk.post(`/api/customer/${customer.id}/portal_code`, {})
  const who = shop.person(), entered = await who.post('/api/c/login', { phone, code })
  if (entered.status !== 200) throw new Error(entered.text)
  people.push({ who, home: home.id })
}
const of = (list, part) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))] ?? 0
const ticks = () => { const f = readFileSync(`/proc/${shop.child.pid}/stat`, 'utf8').split(') ')[1].split(' '); return (Number(f[11]) + Number(f[12])) * 10 }        // ms; a tick is 10
const searched = async ({ who, home }) => (await who.good(`/api/c/slots?home=${home}&line=${line.id}&length=120&from=${today() + 1}&days=7`)).days

// ---- days that are nearly sold ----
const startsLeft = days => days.slice(0, Number(option.sold)).map(d => d.slots.length)
let sales = 0
for (let i = 0, idle = 0; Number(option.sold) && idle < people.length; i++) {
  const person = people[i % people.length], days = (await searched(person)).slice(0, Number(option.sold)), open = days.filter(d => d.slots.length > Number(option.left)).flatMap(d => d.slots)
  idle++
  if (!open.length) continue
  const held = await person.who.post('/api/c/hold', { line: line.id, length: 120, home: person.home, start: open[sales % open.length].start })
  if (held.status !== 201) continue
  const order = await person.who.post('/api/c/order', { hold: held.json.hold, terms })
  if (order.status === 201) { sales++; idle = 0 }
}
if (Number(option.sold)) console.log(`${sales} visits sold before; starts left on the next days, as five homes see them: ${JSON.stringify(await Promise.all(people.slice(0, 5).map(async p => startsLeft(await searched(p)))))}`)

let times = { search: [], hold: [], order: [] }, results = {}
const timed = async (what, run) => { const begun = performance.now(), answer = await run(); times[what].push(performance.now() - begun); const key = `${what} ${answer.status}${answer.json?.code ? ` ${answer.json.code}` : ''}`; results[key] = (results[key] ?? 0) + 1; return answer }
const search = ({ who, home }) => timed('search', () => who.get(`/api/c/slots?home=${home}&line=${line.id}&length=120&from=${today() + 1}&days=7`))
const hold = ({ who, home }, slot) => timed('hold', () => who.post('/api/c/hold', { line: line.id, length: 120, home, start: slot.start }))

// ---- alone ----
const alone = {}
async function repeated(what, act) {
  const before = ticks()
  for (let i = 0; i < Number(option.alone); i++) await act(i)
  alone[what] = of(times[what], 0.5)
  console.log(`alone   ${what.padEnd(7)} ${option.alone} times, p50 ${alone[what].toFixed(1)} ms by the wall, ${((ticks() - before) / Number(option.alone)).toFixed(1)} ms of processor each`)
}
console.log(`load ${loadavg()[0].toFixed(1)}`)
let found
await search(people[0])                             // the first one warms statements and pages
times = { search: [], hold: [], order: [] }
await repeated('search', async () => { found = await search(people[0]) })
const free = found.json.days.flatMap(d => d.slots)
await repeated('hold', i => hold(people[0], free[i % free.length]))

// ---- fifty at once ----
times = { search: [], hold: [], order: [] }
results = {}
const visits = []
async function book(person) {
  for (let k = 0; k < 3; k++) {
    const slot = (await search(person)).json?.days?.flatMap(d => d.slots)[k]
    const held = slot && await hold(person, slot)
    if (!held || held.status !== 201) continue
    const order = await timed('order', () => person.who.post('/api/c/order', { hold: held.json.hold, terms }))
    if (order.status === 201) visits.push(order.json.visit)
  }
}
const begun = performance.now(), spent = ticks(), ours = process.cpuUsage()
await Promise.all(people.map(book))
const took = performance.now() - begun, own = process.cpuUsage(ours)
for (const [what, list] of Object.entries(times)) console.log(`${option.people} at once ${what.padEnd(7)} ${list.length} times, p50 ${of(list, 0.5).toFixed(0)} ms, p99 ${of(list, 0.99).toFixed(0)} ms${alone[what] ? `, p50 ${(of(list, 0.5) / alone[what]).toFixed(0)} times as long as alone` : ''}`)
console.log(JSON.stringify(results), `${(took / 1000).toFixed(1)} s, of them ${((ticks() - spent) / 1000).toFixed(1)} s of the server's processor and ${((own.user + own.system) / 1e6).toFixed(1)} s of the customers'; load ${loadavg()[0].toFixed(1)}`)
const sold = []
for (const id of visits) sold.push(await desk.good(`/api/visit/${id}`))
const twice = sold.filter((a, i) => sold.some((b, k) => k < i && a.worker === b.worker && a.start < b.until && b.start < a.until)).length
console.log(`${sold.length} visits sold, ${twice} of them twice`)
await shop.close({ keep: Boolean(option.data) })
process.exit(twice ? 1 : 0)
