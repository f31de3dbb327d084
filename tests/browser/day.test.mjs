/** One whole day of a shop (DOMAIN.md §11), told by the clock, from the brief at 07:30 to the cash-up after 20:00. All of it at once: the manager
 *  and three dispatchers in real pages, twenty workers' and ten customers' phones over HTTP, and one phone of each kind in a real page. The company
 *  is the demo's shop of M's size without its year (`--demo D`): all of M takes minutes to load with sanitizers, one of its twelve shops ten seconds.
 *  DEMO=M tells the same day at the first of all twelve shops with the year behind them (a release build; the other eleven go on beside it).
 *  Its clock stands at a Tuesday in March, so that the day is the same whenever it is told. SHOTS=folder keeps pictures. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { at, openShop, program } from '../stories/shop.mjs'
import { launch, shot, takeAlarm, violations } from './kit.mjs'

const DAY = Math.floor(Date.UTC(2026, 2, 10) / 86_400_000), iso = '2026-03-10', password = 'yanshi2026', MINUTE = 60_000
const NO_MONEY = new Set(['cancelled', 'skipped', 'no_access', 'interrupted'])
let shop, browser, branch, moment
const problems = [], began = Date.now()
const mark = what => { if (process.env.LOUD) console.log(`# ${((Date.now() - began) / 1000).toFixed(1)} s ${what}`) }

/* ---- who is there ---- */

const office = {}, pages = {}                    // manager, finance, three dispatchers; their pages
const phones = new Map()                         // worker → her phone: a person of HTTP, and what it has told
const customers = []                             // of ten: { visit, who }

const clock = async (hour, minute = 0) => { moment = at(DAY, hour, minute); shop.setTime(moment) }
const visitNow = id => office.manager.good(`/api/visit/${id}`)
const board = async (day = DAY) => (await office.manager.good(`/api/board?day=${day}`)).visits
async function until(what, seconds = 40) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await new Promise(go => setTimeout(go, 200))) { const got = await what(); if (got) return got }
  assert.fail(`it did not happen: ${what}`)
}

function watch(page, name) {
  page.setDefaultTimeout(60_000)
  page.on('pageerror', error => problems.push(`${name}: ${error.message}`))
  page.on('console', message => { if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) problems.push(`${name}: ${message.text()}`) })
  page.on('response', answer => { if (answer.status() >= 400 && !/\/api\/(me|c\/me)$/.test(answer.url())) problems.push(`${name}: ${answer.status()} ${answer.url()}`) })
  return page
}
async function desk(login, word, path) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce', bypassCSP: true })
  const page = watch(await context.newPage(), login)
  const entered = await context.request.post(`${shop.address}/api/login`, { data: { login, password: word }, headers: { origin: shop.address } })
  assert.equal(entered.status(), 200, await entered.text())
  await page.goto(`${shop.address}${path}`)
  return page
}
const phonePage = async (name, more = {}) => watch(await (await browser.newContext({ viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true, locale: 'zh-CN', reducedMotion: 'reduce', ...more })).newPage(), name)

/* ---- the workers' phones ---- */

