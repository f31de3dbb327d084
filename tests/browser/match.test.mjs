/** A customer telephones for a maternity nurse: number, interview as it is typed, candidates, two beside each other, the board. In a real browser. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openNurses } from '../stories/nurses.mjs'
import { openShop, today } from '../stories/shop.mjs'
import { launch, shot, violations } from './kit.mjs'

let shop, browser, page, n
const problems = [], day = today(), expected = day + 120
const iso = d => new Date(d * 86_400_000).toISOString().slice(0, 10)
const demands = async () => (await n.chen.good('/api/demand?limit=20')).rows

before(async () => {
  shop = await openShop({ clock: false })
  n = await openNurses(shop, { day, expected, clock: false })
  browser = await launch()
  page = await (await browser.newContext({ viewport: { width: 1366, height: 860 }, locale: 'zh-CN', reducedMotion: 'reduce', bypassCSP: true })).newPage()
  page.on('pageerror', error => problems.push(error.message))
  page.on('response', answer => { if (answer.status() >= 500) problems.push(`${answer.status()} ${answer.url()}`) })
  await page.goto(`${shop.address}/login`)
  await page.fill('#login-name', 'chen')
  await page.fill('#login-password', n.password)
  await page.click('form button[type=submit]')
  await page.waitForURL('**/today')
})
after(async () => { await browser?.close(); await shop?.close() })

test('a known number asks who it is; the lead goes on as the interview', async () => {
  await page.goto(`${shop.address}/leads?pool=mine`)
  await page.getByText('您手上和公海都没有线索').waitFor()                      // nobody is sent to a pool that is empty, too
  await n.lin.post('/api/lead/take', { phone: '13955550201', name: '刘女士', channel: 'wechat', line: n.line.id })
  await page.goto(`${shop.address}/leads?new=1`)
  await page.locator('[data-field=phone]').fill('13955550201')
  await page.locator('[data-field=name]').fill('王先生')
  await page.locator('[data-field=line]').selectOption({ label: '月嫂' })
  await page.locator('[data-field=channel]').selectOption('referral')
  await page.getByRole('combobox', { name: '介绍人' }).fill('刘女士')
  await page.getByRole('option', { name: /刘女士/ }).click()
  await page.getByRole('button', { name: '存下，开始登记需求' }).click()
  await page.getByText('这个号码是刘女士的').waitFor()
  await shot(page, 'match-known')
  await page.getByRole('button', { name: '家里另一位' }).click()
  await page.waitForURL('**/needs')
  const lead = (await n.chen.good(encodeURI('/api/lead?q=王先生'))).rows[0]
  assert.equal(lead.referrer, (await n.chen.good(encodeURI('/api/person?q=刘女士'))).rows[0].id, 'who sent her is said at once')
  await page.goto(`${shop.address}/lead/${lead.id}`)                          // from the bare record one is back at the interview by one press
  await page.getByRole('main').getByRole('link', { name: '需求登记' }).click()
  await page.waitForURL('**/needs')
})

test('what is typed is kept, what nobody may ask is refused at its field, and the missing is named', async () => {
  await page.getByText('月嫂按预产期前后各 7 天留档期').waitFor()           /* the answer book, for this service */
  await page.getByText('本店 ¥600').waitFor()
  await page.locator('[data-field=needs]').fill('不要河南人')
  await page.locator('#needs-wrong').waitFor()
  await page.locator('[data-field=needs]').fill('要会做月子餐')
  await page.locator('#needs-wrong').waitFor({ state: 'detached' })
  await page.locator('[data-field=wanted]').fill('24 小时')
  await page.locator('[data-field=expected]').fill(iso(expected))
  await page.locator('[data-field=term]').fill('26')
  await page.getByRole('radio', { name: '住家', exact: true }).click()
  await page.getByRole('button', { name: '加一位' }).click()
  await page.locator('[data-field=rest_days]').fill('4')
  await page.getByRole('radio', { name: '与孩子同住' }).click()
  await page.getByText('还差：家里谁拿主意').waitFor()
  await page.keyboard.press('Control+Enter')                                // refused: the keyboard goes on at what is missing
  await page.waitForFunction(() => document.activeElement?.closest('[data-asks=decides]'))
  await shot(page, 'match-needs')
  assert.deepEqual(await violations(page), [])
  await page.getByRole('radio', { name: '全家商量' }).click()
  await page.getByText('王先生，您要的是月嫂，24 小时').waitFor()
  await page.waitForFunction(() => !document.querySelector('.lacking'))
  await page.getByRole('button', { name: '已问清，开始找人' }).click()
  await page.waitForURL(/\/demands\/\d+$/)
  const [made] = await demands()
  assert.deepEqual([made.state, made.needs, made.expected, made.start_from], ['confirmed', '要会做月子餐', expected, expected])
})

