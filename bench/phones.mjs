// phones.mjs — 10000 acts queued on workers' phones over three days without a network, told over a line that loses, doubles and reorders.
//
//   node bench/phones.mjs [--program build/zhangjia] [--acts 10000] [--phones 16] [--lost 20] [--seed 1] [--database postgres://…/empty]
//
// A shop of its own: workers with three visits a day for three days, eight acts and a photo each (read, set out, arrive, begin, two tasks, more,
// finish). On the third evening `phones` of them at a time tell everything. Of a hundred requests `lost` never arrive, `lost` are heard but the
// answer is lost, and half as many are sent twice at once; each batch is a random part of what waits, in a random order. A phone drops an act only
// when the server has named it in an answer. Then it is counted: every act once, every visit finished with the minutes of its acts.
import { createHash, randomUUID } from 'node:crypto'
import { at as percentile, dice } from './server.mjs'

const asked = Object.fromEntries(process.argv.slice(2).join(' ').split(/\s*--/).filter(Boolean).map(p => p.split(' ')))
const option = { program: 'build/zhangjia', acts: '10000', phones: '16', lost: '20', seed: '1', ...asked }
process.env.ZHANGJIA = option.program
const { openShop, person, today, at } = await import('../tests/stories/shop.mjs')
const { openCleaner, idNumber } = await import('../tests/stories/cleaner.mjs')

const PER_VISIT = 8, PER_DAY = [9, 12, 15], DAYS = 3
const workers = Math.ceil(Number(option.acts) / (PER_VISIT * PER_DAY.length * DAYS))
const { random } = dice(option.seed)
const shop = await openShop(option.database ? { database: option.database } : {})
const began = performance.now(), since = () => ((performance.now() - began) / 1000).toFixed(1)
const { zhou, branch, line } = await openCleaner(shop, { line: { least_photos: 1 } })
const standard = await zhou.make('standard', { line: line.id, name: '标准', items: [{ area: '厨房', task: '台面', acceptance: '无油污', weight: 1, photo: true }, { area: '卧室', task: '地面', acceptance: '无灰', weight: 1 }] })
await zhou.step(standard, 'standard', 'submit')
await zhou.step(standard, 'standard', 'publish', { valid_from: today() })

const sha = bytes => createHash('sha256').update(bytes).digest('hex')
let picture = 0
const jpeg = () => { const b = Buffer.alloc(20_000, ++picture & 255); b.writeUInt32BE(0xffd8ffe0, 0); b.writeUInt32BE(picture, 100); b.writeUInt16BE(0xffd9, b.length - 2); return b }

async function hire(n) {
  const p = await zhou.make('person', { name: `师傅${n}`, sex: 'female', phone: `137${String(10000000 + n)}`, id_number: idNumber('110101', '19860304', String(100 + n * 2)) })
  const w = await zhou.make('worker', { person: p.id, branch, mode: 'employee', area: '天府广场', home: { lat: 30.66, lng: 104.07 }, skills: [{ line: line.id, level: 3 }] })
  await zhou.step(w, 'worker', 'screen')
  for (const kind of ['identity', 'background', 'medical', 'insurance']) {
    const paper = await zhou.make('credential', { worker: w.id, kind, issued: today() - 30, valid_from: today() - 30, valid_to: today() + 300, ...(kind === 'medical' && { medical: 'general' }) })
    await zhou.step(paper, 'credential', 'verify', { result: 'pass', how: '原件' })
  }
  for (const step of ['train', 'onboard', 'activate']) await zhou.step(w, 'worker', step)
  const payer = await zhou.make('person', { name: `客户${n}` }), customer = await zhou.make('customer', { person: payer.id, branch })
  const home = await zhou.make('household', { customer: customer.id, estate: '锦绣花园', area: '天府广场', address: `锦绣花园${n}栋`, square_metres: 60, at: { lat: 30.66, lng: 104.07 }, lift: true, pets: true })
  const account = (await zhou.post(`/api/worker/${w.id}/phone`, {})).json
  const visits = []
  for (let d = 1; d <= DAYS; d++) for (const hour of PER_DAY) {
    const v = await zhou.make('visit', { customer: customer.id, household: home.id, line: line.id, start: at(today() + d, hour), length: 120 })
    await zhou.step(v, 'visit', 'assign', { worker: w.id })
    await zhou.step(v, 'visit', 'accept_by_phone')
    visits.push({ id: v.id, start: at(today() + d, hour) })
  }
  return { worker: w.id, account, visits }
}
function queueOf({ visits }) {
  const acts = [], photos = []
  for (const v of visits) {
    const photo = jpeg(), minute = n => v.start + n * 60_000, mine = []
    const add = (what, acted, more = {}) => { mine.push({ key: randomUUID(), what, visit: v.id, acted, ...(mine.length && { follows: mine.at(-1).key }), ...more }) }
    add('read', minute(-25)); add('depart', minute(-20)); add('arrive', minute(-3), { at: { lat: 30.6601, lng: 104.0701 }, accuracy: 15 }); add('begin', minute(0))
    add('tick', minute(40), { input: { item: 1, done: true, photo: sha(photo) } }); add('tick', minute(80), { input: { item: 2, done: true } })
    add('trouble', minute(90), { input: { why: 'tools' } }); add('finish', minute(121))
    photos.push(photo)
    acts.push(...mine)
  }
  return { acts, photos }
}
const people = []
for (let n = 0; n < workers; n++) people.push(await hire(n))
console.log(`${workers} workers, ${people.length * DAYS * PER_DAY.length} visits made in ${since()} s`)
shop.setTime(at(today() + DAYS, 20))
await zhou.login('zhou', 'paper-lantern-42')

