// A shop that can work: a service with its price, a cleaner with her papers, a customer with a home. For stories that begin after that.
import assert from 'node:assert/strict'
import { today } from './shop.mjs'

export const idNumber = (region, born, serial) => {
  const digits = `${region}${born}${serial}`, weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return digits + '10X98765432'[[...digits].reduce((sum, d, i) => sum + d * weights[i], 0) % 11]
}

export async function openCleaner(shop, { line: more = {}, price = {}, from = today(), mode = 'employee' } = {}) {
  const zhou = shop.person()
  const opened = await zhou.post('/api/setup', { company: '安家家政', branch: '一店', name: '周经理', login: 'zhou', password: 'paper-lantern-42' })
  assert.equal(opened.status, 200, opened.text)
  const branch = opened.json.branches[0].id
  const line = await zhou.make('service_line', { code: 'CLEAN', name: '日常保洁', glyph: '洁', category: 'daily_cleaning', unit: 'hour', least: 120, increment: 30, medical: 'general', leeway: 30, ...more })
  const rule = await zhou.make('price_rule', { line: line.id, name: '标准价', valid_from: from, unit_price: 5000, least_price: 10000, worker_percent: 75, ...price })
  await zhou.step(rule, 'price_rule', 'publish')
  let serial = 100
  const hire = async name => {
    const person = await zhou.make('person', { name, sex: 'female', phone: `1391234${5000 + serial}`, id_number: idNumber('110101', '19850304', String(serial += 2)) })
    let worker = await zhou.make('worker', { person: person.id, branch, mode, area: '天府广场', home: { lat: 30.657, lng: 104.066 }, skills: [{ line: line.id, level: 3 }] })
    worker = await zhou.step(worker, 'worker', 'screen')
    for (const kind of ['identity', 'background', 'medical', 'insurance']) {
      const paper = await zhou.make('credential', { worker: worker.id, kind, issued: from - 30, valid_from: from - 30, valid_to: from + 300, ...(kind === 'medical' && { medical: 'general' }) })
      await zhou.step(paper, 'credential', 'verify', { result: 'pass', how: '原件核对' })
    }
    for (const step of ['train', 'onboard', 'activate']) worker = await zhou.step(worker, 'worker', step)
    return worker
  }
  const worker = await hire('王金凤')
  const payer = await zhou.make('person', { name: '李芳', phone: '13800138000' })
  const customer = await zhou.make('customer', { person: payer.id, branch })
  const home = await zhou.make('household', { customer: customer.id, estate: '锦绣花园', area: '天府广场', address: '锦绣花园3栋1201', square_metres: 85, at: { lat: 30.66, lng: 104.07 }, lift: true })
  return { zhou, branch, line, rule, worker, customer, home, hire }
}
