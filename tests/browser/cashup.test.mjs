/** The real product, clicked: the day's cash is looked at, its figures opened, counted with a difference, signed by somebody else; the day is closed. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { at, openShop, today } from '../stories/shop.mjs'
import { openCleaner } from '../stories/cleaner.mjs'
import { launch, shot, violations } from './kit.mjs'

let shop, browser, context, page, zhou, her
const problems = []
async function login(login, password) {
  await page.goto(`${shop.address}/login`)
  await page.fill('#login-name', login)
  await page.fill('#login-password', password)
  await page.click('form button[type=submit]')
  await page.waitForURL('**/today')
}
before(async () => {
  shop = await openShop({ clock: false })
  her = await openCleaner(shop)
  zhou = her.zhou
  const roles = (await zhou.good('/api/role?limit=50')).rows
  const account = await zhou.make('account', { login: 'chen', name: '陈会计', home: her.branch, roles: [{ role: roles.find(r => r.code === 'finance').id }] })
  await zhou.post(`/api/account/${account.id}/password`, { password: 'river-stone-77' })
  const visit = await zhou.make('visit', { customer: her.customer.id, household: her.home.id, line: her.line.id, start: at(today() + 1, 9), length: 180 })
  await zhou.step(visit, 'visit', 'assign', { worker: her.worker.id })
  await zhou.post(`/api/visit/${visit.id}/collect`, { amount: 15000, tip: 800, by_worker: true })
  for (const [amount, channel] of [[26000, 'cash'], [8800, 'wechat'], [43000, 'transfer']]) await zhou.make('payment', { kind: 'from_customer', customer: her.customer.id, amount, channel })
  browser = await launch()
  context = await browser.newContext({ bypassCSP: true, viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce' })
  page = await context.newPage()
  page.on('pageerror', error => problems.push(error.message))
  page.on('response', answer => { if (answer.status() >= 500) problems.push(`${answer.status()} ${answer.url()}`) })
  await login('zhou', 'paper-lantern-42')
})
after(async () => { await browser?.close(); await shop?.close() })

const row = name => page.locator('.receiver', { hasText: name })

test('the page is in the menu, says what it is for, and has every figure', async () => {
  await page.locator('nav').getByRole('link', { name: '日结' }).first().click()
  await page.waitForSelector('.receiver')
  assert.equal(await page.locator('.receiver').count(), 2)
  assert.match(await row('柜台').innerText(), /260\.00/)
  assert.match(await row('王金凤').innerText(), /150\.00/, 'her tip is her own')
  assert.match(await page.locator('.figures').innerText(), /518\.00/, 'WeChat and transfer together')
  assert.deepEqual(await violations(page), [])
  await shot(page, 'cashup-before')
})

test('a figure opens the payments behind it', async () => {
  await row('王金凤').locator('dd a').first().click()
  await page.waitForURL('**/payment?*')
  await page.waitForSelector('tbody tr')
  assert.equal(await page.locator('tbody tr').count(), 1, 'the visit, and not her tip')
  await page.goBack()
  await page.waitForSelector('.receiver')
})

test('counted: right by one click, a difference only with its reason', async () => {
  await page.getByRole('button', { name: '开始清点' }).click()
  await row('王金凤').getByRole('button', { name: /相符/ }).click()
  await row('王金凤').getByText('已记下').waitFor()
  const till = row('柜台')
  await till.locator('input').first().fill('258')
  await till.getByRole('button', { name: '记下' }).click()
  await till.getByText('请写明原因').waitFor()
  await till.getByPlaceholder('差异原因').fill('找零多给')
  await shot(page, 'cashup-counting')
  await till.getByRole('button', { name: '记下' }).click()
  await till.getByText('已记下').waitFor()
  assert.match(await page.locator('.figures').innerText(), /[-−]\s?¥?2\.00/)
})

test('who counted cannot sign; somebody else does, and the day is closed', async () => {
  await page.locator('#cash-banked').fill('200')
  await page.getByRole('button', { name: '清点完毕' }).click()
  await page.getByText('留存柜台').waitFor()
  assert.ok(await page.getByRole('button', { name: '复核并日结' }).isDisabled())
  await shot(page, 'cashup-counted')
  await page.request.post(`${shop.address}/api/logout`, { headers: { origin: shop.address } })
  await login('chen', 'river-stone-77')
  await page.goto(`${shop.address}/cash-up`)
  await page.getByRole('button', { name: '复核并日结' }).click()
  await page.locator('[role=dialog]').getByRole('button', { name: '复核并日结' }).click()
  await page.getByText('这一天已关上').waitFor()
  assert.deepEqual(await violations(page), [])
  await shot(page, 'cashup-closed')
  const late = await zhou.make('payment', { kind: 'from_customer', customer: her.customer.id, amount: 100, channel: 'cash' })
  assert.equal(late.cash_day, today() + 1)
})

test('small, large, dark and in English', async () => {
  for (const [width, height, theme, language] of [[375, 812, 'light', 'zh'], [1366, 768, 'dark', 'zh'], [1920, 1080, 'light', 'en']]) {
    await page.setViewportSize({ width, height })
    await page.request.put(`${shop.address}/api/me/preferences`, { data: { theme, language }, headers: { origin: shop.address } })
    await page.goto(`${shop.address}/cash-up`)
    await page.waitForSelector('.receiver')
    await page.waitForFunction(wanted => document.documentElement.dataset.theme === wanted, theme)
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} px`)
    assert.deepEqual(await violations(page), [], `${width} ${theme}`)
    await shot(page, `cashup-${width}-${theme}-${language}`)
  }
  assert.deepEqual(problems, [])
})