async function givePhone(worker) {
  const { login, password: word } = (await office.manager.post(`/api/worker/${worker}/phone`, {})).json
  const who = shop.person()
  await who.login(login, word)
  phones.set(worker, { who, told: new Set(), login, word })
}
/* What she does in a visit that goes as it should, each at its own minute. */
function course(v) {
  const list = [['read', -40], ['depart', -25], ['arrive', -3], ['begin', 0], ...v.tasks.map((_, i) => ['tick', 5 + i * 4, i + 1]), ['finish', (v.until - v.start) / MINUTE - 1]]
  return list.map(([what, after, item]) => ({ key: `${v.id}-${what}-${item ?? 0}`, what, visit: v.id, acted: v.start + after * MINUTE, ...(item && { input: { item, done: true } }),
    ...(what === 'arrive' && v.place && { at: v.place, accuracy: 15 }) }))
}
/* A phone tells what its worker has done by now. `but`: visits that go otherwise. */
async function tell(phone, but) {
  const pack = await phone.who.good('/api/my/day')
  const mine = pack.visits.filter(v => v.day === DAY || (v.start >= at(DAY, 0) && v.start < at(DAY + 1, 0))).filter(v => !but.has(v.id))
  const due = [...mine.filter(v => v.state === 'offered').map(v => ({ key: `${v.id}-accept`, what: 'accept', visit: v.id, acted: pack.now })), ...mine.filter(v => v.tasks).flatMap(course)]
    .filter(a => a.acted <= moment && !phone.told.has(a.key)).sort((a, b) => a.acted - b.acted)
  if (!due.length) return
  for (const a of due) phone.told.add(a.key)
  const said = await phone.who.post('/api/my/acts', { acts: due })
  assert.equal(said.status, 200, said.text)
  for (const a of said.json.acts) if (['refused', 'waiting'].includes(a.state) && a.code !== 'not_yours') problems.push(`act ${a.key}: ${a.state} ${a.code} ${a.message}`)
}
const otherwise = new Set()
const phonesTell = () => Promise.all([...phones.values()].map(phone => tell(phone, otherwise)))
const act = (what, visit, acted, more = {}) => ({ key: randomUUID(), what, visit, acted, ...more })
async function say(worker, ...acts) {
  const answer = await phones.get(worker).who.post('/api/my/acts', { acts })
  assert.equal(answer.status, 200, answer.text)
  return answer.json.acts
}

/* Whoever was given it says yes: on her phone when she has one, else the dispatcher writes down what she said on the telephone. */
async function takeOn(id) {
  const v = await visitNow(id)
  if (v.state !== 'offered') return
  if (phones.has(v.worker)) assert.equal((await say(v.worker, act('accept', id, moment)))[0].state, 'taken')
  else await office.manager.step(v, 'visit', 'accept_by_phone')
}

/* ---- the morning before it begins ---- */

before(async () => {
  browser = await launch()
  shop = await openShop({ demo: process.env.DEMO ?? 'D', begins: at(DAY, 7, 20) })
  moment = at(DAY, 7, 20)
  mark('shop is open')
  for (const [name, login] of [['owner', 'guanli'], ['manager', 'dianzhang'], ['finance', 'caiwu'], ['reception', 'qiantai']]) await (office[name] = shop.person()).login(login, password)
  branch = (await office.manager.good('/api/me')).branches.find(b => b.home).id
  const role = (await office.owner.good('/api/role?limit=50')).rows.find(r => r.code === 'dispatcher')
  for (const [login, name] of [['paidan2', '小陈'], ['paidan3', '小林']]) {
    const account = await office.owner.make('account', { login, name, home: branch, roles: [{ role: role.id, place: branch }] })
    assert.ok((await office.owner.post(`/api/account/${account.id}/password`, { password: 'river-stone-77' })).status < 300)
  }
  const load = new Map()
  for (const v of await board()) if (v.worker) load.set(v.worker, (load.get(v.worker) ?? 0) + 1)
  const busy = [...load].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([worker]) => worker)
  await Promise.all(busy.slice(0, 20).map(givePhone))
})
after(async () => { await browser?.close(); await shop?.close() })

/* ---- the day ---- */

let taken
test('07:30 the brief is there; the alarm of an old person nobody goes to is taken on and somebody is sent', async () => {
  await clock(7, 31)
  ;[pages.manager, pages.one, pages.two, pages.three] = await Promise.all([desk('dianzhang', password, '/today'), desk('paidan', password, `/board?day=${iso}`), desk('paidan2', 'river-stone-77', `/board?day=${iso}`), desk('paidan3', 'river-stone-77', `/board?day=${iso}`)])
  mark('four desks are open')
  const page = pages.manager
  const [alarm] = (await office.manager.good('/api/alarms')).rows
  await page.locator('.alarm', { hasText: '老人照护' }).waitFor()
  await pages.two.locator('.alarm', { hasText: '老人照护' }).waitFor()
  await shot(page, 'day-0730')
  await takeAlarm(page)
  await pages.two.locator('.alarm').waitFor({ state: 'detached' })
  taken = await office.manager.good(`/api/care_alarm/${alarm.id}`)
  assert.equal(taken.state, 'acknowledged')
  await page.locator('.now li', { hasText: '老人照护' }).getByRole('button', { name: /^派单/ }).click()
  await page.locator('.el-drawer').getByRole('button', { name: /派给/ }).first().click()
  const { worker } = await until(async () => { const v = await visitNow(alarm.visit); return v.worker && v })
  if (!phones.has(worker)) await givePhone(worker)
  await takeOn(alarm.visit)
  mark('somebody goes')
  const brief = await until(async () => (await office.manager.good('/api/today')).routines.find(r => r.kind === 'brief' && r.day === DAY))
  mark('brief')
  await page.goto(`${shop.address}/brief`)
  await page.getByRole('heading', { name: /晨会/ }).waitFor()
  await shot(page, 'day-brief')
  await office.manager.step(brief, 'routine', 'finish', { note: '夜里没事，有空单' })
})

