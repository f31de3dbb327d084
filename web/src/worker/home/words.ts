/** Words of a live-in worker's home. */
import { language } from '../words'

const zh = {
  today: '今天', works: '在岗', rests: '今天休息日', hospital: '在医院陪护：{where}', away: '您不在这一家', notYet: '{day} 上户', over: '已下户，等交接和结算', nextRest: '下次休息：{day}', restsSoon: '休息：{days}', comma: '、', noRest: '近一个月没有排休息日', note_baby: '记宝宝', note_mother: '记妈妈', note_infant: '记宝宝', note_elder: '记老人',
  noLog: '这一家不用记护理日志', noConsent: '还不能记「{kind}」：{why}', logged: '今天记的', nothingLogged: '今天还没有记', waits: '等待上传', alarm: '已提醒门店', open: '这一家的详情',
  save: '记下', saved: '已记下', at: '记录时间就是现在', hint: '看到什么记什么，不用写原因。', numberWrong: '{label}请填 {low} 到 {high}', nothing: '至少记一样', danger: '情况不好：先打电话给家人和门店，紧急打 120。只记看到的，不下判断、不给药。',
  milk_ml: '奶量', breast_minutes: '亲喂', urine: '小便', stool: '大便', temperature: '体温', weight_g: '体重', sleep_minutes: '睡了', meals: '吃了', water_ml: '喝水', systolic: '高压', diastolic: '低压', mood: '心情',
  u_milk_ml: '毫升', u_breast_minutes: '分钟', u_urine: '次', u_stool: '次', u_temperature: '℃', u_weight_g: '克', u_sleep_minutes: '分钟', u_meals: '%', u_water_ml: '毫升', u_systolic: '', u_diastolic: '', u_mood: '1 差 – 5 好', less: '减', more: '加', medicine: '按家属或医嘱给了药', signs: '看到的异常', note: '还有什么（可不填）', noteHint: '不写病名、传染病、化验结果',
  sheetArrival: '上户单', sheetDeparture: '下户单', belongings: '我带的东西', valuables: '家里的贵重物品', caredFor: '照护对象情况', meter: '交给下一位的话', keys: '钥匙', keysN: '{n} 把', moneyLeft: '买菜钱', sheetOk: '都对，我同意', sheetNo: '不对', sheetIncomplete: '门店还没写全，写全了再确认', sheetSaid: '您已同意，等家里确认', sheetDisputed: '有异议，门店在处理', sayWrong: '哪里不对', send: '提交', none: '无',
  taskAsked: '加活，愿意吗？', taskPay: '给您 {pay}', taskYes: '愿意', taskNo: '不愿意', taskFree: '不愿意没有影响，不扣钱。', taskWaits: '您已同意，等家里答复', taskAgreed: '说好的加活', restAsked: '家里想换休息日', restText: '{day} 上班，改到 {instead} 休息', restFree: '休息日是您的，不同意就不换。', answered: '已答复，等待上传',
  briefing: '交代', hazards: '家里要注意', month: '这个月', previous: '上个月', next: '下个月', offline: '没有网络，显示的是上次的', wage: '这个月工资（到今天）', wageNone: '还没有算出来的天数', byFamily: '由家里付给您', byCompany: '由公司发', total: '合计', toSign: '有一份合同等您签署', askLeave: '请假、调休', restQuota: '每月休 {n} 天', legendWorked: '在岗', legendRest: '休', legendHoliday: '节', legendOther: '其他', term: '{from} – {to}', dayOf: '{day}：{what}',
}
type Words = { [key in keyof typeof zh]: string }
const en: Words = {
  today: 'Today', works: 'At work', rests: 'Your rest day', hospital: 'In hospital with them: {where}', away: 'You are away from this home', notYet: 'Begins on {day}', over: 'Left; handover and settlement to come', nextRest: 'Next rest day: {day}', restsSoon: 'Rest: {days}', comma: ', ', noRest: 'No rest day is set in the coming month', note_baby: 'Log the newborn', note_mother: 'Log the mother', note_infant: 'Log the infant', note_elder: 'Log the elder',
  noLog: 'No care log is kept in this home', noConsent: 'Not to be logged yet ({kind}): {why}', logged: 'Logged today', nothingLogged: 'Nothing logged today', waits: 'Waits to be sent', alarm: 'The shop is told', open: 'All about this home',
  save: 'Log it', saved: 'Logged', at: 'The time is now', hint: 'Log what you see; no reasons needed.', numberWrong: '{label}: from {low} to {high}', nothing: 'Log one thing at least', danger: 'This is not well: call the family and the shop first, 120 in an emergency. Log what you see; no diagnosis, no medicine.',
  milk_ml: 'Milk', breast_minutes: 'At the breast', urine: 'Wet nappies', stool: 'Stools', temperature: 'Temperature', weight_g: 'Weight', sleep_minutes: 'Sleep', meals: 'Eaten', water_ml: 'Drunk', systolic: 'Pressure, upper', diastolic: 'Pressure, lower', mood: 'Mood',
  u_milk_ml: 'ml', u_breast_minutes: 'min', u_urine: '', u_stool: '', u_temperature: '°C', u_weight_g: 'g', u_sleep_minutes: 'min', u_meals: '%', u_water_ml: 'ml', u_systolic: '', u_diastolic: '', u_mood: '1 bad – 5 good', less: 'Less', more: 'More', medicine: 'Medicine given as written down', signs: 'What was seen', note: 'Anything else (optional)', noteHint: 'No names of illnesses, no test results',
  sheetArrival: 'Arrival sheet', sheetDeparture: 'Departure sheet', belongings: 'My own things', valuables: 'Valuables of the home', caredFor: 'State of who is cared for', meter: 'What the next one must know', keys: 'Keys', keysN: '{n}', moneyLeft: 'Household money', sheetOk: 'All right, I agree', sheetNo: 'Not right', sheetIncomplete: 'The shop has not filled it in yet', sheetSaid: 'You agreed; the family is to answer', sheetDisputed: 'Disputed; the shop is on it', sayWrong: 'What is not right', send: 'Send', none: 'none',
  taskAsked: 'An extra task: would you?', taskPay: 'You get {pay}', taskYes: 'Yes', taskNo: 'No', taskFree: 'A no has no consequence.', taskWaits: 'You agreed; the family is to answer', taskAgreed: 'Extra tasks agreed', restAsked: 'The family would like to move your rest day', restText: 'Work on {day}, rest on {instead}', restFree: 'It is your day; without your yes it stays.', answered: 'Answered; waits to be sent',
  briefing: 'Briefing', hazards: 'Mind at home', month: 'This month', previous: 'Month before', next: 'Next month', offline: 'No network: as of last time', wage: 'Wage of this month so far', wageNone: 'No days reckoned yet', byFamily: 'Paid to you by the family', byCompany: 'Paid by the company', total: 'In all', toSign: 'A contract waits for your signature', askLeave: 'Ask for leave or rest', restQuota: '{n} rest days a month', legendWorked: 'work', legendRest: 'rest', legendHoliday: 'holiday', legendOther: 'other', term: '{from} – {to}', dayOf: '{day}: {what}',
}
export type HomeWord = keyof typeof zh
export function sayHome(word: HomeWord, values: Record<string, string | number> = {}): string {
  return (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
export const both = { zh, en }
