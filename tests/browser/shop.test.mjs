/** The real product, clicked: an order is confirmed, given to somebody on the board, done step by step, billed and settled. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openShop, today, at } from '../stories/shop.mjs'
import { launch, shot } from './kit.mjs'

let shop, browser, page, order, line, worker
const problems = []

before(async () => {
  shop = await openShop()
  const zhou = shop.person()
  const me = (await zhou.post('/api/setup', { company: '安家家政', branch: '一店', name: '周经理', login: 'zhou', password: 'paper-lantern-42' })).json
  line = await zhou.make('service_line', { code: 'CLEAN', name: '日常保洁', glyph: '洁', category: 'daily_cleaning', unit: 'hour', least: 120, increment: 30, medical: 'general', leeway: 30 })
  const price = await zhou.make('price_rule', { line: line.id, name: '标准价', valid_from: today(), unit_price: 5000, worker_percent: 75 })
  await zhou.step(price, 'price_rule', 'publish')
  const person = await zhou.make('person', { name: '王金凤' })
  worker = await zhou.make('worker', { person: person.id, branch: me.branches[0].id, mode: 'employee', home: { lat: 30.657, lng: 104.066 }, skills: [{ line: line.id, level: 3 }] })
  for (const [kind, extra] of [['identity', {}], ['background', {}], ['medical', { medical: 'general' }], ['insurance', {}]]) {
    const paper = await zhou.make('credential', { worker: worker.id, kind, valid_from: today() - 30, valid_to: today() + 300, ...extra })
    await zhou.step(paper, 'credential', 'verify', { result: 'pass', how: '原件核对' })
  }
  for (const step of ['screen', 'train', 'onboard', 'activate']) await zhou.step(worker, 'worker', step)
  const payer = await zhou.make('person', { name: '李芳' })
  const customer = await zhou.make('customer', { person: payer.id })
  const home = await zhou.make('household', { customer: customer.id, estate: '锦绣花园', area: '天府广场', address: '锦绣花园3栋', square_metres: 85, at: { lat: 30.66, lng: 104.07 } })
  order = await zhou.make('service_order', { customer: customer.id, household: home.id, line: line.id, start: at(today() + 1, 9), terms_version: '2026-1' })
  browser = await launch()
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce' })).newPage()
  page.on('pageerror', error => problems.push(error.message))
  page.on('response', answer => { if (answer.status() >= 400 && !answer.url().endsWith('/api/me')) problems.push(`${answer.status()} ${answer.url()}`) })
})
after(async () => { await browser?.close(); await shop?.close() })

const click = name => page.getByRole('button', { name, exact: true }).first().click()
const state = word => page.waitForFunction(w => document.querySelector('.tag, .status, [class*=tag]') && document.body.innerText.includes(w), word)

async function login() {
  await page.goto(`${shop.address}/login`)
  await page.fill('#login-name', 'zhou')
  await page.fill('#login-password', 'paper-lantern-42')
  await page.click('form button[type=submit]')
  await page.waitForURL('**/today')
}

test('login and confirm the order', async () => {
  await login()
  await page.goto(`${shop.address}/service_order/${order.id}`)
  await click('确认')
  await state('已确认')
  await shot(page, 'shop-order')
})

test('on the board the best candidate gets it', async () => {
  const iso = new Date((today() + 1) * 86_400_000).toISOString().slice(0, 10)
  await page.goto(`${shop.address}/board?day=${iso}`)
  await page.locator('[data-visit]').first().click()
  await page.getByText('王金凤').nth(1).waitFor()
  await shot(page, 'shop-candidates')
  await page.getByRole('button', { name: /派给/ }).first().click()
  await page.waitForFunction(() => document.querySelector('.lane [data-visit]'))
  await shot(page, 'shop-board')
})

test('step by step to the approval, then bill and settlement', async () => {
  const zhou = shop.person()
  await zhou.login('zhou', 'paper-lantern-42')
  const visit = (await zhou.good('/api/visit?limit=1')).rows[0]
  assert.equal(visit.state, 'offered')
  await page.goto(`${shop.address}/visit/${visit.id}`)
  await page.getByRole('button', { name: '接单', exact: true }).first().waitFor()
  await shot(page, 'shop-visit-early')
  await page.goto('about:blank')                  /* what the page still asks for is asked with its session */
  await page.context().clearCookies()
  shop.setTime(at(today() + 1, 9, 5))
  await login()
  await zhou.login('zhou', 'paper-lantern-42')
  await page.goto(`${shop.address}/visit/${visit.id}`)
  const reached = { 接单: 'accepted', 确认: 'confirmed', 出发: 'en_route', 已到达: 'arrived', 开始: 'in_service', 完成: 'finished', 验收: 'approved' }
  for (const [name, wanted] of Object.entries(reached)) {
    await page.getByRole('button', { name, exact: true }).first().click()
    const dialog = page.locator('.el-dialog:visible')
    if (name === '已到达') { await dialog.waitFor(); await dialog.locator('.el-button--primary').click() }
    for (let i = 0; i < 50; i++) { if ((await zhou.good(`/api/visit/${visit.id}`)).state === wanted) break; await new Promise(r => setTimeout(r, 100)) }
    assert.equal((await zhou.good(`/api/visit/${visit.id}`)).state, wanted, name)
    await page.waitForTimeout(300)
  }
  await shot(page, 'shop-visit')
  for (const [path, button] of [['bill', '按天出账'], ['settlement', '按期结算']]) {
    await page.goto(`${shop.address}/${path}`)
    await click(button)
    const dialog = page.locator('.el-dialog:visible')
    await dialog.locator('input').first().waitFor()          // the period that comes now is asked for first
    const iso = new Date((today() + 1) * 86_400_000).toISOString().slice(0, 10)
    /* The pickers come a moment after the dialog: what was typed before that is asked for again, as a person would. */
    let closed = false
    for (let i = 0; i < 4 && !closed; i++) {
      for (const input of await dialog.locator('input').all()) { await input.fill(iso); await input.press('Tab') }
      await dialog.locator('.el-button--primary').click()
      closed = await dialog.waitFor({ state: 'hidden', timeout: 6000 }).then(() => true, () => false)
    }
    assert.ok(closed, `${path}: ${closed || await dialog.innerText()}`)
    await page.locator('tbody tr').first().waitFor()
    await shot(page, `shop-${path}`)
  }
  let settled
  for (let i = 0; i < 50; i++) {
    settled = await zhou.good(`/api/visit/${visit.id}`)
    if (settled.state === 'settled') break
    await page.waitForTimeout(100)
  }
  assert.equal(settled.state, 'settled')
  assert.deepEqual(problems, [])
})
