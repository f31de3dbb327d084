/** The dispatch board of the real product, clicked by two dispatchers at once: drops with their verdict, several at once, undo, pins, the
 *  call list, the week, saved views, the second window, the map and its areas. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { at, openShop, today } from '../stories/shop.mjs'
import { openCleaner } from '../stories/cleaner.mjs'
import { launch, shot, violations } from './kit.mjs'

const DAY = today() + 2, iso = new Date(DAY * 86_400_000).toISOString().slice(0, 10)
let shop, tiles, browser, c, zhou, mine, hers, workers = [], visits = {}
const problems = []

async function enter(login, password, width = 1440) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.on('pageerror', error => problems.push(error.message))
  page.on('response', answer => { if (answer.status() >= 400 && !answer.url().endsWith('/api/me')) problems.push(`${answer.status()} ${answer.url()}`) })
  await page.goto(`${shop.address}/login`)
  await page.fill('#login-name', login)
  await page.fill('#login-password', password)
  await page.click('form button[type=submit]')
  await page.waitForURL('**/today')
  return page
}
const show = async page => { await page.goto(`${shop.address}/board?day=${iso}`); await page.waitForSelector('.timeline .row') }
const now = async id => zhou.good(`/api/visit/${id}`)
const make = (name, hour, more = {}) => zhou.make('visit', { customer: c.customer.id, household: c.home.id, line: c.line.id, start: at(DAY, hour), length: 120, ...more }).then(v => { visits[name] = v; return v })
const block = (page, name) => page.locator(`.timeline [data-visit="${visits[name].id}"]`)
const card = (page, name) => page.locator(`.tray [data-visit="${visits[name].id}"]`)
const rowOf = async (page, worker) => (await page.locator('.timeline .row', { hasText: worker.name }).locator('.lane').boundingBox())
/* Where a minute of the day lies in a worker's row. */
async function spot(page, worker, minute) {
  const lane = await rowOf(page, worker)
  return { x: lane.x + (minute - 420) * (lane.width / 840), y: lane.y + lane.height / 2 }
}
async function drag(page, from, to, { steps = 6, drop = true, meanwhile } = {}) {
  const a = await from.boundingBox()
  await page.mouse.move(a.x + 12, a.y + a.height / 2)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps })
  await meanwhile?.()
  if (drop) await page.mouse.up()
}

/* A tile server of one grey picture, on an address of its own as map providers are. */
const asked = []
function tileServer() {
  const crc = bytes => { let n = ~0; for (const b of bytes) { n ^= b; for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1 } return ~n >>> 0 }
  const chunk = (kind, data) => { const body = Buffer.concat([Buffer.from(kind), data]), out = Buffer.alloc(8 + body.length); out.writeUInt32BE(data.length); body.copy(out, 4); out.writeUInt32BE(crc(body), 4 + body.length); return out }
  const size = 64, head = Buffer.alloc(13)
  head.writeUInt32BE(size); head.writeUInt32BE(size, 4); head[8] = 8
  const lines = Buffer.concat(Array.from({ length: size }, (_, y) => Buffer.from([0, ...Array.from({ length: size }, (_, x) => (x < 2 || y < 2 ? 170 : 222))])))
  const png = Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))])
  return new Promise(done => { const server = createServer((q, a) => { asked.push(q.url); a.setHeader('Content-Type', 'image/png'); a.end(png) }); server.listen(0, '127.0.0.1', () => done(server)) })
}

before(async () => {
  tiles = await tileServer()
  process.env.ZHANGJIA_MAP_FROM = `http://127.0.0.1:${tiles.address().port}`
  shop = await openShop({ clock: false })
  c = await openCleaner(shop)
  zhou = c.zhou
  workers = [c.worker, await c.hire('陈秀兰'), await c.hire('杨桂英')]
  const roles = (await zhou.good('/api/role')).rows
  const chen = await zhou.make('account', { login: 'chen', name: '小陈', home: c.branch, roles: [{ role: roles.find(r => r.code === 'dispatcher').id, place: c.branch }] })
  await zhou.post(`/api/account/${chen.id}/password`, { password: 'river-stone-77' })
  for (const [name, hour] of [['a', 9], ['b', 12], ['c', 15], ['d', 9], ['e', 13]]) await make(name, hour)
  browser = await launch()
  mine = await enter('zhou', 'paper-lantern-42')
  hers = await enter('chen', 'river-stone-77')
})
after(async () => { await browser?.close(); await shop?.close(); tiles?.close() })

