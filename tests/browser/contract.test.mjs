// The workbench and the phone, as a consultant and a customer see them: a gap is filled in, the text follows, it is sent, signed by hand on a phone's
// screen and by the company, and read in English; without a finding of axe.
import { test, after, before } from 'node:test'
import assert from 'node:assert/strict'
import { launch, newPage, shot, violations } from './kit.mjs'
import { openShop, today } from '../stories/shop.mjs'
import { openCleaner } from '../stories/cleaner.mjs'
import { fillIn, nanny, openGateway } from '../stories/deal.mjs'

let shop, it, kit, gateway, contract, page
before(async () => {
  shop = await openShop()
  it = await openCleaner(shop, { mode: 'agency' })
  gateway = await openGateway(it.zhou)
  const line = await nanny(it.zhou)
  await fillIn(it)
  contract = await it.zhou.make('contract', { customer: it.customer.id, household: it.home.id, worker: it.worker.id, line: line.id, mode: 'agency', first: today() + 3, last: today() + 367, wage: 780000, fee: 780000, hygiene: '由甲方提供', own_room: true })
  kit = { base: shop.address, browser: await launch() }
  process.env.LOGIN = 'zhou'
  process.env.PASSWORD = 'paper-lantern-42'
  page = await newPage(kit)
})
after(async () => { await kit?.browser.close(); gateway?.close(); await shop?.close() })

test('the gap is filled in at the side and the text follows', async () => {
  await page.goto(`${kit.base}/contract/${contract.id}`)
  const missing = page.locator('section.missing')
  await missing.getByText('工作时间').waitFor()
  assert.equal(await page.locator('.deed .gap').count(), 1)
  await shot(page, 'contract-draft')
  assert.deepEqual(await violations(page), [])
  await missing.getByRole('button', { name: /工作时间/ }).click()
  await page.getByRole('textbox', { name: '工作时间' }).fill('每天7:00–20:00，做六休一')
  await page.locator('.live .deed .marked').getByText('做六休一').waitFor()        // as it would read, before it is saved
  await page.locator('.live').getByText('要素齐全').waitFor()
  assert.equal((await it.zhou.good(`/api/contract/${contract.id}`)).version, contract.version)
  await shot(page, 'contract-live')
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: '保存' }).click()
  await missing.getByText('要素齐全').waitFor()
  await page.locator('.columns .deed').getByText('做六休一').waitFor()
  assert.equal(await page.locator('.deed .gap').count(), 0)
})

test('a new version of the template against the one in use, sentence by sentence', async () => {
  const now = (await it.zhou.good('/api/contract_template?mode=agency')).rows[0]
  await it.zhou.step(now, 'contract_template', 'renew', { what_changed: '试工三天改五天' })
  const draft = (await it.zhou.good('/api/contract_template?mode=agency&state=draft')).rows[0], full = await it.zhou.good(`/api/contract_template/${draft.id}`)
  await it.zhou.edit(full, 'contract_template', { clauses: full.clauses.map(c => (c.code === 'no_originals' ? { ...c, wording: `${c.wording}违反的，由公司退还并赔偿。` } : c)) })
  await page.goto(`${kit.base}/contract_template`)
  await page.locator('.families a', { hasText: 'v2' }).first().click()
  await page.locator('.template .clause').first().waitFor()
  await page.locator('.tabs button', { hasText: '版本对比' }).click()
  const pair = page.locator('.compare section')
  await pair.locator('ins', { hasText: '违反的，由公司退还并赔偿。' }).waitFor()
  assert.equal(await pair.count(), 1)
  assert.equal(await pair.locator('del').count(), 0, 'what stayed is not struck out')
  await shot(page, 'template-compare')
  assert.deepEqual(await violations(page), [])
  await page.goto(`${kit.base}/contract/${contract.id}`)
})

test('sent, it is final, and the customer signs it on a phone of 375 pixels', async () => {
  await page.getByRole('button', { name: '发出签署' }).click()
  await page.getByText('已定稿').waitFor()
  await page.getByText('设置里没有填「客户访问的网址」').waitFor()
  assert.match(await page.locator('.sign input[readonly]').first().inputValue(), /\/c\/#\/sign\//)
  const { customer } = await it.zhou.post(`/api/contract/${contract.id}/links`, {}).then(a => a.json)
  const phone = await newPage(kit, { width: 375, height: 740, login: false }), before = gateway.count()
  await phone.goto(customer)
  await phone.getByText('请您阅读并签署合同').waitFor()
  await phone.getByRole('button', { name: '获取验证码' }).click()
  await phone.getByLabel('验证码（6 位）').fill(await gateway.code('13800138000', before))
  await phone.getByRole('button', { name: '打开合同' }).click()
  await phone.getByText('劳动报酬').or(phone.getByText('丙方报酬').first()).first().waitFor()
  await shot(phone, 'contract-phone')
  assert.deepEqual(await violations(phone), [])
  assert.equal(await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, 'nothing to scroll sideways')
  const send = phone.getByRole('button', { name: '签署合同' })
  assert.equal(await send.isDisabled(), true)
  const pad = phone.locator('canvas')
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  await phone.mouse.move(box.x + 40, box.y + 60)
  await phone.mouse.down()
  await phone.mouse.move(box.x + 160, box.y + 120, { steps: 6 })
  await phone.mouse.move(box.x + 260, box.y + 70, { steps: 6 })
  await phone.mouse.up()
  assert.equal(await send.isDisabled(), true, 'not without the yes')
  await phone.getByLabel('我已完整阅读').check()
  assert.equal(await send.isDisabled(), true, 'nor without the right she signs by')
  await phone.getByLabel('您以什么身份签署').selectOption('herself')
  await shot(phone, 'contract-phone-sign')
  await send.click()
  await phone.getByText('您已签署').waitFor()
  await phone.reload()
  await phone.getByRole('heading', { name: '我签的合同' }).waitFor()            // opened again it asks nobody to sign
  assert.equal(await phone.getByText('请您阅读并签署合同').count(), 0)
  assert.deepEqual(phone.problems, [])
})

test('the company signs in the workbench; who has signed stands there, and all of it in English and in the dark', async () => {
  await page.locator('section.sign').getByText('李芳').waitFor()
  await page.getByRole('button', { name: '代表公司签署' }).click()
  const pad = page.locator('section.sign canvas')
  await page.keyboard.press('Space')                                             // the keyboard stands on what is agreed to, and a name can be written without drawing
  assert.equal(await page.getByLabel('我已阅读全文').isChecked(), true)
  await page.getByRole('button', { name: '用姓名签' }).press('Enter')
  await page.getByRole('button', { name: '确认签署' }).and(page.locator(':enabled')).waitFor()
  await page.getByRole('button', { name: '重写' }).click()
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  await page.mouse.move(box.x + 30, box.y + 60)
  await page.mouse.down()
  await page.mouse.move(box.x + 200, box.y + 100, { steps: 5 })
  await page.mouse.up()
  await page.getByRole('button', { name: '确认签署' }).click()
  await page.locator('section.sign li.done').nth(1).waitFor()
  await shot(page, 'contract-signed')
  const dark = await newPage(kit, { theme: 'dark', language: 'en' })
  await dark.goto(`${kit.base}/contract/${contract.id}`)
  await dark.getByText('Signatures').waitFor()
  await shot(dark, 'contract-dark')
  assert.deepEqual(await violations(dark), [])
  assert.deepEqual([...page.problems, ...dark.problems], [])
})
