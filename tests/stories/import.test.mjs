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

// ---- the ways a run can end, and what happens to what is there already ----

const count = async () => (await zhou.good('/api/customer?count=1')).count
const csv = rows => new TextEncoder().encode(['客户姓名,联系电话,小区,备注', ...rows].join('\n'))
async function openedAs(rows, name = '名单.csv') {
  const file = await zhou.call('PUT', `/api/file?name=${encodeURIComponent(name)}`, csv(rows))
  return (await zhou.post(`/api/import/customer?file=${file.json.file}`, {})).json
}
async function checked(rows, existing = 'fill') {
  const opened = await openedAs(rows)
  await finished(await zhou.post(`/api/import/batch/${opened.id}/check`, { sheet: 0, header_row: opened.sheets[0].header_row, columns: mapping(opened), options: { existing } }))
  return { id: opened.id, ...(await zhou.good(`/api/import/batch/${opened.id}`)) }
}
const run = async (batch, mode = 'all') => finished(await zhou.post(`/api/import/batch/${batch.id}/run`, { mode }))
const many = (from, n) => Array.from({ length: n }, (_, i) => `客人${String.fromCodePoint(0x4e00 + from + i)},${13000000000 + from + i},园区${i},`)
const customer = async name => { const row = (await zhou.good(`/api/customer?q=${encodeURIComponent(name)}`)).rows[0]; return zhou.good(`/api/customer/${row.id}`) }

test('what exists already is filled in, left alone or overwritten, as chosen for this import, and the undo brings back what was', async () => {
  await run(await checked(['钱多多,13500135000,金沙苑,']))
  assert.equal((await customer('钱多多')).remark ?? '', '')

  const skip = await checked(['钱多多,13500135000,金沙苑,有一只猫'], 'skip')
  assert.equal(skip.existing, 'skip')
  assert.deepEqual([skip.counts.create, skip.counts.update, skip.counts.same], [0, 0, 1], JSON.stringify(skip.counts))
  await run(skip)
  assert.equal((await customer('钱多多')).remark ?? '', '')

  const fill = await checked(['钱多多,13500135000,金沙苑,有一只猫'], 'fill')
  assert.equal(fill.counts.update, 1, JSON.stringify(fill.counts))
  await run(fill)
  assert.equal((await customer('钱多多')).remark, '有一只猫')

  const again = await checked(['钱多多,13500135000,金沙苑,有两只狗'], 'fill')
  assert.equal(again.counts.update, 0, JSON.stringify(again.counts))

  const over = await checked(['钱多多,13500135000,金沙苑,有两只狗'], 'overwrite')
  assert.equal(over.counts.update, 1, JSON.stringify(over.counts))
  await run(over)
  assert.equal((await customer('钱多多')).remark, '有两只狗')
  assert.equal((await finished(await zhou.post(`/api/import/batch/${over.id}/undo`, {}))).state, 'done')
  assert.equal((await customer('钱多多')).remark, '有一只猫')

  const opened = await openedAs(['钱多多,13500135000,金沙苑,x'])
  const wrong = await zhou.post(`/api/import/batch/${opened.id}/check`, { sheet: 0, header_row: 1, columns: mapping(opened), options: { existing: 'delete' } })
  assert.equal(wrong.status, 400, wrong.text)
  assert.ok(wrong.json.fields.some(f => f.field === 'options'), wrong.text)
})

test('all or nothing: a row that turns wrong in a late chunk takes the earlier chunks back by itself', async () => {
  const before = await count()
  const batch = await checked([...many(0, 400), '孙大方,13999990001,园区,'])
  assert.equal(batch.counts.create, 401, JSON.stringify(batch.counts))
  /* After the dry run somebody enters her twice: now nobody can tell whom the last row means. */
  for (let i = 0; i < 2; i++) await zhou.make('person', { name: '孙大方', phone: '13999990001' })
  const steps = new Set()
  const answer = await zhou.post(`/api/import/batch/${batch.id}/run`, { mode: 'all' })
  for (;;) {
    const job = await zhou.good(`/api/job/${answer.json.job}`)
    steps.add(job.done)
    assert.ok(job.done <= job.total || !job.total, JSON.stringify(job))
    if (!['waiting', 'running'].includes(job.state)) { assert.equal(job.state, 'failed', JSON.stringify(job)); assert.match(job.message, /多条|几条|several|符合/); break }
    await new Promise(done => setTimeout(done, 2))
  }
  assert.ok([...steps].some(done => done > 0 && done < 401), `an earlier chunk was seen done: ${[...steps]}`)
  const after = await zhou.good(`/api/import/batch/${batch.id}`)
  assert.equal(after.state, 'failed')
  assert.equal(await count(), before)
  assert.equal((await zhou.post(`/api/import/batch/${batch.id}/run`, { mode: 'all' })).status, 409)
})

