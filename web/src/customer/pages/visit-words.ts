/** Words of one visit's page, fetched with it. {m} is 师傅 or 阿姨. */
import { fill, language } from '../words'

const zh = {
  priceExplained: '价格怎么来的', beenHere: '来过 {n} 次', waitsYes: '等{m}确认', nobodyYet: '正在安排{m}', doorCode: '到访码', doorCodeHint: '{m}到门口请您念这 4 位数。加项目在这一页点同意就行；没有网络时念它也可以。', work: '做了什么', addOns: '您同意的加项',
  shared: '网址已复制，可发给家人', proof: '校验值', rated: '您给了 {n} 星，谢谢', restThen: '没做完的部分：{time}', restOf: '补做 {time} 没做完的部分', askedExtra: '要加做「{what}」吗？', askedLonger: '多 {n} 分钟', askedExtraHint: '您点同意后{m}才开始做，价钱按公司的价目。',
  extraYes: '同意加做', extraNo: '不要', faceAsk: '这次想请{name}上门，可以吗？', faceHint: '您还没见过她。要换人也可以，我们另外安排，再告诉您。', faceUntil: '{time}前没有答复，我们会打电话问您。', faceYes: '可以', faceNo: '请换人', faceWhy: '为什么想换人（可不填）', faceSend: '确定换人',
}
const en: Record<keyof typeof zh, string> = {
  priceExplained: 'How the price comes about', beenHere: 'Visits here so far: {n}', waitsYes: 'Waits for a yes', nobodyYet: 'Being arranged', doorCode: 'Visit code',
  doorCodeHint: 'Read these 4 digits out at the door. To an extra you say yes on this page; without a network, by reading them out.', work: 'What was done', addOns: 'Extras you agreed to', shared: 'Address copied',
  proof: 'Hash', rated: 'You gave {n} stars. Thank you', restThen: 'The rest is done {time}', restOf: 'The rest of {time}, which was broken off', askedExtra: 'Do you want “{what}” as well?',
  askedLonger: '{n} minutes more', askedExtraHint: "It is begun only after your yes, at the company's price.", extraYes: 'Yes, please', extraNo: 'No, thank you', faceAsk: 'May {name} come this time?',
  faceHint: 'You have not met her yet. If you would rather have somebody else, we look for her and tell you.', faceUntil: 'Without an answer by {time} we call you.', faceYes: 'Yes', faceNo: 'Somebody else',
  faceWhy: 'Why somebody else (optional)', faceSend: 'Ask for somebody else',
}
export type VisitWord = keyof typeof zh
export const sayVisit = (word: VisitWord, values: Record<string, string | number> = {}): string => fill((language.value === 'en' ? en : zh)[word], values)
export const both = { zh, en }
