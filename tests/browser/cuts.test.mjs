/** A day of two visits over a line that breaks in every act: gone before it, broken before the server heard, broken after it did and before the phone
 *  heard back; the page opened anew in between. In the evening the server knows every act once, and the phone keeps none. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openCleaner } from '../stories/cleaner.mjs'
import { openShop, today, at } from '../stories/shop.mjs'
import { launch } from './kit.mjs'

let shop, it, zhou, browser, context, page
const day = today() + 1, problems = [], visits = [], BREAKS = ['gone', 'unheard', 'unanswered']
let way = 'well', turn = 0, lost = 0

before(async () => {
  shop = await openShop()
  it = await openCleaner(shop, { line: { least_photos: 1 } })
  zhou = it.zhou
  const standard = await zhou.make('standard', { line: it.line.id, name: '日常保洁标准', items: [
    { area: '厨房', task: '台面与灶台', acceptance: '无油污', weight: 30, photo: true }, { area: '卫生间', task: '马桶与地面', acceptance: '无水渍', weight: 30 }, { area: '卧室', task: '地板', acceptance: '无灰', weight: 10 } ] })
  await zhou.step(standard, 'standard', 'submit')
  await zhou.step(standard, 'standard', 'publish', { valid_from: today() })
  await zhou.make('extra_offer', { name: '擦内窗', price: 3000, length: 30, most: 3 })
  for (const hour of [9, 14]) {
    const o = await zhou.make('service_order', { customer: it.customer.id, household: it.home.id, line: it.line.id, start: at(day, hour), terms_version: '2026-1' })
    visits.push(await zhou.step({ id: (await zhou.step(o, 'service_order', 'confirm')).visit }, 'visit', 'assign', { worker: it.worker.id }))
  }
  browser = await launch()
  context = await browser.newContext({ viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true, locale: 'zh-CN', reducedMotion: 'reduce', geolocation: { latitude: 30.6602, longitude: 104.0702, accuracy: 12 }, permissions: ['geolocation'] })
})
after(async () => { await browser?.close(); await shop?.close() })

const tap = name => page.getByRole('button', { name }).first().click()
const inSheet = name => page.locator('dialog').getByRole('button', { name, exact: true }).first().click()
const shutOf = () => page.waitForFunction(() => !document.querySelector('dialog') && !history.state?.sheet)
/* Without a line, and what has arrived is taken in first: an answer on its way would bring the hour of before to a phone that has the new one already. */
const clock = async (hour, minute = 0) => {
  await context.setOffline(true)
  await page.evaluate(() => new Promise(done => setTimeout(done, 100)))
  shop.setTime(at(day, hour, minute))
  await page.clock.setSystemTime(at(day, hour, minute))
  await context.setOffline(way === 'gone')
}
const kept = name => page.evaluate(([worker, store]) => new Promise((done, fail) => {
  const open = indexedDB.open(`phone-${worker}`)
  open.onsuccess = () => { const all = open.result.transaction(store).objectStore(store).count(); all.onsuccess = () => { open.result.close(); done(all.result) } }
  open.onerror = () => fail(open.error)
}), [it.worker.id, name])

/* One act over a line that breaks in the next of the three ways; every second time the page is opened anew, every third the line comes back. */
async function broken(act) {
  way = BREAKS[turn % BREAKS.length]
  await context.setOffline(way === 'gone')
  await act()
  if (turn % 2) { await page.reload(); await page.locator('.visit, .line').first().waitFor() }
  if (turn % 3 === 1) await mended()
  turn++
}
async function mended() {
  way = 'well'
  await context.setOffline(false)
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.waitForFunction(() => !document.querySelector('.strip'))
}

test('her phone takes the day along', async () => {
  const account = (await zhou.post(`/api/worker/${it.worker.id}/phone`, {})).json
  page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('pageerror', error => problems.push(error.message))
  await context.route(/\/api\/my\/(acts|photo)/, async route => {
    if (way === 'well') { await route.continue(); return }
    if (way === 'unanswered') await route.fetch()
    lost++
    await route.abort('connectionreset')
  })
  await page.clock.install({ time: Date.now() })
  await page.goto(`${shop.address}/w/`)
  await page.fill('#login-name', account.login)
  await page.fill('#login-password', account.password)
  await tap('登录')
  await page.locator('.offer').first().waitFor()
  for (const left of [1, 0]) await broken(async () => { await tap('接单'); await page.waitForFunction(n => document.querySelectorAll('.offer').length === n, left) })
  await mended()
  await clock(7, 30)
  await page.reload()
  await page.getByText('09:00–12:00').first().waitFor()
  await page.waitForFunction(() => navigator.serviceWorker.ready.then(() => true))
})

