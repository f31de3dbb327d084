/** The board's reasons as sentences: what, why, and what helps. */
import { clockText, dayOf, dayText, lengthText, minuteOfDay } from '@/shared/lib/time'
import { me, stateOf, typeOf } from '@/shared/lib/state'
import { fill, language, t } from '@/shared/words'
import { minutesLeft } from './model'
import type { FilterName } from './filters'
import type { Answer, BoardVisit, Reason } from './model'

export function reasonText(reason: Reason): string {
  switch (reason.code) {
    case 'locked': return t('board.why.locked')
    case 'outside': return t('board.why.outside')
    case 'past': return say('past')
    case 'skill': return t('board.why.skill', { line: reason.line })
    case 'leave': return reason.label ? t('board.why.leaveFor', { label: reason.label }) : t('board.why.leave')
    case 'elsewhere': return t('board.why.elsewhere', { label: reason.label })
    case 'overlap': return t('board.why.overlap', { name: reason.name, time: clockText(reason.from), length: lengthText(reason.minutes) })
    case 'ask': return t('dispatch.ask', { length: lengthText(reason.minutes) })
    case 'way': return say('way', { name: reason.name, need: lengthText(reason.need), has: lengthText(reason.has) })
    case 'shift': return t('board.why.shift')
    case 'capacity': return t('board.why.capacity', { length: lengthText(reason.minutes) })
    case 'free': return t('board.why.free')
  }
}

