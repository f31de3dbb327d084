/** The real product, clicked: a start is chosen from the free slots, by mouse and by keyboard; a draft is moved from its page. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { at, openShop, today } from '../stories/shop.mjs'
import { openCleaner } from '../stories/cleaner.mjs'
import { launch, shot, violations } from './kit.mjs'

let shop, browser, page, c, zhou
const problems = [], DAY = today() + 2

before(async () => {
  shop = await openShop({ clock: false })
  c = await openCleaner(shop)
  zhou = c.zhou
  const second = await c.hire('陈秀兰')
  for (const [worker, hour] of [[c.worker, 9], [second, 9], [second, 14]]) {
    const v = await zhou.make('visit', { customer: c.customer.id, household: c.home.id, line: c.line.id, start: at(DAY, hour), length: 120 })
    await zhou.step(v, 'visit', 'assign', { worker: worker.id })
  }
  browser = await launch()
  page = await (await browser.newContext({ viewport: { width: 1280, height: 1400 }, locale: 'zh-CN', reducedMotion: 'reduce', bypassCSP: true })).newPage()
  page.on('pageerror', error => problems.push(error.message))
  page.on('response', answer => { if (answer.status() >= 400 && !answer.url().endsWith('/api/me')) problems.push(`${answer.status()} ${answer.url()}`) })
  await page.goto(`${shop.address}/login`)
  await page.fill('#login-name', 'zhou')
  await page.fill('#login-password', 'paper-lantern-42')
  await page.click('form button[type=submit]')
  await page.waitForURL('**/today')
})
after(async () => { await browser?.close(); await shop?.close() })

const cell = (day, hour) => page.locator(`.slots [role=gridcell][aria-label*="${new Date(day * 86_400_000).getUTCMonth() + 1}月${new Date(day * 86_400_000).getUTCDate()}日 ${String(hour).padStart(2, '0')}:00"]`)

test('the grid says when somebody can come, and a choice fills the start of the order', async () => {
  await page.goto(`${shop.address}/service_order/new?customer=${c.customer.id}&household=${c.home.id}&line=${c.line.id}`)
  await page.waitForSelector('.slots [role=grid]')
  assert.match(await cell(DAY, 9).textContent(), /–/, 'both are at work then')
  assert.match(await cell(DAY, 14).textContent(), /紧 1/)
  assert.match(await cell(DAY, 17).textContent().catch(() => '–'), /–|空|紧/)
  await cell(DAY, 9).click({ force: true })
  assert.equal(await page.locator('.slots .chosen').count(), 0, 'nobody is no choice')
  await cell(DAY, 14).click()
  assert.equal(await page.locator('.slots .chosen').count(), 1)
  await page.locator('.slots .about').getByText('人数刚好').waitFor()
  await page.locator('.slots .about').getByText('王金凤').waitFor()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  assert.equal(await cell(DAY + 1, 14).getAttribute('aria-selected'), 'true')
  await shot(page, 'slots-create')
  assert.deepEqual(await violations(page), [])
  await page.locator('[data-field=terms_version] input').fill('2026-1')
  await page.locator('button[form=create]').click()
  await page.waitForURL(/service_order\/\d+/)
  const order = await zhou.good(`/api/service_order/${page.url().match(/service_order\/(\d+)/)[1]}`)
  assert.equal(order.start, at(DAY + 1, 14))
})

test('a draft is moved from its page, and only a draft', async () => {
  const id = page.url().match(/service_order\/(\d+)/)[1]
  await page.waitForSelector('.slots [role=grid]')
  await cell(DAY + 1, 10).click()
  await page.getByText('时间改为').waitFor()
  assert.equal((await zhou.good(`/api/service_order/${id}`)).start, at(DAY + 1, 10))
  await shot(page, 'slots-detail')
  await page.getByRole('button', { name: '确认', exact: true }).click()
  await page.waitForFunction(() => !document.querySelector('.slots'))
  assert.equal((await zhou.good(`/api/service_order/${id}`)).state, 'confirmed')
})

test('on a phone the week fits, and dark is dark', async () => {
  await page.setViewportSize({ width: 375, height: 812 })
  await page.goto(`${shop.address}/service_order/new?customer=${c.customer.id}&household=${c.home.id}&line=${c.line.id}`)
  const grid = page.locator('.slots [role=grid]')
  await grid.waitFor()
  await grid.scrollIntoViewIfNeeded()
  await shot(page, 'slots-phone')
  const wide = await grid.evaluate(e => e.scrollWidth - e.clientWidth)
  assert.ok(wide <= 1, `the grid is ${wide} px wider than the phone`)
  await page.evaluate(() => { document.documentElement.dataset.theme = 'dark' })
  await shot(page, 'slots-dark')
  assert.deepEqual(problems, [])
})