test('07:45 three dispatchers on one board: each gives a visit to somebody, all see all of it', async () => {
  await clock(7, 45)
  const three = [pages.one, pages.two, pages.three]
  const open = (await board()).filter(v => v.state === 'unassigned' && v.start > moment + 10 * MINUTE).sort((a, b) => a.start - b.start)
  assert.ok(open.length >= 2, `${open.length} open`)
  for (const page of three) { await page.waitForSelector('.timeline .row'); await page.getByText(/也在看这一天/).first().waitFor({ state: 'attached' }) }
  for (const [i, v] of open.slice(0, 3).entries()) {
    const page = three[i]
    await page.locator(`.tray [data-visit="${v.id}"]`).focus()
    await page.keyboard.press('Enter')
    await page.locator('.drawer').getByRole('button', { name: /^派给/ }).first().click()
    await Promise.all(three.map(p => p.locator(`.tray [data-visit="${v.id}"]`).waitFor({ state: 'detached' })))
    assert.ok((await visitNow(v.id)).worker)
    await page.keyboard.press('Escape')
  }
  await shot(pages.two, 'day-board')
  for (const v of open.slice(0, 3)) await office.manager.step(v, 'visit', 'accept_by_phone')
})

/* The customer's number is read by who may, the code is read out by the desk: as when no text message can be sent. */
async function lettingIn(customer) {
  const { person } = await office.manager.good(`/api/customer/${customer}`)
  const number = (await office.manager.post(`/api/person/${person}/reveal`, { field: 'phone', reason: '帮客户登录' })).json.value
  return { number, code: (await office.manager.post(`/api/customer/${customer}/portal_code`, {})).json.code }
}
let moved, her, hers
test('07:50 on her own phone a customer moves nine o’clock to the afternoon, with the rule and the fee before', async () => {
  await clock(7, 50)
  const nine = (await board()).filter(v => v.start >= at(DAY, 9) && v.start < at(DAY, 11) && v.state === 'confirmed' && phones.has(v.worker)).sort((a, b) => a.start - b.start)
  moved = nine[0]
  const { number, code } = await lettingIn(moved.customer)
  const page = pages.customer = await phonePage('客户')
  await page.goto(`${shop.address}/c/#/visit/${moved.id}`)
  await page.fill('#c-phone', number)
  await page.fill('#c-code', code)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('button', { name: '改时间' }).first().click()
  await page.getByText(/现在改或取消：/).waitFor()
  const anybody = page.locator('dialog').getByRole('button', { name: /换一位/ })
  if (await anybody.count()) await anybody.click()
  await page.locator('dialog [aria-busy=false] .days .pick').first().click()
  const afternoon = page.locator('dialog .slot').filter({ hasText: /^1[3-6]:/ })
  await afternoon.first().waitFor()
  const two = afternoon.filter({ hasText: '14:00' })
  await (await two.count() ? two : afternoon).first().click()
  await shot(page, 'day-customer-moves')
  await page.getByRole('button', { name: /改到/ }).click()
  const now = await until(async () => { const v = await visitNow(moved.id); return v.start !== moved.start && v })
  assert.equal(now.agreements.at(-1).how, 'app')
  assert.deepEqual(await violations(page), [])
  await takeOn(moved.id)
})

