/** The worker's phone, 375 × 812, in real Chromium against the real server: her account from her page, an offer, then a whole day without a
 *  network (the page opened anew in between) and everything told in the evening, once. Pictures of every page in both themes and languages. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { openCleaner } from '../stories/cleaner.mjs'
import { openShop, today, at } from '../stories/shop.mjs'
import { launch, shot, violations } from './kit.mjs'

let shop, it, zhou, browser, context, page, desk, standard
const day = today() + 1, problems = []
const visits = []
let account

before(async () => {
  shop = await openShop()
  it = await openCleaner(shop, { line: { least_photos: 1 } })
  zhou = it.zhou
  standard = await zhou.make('standard', { line: it.line.id, name: '日常保洁标准', items: [
    { area: '厨房', task: '台面与灶台', acceptance: '无油污', weight: 30, photo: true }, { area: '卫生间', task: '马桶与地面', acceptance: '无水渍', weight: 30, red_line: true }, { area: '卧室', task: '地板', acceptance: '无灰', weight: 10 } ] })
  await zhou.step(standard, 'standard', 'submit')
  await zhou.step(standard, 'standard', 'publish', { valid_from: today() })
  await zhou.edit(it.home, 'household', { access: '1803#', pets: true, cameras: true, camera_note: '客厅', parking: '地下二层' })
  await zhou.make('extra_offer', { name: '擦内窗', price: 3000, length: 30, most: 3, hint: '每扇，含窗台' })
  for (const hour of [9, 14]) {
    const o = await zhou.make('service_order', { customer: it.customer.id, household: it.home.id, line: it.line.id, start: at(day, hour), terms_version: '2026-1' })
    const v = (await zhou.step(o, 'service_order', 'confirm')).visit
    visits.push(await zhou.step({ id: v }, 'visit', 'assign', { worker: it.worker.id }))
  }
  browser = await launch()
  context = await browser.newContext({ viewport: { width: 375, height: 812 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, locale: 'zh-CN', reducedMotion: 'reduce', geolocation: { latitude: 30.6602, longitude: 104.0702, accuracy: 12 }, permissions: ['geolocation'] })
})
after(async () => { await browser?.close(); await shop?.close() })

const button = name => page.getByRole('button', { name }).first()
const tap = async name => { await button(name).click() }
/* A closed sheet gives its entry of the browser's history back: what goes elsewhere in that very moment would be taken back with it. */
const isShut = () => page.waitForFunction(() => !document.querySelector('dialog') && !history.state?.sheet)
const shut = async () => { await tap('关闭'); await isShut() }
const text = word => page.getByText(word).first().waitFor()
const look = async () => { for (const v of await violations(page)) problems.push(`${page.url()}: ${v}`) }
const clock = async (hour, minute = 0) => { shop.setTime(at(day, hour, minute)); await page.clock.setSystemTime(at(day, hour, minute)) }
/* Only the phone's clock: the server goes on by itself while the phone hears nothing of it. */
const phoneClock = async (hour, minute = 0) => { await page.clock.setSystemTime(at(day, hour, minute)); await page.waitForTimeout(50) }
const jpeg = async () => Buffer.from(await page.evaluate(async () => {
  const c = document.createElement('canvas'); c.width = 2400; c.height = 1800
  const g = c.getContext('2d'), d = g.createImageData(2400, 1800)
  let seed = 7
  for (let i = 0; i < d.data.length; i++) { seed = (seed * 1103515245 + 12345) & 0x7fffffff; d.data[i] = i % 4 === 3 ? 255 : (seed >> 16) & 255 }
  g.putImageData(d, 0, 0)
  const blob = await new Promise(done => c.toBlob(done, 'image/jpeg', 0.95))
  return new Promise(done => { const read = new FileReader(); read.onload = () => done(read.result.split(',')[1]); read.readAsDataURL(blob) })      // as text: millions of numbers take minutes to come over
}), 'base64')
const stored = name => page.evaluate(([worker, store]) => new Promise((done, fail) => {
  const open = indexedDB.open(`phone-${worker}`)
  open.onsuccess = () => { const all = open.result.transaction(store).objectStore(store).getAll(); all.onsuccess = () => { open.result.close(); done(all.result.map(r => (r.blob ? { ...r, size: r.blob.size, blob: null } : r))) } }
  open.onerror = () => fail(open.error)
}), [it.worker.id, name])