test('both see each other, and a drop of one is on the other’s board within a second, with who it was', async () => {
  await show(mine)
  await show(hers)
  await mine.getByText('小陈 也在看这一天').waitFor({ state: 'attached' })
  await hers.getByText('周经理 也在看这一天').waitFor({ state: 'attached' })
  await drag(mine, card(mine, 'a'), await spot(mine, workers[0], 9 * 60 + 12 / (800 / 840)), { meanwhile: async () => {
    await mine.waitForSelector('.ghost[data-level=ok], .ghost[data-level=warn]')
    await hers.getByText('周经理 正在拖').waitFor()
  } })
  const dropped = Date.now()
  await block(hers, 'a').waitFor({ timeout: 3000 })
  assert.ok(Date.now() - dropped < 1500, `${Date.now() - dropped} ms with sanitizers`)
  assert.equal(await block(hers, 'a').getAttribute('data-who'), '周经理')
  await hers.getByText(/周经理 刚把 李芳 派给王金凤/).first().waitFor()
  await shot(hers, 'board-flash')
  assert.equal((await now(visits.a.id)).worker, workers[0].id)
})

test('an overlap is refused before the drop and never saved', async () => {
  await drag(mine, card(mine, 'd'), await spot(mine, workers[0], 9 * 60 + 40), { meanwhile: () => mine.waitForSelector('.ghost[data-level=bad]') })
  await mine.getByText(/重叠/).first().waitFor()
  assert.equal((await now(visits.d.id)).worker, null)
})

test('beyond the promise the customer is asked; without her yes nothing moves', async () => {
  const lane = await spot(mine, workers[0], 11 * 60 + 12)
  await drag(mine, block(mine, 'a'), lane, { meanwhile: () => mine.waitForSelector('.ghost[data-level=warn]') })
  await mine.getByText('客户同意改时间吗？').waitFor()
  await mine.keyboard.press('Escape')
  await mine.waitForFunction(() => !document.querySelector('.saving'))
  assert.equal((await now(visits.a.id)).start, at(DAY, 9))
  await drag(mine, block(mine, 'a'), await spot(mine, workers[0], 11 * 60 + 12))
  await mine.getByRole('button', { name: '客户同意了，改' }).click()
  await mine.waitForFunction(() => !document.querySelector('.saving'))
  const moved = (await now(visits.a.id)).start
  assert.ok(moved > at(DAY, 10), 'moved with her yes')
  await zhou.step(visits.a, 'visit', 'assign', { worker: workers[0].id, start: at(DAY, 9), agreed: true })
  await mine.waitForTimeout(600)
})

