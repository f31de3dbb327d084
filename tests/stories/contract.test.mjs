// A contract from draft to end: what is missing is named with the place, a price below the floor is looked at by somebody else, three sign one text on
// their phones, an amendment and a renewal follow it, and what goes back at the end is reckoned by the ladder that was signed.
import { test, after, before } from 'node:test'
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { openShop, today, DAY } from './shop.mjs'
import { openCleaner } from './cleaner.mjs'
import { fillIn, nanny, openGateway, PNG, rightOf, signOnPhone, until } from './deal.mjs'

let shop, zhou, gu, her, live, contract, wang, gateway
const iso = n => new Date(n * DAY).toISOString().slice(0, 10)
const seen = id => zhou.good(`/api/contract/${id}`)
const text = id => zhou.good(`/api/contract/${id}/text`)
const words = document => document.blocks.map(b => b.text ?? '').join('\n')

before(async () => {
  shop = await openShop()
  her = await openCleaner(shop, { mode: 'agency' })
  zhou = her.zhou
  wang = her.worker
  live = await nanny(zhou)
  const roles = (await zhou.good('/api/role?limit=50')).rows, role = code => roles.find(r => r.code === code).id
  const account = await zhou.make('account', { login: 'gu', name: '顾问小顾', home: her.branch, roles: [{ role: role('consultant') }] })
  await zhou.post(`/api/account/${account.id}/password`, { password: 'river-stone-77' })
  gateway = await openGateway(zhou)
  gu = shop.person()
  await gu.login('gu', 'river-stone-77')
})
after(async () => { gateway?.close(); await shop?.close() })

test('a draft begins with what is known, and names every gap with the place where it is filled in', async () => {
  contract = await gu.make('contract', { customer: her.customer.id, household: her.home.id, worker: wang.id, line: live.id, first: today(), last: today() + 364, wage: 780000, fee: 300000 })
  assert.deepEqual([contract.state, contract.mode, contract.live_in, contract.rest_days, contract.payer, contract.holiday, contract.trial_day_rate, contract.refunds.length > 10], ['draft', 'agency', true, 4, 'customer', 'plus_one', 30000, true])
  const { missing, frozen } = await text(contract.id)
  assert.equal(frozen, false)
  const place = code => { const m = missing.find(x => x.code === code); return m && [m.type, m.id, m.member] }
  assert.deepEqual(place('customer_id'), ['person', her.customer.person, 'id_number'])
  assert.deepEqual(place('agency_uscc'), ['setting', 0, 'company.uscc'])
  assert.deepEqual(place('hours'), ['contract', contract.id, 'hours'])
  const policy = (await zhou.good(`/api/credential?worker=${wang.id}&kind=insurance`)).rows[0]
  assert.deepEqual(place('worker_insurance'), ['credential', policy.id, 'insurance'], 'she has one, without its number: it is entered there')
  const refused = await gu.tryStep(contract, 'contract', 'send')
  assert.equal(refused.status, 409)
  assert.match(refused.json.message, /还缺内容.*统一社会信用代码/)
  /* Tried before it is kept: the text follows, and nothing is stored. */
  const tried = await gu.post(`/api/contract/${contract.id}/preview`, { hours: '每天8:00–18:00，做六休一', trial_days: 5 })
  assert.equal(tried.status, 200, tried.text)
  assert.match(words(tried.json.document), /做六休一[^]*试工期为5天/)
  assert.ok(!tried.json.missing.some(m => m.code === 'hours'))
  assert.deepEqual([(await seen(contract.id)).version, (await seen(contract.id)).hours], [contract.version, ''])
  assert.equal((await gu.post(`/api/contract/${contract.id}/preview`, { hours_day: 99 })).json.field, 'hours_day')
  await fillIn(her)
  contract = await gu.edit(await seen(contract.id), 'contract', { hours: '每天7:00–20:00，做六休一', hygiene: '由甲方提供', own_room: true })
  assert.deepEqual((await text(contract.id)).missing, [])
})

