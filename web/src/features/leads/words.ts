/** Words of the leads' page; labels of states, steps and choices come from the server. */
import { fill, language } from '@/shared/words'

const zh = {
  title: '线索', lead: '来电、留言、到店都记在这里：先回复，再登记需求。', take: '新线索', pools: '线索池', new: '待回复', mine: '我的', team: '同事的', sea: '公海', figures: '渠道成效', none: '这里没有线索', noneNew: '都回复了。新的来电、留言点「新线索」。', noneSea: '公海是空的。', noneMine: '您手上没有线索，去公海看看。',
  phone: '电话', name: '称呼', channel: '渠道', detail: '哪个平台/活动', line: '想要什么', lineFirst: '先选想要什么服务，再登记需求；还不清楚就先存线索。', area: '片区', words: '原话', online: '线上留言（5 分钟内回复）', basis: '联系依据', keep: '存线索', interview: '存下，开始登记需求', cancel: '取消', same: '就是{name}', another: '家里另一位', merged: '她已有线索 {number}（{owner}）：这次接触记在上面，首次接触仍算 {credit}', kept: '已存 {number}', nobody: '还没分配',
  answerIn: '{time} 内回复', late: '已超 {time}', answered: '首响 {n} 分钟', hersUntil: '保护还剩 {time}', again: '{time} 再联系', tries: '联系 {n} 次', quiet: '不接受联系', credit: '首次接触 {name}', claim: '我来跟', contact: '记联系', convert: '登记需求', more: '只显示前 200 条，请用列表筛选',
  all: '全部', leads: '线索', valid: '有效', converted: '转需求', won: '成交', median: '首响中位', p90: '首响 P90', inTime: '按时回复', minutes: '{n} 分', lost: '丢失原因', period: '最近 {n} 天', percent: '{n}%', few: '样本少', keys: 'J/K 上下，Enter 打开，C 记联系，T 我来跟', open: '打开', import: '导入名单', twin: '同号：{name} {number}', mergeTitle: '是同一件事吗？', they: '他们是', mergeHelp: '先来的留下，渠道和首次接触归它；联系记录、需求、推荐和报价都跟过去。7 天内可以撤销。', merge: '合并', keepBoth: '不合并', mergedNow: '已并入 {number}', hasLead: '线索 {number}', isCustomer: '老客户', formula: '有效=联系上且有真实需求；首响按营业时间计；成交=需求已成单',
}
type Word = keyof typeof zh
const en: Record<Word, string> = {
  title: 'Leads', lead: 'Calls, messages and visitors: answer first, then begin the interview.', take: 'New lead', pools: 'Pools', new: 'To answer', mine: 'Mine', team: "Colleagues'", sea: 'Public pool', figures: 'Channels', none: 'No leads here', noneNew: 'All answered. A call or a message: “New lead”.', noneSea: 'The public pool is empty.', noneMine: 'None in your hands; look into the public pool.',
  phone: 'Phone', name: 'Name', channel: 'Channel', detail: 'Which one', line: 'Wants', lineFirst: 'Choose the service first, then begin the interview; keep the lead while it is not clear.', area: 'Area', words: 'What she said', online: 'Wrote online (answer within 5 minutes)', basis: 'May be called because', keep: 'Keep', interview: 'Keep and begin the interview', cancel: 'Cancel', same: 'She is {name}', another: 'Another one of the family', merged: 'She has the lead {number} ({owner}): this touch is entered there, the credit stays with {credit}', kept: 'Kept as {number}', nobody: 'nobody’s yet',
  answerIn: 'answer within {time}', late: '{time} late', answered: 'answered in {n} min', hersUntil: 'hers for {time}', again: 'again {time}', tries: 'contacted {n} time | contacted {n} times', quiet: 'not to be contacted', credit: 'brought in by {name}', claim: 'I take it', contact: 'Contact', convert: 'Interview', more: 'The first 200; use the list to filter',
  all: 'All', leads: 'Leads', valid: 'Valid', converted: 'Demands', won: 'Won', median: 'First answer, median', p90: 'P90', inTime: 'In time', minutes: '{n} min', lost: 'Why lost', period: 'Last {n} days', percent: '{n}%', few: 'few', keys: 'J/K move, Enter opens, C contact, T take', open: 'Open', import: 'Import a list', twin: 'Same number: {name} {number}', mergeTitle: 'One matter?', they: 'They are', mergeHelp: 'Who came first stays, with channel and credit; contacts, demands, recommendations and quotations go along. It can be undone for 7 days.', merge: 'Merge', keepBoth: 'Leave both', mergedNow: 'Merged into {number}', hasLead: 'lead {number}', isCustomer: 'customer', formula: 'Valid: spoken to, with a real need. First answer counts opening hours. Won: the demand was fulfilled.',
}
export const both = { zh, en }
export function say(word: Word, values: Record<string, string | number> = {}): string {
  return fill(both[language.value === 'en' ? 'en' : 'zh'][word], values)
}
