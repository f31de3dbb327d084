/** Words of the page behind an address that is nobody's, for who is not logged in. */
import { language } from '@/shared/words'

const zh = {
  why: '网址不完整或写错了。链接请从消息里整条点开，打不开就向门店再要一个。',
  customer: '我是客户',
  worker: '我是服务人员',
  office: '办公登录',
}
type Word = keyof typeof zh
const en: Record<Word, string> = {
  why: 'The address is incomplete or mistyped. Open the whole link from the message, or ask the shop for it again.',
  customer: 'I am a customer',
  worker: 'I am a worker',
  office: 'Office login',
}
export const both = { zh, en }
export const say = (word: Word) => both[language.value === 'en' ? 'en' : 'zh'][word]