test('a published template is not edited; its next version is a draft that begins with the same words', async () => {
  const held = await zhou.good(`/api/contract_template/${(await zhou.good('/api/contract_template?mode=agency&state=published')).rows[0].id}`)
  const edited = await zhou.call('PATCH', `/api/contract_template/${held.id}`, { version: held.version, preamble: '另一段开头。' })
  assert.equal(edited.status, 409, edited.text)
  await zhou.step(held, 'contract_template', 'renew', { what_changed: '试工三天改五天' })
  const draft = await zhou.good(`/api/contract_template/${(await zhou.good('/api/contract_template?mode=agency&state=draft')).rows[0].id}`)
  assert.deepEqual([draft.issue, draft.what_changed, draft.clauses.length], [held.issue + 1, '试工三天改五天', held.clauses.length])
  assert.equal((await zhou.good(`/api/contract_template/${held.id}`)).state, 'published')
})

test('what may not be agreed is refused at its field', async () => {
  const bad = async (body, field) => {
    const answer = await gu.call('PATCH', `/api/contract/${contract.id}`, { version: contract.version, ...body })
    assert.equal(answer.status, 400, answer.text)
    assert.ok(answer.json.fields.some(f => f.field === field), answer.text)
  }
  await bad({ rest_days: 2 }, 'rest_days')
  await bad({ sleep_hours: 6 }, 'sleep_hours')
  await bad({ deposit: 100000 }, 'deposit_kind')
  await bad({ deposit: 60001, deposit_kind: 'earnest' }, 'deposit')
  await bad({ off_platform: 300001 }, 'off_platform')
  await bad({ off_platform_months: 13 }, 'off_platform_months')
  await bad({ payer: 'company' }, 'payer')
  await bad({ refunds: [{ side: 'worker', day_from: 0, day_to: 10, percent: 100 }, { side: 'worker', day_from: 10, day_to: 30, percent: 50 }] }, 'refunds')
})

test('a mode that is not how she is employed is refused before anybody reviews it, with the paper that is right', async () => {
  const draft = await gu.make('contract', { customer: her.customer.id, household: her.home.id, worker: wang.id, line: live.id, mode: 'employee', first: today(), last: today() + 30, wage: 600000, service_fee: 600000, hours: '白天', hygiene: '自备' })
  for (const step of ['submit', 'send']) {
    const refused = await gu.tryStep(draft, 'contract', step)
    assert.equal(refused.status, 409)
    assert.match(refused.json.message, /她本人的用工方式是“中介制”，与“员工制”合同不符。改选中介制（三方）或中介代发/)
  }
  await gu.edit(draft, 'contract', { mode: 'paying_agent', fee: 600000 })
  assert.ok(!(await text(draft.id)).employment.findings.some(f => f.blocks), 'wage through us: as true of her')
  await gu.step(await seen(draft.id), 'contract', 'withdraw', { reason: '换一份' })
})

test('a labour contract for who has retired is refused by the engine, and so is a work agreement for who has not (T36)', async () => {
  const draft = await gu.make('contract', { customer: her.customer.id, household: her.home.id, worker: wang.id, line: live.id, mode: 'over_age', first: today(), last: today() + 30, wage: 600000, service_fee: 800000, hours: '白天', hygiene: '自备' })
  const young = await text(draft.id)
  assert.ok(young.employment.findings.some(f => f.code === 'mode' && f.blocks))
  assert.equal(young.employment.paper, 'labour')
  assert.match((await gu.tryStep(draft, 'contract', 'send')).json.message, /未达退休年龄/)
  await gu.step(draft, 'contract', 'withdraw', { reason: '选错了模式' })
})