test('several by Ctrl and by lasso are given to somebody at once; one Ctrl+Z takes all of it back; redo gives it again', async () => {
  await card(mine, 'b').click({ modifiers: ['Control'] })
  await card(mine, 'c').click({ modifiers: ['Control'] })
  await mine.getByText('已选 2 单').waitFor()
  const to = await mine.locator('[role=toolbar] option', { hasText: '杨桂英' }).getAttribute('value')
  await mine.locator('[role=toolbar] select').selectOption(to)
  await mine.getByText('已改 2 单').waitFor()
  await block(hers, 'c').waitFor()
  assert.deepEqual([(await now(visits.b.id)).worker, (await now(visits.c.id)).worker], [workers[2].id, workers[2].id])
  await mine.locator('.timeline').focus()
  await mine.keyboard.press('Control+z')
  await mine.getByText('已撤销 2 单').waitFor()
  assert.deepEqual([(await now(visits.b.id)).worker, (await now(visits.c.id)).worker], [null, null])
  await mine.keyboard.press('Control+y')
  await block(mine, 'c').waitFor()
  const from = await spot(mine, workers[2], 11 * 60 + 30), until = await spot(mine, workers[2], 17 * 60 + 30)
  await mine.mouse.move(from.x, from.y - 16)
  await mine.mouse.down()
  await mine.mouse.move(until.x, until.y + 16, { steps: 5 })
  await mine.mouse.up()
  await mine.getByText('已选 2 单').waitFor()
  await shot(mine, 'board-picked')
  assert.deepEqual(await violations(mine), [])
  const own = await block(mine, 'b').boundingBox()
  await drag(mine, block(mine, 'b'), { x: own.x + 12, y: (await spot(mine, workers[1], 720)).y }, { meanwhile: () => mine.getByText('2 单里 2 单可派').waitFor() })
  await mine.waitForFunction(() => !document.querySelector('.saving'))
  assert.deepEqual([(await now(visits.b.id)).worker, (await now(visits.c.id)).worker], [workers[1].id, workers[1].id])
  await mine.keyboard.press('Escape')
})

test('what a colleague changed since is not undone; it says who', async () => {
  const chen = shop.person()
  await chen.login('chen', 'river-stone-77')
  await chen.step(visits.c, 'visit', 'accept_by_phone')
  await chen.step(visits.c, 'visit', 'unassign')
  await card(mine, 'c').waitFor()
  await mine.locator('.timeline').focus()
  await mine.keyboard.press('Control+z')
  await mine.getByText(/李芳 没有撤销：小陈/).first().waitFor()
  assert.deepEqual([(await now(visits.b.id)).worker, (await now(visits.c.id)).worker], [workers[2].id, null], 'the other of the two is')
})

test('what was accepted comes back accepted when it is taken back', async () => {
  await zhou.step(visits.a, 'visit', 'accept_by_phone')
  await mine.waitForFunction(id => document.querySelector(`.timeline [data-visit="${id}"]`) && !document.querySelector(`.timeline [data-visit="${id}"].offered`), visits.a.id)
  const own = await block(mine, 'a').boundingBox()
  await drag(mine, block(mine, 'a'), { x: own.x + 12, y: (await spot(mine, workers[1], 720)).y }, { meanwhile: () => mine.waitForSelector('.ghost[data-level=ok], .ghost[data-level=warn]') })
  await mine.waitForFunction(() => !document.querySelector('.saving'))
  assert.deepEqual([(await now(visits.a.id)).worker, (await now(visits.a.id)).state], [workers[1].id, 'offered'])
  await mine.locator('.timeline').focus()
  await mine.keyboard.press('Control+z')
  await mine.getByText(/已撤销/).first().waitFor()
  await mine.waitForFunction(() => !document.querySelector('.saving'))
  assert.deepEqual([(await now(visits.a.id)).worker, (await now(visits.a.id)).state], [workers[0].id, 'accepted'])
  await zhou.step(visits.a, 'visit', 'unassign')
  await zhou.step(visits.a, 'visit', 'assign', { worker: workers[0].id })
  await mine.waitForFunction(id => document.querySelector(`.timeline [data-visit="${id}"].offered`), visits.a.id)
})

test('all of it by the keyboard: pick, give, move, give back', async () => {
  await mine.keyboard.press('u')
  await mine.waitForFunction(() => document.activeElement?.classList.contains('one'))
  await mine.keyboard.press('x')
  await mine.keyboard.press('ArrowDown')
  await mine.keyboard.press('Shift+X')
  await mine.getByText('已选 2 单').waitFor()
  await mine.keyboard.press('b')
  assert.equal(await mine.evaluate(() => document.activeElement?.tagName), 'SELECT')
  await mine.locator('.timeline').focus()
  await mine.keyboard.press('Escape')
  await block(mine, 'a').focus()
  await mine.keyboard.press('ArrowRight')
  await mine.waitForSelector('.nudge-text')
  await mine.keyboard.press('Enter')
  await mine.waitForFunction(() => !document.querySelector('.saving'))
  assert.equal((await now(visits.a.id)).start, at(DAY, 9, 15))
})

