/** Words of what she may take along, and of what stays when she is forgotten. */
import { language } from './words'

const zh = { read: '看全部资料（网页）', take: '下载全部资料（JSON）', wrong: '别的写错了，请门店更正', wrongSay: '哪里不对、应该是什么', wrongSend: '提交更正', inTheWay: '现在还不能删除，因为：', inTheWayHint: '办完这些，门店就能删除；申请可以先提交。', kept: '删除后，法律要求公司保存的（不再显示您的姓名和联系方式）：', until: '{what}，保存到 {day}', sealed: '封存，说明理由才能查阅，到期销毁' }
const en: Record<keyof typeof zh, string> = { read: 'Read all of it (a page)', take: 'Take all of it along (JSON)', wrong: 'Something else is wrong: ask for a correction', wrongSay: 'What is wrong, and how it is right', wrongSend: 'Ask for it', inTheWay: 'It cannot be erased yet, because:', inTheWayHint: 'When these are done the shop can erase it; you may ask already.', kept: 'What the law makes the company keep, without your name and number:', until: '{what}, until {day}', sealed: 'under seal: opened with a reason only, destroyed when its time is over' }
export function sayData(word: keyof typeof zh, values: Record<string, string> = {}): string {
  return (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}
export const both = { zh, en }
