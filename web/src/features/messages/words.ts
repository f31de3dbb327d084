/** Words of the inbox, of messages that people copy, and of what a template will say. */
import { fill, language } from '@/shared/words'

const zh = {
  title: '消息', unread: '消息，{n} 条未读', new: '未读', readAll: '全部标为已读', none: '还没有消息', brief: '复制派单信息', briefCopied: '派单信息已复制，可以粘贴到微信群', copyByHand: '请选中复制', briefByHand: '浏览器不让放进剪贴板：文字在按钮下面，选中后按 Ctrl+C', calendar: '日历订阅', calendarOnce: '地址只显示这一次，请现在发给要订阅的人，加到手机日历里：', feedMake: '新建订阅地址', feedWorker: '本人的排单，手机日历会自己更新；不含客户姓名、电话、地址和门禁。', feedBranch: '全店的排单，手机或电脑日历会自己更新；不含客户姓名、电话、地址和门禁。', feedSince: '{time} 生成的地址', feedRenew: '换新地址', feedRenewWhy: '旧地址马上失效，已订阅的人要换成新地址。',
  preview: '收到的样子', tryZh: '公司自己的中文', tryEn: '公司自己的英文', sms: '{characters} 字，短信 {n} 条', long: '太长：每发一次都按这么多条收费，收到的人也难读完', notSaved: '有改动，还没有保存', kept: '已保存，下一条消息起用',
  texts: '内容', values: '可以写进去的内容，点一下放到光标处：', must: '必须写', example: '如 {example}', programZh: '系统的中文', programEn: '系统的英文', empty: '空着就用系统的',
}
export type Word = keyof typeof zh
const en: Record<Word, string> = {
  title: 'Messages', unread: 'Messages, {n} unread', new: 'unread', readAll: 'Mark all as read', none: 'No messages yet', brief: 'Copy for the chat group', briefCopied: 'Copied; paste it into the chat group', copyByHand: 'Select and copy', briefByHand: 'The browser does not let it into the clipboard: the text stands below the button, select it and press Ctrl+C',
  calendar: 'Calendar to subscribe to', calendarOnce: 'Shown this once; send it now to who is to subscribe to it:', feedMake: 'Make an address', feedWorker: 'Her visits, kept up to date by the calendar of her phone; without names, numbers, addresses or door codes of customers.', feedBranch: 'All visits of the shop, kept up to date by a phone or an office program; without names, numbers, addresses or door codes of customers.', feedSince: 'Address made {time}', feedRenew: 'New address', feedRenewWhy: 'The old address is dead at once; who subscribed needs the new one.', preview: 'What she reads', tryZh: 'Your own Chinese', tryEn: 'Your own English',
  sms: '{characters} characters, {n} SMS', long: 'long: each sending costs that many, and few will read to its end', notSaved: 'Changed, not saved yet', kept: 'Saved; from the next message on',
  texts: 'Texts', values: 'What may stand in it; a click puts it where you write:', must: 'needed', example: 'e.g. {example}', programZh: 'The program’s Chinese', programEn: 'The program’s English', empty: 'Empty: the program’s',
}
export const both = { zh, en }
export function say(word: Word, values: Record<string, string | number> = {}): string {
  return fill(both[language.value === 'en' ? 'en' : 'zh'][word], values)
}
