/** The workbench's own words; labels of fields, states, steps and gaps come from the server. */
import { fill, language } from '@/shared/words'

const zh = {
  title: '合同工作台', text: '合同文本', facts: '条款信息', compare: '版本对比', crumbs: '合同',
  missing: '还缺什么', missingNone: '要素齐全，可以发出', missingHint: '补齐 {n} 项才能发出', fill: '去填写', fillHere: '在合同里填',
  company: '公司', customer: '客户', worker: '服务人员', service: '服务', life: '食宿与作息', pay: '报酬', fees: '收费', rules: '规则',
  paper: '用工判断', p_refused: '不能用工', p_labour: '应签劳动合同', p_part_time: '应签非全日制用工合同', p_introduction: '三方中介合同', p_work_agreement: '应签用工（劳务）协议', p_cooperation: '合作协议', retires: '法定退休日 {day}', noOvertime: '不得安排加班', blocks: '不能发出', law: '依据：{law}',
  review: '发出前要审核', signatures: '签署', unsigned: '未签', signedAt: '{time} · {way}', linkHint: '对方打开链接，用本人手机号的验证码核对身份后阅读、手写签名。', signHere: '在这里手写签名', signCompany: '代表公司签署', signNow: '确认签署', clear: '重写', cancel: '取消', read: '我已阅读全文，代表公司同意签署',
  frozen: '已定稿', textGone: '签署的原文不在这里：依法封存，或是纸质合同', draftText: '预览（随条款更新）', hash: '文本指纹', printPaper: '合同 PDF', printSigned: '已签合同', printing: '正在生成文件',
  money: '金额核对', price: '合同价款', dayRate: '日报酬', earnestMost: '定金上限', settlement: '终止结算', settlementTotal: '应退客户',
  account: '合同款项', firstBill: '首期账单', came: '已收', stillOpen: '还差 {amount}', earnest: '定金', deposit: '订金 / 预付款', counted: '已抵作价款', earned: '已确认收入', deferred: '待确认 {amount}', prepaid: '预付款', takenOff: '已抵账单 {amount}', refund: '退款', takePayment: '登记收款', payByCode: '账单与付款码', handedOn: '款项随变更转到这份合同',
  chain: '前后版本', previous: '上一份', renews: '续签', amends: '变更', compareWith: '与 {number} 对比', compareNone: '没有可对比的版本', same: '条款文字没有变化', added: '新增', removed: '删除', changed: '修改', before: '原文', after: '现文',
  templatesLead: '每种用工模式和地区一份，发布后不改，改了是新版本', newTemplate: '新建范本', noTemplates: '还没有合同范本', noTemplatesText: '合同按用工模式和地区取范本。新建一份，审核后发布。', region: '地区 {code}', everywhere: '通用', holdsSince: '{day} 起使用', noneHolds: '没有在用的版本', wording: '条文', versions: '各版本', oneVersion: '只有这一个版本', pickOne: '在右边选一个版本来对比', versionsCompared: 'v{old} → v{new}，{n} 处不同', article: '第 {n} 条', ladder: '退费阶梯', ladderDays: '{side}原因，服务第 {from}–{to} 天：退 {percent}%', ladderOn: '{side}原因，服务第 {from} 天起：退 {percent}%', preamble: '首部', closing: '尾部', f_article: '条', f_holds: '适用', f_law: '依据',
  preview: '预览', previewHint: '边填边看，保存前不写入', previewChanged: '{n} 条随之变化', previewSame: '条文没有变化', previewMissing: '还缺 {n} 项', previewWait: '先改正左边标红的', showPreview: '看合同', hidePreview: '收起合同',
  workTitle: '用工合同', workNone: '没有登记', workNew: '新建用工合同', workUntil: '到 {day}', workLacks: '没有生效的用工合同：劳动合同应在用工之日起一个月内书面订立，逾期每月付二倍工资。',
  signer: '签约人与授权', signsFor: '甲方签约人', byRight: '签约身份', rightOpen: '未填：问清谁签、以什么身份', authority: '授权', guardian: '监护人', instructed: '按谁的意思终止', signerGone: '签约人本人已故，只有登记了授权的人（继承人、配偶、监护人）能作主。', wordWaits: '有人提出了要求但无权作主：先归档有权人的书面指示，或回绝；此前客户一方不能终止、暂停。', noteWord: '记一条客户方的指示',
  scanWaits: '纸质签署的扫描件已提交，由另一位对照文本核对；核对无误才算签署。', scan: '看扫描件',
}
const en: Record<keyof typeof zh, string> = {
  title: 'Contract', text: 'Text', facts: 'Terms', compare: 'Compare', crumbs: 'Contracts',
  missing: 'What is missing', missingNone: 'All facts are there; it can be sent', missingHint: '{n} fact before it can be sent | {n} facts before it can be sent', fill: 'Fill in', fillHere: 'Fill in here',
  company: 'Company', customer: 'Customer', worker: 'Worker', service: 'Service', life: 'Room, board, rest', pay: 'Pay', fees: 'Fees', rules: 'Rules',
  paper: 'Which paper', p_refused: 'May not work', p_labour: 'A labour contract', p_part_time: 'A part-time contract', p_introduction: 'A contract of three, introduced', p_work_agreement: 'A work agreement', p_cooperation: 'A cooperation agreement', retires: 'Retires on {day}', noOvertime: 'No overtime', blocks: 'Stops sending', law: 'By: {law}',
  review: 'Reviewed before sending', signatures: 'Signatures', unsigned: 'Not signed', signedAt: '{time} · {way}', linkHint: 'Who opens it proves herself by a code to her own phone, reads, and signs by hand.', signHere: 'Sign here', signCompany: 'Sign for the company', signNow: 'Sign', clear: 'Clear', cancel: 'Cancel', read: 'I have read all of it and agree for the company',
  frozen: 'Final', textGone: 'The text that was signed is not here: under seal by law, or on paper', draftText: 'Preview (follows the terms)', hash: 'Hash of the text', printPaper: 'Contract PDF', printSigned: 'Signed contract', printing: 'Being printed',
  money: 'Figures', price: 'Price of the contract', dayRate: 'Day rate', earnestMost: 'Most earnest money', settlement: 'Settled at the end', settlementTotal: 'Back to the customer',
  account: 'Money of the contract', firstBill: 'First bill', came: 'Received', stillOpen: '{amount} open', earnest: 'Earnest money', deposit: 'Reservation or prepayment', counted: 'Counts towards the price', earned: 'Revenue by now', deferred: '{amount} deferred', prepaid: 'Prepaid', takenOff: '{amount} taken off bills', refund: 'Refund', takePayment: 'Book a payment', payByCode: 'Bill and payment code', handedOn: 'Went over to this contract with the amendment',
  chain: 'Before and after', previous: 'Before', renews: 'Renewal', amends: 'Amendment', compareWith: 'Against {number}', compareNone: 'Nothing to compare with', same: 'No clause reads otherwise', added: 'Added', removed: 'Left out', changed: 'Changed', before: 'Before', after: 'Now',
  templatesLead: 'One for each mode and region; what is published is never edited, a change is a new version', newTemplate: 'New template', noTemplates: 'No templates yet', noTemplatesText: 'A contract takes the template of its mode and region. Make one, have it reviewed, publish it.', region: 'region {code}', everywhere: 'everywhere', holdsSince: 'in use since {day}', noneHolds: 'No version in use', wording: 'Wording', versions: 'Versions', oneVersion: 'There is only this version', pickOne: 'Pick a version at the side', versionsCompared: 'v{old} → v{new}, {n} differences', article: 'Article {n}', ladder: 'Refund ladder', ladderDays: '{side}, day {from}–{to} of service: {percent}% back', ladderOn: '{side}, from day {from} of service: {percent}% back', preamble: 'Before the articles', closing: 'Behind the articles', f_article: 'Article', f_holds: 'When', f_law: 'Where it comes from',
  preview: 'Preview', previewHint: 'As you type; nothing is stored before you save', previewChanged: '{n} clause changes with it | {n} clauses change with it', previewSame: 'No clause changes', previewMissing: '{n} fact missing | {n} facts missing', previewWait: 'Mend what is marked red first', showPreview: 'Show the contract', hidePreview: 'Hide the contract',
  workTitle: 'Contract with us', workNone: 'None on file', workNew: 'New work contract', workUntil: 'until {day}', workLacks: 'No contract with us in force: a labour contract is made in writing within a month of the first day, after that double wage is owed.',
  signer: 'Who signs, who may act', signsFor: 'Signs for the customer', byRight: 'By which right', rightOpen: 'Open: ask who signs, and by which right', authority: 'Authority', guardian: 'Guardian', instructed: 'Ended by the word of', signerGone: 'Who signed for herself has died: only who holds an authority on file (heir, spouse, guardian) decides.', wordWaits: 'Somebody wants something and may not say so: file the written instruction of who may, or turn it down. Until then the customer’s side ends and suspends nothing.', noteWord: 'Note an instruction',
  scanWaits: 'A scan signed by hand is filed; somebody else compares it with the text. It counts as signed once that is done.', scan: 'See the scan',
}
export type Word = keyof typeof zh
export function say(word: Word, values: Record<string, string | number> = {}): string {
  return fill((language.value === 'en' ? en : zh)[word], values)
}
export const both = { zh, en }
