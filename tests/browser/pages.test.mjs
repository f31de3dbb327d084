/** Every page: draws, says nothing in the console, has no accessibility violation; 1440 light, 1920 dark, 375. SHOTS=folder keeps pictures. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newPage, open, shot, violations } from './kit.mjs'

const PAGES = [['today', '/today', '.figure'], ['queue', '/queue', 'li .el-button'], ['board', '/board', '.visit'], ['board-week', '/board?span=week', '.week .chip'], ['areas', '/areas', 'canvas'], ['plan', '/plan/1', '.figures'], ['list', '/customer', 'tbody tr'], ['list-visit', '/visit?start=@today', 'tbody tr'], ['peek', '/customer?peek=3', '.peek .property'], ['customer', '/customer/3', '.next'], ['worker', '/worker/3', '.weeks'], ['detail', '/customer/3?tab=facts', '.property'], ['detail-order', '/order/4', '.property'], ['create', '/order/new', '.schema .item'], ['import', '/import/customer', '.drop'], ['empty', '/customer?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA', '.empty'], ['procedures', '/procedures', '.chapters li'], ['procedure', '/procedures/4-2', '.product'], ['lost', '/nothing', '.panel']]
const SIZES = [{ name: '1440', width: 1440, height: 900, theme: 'light' }, { name: '1920-dark', width: 1920, height: 1080, theme: 'dark' }, { name: '375', width: 375, height: 812, theme: 'light' }, { name: '1366-en', width: 1366, height: 768, theme: 'light', language: 'en' }].filter((s) => process.env.TEST_LONG || process.env.SIZE || ['1440', '375'].includes(s.name))       // the others with ./test --long
const only = process.env.ONLY?.split(',')

for (const size of SIZES.filter((s) => !process.env.SIZE || process.env.SIZE === s.name)) {
  test(`pages at ${size.name}`, async (t) => {
    const kit = await open()
    const page = await newPage(kit, size)
    for (const [name, path, ready] of PAGES.filter(([n]) => !only || only.includes(n))) {
      await t.test(name, async () => {
        page.problems.length = 0
        await page.goto(kit.base + path)
        await page.waitForSelector(ready)
        await page.waitForTimeout(150)            // what is drawn after the answer; nothing moves (reducedMotion)
        await shot(page, `${name}-${size.name}`)
        assert.deepEqual(await violations(page), [])
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        assert.ok(wide <= 0, `the page is ${wide}px wider than the screen`)
        const high = await page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight)
        assert.ok(high <= 0, `a second scroll bar: the page is ${high}px higher than the screen`)
        assert.deepEqual(page.problems, [])
      })
    }
    await kit.close()
  })
}
test('the first time a page says what it is for and leads to the step of the procedure it serves; read once, it stays away until asked for', async () => {
  const kit = await open()
  const page = await newPage(kit, { width: 1366, height: 768 })
  await page.request.put(`${kit.base}/api/me/preferences`, { data: { guides: [] }, headers: { origin: kit.base } })
  await page.goto(`${kit.base}/customer`)
  const guide = page.locator('aside.guide')
  await guide.getByText('第一次来').waitFor()
  await guide.getByRole('link', { name: '四.1' }).waitFor()
  assert.deepEqual(await violations(page), [])
  await shot(page, 'guide-first')
  await guide.getByRole('link', { name: '四.1' }).click()
  await page.waitForURL('**/procedures/4-1')
  await page.getByText('热情接待客户').waitFor()
  await page.locator('.product .records').getByRole('link', { name: '客户' }).click()
  await page.waitForURL('**/customer')
  const read = page.waitForResponse((answer) => answer.url().endsWith('/api/me/preferences') && answer.request().method() === 'PUT')
  await guide.getByRole('button', { name: '知道了' }).click()
  await guide.waitFor({ state: 'detached' })
  await read
  await page.reload()
  await page.waitForSelector('tbody tr')
  assert.equal(await guide.count(), 0, 'what was read does not come again')
  await page.getByRole('button', { name: '这一页怎么用' }).click()
  await guide.getByText('「客户」这一页').waitFor()
  await page.goto(`${kit.base}/board`)
  await guide.getByText('第一次来').waitFor()
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/api/me/preferences') && answer.request().method() === 'PUT')
  await guide.getByRole('button', { name: '以后都不自动显示' }).click()
  await kept
  await page.goto(`${kit.base}/worker`)
  await page.waitForSelector('tbody tr')
  assert.equal(await guide.count(), 0, 'she does not want them by themselves')
  assert.deepEqual(page.problems, [])
  await kit.close()
})
test('the procedure is found by words and read step by step with the keyboard', async () => {
  const kit = await open()
  const page = await newPage(kit, { width: 1366, height: 768 })
  await page.goto(`${kit.base}/procedures`)
  await page.waitForSelector('.chapters li')
  await page.keyboard.press('/')
  await page.keyboard.type('调度台')
  await page.waitForFunction(() => document.querySelectorAll('.chapters li').length === 2)
  await page.locator('.chapters li a').first().click()
  await page.waitForURL('**/procedures/4-2')
  await page.getByRole('button', { name: '清除搜索' }).click()
  await page.locator('h2 b').first().click()
  await page.keyboard.press('k')
  await page.waitForURL('**/procedures/4-1')
  assert.match(await page.title(), /客户接待/)
  await page.goto(`${kit.base}/procedures/6-2`)
  await page.getByText('目前不在系统里做').waitFor()
  assert.deepEqual(page.problems, [])
  await kit.close()
})
test('login and setup', async () => {
  for (const setup of [false, true]) {
    const kit = await open({ setup })
    for (const size of SIZES) {
      const page = await newPage(kit, { ...size, login: false })
      await page.goto(kit.base)
      await page.waitForSelector('form')
      await page.waitForTimeout(300)
      await shot(page, `${setup ? 'setup' : 'login'}-${size.name}`)
      assert.deepEqual(await violations(page), [])
      await page.context().close()
    }
    await kit.close()
  }
})
