// fuzz/requests.mjs [--seconds 120] [--seed 1] [--data FOLDER]: everybody of a demo company sends every call of the API what it does not expect.
// The calls and the shape of their bodies are read from /api/openapi.json, so that a new record type is attacked the day it is declared. Bodies are
// plausible but for one member (or, at times, all of them), since a body that is wrong everywhere is refused at the first one.
// What must hold of every answer: no 5xx but 503 busy; a refusal is JSON with a code, a sentence in the language asked for and no insides of the program;
// it comes within ten seconds. At the end the log of all acts is unbroken, `doctor` finds nothing and the program ends by itself with 0.
import { execFileSync } from 'node:child_process'
import { openShop, program } from '../tests/stories/shop.mjs'
import { attack } from './requests_values.mjs'
import { dice } from '../bench/server.mjs'

const option = Object.fromEntries(process.argv.slice(2).join(' ').split(/\s*--/).filter(Boolean).map(p => p.split(' ')))
const { random, pick } = dice(option.seed ?? '1')
const shop = await openShop({ demo: 'D', ...(option.data && { data: option.data, clock: false }) })
const faults = [], seen = {}

const someone = shop.person()
const { demo_logins: logins } = (await someone.get('/api/hello')).json
const people = []
for (const { name, password, role } of logins) {
  const person = shop.person()
  if ((await person.post('/api/login', { login: name, password })).status === 200) people.push({ role, ...person })
}
people.push({ role: 'nobody', ...someone })
const root = people[0]
const { paths, components } = (await root.get('/api/openapi.json')).json
const calls = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, call]) => ({ path, method: method.toUpperCase(), call })))
  .filter(c => !/logout|^\/api\/(stream|password|setup)$/.test(c.path))
  .filter(c => c.method === 'GET' || !/^\/api\/(account|role)\b/.test(c.path))          // whoever takes their own account's rights away attacks nothing more
const known = {}                              // type → ids that exist
async function idOf(type) {
  known[type] ??= ((await root.get(`/api/${type}?limit=20`)).json?.rows ?? []).map(r => r.id)
  return known[type].length && random(12) ? pick(known[type]) : pick([1, 2, 3])
}

const insides = /sqlite|near "|syntax error|\.c:\d|pg_|0x[0-9a-f]{6}|assert|\(null\)|undefined/i
const chinese = /[\u4e00-\u9fff]/
function judge(who, method, path, language, sent, answer, ms) {
  const say = what => faults.push(`${who} ${method} ${path} ${language} ${JSON.stringify(sent)?.slice(0, 300)} → ${answer.status} ${what}: ${answer.text.slice(0, 300)}`)
  seen[answer.status] = (seen[answer.status] ?? 0) + 1
  if (ms > 10_000) say(`${ms} ms`)
  if (answer.status >= 500 && answer.status !== 503) say('fault')
  if (answer.status < 400 || path.startsWith('/t/') || path.startsWith('/card/')) return
  const { code, message, request } = answer.json ?? {}
  if (!code || !message || !request) return say('not a refusal')
  if (insides.test(message)) say('insides')
  if (language === 'zh' && !chinese.test(message)) say('not Chinese')
  // names of people and services are data; a sentence without one Latin word is not English
  if (language === 'en' && !/[a-z]{2}/.test(message)) say('not English')
}

let sent = 0
const ends = Date.now() + 1000 * Number(option.seconds ?? 120)         // counted from here: the company is loaded first
async function once() {
  const { path, method, call } = pick(calls), who = random(2) ? root : pick(people), language = pick(['zh', 'en'])
  const type = path.split('/')[2]
  if (path.includes('{id}') && random(20)) {  // a call on a record that is not there is refused before its body is read
    await idOf(type)
    if (!known[type].length) return
  }
  let address = path
  for (const [whole] of path.matchAll(/\{\w+\}/g)) address = address.replace(whole, encodeURIComponent(random(12) ? String(await idOf(type)) : attack.id(pick)))
  if (method === 'GET' && random(2)) address += `?${attack.query(pick, random, call.parameters ?? [])}`
  const shape = call.requestBody?.content?.['application/json']?.schema
  const body = shape ? await attack.body(shape, { components, random, pick, idOf }) : undefined
  const begun = Date.now()
  const answer = await who.call(method, address, body, { 'Accept-Language': language })
  judge(who.role, method, address, language, body, answer, Date.now() - begun)
  sent++
}
async function hand() { while (Date.now() < ends && faults.length < 50) await once().catch(e => { faults.push(`${e.stack}`) }) }
await Promise.all(Array.from({ length: 6 }, hand))

if ((await root.get('/healthz')).status !== 200) faults.push('not healthy at the end')
await shop.close({ keep: true }).catch(e => faults.push(e.message))
for (const command of [['doctor'], ['audit', 'verify']]) {
  try { execFileSync(program, [...command, '--data', shop.data], { stdio: 'pipe' }) } catch (e) { faults.push(`${command.join(' ')}: ${e.stdout}${e.stderr}`) }
}
for (const fault of new Set(faults)) console.log(fault)
console.log(`${sent} requests by ${people.length} people on ${calls.length} calls: ${JSON.stringify(seen)}; ${faults.length} faults; kept in ${shop.data}`)
process.exitCode = faults.length ? 1 : 0