test('a worker of ours has a paper with us alone: written by itself for her age, signed by both on its hash, renewed, and ended with what her years are worth', async () => {
  assert.equal((await gu.call('GET', '/api/work_contract')).status, 403, 'what she earns is not for everybody')
  const worker = await zhou.good(`/api/worker/${wang.id}`)
  await zhou.edit(worker, 'worker', { mode: 'employee' })
  const bad = await zhou.post('/api/work_contract', { worker: wang.id, wage: 600000, kind: 'labour', hours_week: 60 })
  assert.deepEqual([bad.status, bad.json.fields?.[0]?.field ?? bad.json.field], [400, 'hours_week'], bad.text)
  let work = await zhou.make('work_contract', { worker: wang.id, last: today() + 299 })
  assert.deepEqual([work.state, work.kind, work.term, work.hours_week, work.pay_day], ['draft', 'labour', 'fixed', 40, 15])
  const look = () => zhou.good(`/api/work_contract/${work.id}/text`)
  assert.deepEqual((await look()).missing.map(m => m.code), ['wage'])
  assert.equal((await zhou.tryStep(work, 'work_contract', 'send')).status, 409)
  assert.equal((await zhou.post('/api/work_contract', { worker: wang.id, wage: 1 })).status, 400, 'one at a time')
  work = await zhou.edit(work, 'work_contract', { wage: 600000, terms: '每年体检一次，费用由甲方承担。\n工作服由甲方提供。' })
  work = await zhou.step(work, 'work_contract', 'send')
  const sent = await look()
  assert.match(words(sent.document), /每月报酬¥6,000\.00（人民币陆仟元整）/)
  assert.match(words(sent.document), /补充约定[^]*每年体检一次/)
  assert.ok(!JSON.stringify(sent.document).includes('13912345100'), 'the office sees her number masked')
  const { worker: link } = (await zhou.post(`/api/work_contract/${work.id}/links`)).json
  const opened = await signOnPhone(shop, gateway, link, '13912345100')
  assert.equal(opened.document.title, '劳动合同')
  assert.equal((await zhou.good(`/api/work_contract/${work.id}`)).state, 'partly_signed')
  const file = await zhou.call('PUT', '/api/file?name=sign.png', PNG)
  assert.equal((await zhou.post(`/api/work_contract/${work.id}/sign_for_company`, { picture: file.json.file, hash: 'another' })).status, 409)
  assert.equal((await zhou.post(`/api/work_contract/${work.id}/sign_for_company`, { picture: file.json.file, hash: sent.hash })).json.state, 'in_force')
  const signed = await until('the signed paper', async () => { const c = await zhou.good(`/api/work_contract/${work.id}`); return c.signed_paper && c })
  assert.equal((await zhou.call('GET', `/api/file/${signed.signed_paper}`)).status, 200)
  const edited = await until('an answer to what she saw last', async () => { const { version } = await zhou.good(`/api/work_contract/${work.id}`), a = await zhou.call('PATCH', `/api/work_contract/${work.id}`, { version, wage: 1 }); return a.status !== 409 && a })
  assert.equal(edited.status, 400, 'signed is signed')
  await zhou.step(signed, 'work_contract', 'renew', {})
  const next = (await zhou.good(`/api/work_contract?worker=${wang.id}&state=draft`)).rows[0]
  assert.deepEqual([next.first, (await zhou.good(`/api/work_contract/${next.id}`)).fixed_terms], [signed.last + 1, 2])
  await zhou.step(await zhou.good(`/api/work_contract/${next.id}`), 'work_contract', 'withdraw', { reason: '先不续' })
  const ended = await zhou.step(await zhou.good(`/api/work_contract/${work.id}`), 'work_contract', 'end', { ended_on: today(), ended_by: 'no_fault', reason: '门店停业' })
  assert.deepEqual([ended.state, ended.compensation], ['ended', 900000], 'half a year and a month in place of notice')
  await zhou.edit(await zhou.good(`/api/worker/${wang.id}`), 'worker', { mode: 'agency' })        /* introduced again, as her contract says */
})

test('a fee below the floor waits for somebody else, and her approval is of those terms only', async () => {
  const early = await gu.tryStep(contract, 'contract', 'send')
  assert.match(early.json.message, /要先审核.*低于底价 ¥3,900\.00/)
  await gu.step(contract, 'contract', 'submit')
  assert.equal((await gu.tryStep(contract, 'contract', 'approve')).status, 403)
  await zhou.step(contract, 'contract', 'approve')
  contract = await gu.edit(await seen(contract.id), 'contract', { fee: 290000, off_platform: 290000, first_due: 290000 })
  assert.equal((await gu.tryStep(contract, 'contract', 'send')).status, 409, 'another fee, another look')
  contract = await gu.edit(await seen(contract.id), 'contract', { fee: 780000, off_platform: 780000, first_due: 780000 })
  contract = await gu.step(contract, 'contract', 'send')
  assert.equal(contract.state, 'sent')
  const sent = await text(contract.id)
  assert.equal(sent.frozen, true)
  assert.match(words(sent.document), /丙方报酬为每月¥7,800\.00（人民币柒仟捌佰元整），日报酬按每月26个计薪日折算，为¥300\.00/)
  assert.ok(!JSON.stringify(sent.document).includes('13800138000'), 'the office sees phones masked')
  const edited = await gu.call('PATCH', `/api/contract/${contract.id}`, { version: (await seen(contract.id)).version, wage: 1 })
  assert.equal(edited.status, 400)
  assert.match(edited.text, /发出的合同不能修改/)
})

