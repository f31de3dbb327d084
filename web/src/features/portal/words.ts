/** Words of what the office does for the customer's phone. */
import { language } from '@/shared/words'

const zh = {
  title: '客户手机', make: '念登录验证码', until: '念给客户听，{time} 前有效（{phone}）', hint: '没有短信通道时，客户打电话来要验证码，念之前先核对是本人。每次都会记进日志。客户网址 {address}',
}
export type Word = keyof typeof zh
const en: Record<Word, string> = {
  title: "Customer's phone", make: 'Read out a login code', until: 'Read it to her; it holds until {time} ({phone})',
  hint: 'Where no SMS goes out she calls for a code. Make sure it is she before you read it; each is written into the log. Her page: {address}',
}
export const both = { zh, en }
export function say(word: Word, values: Record<string, string | number> = {}): string {
  return both[language.value === 'en' ? 'en' : 'zh'][word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