test('stopped in mid-run: all or nothing leaves nothing, row by row leaves whole rows that can be taken back', async () => {
  const before = await count()
  for (const [mode, from] of [['all', 1000], ['rows', 3000]]) {
    const batch = await checked(many(from, 1500))
    const { job } = (await zhou.post(`/api/import/batch/${batch.id}/run`, { mode })).json
    for (let i = 0; i < 2000; i++) { const now = await zhou.good(`/api/job/${job}`); if (now.done > 0 || now.state !== 'waiting' && now.state !== 'running') break }
    assert.equal((await zhou.post(`/api/job/${job}/cancel`, {})).status, 200)
    const ended = await finished({ status: 200, json: { job }, text: '' })
    assert.equal(ended.state, 'cancelled', JSON.stringify(ended))
    const now = await zhou.good(`/api/import/batch/${batch.id}`)
    if (mode === 'all') {
      assert.equal(now.state, 'failed')
      assert.equal(await count(), before)
    } else {
      assert.equal(now.state, 'done')
      assert.ok(now.made.create > 0 && now.made.create < 1500, JSON.stringify(now.made))
      assert.equal(await count(), before + now.made.create)
      await finished(await zhou.post(`/api/import/batch/${batch.id}/undo`, {}))
      assert.equal(await count(), before)
    }
  }
})

test('what a column was is known next time, and so is which one was left out', async () => {
  const first = await openedAs(['吴小满,13500135009,金沙苑,不导入'])
  const columns = mapping(first)
  const note = first.sheets[0].columns.find(c => c.header === '备注')
  assert.ok(note.field)
  delete columns[note.index]
  await finished(await zhou.post(`/api/import/batch/${first.id}/check`, { sheet: 0, header_row: 1, columns, options: {} }))
  const second = await openedAs(['吴小满,13500135009,金沙苑,不导入'])
  assert.equal(second.sheets[0].columns[note.index].field, '')
  /* Chosen again, it is known again, and the other columns were all the time. */
  await finished(await zhou.post(`/api/import/batch/${second.id}/check`, { sheet: 0, header_row: 1, columns: mapping(first), options: {} }))
  const third = await openedAs(['吴小满,13500135009,金沙苑,不导入'])
  assert.deepEqual(mapping(third), mapping(first))
})

test('the headings may stand in another row than guessed, and an import is found again', async () => {
  const opened = await openedAs(['张三,13500135011,一,', '李四,13500135012,二,'])
  const below = await zhou.good(`/api/import/batch/${opened.id}/columns?sheet=0&header_row=2`)
  assert.deepEqual(below.sheets[0].columns.map(c => c.header).slice(0, 3), ['张三', '13500135011', '一'])
  assert.equal(below.sheets[0].rows, 1)
  const none = await zhou.good(`/api/import/batch/${opened.id}/columns?sheet=0&header_row=0`)
  assert.equal(none.sheets[0].columns[0].header, '')
  assert.equal((await zhou.get(`/api/import/batch/${opened.id}/columns?sheet=0&header_row=99`)).status, 400)
  assert.equal((await zhou.get('/api/import/batch/12345/columns')).status, 404)
  assert.ok((await zhou.good('/api/import')).batches.some(b => b.id === opened.id && b.file_name === '名单.csv'))
})

test('somebody who stands in the sheet twice is told as one by the dry run already', async () => {
  const batch = await checked(['蔡文,13500135077,西苑,', '蔡 文,135 0013 5077,西苑,', '蔡文,13500135078,西苑,'])
  assert.deepEqual([batch.counts.create, batch.counts.same], [2, 1], JSON.stringify(batch.counts))
  await run(batch)
  const { made } = await zhou.good(`/api/import/batch/${batch.id}`)
  assert.deepEqual([made.create, made.same], [2, 1], JSON.stringify(made))
})

test('a picture that is called a sheet is refused before anything is read', async () => {
  const file = await zhou.call('PUT', '/api/file?name=a.xlsx', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 120, 120, 120, 120]))
  const answer = await zhou.post(`/api/import/customer?file=${file.json.file}`, {})
  assert.equal(answer.status, 400, answer.text)
  assert.equal(answer.json.field, 'file')
})

test('a service called by half its name is answered with those that are meant; a sheet without names by the word that is missing', async () => {
  const open = async (shape, name, rows) => {
    const file = await zhou.call('PUT', `/api/file?name=${encodeURIComponent(name)}`, new TextEncoder().encode(rows))
    return zhou.good(`/api/import/batch/${(await zhou.post(`/api/import/${shape}?file=${file.json.file}`, {})).json.id}/columns`)
  }
  for (const [code, line] of [['CLEAN', '日常保洁'], ['NEW', '开荒保洁'], ['COOK', '做饭']]) await zhou.make('service_line', { code, name: line, glyph: '保', category: 'daily_cleaning', unit: 'hour', medical: 'home' })
  const leads = await open('lead', '线索.csv', '姓名,手机,来源,想要的服务\n张敏,13911112222,58同城,保洁\n')
  await finished(await check(leads))
  assert.match((await zhou.good(`/api/import/batch/${leads.id}`)).errors.map(e => e.message).join(), /叫「保洁」；是不是 日常保洁、开荒保洁？/)
  const nameless = await check(await open('worker', '阿姨.csv', '性别,服务项目\n女,做饭\n'))
  assert.match(nameless.text, /对应“姓名”/)
})