test('candidates for every day, why not the third; two are asked and stand beside each other', async () => {
  await page.getByRole('button', { name: '找人选' }).click()
  await page.getByText('看了 3 位').waitFor()
  await page.getByRole('button', { name: /不能推荐的/ }).click()
  await page.locator('.no', { hasText: '孙月芳' }).getByText('体检').first().waitFor()
  for (const name of ['赵月华', '钱月英']) {
    await page.locator('.find li', { hasText: name }).getByRole('button', { name: '选她' }).press('Enter')
    await page.locator('.compare th', { hasText: name }).waitFor()
    await page.waitForFunction(() => document.activeElement?.closest('.acts') && document.activeElement.innerText === '她愿意')   // the keyboard goes on at her steps
  }
  const [{ id }] = await demands()
  const [first] = (await n.chen.good(`/api/demand/${id}/compare`)).rows.filter(r => r.name === '赵月华')
  const column = await page.locator('.compare thead th').allTextContents()
  assert.equal(column.length, 2)
  await page.locator('.compare tbody td').nth(column.findIndex(c => c.includes('赵月华')) + 2).getByRole('button', { name: '她愿意' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '她愿意' }).click()
  await page.getByText('师傅愿意').first().waitFor()
  await page.getByRole('button', { name: '推荐给客户' }).click()
  await page.locator('.status', { hasText: '已推荐' }).first().waitFor()
  assert.equal((await n.chen.good(`/api/recommendation/${first.recommendation}`)).state, 'shown')
  const hers = page.locator('.compare tbody td').nth(column.findIndex(c => c.includes('赵月华')) + 2)
  await hers.getByRole('button', { name: /更多/ }).press('Enter')
  await page.getByRole('menuitem', { name: '客户不要' }).press('Enter')
  await page.waitForFunction(() => document.activeElement?.closest('.el-dialog [data-field]'))                  // a form opened from a menu begins at its first question, too
  assert.ok(await page.evaluate(() => document.activeElement.closest('.el-select')))
  await page.keyboard.press('Escape')                                                                           // a closed select lets the key through to its dialog
  await page.locator('.el-dialog').waitFor({ state: 'hidden' })
  await shot(page, 'match-compare')
  assert.deepEqual(await violations(page), [])
})

test('a quotation is written beside the candidates, offered, and the family says yes on its phone', async () => {
  const quotes = page.locator('.quotes')
  await quotes.getByRole('button', { name: '做报价单' }).click()
  await quotes.getByText('¥15,600.00').first().waitFor()
  await quotes.getByRole('button', { name: '加一行' }).click()
  const line = quotes.locator('tbody tr').nth(1)
  await line.locator('select').selectOption({ label: '优惠' })
  await line.locator('[data-field=what]').fill('老客户介绍')
  await line.locator('[data-field=unit]').fill('600')
  await line.locator('[data-field=unit]').press('Tab')
  await quotes.getByText('¥15,000.00').first().waitFor()
  await quotes.locator('[data-field=deposit]').fill('3500')
  await quotes.locator('select').last().selectOption({ label: '定金（不超过 20%）' })
  await quotes.locator('.wrong', { hasText: '3,000.00' }).waitFor()              /* a fifth of 15,000 */
  await quotes.locator('[data-field=deposit]').fill('3000')
  await quotes.locator('[data-field=deposit]').press('Tab')
  await quotes.locator('.wrong').waitFor({ state: 'detached' })
  await shot(page, 'match-quote')
  assert.deepEqual(await violations(page), [])
  const [{ id }] = (await n.chen.good('/api/quotation?limit=5')).rows
  for (let i = 0; i < 200 && (await n.chen.good(`/api/quotation/${id}`)).deposit !== 300000; i++) await page.waitForTimeout(25)
  await quotes.getByRole('button', { name: '报给客户' }).click()
  await quotes.locator('.status', { hasText: '已报价' }).waitFor()
  const size = page.viewportSize()
  await page.setViewportSize({ width: 640, height: 900 })                        // 200 % on a screen of 1280: the amounts are not cut
  assert.ok(await quotes.locator('.scroll').first().evaluate(e => e.scrollWidth <= e.clientWidth))
  await page.setViewportSize(size)
  await quotes.getByRole('button', { name: '发链接' }).click()
  const address = await quotes.locator('.line input').inputValue()
  const phone = await (await browser.newContext({ viewport: { width: 375, height: 812 }, locale: 'zh-CN', reducedMotion: 'reduce', bypassCSP: true })).newPage()
  phone.on('pageerror', error => problems.push(error.message))
  await phone.goto(address)
  await phone.getByText('不做全家的饭').waitFor()
  await shot(phone, 'quote-phone')
  assert.deepEqual(await violations(phone), [])
  await phone.getByRole('button', { name: /接受报价/ }).click()
  await phone.getByText('您已接受这份报价').waitFor()
  await phone.getByText(/定金 .*3,000\.00.*账单/).waitFor()                        /* where it is paid, and the way there */
  await phone.getByRole('link', { name: '打开账单' }).click()
  await phone.waitForURL(/#\/money$/)
  await phone.close()
  await quotes.locator('.status', { hasText: '客户已接受' }).waitFor()
})

test('the board shows it in its column with its people; the arrows go through the cards', async () => {
  await page.goto(`${shop.address}/demands`)
  const card = page.locator('section[data-state=shortlisted] .card-of')
  await card.getByText('赵月华').waitFor()
  await shot(page, 'match-board')
  assert.deepEqual(await violations(page), [])
  await card.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/demands\/\d+$/)
})

test('the pools: whose is whose, and what the channels bring', async () => {
  await page.goto(`${shop.address}/leads?pool=new`)
  await page.getByText('刘女士').waitFor()
  await page.getByRole('button', { name: '渠道成效' }).click()
  await page.locator('.figures tbody tr').first().waitFor()
  await shot(page, 'match-leads')
  assert.deepEqual(await violations(page), [])
  await page.locator('li', { hasText: '刘女士' }).getByRole('button', { name: '我来跟' }).click()
  await page.locator('li', { hasText: '刘女士' }).waitFor({ state: 'detached' })
  assert.deepEqual(problems, [])
})
