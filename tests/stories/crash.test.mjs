// The server is killed in the middle of work; what it had answered is there afterwards, and nothing is half done.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { openShop, program, databaseFlags } from './shop.mjs'

/** Begins to send a file and never ends; resolves when a good part of it lies in the folder of uploads. */
async function halfUploaded(shop, cookie, content) {
  const sending = request(`${shop.address}/api/file?name=half.txt`, { method: 'PUT', headers: { Origin: shop.address, Cookie: cookie, 'Content-Length': content.length * 2 } })
  sending.on('error', () => {})
  sending.write(content)
  const folder = join(shop.data, 'uploads'), written = () => readdirSync(folder).some(name => statSync(join(folder, name)).size > content.length / 2)
  while (!written()) await new Promise(done => setTimeout(done, 5))
}

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 3), PEOPLE = 12

test('kill -9 under load loses nothing that was acknowledged', async () => {
  let shop = await openShop()
  const first = shop.person()
  await first.post('/api/setup', { company: '安家', branch: '一店', name: '周经理', login: 'zhou', password: 'paper-lantern-42' })
  const known = new Map(), files = new Map()
  for (let round = 0; round < ROUNDS; round++) {
    const people = await Promise.all(Array.from({ length: PEOPLE }, async () => { const p = shop.person(); await p.login('zhou', 'paper-lantern-42'); return p }))
    let stop = false
    const work = people.map(async (p, i) => {
      for (let n = 0; !stop; n++) {
        const name = `客户${round}-${i}-${n}`
        try {
          const person = await p.make('person', { name })
          known.set(person.id, name)
          const customer = await p.make('customer', { person: person.id })
          known.set(`customer ${customer.id}`, person.id)
        } catch { return }
      }
    })
    await new Promise(done => setTimeout(done, 400))
    const whole = Buffer.from(`这是合同 ${round} `.repeat(20_000)), kept = await people[0].call('PUT', '/api/file?name=whole.txt', new Uint8Array(whole))
    assert.equal(kept.status, 201, kept.text)
    files.set(kept.json.file, whole)
    await halfUploaded(shop, people[0].cookie(), Buffer.from(`半份合同 ${round} `.repeat(20_000)))
    const ended = new Promise(done => shop.child.on('exit', done))
    shop.child.kill('SIGKILL')
    await ended
    stop = true
    await Promise.all(work)
    shop = await openShop({ data: shop.data, database: shop.database })
    const after = shop.person()
    await after.login('zhou', 'paper-lantern-42')
    for (const [id, name] of known) {
      if (typeof id === 'number') assert.equal((await after.good(`/api/person/${id}`)).name, name)
      else assert.equal((await after.good(`/api/customer/${id.split(' ')[1]}`)).person, name)
    }
  }
  // files: what was acknowledged is whole; of those broken off nothing can be read, with the key or without
  const last = shop.person()
  await last.login('zhou', 'paper-lantern-42')
  for (const [hash, content] of files) assert.equal((await last.get(`/api/file/${hash}`)).text, content.toString())
  for (const name of readdirSync(join(shop.data, 'uploads'))) assert.ok(!readFileSync(join(shop.data, 'uploads', name)).includes('半份合同'), name)
  assert.match(execFileSync(program, ['files', 'check', '--data', shop.data, '--quiet', ...databaseFlags(shop.database)], { encoding: 'utf8' }), new RegExp(`^${ROUNDS} files are whole, 0 of them not sealed yet; 0 are broken, 0 not there`))
  assert.ok(known.size > ROUNDS * 20, `only ${known.size} records were made`)
  const verdict = execFileSync(program, ['audit', 'verify', '--data', shop.data, '--quiet', ...databaseFlags(shop.database)], { encoding: 'utf8' })
  assert.match(verdict, /as they were written/)
  await shop.close()
})
