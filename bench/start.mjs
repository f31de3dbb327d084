// start.mjs — from exec to the first answer, and the memory an idle shop holds.
//
//   node bench/start.mjs [--program build/zhangjia] [--demo S] [--times 10] [--idle 15]
//
// The data folder is made (and the demo loaded) by a first start that is not counted. Then every start is timed from spawn to the
// end of the answer to GET /api/hello, asked again and again until it comes. Memory after `idle` seconds without requests: what the
// kernel counts as the process's own (RssAnon) and with the pages of files it has in use (VmRSS).
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const asked = Object.fromEntries(process.argv.slice(2).join(' ').split(/\s*--/).filter(Boolean).map(p => p.split(' ')))
const option = { program: 'build/zhangjia', demo: 'S', times: '10', idle: '15', port: '5899', ...asked }
const data = mkdtempSync(join(tmpdir(), 'start-')), wait = ms => new Promise(resolve => setTimeout(resolve, ms))

async function start() {
  const began = performance.now()
  const child = spawn(option.program, ['serve', '--port', option.port, '--data', data, '--demo', option.demo], { stdio: 'ignore' })
  for (;;) {
    try {
      const answer = await fetch(`http://127.0.0.1:${option.port}/api/hello`)
      await answer.text()
      if (answer.status === 200) return { child, ms: performance.now() - began }
    } catch { await wait(1) }
  }
}
const stop = child => new Promise(resolve => { child.on('exit', resolve); child.kill('SIGTERM') })

const first = await start()
console.log(`first start, with the demo ${option.demo} made: ${(first.ms / 1000).toFixed(1)} s`)
await wait(1000)
await stop(first.child)
const times = []
for (let i = 0; i < Number(option.times); i++) {
  const s = await start()
  times.push(s.ms)
  if (i === Number(option.times) - 1) {
    await wait(Number(option.idle) * 1000)
    const status = readFileSync(`/proc/${s.child.pid}/status`, 'utf8'), of = name => Math.round(Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))[1]) / 1024)
    console.log(`idle for ${option.idle} s: VmRSS ${of('VmRSS')} MB, of it its own (RssAnon) ${of('RssAnon')} MB`)
  }
  await stop(s.child)
}
times.sort((a, b) => a - b)
console.log(`start to first answer, ${times.length} starts: half below ${times[times.length >> 1].toFixed(0)} ms, the slowest ${times.at(-1).toFixed(0)} ms`)
rmSync(data, { recursive: true })