test('08:00 a worker opens her phone, ten customers log in, and the first visits begin', async () => {
  await clock(8, 0)
  const mine = (await board()).filter(v => phones.has(v.worker) && v.state === 'confirmed' && v.id !== moved.id)
  her = mine.find(v => v.start >= at(DAY, 9) && v.start <= at(DAY, 10) && v.customer !== moved.customer)
  hers = phones.get(her.worker)
  otherwise.add(her.id)
  pages.worker = await phonePage('师傅', { geolocation: { latitude: her.at[0], longitude: her.at[1], accuracy: 12 }, permissions: ['geolocation'] })
  await pages.worker.goto(`${shop.address}/w/`)
  await pages.worker.fill('#login-name', hers.login)
  await pages.worker.fill('#login-password', hers.word)
  await pages.worker.getByRole('button', { name: '登录' }).first().click()
  await pages.worker.locator('nav a').first().waitFor()
  await shot(pages.worker, 'day-worker')
  const ten = [...new Map(mine.filter(v => v.id !== her.id).map(v => [v.customer, v])).values()].sort((a, b) => a.start - b.start || a.id - b.id).slice(0, 10)
  assert.equal(ten.length, 10)
  await Promise.all(ten.map(async v => {
    const { number, code } = await lettingIn(v.customer), who = shop.person()
    const entered = await who.post('/api/c/login', { phone: number, code })
    assert.equal(entered.status, 200, entered.text)
    assert.ok((await who.good(`/api/c/visit/${v.id}`)).worker)
    customers.push({ visit: v, who })
  }))
  customers.sort((a, b) => a.visit.start - b.visit.start || a.visit.id - b.visit.id)
  await phonesTell()
})

let sick
test('08:55 a worker is ill: three clicks on Today send others to all her homes', async () => {
  await clock(8, 55)
  await phonesTell()
  const all = (await board()).filter(v => v.start > moment + 20 * MINUTE && phones.has(v.worker) && ['accepted', 'confirmed'].includes(v.state))
  const special = new Set([her.worker, ...customers.map(c => c.visit.worker)])
  sick = all.find(v => !special.has(v.worker)) ?? all.find(v => v.worker !== her.worker)
  const lost = all.filter(v => v.worker === sick.worker)
  const { name } = await office.manager.good(`/api/worker/${sick.worker}`), page = pages.manager
  await page.goto(`${shop.address}/today`)
  await page.locator('.absence').click()
  await page.waitForFunction(() => document.activeElement?.closest('.who'))
  await page.keyboard.type(name)
  await page.locator('.el-select-dropdown__item', { hasText: name }).first().click()
  await page.locator('.gaps li').first().waitFor()
  await shot(page, 'day-sick')
  await page.locator('.do').click()
  await page.waitForFunction(() => document.body.innerText.includes('已记假'))
  for (const v of lost) {
    const now = await visitNow(v.id)
    assert.notEqual(now.worker, sick.worker)
    await takeOn(v.id)
  }
  phones.delete(sick.worker)
})