export type Look = 'offered' | 'accepted' | 'doing' | 'done' | 'late'
/* Her work is over, whatever the office has still to do with it. */
const OVER = new Set(['finished', 'approved', 'settled'])
/** How a state looks, from what the server declares about it. */
export function lookOfState(name: string): Exclude<Look, 'late'> {
  const type = typeOf('visit'), state = type && stateOf(type, name)
  if (OVER.has(name) || state?.final || state?.tone === 'mute') return 'done'
  if (state?.tone === 'ok') return 'doing'
  return name === 'offered' || state?.tone === 'warn' ? 'offered' : 'accepted'
}
export const lookOf = (visit: BoardVisit): Look => (visit.late ? 'late' : lookOfState(visit.state))
const PINNED = { worker: 'dispatch.pinned.worker', time: 'dispatch.pinned.time', both: 'dispatch.pinned.both' } as const
export const pinnedText = (visit: BoardVisit) => (visit.pinned ? t(PINNED[visit.pinned]) : '')
/* {m} is what the company calls its workers. */
const zh = {
  herDay: '她当天的其他安排', herDayWhy: '排进这一单后，别的单的时间和路程、午休、加班的变化',
  along: '一起去：{label} {time}，在主责人那一行里改',
  overnight: '从前一天接着：{label} {time}，在它开始的那一天里改',
  lentBy: '{branch}借来', lentTo: '借给{branch}', way: '到{name}路上要 {need}，中间只有 {has}',
  face: '新面孔待确认：{name}', faceShort: '新面孔', faceIn: '客户还有{length}答复', faceCall: '还没答复，该打电话了', faceYes: '电话里同意了', faceNo: '要换人', faceNoTitle: '客户要换人？', faceNoText: '{name}在这个定期计划里的单退回待派，以后这个计划不再派给她。', faceNoWhy: '客户怎么说（可不填）', faceN: '新面孔 {n}', faceFilter: '新面孔待确认', notWanted: '客户要换人',
  gear: '车辆设备', gearKept: '（没人去也为这单留着；换人还要用，不用就在它的单据上点「不用了」）', goesWith: '带 {names}', past: '这个时间已经过了', short: '还差 {n} 位', openOf: '{day}待派：{n} 单，拖到{m}的某一天，或按 M 拿起',
  lenders: '从别的门店借人', able: '{n} 位能来', ableMore: '至少 {n} 位能来', ableNone: '这个时间没人能来', nearest: '最近 {km} 公里', noLenders: '别的门店这个时间也没有人能来。', borrow: '借人', otherTerms: '换条件借',
  askLoan: '向{branch}借人？', askLoanText: '请{branch}借一位会做「{line}」的{m}，{day} {hours}。她的报酬由本店承担；由{branch}店长答复，同意后才知道是谁，再把这一单派给她。', askLoanGo: '提出借调', askLoanWhy: '给对方说一句（可不填）', askedLoan: '已向{branch}提出，答复会进待办',
  answerBy: '{time} 前回复', askForHer: '借她', ableAbove: '↑ 上面还有 {n} 位能接', ableBelow: '↓ 下面还有 {n} 位能接，拖到边上会滚动',
}
const en: Record<keyof typeof zh, string> = {
  herDay: 'The rest of her day', herDayWhy: 'what other visits’ times and ways, lunch and overtime gain or lose by it',
  along: 'Goes along: {label} {time}; changed in the row of who leads',
  overnight: 'Goes on from the day before: {label} {time}; changed on the day it begins',
  lentBy: 'lent by {branch}', lentTo: 'lent to {branch}', way: 'The way to {name} takes {need}, there are {has} between them',
  face: 'New face, not agreed yet: {name}', faceShort: 'new face', faceIn: '{length} left for the customer to answer', faceCall: 'No answer yet: call her', faceYes: 'Agreed on the telephone', faceNo: 'Somebody else', faceNoTitle: 'Does the customer ask for somebody else?', faceNoText: "{name}'s visits of this plan go back to the tray, and she is not proposed for it again.", faceNoWhy: 'What the customer said (optional)', faceN: 'New faces {n}', faceFilter: 'New face, not agreed yet', notWanted: 'The customer asked for somebody else',
  gear: 'Van, machines', gearKept: ' (kept for it while nobody goes: whoever is next needs it; “Not needed” on its record frees it)', goesWith: 'With {names}', past: 'this time has passed', short: '{n} more needed', openOf: '{day}, nobody yet: {n}. Drag one to a day of a worker, or press M to take it up',
  lenders: 'Borrow from another branch', able: '{n} could come', ableMore: 'at least {n} could come', ableNone: 'nobody could come at this time', nearest: 'the nearest {km} km away', noLenders: 'No other branch has anybody who could come at this time.', borrow: 'Ask', otherTerms: 'Other terms',
  askLoan: 'Ask {branch} for somebody?', askLoanText: '{branch} is asked to lend somebody for {line} on {day}, {hours}. Her pay for it is borne here. The manager of {branch} answers; with a yes you are told who comes and give her this visit.', askLoanGo: 'Ask', askLoanWhy: 'A word to them (optional)', askedLoan: '{branch} is asked; the answer comes into your queue',
  answerBy: 'to answer by {time}', askForHer: 'Ask for her', ableAbove: '↑ {n} more who can, above', ableBelow: '↓ {n} more who can, below: hold it at the edge to scroll',
}
/** What only the board says. */
export function say(key: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return fill((language.value === 'en' ? en : zh)[key], { m: me.value?.worker_word ?? '师傅', ...values })
}
export const shortText = (visit: BoardVisit) => (visit.short ? say('short', { n: visit.short }) : '')
export const gearText = (visit: BoardVisit) => (visit.gear?.length ? say('goesWith', { names: visit.gear.join('、') }) : '')
export function faceText(visit: BoardVisit, now: number): string {
  if (!visit.face) return ''
  const left = minutesLeft(visit.face.until, now)
  return `${say('face', { name: visit.face.name })} · ${left > 0 ? say('faceIn', { length: lengthText(left) }) : say('faceCall')}`
}
const ANSWERS = { declined: 'dispatch.answer.declined', lapsed: 'dispatch.answer.lapsed', not_reached: 'dispatch.answer.notReached' } as const
const FILTERS = { all: 'board.view.all', free: 'board.view.free', late: 'board.view.late', leave: 'board.view.leave', offered: 'dispatch.filter.offered', declined: 'dispatch.filter.declined' } as const
export const filterLabel = (name: FilterName) => (name === 'face' ? say('faceFilter') : t(FILTERS[name]))
const LONG = 90
/* The night's offers: the hour at which her time ends says more than how long that is. */
const byText = (at: number) => say('answerBy', { time: `${dayText(dayOf(at))} ${clockText(minuteOfDay(at))}` })
export const timeLeftText = (until: number, now: number) => (minutesLeft(until, now) > LONG ? byText(until) : t('dispatch.answerIn', { length: lengthText(minutesLeft(until, now)) }))
/** How an offer stands: minutes left, or no answer yet; and who has said no before. */
export function offerText(visit: BoardVisit, now: number): string {
  if (visit.state === 'offered' && visit.answer_until) {
    const left = minutesLeft(visit.answer_until, now)
    return left > 0 ? timeLeftText(visit.answer_until, now) : t('dispatch.noAnswer')
  }
  const no = (visit.answers ?? []).filter((a) => a.how !== 'not_reached')
  const last = no[no.length - 1]
  if (visit.worker === null && last?.how === 'not_wanted') return answerText(last)         // her customer's words, not a count of Noes
  return visit.worker === null && no.length ? t('dispatch.saidNo', { n: no.length }) : ''
}
export const answerText = (a: Answer) => [a.name, a.how === 'not_wanted' ? say('notWanted') : t(ANSWERS[a.how]), a.why].filter(Boolean).join(' · ')
export const stateLabel = (visit: BoardVisit) => { const type = typeOf('visit'); return (type && stateOf(type, visit.state)?.label) || visit.state }
