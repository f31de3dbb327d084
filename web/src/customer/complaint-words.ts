/** Words of a complaint as its customer reads and answers it. */
import { language } from './words'

const zh = {
  late: '已收到。应在 {time} 前联系您，已经晚了，正在催办；您也可以直接打电话', former: '上次的方案（正在重新处理）', offered: '其中退款 {price}', approving: '赔偿的金额正在公司审批；批准后，协议会出现在这里，由您看过再签。', agree: '同意这个方案', refuse: '不同意', why: '哪里不合适？您希望怎样？', send: '提交', back: '先不提交', agreed: '您于 {time} 同意，我们按方案办理，办完给您回访。', thanks: '已记下您的同意', again: '还是不满意', againWhy: '哪里还不满意？', told: '已收到，我们重新处理', title: '投诉处理', gone: '没有找到这份投诉。请用登记时的手机号登录，或给门店打电话。', loading: '正在读取', call: '给门店打电话', atVisit: '看这次服务', a_care: '照护、家务没做好', a_replacement: '换人、休假', hers: '我的投诉', signIt: '方案里有赔偿：请打开协议看清楚再签字，签字就是同意。',
}
const en: Record<keyof typeof zh, string> = {
  late: 'Received. We should have called by {time} and are late; it is being pressed for, and you may call us at any time', former: 'The earlier proposal (being made anew)', offered: 'Of it {price} back', approving: 'The compensation is being approved. After that the agreement appears here, for you to read and sign.', agree: 'I agree', refuse: 'I do not agree', why: 'What is not right? What would be?', send: 'Send', back: 'Not yet', agreed: 'You agreed at {time}. We do what we offered and call you then.', thanks: 'Your yes is noted', again: 'Still not satisfied', againWhy: 'What are you still not satisfied with?', told: 'Received: we take it up again', title: 'Your complaint', gone: 'There is no such complaint. Log in with the number it was taken down under, or call the shop.', loading: 'Loading', call: 'Call the shop', atVisit: 'See the visit', a_care: 'Care or housework', a_replacement: 'Replacement, days off', hers: 'My complaints', signIt: 'A compensation is part of it: open the agreement, read it and sign; your signature is your yes.',
}
export const both = { zh, en }
export function sayCase(word: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