test('09:00–12:00 check-ins; an extra window with the customer’s code; nobody opens; half an hour longer, agreed before', async () => {
  const window = await office.manager.make('extra_offer', { name: '擦内窗', price: 3000, length: 30, most: 3, hint: '每扇，含窗台' })
  await clock(9, 5)
  await phonesTell()
  const last = v => !today.some(o => o.worker === v.worker && o.start > v.start)
  const today = await board()
  const running = today.filter(v => phones.has(v.worker) && ['in_service', 'arrived'].includes(v.state))
  const extra = customers.find(c => running.some(v => v.id === c.visit.id && last(v))) ?? customers.find(c => running.some(v => v.id === c.visit.id))
  assert.ok(extra, 'one of the ten is being visited')
  const { code } = await extra.who.good(`/api/c/visit/${extra.visit.id}`), before = await visitNow(extra.visit.id)
  const guessed = await say(extra.visit.worker, act('extra', extra.visit.id, moment, { input: { offer: window.id, quantity: 1, code: code === '0000' ? '1111' : '0000' } }))
  assert.deepEqual([guessed[0].state, guessed[0].code], ['refused', 'wrong_code'], 'without the customer no extra')
  const [agreed] = await say(extra.visit.worker, act('extra', extra.visit.id, moment, { input: { offer: window.id, quantity: 1, code } }))
  if (agreed.state === 'taken') assert.equal((await visitNow(extra.visit.id)).price, before.price + 3000)
  else problems.push(`extra: ${agreed.message}`)

  /* Longer: the last visit of somebody's day, with the customer's code again. */
  const long = customers.find(c => c !== extra && running.some(v => v.id === c.visit.id && last(v)))
  if (long) {
    const was = await visitNow(long.visit.id), { code: hers } = await long.who.good(`/api/c/visit/${long.visit.id}`)
    const [more] = await say(long.visit.worker, act('extra', long.visit.id, moment, { input: { minutes: 30, code: hers } }))
    assert.equal(more.state, 'taken', more.message)
    assert.equal((await visitNow(long.visit.id)).until, was.until + 30 * MINUTE)
  }

  /* Nobody opens: she says so from the door, the office calls, waits, and closes it with what is owed. */
  await clock(9, 40)
  const shut = (await board()).find(v => phones.has(v.worker) && v.start >= at(DAY, 10) && v.start <= at(DAY, 11) && ['accepted', 'confirmed'].includes(v.state) && v.id !== her.id && !customers.some(c => c.visit.id === v.id))
  otherwise.add(shut.id)
  await phonesTell()
  await clock(new Date(shut.start + 8 * 3_600_000).getUTCHours(), 50)
  await phonesTell()
  const said = await say(shut.worker, act('read', shut.id, shut.start - 40 * MINUTE), act('depart', shut.id, shut.start - 25 * MINUTE), act('arrive', shut.id, shut.start - 3 * MINUTE), act('trouble', shut.id, shut.start + 5 * MINUTE, { input: { why: 'nobody_opens' }, reason: '敲了三次门，电话没人接' }))
  assert.deepEqual(said.map(a => a.state), ['taken', 'taken', 'taken', 'asked'], JSON.stringify(said))
  const nobody = await office.manager.step(shut, 'visit', 'no_access', { waited: 45, called_from: shut.start + 5 * MINUTE })
  assert.equal(nobody.state, 'no_access')
  assert.ok(nobody.fee > 0)
  const asks = (await office.manager.good(`/api/field_act?visit=${shut.id}&state=asked`)).rows[0]
  if (asks) await office.manager.step(asks, 'field_act', 'settle', { reason: '已电话联系，按无人开门处理' })
})

test('a worker in a real page: she sets out, checks in, begins, and calls for help; a dispatcher takes it on', async () => {
  const page = pages.worker, tap = async name => page.getByRole('button', { name }).first().click()
  const now = new Date(moment + 8 * 3_600_000)
  await clock(now.getUTCHours(), now.getUTCMinutes() + 2)
  await page.reload()
  await page.getByRole('button', { name: /我看过了|我出发了/ }).first().waitFor()
  if (await page.getByRole('button', { name: '我看过了' }).count()) await tap('我看过了')
  await tap('我出发了')
  await until(async () => (await visitNow(her.id)).state === 'en_route')
  /* What the server answers draws her card anew; a sheet opened in that moment is opened again, as she would. */
  const sign = page.getByRole('button', { name: /确认签到|直接签到/ }).first()
  await until(async () => { if (!await sign.isVisible()) await tap('到达签到'); return sign.waitFor({ timeout: 3000 }).then(() => true, () => false) })
  await sign.click()
  await until(async () => (await visitNow(her.id)).state === 'arrived')
  const begin = page.getByRole('button', { name: '开始服务' }).first()
  await until(async () => { if (await begin.isVisible()) await begin.click({ timeout: 2000 }).catch(() => { /* drawn anew */ }); return (await visitNow(her.id)).state === 'in_service' })
  await shot(page, 'day-worker-serving')
  /* What comes meanwhile may move the button away under the finger; then she presses again. */
  await until(async () => {
    const box = await page.locator('.sos').boundingBox()
    await page.mouse.move(box.x + 30, box.y + 30)
    await page.mouse.down()
    const told = await page.getByText('求助已到门店').waitFor({ timeout: 6000 }).then(() => true, () => false)
    await page.mouse.up()
    return told
  })
  const desk = pages.three
  await desk.locator('.alarm', { hasText: /SOS|求助/ }).waitFor()
  await shot(desk, 'day-sos')
  await takeAlarm(desk, desk.locator('.alarm li', { hasText: /SOS|求助/ }))
  await page.getByText(/小林 已接手/).waitFor()
  const [sos] = (await office.manager.good('/api/incident?kind=sos')).rows
  await office.manager.step(sos, 'incident', 'contain', { done: '客户家漏电，已拉闸，人没事' }).catch(async () => { await office.manager.step(sos, 'incident', 'grade', { level: 'minor', reason: '没人受伤' }); await office.manager.step(sos, 'incident', 'contain', { done: '客户家漏电，已拉闸，人没事' }) })
})

