// What a company calls its workers: 师傅, or 阿姨 but for appliances and moving. One setting, and every label follows it.
import { test, after, before } from 'node:test'
import assert from 'node:assert/strict'
import { openShop, today, at } from './shop.mjs'

let shop, zhou, branch
before(async () => {
  shop = await openShop()
  zhou = shop.person()
  branch = (await zhou.post('/api/setup', { company: '安家家政', branch: '一店', name: '周经理', login: 'zhou', password: 'paper-lantern-42' })).json.branches[0].id
})
after(() => shop.close())

const labelOfWorker = async lang => (await zhou.good(`/api/meta${lang ? `?lang=${lang}` : ''}`)).types.find(t => t.name === 'worker').label

async function visitOf(category, name) {
  const line = await zhou.make('service_line', { code: category.slice(0, 4).toUpperCase(), name, glyph: name[0], category, unit: 'hour', least: 120, increment: 30, medical: 'general', leeway: 30 })
  await zhou.step(await zhou.make('price_rule', { line: line.id, name: '标准价', valid_from: today(), unit_price: 5000, worker_percent: 75 }), 'price_rule', 'publish')
  const payer = await zhou.make('person', { name: `李${name}` }), customer = await zhou.make('customer', { person: payer.id })
  const home = await zhou.make('household', { customer: customer.id, estate: '锦绣花园', area: '天府广场', address: '锦绣花园3栋', square_metres: 85, at: { lat: 30.66, lng: 104.07 } })
  await zhou.step(await zhou.make('service_order', { customer: customer.id, household: home.id, line: line.id, start: at(today() + 1, 9), terms_version: '2026-1' }), 'service_order', 'confirm')
}

test('without a word of the company they are 师傅', async () => {
  assert.equal((await zhou.good('/api/me')).worker_word, '师傅')
  assert.equal(await labelOfWorker(), '师傅')
})

test('the setting makes them 阿姨 in labels, refusals and the API, and leaves English alone', async () => {
  const setting = (await zhou.good('/api/setting?code=company.ayi')).rows[0]
  const wrong = await zhou.call('PATCH', `/api/setting/${setting.id}`, { version: setting.version, value: '阿姨' })
  assert.equal(wrong.status, 400, wrong.text)
  assert.equal(wrong.json.field, 'value')
  await zhou.edit(setting, 'setting', { value: '1' })
  for (let i = 0; i < 50 && (await zhou.good('/api/me')).worker_word !== '阿姨'; i++) await new Promise(done => setTimeout(done, 100))      // sessions remember for three seconds
  assert.equal((await zhou.good('/api/me')).worker_word, '阿姨')
  assert.equal(await labelOfWorker(), '阿姨')
  assert.equal(await labelOfWorker('en'), 'Worker')
  assert.equal((await zhou.good('/api/meta')).language, 'zh')
  assert.doesNotMatch((await zhou.get('/api/meta')).text, /师傅/)
})

test('the language of the page wins over that of the account, which counts where a program says nothing', async () => {
  const label = async headers => (await zhou.get('/api/meta', headers)).json.types.find(t => t.name === 'customer').label
  assert.equal(await label({}), '客户')
  assert.equal(await label({ 'Accept-Language': 'en' }), 'Customer')
  assert.equal(await label({ 'Accept-Language': 'zh-CN,zh;q=0.9' }), '客户')
  assert.equal(await label({ 'Accept-Language': 'fr' }), '客户')
})

test('appliances keep their 师傅, cleaning has its 阿姨', async () => {
  await visitOf('daily_cleaning', '日常保洁')
  await visitOf('appliance', '空调清洗')
  const board = await zhou.good(`/api/board?day=${today() + 1}&branch=${branch}`)
  assert.deepEqual(Object.fromEntries(board.visits.map(v => [v.line_label, v.worker_word])), { 日常保洁: '阿姨', 空调清洗: '师傅' })
})

test('a usual service is found by its English name too, by who reads it so', async () => {
  await zhou.make('service_line', { code: 'WIN', name: '擦玻璃', glyph: '窗', category: 'daily_cleaning', unit: 'visit', least: 120, increment: 30, medical: 'general', leeway: 30 })
  for (const q of ['window', '擦玻璃', 'cbl']) assert.equal((await zhou.good(`/api/service_line?q=${encodeURIComponent(q)}`)).rows[0]?.code, 'WIN', q)
})
