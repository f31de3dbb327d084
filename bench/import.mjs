// import.mjs — a sheet of 20 000 customers is brought in while 50 people work.
//
//   node bench/import.mjs --data FOLDER [--database postgres://…] [--rows 20000] [--users 50] [--think 2000] [--program build/zhangjia]
//
// FOLDER is written to: give a copy of a data set of bench-dataset (bench/run.sh makes one). Three parts in one run: the sheet
// alone; 50 people alone; both at once, with a second sheet. A row is a person, a customer and a home, all new. Each person opens a page (or
// every sixth time writes: a note, or a new visit) and thinks for 1 to 3 s before the next. Their times are the server's own, from a
// request's first line to the end of its answer. The import's is from the asking to the end of its job, dry run and run apart.
import { at, dice, midnight, options, serve, today, wait } from './server.mjs'

const option = options({ rows: '20000', users: '50', think: '2000' })
if (!option.data) { console.error('import.mjs --data FOLDER (a copy: it is written to)'); process.exit(2) }
const server = await serve(option, 256), { good, ask } = server, { random, pick } = dice(option.seed)
const rows = Number(option.rows)

// ---- the sheet ----
const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗'], given = [...'芳英秀兰梅桂玉红丽霞燕娟敏静艳伟强军勇杰涛明超刚']
function sheet(first) {
  const lines = ['客户姓名,联系电话,片区,小区,详细地址,面积,登记日期']
  for (let i = 0; i < rows; i++) {
    const n = first + i, estate = `桂花苑${n % 60 + 1}期`
    lines.push(`${pick(surnames)}${pick(given)}${pick(given)},1009${String(n).padStart(7, '0')},片区${n % 6 + 1},${estate},${estate}${n % 30 + 1}幢${n % 1800 + 101}室,${60 + n % 90},2026-0${n % 9 + 1}-1${n % 9}`)
  }
  return new TextEncoder().encode(lines.join('\n') + '\n')
}

async function ended(answer) {
  for (;;) {
    const job = await good(`/api/job/${answer.job ?? answer.id}`)
    if (!['waiting', 'running'].includes(job.state)) return job
    await wait(100)
  }
}

async function bring(first) {
  const file = await good(`/api/file?name=${encodeURIComponent('客户.csv')}`, 'PUT', sheet(first))
  const batch = await good(`/api/import/customer?file=${file.file}`, 'POST', {})
  const columns = Object.fromEntries(batch.sheets[0].columns.filter(c => c.field).map(c => [c.index, c.field]))
  const begun = performance.now()
  await ended(await good(`/api/import/batch/${batch.id}/check`, 'POST', { sheet: 0, header_row: batch.sheets[0].header_row, columns }))
  const checked = performance.now()
  const job = await ended(await good(`/api/import/batch/${batch.id}/run`, 'POST', { mode: 'all' }))
  const run = performance.now(), state = await good(`/api/import/batch/${batch.id}`)
  if (job.state !== 'done' || state.made?.create !== rows) console.error('not all was made', JSON.stringify(job), JSON.stringify(state.counts), JSON.stringify(state.made), JSON.stringify(state.errors?.slice(0, 3)))
  return { check: (checked - begun) / 1000, run: (run - checked) / 1000 }
}

// ---- the people ----
const branches = server.me.branches.map(b => b.id), known = []
for (const branch of branches) known.push(...(await good(`/api/customer?branch=${branch}&limit=50`)).rows)
const lines = (await good('/api/service_line')).rows, homes = []
for (const c of known.slice(0, 100)) homes.push(...(await good(`/api/household?customer=${c.id}`)).rows)
const words = ['张伟', '王芳', 'zw', '李娜', 'lina', '赵敏静', '锦绣花园']
const reads = [
  () => `/api/visit?branch=${pick(branches)}&sort=-start&count=1`,
  () => `/api/customer?branch=${pick(branches)}&sort=name&count=1`,
  () => `/api/search?q=${encodeURIComponent(pick(words))}`,
  () => `/api/board?branch=${pick(branches)}&day=${today() - 1 + random(4)}`,
  () => `/api/today?branch=${pick(branches)}`,
  () => `/api/customer/${pick(known).id}`,
  () => `/api/visit?customer=${pick(known).id}&limit=6&count=1`,
]
const writes = [
  () => ['/api/customer/' + pick(known).id + '/note', { body: '电话里说下周想换一个时间' }],
  () => { const h = pick(homes); return ['/api/visit', { customer: h.customer, household: h.id, line: lines[0].id, start: midnight(today() + 2 + random(10)) + (8 + random(10)) * 3_600_000, length: 120 }] },
]
let wrong = 0
async function person(until, sent) {
  await wait(random(Number(option.think)))
  while (performance.now() < until()) {
    const write = random(6) === 0, [path, body] = write ? pick(writes)() : [pick(reads)()]
    const a = await ask(path, body ? 'POST' : 'GET', body)
    if (a.status >= 300) { wrong++; console.error(path, a.status, a.text.slice(0, 200)) } else sent.set(a.id, write ? 'write' : 'read')
    await wait(Number(option.think) / 2 + random(Number(option.think)))
  }
}
const people = (until, sent) => Promise.all(Array.from({ length: Number(option.users) }, () => person(until, sent)))

// ---- three parts ----
const alone = await bring(0), quiet = new Map(), busy = new Map()
const end = performance.now() + 20_000
await people(() => end, quiet)
let over = Infinity
const working = people(() => over, busy), both = await bring(rows)
over = 0
await working
const memory = await server.memory()
await server.stop()

const said = await server.lines()
function say(name, sent) {
  const all = [...sent].map(([id, kind]) => ({ ...said.get(id), kind })).filter(l => l.ms !== undefined), ms = all.map(l => l.ms), of = kind => all.filter(l => l.kind === kind).map(l => l.ms)
  const worst = all.sort((a, b) => b.ms - a.ms)[0]
  console.log(`${name}: ${ms.length} requests; p50 ${at(ms, 0.5).toFixed(1)}, p99 ${at(ms, 0.99).toFixed(1)}, most ${worst.ms.toFixed(1)} ms (${worst.kind} ${worst.route})`
    + `; reads p99 ${at(of('read'), 0.99).toFixed(1)}, writes p99 ${at(of('write'), 0.99).toFixed(1)} ms`)
}
const rate = s => `${s.toFixed(1)} s (${Math.round(rows / s)} rows a second)`
console.log(`${rows} rows, alone: dry run ${rate(alone.check)}, run ${rate(alone.run)}`)
say(`${option.users} people, alone`, quiet)
console.log(`${rows} rows, with ${option.users} people: dry run ${rate(both.check)}, run ${rate(both.run)}`)
say(`${option.users} people, beside it`, busy)
console.log(`run with people : run alone = ${(both.run / alone.run).toFixed(2)}; ${wrong} answers not well; ${memory}`)
process.exit(wrong ? 1 : 0)
