/** The real product, clicked: a day is planned from the board, read as a difference, published; another is rejected. By keyboard where it matters. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { at, openShop, today } from '../stories/shop.mjs'
import { openCleaner } from '../stories/cleaner.mjs'
import { launch, shot } from './kit.mjs'

let shop, browser, page, zhou, visits = []
const problems = [], DAY = today() + 2, iso = new Date(DAY * 86_400_000).toISOString().slice(0, 10)

before(async () => {
  shop = await openShop({ clock: false })
  const c = await openCleaner(shop)
  zhou = c.zhou
  await c.hire('陈秀兰')
  for (const hour of [9, 9, 14]) visits.push(await zhou.make('visit', { customer: c.customer.id, household: c.home.id, line: c.line.id, start: at(DAY, hour), length: 120 }))
  browser = await launch()
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce' })).newPage()
  page.on('pageerror', error => problems.push(error.message))
  page.on('response', answer => { if (answer.status() >= 400 && !answer.url().endsWith('/api/me')) problems.push(`${answer.status()} ${answer.url()}`) })
  await page.goto(`${shop.address}/login`)
  await page.fill('#login-name', 'zhou')
  await page.fill('#login-password', 'paper-lantern-42')
  await page.click('form button[type=submit]')
  await page.waitForURL('**/today')
})
after(async () => { await browser?.close(); await shop?.close() })

async function plan() {
  await page.goto(`${shop.address}/board?day=${iso}`)
  await page.waitForSelector('.bar')
  await page.keyboard.press('p')
  await page.waitForSelector('#plan-day')
  assert.equal(await page.inputValue('#plan-day input[type=date]'), iso, 'the day of the board')
  await page.locator('.el-radio-button', { hasText: '30 秒' }).click()
  await page.getByRole('button', { name: '开始排单' }).click()
  await page.waitForURL('**/plan/*')
  await page.waitForSelector('[role=progressbar]')
}

test('planning shows how far it is and is stopped with the best so far; rejected, nothing has changed', async () => {
  await plan()
  await page.getByRole('button', { name: '停止，用目前最好的' }).click()
  await page.waitForSelector('.figures', { timeout: 20_000 })
  await page.getByText('提前停止').waitFor()
  await page.getByRole('button', { name: '驳回' }).click()
  await page.getByText('已驳回，安排没有变').waitFor()
  for (const v of visits) assert.equal((await zhou.good(`/api/visit/${v.id}`)).state, 'unassigned')
})

test('the difference is read, one visit is taken out, the rest is published by the keyboard', async () => {
  await plan()
  await page.getByRole('button', { name: '停止，用目前最好的' }).click()
  await page.waitForSelector('.figures', { timeout: 20_000 })
  assert.equal(await page.locator('.group li').count(), 3)
  await page.locator('.group li .el-checkbox').last().click()
  await page.getByRole('button', { name: '发布 2 单' }).waitFor()
  await shot(page, 'plan-ready')
  await page.keyboard.press('Control+Enter')
  await page.getByText('已发布：改了 2 单').waitFor()
  await shot(page, 'plan-published')
  const states = await Promise.all(visits.map(async v => (await zhou.good(`/api/visit/${v.id}`)).state))
  assert.deepEqual(states.sort(), ['offered', 'offered', 'unassigned'])
  await page.getByText('回到调度台').click()
  await page.waitForURL('**/board?day=*')
  assert.deepEqual(problems, [])
})

test('three days are planned at once, read day by day, and one of them is published', async () => {
  const c = visits[0]
  for (const ahead of [3, 4]) await zhou.make('visit', { customer: c.customer, household: c.household, line: c.line, start: at(today() + ahead, 10), length: 120 })
  await page.goto(`${shop.address}/board?day=${iso}`)
  await page.waitForSelector('.bar')
  await page.keyboard.press('p')
  await page.waitForSelector('#plan-day')
  await page.locator('.el-radio-button', { hasText: '3 天' }).click()
  await page.locator('.el-radio-button', { hasText: '4 秒' }).click()
  await page.getByRole('button', { name: '开始排单' }).click()
  await page.waitForURL('**/plan/*')
  await page.waitForSelector('.days', { timeout: 30_000 })
  assert.equal(await page.locator('.days [role=radio]').count(), 4, 'all, and three days')
  await shot(page, 'plan-days')
  const second = page.locator('.days [role=radio]').nth(2)
  await second.click()
  assert.equal(await second.getAttribute('aria-checked'), 'true')
  assert.equal(await page.locator('.group li').count(), 1)
  await page.getByRole('button', { name: /发布\d+月\d+日的 1 单/ }).click()
  await second.getByText('已发布').waitFor()
  const found = (await zhou.good(`/api/board?day=${today() + 3}`)).visits
  assert.deepEqual(found.map(v => v.state), ['offered'])
  assert.equal((await zhou.good(`/api/plan_proposal/${page.url().match(/plan\/(\d+)/)[1]}`)).state, 'ready', 'the others wait')
  await page.locator('.days [role=radio]').first().click()
  await page.getByRole('button', { name: /^发布 \d+ 单/ }).click()
  await page.getByText(/已发布：改了/).waitFor()
  assert.deepEqual(problems, [])
})

test('an over-run is said where the day is planned anew, and what comes next moves', async () => {
  const day = today() + 6, c = visits[0], lasting = await zhou.make('visit', { customer: c.customer, household: c.household, line: c.line, start: at(day, 9), length: 120 })
  const next = await zhou.make('visit', { customer: c.customer, household: c.household, line: c.line, start: at(day, 12), length: 120 })
  for (const v of [lasting, next]) await zhou.step(v, 'visit', 'assign', { worker: (await zhou.good('/api/worker?limit=5')).rows.find(w => w.name === '王金凤').id })
  await page.goto(`${shop.address}/board?day=${new Date(day * 86_400_000).toISOString().slice(0, 10)}`)
  await page.waitForSelector('.bar')
  await page.keyboard.press('p')
  await page.waitForSelector('#plan-day')
  await page.getByText('尽量少打扰').click()
  await page.getByRole('combobox', { name: '超时的单' }).click({ force: true })
  await page.locator('.el-select-dropdown__item', { hasText: '09:00 王金凤' }).click()
  await page.waitForSelector('#plan-until')
  assert.equal(await page.inputValue('#plan-until'), '11:30', 'half an hour later than planned, unless she says more')
  await page.fill('#plan-until', '13:30')
  await shot(page, 'plan-late')
  await page.getByRole('button', { name: '开始排单' }).click()
  await page.waitForURL('**/plan/*')
  await page.waitForSelector('.figures', { timeout: 30_000 })
  assert.equal(await page.locator('.group li').count(), 1)
  await page.locator('.group', { hasText: '陈秀兰' }).waitFor()
  await shot(page, 'plan-late-ready')
  assert.deepEqual(problems, [])
})
