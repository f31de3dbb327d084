// Going live with what runs and what is owed: contracts in force, cards, stored value, unpaid wages, advances, keys, running plans, debts. Each
// sheet comes in by the importer, its bad rows are refused by name, and what came in shows where it is needed.
import { test, after, before } from 'node:test'
import assert from 'node:assert/strict'
import { openShop, today } from './shop.mjs'
import { openCleaner } from './cleaner.mjs'
import { bring, said } from './sheets.mjs'

let shop, zhou, her, chen
const date = n => new Date(n * 86_400_000).toISOString().slice(0, 10)
before(async () => {
  shop = await openShop()
  her = await openCleaner(shop)
  zhou = her.zhou
  await zhou.make('service_line', { code: 'NANNY', name: '住家保姆', glyph: '姆', category: 'nanny', unit: 'month', least: 120, increment: 30, medical: 'general' })
  const roles = await zhou.good('/api/role?limit=50'), role = code => roles.rows.find(r => r.code === code).id
  const account = await zhou.make('account', { login: 'chen', name: '陈会计', home: her.branch, roles: [{ role: role('finance') }, { role: role('manager') }] })
  await zhou.post(`/api/account/${account.id}/password`, { password: 'river-stone-77' })
  chen = shop.person()
  await chen.login('chen', 'river-stone-77')
})
after(() => shop.close())

// Each row of `bad` is a row of the sheet and what the refusal must say.
async function sheet(type, name, head, good, bad) {
  const csv = [head, ...good, ...bad.map(([row]) => row)].join('\n') + '\n'
  const { checked, made, columns } = await bring(zhou, type, name, csv)
  assert.ok(columns.every(c => c.field), `${name}: ${JSON.stringify(columns.map(c => [c.header, c.field]))}`)
  for (const e of checked.errors.filter(e => /没有叫/.test(e.message))) assert.match(e.column, /^[A-Z]+$/, `${name}: marked in its column: ${JSON.stringify(e)}`)
  assert.equal(checked.counts.wrong, bad.length, `${name}: ${said(checked)}`)
  bad.forEach(([row, why], i) => assert.match(said(checked), new RegExp(`^${good.length + i + 2} .*${why}`, 'm'), `${name}: ${row}\n${said(checked)}`))
  assert.equal(made.counts.create, good.length, `${name}: ${JSON.stringify(made.counts)}`)
}

