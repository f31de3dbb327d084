// What an operator does from the shell while the server runs: accounts, a sheet in, a list out; then a person is erased and the log still holds.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { databaseFlags, openShop, program } from './shop.mjs'

test('accounts, imports and exports from the shell have a name, rights and a log; an erased person is gone from all of it', async () => {
  const shop = await openShop()
  const run = (words, input = '') => {
    const ended = spawnSync(program, [...words, '--data', shop.data, '--quiet', ...databaseFlags(shop.database)], { input, encoding: 'utf8' })
    return { status: ended.status, out: ended.stdout, said: ended.stderr }
  }
  try {
    const chief = shop.person()
    await chief.good('/api/hello')
    const set = await chief.post('/api/setup', { company: '安心家政', branch: '朝阳店', name: '周店长', login: 'chief', password: 'a-long-password-1' })
    assert.equal(set.status, 200, set.text)

    // accounts
    let r = run(['user', 'add', 'meng', '--name', '孟经理', '--role', 'manager'], 'another-long-one-2\n')
    assert.deepEqual([r.status, r.out], [0, 'meng: add.\n'], r.said)
    r = run(['user', 'add', 'meng', '--role', 'manager'], 'another-long-one-2\n')
    assert.equal(r.status, 2)
    assert.match(r.said, /already/)
    r = run(['user', 'add', 'weak', '--role', 'manager'], '12345678\n')
    assert.deepEqual([r.status, r.said.trim().split('\n').length], [2, 1], r.said)
    r = run(['user', 'password', 'chief', '--as', 'meng'], 'stolen-password-3\n')
    assert.equal(r.status, 2, 'a manager sets no administrator’s password')
    const meng = shop.person()
    await meng.login('meng', 'another-long-one-2')
    assert.equal(run(['user', 'password', 'meng'], 'a-third-long-one-4\n').status, 0)
    assert.equal((await shop.person().post('/api/login', { login: 'meng', password: 'another-long-one-2' })).status, 401)
    await shop.person().login('meng', 'a-third-long-one-4')
    assert.equal(run(['user', 'nonsense', 'meng']).status, 2)
    assert.equal(run(['user', 'password', 'meng', 'on-the-command-line']).status, 2)

    // a sheet in
    const sheet = join(shop.data, 'list.csv')
    writeFileSync(sheet, '姓名,手机,地址,面积\n亓官璎珞,13812349876,凤栖路甲8号楼2单元1701,90\n李四,138123,望京东园1号,89\n')
    const bring = (...more) => run(['import', 'customer', sheet, ...more])
    assert.match(bring().said, /--as LOGIN/)
    assert.equal(bring('--as', 'nobody').status, 2)
    assert.equal(run(['import', 'nonsense', sheet, '--as', 'chief']).status, 2)
    assert.equal(run(['import', 'customer', join(shop.data, 'not-there.csv'), '--as', 'chief']).status, 2)
    writeFileSync(join(shop.data, 'junk.xlsx'), 'PK\x03\x04 but no workbook')
    r = run(['import', 'customer', join(shop.data, 'junk.xlsx'), '--as', 'chief'])
    assert.deepEqual([r.status, r.said.trim().split('\n').length], [2, 1], r.said)
    r = bring('--as', 'chief', '--dry-run')
    assert.equal(r.status, 2)
    assert.match(r.said, /^3B {2}“\*+” {2}\S/m)
    assert.match(r.out, /2 rows: 1 new, 0 filled in, 0 as they were, 1 wrong/)
    r = bring('--as', 'chief')
    assert.equal(r.status, 2)
    assert.match(r.said, /Nothing was imported/)
    assert.equal((await chief.good('/api/customer?count=1')).rows.length, 0)
    r = bring('--as', 'chief', '--row-by-row')
    assert.match(r.out, /Imported: 2 rows: 1 new/)
    r = bring('--as', 'chief', '--row-by-row')
    assert.match(r.out, /Imported: 2 rows: 0 new, 0 filled in, 1 as they were/)
    assert.ok(existsSync(sheet), 'the operator’s file stays')
    const [customer] = (await chief.good('/api/customer')).rows
    const line = (await chief.good(`/api/customer/${customer.id}/history`)).rows.find(row => row.what === 'imported')
    assert.equal(line.who.name, '周店长')

    // a list out
    const out = join(shop.data, 'persons.csv')
    r = run(['export', 'person', out, '--as', 'chief', '--filter', 'q=亓官'])
    assert.deepEqual([r.status, r.out], [0, `1 rows in ${out}.\n`], r.said)
    assert.match(readFileSync(out, 'utf8'), /亓官璎珞/)
    assert.match(readFileSync(out, 'utf8'), /138\*\*\*\*9876/)
    assert.equal(statSync(out).mode & 0o777, 0o600)
    assert.match(run(['export', 'person', out, '--as', 'chief']).said, /is there already/)
    for (const bad of [['person', join(shop.data, 'x.pdf')], ['nonsense', join(shop.data, 'x.csv')]]) assert.equal(run(['export', ...bad, '--as', 'chief']).status, 2)
    r = run(['export', 'person', join(shop.data, 'x.csv'), '--as', 'chief', '--filter', 'nonsense=1'])
    assert.equal(r.status, 2)
    assert.ok(!existsSync(join(shop.data, 'x.csv')), 'nothing half done')

    async function clean() {
      const asked = await chief.post('/api/retention/run', {})
      assert.equal(asked.status, 202, asked.text)
      for (let i = 0; ; i++) {
        const job = await chief.good(`/api/job/${asked.json.job}`)
        if (job.state === 'done') break
        assert.ok(i < 100 && job.state !== 'failed', JSON.stringify(job))
        await new Promise(resolve => setTimeout(resolve, 100))
      }
    }
    // rules in force, and the run by hand
    const rules = (await chief.good('/api/retention_rule?limit=200')).rows
    const photos = rules.find(rule => rule.code === 'visit.photos')
    assert.deepEqual([photos.days, photos.least, photos.by_itself], [180, 180, true])
    const short = await chief.call('PATCH', `/api/retention_rule/${photos.id}`, { version: photos.version, days: 30 })
    assert.deepEqual([short.status, short.json.field], [400, 'days'])
    await clean()
    assert.ok((await chief.good('/api/retention_rule?limit=200')).rows.find(rule => rule.code === 'visit.photos').ran_at > 0)

    // she goes
    const full = await chief.good(`/api/customer/${customer.id}`)
    const person = await chief.good(`/api/person/${full.person}`)
    const early = await chief.tryStep(person, 'person', 'erase', { basis: 'asked' })
    assert.equal(early.status, 409)
    await chief.step(customer, 'customer', 'close', { reason: '璎珞女士搬走了' })
    await chief.step(person, 'person', 'hold', { reason: '有投诉' })
    assert.equal((await chief.tryStep(person, 'person', 'erase', { basis: 'asked' })).status, 409)
    await chief.step(person, 'person', 'let_go', { reason: '投诉已结' })
    const gone = await chief.step(person, 'person', 'erase', { basis: 'asked' })
    assert.equal(gone.state, 'erased')
    assert.equal((await chief.good(`/api/customer/${customer.id}`)).name, '已删除人员')
    const timeline = JSON.stringify(await chief.good(`/api/customer/${customer.id}/history`))
    assert.ok(!/璎珞|sealed:/.test(timeline), timeline)
    assert.equal((await chief.good(`/api/search?q=${encodeURIComponent('亓官')}`)).groups.length, 0)
    await clean()                                   // as the night does: what is gone is gone from between the pages too
    const verified = run(['audit', 'verify'])
    assert.deepEqual([verified.status, /as they were written/.test(verified.out)], [0, true], verified.out + verified.said)

    // out at once
    assert.equal(run(['user', 'disable', 'meng']).status, 2, 'without a reason')
    assert.equal(run(['user', 'disable', 'meng', '--reason', '离职']).status, 0)
    assert.equal((await shop.person().post('/api/login', { login: 'meng', password: 'a-third-long-one-4' })).status, 401)
    assert.match(run(['user', 'list']).out, /^meng +disabled/m)
    assert.equal(run(['user', 'disable', 'chief', '--reason', 'x']).status, 2, 'the last administrator')
  } finally { await shop.close({ keep: true }) }

  // The raw database, once it is closed. (The sheet she came from goes a quarter of an hour later: the same one may be on its way up again.)
  for (const word of ['亓官', '璎珞', '凤栖路甲', '13812349876'])
    if (!shop.database) assert.notEqual(spawnSync('grep', ['-qaF', word, join(shop.data, 'zhangjia.db')]).status, 0, word)
  rmSync(shop.data, { recursive: true })
})

test('Ctrl-C ends the loading of a demo company; half of one is never served', async () => {
  const data = mkdtempSync(join(tmpdir(), 'half-')), words = ['serve', '--port', '0', '--data', data, '--demo', 'S']
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  for await (const piece of child.stdout) if (/xlsx/.test(said += piece)) break
  child.kill('SIGINT')
  const [, signal] = child.exitCode === null && child.signalCode === null ? await once(child, 'exit') : [0, child.signalCode]
  assert.equal(signal, 'SIGINT', said)
  for (const demo of ['S', 'none']) {
    const again = spawnSync(program, [...words.slice(0, -1), demo], { encoding: 'utf8', timeout: 60_000 })
    assert.deepEqual([again.status, /interrupted.*empty --data folder/.test(again.stderr)], [1, true], again.stderr)
  }
  rmSync(data, { recursive: true })
})
