/** An order taken on the phone, in a real browser and by the keyboard alone: presses are counted. Two calls at once, a reload in between, a pasted message. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { at, openShop, today } from '../stories/shop.mjs'
import { openCleaner } from '../stories/cleaner.mjs'
import { launch, shot, violations } from './kit.mjs'

let shop, browser, page, zhou, c, pressed = 0
const problems = []

/* Every key a person would press, letters of an address as typed by an input method (two keys a character at the least). */
const press = async key => { pressed++; await page.keyboard.press(key) }
const type = async text => { pressed += [...text].reduce((n, ch) => n + (ch > '⺀' ? 2 : 1), 0); await page.keyboard.type(text) }

before(async () => {
  shop = await openShop({ clock: false })
  c = await openCleaner(shop)
  zhou = c.zhou
  const older = await zhou.post('/api/intake/order', { customer: c.customer.id, household: c.home.id, order: { line: c.line.id, start: at(today() + 1, 9), terms_version: '2026-1', wish: c.worker.id }, act: 'confirm' })
  assert.equal(older.status, 201, older.text)
  browser = await launch()
  page = await (await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', reducedMotion: 'reduce', bypassCSP: true })).newPage()
  page.on('pageerror', error => problems.push(error.message))
  page.on('response', answer => { if (answer.status() >= 400 && !answer.url().endsWith('/api/me')) problems.push(`${answer.status()} ${answer.url()}`) })
  await page.goto(`${shop.address}/login`)
  await page.fill('#login-name', 'zhou')
  await page.fill('#login-password', 'paper-lantern-42')
  await page.click('form button[type=submit]')
  await page.waitForURL('**/today')
  await page.locator('main h1').first().waitFor()          /* the address changes before the page and its keys are there */
})
after(async () => { await browser?.close(); await shop?.close() })

const onSlot = () => page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'gridcell')
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-step') ?? document.activeElement?.tagName)
const orders = async () => (await zhou.good('/api/service_order?limit=100')).rows

test('a new customer has her order in under 60 seconds: at most 90 presses, no mouse', async () => {
  const began = Date.now()
  pressed = 0
  await press('n')
  await page.waitForSelector('[data-step=phone]')
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-step') === 'phone')
  await type('13955550011')
  await page.getByText('新号码，还没有这位客户').waitFor()
  await press('Enter')
  assert.equal(await focused(), 'name')
  await type('赵女士')
  await press('Enter')
  await type('锦绣花园8栋702')
  await press('Enter')
  await type('98')
  await page.waitForFunction(() => [...document.querySelectorAll('input')].some(i => i.value === '天府广场'), null, { timeout: 5000 })      /* the area is found by itself */
  await press('Alt+1')
  await page.getByText('按面积建议 4 小时').first().waitFor({ state: 'attached' })
  await onSlot()
  await press('ArrowRight')
  await press('ArrowRight')
  await press('Enter')
  await page.getByText('赵女士，跟您确认一下').waitFor()
  await shot(page, 'intake-before-order')
  await press('Space')
  await page.waitForFunction(() => document.querySelector('.sum')?.textContent?.includes('200.00'))
  await press('Control+Enter')
  await page.getByText('赵女士的单已下').waitFor()
  const seconds = (Date.now() - began) / 1000
  console.log(`# new customer: ${pressed} presses, ${seconds.toFixed(1)} s`)
  assert.ok(pressed <= 90, `${pressed} presses`)
  assert.ok(seconds < 60)
  const [newest] = await orders()
  assert.deepEqual([newest.state, newest.length], ['confirmed', 240])
  const visit = await zhou.good(`/api/visit/${(await zhou.good(`/api/service_order/${newest.id}`)).visit}`)
  const best = (await zhou.good(`/api/visit/${visit.id}/candidates`)).rows[0]
  assert.ok(best.ok, 'what was called free can be assigned')
  await shot(page, 'intake-done')
  assert.deepEqual(problems, [])
})

