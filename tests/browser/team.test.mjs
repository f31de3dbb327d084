/** A large job on both phones, 375 × 812, in real Chromium against the real server: the leader tells of her zones without a network, the customer signs for what is
 *  right and says what is not, the leader reads it and does it again, the customer signs for the rest and the whole. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openCleaner } from '../stories/cleaner.mjs'
import { at, openShop, today } from '../stories/shop.mjs'
import { launch, shot, violations } from './kit.mjs'

let shop, it, zhou, browser, phone, page, hers, leader, visit
const day = today() + 1, problems = []

const watch = p => {
  p.setDefaultTimeout(30_000)
  p.on('pageerror', error => problems.push(error.message))
  p.on('console', message => { if (message.type() === 'error' && !/Failed to load resource|ERR_INTERNET/.test(message.text())) problems.push(message.text()) })
  return p
}
const look = async p => {
  for (const v of await violations(p)) problems.push(`${p.url()}: ${v}`)
  const wide = await p.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok(wide <= 0, `${p.url()} is ${wide} px too wide`)
}
const jpeg = async colour => Buffer.from(await page.evaluate(async c => {
  const canvas = document.createElement('canvas'); canvas.width = 320; canvas.height = 240
  const g = canvas.getContext('2d'); g.fillStyle = c; g.fillRect(0, 0, 320, 240)
  return canvas.toDataURL('image/jpeg').split(',')[1]
}, colour), 'base64')
const clock = async (hour, minute) => { const now = at(day, hour, minute); shop.setTime(now); for (const p of [page, hers]) await p.clock.setSystemTime(now); await zhou.login('zhou', 'paper-lantern-42') }
const zone = (p, name) => p.locator('.zones li').filter({ hasText: name })
const draw = async p => {
  const pad = p.locator('dialog canvas')
  await pad.waitFor()
  const box = await pad.boundingBox()
  await p.mouse.move(box.x + 40, box.y + 60); await p.mouse.down(); await p.mouse.move(box.x + 160, box.y + 120, { steps: 8 }); await p.mouse.up()
  await p.locator('dialog').getByRole('button', { name: '签好了' }).click()
  await p.locator('dialog').waitFor({ state: 'detached' })
}

before(async () => {
  shop = await openShop()
  it = await openCleaner(shop, { line: { persons: 2 } })
  zhou = it.zhou
  const mate = await it.hire('陈秀兰'), third = await it.hire('刘桂英')
  const o = await zhou.make('service_order', { customer: it.customer.id, household: it.home.id, line: it.line.id, start: at(day, 9), length: 240, terms_version: '2026-1' })
  visit = await zhou.good(`/api/visit/${(await zhou.step(o, 'service_order', 'confirm')).visit}`)
  for (const [name, square_metres, hazard, measure] of [['客厅', 46], ['厨房', 9, 'power', '物业当天送电，先验电'], ['主卧', 22]]) await zhou.make('job_zone', { visit: visit.id, name, square_metres, ...(hazard && { hazard, measure }) })
  visit = await zhou.step(visit, 'visit', 'assign', { worker: it.worker.id })
  for (const n of [mate, third]) visit = await zhou.step(visit, 'visit', 'add_to_crew', { worker: n.id, grade: 'skilled' })
  for (const step of ['accept', 'confirm']) visit = await zhou.step(visit, 'visit', step)
  leader = (await zhou.post(`/api/worker/${it.worker.id}/phone`, {})).json
  browser = await launch()
  const like = { viewport: { width: 375, height: 812 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, locale: 'zh-CN', reducedMotion: 'reduce' }
  phone = await browser.newContext({ ...like, geolocation: { latitude: 30.6602, longitude: 104.0702, accuracy: 12 }, permissions: ['geolocation'] })
  page = watch(await phone.newPage())
  hers = watch(await (await browser.newContext(like)).newPage())
  shop.setTime(at(day, 8, 30))
  await zhou.login('zhou', 'paper-lantern-42')
  for (const [step, body] of [['depart'], ['arrive', { at: { lat: 30.66, lng: 104.07 } }]]) visit = await zhou.step(visit, 'visit', step, body)
  for (const p of [page, hers]) await p.clock.install({ time: at(day, 9, 1) })
  await clock(9, 1)
  visit = await zhou.step(visit, 'visit', 'begin')
  await page.goto(`${shop.address}/w/`)
  await page.fill('#login-name', leader.login)
  await page.fill('#login-password', leader.password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.locator('.visit').first().waitFor()
  await hers.goto(`${shop.address}/c/#/visits`)
  await hers.fill('#c-phone', '13800138000')
  await hers.fill('#c-code', (await zhou.post(`/api/customer/${it.customer.id}/portal_code`, {})).json.code)
  await hers.getByRole('button', { name: '登录', exact: true }).first().click()
  await hers.getByText('服务中').first().waitFor()
})
after(async () => { await browser?.close(); await shop?.close() })

test('the crew reads the zones; the leader tells of two without a network, with a photo, and they are told when it is back', async () => {
  await zone(page, '厨房').getByText('物业当天送电').waitFor()
  assert.deepEqual(await page.locator('.zones li b').allInnerTexts(), ['客厅 46 m²', '厨房 9 m²', '主卧 22 m²'], 'in their order')
  await hers.goto(`${shop.address}/c/#/visit/${visit.id}`)
  await zone(hers, '客厅').getByText('还在做').waitFor()
  assert.equal(await hers.getByRole('button', { name: /签字/ }).count(), 0)
  await phone.setOffline(true)
  await zone(page, '客厅').locator('input[type=file]').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await jpeg('#9ab') })
  await zone(page, '客厅').getByText('待上传').waitFor()
  await zone(page, '厨房').getByRole('button', { name: '这间做完了' }).click()
  await zone(page, '厨房').getByText('已做完，等客户看').waitFor()
  await shot(page, 'team-worker'); await look(page)
  await phone.setOffline(false)
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.waitForFunction(() => !/待上传/.test(document.querySelector('.zones').innerText))
})

test('she sees the photo, signs for one, says of another what is wrong, not without a word', async () => {
  await hers.reload()
  await zone(hers, '客厅').locator('img').waitFor()
  await hers.waitForFunction(() => [...document.querySelectorAll('.zones img')].every(i => i.complete && i.naturalWidth > 0))
  await zone(hers, '厨房').getByRole('button', { name: '有问题' }).click()
  const send = hers.locator('dialog').getByRole('button', { name: '告诉门店和师傅' })
  assert.ok(await send.isDisabled(), 'nothing is said yet')
  await hers.locator('dialog textarea').fill('瓷砖上有水泥点')
  await hers.locator('dialog input[type=file]').setInputFiles({ name: 'b.jpg', mimeType: 'image/jpeg', buffer: await jpeg('#b97') })
  await hers.locator('dialog').getByText('照片已传好').waitFor()
  await shot(hers, 'team-wrong'); await look(hers)
  await send.click()
  await zone(hers, '厨房').getByText('会马上返工').waitFor()
  await zone(hers, '客厅').getByRole('button', { name: '没问题，签字' }).click()
  await draw(hers)
  await zone(hers, '客厅').getByText('李芳').waitFor()
  await shot(hers, 'team-customer'); await look(hers)
})

test('the leader reads it and does it again; a page that is behind says so; one signature for the rest, then the whole', async () => {
  await page.reload()
  await zone(page, '厨房').getByText('客户说：瓷砖上有水泥点').waitFor()
  await zone(page, '厨房').getByRole('link', { name: '看客户拍的照片' }).waitFor()
  await shot(page, 'team-again'); await look(page)
  await clock(12, 30)
  await zone(page, '厨房').getByRole('button', { name: '返工好了' }).click()
  await zone(page, '主卧').getByRole('button', { name: '这间做完了' }).click()
  await page.waitForFunction(() => !/待上传/.test(document.querySelector('.zones').innerText))
  await zone(hers, '厨房').getByRole('button', { name: '可以了，签字' }).click()          // her page is from before
  const pad = hers.locator('dialog canvas')
  await pad.waitFor()
  const box = await pad.boundingBox()
  await hers.mouse.move(box.x + 40, box.y + 60); await hers.mouse.down(); await hers.mouse.move(box.x + 160, box.y + 120, { steps: 8 }); await hers.mouse.up()
  await hers.locator('dialog').getByRole('button', { name: '签好了' }).click()
  await hers.locator('.zones').getByText('刚刚有变化').waitFor()
  await zone(hers, '厨房').getByText('已返工，请再看').waitFor()
  await hers.getByRole('button', { name: '其余都没问题，一次签字' }).click()
  await hers.locator('dialog').getByText('主卧').waitFor()
  await draw(hers)
  await hers.getByText('各区都已验收').waitFor()
  await clock(12, 50)
  visit = await zhou.step({ id: visit.id }, 'visit', 'finish')
  await hers.reload()
  await hers.getByRole('button', { name: '验收签字' }).click()
  await draw(hers)
  await hers.getByText('已验收').first().waitFor()
  assert.deepEqual([(await zhou.good(`/api/visit/${visit.id}`)).state, (await zhou.good(`/api/job_zone?visit=${visit.id}`)).rows.map(z => [z.how, z.accepted_by])], ['approved', Array(3).fill(['phone', '李芳'])])
  await hers.evaluate(() => localStorage.setItem('zhangjia.preferences', JSON.stringify({ theme: 'dark', language: 'en' })))
  await hers.reload()
  await hers.getByText('Every zone is settled').waitFor()
  await look(hers)
})

test('nothing was wrong on any page', () => assert.deepEqual(problems, []))