// `read`: the office reads a code out to her; else it comes by SMS.
async function signs(link, number, read) {
  const phone = shop.person(), before = gateway.count(), token = link.split('/sign/')[1]
  const look = await phone.good(`/api/c/sign/${token}`)
  const asked = read ? await read() : await phone.post(`/api/c/sign/${token}/code`, {})
  assert.equal(asked.status, 200, asked.text)
  const code = asked.json.code ?? await gateway.code(number, before)
  assert.equal((await phone.post(`/api/c/sign/${token}/open`, { code: code === '000000' ? '111111' : '000000' })).status, 400)
  const answer = await phone.post(`/api/c/sign/${token}/open`, { code }), opened = answer.json
  assert.equal(answer.status, 200, answer.text)
  const sha = createHash('sha256').update(PNG).digest('hex')
  const drawn = await phone.call('PUT', `/api/c/sign/${token}/picture?pass=${opened.pass}&sha=${sha}`, PNG)
  assert.equal(drawn.status, 201, drawn.text)
  const not = await phone.post(`/api/c/sign/${token}`, { pass: opened.pass, sha, hash: opened.hash, agree: false })
  assert.equal(not.json.fields[0].field, 'agree')
  assert.equal((await phone.post(`/api/c/sign/${token}`, { pass: opened.pass, sha, hash: '0'.repeat(64), agree: true, ...rightOf(opened) })).status, 409, 'another text than was read')
  if (opened.rights) {
    const silent = await phone.post(`/api/c/sign/${token}`, { pass: opened.pass, sha, hash: opened.hash, agree: true }), other = await phone.post(`/api/c/sign/${token}`, { pass: opened.pass, sha, hash: opened.hash, agree: true, right: 'agent' })
    assert.deepEqual([silent.json.fields[0].field, other.json.fields[0].field], ['right', 'right'], 'she says by which right, and it is the one on the paper (T23)')
    assert.match(other.json.message, /合同上写的签约身份是“本人”/)
  }
  const done = await phone.post(`/api/c/sign/${token}`, { pass: opened.pass, sha, hash: opened.hash, agree: true, ...rightOf(opened) })
  assert.equal(done.status, 200, done.text)
  assert.equal((await phone.post(`/api/c/sign/${token}`, { pass: opened.pass, sha, hash: opened.hash, agree: true, ...rightOf(opened) })).status, 409, 'once is enough')
  return { look, opened, phone, token }
}
async function company(id) {
  const file = await zhou.call('PUT', '/api/file?name=sign.png', PNG)
  return zhou.post(`/api/contract/${id}/sign_for_company`, { picture: file.json.file, hash: (await seen(id)).document_hash })
}

