// server.mjs — what the measuring scripts share: options, a server of its own on a free port, requests with a session, percentiles.
import { spawn } from 'node:child_process'
import { createReadStream, mkdtempSync, openSync, rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import http from 'node:http'

export function options(defaults) {
  const asked = Object.fromEntries(process.argv.slice(2).join(' ').split(/\s*--/).filter(Boolean).map(p => p.split(' ')))
  return { program: 'build/zhangjia', login: 'bench', seed: '1', ...defaults, ...asked }
}

/** The same numbers for the same seed, so that two runs ask for the same. */
export function dice(seed) {
  let state = BigInt(seed)
  const random = n => { state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn; return Number((state >> 33n) % BigInt(n)) }
  return { random, pick: list => list[random(list.length)] }
}

export const at = (list, of) => list.length ? [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * of))] : 0
export const today = () => Math.floor((Date.now() + 8 * 3_600_000) / 86_400_000)
export const midnight = day => day * 86_400_000 - 8 * 3_600_000
export const wait = ms => new Promise(resolve => setTimeout(resolve, ms))

/** A server over a data set (demo: invented phones are allowed; a company that is there is left as it is), and who is logged in. `lines()` after `stop()` gives what the server wrote of each request. */
export async function serve(option, sockets = 64) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-')), log = join(folder, 'log')
  const flags = ['serve', '--port', '0', '--data', option.data, '--demo', 'S', ...(option.database ? ['--database', option.database] : [])]
  const child = spawn(option.program, flags, { stdio: ['ignore', 'pipe', openSync(log, 'w')] })
  process.on('exit', () => child.kill('SIGKILL'))         // a script that fails leaves no server behind
  const address = await new Promise((resolve, reject) => {
    let out = ''
    child.stdout.on('data', chunk => { out += chunk; const found = out.match(/http:\/\/[\d.]+:\d+/); if (found) resolve(new URL(found[0])) })
    child.on('exit', code => reject(new Error(`the server ended with ${code}`)))
  })
  const agent = new http.Agent({ keepAlive: true, maxSockets: sockets })
  let cookie = ''
  const ask = (path, method = 'GET', body) => new Promise((resolve, reject) => {
    const json = body !== undefined && !(body instanceof Uint8Array)
    const headers = { Cookie: cookie, Origin: address.origin, ...(json && { 'Content-Type': 'application/json' }) }
    const request = http.request({ host: address.hostname, port: address.port, path, method, headers, agent }, answer => {
      const parts = []
      answer.on('data', part => parts.push(part))
      answer.on('end', () => resolve({ status: answer.statusCode, id: answer.headers['x-request-id'], headers: answer.headers, text: Buffer.concat(parts).toString() }))
    })
    request.on('error', reject)
    request.end(json ? JSON.stringify(body) : body)
  })
  const good = async (path, method, body) => {
    const a = await ask(path, method, body)
    if (a.status >= 300) throw new Error(`${path} → ${a.status} ${a.text}`)
    return JSON.parse(a.text)
  }
  const login = await ask('/api/login', 'POST', { login: option.login, password: 'paper-lantern-42' })
  if (login.status !== 200) throw new Error(login.text)
  cookie = login.headers['set-cookie'][0].split(';')[0]
  return {
    me: JSON.parse(login.text), ask, good, child,
    async memory() {
      return new Promise(resolve => createInterface({ input: createReadStream(`/proc/${child.pid}/status`) }).on('line', l => { if (l.startsWith('VmRSS')) resolve(l.replace(/\s+/g, ' ')) }))
    },
    async stop() {
      const ended = new Promise(resolve => child.on('exit', resolve))
      child.kill('SIGTERM')
      await ended
      agent.destroy()
    },
    /** Of each request by its id: path, ms by the server's own clock, bytes, statements. */
    async lines() {
      const found = new Map()
      for await (const line of createInterface({ input: createReadStream(log) })) {
        if (!line.includes('"request"')) continue
        const l = JSON.parse(line)
        found.set(l.id, l)
      }
      rmSync(folder, { recursive: true })
      return found
    },
  }
}
