/** Today, clicked: an alarm is taken on from any page, a sick call at 08:55 is solved in three clicks, a line is solved where it stands, the
 *  meeting's page is one to read. On the real product; SHOTS=folder keeps pictures. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { at, openShop, today } from '../stories/shop.mjs'
import { launch, shot, takeAlarm, violations } from './kit.mjs'

let shop, browser, page, zhou, line, customer, home
const workers = {}, problems = []
const day = today() + 1                                             // the shop's clock stands at 08:55 of this day

async function cleaner(name, branch) {
  const person = await zhou.make('person', { name, phone: `139${String(10000000 + Object.keys(workers).length)}` })
  const worker = await zhou.make('worker', { person: person.id, branch, mode: 'employee', home: { lat: 30.657, lng: 104.066 }, skills: [{ line: line.id, level: 3 }] })
  for (const [kind, extra] of [['identity', {}], ['background', {}], ['medical', { medical: 'general' }], ['insurance', {}]]) {
    const paper = await zhou.make('credential', { worker: worker.id, kind, valid_from: today() - 30, valid_to: today() + 300, ...extra })
    await zhou.step(paper, 'credential', 'verify', { result: 'pass', how: '原件核对' })
  }
  for (const step of ['screen', 'train', 'onboard', 'activate']) await zhou.step(worker, 'worker', step)
  workers[name] = worker.id
}
async function visit(start, length = 120) {
  const made = await zhou.make('visit', { customer: customer.id, household: home.id, line: line.id, start, length })
  return zhou.step(made, 'visit', 'assign', { worker: workers['王金凤'] })
}
before(async () => {
  shop = await openShop()
  zhou = shop.person()
  const me = (await zhou.post('/api/setup', { company: '安家家政', branch: '一店', name: '周经理', login: 'zhou', password: 'paper-lantern-42' })).json
  line = await zhou.make('service_line', { code: 'CLEAN', name: '日常保洁', glyph: '洁', category: 'daily_cleaning', unit: 'hour', least: 120, increment: 30, medical: 'general', leeway: 30 })
  await zhou.step(await zhou.make('price_rule', { line: line.id, name: '标准价', valid_from: today(), unit_price: 5000, worker_percent: 75 }), 'price_rule', 'publish')
  for (const name of ['王金凤', '李秀英', '张桂芳']) await cleaner(name, me.branches[0].id)
  const payer = await zhou.make('person', { name: '李芳' })
  customer = await zhou.make('customer', { person: payer.id })
  home = await zhou.make('household', { customer: customer.id, estate: '锦绣花园', area: '天府广场', address: '锦绣花园3栋', square_metres: 85, at: { lat: 30.66, lng: 104.07 } })
  await zhou.make('stand_by', { worker: workers['张桂芳'], start: at(day, 8), until: at(day, 18), pay: 6000, called_percent: 50 })
  for (const [on, hour] of [[day, 10], [day, 14], [day + 1, 9]]) await visit(at(on, hour))
  shop.setTime(at(day, 8, 55))
  await zhou.login('zhou', 'paper-lantern-42')
  browser = await launch()
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce', bypassCSP: true })).newPage()
  page.on('pageerror', error => problems.push(error.message))
  page.on('response', answer => { if (answer.status() >= 400 && !answer.url().endsWith('/api/me')) problems.push(`${answer.status()} ${answer.url()}`) })
  await page.goto(`${shop.address}/login`)
  await page.fill('#login-name', 'zhou')
  await page.fill('#login-password', 'paper-lantern-42')
  await page.click('form button[type=submit]')
  await page.waitForSelector('.figure')
})
after(async () => { await browser?.close(); await shop?.close() })

test('a sick call at 08:55 is solved in three clicks, for both days, stand-by first', async () => {
  let clicks = 0
  const click = async (target) => { clicks++; await target.click() }
  await click(page.locator('.absence'))
  await page.waitForFunction(() => document.activeElement?.closest('.who'))        // the name is typed, not clicked for
  await page.keyboard.type('王金凤')
  await click(page.locator('.el-select-dropdown__item', { hasText: '王金凤' }).first())
  await page.locator('.gaps li').nth(1).waitFor()
  assert.equal(await page.locator('.gaps li').count(), 2, 'today only')
  const first = page.locator('.gaps li').first().locator('.choice').first()
  assert.match(await first.innerText(), /张桂芳\s*候补/)
  await shot(page, 'today-absence')
  assert.deepEqual(await violations(page), [])
  await click(page.locator('.do'))
  await page.waitForFunction(() => document.body.innerText.includes('已记假'))
  assert.equal(clicks, 3)
  const visits = (await zhou.good(`/api/visit?customer=${customer.id}&sort=start&start_from=${at(day, 0)}&start_to=${at(day + 1, 0)}`)).rows
  assert.deepEqual(visits.map(v => v.worker), [workers['张桂芳'], workers['张桂芳']])
  assert.equal((await zhou.good('/api/worker_leave')).rows[0].state, 'approved')
  assert.equal((await zhou.good('/api/stand_by')).rows[0].state, 'called')
})

test('an alarm rings on every page until it is acknowledged, and the line is gone', async () => {
  await page.goto(`${shop.address}/customer`)
  await page.waitForSelector('tbody tr')
  const raised = await zhou.make('incident', { kind: 'cut', worker: workers['李秀英'], story: '切菜割伤' })
  await page.locator('.alarm', { hasText: '割伤' }).waitFor()
  await page.waitForFunction(() => document.title.startsWith('【告警】'))
  await shot(page, 'today-alarm')
  assert.deepEqual(await violations(page), [])
  const size = page.viewportSize()
  await page.setViewportSize({ width: 375, height: 812 })
  await page.locator('.alarm .look').first().waitFor({ state: 'hidden' })
  const rows = await page.locator('.alarm').evaluate(bar => [...bar.querySelectorAll('.said, .since, .take, .hush')].map(e => e.getBoundingClientRect()).map(b => (b.top + b.bottom) / 2))
  assert.ok(Math.max(...rows) - Math.min(...rows) < 4, `one row on a phone: ${rows}`)
  assert.match(await page.locator('.alarm .since').innerText(), /刚刚|分钟/)
  await shot(page, 'today-alarm-375')
  assert.deepEqual(await violations(page), [])
  await page.setViewportSize(size)
  await takeAlarm(page)
  await page.locator('.alarm').waitFor({ state: 'detached' })
  const taken = await zhou.good(`/api/incident/${raised.id}`)
  assert.deepEqual([taken.state, taken.doing], ['acknowledged', '打电话给师傅'])
  await page.waitForFunction(() => !document.title.startsWith('【'))
})

test('a complaint and an open visit are solved where they stand', async () => {
  await zhou.make('complaint', { channel: 'phone', category: 'quality', customer: customer.id, story: '厨房没擦干净' })
  const open = await zhou.make('visit', { customer: customer.id, household: home.id, line: line.id, start: at(day, 17), length: 120 })
  await page.goto(`${shop.address}/today`)
  await page.locator('.now li', { hasText: '还没有派人' }).waitFor()
  await shot(page, 'today')
  assert.deepEqual(await violations(page), [])
  await page.locator('.now .tabs button', { hasText: '今明两天' }).click()
  const open_ = page.locator('.now .kinds button', { hasText: '还没有派人' })
  await open_.click()
  assert.equal(await page.locator('.now li').count(), Number(await open_.locator('b').innerText()), 'a number opens the lines it counts')
  await page.locator('.now .tabs button').first().click()
  await page.locator('.now li', { hasText: '受理投诉' }).getByRole('button').click()
  await page.locator('.now li', { hasText: '受理投诉' }).waitFor({ state: 'detached' })
  const [said] = (await zhou.good('/api/complaint')).rows
  assert.equal(said.state, 'accepted')
  await page.goto(`${shop.address}/complaints?case=${said.id}`)
  for (const view of ['原因分析', (await page.locator('.head .el-radio-button').first().innerText())]) await page.locator('.head .el-radio-button', { hasText: view }).click()
  await page.locator(`#case-${said.id}[aria-current=true]`).waitFor()
  assert.equal(new URL(page.url()).searchParams.get('case'), String(said.id), 'the chosen case outlives a look at the causes')
  await page.goto(`${shop.address}/today`)
  await page.locator('.now li', { hasText: '还没有派人' }).getByRole('button').click()
  await page.locator('.el-drawer').getByRole('button', { name: /派给/ }).first().click()
  await page.locator('.now li', { hasText: '还没有派人' }).waitFor({ state: 'detached' })
  assert.equal((await zhou.good(`/api/visit/${open.id}`)).state, 'offered')
  assert.equal(new URL(page.url()).pathname, '/today')
})

test('what a worker reports from her phone is answered on the visit itself, on its page and beside the board', async () => {
  const { login, password } = (await zhou.post(`/api/worker/${workers['李秀英']}/phone`, {})).json
  const phone = shop.person()
  await phone.login(login, password)
  const made = await zhou.make('visit', { customer: customer.id, household: home.id, line: line.id, start: at(day, 11), length: 120 })
  await zhou.step(made, 'visit', 'assign', { worker: workers['李秀英'] })
  const tell = async key => { const [told] = (await phone.post('/api/my/acts', { acts: [{ key, what: 'trouble', visit: made.id, acted: at(day, 8, 50), input: { why: 'tools' }, reason: '除垢剂用完了' }] })).json.acts; assert.equal(told.state, 'asked', told.message) }
  await tell('tools-1')
  await page.goto(`${shop.address}/visit/${made.id}`)
  const reports = page.locator('.reports')
  await reports.getByText('除垢剂用完了').waitFor()
  assert.match(await reports.innerText(), /李秀英/)
  assert.deepEqual(await violations(page), [])
  await reports.getByRole('button', { name: /答复并结束/ }).click()
  await page.locator('.el-dialog').getByText('答复（她在手机上看到）').waitFor()          // an answer, not a reason
  await page.locator('.el-dialog textarea').fill('到店里来拿')
  await page.locator('.el-dialog').getByRole('button', { name: '答复并结束' }).click()
  await reports.waitFor({ state: 'detached' })
  assert.equal((await phone.good('/api/my/day')).acts.find(a => a.key === 'tools-1').message, '到店里来拿')
  await page.goto(`${shop.address}/board?day=${new Date(day * 86_400_000).toISOString().slice(0, 10)}&visit=${made.id}`)
  await page.locator('.drawer').waitFor()
  await tell('tools-2')                                               // comes while she looks at it
  await page.locator('.drawer .reports').getByRole('button', { name: /答复并结束/ }).waitFor()
  await shot(page, 'today-board-report')
  await zhou.step((await zhou.good(`/api/field_act?visit=${made.id}&state=asked`)).rows[0], 'field_act', 'settle', { reason: '已经送过去了' })
  await page.locator('.drawer .reports').waitFor({ state: 'detached' })
})

test('a number leads to the list it counts', async () => {
  await page.goto(`${shop.address}/today`)
  const figure = page.locator('.figure').first()
  const n = Number(await figure.locator('b').innerText())
  await figure.click()
  await page.waitForURL('**/visit?**')
  await page.waitForSelector('tbody tr')
  assert.equal(await page.locator('tbody tr').count(), n)
})