let complained
test('12:00–17:00 the phones tell the rest; customers rate, one complains, some pay the worker in cash', async () => {
  for (const hour of [12, 14, 16]) {
    await clock(hour, 2)
    await phonesTell()
    for (const c of customers) {
      const now = await c.who.good(`/api/c/visit/${c.visit.id}`)
      if (!now.may?.rate || c.rated) continue
      c.rated = true
      const stars = c === customers[3] ? 2 : 5
      assert.equal((await c.who.post(`/api/c/visit/${c.visit.id}/rate`, { stars, said: stars === 5 ? '很干净' : '镜子没擦' })).status, 200)
      if (stars === 5) continue
      complained = await c.who.post(`/api/c/visit/${c.visit.id}/complain`, { about: 'quality', story: '镜子上都是水印' })
      assert.equal(complained.status, 200, complained.text)
    }
  }
  await clock(17, 0)
  await phonesTell()
  const done = (await board()).filter(v => phones.has(v.worker) && ['finished', 'approved'].includes(v.state))
  assert.ok(done.length >= 20, `${done.length} done by five`)
  for (const v of done.slice(0, 6)) {
    const took = await office.manager.post(`/api/visit/${v.id}/collect`, { amount: (await visitNow(v.id)).price, by_worker: true, ...(v === done[0] && { tip: 500 }) })
    assert.ok(took.status < 300, took.text)
  }
})

test('17:00 tomorrow is planned on the board, read, and given out; who has a phone answers on it', async () => {
  const page = pages.one, tomorrow = new Date((DAY + 1) * 86_400_000).toISOString().slice(0, 10)
  await until(async () => (await office.manager.good('/api/today')).routines.find(r => r.kind === 'release' && r.state === 'open'))
  await page.goto(`${shop.address}/board?day=${tomorrow}`)
  await page.waitForSelector('.bar')
  await page.keyboard.press('p')
  await page.waitForSelector('#plan-day')
  await page.locator('.el-radio-button', { hasText: '4 秒' }).click()
  await page.getByRole('button', { name: '开始排单' }).click()
  await page.waitForURL('**/plan/*')
  await page.waitForSelector('.figures')
  await shot(page, 'day-plan')
  const proposal = Number(/plan\/(\d+)/.exec(page.url())[1])
  if ((await office.manager.good(`/api/plan_proposal/${proposal}`)).moves) {
    await page.keyboard.press('Control+Enter')
    await page.getByRole('button', { name: '发布并通知' }).click()
    await page.getByText(/已发布：改了 \d+ 单/).waitFor()
  }
  for (const v of (await board(DAY + 1)).filter(v => v.state === 'unassigned')) {
    const free = (await office.manager.good(`/api/visit/${v.id}/candidates`)).rows.find(c => c.ok && c.start === v.start)
    if (free) await office.manager.step(v, 'visit', 'assign', { worker: free.worker ?? free.id })
    else await office.manager.step(v, 'visit', 'cancel', { reason: 'no_worker' })
  }
  for (const v of (await board(DAY + 1)).filter(v => v.state === 'offered' && phones.has(v.worker))) await takeOn(v.id)
  await clock(17, 5)
  await until(async () => (await office.manager.good('/api/today')).routines.find(r => r.kind === 'release')?.state === 'done')
})

