/** Words of Spring Festival on her phone. */
import { language } from '../words'

const zh = {
  title: '春节返乡登记', newYear: '{day} 是正月初一', ask: '您春节返乡还是留下？走或留都可以，请在 {by} 前告诉我们。', pay: '节日上班报酬：{pay}', answer: '填写', change: '改答复', closed: '登记已截止；要改请打电话给门店。', waits: '已填写，等待上传',
  stays: '我留下', goes: '我返乡', from: '哪天走', to: '不在的最后一天', back: '回来吗', certain: '一定回来', perhaps: '不一定', holiday: '节日愿意上班', live: '我住的这一家', goesOn: '不停，我照常在', pauses: '停几天', note: '还有什么（可不填）', send: '提交',
  saidStays: '您留下', saidGoes: '您返乡：{from} – {to}', leave: '请假：{state}', order: '最后一天在第一天之前', past: '这一天已经过了', choose: '请选一定回来还是不一定', call: '打电话给门店',
}
type Words = { [key in keyof typeof zh]: string }
const en: Words = {
  title: 'Spring Festival', newYear: 'New Year is {day}', ask: 'Do you go home or stay? Either is all right; please tell us until {by}.', pay: 'Holiday work pays: {pay}', answer: 'Answer', change: 'Change', closed: 'Answers are closed; for a change please call the shop.', waits: 'Answered; waits to be sent',
  stays: 'I stay', goes: 'I go home', from: 'First day away', to: 'Last day away', back: 'Coming back', certain: 'For certain', perhaps: 'Perhaps', holiday: 'I would work on the holidays', live: 'The home I live in', goesOn: 'Goes on, I am there', pauses: 'Pauses', note: 'Anything else (optional)', send: 'Send',
  saidStays: 'You stay', saidGoes: 'You go home: {from} – {to}', leave: 'Leave: {state}', order: 'The last day lies before the first', past: 'This day has passed', choose: 'Say whether you come back for certain or perhaps', call: 'Call the shop',
}
export type FestivalWord = keyof typeof zh
export function sayFestival(word: FestivalWord, values: Record<string, string | number> = {}): string {
  return (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
export const both = { zh, en }
