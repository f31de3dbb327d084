/** The customer's phone, 375 × 812, in real Chromium against the real server: price before login, a kept time, an order; the visit followed to
 *  signature, stars and complaint; once more with the same worker in three taps; large text, dark, English. Pictures of every page. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openCleaner } from '../stories/cleaner.mjs'
import { at, openShop, today } from '../stories/shop.mjs'
import { launch, shot, violations } from './kit.mjs'

let shop, it, zhou, browser, context, page, visit
const day = today() + 2, problems = []
before(async () => {
  shop = await openShop()
  it = await openCleaner(shop, { line: { description: '厨房、卫生间、卧室、客厅的日常清洁', exclusions: '外窗、家电内部' } })
  zhou = it.zhou
  await it.hire('陈秀兰')
  await zhou.make('setting', { code: 'operations.terms', since: today(), value: '2026-1' }).catch(async () => {
    const row = (await zhou.good('/api/setting?code=operations.terms&limit=5')).rows[0]
    await zhou.edit(row, 'setting', { value: '2026-1' })
  })
  await zhou.edit((await zhou.good(`/api/branch/${it.branch}`)), 'branch', { complaint_phone: '028-66668888' })
  browser = await launch()
  context = await browser.newContext({ viewport: { width: 375, height: 812 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, locale: 'zh-CN', reducedMotion: 'reduce' })
  page = await context.newPage()
  page.setDefaultTimeout(10_000)
  page.on('pageerror', error => problems.push(error.message))
  page.on('console', message => { if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) problems.push(message.text()) })
})
after(async () => { await browser?.close(); await shop?.close() })

let taps = 0
const tap = async (name, options = {}) => { taps++; await page.getByRole('button', { name, ...options }).first().click() }
const text = word => page.getByText(word).first().waitFor()
const look = async () => {
  for (const v of await violations(page)) problems.push(`${page.url()}: ${v}`)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok(wide <= 0, `${page.url()} is ${wide} px too wide`)
}
const officeCode = async () => (await zhou.post(`/api/customer/${it.customer.id}/portal_code`, {})).json.code
const clock = async ms => { shop.setTime(ms); await page.clock.setSystemTime(ms); await zhou.login('zhou', 'paper-lantern-42') }
const login = async () => {
  await page.fill('#c-phone', '13800138000')
  await page.fill('#c-code', await officeCode())
  await tap('登录', { exact: true })
}

test('she sees services and prices without a login, and picks a real time', async () => {
  await page.goto(`${shop.address}/c/`)
  await text('日常保洁')
  await shot(page, 'portal-first')
  await look()
  await tap(/日常保洁/)
  await tap('3 小时')
  await text('约 ¥150')
  await shot(page, 'portal-what')
  await look()
  await tap('选时间')
  await page.locator('.days .pick').nth(2).click()
  await shot(page, 'portal-when')
  await look()
  await page.locator('.slot', { hasText: '09:00' }).click()
})

test('she logs in with a code the shop reads out; the time is kept, and she orders', async () => {
  await text('手机号登录')
  await page.fill('#c-phone', '13800138000')
  await tap('获取验证码')
  await text('请给门店打电话')
  await shot(page, 'portal-login')
  await look()
  await page.fill('#c-code', '000000')
  await tap('登录', { exact: true })
  await page.getByRole('alert').waitFor()
  await login()
  await text('时间为您保留')
  await page.getByText('¥150').first().waitFor()
  await shot(page, 'portal-confirm')
  await look()
  assert.ok(await page.locator('form button[type=submit]').isDisabled(), 'no order without the terms')
  await page.getByLabel(/服务条款/).check()
  await page.locator('form button[type=submit]').click()
  await text('约好了').catch(async () => { throw new Error(await page.innerText('main')) })
  await shot(page, 'portal-booked')
  await look()
  await page.getByRole('link', { name: '查看这一单' }).click()
  await text('谁来')
    .catch(() => text('证件齐全'))
  visit = Number(/visit\/(\d+)/.exec(page.url())[1])
  assert.equal((await zhou.good(`/api/visit/${visit}`)).start, at(day, 9))
  await shot(page, 'portal-visit')
  await look()
})

test('she moves it, with the rule and the fee before', async () => {
  await tap('改时间')
  await text('现在改或取消：免费')
  await page.locator('dialog .days .pick').nth(2).click()
  await shot(page, 'portal-move')
  await look()
  await page.locator('dialog .slot', { hasText: '14:00' }).click()
  await tap(/改到/)
  await page.waitForFunction(() => !document.querySelector('dialog'))
  assert.equal((await zhou.good(`/api/visit/${visit}`)).start, at(day, 14))
})

test('she follows it, signs, rates without a default, and complains in two taps', async () => {
  const step = (name, body) => zhou.step({ id: visit }, 'visit', name, body)
  await step('accept'); await step('confirm')
  await page.clock.install({ time: at(day, 13, 40) })
  await clock(at(day, 13, 40))
  await step('depart')
  await page.reload()
  await text('师傅在路上')
  await shot(page, 'portal-follow')
  await look()
  const link = (await zhou.post(`/api/visit/${visit}/link`, {})).json.address
  const other = await context.newPage()
  const begun = performance.now()
  await other.goto(`${shop.address}${new URL(link).pathname}`)
  await other.getByText('联系门店').waitFor()
  assert.ok(performance.now() - begun < 1000, 'the tracking page opens in under a second')
  assert.equal(await other.locator('script').count(), 0)
  for (const v of await violations(other)) problems.push(`track: ${v}`)
  await shot(other, 'portal-track')
  await other.close()
  await clock(at(day, 14, 1)); await step('arrive', { proof: 'no_place' }); await step('begin')
  await clock(at(day, 17, 1)); await step('finish')
  await page.reload()
  await tap('验收签字')
  const box = await page.locator('dialog canvas').boundingBox()
  await page.mouse.move(box.x + 40, box.y + 60); await page.mouse.down()
  for (let i = 0; i < 12; i++) await page.mouse.move(box.x + 40 + i * 20, box.y + 60 + (i % 3) * 40)
  await page.mouse.up()
  await shot(page, 'portal-sign')
  await look()
  await tap('签好了')
  await text('已签字')
  await tap('评价')
  assert.equal(await page.locator('dialog input:checked').count(), 0, 'no star is set for her')
  await page.getByRole('radio', { name: '5 星' }).check({ force: true })
  await shot(page, 'portal-rate')
  await look()
  await tap('提交评价')
  await text('您给了 5 星')
  taps = 0
  await tap('不满意')
  await shot(page, 'portal-complain')
  await look()
  await tap('没做干净')
  await text(/已收到，\d\d:\d\d 前/)
  assert.equal(taps, 2)
  await shot(page, 'portal-complained')
  await look()
  assert.equal((await zhou.good(`/api/complaint?visit=${visit}`)).rows.length, 1)
})

test('once more with the same worker: three taps', async () => {
  await page.goto(`${shop.address}/c/#/book`)
  await text(/再来一次，还是/)
  await shot(page, 'portal-again')
  await look()
  taps = 0
  await tap(/再来一次，还是/)
  taps++
  await page.locator('.slot').first().click()
  await text('时间为您保留')
  await page.waitForFunction(() => /¥150/.test(document.querySelector('form button[type=submit]')?.textContent ?? ''))
  taps++
  await page.locator('form button[type=submit]').click()
  await text('约好了')
  assert.equal(taps, 3)
  const before = await zhou.good(`/api/visit/${visit}`), rows = (await zhou.good(`/api/visit?customer=${it.customer.id}&limit=20`)).rows
  assert.ok(rows.some(v => v.id !== visit && v.worker === before.worker && v.state === 'offered'))
})

test('bills, her data, large text, dark and English', async () => {
  const paid = await zhou.make('payment', { kind: 'from_customer', visit, amount: 15000, channel: 'wechat', paid_at: at(day, 17, 1) })
  await zhou.post('/api/receipt', { payment: paid.id })
  await page.goto(`${shop.address}/c/#/money`)
  await text('收据')
  await shot(page, 'portal-money')
  await look()
  await page.goto(`${shop.address}/c/#/visits`)
  await text('以前的').catch(() => text('将要上门'))
  await shot(page, 'portal-visits')
  await look()
  await page.goto(`${shop.address}/c/#/mine`)
  await text('授权开关')
  await shot(page, 'portal-mine')
  await look()
  await page.getByLabel('大字模式').check()
  await look()
  await shot(page, 'portal-elder')
  await page.goto(`${shop.address}/c/#/book`)
  await text('选一项服务')
  await shot(page, 'portal-elder-book')
  await look()
  await page.goto(`${shop.address}/c/#/visit/${visit}`)
  await text('进度')
  await shot(page, 'portal-elder-visit')
  await look()
  await page.goto(`${shop.address}/c/#/mine`)
  await page.getByLabel('大字模式').uncheck()
  await tap('深色')
  await look()
  await tap('English')
  await text('Ask to erase my data')
  await shot(page, 'portal-mine-dark-en')
  await look()
  for (const [hash, word] of [['book', 'Choose a service'], ['visits', 'Visits'], ['money', 'Receipts'], [`visit/${visit}`, 'Progress']]) {
    await page.goto(`${shop.address}/c/#/${hash}`)
    await text(word)
    await page.waitForTimeout(150)
    await shot(page, `portal-dark-en-${hash.split('/')[0]}`)
    await look()
    assert.doesNotMatch((await page.innerText('nav')), /[\u4e00-\u9fff]/)
  }
})

test('nothing was wrong on any page', () => assert.deepEqual(problems, []))
