// Uploaded files: how fast they come in and go out, through HTTP, by eight clients at once.
// node bench/files.mjs URL LOGIN PASSWORD PID [files 400] [kilobytes 300]     PID: the server's, for its processor time
import { readFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'

const [, , base, login, password, pid, files = '400', kilobytes = '300'] = process.argv
const CLIENTS = 8
const answer = await fetch(`${base}/api/login`, { method: 'POST', headers: { origin: base, 'content-type': 'application/json' }, body: JSON.stringify({ login, password }) })
if (!answer.ok) throw new Error(await answer.text())
const headers = { origin: base, cookie: answer.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ') }

/** Processor time of the server so far, in ms (100 ticks a second). */
const spent = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).reduce((sum, ticks) => sum + Number(ticks) * 10, 0)

/** Runs `work(i)` for 0 … count-1 by CLIENTS at once; each one's time. */
async function timed(count, work) {
  const times = []
  let next = 0
  const begun = performance.now(), before = spent()
  await Promise.all(Array.from({ length: CLIENTS }, async () => {
    for (let i = next++; i < count; i = next++) {
      const from = performance.now()
      await work(i)
      times.push(performance.now() - from)
    }
  }))
  return { ms: performance.now() - begun, spent: spent() - before, times: times.sort((a, b) => a - b) }
}
const say = (what, r, megabytes) => console.log(`${what}: ${(megabytes / r.ms * 1000).toFixed(0)} MB/s, ${(r.spent / megabytes).toFixed(1)} ms of the server's processor a MB, p50 ${r.times[r.times.length >> 1].toFixed(1)} ms, p99 ${r.times[Math.floor(r.times.length * 0.99)].toFixed(1)} ms`)

const bodies = Array.from({ length: Number(files) }, () => randomBytes(Number(kilobytes) * 1000)), hashes = []
const megabytes = Number(files) * Number(kilobytes) / 1000
say('in', await timed(bodies.length, async (i) => {
  const r = await fetch(`${base}/api/file?name=photo.bin`, { method: 'PUT', headers, body: bodies[i] })
  if (r.status !== 201) throw new Error(await r.text())
  hashes[i] = (await r.json()).file
}), megabytes)
say('out', await timed(bodies.length, async (i) => {
  const back = Buffer.from(await (await fetch(`${base}/api/file/${hashes[i]}`, { headers })).arrayBuffer())
  if (!back.equals(bodies[i])) throw new Error(`${hashes[i]} came back as something else`)
}), megabytes)
const part = 10_000
say(`parts of ${part / 1000} KB`, await timed(bodies.length * 5, async (i) => {
  const of = i % bodies.length, at = (i * 7919) % (bodies[of].length - part)
  const r = await fetch(`${base}/api/file/${hashes[of]}`, { headers: { ...headers, range: `bytes=${at}-${at + part - 1}` } })
  const back = Buffer.from(await r.arrayBuffer())
  if (r.status !== 206 || !back.equals(bodies[of].subarray(at, at + part))) throw new Error('another part')
}), bodies.length * 5 * part / 1e6)