test('the office makes her account on her page; the password is there once', async () => {
  desk = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce' })).newPage()
  await desk.goto(`${shop.address}/login`)
  await desk.fill('#login-name', 'zhou')
  await desk.fill('#login-password', 'paper-lantern-42')
  await desk.click('form button[type=submit]')
  await desk.waitForURL('**/today')
  await desk.goto(`${shop.address}/worker/${it.worker.id}?tab=facts`)
  await desk.getByRole('button', { name: '开手机账号' }).click()
  const given = await desk.locator('.given').innerText()
  account = { login: /账号\s*(\d{11})/.exec(given)[1], password: /\d{3}-\d{3}-\d{3}/.exec(given)[0] }
  await shot(desk, 'field-desk-account')
  await desk.reload()
  await desk.getByRole('button', { name: '换新密码' }).waitFor()
  assert.ok(!(await desk.innerText('body')).includes(account.password))
})

test("at the office's door she logs in once and is on her own page", async () => {
  const alone = await browser.newContext({ viewport: { width: 375, height: 812 }, locale: 'zh-CN', reducedMotion: 'reduce' }), p = await alone.newPage()
  await p.goto(`${shop.address}/login`)
  await p.fill('#login-name', account.login)
  await p.fill('#login-password', account.password)
  await p.click('form button[type=submit]')
  await p.getByText('新派给你的').first().waitFor({ timeout: 10_000 })
  assert.equal(new URL(p.url()).pathname, '/w/')
  await alone.close()
})

test('she logs in and answers her offers', async () => {
  page = await context.newPage()
  page.setDefaultTimeout(30_000)
  page.on('pageerror', error => problems.push(error.message))
  page.on('console', message => { if (message.type() === 'error' && !/Failed to load resource|ERR_INTERNET/.test(message.text())) problems.push(message.text()) })
  await page.goto(`${shop.address}/w/`)
  await page.fill('#login-name', account.login)
  await page.fill('#login-password', 'wrong-one')
  await tap('登录')
  await page.getByRole('alert').waitFor()
  await look()
  await shot(page, 'field-login')
  await page.fill('#login-password', account.password)
  await tap('登录')
  await text('新派给你的')
  await look()
  await shot(page, 'field-offer')
  await tap('接单')
  await page.waitForFunction(() => document.querySelectorAll('.offer').length === 1)
  await tap('接单')
  await page.waitForFunction(() => document.querySelectorAll('.offer').length === 0)
  await page.waitForFunction(() => !document.querySelector('.strip'))
  for (const v of visits) assert.equal((await zhou.good(`/api/visit/${v.id}`)).state, 'accepted')
})

test('in the morning her phone takes the day along, and opens without a network', async () => {
  shop.setTime(at(day, 7, 30))
  await zhou.login('zhou', 'paper-lantern-42')
  await page.clock.install({ time: at(day, 7, 30) })
  await page.reload()
  await text('09:00–12:00')
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null || navigator.serviceWorker.ready.then(() => true))
  await page.waitForFunction(() => !document.querySelector('.strip'))
  await shot(page, 'field-today')
  await look()
  assert.ok(!(await page.innerText('body')).includes('1803#'), 'the door is not shown before she sets out')
  await context.setOffline(true)
  await page.reload()
  await text('没有网络，照常做单')
  await text('09:00–12:00')
  await shot(page, 'field-offline')
  await look()
})

async function wholeVisit(hour, way) {
  await phoneClock(hour - 1, 30)
  if (await page.getByRole('button', { name: '我看过了' }).count()) await tap('我看过了')
  await tap('我出发了')
  await text('门禁 1803#')
  await shot(page, `field-door-${hour}`)
  await phoneClock(hour - 1, 57)
  await tap('到达签到')
  if (way === 'place') {
    await text('离客户家')
    await shot(page, 'field-arrive')
    await look()
    await tap('确认签到')
  } else {
    await text('没有定到位')
    await shot(page, 'field-arrive-no-place')
    await look()
    await tap('没有位置，直接签到')
  }
  await button('开始服务').waitFor()                     // a tap is heard a moment after it was made: the clock is not moved before
  await phoneClock(hour, 0)
  await tap('开始服务')
  await button(/做清单/).waitFor()
  await phoneClock(hour + 2, 30)
  await tap(/做清单/)
  const picture = page.locator('dialog input[type=file]').first()
  await picture.setInputFiles({ name: 'kitchen.jpg', mimeType: 'image/jpeg', buffer: await jpeg() })
  await page.locator('dialog').getByText('照片已存').waitFor()
  await shot(page, `field-tasks-${hour}`)
  await look()
  const done = page.locator('dialog .task')
  for (const i of [1, 2]) await done.nth(i).getByRole('button', { name: '做好了' }).click()
  await page.locator('dialog').getByRole('button', { name: '确定' }).click()
  await phoneClock(hour + 3, 1)
  await tap('全部完成')
  await shot(page, 'field-finish')
  await page.locator('dialog').getByRole('button', { name: '全部完成' }).click()
  await page.waitForFunction(() => !document.querySelector('dialog'))
}