test('contracts in force', async () => {
  const first = await zhou.make('opening_balance', { kind: 'deposit', customer: her.customer.id, as_of: today(), amount: 100000 })
  await sheet('contract', '在途合同.csv', '合同编号,客户姓名,客户电话,阿姨,阿姨电话,服务项目,合同模式,开始日期,结束日期,月薪,中介费,押金,试用天数,剩余更换次数,状态', [
    `HT-1,李芳,13800138000,王金凤,,住家保姆,介绍,${date(today() - 200)},${date(today() + 20)},7800,7800,1000,3,2,履行中`,
    `HT-2,李芳,,王金凤,,住家保姆,介绍,${date(today() - 10)},${date(today() + 354)},6000元,0,0,0,3,履行中`,
  ], [
    [`HT-1,李芳,,王金凤,,住家保姆,介绍,${date(today())},${date(today() + 30)},1,0,0,0,0,履行中`, '合同编号'],
    [`HT-3,查无此人,,王金凤,,住家保姆,介绍,${date(today())},${date(today() + 30)},1,0,0,0,0,履行中`, '查无此人'],
    [`HT-4,李芳,,无此阿姨,,住家保姆,介绍,${date(today())},${date(today() + 30)},1,0,0,0,0,履行中`, '无此阿姨'],
    [`HT-5,李芳,,王金凤,,住家保姆,介绍,${date(today())},${date(today() - 30)},1,0,0,0,0,履行中`, '最后一天早于第一天'],
    [`HT-6,李芳,,王金凤,,住家保姆,介绍,${date(today())},${date(today() + 30)},七千八,0,0,0,0,履行中`, '七千八'],
    [`HT-7,李芳,123,王金凤,,住家保姆,介绍,${date(today())},${date(today() + 30)},1,0,0,0,0,履行中`, '电话|手机'],
    [`HT-8,李芳,,王金凤,,宇宙清洁,介绍,${date(today())},${date(today() + 30)},1,0,0,0,0,履行中`, '宇宙清洁'],
    [`HT-9,李芳,,王金凤,,住家保姆,介绍,${date(today())},${date(today() + 30)},1,0,0,0,0,已终止`, '已终止|状态'],
  ])
  const rows = (await zhou.good(`/api/contract?customer=${her.customer.id}`)).rows
  assert.deepEqual(rows.map(r => [r.paper_number, r.state, r.wage, r.worker, r.replacements]), [['HT-1', 'in_force', 780000, her.worker.id, 2], ['HT-2', 'in_force', 600000, her.worker.id, 3]])
  const queue = await zhou.good('/api/queue?type=contract')
  assert.ok(queue.rows.some(q => q.record === rows[0].id), 'the one that ends in 20 days asks for its renewal')
  assert.ok(!queue.rows.some(q => q.record === rows[1].id && q.overdue))
  await sheet('opening_balance', '期初押金.csv', '类型,客户,截止日期,金额,备注', [], [[`定金,李芳,${date(today())},1000,住家押金`, '1,000.00.*HT-1.*应退两次'], [`定金,李芳,${date(today())},300,`, 'HT-1.*写明']])
  assert.ok((await zhou.make('opening_balance', { kind: 'deposit', customer: her.customer.id, as_of: today(), amount: 30000, remark: '钥匙押金' })).id, 'another one is another one')
  const early = await zhou.tryStep(rows[0], 'contract', 'end', { ended_on: today(), ended_by: 'expired', reason: '到期' })
  assert.equal(early.json.fields[0].field, 'ended_by')
  const silent = await zhou.tryStep(rows[0], 'contract', 'end', { ended_on: today(), ended_by: 'customer', reason: '孩子上学了' })
  assert.equal(silent.json.fields?.[0]?.field ?? silent.json.field, 'paper_back', 'its ladder stands on its paper only')
  assert.equal((await zhou.step(rows[0], 'contract', 'end', { ended_on: today(), ended_by: 'customer', paper_back: 0, reason: '孩子上学了' })).state, 'ended')
  assert.equal((await zhou.good(`/api/opening_balance/${first.id}`)).state, 'rejected', 'brought by itself before the contract came: it counts there')
  assert.match((await zhou.get(`/api/opening_balance/${first.id}/history`)).text, /HT-1/)
  assert.equal((await zhou.tryStep(rows[0], 'contract', 'end', { ended_on: today(), ended_by: 'customer', reason: 'x' })).status, 409)
})

test('cards, stored value, unpaid wages, advances and keys', async () => {
  const day = date(today() - 1), earlier = date(today() - 2), ahead = date(today() + 5)
  await sheet('opening_balance', '期初储值卡.csv', '类型,客户,截止日期,卡号,购卡日期,本金余额,赠送余额,实付,单次原价,总次数,剩余次数,备注', [
    `次卡,李芳,${day},CZ01,${date(today() - 60)},,,1350,150,10,6,`, `储值卡,李芳,${day},CZ02,${date(today() - 60)},1600,266.67,3000,,,,充3000送500`,
  ], [
    [`次卡,李芳,${day},CZ03,,,,1350,150,10,11,`, '次'], [`储值卡,李芳,${day},CZ04,,0,0,3000,,,,`, '金额'], [`储值卡,无此客户,${day},CZ05,,100,0,100,,,,`, '无此客户'], [`月卡,李芳,${day},CZ06,,1,0,1,,,,`, '月卡'], [`储值卡,李芳,${day},CZ02,,100,0,100,,,,`, '也是卡号 CZ02'],
  ])
  await sheet('opening_balance', '期初储值卡（再来一次）.csv', '类型,客户,截止日期,卡号,购卡日期,本金余额,赠送余额,实付,单次原价,总次数,剩余次数,备注', [], [[`次卡,李芳,${day},CZ01,,,,1350,150,10,6,`, '卡号 CZ01 已在用，持卡人 李芳']])
  await sheet('opening_balance', '期初未付工资.csv', '类型,阿姨,截止日期,金额,备注', [`未付工资,王金凤,${day},2500,上月满月奖未发`, `预支,王金凤,${day},500,孩子学费`], [
    [`未付工资,无此阿姨,${day},1,`, '无此阿姨'], [`未付工资,王金凤,${ahead},1,高温补贴`, '未来|将来|以后'], [`预支,王金凤,${day},-5,`, '-5|金额|小'], [`预支,,${day},5,`, '师傅'], [`预支,王金凤,${day},500,孩子学费`, '行已有同一位师傅的同一类期初'], [`预支,王金凤,${day},600,`, '行已有同一位师傅的同一类期初'],
  ])
  await sheet('opening_balance', '期初未付工资（再来一次）.csv', '类型,阿姨,截止日期,金额,备注', [], [
    [`未付工资,王金凤,${earlier},2500,上月满月奖未发`, '王金凤的 ¥2,500.00 已经录过'], [`预支,王金凤,${earlier},500,孩子学费`, '王金凤的 ¥500.00 已经录过'],
  ])
  await sheet('opening_balance', '期初预支（改过的数）.csv', '类型,阿姨,截止日期,金额,备注', [], [[`预支,王金凤,${earlier},600,`, '王金凤的 ¥500.00 已经录入.*另一笔']])
  await sheet('opening_balance', '托管钥匙.csv', '类型,客户,截止日期,钥匙编号,存放位置,备注', [`钥匙,李芳,${day},K01-001,门店钥匙柜,`], [[`钥匙,李芳,${day},K01-002,,`, '存放|保管|哪'], [`钥匙,李芳,昨天,K01-003,柜,`, '昨天']])
})

