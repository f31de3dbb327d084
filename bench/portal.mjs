// portal.mjs — customers' slot search while fifty people book at once, on a demo M.
//
//   node bench/portal.mjs [--program build/zhangjia] [--demo M] [--people 50] [--data FOLDER] [--database URL]
//
// Fifty customers of one shop log in with codes read out at the desk, then all at once search a week of free times for their home, hold one of
// the first, and order it, three times each. Printed: search, hold and order at the 50th and 99th percentile, and whether any worker was
// sold twice (overlapping visits of one worker, counted from the records). The server and the people share the machine.
import { openShop } from '../tests/stories/shop.mjs'
import { today } from './server.mjs'

const asked = Object.fromEntries(process.argv.slice(2).join(' ').split(/\s*--/).filter(Boolean).map(p => p.split(' ')))
const option = { demo: 'M', people: '50', ...asked }
const shop = await openShop({ demo: option.demo, clock: false, ...(option.data && { data: option.data }), ...(option.database && { database: option.database }) })
const desk = shop.person()
await desk.login('guanli', 'yanshi2026')            // the demo's own, printed on its login page
const start = await desk.good('/api/c/start')
const line = start.lines.find(l => l.bookable)
await desk.make('setting', { code: 'portal.searches', since: today(), value: '0' })      // fifty people behind one address
if (!start.terms) await desk.make('setting', { code: 'operations.terms', since: today(), value: '2026-1' })
const terms = start.terms || '2026-1'
const people = []
for (let i = 0; i < Number(option.people); i++) {
  const phone = `1009999${String(1000 + i)}`
  const person = await desk.make('person', { name: `客户${i}`, phone })
  const customer = await desk.make('customer', { person: person.id, branch: start.branch })
  const area = start.areas[i % start.areas.length] ?? ''
  const home = await desk.make('household', { customer: customer.id, estate: '测试小区', area, address: `1栋${i}`, square_metres: 80, lift: true })
  const { json: { code } } = await desk.post(`/api/customer/${customer.id}/portal_code`, {})
  const who = shop.person(), entered = await who.post('/api/c/login', { phone, code })
  if (entered.status !== 200) throw new Error(entered.text)
  people.push({ who, home: home.id })
}
const times = { search: [], hold: [], order: [] }, results = {}, visits = []
const timed = async (what, run) => { const begun = performance.now(), answer = await run(); times[what].push(performance.now() - begun); const key = `${what} ${answer.status}${answer.json?.code ? ` ${answer.json.code}` : ''}`; results[key] = (results[key] ?? 0) + 1; return answer }
async function book({ who, home }) {
  for (let k = 0; k < 3; k++) {
    const found = await timed('search', () => who.get(`/api/c/slots?home=${home}&line=${line.id}&length=120&from=${today() + 1}&days=7`))
    const slot = found.json?.days?.flatMap(d => d.slots)[k]
    if (!slot) continue
    const hold = await timed('hold', () => who.post('/api/c/hold', { line: line.id, length: 120, home, start: slot.start }))
    if (hold.status !== 201) continue
    const order = await timed('order', () => who.post('/api/c/order', { hold: hold.json.hold, terms }))
    if (order.status === 201) visits.push(order.json.visit)
  }
}
const begun = performance.now()
await Promise.all(people.map(book))
const took = performance.now() - begun, of = (list, part) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))] ?? 0
for (const [what, list] of Object.entries(times)) console.log(`${what.padEnd(7)} ${list.length} times, p50 ${of(list, 0.5).toFixed(0)} ms, p99 ${of(list, 0.99).toFixed(0)} ms`)
console.log(JSON.stringify(results), `${(took / 1000).toFixed(1)} s`)
const sold = []
for (const id of visits) sold.push(await desk.good(`/api/visit/${id}`))
const twice = sold.filter((a, i) => sold.some((b, k) => k < i && a.worker === b.worker && a.start < b.until && b.start < a.until)).length
console.log(`${sold.length} visits sold, ${twice} of them twice`)
await shop.close({ keep: Boolean(option.data) })
process.exit(twice ? 1 : 0)