test('an offer counts down; the call list shows a number with a reason and writes down what was said', async () => {
  await mine.keyboard.press('Escape')
  await mine.getByRole('button', { name: '催接单' }).click()
  await mine.waitForSelector('.calls .person')
  assert.match(await mine.locator('.calls .phone').first().innerText(), /\*{4}/)
  await mine.getByRole('button', { name: '看号码' }).first().click()
  await mine.locator('.calls a[href^="tel:1"]').first().waitFor()
  await shot(mine, 'board-calls')
  assert.deepEqual(await violations(mine), [])
  await mine.getByRole('button', { name: '没打通' }).first().click()
  await mine.getByText(/打过 1 次/).waitFor()
  const n = await mine.locator('.calls li').count()
  await mine.getByRole('button', { name: '已电话确认' }).first().click()
  await mine.waitForFunction(k => document.querySelectorAll('.calls li').length === k, n - 1)
  await mine.getByRole('button', { name: '不接' }).first().click()
  await mine.locator('.el-dialog textarea, .el-dialog input').first().fill('家里有事')
  await mine.locator('.el-dialog .el-button--primary, .el-dialog .el-button--danger').last().click()
  await mine.waitForFunction(k => document.querySelectorAll('.calls li').length === k, n - 2)
  await mine.locator('.calls header button').click()
  await mine.getByRole('button', { name: /已拒 1/ }).waitFor()
})

test('a pin, the text for the group, and free slots of another day, from the visit in hand', async () => {
  await mine.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await block(mine, 'a').click()
  await mine.getByRole('button', { name: '不换人' }).click()
  await mine.waitForFunction(id => document.querySelector(`.timeline [data-visit="${id}"] .pin, .timeline [data-visit="${id}"][title*="已锁定人"]`), visits.a.id)
  assert.equal((await now(visits.a.id)).pinned_worker, true)
  await mine.getByRole('button', { name: '复制派单信息' }).click()
  await mine.getByText('派单信息已复制').waitFor()
  const text = await mine.evaluate(() => navigator.clipboard.readText())
  assert.match(text, /服务项目：日常保洁/)
  assert.doesNotMatch(text, /李芳|1380013/)
  await mine.getByRole('button', { name: '找空档' }).click()
  await mine.locator('.drawer [role=grid]').waitFor()
  await shot(mine, 'board-drawer')
  assert.deepEqual(await violations(mine), [])
  await mine.keyboard.press('Escape')
})