test('a debt is read without a column of kinds, of two with one name the phone decides, and a month that is settled later is not brought along', async () => {
  await sheet('customer', '同名.csv', '客户姓名,联系电话,小区,详细地址,面积', ['刘洋,13700137001,天府城,天府城1栋101,80', '刘洋,13700137002,天府城,天府城2栋202,90'], [])
  await sheet('opening_balance', '客户欠款明细.csv', '客户姓名,客户电话,欠款,事由,发生日期', [`刘洋,13700137002,"1,280.50",服务费未付,${date(today() - 9)}`], [
    [`刘洋,,100,,${date(today() - 9)}`, '多个'], [`刘洋,13700137002,很多,,${date(today() - 9)}`, '很多'],
  ])
  await sheet('opening_balance', '本月已做未结.csv', '阿姨,手机号,已做未结', [], [['王金凤,,1500', '未付工资']])
  const owing = (await zhou.good('/api/opening_balance?kind=debt')).rows
  assert.deepEqual(owing.map((r) => [r.amount, r.remark]), [[128050, '服务费未付']])
  const whose = await zhou.good(`/api/customer/${owing[0].customer}`)
  assert.equal((await zhou.good(`/api/person/${whose.person}`)).phone.slice(-4), '7002')
})

test('a second person accepts them, and they show where they are needed', async () => {
  const rows = (await zhou.good('/api/opening_balance?limit=100&state=entered')).rows
  assert.equal(rows.length, 7)
  assert.equal((await zhou.tryStep(rows[0], 'opening_balance', 'accept')).status, 409, 'not by who brought them')
  for (const row of rows) await chen.step(row, 'opening_balance', 'accept')
  assert.equal((await zhou.good(`/api/opening_balance?customer=${her.customer.id}&state=accepted`)).rows.length, 4, 'cards, key and the deposit of the key, at the customer')
  const cards = (await zhou.good(`/api/prepaid_card?customer=${her.customer.id}`)).rows, by = number => cards.find(c => c.card_number === number)
  assert.deepEqual([by('CZ01'), by('CZ02')].map(c => [c.state, c.kind, c.paid_left, c.gift_left, c.used, c.brought_along]), [['active', 'visits', 81000, 0, 4, true], ['active', 'stored', 160000, 26667, 0, true]])
  const trial = await zhou.good('/api/ledger/trial'), balance = code => trial.accounts.find(a => a.code === code)?.balance
  assert.deepEqual([balance('2203'), balance('2204'), balance('1299'), balance('4104'), trial.proved], [-241000, -26667, 26667, 341000, true], 'their opening entries, and the deposit of HT-1')
  assert.deepEqual((await zhou.good(`/api/prepaid_card/${by('CZ02').id}/entries`)).entries.map(e => [e.kind, e.paid, e.gift]), [['opening', 160000, 26667]])
  assert.equal((await zhou.good('/api/finance/identity')).broken, 0)
  const refund = await chen.make('refund', { customer: her.customer.id, opening: rows.find(r => r.card_number === 'CZ01').id, kind: 'visits', side: 'company' })
  assert.equal((await chen.step(refund, 'refund', 'calculate')).amount, 81000, 'DOMAIN.md §4.2: 1 350 − 4 × 135')
})

