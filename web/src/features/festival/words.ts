/** Words of the days around Spring Festival. */
import { fill, language } from '@/shared/words'

const zh = {
  none: '还没有返乡计划', noneText: '系统在腊月初十前 35 天自动建好；现在就要，可以先建一个。', make: '新建返乡计划', all: '全部返乡计划',
  answers: '返乡登记', answersHint: '{by} 截止。没答复的会在截止前 7、3、1 天自动催；打电话问到的在这里登记。返乡就是请假，照常批准。', asked: '共 {n} 人', everybody: '全部',
  waiting: '未答复', stays: '留下', goes: '返乡', holiday: '愿意节日上班', perhaps: '不一定回来', toApprove: '假未批', answer: '答复', away: '离开', back: '回来', certain: '一定回来', live: '住家', goesOn: '不停', pauses: '暂停',
  leave: '请假单', note: '备注', enter: '登记', change: '改答复', reminded: '催过 {n} 次', notAsked: '登记还没有开始；按上面“开始登记”后，每个人收到一条消息，手机上出现登记卡片。', yes: '是', nobody: '没有符合的人',
  forecast: '每天人手', forecastHint: '在岗按每人正常一天（最多 8 小时，兼职 4 小时）算；请假、返乡、节日不上班的不算。需要 = 已排的单 + 计划会生成的单。未答复、不一定回来的算“不确定”。', line: '服务', allLines: '全部服务', chart: '图', table: '表',
  day: '日期', hands: '在岗', uncertain: '不确定', need: '需要', short: '缺', atRisk: '有风险', homes: '在户', homesShort: '缺人', hours: '{n} 小时', people: '{n} 人', closed: '停业', noNeed: '没有要做的单',
  chartText: '{from} 到 {to}：最缺的一天 {day}，缺 {n} 小时', chartFine: '{from} 到 {to}：人手够', homesText: '在户最多的一天（{day}）缺 {n} 人', details: '{day} 的明细', whoThere: '在岗（{n}）', whoPerhaps: '不确定（{n}）', whoAway: '不在（{n}）', needs: '要做的单（{n}）', homesList: '在户（{n}）', livesIn: '住家', unassigned: '没有人', isAway: '不在', isPerhaps: '不确定', choose: '点日期看是谁、哪些单', over: '这个春节的日子已经过了', cut: '单太多，只算了前 20000 条。',
  plans: '客户的计划', plansHint: '这些天有上门的定期计划。先问客户：照常（按节日价）还是暂停；客户点头之前什么都不改。', first: '从', last: '到', customer: '客户', plan: '计划', visits: '上门', total: '节日价', usual: '平时', her: '固定上门的人', herAway: '{n} 次她不在',
  leftOut: '其中 {n} 次按计划节假日不上门，客户要才来', askBoth: '问：照常还是暂停', askPause: '只问暂停', picked: '已选 {n} 个', pickAll: '选全部没问过的', pick: '选 {name}', sent: '已问 {n} 位客户', failed: '{n} 个没有问成：{why}', state: '客户答复', noPlans: '这些天没有定期计划', paused: '已暂停', unasked: '还没问', office: '{time} 起打电话', keep: '客户要照常', pause: '客户要暂停', daysWrong: '最后一天在第一天之前',
  wages: '节前工资：{day} 已发', rate: '春节返岗率：{back} / {asked}（{n}%）',
}
const en: Record<keyof typeof zh, string> = {
  none: 'There is no round yet', noneText: 'It is proposed 35 days before the 10th of the last lunar month; make one if you need it now.', make: 'New round', all: 'All rounds',
  answers: 'Who goes home', answersHint: 'Until {by}. Who has not answered is reminded 7, 3 and 1 days before; enter here what you hear by telephone. Going is a leave, granted like any other.', asked: '{n} in all', everybody: 'All',
  waiting: 'Not answered', stays: 'Stay', goes: 'Go home', holiday: 'Would work on the holidays', perhaps: 'Perhaps back', toApprove: 'Leave not granted', answer: 'Answer', away: 'Away', back: 'Back', certain: 'for certain', live: 'Live-in', goesOn: 'goes on', pauses: 'pauses',
  leave: 'Leave', note: 'Note', enter: 'Enter', change: 'Change', reminded: 'reminded {n} times', notAsked: 'Nobody was asked yet. With “Ask everybody” above, each worker gets one message and finds the question on her phone.', yes: 'yes', nobody: 'Nobody like that',
  forecast: 'Hands day by day', forecastHint: 'At hand: everybody’s ordinary day, at most 8 hours, part-time 4; not who is on leave, home, or off on the holidays. Asked: visits there are and those the plans will make. Who has not answered or is only perhaps back is not certain.', line: 'Service', allLines: 'All services', chart: 'Chart', table: 'Table',
  day: 'Day', hands: 'At hand', uncertain: 'Not certain', need: 'Asked', short: 'Short', atRisk: 'At risk', homes: 'Homes', homesShort: 'without her', hours: '{n} h', people: '{n}', closed: 'closed', noNeed: 'Nothing asked',
  chartText: '{from} to {to}: shortest on {day}, {n} hours', chartFine: '{from} to {to}: there are enough hands', homesText: 'most homes without their worker on {day}: {n}', details: 'Behind {day}', whoThere: 'At hand ({n})', whoPerhaps: 'Not certain ({n})', whoAway: 'Away ({n})', needs: 'Asked ({n})', homesList: 'Homes ({n})', livesIn: 'lives in', unassigned: 'nobody', isAway: 'away', isPerhaps: 'not certain', choose: 'Choose a day to see who and which visits', over: 'The days of this festival are over', cut: 'Too many visits: only the first 20000 are counted.',
  plans: 'Plans of customers', plansHint: 'Recurring plans with visits in these days. Ask the customer first: keep at the festival price, or pause; nothing changes before her yes.', first: 'From', last: 'To', customer: 'Customer', plan: 'Plan', visits: 'Visits', total: 'Festival price', usual: 'Usual', her: 'Her worker', herAway: 'away for {n}',
  leftOut: '{n} of them the plan leaves out as holidays; they come only if she says so', askBoth: 'Ask: keep or pause', askPause: 'Ask for a pause only', picked: '{n} chosen', pickAll: 'Choose all not asked', pick: 'Choose {name}', sent: '{n} customers were asked', failed: '{n} could not be asked: {why}', state: 'Answer', noPlans: 'No recurring plan has a visit in these days', paused: 'paused', unasked: 'not asked', office: 'call from {time}', keep: 'She keeps it', pause: 'She pauses', daysWrong: 'The last day lies before the first',
  wages: 'Wages before the festival: paid on {day}', rate: 'Back after the festival: {back} of {asked} ({n} %)',
}
export function say(key: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return fill((language.value === 'en' ? en : zh)[key], values)
}
export const both = { zh, en }
