/** The real product, clicked: a card is paid and its refund looked at for each side; a month of wages is begun, calculated, looked into, and an objection answered. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { at, openShop } from '../stories/shop.mjs'
import { openCleaner } from '../stories/cleaner.mjs'
import { launch, shot, violations } from './kit.mjs'

let shop, browser, page, zhou, her, card, month
const problems = [], iso = day => new Date(day * 86_400_000).toISOString().slice(0, 10), dayOf = text => Date.parse(text) / 86_400_000
before(async () => {
  month = { first: dayOf('2026-10-01'), last: dayOf('2026-10-31') }             // with the three days of the decree
  shop = await openShop({ begins: at(month.last + 3, 9) })
  her = await openCleaner(shop, { from: month.last + 3 })
  zhou = her.zhou
  card = await zhou.make('prepaid_card', { customer: her.customer.id, kind: 'stored', named: true, contract: 'YF-1', purpose: '保洁', refund_way: '原路退回', paid: 300000, gift: 50000, uses: 'paid_first' })
  const days = (month.last - month.first + 1) * 2
  await zhou.make('wage_sheet', { worker: her.worker.id, home: '望京', first: month.first, last: month.last, wage: 780000, basis: 'days_21_75', holiday: 'law', sick_percent: 80, whole_month: true, served: days, rest: 8, rest_due: 8, holiday_worked: 6 })
  browser = await launch()
  page = await (await browser.newContext({ bypassCSP: true, viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce' })).newPage()
  page.on('pageerror', error => problems.push(error.message))
  page.on('response', answer => { if (answer.status() >= 500) problems.push(`${answer.status()} ${answer.url()}`) })
  await page.goto(`${shop.address}/login`)
  await page.fill('#login-name', 'zhou')
  await page.fill('#login-password', 'paper-lantern-42')
  await page.click('form button[type=submit]')
  await page.waitForURL('**/today')
})
after(async () => { await browser?.close(); await shop?.close() })

test('a card is paid on its page, and its refund is reckoned for each side before anybody asks', async () => {
  await page.locator('nav').getByRole('link', { name: '卡账' }).first().click()
  await page.waitForSelector('tbody tr')
  assert.deepEqual(await violations(page), [])
  await page.getByRole('link', { name: card.number }).click()
  await page.getByRole('button', { name: '收款 ¥3,000.00' }).click()
  await page.locator('.account li.sum').waitFor()
  assert.match(await page.locator('.account .legs').innerText(), /3,000\.00[\s\S]*500\.00/)
  assert.match(await page.locator('.account li.sum').innerText(), /3,000\.00/)
  await page.locator('.sides label').nth(1).click()
  assert.match(await page.locator('.account').innerText(), /七日内且未使用/)
  assert.deepEqual(await violations(page), [])
  await shot(page, 'card-account')
})

test('a month is begun and calculated; a payslip says where every fen comes from', async () => {
  await page.goto(`${shop.address}/payroll?month=${iso(month.first).slice(0, 7)}`)
  await page.getByRole('button', { name: '开始这个月' }).click()
  await page.locator('header .steps').getByRole('button', { name: '计算', exact: true }).click()
  await page.locator('tbody button.name').click()
  await page.locator('.inside .lines li').first().waitFor()
  assert.match(await page.locator('.inside .lines').innerText(), /7,800\.00[\s\S]*月工资 ¥7,800\.00 ÷ 21\.75 天 × 3 天 × 300%[\s\S]*3,227\.59/)
  assert.deepEqual(await violations(page), [])
  await shot(page, 'payroll')
})

test('part-time days have payrolls of their own beside the month', async () => {
  await page.getByRole('button', { name: /^开始非全日制 1–1[145] 日/ }).click()
  await page.locator('.kinds button[aria-current=true]').getByText(/^非全日制 1–/).waitFor()
  assert.equal(await page.getByRole('button', { name: '生成在户账单' }).count(), 0, 'bills are the month’s')
  assert.deepEqual(await violations(page), [])
  await page.locator('.kinds').getByRole('button', { name: '月薪' }).click()
  await page.locator('tbody button.name').waitFor()
})

test('an objection is answered where it stands', async () => {
  const accounts = (await zhou.good('/api/role?limit=50')).rows, account = await zhou.make('account', { login: 'chen', name: '陈会计', home: her.branch, roles: [{ role: accounts.find(r => r.code === 'finance').id }] })
  await zhou.post(`/api/account/${account.id}/password`, { password: 'river-stone-77' })
  const chen = shop.person()
  await chen.login('chen', 'river-stone-77')
  const run = (await zhou.good(`/api/payroll_run?kind=month&first_from=${month.first}`)).rows[0]
  await chen.step(await chen.good(`/api/payroll_run/${run.id}`), 'payroll_run', 'review')
  const slip = (await zhou.good(`/api/payslip?run=${run.id}`)).rows[0]
  await zhou.step(await zhou.good(`/api/payslip/${slip.id}`), 'payslip', 'object', { reason: '少算一天' })
  await page.reload()
  await page.locator('.said').waitFor()
  await page.getByRole('textbox', { name: '答复' }).fill('已核对,三天都在')
  await page.locator('.inside form button').click()
  await page.getByText('已答复：已核对,三天都在').waitFor()
  await page.waitForFunction(() => !document.body.innerHTML.includes('没有答复'))       // the month may go on: what held it back is gone from its button too
  await page.setViewportSize({ width: 375, height: 800 })
  await shot(page, 'payroll-phone')
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'nothing sticks out at 375 px')
  assert.deepEqual(problems, [])
})
