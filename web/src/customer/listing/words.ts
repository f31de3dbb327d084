/** Words of an entry of the blacklist about a customer: what it is, her side of it, her appeal. */
import { language } from '../words'

const zh = {
  title: '关于您家的一项决定', reported: '有人反映了您家的情况，还没有作决定', until: '到 {day} 为止：新预约须先与总部沟通（{scope}）', facts: '反映的情况', said: '您的说明', appeal: '您的申诉', answer: '答复', speak: '说明您的情况（决定之前）', appealNow: '不同意，申诉', hint: '由没有参与决定的人在十天内答复。也可以致电门店。', send: '提交', sent: '已提交',
}
const en: Record<keyof typeof zh, string> = {
  title: 'A decision about your home', reported: 'Something was reported about your home; nothing is decided', until: 'Until {day}: new bookings are agreed with our headquarters ({scope})', facts: 'What was reported', said: 'What you said', appeal: 'Your appeal', answer: 'Answer', speak: 'Tell us your side, before anything is decided', appealNow: 'I do not agree: appeal', hint: 'Somebody who took no part in the decision answers within ten days. You may also call us.', send: 'Send', sent: 'Sent',
}
export function say(word: keyof typeof zh, values: Record<string, string> = {}): string {
  return (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}
export const both = { zh, en }
