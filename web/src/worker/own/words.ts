/** Words of her own data. */
import { language } from '../words'

const zh = {
  title: '我的资料', hint: '公司存的关于你的全部内容，可以看、可以带走、可以要求更正。', page: '看全部资料（网页）', file: '下载全部资料（JSON）', wrong: '写错了，要求更正', wrongSay: '哪里不对、应该是什么', send: '提交', erase: '申请删除我的资料', eraseSay: '想说的（可不填）', eraseHint: '离职后门店会在 15 天内办；法律要求保存的会告诉你到哪一天。', open: '{what}，{time} 前答复', back: '撤回申请', way: '现在还不能删除，因为：', none: '没有网络，连上网再试',
}
const en: Record<keyof typeof zh, string> = {
  title: 'My data', hint: 'All the company keeps about you: to read, take along and have corrected.', page: 'Read all of it (a page)', file: 'Take all of it along (JSON)', wrong: 'Something is wrong: ask for a correction', wrongSay: 'What is wrong, and how it is right', send: 'Send', erase: 'Ask to erase my data', eraseSay: 'What you want to say (may stay empty)', eraseHint: 'After you have left, the office does it within 15 days and says which law keeps what until when.', open: '{what}, answered by {time}', back: 'Take the wish back', way: 'It cannot be erased yet, because:', none: 'No network; try again when there is one',
}
export const sayOwn = (word: keyof typeof zh, values: Record<string, string> = {}) => (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
