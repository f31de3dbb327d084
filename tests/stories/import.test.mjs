// A shop's own customer list, as it is kept: a title row, dates as text, a wrong phone, a duplicate. Dry run, run row by row, again, undo.
import { test, after, before } from 'node:test'
import assert from 'node:assert/strict'
import { openShop } from './shop.mjs'
import { finished as ended } from './sheets.mjs'

const sheet = `安家家政客户登记表,,,,,
客户姓名,联系电话,小区,详细地址,面积,登记日期
李芳,138 0013 8000,锦绣花园,锦绣花园3栋1201,85,2026年3月5日
王建国,１３９００１３９０００,金沙苑,金沙苑8栋502,120平,2026/4/1
赵敏,12345,春熙里,春熙里1栋301,60,2026-05-09
,13700137000,天府城,天府城2栋,90,2026-06-01
孙丽,13600136000,天府城,天府城5栋1802,九十,昨天
李芳,13800138000,锦绣花园,锦绣花园3栋1201,85,2026-03-05
`
let shop, zhou
before(async () => {
  shop = await openShop()
  zhou = shop.person()
  await zhou.post('/api/setup', { company: '安家家政', branch: '一店', name: '周经理', login: 'zhou', password: 'paper-lantern-42' })
})
after(() => shop.close())

const finished = answer => ended(zhou, answer)

async function opened() {
  const file = await zhou.call('PUT', `/api/file?name=${encodeURIComponent('客户.csv')}`, new TextEncoder().encode(sheet))
  assert.ok(file.status < 300, file.text)
  const batch = await zhou.post(`/api/import/customer?file=${file.json.file}`, {})
  assert.ok(batch.status < 300, batch.text)
  return batch.json
}
const mapping = batch => Object.fromEntries(batch.sheets[0].columns.filter(c => c.field).map(c => [c.index, c.field]))
const check = batch => zhou.post(`/api/import/batch/${batch.id}/check`, { sheet: 0, header_row: batch.sheets[0].header_row, columns: mapping(batch) })

let batch
test('columns are guessed below the title row', async () => {
  batch = await opened()
  assert.equal(batch.sheets[0].columns.length, 6)
  assert.ok(batch.sheets[0].columns.every(c => c.field), JSON.stringify(batch.sheets[0].columns))
})

test('the dry run names every wrong cell and stores nothing', async () => {
  const job = await finished(await check(batch))
  assert.equal(job.state, 'done', JSON.stringify(job))
  const state = await zhou.good(`/api/import/batch/${batch.id}`)
  assert.ok(state.counts.wrong >= 3, JSON.stringify(state.counts))
  const said = state.errors.map(e => `${e.row} ${e.message}`).join('\\n')
  assert.match(said, /5 .*手机|5 .*电话/, said)
  assert.match(said, /7 .*(九十|昨天)/, said)
  assert.equal((await zhou.good('/api/customer?count=1')).count, 0)
  const errors = await zhou.get(`/api/import/batch/${batch.id}/errors.xlsx`)
  assert.equal(errors.status, 200)
  assert.equal(errors.text.slice(0, 2), 'PK')
})

test('all or nothing is refused while rows are wrong; row by row takes the good ones', async () => {
  const all = await zhou.post(`/api/import/batch/${batch.id}/run`, { mode: 'all' })
  assert.ok(all.status >= 400, all.text)
  const job = await finished(await zhou.post(`/api/import/batch/${batch.id}/run`, { mode: 'rows' }))
  assert.equal(job.state, 'done', JSON.stringify(job))
  const list = await zhou.good('/api/customer?count=1')
  assert.equal(list.count, 2, JSON.stringify(list.rows.map(r => r.name)))
  assert.deepEqual((await zhou.good('/api/search?q=wjg')).groups.length > 0, true)
})

test('the same sheet again makes nothing new', async () => {
  const again = await opened()
  await finished(await check(again))
  const state = await zhou.good(`/api/import/batch/${again.id}`)
  assert.equal(state.counts.create, 0, JSON.stringify(state.counts))
})

test('undo takes it back', async () => {
  const job = await finished(await zhou.post(`/api/import/batch/${batch.id}/undo`, {}))
  assert.equal(job.state, 'done', JSON.stringify(job))
  assert.equal((await zhou.good('/api/customer?count=1')).count, 0)
})

test('garbage and half a file are refused with a sentence', async () => {
  for (const [name, bytes] of [['a.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3])], ['b.csv', new Uint8Array([0xff, 0x00, 0x81, 0x20, 0xfe])]]) {
    const file = await zhou.call('PUT', `/api/file?name=${name}`, bytes)
    const answer = file.status < 300 ? await zhou.post(`/api/import/customer?file=${file.json.file}`, {}) : file
    assert.ok(answer.status >= 400 && answer.status < 500, answer.text)
    assert.ok(answer.json.message.length > 5, answer.text)
  }
})
