/** Words of the page that takes a call, and what a marked word of a message was taken for. */
import { language, t } from '@/shared/words'

const zh = {
  move: '改时间',
  cancel: '取消',
  access: '怎么进门',
  accessKept: '消息里说了怎么进门，请记到住址里（只在出发到完成之间给师傅看）：',
  noNumber: '面积、几室、人数请填整数，不知道就留空',
  noSum: '金额请填数字，例如 19.9',
  contact: '联系人',
  site: '楼宇或网点',
  notThem: '不是这家公司',
  sameAgain: '同一位客户再来一单',
  secondOrder: '接着登记第二单',
  makePlan: '开周期计划',
  planAfter: '新客户：先下第一单，下单后这里可以接着开周期计划。',
  expected: '预产期',
  birthOn: '预产期 {day}',
  from: '{day} 起',
  yourWay: '接单是前台用的；您接到的电话记在「线索」里，再登记需求。',
  toLeads: '去线索',
}
export type Word = keyof typeof zh
const en: Record<Word, string> = {
  move: 'Move it',
  cancel: 'Cancel it',
  access: 'How to get in',
  accessKept: 'The message says how to get in; keep it with the home (workers see it only on their way and there):',
  noNumber: 'Size, rooms and people are whole numbers; leave empty what is not known',
  noSum: 'Enter the amount as a number, such as 19.9',
  contact: 'Contact person',
  site: 'Building or site',
  notThem: 'Not this company',
  sameAgain: 'Same customer, another order',
  secondOrder: 'On to the second order',
  makePlan: 'Make a recurring plan',
  planAfter: 'A new customer: take the first order; the recurring plan can be made from there.',
  expected: 'Expected birth',
  birthOn: 'Expected birth {day}',
  from: 'from {day}',
  yourWay: 'Orders are taken at the desk; a call to you is written down as a lead, and its needs from there.',
  toLeads: 'To the leads',
}
export const both = { zh, en }
export const say = (word: Word, values: Record<string, string> = {}) => both[language.value === 'en' ? 'en' : 'zh'][word].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

export function partText(part: string): string {
  switch (part) {
    case 'phone': return t('intake.part.phone')
    case 'name': return t('intake.part.name')
    case 'service': return t('intake.part.service')
    case 'day': return t('intake.part.day')
    case 'time': return t('intake.part.time')
    case 'length': return t('intake.part.length')
    case 'size': return t('intake.part.size')
    case 'rooms': return t('intake.part.rooms')
    case 'address': return t('intake.part.address')
    case 'area': return t('intake.part.area')
    case 'persons': return t('intake.part.persons')
    case 'pets': return t('intake.part.pets')
    case 'wish': return t('intake.part.wish')
    case 'channel': return t('intake.part.channel')
    case 'channel_number': return t('intake.part.channel_number')
    case 'voucher': return t('intake.part.voucher')
    case 'access': return say('access')
    case 'expected': return say('expected')
    case 'company': return t('intake.companyName')
    case 'tax_number': return t('intake.tax')
    default: return t('intake.part.weekly')
  }
}
