// A shop of its own for a story: the program on a free port with an empty data folder, and people who speak its API.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'

export const program = process.env.ZHANGJIA ?? 'build/zhangjia'

// An empty PostgreSQL database when the story is told on PostgreSQL (STORY_DATABASE=postgres, server by TEST_POSTGRES); else none.
let made = 0
export function emptyDatabase() {
  if (process.env.STORY_DATABASE !== 'postgres') return undefined
  const name = `story_${process.pid}_${++made}`
  execFileSync('psql', [process.env.TEST_POSTGRES, '-q', '-c', `create database ${name} template template0 encoding 'UTF8' locale 'C.UTF-8'`])
  return process.env.TEST_POSTGRES.replace(/[^/]*$/, name)
}
export const databaseFlags = database => (database ? ['--database', database] : [])

// A shop that begins here has a clock that the story moves (--test-clock); one restored from a backup goes by the machine's: `clock: false`.
// `begins`: it is this time when the shop opens, so that a demo company is loaded as of then.
export async function openShop({ demo = 'none', data = mkdtempSync(join(tmpdir(), 'shop-')), database = emptyDatabase(), clock = true, begins = 0 } = {}) {
  const clockFile = join(data, 'clock')
  if (begins) writeFileSync(clockFile, String(begins - Date.now()))
  const flags = ['serve', '--port', '0', '--data', data, '--demo', demo, ...databaseFlags(database), ...(clock ? ['--test-clock', clockFile] : [])]
  const child = spawn(program, flags, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stderr.on('data', chunk => { said += chunk })
  const address = await new Promise((resolve, reject) => {
    let out = ''
    child.stdout.on('data', chunk => { out += chunk; const found = out.match(/http:\/\/[\d.]+:\d+/); if (found) resolve(found[0]) })
    child.on('exit', code => reject(new Error(`the server ended with ${code}\n${said}`)))
  })
  return {
    address, data, database, child, said: () => said,
    person: () => person(address),
    // From now on it is this time in the shop and goes on from there. Who was logged in twelve hours before has to log in again.
    // At once: whoever read a half-written file would take the machine's clock for the shop's.
    setTime(ms) { writeFileSync(`${clockFile}.new`, String(ms - Date.now())); renameSync(`${clockFile}.new`, clockFile) },
    async close({ keep = false } = {}) {
      const ended = new Promise(resolve => child.on('exit', resolve))
      child.kill('SIGTERM')
      const code = await ended
      if (!keep) rmSync(data, { recursive: true, force: true })
      if (code) throw new Error(`the server ended with ${code}\n${said.slice(-3000)}`)
    },
  }
}

// One browser: keeps its cookie, sends idempotency keys, throws away nothing.
export function person(address) {
  let cookie = ''
  const call = async (method, path, body, headers = {}) => {
    const answer = await fetch(address + path, {
      method, redirect: 'manual',
      headers: { Origin: address, ...(cookie && { Cookie: cookie }), ...(method === 'POST' && { 'Idempotency-Key': randomUUID() }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
      body: body === undefined || body instanceof Uint8Array ? body : JSON.stringify(body),
    })
    const set = answer.headers.get('set-cookie')
    if (set) cookie = set.split(';')[0]
    const text = await answer.text()
    let json = null
    try { json = JSON.parse(text) } catch { /* a file */ }
    return { status: answer.status, json, text, headers: answer.headers }
  }
  const good = async (...args) => {
    const answer = await call(...args)
    if (answer.status >= 300) throw new Error(`${args[0]} ${args[1]} → ${answer.status} ${answer.text}`)
    return answer.json
  }
  return {
    call, cookie: () => cookie, get: (path, headers) => call('GET', path, undefined, headers), good: path => good('GET', path),
    post: (path, body, headers) => call('POST', path, body, headers), make: (type, body) => good('POST', `/api/${type}`, body),
    step: (record, type, name, body = {}) => good('POST', `/api/${type}/${record.id}/${name}`, body),
    tryStep: (record, type, name, body = {}) => call('POST', `/api/${type}/${record.id}/${name}`, body),
    edit: (record, type, body) => good('PATCH', `/api/${type}/${record.id}`, { version: record.version, ...body }),
    login: (login, password) => good('POST', '/api/login', { login, password }),
  }
}

export const DAY = 86_400_000
export const today = () => Math.floor((Date.now() + 8 * 3_600_000) / DAY)
export const at = (day, hour, minute = 0) => day * DAY - 8 * 3_600_000 + (hour * 60 + minute) * 60_000

// Asked by telephone whether she stays, where the story's days run into a Spring Festival that the shop asks about: no live-in service begins then without her word.
export async function staysForFestival(office, worker, day) {
  const round = (await office.good('/api/festival_round?limit=20')).rows.find(r => r.first <= day && day <= r.last && r.state !== 'over')
  if (!round) return
  const known = (await office.good(`/api/festival_answer?round=${round.id}&worker=${worker.id}`)).rows[0]
  await office.step(known ?? await office.make('festival_answer', { round: round.id, worker: worker.id }), 'festival_answer', 'answer', { plan: 'stays', how: 'call' })
}