test('the week adds up, and a cell opens its day', async () => {
  await make('w', 18)
  await mine.getByRole('button', { name: '周', exact: true }).click()
  await mine.locator(`.week .head [data-visit="${visits.w.id}"], .week .head .open`).first().waitFor()
  await mine.locator('.week .chip').first().waitFor()
  await shot(mine, 'board-week')
  assert.deepEqual(await violations(mine), [])
  const held = await now(visits.a.id), chip = mine.locator(`.week .chip[data-visit="${visits.a.id}"]`), cells = mine.locator('.week [role=row]', { hasText: workers[0].name }).locator('[role=cell]')
  const at = await cells.evaluateAll((all, id) => all.findIndex(cell => cell.querySelector(`[data-visit="${id}"]`)), visits.a.id), next = at < 6 ? at + 1 : at - 1, by = next - at
  const box = await chip.boundingBox(), to = await cells.nth(next).boundingBox()
  await mine.mouse.move(box.x + 20, box.y + 8)
  await mine.mouse.down()
  await mine.mouse.move(to.x + 20, to.y + 20, { steps: 5 })
  if (DAY + by > today()) {
    await mine.getByText('改日期要客户同意').first().waitFor({ state: 'attached' })
    await shot(mine, 'board-week-drag')
    await mine.mouse.up()
    await mine.getByText('客户同意改时间吗？').waitFor()
    await mine.getByRole('button', { name: '客户同意了，改' }).click()
    await mine.getByText(/已派给|已派/).first().waitFor()
    assert.equal((await now(visits.a.id)).start, held.start + by * 86_400_000)
    await zhou.step(visits.a, 'visit', 'assign', { worker: workers[0].id, start: held.start, agreed: true })
  } else await mine.keyboard.press('Escape')
  await mine.waitForFunction(([id, i]) => document.querySelectorAll(`.week [role=row] [role=cell]:nth-child(${i + 2}) [data-visit="${id}"]`).length, [visits.a.id, at])
  await cells.nth(at).locator('.go').focus()
  await mine.keyboard.press('m')
  await mine.waitForSelector('.ghost.low')
  await mine.keyboard.press('ArrowDown')
  await mine.waitForSelector('.ghost.low[data-level=ok], .ghost.low[data-level=warn], .ghost.low[data-level=bad]')
  await mine.keyboard.press('Escape')
  await mine.waitForSelector('.ghost', { state: 'detached' })
  assert.equal((await now(visits.a.id)).worker, workers[0].id)
  /* What nobody has is drawn from the head to a worker's day; its twin begins on the button beside it. */
  let free
  for (const one of workers) if (!free && (await zhou.post('/api/board/verdict', { visit: visits.w.id, worker: one.id })).json.ok) free = one
  const nobody = mine.locator('.week .head .cell').nth(at).locator('.open')
  await nobody.focus()
  for (let i = 0; i < 12 && !(await mine.locator('.ghost.low b', { hasText: '18:00' }).count()); i++) { await mine.keyboard.press('m'); await mine.waitForSelector('.ghost.low') }
  await mine.waitForSelector('.ghost.low[data-level=ok], .ghost.low[data-level=warn], .ghost.low[data-level=bad]')
  await mine.keyboard.press('Escape')
  await mine.waitForSelector('.ghost', { state: 'detached' })
  const head = mine.locator(`.week .head [data-visit="${visits.w.id}"]`)
  if (await head.count()) {
    const taken = await head.boundingBox(), place = await mine.locator('.week [role=row]', { hasText: free.name }).locator('[role=cell]').nth(at).boundingBox()
    await mine.mouse.move(taken.x + 20, taken.y + 8)
    await mine.mouse.down()
    await mine.mouse.move(place.x + 20, place.y + 20, { steps: 5 })
    await mine.waitForSelector('.ghost[data-level=ok], .ghost[data-level=warn]')
    await shot(mine, 'board-week-open')
    await mine.mouse.up()
    await mine.locator('.week [role=row]', { hasText: free.name }).locator(`[data-visit="${visits.w.id}"]`).waitFor()
    assert.equal((await now(visits.w.id)).worker, free.id)
  }
  await mine.locator('.week .chip').first().click()
  await mine.waitForURL('**visit=**')
  await mine.waitForSelector('.timeline .row')
  await mine.waitForSelector('.drawer')
  await mine.keyboard.press('Escape')
})

test('a filter is saved as a view that colleagues share', async () => {
  await show(mine)
  await mine.locator('.show select').selectOption('offered')
  await mine.waitForURL('**show=offered**')
  await mine.locator('.saved .save').click()
  await mine.locator('.el-popover form input').first().fill('等回复的')
  await mine.locator('.el-popover .el-checkbox').click()
  await mine.locator('.el-popover .el-button--primary').click()
  await mine.locator('.saved').getByText('等回复的').waitFor()
  await hers.reload()
  await hers.getByRole('button', { name: /等回复的/ }).click()
  await hers.waitForURL('**show=offered**')
})

