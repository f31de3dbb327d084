/** Words of taking an alarm on. */
import { fill, language } from '@/shared/words'

const zh = {
  title: '我来处理：{what}', taken: '已接手：{title}', doing: '现在怎么处理', lead: '几个字就行，店里的人会看到。', go: '我来处理', need: '写几个字：正在怎么处理', level: '级别', asItIs: '先不定', own: '其他，自己写',
  call: '打电话给师傅', sendOther: '派候补过去', family: '告诉家属', myself: '我自己过去', rescue: '叫 120 / 110', wait: '联系客户，请对方稍等',
}
const en: Record<keyof typeof zh, string> = {
  title: 'I take it: {what}', taken: 'Acknowledged: {title}', doing: 'What is done now', lead: 'A few words are enough; everyone in the office sees them.', go: 'I take it', need: 'A few words: what is being done', level: 'Level', asItIs: 'Not said yet', own: 'Something else',
  call: 'Calling the worker', sendOther: 'Sending the stand-by', family: 'Telling the family', myself: 'Going there myself', rescue: 'Calling 120 / 110', wait: 'Asking the customer to wait',
}
export type Word = keyof typeof zh
export function say(key: Word, values: Record<string, string | number> = {}): string {
  return fill((language.value === 'en' ? en : zh)[key], values)
}