test('three sign one text: link and code, what is kept of it, the page of evidence', async () => {
  const links = (await gu.post(`/api/contract/${contract.id}/links`, {})).json
  assert.equal((await shop.person().get(`/api/c/sign/${links.customer.split('/sign/')[1].replace(/.$/, x => (x === '0' ? '1' : '0'))}`)).status, 404)
  const first = await signs(links.customer, '13800138000')
  assert.deepEqual([first.look.party, first.look.phone, first.look.signed], ['customer', '138****8000', false])
  assert.ok(JSON.stringify(first.opened.document).includes('13800138000'), 'who signs reads her own facts in the open')
  assert.equal((await seen(contract.id)).state, 'partly_signed')
  assert.equal((await company(contract.id)).json.state, 'partly_signed')
  const second = await signs(links.worker, '13912345100', () => gu.post(`/api/worker/${contract.worker}/portal_code`, {}))
  contract = await seen(contract.id)
  assert.deepEqual([contract.state, contract.signed_on], ['signed', today()])
  const { signatures, hash } = await text(contract.id)
  assert.deepEqual(signatures.map(s => s.party), ['customer', 'company', 'worker'])
  assert.match(signatures[0].proof, /138\*\*\*\*8000的一次性验证码核对身份$/)
  assert.match(signatures[2].proof, /139\*\*\*\*5100的一次性验证码核对身份（验证码由门店 .+于 20\d\d-\d\d-\d\d \d\d:\d\d 念给本人）$/, 'the evidence says that the code was read out, by whom and when')
  assert.equal(hash, first.opened.hash)
  const paper = await until('the signed PDF', async () => { const c = await seen(contract.id); return c.signed_paper && c.paper && c })
  const pdf = await zhou.get(`/api/file/${paper.signed_paper}`)
  assert.ok(pdf.text.startsWith('%PDF-'))
  const copy = await second.phone.get(`/api/c/sign/${second.token}/paper?pass=${second.opened.pass}`)
  assert.equal(copy.status, 200, 'the worker takes a copy (art. 15)')
})

test('it takes effect with the first payment, and H13 is answered by it', async () => {
  const short = await gu.tryStep(contract, 'contract', 'take_effect')
  assert.match(short.json.message, /应付 ¥7,800\.00/)
  const [bill] = (await zhou.good(`/api/bill?contract=${contract.id}`)).rows
  const paid = await zhou.make('payment', { kind: 'from_customer', bill: bill.id, amount: 780000, channel: 'transfer' })
  contract = await seen(contract.id)
  assert.deepEqual([contract.state, contract.first_paid, contract.first_receipt], ['in_force', 780000, paid.number])
})

test('what she takes along of it is a text to read, and says nothing of the worker\'s pay', async () => {
  const own = shop.person(), { code } = (await zhou.post(`/api/customer/${her.customer.id}/portal_code`, {})).json
  assert.equal((await own.post('/api/c/login', { phone: '13800138000', code })).status, 200)
  for (const file of [await own.get('/api/c/export'), await own.get('/api/c/export?as=html')]) {
    assert.match(file.text, /第一条/)
    assert.doesNotMatch(file.text, /\\"kind\\"|&quot;kind&quot;/)
    assert.doesNotMatch(file.text, /其中.{0,3}应得|其中阿姨应得/)
  }
  const signed = (await own.get('/api/c/export')).json.records.find(r => r.type === 'contract_signature').rows
  assert.equal(signed.length, 1, "hers alone: the others' tell of their phones and addresses")
})

test('an amendment is another contract that takes its place on its day; the one before is not touched', async () => {
  shop.setTime(Date.now() + 39 * DAY)
  await Promise.all([zhou.login('zhou', 'paper-lantern-42'), gu.login('gu', 'river-stone-77')])
  const now = today() + 39
  await gu.step(contract, 'contract', 'amend', { since: now, what: '工资涨到 8200', wage: 820000 })
  const next = (await gu.good(`/api/contract?previous=${contract.id}`)).rows[0]
  assert.equal((await gu.tryStep(contract, 'contract', 'amend', { since: now, what: '再来一次' })).status, 409)
  const draft = await seen(next.id)
  assert.deepEqual([draft.link, draft.round, draft.previous, draft.first, draft.last, draft.wage, draft.trial_days], ['amends', 2, contract.id, now, contract.last, 820000, 0])
  await gu.step(draft, 'contract', 'send')
  const scan = await gu.call('PUT', '/api/file?name=scan.png', PNG)
  await gu.step(next, 'contract', 'file_paper', { scan: scan.json.file })
  const waits = async () => (await zhou.good('/api/queue?type=contract')).rows.filter(r => r.record === next.id).map(r => r.rule)
  assert.ok((await waits()).includes('scan') && !(await waits()).includes('signing'), 'who compares it is told, nobody is asked to sign meanwhile')
  assert.equal((await gu.tryStep(next, 'contract', 'confirm_paper', { text_same: true, three_signed: true, signed_on: now })).status, 403, 'who filed it does not check it')
  assert.equal((await zhou.tryStep(next, 'contract', 'confirm_paper', { text_same: true, three_signed: false, signed_on: now })).json.fields[0].field, 'three_signed')
  await zhou.step(next, 'contract', 'confirm_paper', { text_same: true, three_signed: true, signed_on: now })
  const [before, after] = [await seen(contract.id), await seen(next.id)]
  assert.deepEqual([before.state, before.ended_by, before.ended_on, before.wage], ['ended', 'replaced', now - 1, 780000])
  assert.deepEqual([after.state, after.wage], ['in_force', 820000])
  contract = after
})

