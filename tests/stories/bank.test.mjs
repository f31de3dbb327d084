// A bank's statement as its web page gives it: read by the sheet reader, judged line by line, confirmed by a person, undone; a second import of it adds nothing.
import { test, after, before } from 'node:test'
import assert from 'node:assert/strict'
import { openShop, today } from './shop.mjs'
import { finished as ended } from './sheets.mjs'

const sheet = `中国工商银行账户明细,,,,,
交易日期,借贷标志,发生额,对方户名,用途,流水号
2026-11-02,贷,"1,500.00",李芳,保洁费,20261102001
2026-11-02,借,800.00,保洁用品批发部,抹布,20261102002
2026-11-03,贷,九百,王建国,保洁费,20261103001
`
let shop, zhou
before(async () => {
  shop = await openShop()
  zhou = shop.person()
  await zhou.post('/api/setup', { company: '安家家政', branch: '一店', name: '周经理', login: 'zhou', password: 'paper-lantern-42' })
})
after(() => shop.close())

const finished = answer => ended(zhou, answer)
async function bring(mode) {
  const file = await zhou.call('PUT', `/api/file?name=${encodeURIComponent('流水.csv')}`, new TextEncoder().encode(sheet))
  const batch = (await zhou.post(`/api/import/bank_line?file=${file.json.file}`, {})).json
  const columns = Object.fromEntries(batch.sheets[0].columns.filter(c => c.field).map(c => [c.index, c.field]))
  assert.equal(Object.keys(columns).length, 6, JSON.stringify(batch.sheets[0].columns))
  await finished(await zhou.post(`/api/import/batch/${batch.id}/check`, { sheet: 0, header_row: batch.sheets[0].header_row, columns }))
  const looked = await zhou.good(`/api/import/batch/${batch.id}`)
  if (mode) await finished(await zhou.post(`/api/import/batch/${batch.id}/run`, { mode }))
  return { id: batch.id, looked }
}

test('a statement comes as lines with their sign; the wrong cell is named, and nothing is booked', async () => {
  const { id, looked } = await bring('rows')
  assert.equal(looked.counts.wrong, 1, JSON.stringify(looked.counts))
  assert.match(looked.errors[0].message, /九百/)
  const lines = (await zhou.good('/api/bank_line')).rows
  assert.deepEqual(lines.map(l => l.amount).sort((a, b) => a - b), [-80000, 150000])
  assert.deepEqual(lines.map(l => [l.state, l.sureness]), [['new', 'unknown'], ['new', 'unknown']])
  assert.equal((await zhou.good('/api/payment?count=1')).count, 0)
  await bring('rows')
  assert.equal((await zhou.good('/api/bank_line?count=1')).count, 2, 'the same statement again adds nothing')
  await finished(await zhou.post(`/api/import/batch/${id}/undo`, {}))
  assert.equal((await zhou.good('/api/bank_line?count=1')).count, 0, 'taken back')
})

test('what somebody has worked with is not taken back', async () => {
  const { id } = await bring('rows')
  const out = (await zhou.good('/api/bank_line')).rows.find(l => l.amount < 0)
  await zhou.step(out, 'bank_line', 'ignore', { reason: '采购' })
  const undone = await zhou.post(`/api/import/batch/${id}/undo`, {})
  await assert.rejects(finished(undone), /-¥800\.00/)
})

test('all that is sure is confirmed at once, and a payout without orders says what is missing', async () => {
  const came = await zhou.make('bank_line', { booked_on: today() - 1, amount: 38500, counterparty: '北京三快在线科技有限公司', reference: '结算款', bank_number: 'MT-1' })
  const all = await zhou.post('/api/finance/confirm-sure', {})
  assert.deepEqual([all.status, all.json.confirmed, all.json.left, all.json.more], [200, 0, [], false], all.text)
  for (const [body, field] of [[{ branch: 'one' }, 'branch'], [{ last: 'soon' }, 'last']]) {
    const no = await zhou.post('/api/finance/confirm-sure', body)
    assert.ok(no.status >= 400 && no.status < 500 && no.json.message, no.text)
    assert.equal(no.json.field ?? no.json.fields[0].field, field, no.text)
  }
  const none = await zhou.tryStep(came, 'bank_line', 'is_payout', { channel: '美团', first: today() - 9, last: today() })
  assert.equal(none.status, 400, none.text)
  assert.match(none.json.message, /美团/)
  assert.equal((await zhou.tryStep(came, 'bank_line', 'is_payout', { channel: '美团', first: today(), last: today() - 9 })).status, 400)
  assert.equal((await zhou.good('/api/platform_payout?count=1')).count, 0, 'nothing half made')
})
