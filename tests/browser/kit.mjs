/** What every browser test uses: Chromium, the web's own test server (or a real one by BASE=), login, axe. */
import { existsSync, readFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { createRequire } from 'node:module'
import { mkdir } from 'node:fs/promises'

const from = createRequire(new URL('../../web/package.json', import.meta.url))
const { chromium } = from('playwright-core')
const axe = readFileSync(from.resolve('axe-core/axe.min.js'), 'utf8')

// Chromium without its window frame draws the same pages for two thirds of the processor; the whole browser where only that is installed.
const installed = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync)
// No page lives long enough for the optimising compilers to pay: without them a tenth less.
const args = ['--no-sandbox', '--disable-gpu', '--js-flags=--no-opt --no-maglev']
export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? installed, args })

export async function open({ setup = false } = {}) {
  const mock = process.env.BASE ? null : await (await import('../../web/mock/server.mjs')).start(0, { setup })
  const base = process.env.BASE ?? `http://127.0.0.1:${mock.port}`
  const browser = await launch()
  return { base, mock, browser, close: async () => { await browser.close(); await mock?.close() } }
}
export async function newPage(kit, { width = 1440, height = 900, theme = 'light', language = 'zh', login = true } = {}) {
  const context = await kit.browser.newContext({ viewport: { width, height }, deviceScaleFactor: 1, reducedMotion: 'reduce' })
  await context.addInitScript(([t, l]) => { if (!localStorage.getItem('zhangjia.preferences')) localStorage.setItem('zhangjia.preferences', JSON.stringify({ theme: t, language: l })) }, [theme, language])
  const page = await context.newPage()
  page.problems = []
  page.on('pageerror', (error) => page.problems.push(`error: ${error.message}`))
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type()) && !/Failed to load resource/.test(message.text())) page.problems.push(`${message.type()}: ${message.text()}`) })
  if (login) {
    await page.goto(`${kit.base}/login`)
    await page.fill('#login-name', process.env.LOGIN ?? 'manager')
    await page.fill('#login-password', process.env.PASSWORD ?? 'demo')
    await page.click('form button[type=submit]')
    await page.waitForURL('**/today')
    /* The account's preferences win over the browser's, and the pages of one run share an account. */
    if (await page.evaluate(() => document.documentElement.dataset.theme) !== theme) {
      await page.request.put(`${kit.base}/api/me/preferences`, { data: { theme, language, guides: ['off'] }, headers: { origin: kit.base } })
      await page.reload()
      await page.waitForFunction((t) => document.documentElement.dataset.theme === t, theme)
    }
  }
  return page
}
/** 我来处理 at the bar of alarms: without a word of what is being done it is not taken; one press says it. */
export async function takeAlarm(page, alarm = page.locator('.alarm li')) {
  await alarm.locator('.take').first().click()
  const dialog = page.locator('.el-dialog', { has: page.locator('#alarm-take') })
  await dialog.getByRole('button', { name: '我来处理', exact: true }).click()
  await dialog.getByRole('alert').filter({ hasText: '写几个字' }).waitFor()
  await dialog.getByRole('button', { name: '打电话给师傅', exact: true }).click()
  await dialog.getByRole('button', { name: '我来处理', exact: true }).click()
}
/** WCAG A and AA, all impacts. */
export async function violations(page) {
  await page.evaluate(axe)              // not as a script of the page: the server's policy forbids those
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'], preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
  return found.violations.map((v) => `${v.id} (${v.impact}): ${v.nodes.slice(0, 3).map((n) => `${n.target.join(' ')} ${n.any[0]?.message ?? n.all[0]?.message ?? ''}`).join(' | ')}`)
}
export async function shot(page, name) {
  const folder = process.env.SHOTS
  if (!folder) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png` })
}
/** A line of its own to a shop, that can be cut: Chromium's own switch lets a reloaded page's service worker through now and then. Cut it, and nothing passes. */
export async function line(address) {
  const { port } = new URL(address), ends = new Set()
  let whole = true
  const server = createServer(near => {
    if (!whole) { near.destroy(); return }
    const far = connect(Number(port), '127.0.0.1')
    for (const [end, other] of [[near, far], [far, near]]) {
      ends.add(end)
      end.on('error', () => other.destroy())
      end.on('close', () => { ends.delete(end); other.destroy() })
      end.pipe(other)
    }
  })
  await new Promise(go => server.listen(0, '127.0.0.1', go))
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    cut() { whole = false; for (const end of ends) end.destroy() },
    mend() { whole = true },
    close() { this.cut(); server.close() },
  }
}