const said = { sent: 0, lost: 0, deaf: 0, twice: 0, acts: 0, ms: [] }
const shuffle = list => { for (let i = list.length - 1; i > 0; i--) { const k = random(i + 1); [list[i], list[k]] = [list[k], list[i]] } return list }
async function tell(one) {
  const her = person(shop.address)
  await her.login(one.account.login, one.account.password)
  const { acts, photos } = one.queue
  /* null: no answer came. */
  const request = async (method, path, body, headers) => {
    const chance = random(100), lost = Number(option.lost)
    said.sent++
    if (chance < lost) { said.lost++; return null }
    const t = performance.now(), go = () => her.call(method, path, body, headers)
    const answer = chance < lost * 2.5 && chance >= lost * 2 ? (said.twice++, (await Promise.all([go(), go()]))[1]) : await go()
    said.ms.push(performance.now() - t)
    if (chance < lost * 2) { said.deaf++; return null }
    if (answer.status >= 500) throw new Error(`${path} ${answer.status} ${answer.text}`)
    return answer
  }
  while (photos.length || acts.length) {
    if (photos.length && random(3) === 0) {
      const photo = photos[random(photos.length)], answer = await request('PUT', `/api/my/photo?sha=${sha(photo)}`, photo, {})
      if (answer?.json?.sha === sha(photo)) photos.splice(photos.indexOf(photo), 1)
      continue
    }
    const batch = shuffle([...acts]).slice(0, 1 + random(20))
    if (!batch.length) continue
    said.acts += batch.length
    const answer = await request('POST', '/api/my/acts', { acts: batch })
    const known = new Set((answer?.json?.acts ?? []).map(a => a.key))
    for (let i = acts.length - 1; i >= 0; i--) if (known.has(acts[i].key)) acts.splice(i, 1)
  }
  let rest = null
  while (!rest) rest = await request('POST', '/api/my/acts', { acts: [] })
}

const total = people.length * DAYS * PER_DAY.length * PER_VISIT
for (const one of people) { one.queue = queueOf(one); one.told = structuredClone(one.queue.acts) }
const t = performance.now(), waiting = [...people]
await Promise.all(Array.from({ length: Number(option.phones) }, async () => { for (let one; (one = waiting.shift());) await tell(one) }))
const seconds = (performance.now() - t) / 1000
console.log(`${total} acts and ${picture} photos told in ${seconds.toFixed(1)} s by ${option.phones} phones at a time: ${(total / seconds).toFixed(0)} acts/s`)
console.log(`${said.sent} requests, ${said.lost} lost on the way there, ${said.deaf} answers lost, ${said.twice} sent twice at once; ${said.acts} acts sent for ${total}`)
console.log(`answer p50 ${percentile(said.ms, 0.5).toFixed(0)} ms, p99 ${percentile(said.ms, 0.99).toFixed(0)} ms`)

let kept = 0, wrong = 0, unfinished = 0, other = 0
for (const one of people) {
  for (const v of one.visits) {
    const got = await zhou.good(`/api/visit/${v.id}`), mine = one.told.filter(a => a.visit === v.id), when = what => mine.find(a => a.what === what).acted
    if (got.state !== 'finished') unfinished++
    else if (got.left_at !== when('depart') || got.arrived_at !== when('arrive') || got.began_at !== when('begin') || got.finished_at !== when('finish') || !got.checklist[0].picture) wrong++
    const rows = (await zhou.good(`/api/field_act?visit=${v.id}&limit=50`)).rows
    kept += rows.length
    other += rows.filter(r => r.state !== (r.what === 'trouble' ? 'asked' : 'taken')).length
  }
}
console.log(`kept ${kept} of ${total}: lost ${Math.max(0, total - kept)}, doubled ${Math.max(0, kept - total)}; visits not finished ${unfinished}, with other minutes or without photo ${wrong}; acts not taken ${other}`)
await shop.close()
if (kept !== total || wrong || unfinished || other) process.exit(1)
