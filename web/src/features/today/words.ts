/** Words of the charts below today's page. */
import { fill, language } from '@/shared/words'

const zh = {
  trends: '近况', days: '近 30 天的单和金额', visits: '单', worth: '金额', complaints: '投诉', day: '日期', sum: '{n} 单，{money}', dayLine: '{day}：{n} 单，{money}，投诉 {c} 件',
  mix: '近四周的服务', mixText: '按单数，共 {n} 单；最多的是{name}', mixNone: '近四周没有单', share: '占比', service: '服务',
  heat: '一周里哪些时候忙', heatText: '近四周平均每小时开始的单；最忙的是{day} {hour} 点', hour: '{n} 点', perWeek: '{day} {hour} 点：平均 {n} 单', less: '少', more: '多',
  again: '近四周返工：是谁做的活', againText: '{n} 次返工，完成 {of} 单',
  shops: '各门店今天', shop: '门店', open: '待派', late: '迟到未签到', done: '完成', pick: '看{name}', lapsed: '日程没办（30 天）', lapsedLine: '近 30 天有 {n} 项到时没办', table: '看表格', total: '合计',
}
const en: Record<keyof typeof zh, string> = {
  trends: 'Lately', days: 'Visits and worth, 30 days', visits: 'Visits', worth: 'Worth', complaints: 'Complaints', day: 'Day', sum: '{n} visit, {money} | {n} visits, {money}', dayLine: '{day}: {n} visits, {money}, complaints {c}',
  mix: 'Services, four weeks', mixText: 'By number, {n} visits in all; most of them {name}', mixNone: 'No visits in four weeks', share: 'Share', service: 'Service',
  heat: 'Busy hours of the week', heatText: 'Visits that begin in an hour, average of four weeks; most on {day} at {hour}:00', hour: '{n}:00', perWeek: '{day} {hour}:00: {n} visits on average', less: 'few', more: 'many',
  again: 'Done again in four weeks, by whose work', againText: '{n} again, {of} done',
  shops: 'Branches today', shop: 'Branch', open: 'Nobody yet', late: 'Late', done: 'Done', pick: 'Show {name}', lapsed: 'Calendar not done (30 days)', lapsedLine: '{n} line not done in time in 30 days | {n} lines not done in time in 30 days', table: 'As a table', total: 'Total',
}
export function say(key: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return fill((language.value === 'en' ? en : zh)[key], values)
}