test('a renewal goes on behind the last day; reminders at 30, 15 and 7 days fall silent when it is signed, and a lapsed contract is red', async () => {
  const queue = async () => (await zhou.good('/api/queue?type=contract&mine=0')).rows.filter(r => r.record === contract.id)
  shop.setTime((contract.last - 6) * DAY + 4 * 3_600_000)
  await Promise.all([zhou.login('zhou', 'paper-lantern-42'), gu.login('gu', 'river-stone-77')])
  assert.equal((await until('three reminders', async () => { const q = (await queue()).filter(r => r.overdue); return q.length >= 3 && q })).length, 3)
  await gu.step(contract, 'contract', 'renew', { last: contract.last + 365 })
  const next = (await gu.good(`/api/contract?previous=${contract.id}`)).rows[0]
  assert.deepEqual([next.first, (await seen(next.id)).link], [contract.last + 1, 'renews'])
  await gu.step(next, 'contract', 'withdraw', { reason: '客户搬走' })
  shop.setTime((contract.last + 2) * DAY)
  await Promise.all([zhou.login('zhou', 'paper-lantern-42'), gu.login('gu', 'river-stone-77')])
  await until('the red alarm', async () => (await queue()).some(r => r.overdue && r.rule === 'lapsed' && r.escalated && /无合同服务/.test(r.label)))
  const done = await gu.step(contract, 'contract', 'end', { ended_on: contract.last, ended_by: 'expired', reason: '期满' })
  assert.equal(done.settlement.total, 0)
})

test('what goes back at the end is by the ladder that was signed (T01, T10)', async () => {
  const csv = ['合同编号,客户姓名,阿姨,服务项目,合同模式,开始日期,结束日期,月薪,中介费,已收中介费,押金类型,已收押金,保障期,月休天数,固定休息日,管理费', `HT-OLD,李芳,王金凤,住家保姆,中介,${iso(contract.last - 60)},${iso(contract.last + 300)},7800,7800,5000,押金,1000,0,8,周六、周日,300`].join('\n')
  const { bring } = await import('./sheets.mjs')
  await bring(zhou, 'contract', '在途.csv', csv)
  const old = (await zhou.good('/api/contract?state=in_force')).rows.find(r => r.paper_number === 'HT-OLD')
  assert.deepEqual([old.fee, (await seen(old.id)).first_paid, (await seen(old.id)).deposit_paid, old.rest_days, old.rest_weekdays, old.management_fee], [780000, 500000, 100000, 8, ['sat', 'sun'], 30000])
  /* Its ladder stands on its paper only. */
  const silent = await zhou.tryStep(old, 'contract', 'end', { ended_on: contract.last, ended_by: 'worker', no_replacement: true, reason: '回老家' })
  assert.deepEqual([silent.status, silent.json.field], [400, 'paper_back'], silent.text)
  assert.equal((await zhou.tryStep(old, 'contract', 'end', { ended_on: contract.last, ended_by: 'worker', paper_back: 500001, reason: '回老家' })).json.field, 'paper_back')
  const ended = await zhou.step(await seen(old.id), 'contract', 'end', { ended_on: contract.last, ended_by: 'worker', paper_back: 200000, reason: '回老家' })
  assert.deepEqual([ended.state, ended.fee_back, ended.deposit_back, ended.settlement.total], ['ended', 200000, 100000, 300000])
  const [account] = (await zhou.good(`/api/contract_account?contract=${old.id}`)).rows
  const { brought, refund, fee } = await zhou.good(`/api/contract_account/${account.id}`)
  assert.deepEqual([brought, fee, (await zhou.good(`/api/refund/${refund}`)).amount], [true, 500000, 300000])
  assert.ok(ended.settlement.lines.some(l => l.code === 'wage' && l.amount === 0))
})