test('two whole visits without a network: every act is kept with its minute, the door shuts when she is done', async () => {
  await wholeVisit(9, 'place')
  assert.ok(!(await page.innerText('body')).includes('1803#'))
  await page.reload()
  await text('14:00–17:00')
  await context.clearPermissions()
  await wholeVisit(14, 'none')
  await tap(/没有网络/)
  await text('等待上传')
  await shot(page, 'field-queue')
  await look()
  await shut()
  const acts = await stored('acts'), photos = await stored('photos')
  assert.equal(acts.length, 16, acts.map(a => a.what).join())
  assert.equal(photos.length, 1, 'the same picture twice is one photo')
  assert.ok(photos[0].size <= 300 * 1024, `${photos[0].size} bytes`)
  assert.ok((await page.innerText('body')).includes('等待上传'))
  assert.ok(!(await page.innerText('body')).includes('已提交'), 'nothing is called sent before the server says so')
  for (const v of visits) assert.equal((await zhou.good(`/api/visit/${v.id}`)).state, 'accepted', 'the server has heard nothing')
})

test('with a network again all is told, once, with the minutes of the acts', async () => {
  shop.setTime(at(day, 18, 0))
  await zhou.login('zhou', 'paper-lantern-42')
  await phoneClock(18, 0)
  const anew = (await zhou.post(`/api/worker/${it.worker.id}/phone`, {})).json     // which ends her session: what waits outlives it
  await context.setOffline(false)
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await tap(/登录过期/)
  assert.equal((await stored('acts')).length, 16)
  assert.equal(await page.locator('dialog #login-name').inputValue(), anew.login, 'the phone knows who she is')
  await page.fill('dialog #login-password', anew.password)
  await shot(page, 'field-login-again')
  await page.locator('dialog').getByRole('button', { name: '登录' }).click()
  await page.waitForFunction(() => !document.querySelector('.strip'), null, { timeout: 20000 })
  await text('今天的单都做完了')
  await shot(page, 'field-done')
  assert.equal((await stored('acts')).length, 0)
  assert.equal((await stored('photos')).length, 0)
  await zhou.login('zhou', 'paper-lantern-42')
  for (const [i, hour] of [[0, 9], [1, 14]]) {
    const v = await zhou.good(`/api/visit/${visits[i].id}`)
    const near = (a, b) => Math.abs(a - b) < 60_000
    assert.equal(v.state, 'finished')
    assert.ok(near(v.left_at, at(day, hour - 1, 30)) && near(v.arrived_at, at(day, hour - 1, 57)) && near(v.began_at, at(day, hour)) && near(v.finished_at, at(day, hour + 3, 1)), JSON.stringify(v))
    assert.equal(v.proof, i ? 'no_place' : 'near')
    assert.ok(v.checklist[0].picture)
    const kept = (await zhou.good(`/api/field_act?visit=${v.id}&limit=50`)).rows
    assert.deepEqual(kept.filter(a => a.state !== 'taken'), [])
    assert.equal(new Set(kept.map(a => a.what + (a.what === 'tick' ? a.acted : ''))).size, kept.length, 'nothing doubled')
  }
})