test('running plans make their visits, wrong ones are refused', async () => {
  await sheet('service_plan', '定期计划.csv', '客户姓名,客户电话,服务项目,服务日,每几周,上门时间,时长,开始日期,固定阿姨,备选阿姨,节假日,价格保持到,托管钥匙,状态', [
    `李芳,13800138000,日常保洁,周二、周五,1,09:00,180,${date(today() - 100)},王金凤,,跳过,${date(today() + 200)},是,进行中`,
  ], [
    [`李芳,13800138000,日常保洁,周八,1,09:00,180,${date(today())},王金凤,,跳过,,否,进行中`, '周八.*周一'], [`李芳,13800138000,日常保洁,周一,1,二十五点,180,${date(today())},王金凤,,跳过,,否,进行中`, '二十五点'],
    [`没有人,,日常保洁,周一,1,09:00,180,${date(today())},王金凤,,跳过,,否,进行中`, '没有人'],
  ])
  assert.equal((await zhou.good('/api/service_plan?count=1')).count, 1)
})

test('a debt comes with the customers’ sheet and stands in the account', async () => {
  await sheet('customer', '客户资料.csv', '客户姓名,联系电话,小区,详细地址,面积,欠款', ['王建国,13900139000,金沙苑,金沙苑8栋502,120,360.50'], [['孙丽,13600136000,天府城,天府城5栋1802,80,三百', '三百']])
  const owing = (await zhou.good('/api/customer?limit=50')).rows.find(r => r.name === '王建国')
  assert.equal(owing.owed, 36050)
  assert.equal((await zhou.good(`/api/customer/${owing.id}/account`)).owes, 36050)
})

test('a price whose worker’s share nobody gave is refused, not taken as nothing', async () => {
  await sheet('price_rule', '价目.csv', '名称,服务项目,单价,起步价,生效日期,师傅分成', [`明年价,日常保洁,55,110,${date(today() + 40)},70`], [[`漏了分成,日常保洁,55,110,${date(today() + 40)},`, '分成']])
})

test('a running placement takes its last day from its contract, and a list of leads says yes and no', async () => {
  await bring(zhou, 'worker', '花名册.csv', '姓名,手机,工种,状态\n赵小红,13700137801,住家保姆,在职\n钱小兰,13700137802,住家保姆,在职\n')
  await bring(zhou, 'customer', '住家客户.csv', '客户姓名,联系电话,小区,详细地址\n周文静,13700137803,天府城,天府城8栋801\n')
  await sheet('contract', '住家合同.csv', '合同编号,客户姓名,客户电话,阿姨,服务项目,合同模式,开始日期,结束日期,月薪,状态', [`HT-31,周文静,13700137803,赵小红,住家保姆,介绍,${date(today() - 60)},${date(today() + 90)},6500,履行中`], [])
  await sheet('placement', '在户名单.csv', '客户,客户电话,阿姨,项目,合同编号,上户日期', [`周文静,13700137803,赵小红,住家保姆,HT-31,${date(today() - 59)}`], [[`周文静,13700137803,钱小兰,住家保姆,,${date(today() - 5)}`, '没写到哪天下户']])
  assert.deepEqual((await zhou.good('/api/placement?limit=5')).rows.map(p => p.last), [today() + 90])
  await sheet('lead', '线索.csv', '称呼,电话,来源,同意联系', ['赵女士,13700137811,美团,是', '孙先生,13700137812,美团,否'], [])
  assert.deepEqual((await zhou.good('/api/lead?limit=9')).rows.map(l => l.basis).sort(), ['agreed', 'none'])
})