test('the tray in a window of its own goes with the board', async () => {
  await show(mine)
  const other = await mine.context().newPage()
  await other.goto(`${shop.address}/board/tray?day=${iso}`)
  await other.waitForSelector('.tray')
  await other.getByText('和调度台同步').waitFor()
  await other.locator('.tray .one').first().click()
  await mine.waitForSelector('.drawer')
  const pulled = Number(await other.locator('.tray .one').first().getAttribute('data-visit')), from = await other.locator('.tray .one').first().boundingBox()
  await other.mouse.move(from.x + 20, from.y + 20)
  await other.mouse.down()
  await other.mouse.move(from.x - 40, from.y + 60, { steps: 4 })
  await other.mouse.up()
  await other.getByText('已拿起').waitFor()
  await mine.bringToFront()
  await mine.waitForSelector('.ghost', { state: 'attached' })
  await mine.keyboard.press('Escape')
  await mine.waitForSelector('.ghost', { state: 'detached' })
  await other.locator('.tray .one').first().focus()
  await other.keyboard.press('c')
  await mine.waitForSelector('.ghost', { state: 'attached' })
  const free = await spot(mine, workers[2], 18 * 60)
  await mine.mouse.move(free.x, free.y, { steps: 3 })
  await mine.waitForSelector('.ghost[data-level]')
  await shot(mine, 'board-carry')
  await mine.mouse.down()
  await mine.mouse.up()
  await mine.waitForSelector('.ghost', { state: 'detached' })
  const ask = mine.getByRole('button', { name: '客户同意了，改' })
  await ask.waitFor()
  await ask.click()
  await mine.waitForFunction(id => document.querySelector(`.timeline [data-visit="${id}"]`) && !document.querySelector('.saving'), pulled)
  assert.equal((await zhou.good(`/api/visit/${pulled}`)).worker, workers[2].id)
  await mine.keyboard.press(']')
  await other.waitForURL(`**day=${new Date((DAY + 1) * 86_400_000).toISOString().slice(0, 10)}**`)
  const map = await mine.context().newPage()
  await map.goto(`${shop.address}/board/map?day=${iso}`)
  await map.waitForSelector('canvas')
  assert.deepEqual(await violations(map), [])
  await map.close()
  await other.close()
})

test('a map provider lies below the areas where the shop says so and the administrator allows it', async () => {
  await zhou.make('setting', { code: 'operations.map_tiles', since: today(), value: `http://127.0.0.1:${tiles.address().port}/{z}/{x}/{y}.png` })
  await zhou.make('setting', { code: 'operations.map_credit', since: today(), value: '测试底图 GS(2026)1号' })
  await show(mine)
  await mine.waitForSelector('.board-map canvas')
  for (let i = 0; i < 100 && asked.length < 4; i++) await mine.waitForTimeout(50)
  assert.ok(asked.length >= 4 && asked.every(url => /^\/\d+\/\d+\/\d+\.png$/.test(url)), asked.join())
  await mine.getByText('测试底图 GS(2026)1号').waitFor()
  await shot(mine, 'board-tiles')
})

test('an area is drawn on the map corner by corner, by keyboard moved, and lies on the board’s map', async () => {
  await mine.goto(`${shop.address}/areas`)
  await mine.getByRole('button', { name: '新片区' }).click()
  await mine.locator('form input').first().fill('天府广场')
  const box = await mine.locator('canvas').boundingBox()
  for (const [x, y] of [[0.3, 0.3], [0.7, 0.3], [0.7, 0.7], [0.3, 0.7]]) await mine.mouse.click(box.x + box.width * x, box.y + box.height * y)
  await mine.getByText('4 个角').waitFor()
  await mine.getByRole('button', { name: '第 1 个角', exact: true }).focus()
  await mine.keyboard.press('ArrowLeft')
  await shot(mine, 'areas')
  assert.deepEqual(await violations(mine), [])
  await mine.getByRole('button', { name: '保存' }).click()
  await mine.getByText('已保存片区：天府广场').waitFor()
  const made = (await zhou.good('/api/board/map')).areas
  assert.deepEqual(made.map(a => [a.name, a.ring.length]), [['天府广场', 4]])
  assert.ok(made[0].ring[0][1] < made[0].ring[1][1] && made[0].ring[0][0] > made[0].ring[2][0], 'west is left and north is up')
  await show(mine)
  await mine.waitForSelector('.board-map canvas')
  await shot(mine, 'board')
  assert.deepEqual(await violations(mine), [])
  assert.deepEqual(problems, [])
})