test('20:00 who has not confirmed tomorrow is called, and the duty is done by itself', async () => {
  await clock(19, 40)
  await phonesTell()
  await clock(20, 1)
  await phonesTell()
  const open = async () => (await board(DAY + 1)).filter(v => ['unassigned', 'offered', 'accepted'].includes(v.state))
  assert.ok((await open()).length > 0, 'somebody has to be called')
  await until(async () => (await office.manager.good('/api/today')).routines.find(r => r.kind === 'chase'))
  await shot(pages.manager, 'day-2000')
  for (const v of await open()) {
    let now = await visitNow(v.id)
    if (now.state === 'unassigned') {
      const free = (await office.manager.good(`/api/visit/${v.id}/candidates`)).rows.find(c => c.ok && c.start === v.start)
      now = await office.manager.step(v, 'visit', free ? 'assign' : 'cancel', free ? { worker: free.worker ?? free.id } : { reason: 'no_worker' })
    }
    if (now.state === 'offered') now = await office.manager.step(v, 'visit', 'accept_by_phone')
    /* A job for two without its second by now is called off; who would come alone cannot do it. */
    if (now.state === 'accepted' && (await office.manager.tryStep(v, 'visit', 'confirm')).status !== 200) await office.manager.step(v, 'visit', 'cancel', { reason: 'no_worker' })
  }
  await clock(20, 15)
  await until(async () => (await office.manager.good('/api/today')).routines.find(r => r.kind === 'chase')?.state === 'done')
})

test('the evening: every visit of the day is accounted for', async () => {
  await clock(20, 20)
  await phonesTell()
  for (const v of await board()) {
    let now = await visitNow(v.id)
    if (['offered', 'unassigned'].includes(now.state)) { await office.manager.step(v, 'visit', 'cancel', { reason: 'no_worker' }); continue }
    if (['accepted', 'confirmed', 'en_route', 'arrived', 'in_service'].includes(now.state)) now = await office.manager.step(v, 'visit', 'mend', { arrived: now.start, finished: now.until - MINUTE, reason: '没有智能手机，电话核对' })
    if (now.state === 'finished') await office.manager.step(v, 'visit', 'approve')
  }
  const states = (await board()).map(v => v.state)
  assert.ok(states.length >= 50, `${states.length} visits`)
  assert.deepEqual(states.filter(s => s !== 'approved' && !NO_MONEY.has(s)), [])
  assert.ok(states.filter(s => s === 'approved').length >= 45, `${states}`)
  assert.equal((await office.manager.good(`/api/care_alarm/${taken.id}`)).state, 'settled')
  assert.deepEqual((await office.manager.good('/api/alarms')).rows, [])
  assert.equal((await office.manager.good(`/api/complaint?visit=${complained.json.id ?? customers[3].visit.id}`)).rows.length, 1)
})

test('the money adds up to the fen: bills against visits, wages, the cash that came in, and every identity of the books', async () => {
  const visits = []
  for (const v of await board()) visits.push(await visitNow(v.id))
  const owed = visits.reduce((sum, v) => sum + (v.state === 'approved' ? v.price : v.fee - v.waived), 0)
  await office.finance.login('caiwu', password)                    // her last click was thirteen hours ago
  const billed = await office.finance.post('/api/finance/bill-day', { day: DAY, branch })
  assert.equal(billed.json?.total, owed, 'what the day is worth is what is billed')
  const wages = await office.finance.post('/api/finance/settle-period', { first: DAY, last: DAY, branch })
  assert.equal(wages.status, 200, wages.text)
  const sheet = await office.manager.good(`/api/finance/cash-up?day=${DAY}`)
  let up = await office.manager.make('cash_up', { day: DAY, branch })
  for (const r of sheet.receivers) up = await office.manager.step(up, 'cash_up', 'count', { ...(r.worker && { worker: r.worker }), counted: r.expected })
  up = await office.manager.step(up, 'cash_up', 'finish', { banked: 0 })
  assert.equal((await office.finance.step(up, 'cash_up', 'sign')).state, 'closed')
  const { identities } = await office.manager.good('/api/finance/identity')
  assert.ok(identities.length >= 16)
  assert.deepEqual(identities.filter(i => i.broken).map(i => `${i.holds}: ${i.broken}`), [])
})

test('no page had an error, and what was written down all day is as it was written', async () => {
  assert.deepEqual(problems, [])
  const { data } = shop
  for (const page of Object.values(pages)) await page.close()
  const said = execFileSync(program, ['audit', 'verify', '--data', data], { encoding: 'utf8' })
  assert.match(said, /as they were written/)
})
