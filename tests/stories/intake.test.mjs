// The telephone rings: who calls is known by the number, a new customer, her home and her order are stored at once or not at all, a pasted message is
// read, an unfinished call is kept, a platform's order stands once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { at, openShop, today } from './shop.mjs'
import { openCleaner } from './cleaner.mjs'

let shop, c, zhou
const DAY = today() + 3
const order = (more = {}) => ({ line: c.line.id, start: at(DAY, 9), square_metres: 98, terms_version: '2026-1', ...more })
const newcomer = (phone, more = {}) => ({ person: { name: '赵女士', phone }, home: { address: '锦绣花园3号楼1201', estate: '锦绣花园', square_metres: 98 }, order: order(), act: 'confirm', ...more })

before(async () => {
  shop = await openShop()
  c = await openCleaner(shop)
  zhou = c.zhou
  await c.hire('陈秀兰')
})
after(async () => { await shop?.close() })

test('an order on the phone makes customer, home, order and visit; the number then tells who calls', async () => {
  const quoted = await zhou.good(`/api/intake/quote?line=${c.line.id}&square_metres=98&start=${at(DAY, 9)}`)
  assert.equal(quoted.length, 240, 'by the size')
  assert.equal(quoted.lines.reduce((sum, l) => sum + l.amount, 0), quoted.price, 'the lines add up')
  const made = await zhou.post('/api/intake/order', newcomer('13955550001'))
  assert.equal(made.status, 201, made.text)
  const visit = await zhou.good(`/api/visit/${made.json.visit}`)
  assert.deepEqual([visit.state, visit.length, visit.price], ['unassigned', 240, quoted.price])
  const known = await zhou.good('/api/intake/caller?phone=139%205555%200001')
  const called = await zhou.good(`/api/intake/caller?customer=${known.customers[0].id}`)
  assert.deepEqual([called.wrong, called.customers.map(c => [c.id, c.homes.length])], ['', [[known.customers[0].id, known.customers[0].homes.length]]], 'whom we call is known without her number')
  assert.equal(known.customers.length, 1)
  assert.deepEqual([known.customers[0].id, known.customers[0].next.id, known.customers[0].homes[0].estate], [made.json.customer, made.json.visit, '锦绣花园'])
  assert.ok(!JSON.stringify(known).includes('1201'), 'the door is not in the answer')
})

test('the same number again is a question; the answer may be that it is somebody else', async () => {
  const again = await zhou.post('/api/intake/order', newcomer('13955550001'))
  assert.deepEqual([again.status, again.json.code, again.json.detail.type], [409, 'known', 'customer'])
  const other = await zhou.post('/api/intake/order', newcomer('13955550001', { another: true }))
  assert.equal(other.status, 201)
  assert.equal((await zhou.good('/api/intake/caller?phone=13955550001')).customers.length, 2)
})

test('a customer is a name and a phone, entered in one go', async () => {
  const enter = more => zhou.post('/api/intake/customer', { person: { name: '钱阿姨', phone: '13955550077' }, customer_new: { name: '钱阿姨', remark: '问月嫂' }, ...more })
  const made = await enter()
  assert.equal(made.status, 201, made.text)
  const there = await zhou.good(`/api/customer/${made.json.id}`)
  assert.deepEqual([there.name, there.remark, there.source], ['钱阿姨', '问月嫂', 'phone'])
  assert.equal((await zhou.good('/api/intake/caller?phone=13955550077')).customers[0].id, made.json.id, 'known when she calls')
  const again = await enter()
  assert.deepEqual([again.status, again.json.code, again.json.field], [409, 'known', 'phone'])
  assert.notEqual((await enter({ another: true })).json.id, made.json.id)
  assert.equal((await zhou.post('/api/intake/customer', { person: { name: '无号' } })).json.field, 'phone')
})

test('all or nothing: what is refused at the end leaves no customer behind', async () => {
  const count = async () => (await zhou.good('/api/customer?limit=1&count=1')).count ?? (await zhou.good('/api/customer?limit=200')).rows.length
  const before = await count()
  const noTerms = await zhou.post('/api/intake/order', newcomer('13955550002', { order: order({ terms_version: '' }) }))
  assert.equal(noTerms.status, 409)
  const nobody = await zhou.post('/api/intake/order', newcomer('13955550002', { act: 'assign' }))
  assert.deepEqual([nobody.status, nobody.json.field], [400, 'worker'])
  const odd = await zhou.post('/api/intake/order', newcomer('13955550002', { order: order({ length: 37 }) }))
  assert.equal(odd.json.field, 'length')
  assert.equal(await count(), before)
  assert.equal((await zhou.good('/api/intake/caller?phone=13955550002')).customers.length, 0)
  const kept = await zhou.post('/api/intake/order', newcomer('13955550002', { act: 'draft', order: order({ terms_version: '' }) }))
  assert.equal((await zhou.good(`/api/service_order/${kept.json.order}`)).state, 'draft')
})