for (const hour of [9, 14])
  test(`the visit at ${hour}: every act is made over a broken line`, async () => {
    await clock(hour - 1, 30)
    await broken(async () => { await tap('我出发了'); await page.getByRole('button', { name: '到达签到' }).waitFor() })
    await clock(hour - 1, 57)
    await broken(async () => { await tap('到达签到'); await inSheet('确认签到'); await page.getByRole('button', { name: '开始服务' }).waitFor(); await shutOf() })
    await clock(hour)
    await broken(async () => { await tap('开始服务'); await page.getByRole('button', { name: /做清单/ }).waitFor() })
    await clock(hour + 1)
    await broken(async () => {
      await tap(/做清单/)
      await page.locator('dialog input[type=file]').first().setInputFiles({ name: 'kitchen.jpg', mimeType: 'image/jpeg', buffer: await jpeg(hour) })
      await page.locator('dialog').getByText('照片已存').waitFor()
      await inSheet('确定'); await shutOf()
    })
    for (const task of ['马桶与地面', '地板'])
      await broken(async () => {
        await tap(/做清单/)
        await page.locator('dialog .task', { hasText: task }).getByRole('button', { name: '做好了' }).click()
        await inSheet('确定'); await shutOf()
      })
    await broken(async () => { await tap('加项'); await page.locator('dialog').getByText('擦内窗').click(); await page.locator('dialog .big').click(); await shutOf() })
    await broken(async () => { await tap('异常'); await page.locator('dialog .choices label, dialog .list button, dialog label').first().click(); await inSheet('告诉门店'); await shutOf() })
    await clock(hour + 3, 1)
    await broken(async () => { await tap('全部完成'); await inSheet('全部完成'); await shutOf() })
  })

test('the server knows every act once, and the phone keeps none', async () => {
  assert.ok(lost >= 16, `${lost} broken`)
  await clock(18)
  await mended()
  await page.waitForFunction(() => !document.querySelector('.strip'))
  assert.deepEqual([await kept('acts'), await kept('photos')], [0, 0])
  await zhou.login('zhou', 'paper-lantern-42')
  for (const [i, hour] of [[0, 9], [1, 14]]) {
    const v = await zhou.good(`/api/visit/${visits[i].id}`), acts = (await zhou.good(`/api/field_act?visit=${v.id}&limit=50`)).rows
    assert.equal(v.state, 'finished')
    for (const [name, minute] of [['left_at', at(day, hour - 1, 30)], ['arrived_at', at(day, hour - 1, 57)], ['began_at', at(day, hour)], ['finished_at', at(day, hour + 3, 1)]]) assert.ok(Math.abs(v[name] - minute) < 60_000, `${name} of ${hour}`)
    assert.deepEqual(acts.filter(a => a.state !== 'taken').map(a => [a.what, a.state]), [['trouble', 'asked']])
    const count = {}
    for (const a of acts) count[a.what] = (count[a.what] ?? 0) + 1
    assert.deepEqual(count, { accept: 1, depart: 1, arrive: 1, begin: 1, tick: 3, extra: 1, trouble: 1, finish: 1 })
    assert.ok(v.checklist[0].picture)
    assert.ok(v.checklist.every(c => c.done))
    assert.equal((await zhou.good(`/api/extra_ask?visit=${v.id}`)).rows.length, 1)
  }
  assert.deepEqual(problems, [])
})

/* Of each visit another one: the same picture twice is one photo. */
const jpeg = async n => Buffer.from(await page.evaluate(async hue => {
  const c = document.createElement('canvas'); c.width = 320; c.height = 240
  const g = c.getContext('2d'); g.fillStyle = `hsl(${hue * 20} 60% 50%)`; g.fillRect(0, 0, 320, 240)
  const blob = await new Promise(done => c.toBlob(done, 'image/jpeg', 0.9))
  return new Promise(done => { const read = new FileReader(); read.onload = () => done(read.result.split(',')[1]); read.readAsDataURL(blob) })
}, n), 'base64')