test('her pay of the day, line by line; her week; her card; a call for help that rings until it is taken on', async () => {
  await page.goto(`${shop.address}/w/#/money`)
  await text('31 天合计')
  await page.getByRole('button', { name: /日常保洁/ }).first().click()
  await text('75%')
  await shot(page, 'field-money')
  await look()
  await page.goto(`${shop.address}/w/#/week`)
  await text('两周日程')
  await tap('我要请假')
  await shot(page, 'field-leave')
  await look()
  await shut()
  await page.goto(`${shop.address}/w/#/mine`)
  await text('证件')
  await tap('出示证件')
  await page.locator('dialog img').waitFor()
  await shot(page, 'field-card')
  await look()
  await shut()
  await shot(page, 'field-mine')
  await look()
  const sos = page.locator('.sos')
  await sos.click()                                     // a touch is not a call
  await page.waitForTimeout(300)
  assert.equal((await zhou.good('/api/incident')).rows.length, 0)
  const onItsWay = []                                   // a photo over a line that hardly moves: the call goes past it
  let held = true
  await page.route('**/api/my/photo*', route => (held ? onItsWay.push(route) : route.continue()))
  const photo = put => page.evaluate(([worker, add]) => new Promise(done => {
    const open = indexedDB.open(`phone-${worker}`)
    open.onsuccess = () => { const tx = open.result.transaction('photos', 'readwrite'), all = tx.objectStore('photos'); add ? all.put({ sha: 'aa', blob: new Blob(['x']), taken: 0 }) : all.delete('aa'); tx.oncomplete = () => { open.result.close(); done() } }
  }), [it.worker.id, put])
  await photo(true)
  await page.evaluate(() => dispatchEvent(new Event('online')))
  for (let i = 0; i < 200 && !onItsWay.length; i++) await new Promise(done => setTimeout(done, 25))
  assert.equal(onItsWay.length, 1)
  const box = await sos.boundingBox()
  await page.mouse.move(box.x + 30, box.y + 30)
  await page.mouse.down()
  await page.clock.runFor(900)
  await shot(page, 'field-sos-hold')
  await page.clock.runFor(900)
  await page.mouse.up()
  await text('求助已到门店')
  await shot(page, 'field-sos')
  await look()
  const [rings] = (await zhou.good('/api/alarms')).rows
  assert.equal(rings.subtitle, '王金凤', 'it rings with those who handle incidents')
  await zhou.step(rings, 'incident', 'acknowledge', { doing: '打电话给她' })
  await page.clock.runFor(6000)
  await text('周经理 已接手')
  await shot(page, 'field-sos-taken')
  held = false
  await photo(false)
  await onItsWay[0].abort()
})