test('a pasted message is read with the words of the shop', async () => {
  const read = (await zhou.post('/api/intake/read', { text: '您好，后天下午2点半保洁3小时，98平，锦绣花园5号楼602，王先生 139 5555 0003，门口有鞋套' })).json
  assert.deepEqual([read.phone, read.name, read.day, read.minute, read.length, read.square_metres, read.lines[0], read.address, read.rest], ['13955550003', '王先生', today() + 2, 870, 180, 98, c.line.id, '锦绣花园5号楼602', '门口有鞋套'])
  assert.equal(read.pieces.map(p => p.text).join(''), read.text, 'no word is lost')
  assert.equal((await zhou.post('/api/intake/read', { text: '' })).status, 400)
  assert.equal((await zhou.good('/api/intake/place?address=' + encodeURIComponent('锦绣花园5号楼602'))).estate, '锦绣花园')
})

test('a platform order stands once; its masked number recognises nobody', async () => {
  const platform = (number, more = {}) => ({ person: { name: '钱女士' }, customer_new: { platform_phone: '13955550009转4821', platform_order: number }, home: { address: '锦绣花园1号楼', square_metres: 60 },
    order: order({ channel: '美团', channel_number: number, voucher: '123456789012', platform_fee: 1200, ...more }), act: 'confirm' })
  const first = await zhou.post('/api/intake/order', platform('48020001'))
  assert.equal(first.status, 201, first.text)
  const twice = await zhou.post('/api/intake/order', platform('48020001'))
  assert.deepEqual([twice.status, twice.json.field, twice.json.detail.id], [400, 'channel_number', first.json.order])
  assert.equal((await zhou.post('/api/intake/order', platform('48020002'))).status, 201, 'the same masked number is another person')
  const asked = await zhou.good('/api/intake/caller?phone=' + encodeURIComponent('13955550009转4821'))
  assert.deepEqual([asked.masked, asked.customers], [true, []])
  assert.equal((await zhou.good('/api/intake/caller?phone=13955550009')).customers.length, 0)
  const nobodys = await zhou.post('/api/intake/order', { person: { name: '无号' }, home: { address: '某处' }, order: order() })
  assert.deepEqual([nobodys.status, nobodys.json.field], [400, 'phone'])
})

test('nothing can be promised yet: a demand with its clock, of a person who is no customer by asking', async () => {
  const demand = { line: c.line.id, wanted: '周末上午', start_from: today() + 1, needs: '要会收纳' }
  const kept = await zhou.post('/api/intake/order', { act: 'demand', person: { name: '冯女士', phone: '13955550051' }, demand })
  assert.equal(kept.status, 201, kept.text)
  const made = await zhou.good(`/api/demand/${kept.json.demand}`)
  assert.deepEqual([made.state, made.wanted, kept.json.customer], ['confirmed', '周末上午', 0])
  assert.equal((await zhou.good('/api/intake/caller?phone=13955550051')).customers.length, 0)
  const hers = await zhou.post('/api/intake/order', { act: 'demand', customer: c.customer.id, demand })
  assert.equal((await zhou.good(`/api/demand/${hers.json.demand}`)).customer?.id ?? (await zhou.good(`/api/demand/${hers.json.demand}`)).customer, c.customer.id)
  const masked = await zhou.post('/api/intake/order', { act: 'demand', person: { name: '无号' }, demand })
  assert.deepEqual([masked.status, masked.json.field], [400, 'phone'])
})

test('an unfinished call is kept for who took it, and nobody else', async () => {
  assert.equal((await zhou.call('PUT', '/api/intake/draft/call-1', { phone: '13955550004', wishes: '轻一点' })).status, 200)
  assert.equal((await zhou.call('PUT', '/api/intake/draft/call-1', { phone: '13955550004', wishes: '轻一点，孩子睡觉' })).status, 200)
  const mine = (await zhou.good('/api/intake/draft')).drafts
  assert.deepEqual(mine.map(d => [d.key, d.content.wishes]), [['call-1', '轻一点，孩子睡觉']])
  assert.equal((await zhou.call('PUT', '/api/intake/draft/Call_1', {})).status, 404)
  assert.equal((await zhou.call('PUT', '/api/intake/draft/call-2', { text: 'x'.repeat(21000) })).status, 400)
  await zhou.post('/api/intake/order', newcomer('13955550004', { draft: 'call-1' }))
  assert.equal((await zhou.good('/api/intake/draft')).drafts.length, 0, 'ordered, it is no draft any more')
  const stranger = shop.person()
  assert.equal((await stranger.get('/api/intake/draft')).status, 401)
})
