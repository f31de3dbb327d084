/** Every page: draws, says nothing in the console, has no accessibility violation; 1440 light, 1920 dark, 375. SHOTS=folder keeps pictures. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newPage, open, shot, violations } from './kit.mjs'

const PAGES = [['today', '/today', '.figure'], ['queue', '/queue', 'li .el-button'], ['board', '/board', '.visit'], ['board-week', '/board?span=week', '.week .chip'], ['areas', '/areas', 'canvas'], ['plan', '/plan/1', '.figures'], ['list', '/customer', 'tbody tr'], ['list-visit', '/visit?start=@today', 'tbody tr'], ['peek', '/customer?peek=3', '.peek .property'], ['customer', '/customer/3', '.next'], ['worker', '/worker/3', '.weeks'], ['detail', '/customer/3?tab=facts', '.property'], ['detail-order', '/order/4', '.property'], ['create', '/order/new', '.schema .item'], ['import', '/import/customer', '.drop'], ['empty', '/customer?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA', '.empty'], ['lost', '/nothing', '.panel']]
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
        await page.waitForTimeout(500)
        await shot(page, `${name}-${size.name}`)
        assert.deepEqual(await violations(page), [])
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        assert.ok(wide <= 0, `the page is ${wide}px wider than the screen`)
        assert.deepEqual(page.problems, [])
      })
    }
    await kit.close()
  })
}
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