test('below the day: thirty days, services and busy hours, each also a table, and a bar leads to its list', async () => {
  await page.goto(`${shop.address}/today`)
  await page.locator('.trends').waitFor()
  await page.getByText('近四周没有单').waitFor()                    // all of this shop's visits lie ahead
  assert.equal(await page.locator('.trends svg a').count(), 30)
  await page.getByRole('button', { name: /看表格：近 30 天/ }).click()
  assert.equal(await page.locator('.trends tbody th[scope=row] a').count(), 30 + 7)
  assert.deepEqual(await violations(page), [])
  await page.locator('.trends tbody th a').first().click()
  await page.waitForURL('**/visit?**')
})

test('the meeting has its page, and the small screen has the day', async () => {
  await page.goto(`${shop.address}/brief`)
  await page.getByRole('heading', { name: '一店晨会' }).waitFor()
  await page.getByText('王金凤').first().waitFor()                   // she is away today
  await shot(page, 'today-brief')
  assert.deepEqual(await violations(page), [])
  await page.setViewportSize({ width: 375, height: 812 })
  await page.goto(`${shop.address}/today`)
  await page.waitForSelector('.figure')
  await page.waitForTimeout(800)
  await shot(page, 'today-375')
  assert.deepEqual(await violations(page), [])
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth))
  assert.deepEqual(problems, [])
})
