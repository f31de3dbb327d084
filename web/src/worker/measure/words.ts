import { language } from '../words'

/** The words of what keeps work from her: a suspension, an entry of the blacklist, and her say in both. */
const zh = {
  stopped: '暂停派单', stoppedEnded: '停单已结束', listed: '不派单', proposed: '请您说明', over: '已解除', dropped: '没有成立', why: '原因', facts: '反映的情况', since: '从 {time} 起', until: '最迟到 {time}', noEnd: '等核查结果', innocent: '正在了解情况，目前没有认定您有任何过错。', pays: '停单期间工资照发，每天 {pay}', how: '怎么算的：{why}', paysNot: '没有服务的日子不计酬，也不会扣您的钱。', paysUnknown: '停单期间工资照发，每天多少请问门店。', longer: '延长原因：{why}',
  result: '结果', mySay: '我的说法', reply: '公司答复', waits: '公司 3 天内答复', waitsAppeal: '由没有参与决定的人在 10 天内答复', object: '我有异议', speak: '我来说明', appeal: '我要申诉', myAppeal: '我的申诉', words: '您想说什么', send: '提交', offline: '没有网络，连上后再提交', speakBy: '请在 {time} 前说明，目前没有作出任何决定。', scope: '范围', untilDay: '到 {day} 为止', months: '提请的期限：{n} 个月', evidence: '证据可以到门店查看。',
}
const en: Record<keyof typeof zh, string> = {
  stopped: 'No visits for now', stoppedEnded: 'You get visits again', listed: 'No work for a time', proposed: 'Please say your side', over: 'It no longer holds', dropped: 'It came to nothing', why: 'Because', facts: 'What was said', since: 'since {time}', until: 'until {time} at the latest', noEnd: 'until the check is clear', innocent: 'It is being looked into; nothing has been found against you.', pays: 'Your pay goes on: {pay} a day', how: 'How it came about: {why}', paysNot: 'Days without visits are not paid, and nothing is taken off for them.', paysUnknown: 'Your pay goes on; ask the office how much it is a day.', longer: 'Why it takes longer: {why}',
  result: 'Result', mySay: 'What I said', reply: 'Answer', waits: 'The office answers within 3 days', waitsAppeal: 'Somebody who took no part in it answers within 10 days', object: 'I object', speak: 'Say my side', appeal: 'I appeal', myAppeal: 'My appeal', words: 'What you want to say', send: 'Send', offline: 'No network; please try again later', speakBy: 'Please say your side by {time}; nothing is decided.', scope: 'Where', untilDay: 'until {day}', months: 'Proposed for {n} months', evidence: 'You can see the evidence at the shop.',
}
export function sayMeasure(word: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