test('back closes a sheet and not the page; without room on the phone an act goes straight to the office; she complains of a customer', async () => {
  await page.goto(`${shop.address}/w/#/week`)
  await tap('我要请假')
  await page.locator('dialog').waitFor()
  await page.goBack()
  await page.locator('dialog').waitFor({ state: 'detached' })
  assert.match(page.url(), /#\/week$/)
  await page.goto(`${shop.address}/w/#/today`)
  await page.reload()
  await page.locator('.line > button').first().click()
  await page.evaluate(() => { const put = IDBObjectStore.prototype.put; window.room = () => { IDBObjectStore.prototype.put = put }; IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') } })
  await tap('反映客户问题')
  await shot(page, 'field-complain')
  await look()
  await page.locator('dialog textarea').fill('当着孩子骂我')
  await tap('冤枉我')
  await tap('撤回，先不交')
  await tap('骂我、不尊重我')
  await tap('现在就交')
  await text('已直接交给门店')
  await isShut()
  await page.evaluate(() => window.room())
  const [said] = (await zhou.good('/api/complaint?channel=worker')).rows
  assert.deepEqual([said.category, said.worker], ['customer', it.worker.id])
  await page.goto(`${shop.address}/w/#/mine`)
  await page.reload()
  await text('我反映的问题')
  await shot(page, 'field-complained')
  await look()
})

test('cash the customer gave her is entered at the visit and stands under her pay; her messages are read', async () => {
  await page.goto(`${shop.address}/w/#/today`)
  await page.reload()
  await page.locator('.line > button').first().click()
  await tap('收到现金')
  await page.getByLabel('一共给了多少').fill('200')
  await page.getByLabel('其中小费').fill('20')
  await shot(page, 'field-cash')
  await look()
  await tap('收到 ¥200')
  await page.waitForFunction(() => !document.querySelector('dialog') && !document.querySelector('.strip'))
  assert.deepEqual((await zhou.good(`/api/payment?collector=${it.worker.id}`)).rows.map(p => p.amount).sort((a, b) => a - b), [2000, 3000, 15000])
  await page.goto(`${shop.address}/w/#/money`)
  await text('手里的公司现金')
  await shot(page, 'field-money-cash')
  await page.goto(`${shop.address}/w/#/inbox`)
  await page.locator('.told.unread').first().waitFor()
  await shot(page, 'field-inbox')
  await look()
  await tap('全部已读')
  await page.waitForFunction(() => !document.querySelector('.told.unread'))
})

/* Every part of the page that comes later, and how one gets there; a new one without a line here fails. */
const LIVE_IN = { id: 1, title: 'ZH-1', home: '锦绣花园', state: 'in_service', state_label: '在户', mine_now: true, begins: today(), ends: today() + 30, rest_quota: 4, briefing: '', hazards: '', where: '', rests: [], kinds: [], signs: [], sheets: [], tasks: [], wishes: [], logs: [],
  month: { first: today(), last: today(), holidays: [], days: [] } }
const line = async p => { await p.locator('.line > button').first().click(); await p.getByRole('button', { name: '收到现金' }).last().click() }
const press = name => async p => { await p.getByRole('button', { name, exact: true }).first().click() }
const ON_OCCASION = ['complain/AskedList.vue', 'festival/FestivalCard.vue', 'measure/MeasureCard.vue']         // a question of the office, a Spring Festival, something that keeps work from her
const LATER = {
  'pages/WeekPage.vue': ['week', 'h1'], 'pages/MoneyPage.vue': ['money', 'h1'], 'pages/MinePage.vue': ['mine', 'h1'], 'pages/GrabPage.vue': ['grab', 'h1'], 'pages/InboxPage.vue': ['inbox', 'h1'], 'home/HomePage.vue': ['home', 'h1'], 'study/StudyPage.vue': ['study', 'h1'],
  'sheets/CashSheet.vue': ['today', 'dialog', line], 'sheets/ExtraSheet.vue': ['today', 'dialog', press('加项')], 'sheets/TroubleSheet.vue': ['today', 'dialog', press('异常')], 'sheets/PhraseSheet.vue': ['today', 'dialog', press('不接')],
  'complain/ComplainSheet.vue': ['today', 'dialog', press('反映客户问题')],
  'sheets/QueueSheet.vue': ['today', 'dialog', async p => { await p.locator('.strip').click() }], 'sheets/LoginSheet.vue': ['today', 'dialog', async p => { await p.getByRole('button', { name: /登录过期/ }).click() }],
  'own/NoticeCard.vue': ['today', '[aria-label="隐私政策"]'], 'src/shared/phone/LostCard.vue': ['nowhere', '.lost'],
  'home/HomeCard.vue': ['today', '.home'], 'team/TeamBlock.vue': ['today', '.mates'], 'TellWords.vue': ['today', 'blockquote'],
}
test('a part whose script has not come says so where it would stand, and comes when the network is back', async () => {
  const built = Object.values(JSON.parse(await readFile(new URL('../../web/dist/.vite/worker.json', import.meta.url)))).flatMap(chunk => chunk.dynamicImports ?? [])
  const named = name => name.replace('src/worker/', '').replace(/^_(\w+Sheet)-.*/, 'sheets/$1.vue')           // a part that others share is called by its chunk
  assert.deepEqual([...new Set(built.map(named))].sort(), [...Object.keys(LATER), ...ON_OCCASION].sort())
  const alone = await browser.newContext({ storageState: await context.storageState(), serviceWorkers: 'block', viewport: { width: 375, height: 812 }, locale: 'zh-CN', reducedMotion: 'reduce' })
  const p = await alone.newPage(), first = await (await fetch(`${shop.address}/w/index.html`)).text(), refused = { key: 'no', what: 'care', acted: at(day, 9), state: 'refused', code: '', message: '还没有同意' }
  let cut = true, about = ''
  p.setDefaultTimeout(30_000)
  p.on('pageerror', error => problems.push(error.message))
  await alone.route('**/assets/**', route => (cut && !first.includes(new URL(route.request().url()).pathname) ? route.abort() : route.continue()))
  await alone.route('**/api/my/placement*', route => route.fulfill({ json: /home/.test(about) ? LIVE_IN : {} }))
  await alone.route('**/api/my/own', route => route.fulfill({ json: { notice: '1', notice_agreed: !/Notice/.test(about), requests: [], in_the_way: [] } }))
  await alone.route('**/api/my/acts', route => route.fulfill({ status: 503, json: {} }))
  await alone.route('**/api/my/day', async route => {
    if (/Login/.test(about)) { await route.fulfill({ status: 401, json: {} }); return }
    const answer = await (await route.fetch()).json(), [one, two] = answer.visits
    await route.fulfill({ json: { ...answer, visits: [{ ...one, state: 'in_service', ...(/Team/.test(about) && { mates: [{ name: '陈素芬', first: false, stopped: false, left_at: 0, arrived_at: 0, began_at: 0, finished_at: 0 }] }) }, { ...two, state: 'finished' }, { ...two, id: 1, state: 'offered', answer_until: answer.now + 3_600_000 }], acts: /Tell/.test(about) ? [refused] : [] } })
  })
  const keep = (name, value, key) => p.evaluate(([worker, store, row, to]) => new Promise(done => {
    const open = indexedDB.open(`phone-${worker}`)
    open.onsuccess = () => { const tx = open.result.transaction(store, 'readwrite'); tx.objectStore(store).put(row, to); tx.oncomplete = () => { open.result.close(); done() } }
  }), [it.worker.id, name, value, key])
  await p.goto(`${shop.address}/w/`)
  await p.locator('.visit').waitFor()
  await keep('acts', { key: 'waits', seq: 1, what: 'trouble', visit: visits[0].id, acted: at(day, 9), input: { why: 'other' } })
  for (const [name, [tab, there, open]] of Object.entries(LATER)) {
    cut = true
    about = name
    if (/Tell/.test(name)) await keep('kept', [{ ...refused, seq: 1, input: { placement: 1, kind: 'elder', meals: 70 } }], 'refused')
    await p.goto('about:blank')
    await p.goto(`${shop.address}/w/`)
    await p.getByRole('button', { name: /Login/.test(name) ? /登录过期/ : '异常' }).first().waitFor()
    if (!/Login/.test(name)) await alone.setOffline(true)
    if (tab !== 'today') await p.evaluate(to => { location.hash = `#/${to}` }, tab)
    await open?.(p)
    const said = p.locator('.not-yet[role=alert]'), retry = said.getByRole('button', { name: '重试' })
    assert.match(await said.innerText(), /还没下载到手机上/, name)
    if (!/Login/.test(name)) { await retry.click(); await retry.waitFor() }             // without a network it stays, and can be tried again
    cut = false
    if (/Login/.test(name)) await retry.click()
    else await alone.setOffline(false)
    await said.waitFor({ state: 'detached' })
    await p.locator('nav').waitFor()
    await open?.(p)
    await p.locator(there).first().waitFor()
    assert.equal(await said.count(), 0, name)
  }
  await alone.unrouteAll({ behavior: 'ignoreErrors' })        // an answer may be on its way
  await alone.close()
})

test('larger text: the page is narrower, shown as wide, and nothing stands out of it', async () => {
  await page.goto(`${shop.address}/w/#/mine`)
  await page.locator('select').filter({ hasText: '特大' }).selectOption('1.5')
  for (const tab of ['mine', 'today', 'week', 'money']) {
    await page.goto(`${shop.address}/w/#/${tab}`)
    await page.waitForFunction(() => innerWidth === 250 && document.documentElement.scrollWidth <= 250)
    await shot(page, `field-${tab}-huge`)
    await look()
  }
  await page.goto(`${shop.address}/w/#/mine`)
  await page.locator('select').filter({ hasText: '特大' }).selectOption('1')
})

test('every page in the dark and in English, without a serious finding', async () => {
  await page.goto(`${shop.address}/w/#/mine`)
  await page.reload()
  const papers = page.locator('.papers'), language = page.locator('select').filter({ hasText: 'English' })
  assert.match(await papers.innerText(), /[\u4e00-\u9fff]/)
  await language.selectOption('en')                          // the server's words too, at once
  await page.waitForFunction(() => !/[\u4e00-\u9fff]/.test(document.querySelector('.papers').innerText))
  await language.selectOption('zh')
  for (const [theme, language] of [['dark', 'zh'], ['light', 'en'], ['dark', 'en']]) {
    await page.evaluate(([t, l]) => localStorage.setItem('zhangjia.preferences', JSON.stringify({ theme: t, language: l })), [theme, language])
    for (const tab of ['today', 'week', 'money', 'mine', 'grab', 'inbox']) {
      await page.goto(`${shop.address}/w/#/${tab}`)
      await page.reload()
      await page.waitForSelector('nav a[aria-current]')
      await page.waitForTimeout(400)
      await shot(page, `field-${tab}-${theme}-${language}`)
      await look()
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      assert.ok(wide <= 375, `${tab} ${language} is ${wide} wide`)
    }
  }
  assert.deepEqual(problems, [])
})
