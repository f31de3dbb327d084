/** The customer's words. {m} is 师傅 or 阿姨. */
import { computed, ref } from 'vue'

const zh = {
  book: '预约', visits: '我的单', money: '账单', mine: '我的', close: '关闭', back: '返回', yes: '确定', retry: '重试', offline: '没有连上网络，请再试', callShop: '联系门店', loading: '正在打开…',
  hello: '上门服务，先看价格再预约', helloHint: '选服务 → 选时间 → 下单。价格、时间都是真的，时间选好为您保留 5 分钟。', services: '选一项服务', from: '{price} / {unit}', talkFirst: '先电话沟通', shop: '门店',
  again: '再来一次', againWith: '再来一次，还是{name}', howLong: '要多久', hours: '{n} 小时', size: '面积（平方米）', sizeHint: '不填就按时长算', where: '在哪里', homeNew: '新地址', area: '片区', areaAny: '还不确定', included: '包含', excluded: '不包含', priceIs: '约 {price}', priceExplained: '价格怎么来的', pickTime: '选时间', next: '下一步',
  times: '选一个时间', timesHint: '绿色是现在就能约上的时间', timesHers: '{name}有空的时间', others: '换一位{m}', noTimes: '这几天约满了', noTimesHint: '往后看看，或给门店打电话', later: '再往后看', morning: '上午', afternoon: '下午', evening: '晚上', noneThen: '没有空了',
  login: '手机号登录', loginHint: '只要手机号和验证码，没有密码。', phone: '手机号', getCode: '获取验证码', code: '验证码（6 位）', codeSent: '验证码已发送，{n} 分钟内有效', codeByShop: '请给门店打电话，工作人员会把验证码念给您', again60: '{n} 秒后可重发', enter: '登录', demoCode: '演示数据：验证码 {code}', whoAreYou: '您是哪一位？', whoHint: '这个手机号有几位客户', whoOther: '都不是',
  confirm: '确认下单', kept: '时间为您保留 {time}', keptOver: '保留时间到了，请重新选', name: '怎么称呼您', address: '详细地址（楼栋、房号）', estate: '小区', pets: '家里有宠物', lift: '有电梯', coupon: '优惠券（可不填）', useCoupon: '使用', wishes: '想叮嘱的话（可不填）', terms: '我已阅读并同意服务条款（版本 {v}）', termsAgain: '下单即同意服务条款（版本 {v}）', order: '下单 {price}', payAfter: '服务完成后付款', ordered: '约好了', orderedHint: '已通知{m}，确认后会告诉您。', seeVisit: '查看这一单', changeTime: '换个时间',
  comes: '谁来', papersOk: '证件齐全', papersNo: '证件正在更新', beenHere: '来过 {n} 次', waitsYes: '等{m}确认', nobodyYet: '正在安排{m}', doorCode: '到访码', doorCodeHint: '{m}到门口请您念这 4 位数；加项目时也要它，您同意了才算。',
  steps: '进度', sBooked: '已预约', sConfirmed: '已确认', sLeft: '出发', sArrived: '到达', sBegan: '开始服务', sFinished: '完成', sApproved: '验收', late: '{m}晚到了 {n} 分钟', work: '做了什么', addOns: '您同意的加项', agreed: '{how}', price: '价格', share: '发给家人', shared: '网址已复制，可发给家人', change: '改时间', cancel: '取消', rule: '规则', feeNow: '现在改或取消：{fee}', feeFree: '免费', cancelWhy: '为什么取消？', cancelYes: '取消，费用 {fee}', cancelFree: '取消这次服务', cancelled: '已取消', cancelledFee: '已取消，应付 {fee}', move: '改到这个时间', moveYes: '改到 {time}，费用 {fee}',
  accept: '验收签字', acceptHint: '看过了、满意了，在下面签名。签字和这次服务的内容一起保存，事后不能改。', signHere: '在这里签名', clear: '重写', sign: '签好了', signed: '{time} 已签字', proof: '校验值', nameSign: '不方便手写？输入姓名', nameUse: '用姓名签字',
  rate: '评价', rateHint: '点几颗星', star: '{n} 星', rateSay: '想说的话（可不填）', rateSend: '提交评价', rated: '您给了 {n} 星，谢谢',
  complain: '不满意', complainTitle: '哪里不满意？', complainHint: '点一下就提交，{m}和您之外由专人处理。也可以先写几句、加照片。', complainSay: '说说经过（可不填）', photos: '加照片', photoAdded: '{n} 张照片', received: '已收到，{time} 前一定有人联系您', answered: '{time} 已受理', proposal: '处理方案',
  a_quality: '没做干净', a_time: '时间不准', a_attitude: '态度不好', a_damage: '东西坏了', a_fees: '费用不对', a_safety: '人身安全', a_privacy: '隐私', a_other: '其他',
  pay: '付款 {price}', payOpen: '打开支付', payWait: '正在生成付款码…', paid: '已付清', openAmount: '待付 {price}', ahead: '将要上门', past: '以前的', none: '还没有预约', noneHint: '约好的服务会在这里，可以看进度、改时间。',
  moneyOpen: '待付', moneyNone: '没有待付的', bills: '账单', receipts: '收据', payments: '付款记录', tip: '小费', noBills: '还没有账单', noReceipts: '还没有收据', printing: '正在生成',
  myData: '我的资料', dataHint: '这些是我们保存的您的资料。', export: '导出我的资料', homes: '我的地址', consents: '授权开关', consentHint: '不开也能正常预约，随时可以关。', newPhone: '换手机号', newPhoneHint: '验证码发到新号码', newPhoneSave: '换成这个号码', phoneChanged: '手机号已更换', forget: '申请删除我的资料', forgetHint: '15 天内答复。法律要求保存的账单、合同会保留到期满。', forgetSay: '想说的话（可不填）', forgetSend: '提交申请', forgetOpen: '已申请删除，{time} 前答复', forgetBack: '撤回申请', forgetAnswer: '答复', look: '显示', themeAuto: '跟随手机', themeLight: '浅色', themeDark: '深色', elder: '大字模式', language: 'English', logout: '退出登录', you: '{name}，您好',
  today: '今天', tomorrow: '明天', minutes: '{n} 分钟', notice: '隐私政策版本 {v}',
  st_unassigned: '正在安排{m}', st_offered: '正在安排{m}', st_accepted: '已安排', st_confirmed: '已确认', st_en_route: '{m}在路上', st_arrived: '已到门口', st_in_service: '服务中', st_finished: '已完成，请验收', st_approved: '已验收', st_settled: '已完成', st_cancelled: '已取消', st_no_access: '没能进门', st_interrupted: '中断了', st_skipped: '已跳过',
}
type Words = { [key in keyof typeof zh]: string }
const en: Words = {
  book: 'Book', visits: 'Visits', money: 'Bills', mine: 'Me', close: 'Close', back: 'Back', yes: 'OK', retry: 'Try again', offline: 'No connection; please try again', callShop: 'Call the shop', loading: 'Opening…',
  hello: 'See the price, then book', helloHint: 'Choose a service, a time, and order. Prices and times are real; a chosen time is kept for you for 5 minutes.', services: 'Choose a service', from: '{price} per {unit}', talkFirst: 'Call us first', shop: 'Shop',
  again: 'Once more', againWith: 'Once more with {name}', howLong: 'How long', hours: '{n} h', size: 'Size (m²)', sizeHint: 'Empty: priced by time', where: 'Where', homeNew: 'Another address', area: 'Area', areaAny: 'Not sure yet', included: 'Included', excluded: 'Not included', priceIs: 'About {price}', priceExplained: 'How the price comes about', pickTime: 'Choose a time', next: 'Next',
  times: 'Choose a time', timesHint: 'What you see can be booked now', timesHers: 'When {name} is free', others: 'Somebody else', noTimes: 'These days are full', noTimesHint: 'Look further ahead, or call the shop', later: 'Later days', morning: 'Morning', afternoon: 'Afternoon', evening: 'Evening', noneThen: 'Full',
  login: 'Log in by phone', loginHint: 'Your mobile number and a code; no password.', phone: 'Mobile number', getCode: 'Get a code', code: 'Code (6 digits)', codeSent: 'The code is on its way; it holds for {n} minutes', codeByShop: 'Please call the shop: somebody reads the code out to you', again60: 'Again in {n} s', enter: 'Log in', demoCode: 'Demo data: the code is {code}', whoAreYou: 'Which of them are you?', whoHint: 'Several customers have this number', whoOther: 'None of them',
  confirm: 'Confirm', kept: 'Kept for you for {time}', keptOver: 'It is no longer kept; please choose again', name: 'How may we call you', address: 'Address (building, flat)', estate: 'Estate', pets: 'There are pets', lift: 'There is a lift', coupon: 'Coupon (if any)', useCoupon: 'Use', wishes: 'Anything to tell us (if any)', terms: 'I have read and accept the terms (version {v})', termsAgain: 'By ordering you accept the terms (version {v})', order: 'Order for {price}', payAfter: 'You pay after the service', ordered: 'Booked', orderedHint: 'We have told the worker and tell you as soon as it is confirmed.', seeVisit: 'See this visit', changeTime: 'Another time',
  comes: 'Who comes', papersOk: 'Papers in order', papersNo: 'Papers being renewed', beenHere: 'Visits here so far: {n}', waitsYes: 'Waits for a yes', nobodyYet: 'Being arranged', doorCode: 'Visit code', doorCodeHint: 'Read these 4 digits out at the door. An extra needs them too: it counts only with your yes.',
  steps: 'Progress', sBooked: 'Booked', sConfirmed: 'Confirmed', sLeft: 'Set out', sArrived: 'Arrived', sBegan: 'Began', sFinished: 'Done', sApproved: 'Accepted', late: '{n} minutes late', work: 'What was done', addOns: 'Extras you agreed to', agreed: '{how}', price: 'Price', share: 'Share', shared: 'Address copied', change: 'Change time', cancel: 'Cancel', rule: 'Rule', feeNow: 'Changing or cancelling now: {fee}', feeFree: 'free', cancelWhy: 'Why do you cancel?', cancelYes: 'Cancel for {fee}', cancelFree: 'Cancel this visit', cancelled: 'Cancelled', cancelledFee: 'Cancelled; {fee} is due', move: 'Move to this time', moveYes: 'Move to {time} for {fee}',
  accept: 'Accept and sign', acceptHint: 'You have looked and are content: sign below. The signature is kept together with what was done and cannot be changed later.', signHere: 'Sign here', clear: 'Clear', sign: 'Signed', signed: 'Signed at {time}', proof: 'Hash', nameSign: 'Cannot draw? Type your name', nameUse: 'Sign by name',
  rate: 'Rate', rateHint: 'Tap the stars', star: '{n} stars', rateSay: 'Anything to say (if any)', rateSend: 'Send', rated: 'You gave {n} stars. Thank you',
  complain: 'Not content', complainTitle: 'What was wrong?', complainHint: 'One tap sends it; somebody who was not there looks at it. You may write and add photos first.', complainSay: 'What happened (if you like)', photos: 'Add photos', photoAdded: '{n} photos', received: 'Received; somebody calls you by {time}', answered: 'Taken up at {time}', proposal: 'What we propose',
  a_quality: 'Not clean', a_time: 'Not on time', a_attitude: 'Unfriendly', a_damage: 'Something broke', a_fees: 'Wrong price', a_safety: 'Safety', a_privacy: 'Privacy', a_other: 'Something else',
  pay: 'Pay {price}', payOpen: 'Open payment', payWait: 'Asking for a payment code…', paid: 'Paid', openAmount: '{price} to pay', ahead: 'Coming up', past: 'Before', none: 'Nothing booked yet', noneHint: 'What you book stands here: follow it, move it.',
  moneyOpen: 'To pay', moneyNone: 'Nothing to pay', bills: 'Bills', receipts: 'Receipts', payments: 'Payments', tip: 'Tip', noBills: 'No bills yet', noReceipts: 'No receipts yet', printing: 'Being printed',
  myData: 'My data', dataHint: 'This is what we keep about you.', export: 'Export my data', homes: 'My addresses', consents: 'Consents', consentHint: 'You can book without any of them, and switch them off at any time.', newPhone: 'New number', newPhoneHint: 'The code goes to the new number', newPhoneSave: 'Use this number', phoneChanged: 'Your number is changed', forget: 'Ask to erase my data', forgetHint: 'Answered within 15 days. What the law keeps (bills, contracts) stays until its time is over.', forgetSay: 'Anything to say (if any)', forgetSend: 'Ask', forgetOpen: 'Asked for; answered by {time}', forgetBack: 'Take it back', forgetAnswer: 'Answer', look: 'Display', themeAuto: 'As the phone', themeLight: 'Light', themeDark: 'Dark', elder: 'Large text', language: '中文', logout: 'Log out', you: 'Hello {name}',
  today: 'Today', tomorrow: 'Tomorrow', minutes: '{n} min', notice: 'Privacy notice, version {v}',
  st_unassigned: 'Being arranged', st_offered: 'Being arranged', st_accepted: 'Arranged', st_confirmed: 'Confirmed', st_en_route: 'On the way', st_arrived: 'At your door', st_in_service: 'At work', st_finished: 'Done; please accept', st_approved: 'Accepted', st_settled: 'Done', st_cancelled: 'Cancelled', st_no_access: 'Nobody opened', st_interrupted: 'Broken off', st_skipped: 'Left out',
}
export type Word = keyof typeof zh
export type Language = 'zh' | 'en'
const chosen = ref<Language>('zh'), master = ref('师傅')
export const language = computed(() => chosen.value)
export const callWorkers = (word: string) => { if (word) master.value = word }
export function setLanguage(to: Language) {
  chosen.value = to
  document.documentElement.lang = to === 'zh' ? 'zh-CN' : 'en'
}
export function say(word: Word, values: Record<string, string | number> = {}): string {
  return (chosen.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => (name === 'm' ? master.value : String(values[name] ?? '')))
}
export const stateWord = (state: string) => say(`st_${state}` as Word)
export const both = { zh, en }