test('who called before is known: her home, service and worker come along, 25 presses do', async () => {
  pressed = 0
  await type('13800138000')
  await page.getByText('李芳', { exact: true }).first().waitFor()
  await page.waitForFunction(() => document.querySelector('[data-step=name]')?.value === '李芳')
  await press('Alt+1')
  await onSlot()
  await press('ArrowRight')
  await press('Enter')
  await press('Space')
  await page.waitForFunction(() => document.querySelector('.sum'))
  await shot(page, 'intake-known')
  assert.deepEqual(await violations(page), [])
  await press('Alt+Enter')
  await page.getByText('李芳的单已下').waitFor()
  console.log(`# known customer: ${pressed} presses`)
  assert.ok(pressed <= 25, `${pressed} presses`)
  const [newest] = await orders()
  assert.equal(newest.customer?.id ?? newest.customer, c.customer.id)
  const visit = await zhou.good(`/api/visit/${(await zhou.good(`/api/service_order/${newest.id}`)).visit}`)
  assert.equal(visit.state, 'offered', 'ordered and given to somebody in one go')
  assert.deepEqual(problems, [])
})

test('a second call parks the first; a reload loses nothing', async () => {
  await page.keyboard.type('13955550021')
  await page.keyboard.press('Enter')
  await page.keyboard.type('孙先生')
  await page.keyboard.press('Alt+n')
  await page.waitForFunction(() => document.querySelector('[data-step=phone]')?.value === '')
  await page.keyboard.type('13955550022')
  await page.keyboard.press('Enter')
  await page.keyboard.type('周太太')
  for (let i = 0; i < 100 && (await zhou.good('/api/intake/draft')).drafts.length < 2; i++) await page.waitForTimeout(100)
  await page.waitForTimeout(300)
  await page.reload()
  await page.getByRole('button', { name: '孙先生', exact: true }).waitFor()
  await page.getByRole('button', { name: '周太太', exact: true }).click()
  assert.equal(await page.inputValue('[data-step=phone]'), '13955550022')
  await page.getByRole('button', { name: '孙先生', exact: true }).click()
  assert.equal(await page.inputValue('[data-step=phone]'), '13955550021')
  await shot(page, 'intake-two-calls')
  for (const name of ['孙先生', '周太太']) await page.getByRole('button', { name: `丢掉 ${name}` }).click()
  await page.waitForFunction(() => document.querySelectorAll('.call').length === 1)
  const kept = async () => (await zhou.good('/api/intake/draft')).drafts.length
  for (let i = 0; i < 100 && await kept(); i++) await page.waitForTimeout(100)
  assert.equal(await kept(), 0)
})

test('a pasted message fills the form, asks what is doubtful and shows what was not understood', async () => {
  await page.keyboard.press('Alt+v')
  await page.keyboard.type('您好，周六3点保洁3小时，锦绣花园9栋101，吴女士 139 5555 0031，狗很凶')
  await page.keyboard.press('Control+Enter')
  await page.getByText('按下午算').waitFor()
  await page.getByText('没看懂的：').waitFor()
  assert.equal(await page.inputValue('[data-step=address]'), '锦绣花园9栋101')
  assert.ok((await page.locator('mark').count()) >= 6)
  await page.keyboard.press('Control+Enter')
  await page.getByText('念给客户听').waitFor()
  assert.deepEqual(await violations(page), [])
  await shot(page, 'intake-message')
  await page.setViewportSize({ width: 375, height: 812 })
  await page.waitForTimeout(200)
  assert.ok(await page.evaluate(() => document.querySelector('#main').scrollWidth <= 375), 'no scrolling sideways')
  assert.deepEqual(await violations(page), [])
  await shot(page, 'intake-phone')
  await page.setViewportSize({ width: 1366, height: 768 })
  assert.deepEqual(problems, [])
})
