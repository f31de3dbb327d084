/** What the worker's page says of each line: when, what, what it came to. Pure, so that a test can read it. */
import { untilText } from '@/shared/lib/span'
import type { Finding } from '@/features/contract/model'
import { choiceOf, joined, n, weekdaysText, type Figure, type Line, type Overview, type Part, type Shown } from '@/features/overview/wire'
import { clockText, dayOf, minuteOfDay } from '@/shared/lib/clock'
import { moneyText } from '@/shared/lib/money'
import { dayText, instantText } from '@/shared/lib/time'
import { say } from './words'
import { quoted } from '@/shared/words/marks'

export interface Hours { week: number; most_week: number; most_day: number; month: number; overtime: number; most_overtime: number; served: number; rests: number }
export interface Ninety { visits?: number; rated?: number; stars?: number; low?: number; late?: number; customers?: number; came_back?: number; no_shows?: number; rework?: number }
export interface Income { month_visits: number; month_pay: number; year_settled: number; year_paid: number }
export interface Booked { type: string; id: number; from: number; to: number; label: string; hold: boolean; foreign: boolean }
export interface Lapse { placement: number; home: string; since: number; what: string; fix: string; to: string }
type PartName = 'papers' | 'placements' | 'contracts' | 'coming' | 'ratings' | 'complaints' | 'incidents' | 'leaves' | 'lendings' | 'stand_bys' | 'tax' | 'payslips' | 'settlements' | 'askers' | 'plans' | 'avoiders' | 'matches' | 'calls' | 'keys' | 'suspensions' | 'listings'
export interface WorkerOverview extends Overview, Partial<Record<PartName, Part>> {
  age?: number; employment?: { paper: string; retires?: number; overtime: boolean; findings: Finding[] }; hours?: Hours; ninety: Ninety; income?: Income; calendar: { first: number; rows: Booked[] }; lapses?: Lapse[]
}

const PLAIN: Record<string, readonly string[]> = { credential: ['valid'], follow_up: ['done'], service_plan: ['active'] }
const rows = (part: Part | undefined) => part?.rows ?? []
const date = (instant: number) => (instant ? dayText(dayOf(instant)) : '')
const shown = (part: Part, line: Line, rest: Omit<Shown, 'key' | 'to'>): Shown => ({ key: `${part.type}-${line.id}`, to: part.type === 'recommendation' ? `/demands/${line.who}` : `/${part.type}/${line.id}`, choice: choiceOf(line, PLAIN[part.type]), ...rest })
const span = (l: Line) => `${dayText(n(l, 'first'))}–${n(l, 'last') ? dayText(n(l, 'last')) : ''}`

/** Days until a paper runs out, in words; what has no end says so. */
export function leftText(validTo: number, today: number): string {
  if (!validTo) return say('noEnd')
  const left = validTo - today
  return left < 0 ? say('daysOver', { n: -left }) : left === 0 ? say('lastDay') : say('daysLeft', { n: left })
}
export const papers = (o: WorkerOverview): Shown[] => rows(o.papers).map((l) => {
  const to = n(l, 'valid_to'), left = to ? to - o.today : Infinity
  return shown(o.papers!, l, { when: to ? dayText(to) : '—', title: joined(l.kind_label, l.what), sub: n(l, 'level') ? say('level', { n: n(l, 'level') }) : undefined, end: leftText(to, o.today), tone: left < 0 || left <= 30 ? 'bad' : '' })
})
const RUNNING = ['planned', 'ready', 'on_board', 'in_service', 'absent', 'hospital', 'gap', 'off_board']
export const homes = (o: WorkerOverview): Shown[] => rows(o.placements).map((l) => shown(o.placements!, l, { when: RUNNING.includes(String(l.state)) ? say('until', { day: dayText(n(l, 'last')) }) : dayText(n(l, 'ended') || n(l, 'last')), title: joined(l.who_name, l.what), sub: joined(n(l, 'stands_in') > 0 && say('standsIn'), say(n(l, 'live_in') ? 'liveIn' : 'liveOut'), n(l, 'wage') > 0 && say('wage', { money: moneyText(n(l, 'wage')) }), l.note) }))
export const contracts = (o: WorkerOverview): Shown[] => rows(o.contracts).map((l) => shown(o.contracts!, l, { when: span(l), title: `${say('contract')} ${l.number}`, sub: joined(l.who_name, l.what, l.kind_label) }))
export const matches = (o: WorkerOverview): Shown[] => rows(o.matches).map((l) => shown(o.matches!, l, { when: dayText(n(l, 'first')), title: l.who_name || l.what, sub: joined(l.what, n(l, 'hold_until') > o.now && say('held', { time: instantText(n(l, 'hold_until')) })) }))
export const coming = (o: WorkerOverview): Shown[] => rows(o.coming).map((l) => shown(o.coming!, l, { when: `${instantText(n(l, 'start'))}–${untilText(n(l, 'start'), n(l, 'until'))}`, title: joined(l.what, l.who_name), sub: l.note }))
export const ratings = (o: WorkerOverview): Shown[] => rows(o.ratings).map((l) => shown(o.ratings!, l, { choice: undefined, when: date(n(l, 'start')), title: joined(l.who_name, l.what), sub: joined(l.note && quoted(l.note), n(l, 'disputed') > 0 && say('disputed'), n(l, 'answered') > 0 && say('hasCase')), end: say('stars', { n: n(l, 'stars') }), tone: n(l, 'stars') <= 3 ? 'bad' : '' }))
export const cases = (o: WorkerOverview): Shown[] => [
  ...rows(o.incidents).map((l) => shown(o.incidents!, l, { when: date(n(l, 'at')), title: joined(say('incident'), l.kind_label), sub: joined(l.who_name, l.note) })),
  ...rows(o.complaints).map((l) => shown(o.complaints!, l, { when: date(n(l, 'at')), title: l.kind_label ?? '', sub: joined(l.who_name, !n(l, 'worker_heard_at') && say('notHeard'), l.note), end: n(l, 'worker_share') ? say('share', { n: n(l, 'worker_share') }) : undefined })),
]
/** What keeps work from her; only for who may read it. */
export const measures = (o: WorkerOverview): Shown[] => [
  ...rows(o.suspensions).map((l) => shown(o.suspensions!, l, { when: date(n(l, 'started')), title: joined(say('suspension'), l.kind_label), sub: joined(n(l, 'until') > 0 && say('to', { time: instantText(n(l, 'until')) }), n(l, 'objected_at') > 0 && say('objects')) })),
  ...rows(o.listings).map((l) => shown(o.listings!, l, { when: n(l, 'until') ? say('until', { day: dayText(n(l, 'until')) }) : '', title: joined(say('listing'), l.kind_label), sub: n(l, 'review_on') ? say('review', { day: dayText(n(l, 'review_on')) }) : undefined })),
]
export const away = (o: WorkerOverview): Shown[] => [
  ...rows(o.leaves).map((l) => shown(o.leaves!, l, { when: date(n(l, 'start')), title: l.kind_label ?? '', sub: joined(say('to', { time: instantText(n(l, 'until')) }), l.note) })),
  ...rows(o.lendings).map((l) => shown(o.lendings!, l, { when: span(l), title: say('lentTo', { branch: l.what }), sub: l.note })),
  ...rows(o.stand_bys).map((l) => shown(o.stand_bys!, l, { when: instantText(n(l, 'start')), title: say('standBy'), sub: say('to', { time: instantText(n(l, 'until')) }), end: n(l, 'owed') ? moneyText(n(l, 'owed')) : n(l, 'pay') ? moneyText(n(l, 'pay')) : undefined })),
]
export const pay = (o: WorkerOverview): Shown[] => [
  ...rows(o.payslips).map((l) => shown(o.payslips!, l, { when: dayText(n(l, 'first')), title: joined(say('payslip'), l.number), sub: joined(say('gross', { money: moneyText(n(l, 'gross')) }), say('taxed', { money: moneyText(n(l, 'tax')) }), l.note && quoted(l.note)), end: moneyText(n(l, 'net')) })),
  ...rows(o.settlements).map((l) => shown(o.settlements!, l, { when: span(l), title: joined(say('settlement'), l.number), sub: joined(n(l, 'payday') > 0 && say('payday', { day: dayText(n(l, 'payday')) }), l.note && quoted(l.note)), end: moneyText(n(l, 'total')) })),
]
export const askers = (o: WorkerOverview): Shown[] => [
  ...rows(o.plans).map((l) => shown(o.plans!, l, { when: `${weekdaysText(n(l, 'weekdays'))} ${clockText(n(l, 'at'))}`, title: joined(l.who_name, l.what), sub: n(l, 'last') ? say('until', { day: dayText(n(l, 'last')) }) : undefined })),
  ...rows(o.askers).map((l) => shown(o.askers!, l, { choice: undefined, when: n(l, 'last_visit') ? dayText(n(l, 'last_visit')) : '', title: l.what || l.who_name, sub: say('asks') })),
]
export const avoiders = (o: WorkerOverview): Shown[] => rows(o.avoiders).map((l) => shown(o.avoiders!, l, { title: l.who_name, sub: joined(l.kind_label, l.note, n(l, 'review_on') > 0 && say('review', { day: dayText(n(l, 'review_on')) })) }))
export const calls = (o: WorkerOverview): Shown[] => rows(o.calls).map((l) => shown(o.calls!, l, { when: l.state === 'due' ? say('dueOn', { day: dayText(n(l, 'due')) }) : date(n(l, 'done_at')), title: joined(l.kind_label, l.who_name), sub: joined(l.note, l.what && say('promised', { what: l.what })), end: n(l, 'score') >= 0 ? say('points', { n: n(l, 'score') }) : undefined, tone: n(l, 'score') >= 0 && n(l, 'score') <= 3 ? 'bad' : '' }))
export const lapses = (o: WorkerOverview): Shown[] => (o.lapses ?? []).map((l, i) => ({ key: `lapse-${i}`, to: l.to, when: dayText(l.since), title: joined(l.home, l.what), sub: l.fix, tone: 'bad' }))

const hoursText = (minutes: number) => (minutes / 60).toFixed(minutes % 60 ? 1 : 0)
const percent = (part: number, of: number) => `${Math.round((part / of) * 100)}%`
const near = (share: number): Figure['tone'] => (share > 1 ? 'bad' : share > 0.9 ? 'warn' : '')
/** Hours against their limits, pay so far, and ninety days of work; what the person may not see is left out. */
export function figures(o: WorkerOverview, id: number): Figure[] {
  const h = o.hours, s = o.ninety, paper = rows(o.papers).filter((l) => n(l, 'valid_to') > 0).sort((a, b) => n(a, 'valid_to') - n(b, 'valid_to'))[0], left = paper ? n(paper, 'valid_to') - o.today : 0
  const all: (Figure | null | undefined)[] = [
    h && { key: 'week', label: say('week'), value: say('hours', { n: hoursText(h.week) }), hint: say('ofHours', { n: hoursText(h.most_week) }), share: h.week / h.most_week, tone: near(h.week / h.most_week), to: `/visit?worker=${id}&sort=start` },
    h && { key: 'month', label: say('month'), value: say('hours', { n: hoursText(h.month) }), hint: o.employment?.overtime === false ? say('noOvertime') : h.most_overtime ? say('overtime', { n: hoursText(h.overtime), most: hoursText(h.most_overtime) }) : say('noLimit'), share: h.most_overtime ? h.overtime / h.most_overtime : undefined, tone: h.most_overtime ? near(h.overtime / h.most_overtime) : '' },
    h && h.served + h.rests > 0 ? { key: 'served', label: say('served'), value: say('days', { n: h.served / 2 }), hint: say('rested', { n: h.rests / 2 }) } : null,
    o.income && { key: 'income', label: say('income'), value: moneyText(o.income.month_pay), hint: say('incomeHint', { n: o.income.month_visits }) },
    o.income && { key: 'year', label: say('year'), value: moneyText(o.income.year_settled), hint: say('yearPaid', { money: moneyText(o.income.year_paid) }) },
    s.rated === undefined ? null : { key: 'stars', label: say('rating'), value: s.rated ? ((s.stars ?? 0) / s.rated).toFixed(2) : '—', hint: say('ratingHint', { n: s.rated, low: s.low ?? 0 }), tone: s.rated && (s.stars ?? 0) / s.rated < 4 ? 'warn' : '' },
    s.visits ? { key: 'time', label: say('onTime'), value: percent(s.visits - (s.late ?? 0), s.visits), hint: say('onTimeHint', { n: s.visits, no: s.no_shows ?? 0 }) } : null,
    s.visits ? { key: 'again', label: say('again'), value: `${Math.round(((s.rework ?? 0) / s.visits) * 1000) / 10}%`, hint: say('againHint', { n: s.rework ?? 0, of: s.visits }), tone: (s.rework ?? 0) > 1 && (s.rework ?? 0) / s.visits > 0.03 ? 'warn' : '', to: `/visit?caused_by=${id}&sort=-start` } : null,
    s.customers ? { key: 'back', label: say('cameBack'), value: percent(s.came_back ?? 0, s.customers), hint: say('cameBackHint', { n: s.customers }) } : null,
    paper && { key: 'paper', label: say('nextPaper'), value: leftText(n(paper, 'valid_to'), o.today), hint: joined(paper.kind_label, dayText(n(paper, 'valid_to'))), tone: left < 0 ? 'bad' : left <= 30 ? 'warn' : '' },
  ]
  return all.filter((f): f is Figure => Boolean(f))
}

export interface Cell { day: number; items: (Booked & { key: string; when: string; whole: boolean })[] }
/** Fourteen days from a Monday, each with what lies in it; what goes over midnight lies in each of its days. */
export function cells(calendar: { first: number; rows: Booked[] }): Cell[] {
  return Array.from({ length: 14 }, (_, i) => {
    const day = calendar.first + i
    const items = calendar.rows.filter((b) => dayOf(b.from) <= day && dayOf(b.to - 1) >= day).map((b, k) => {
      const whole = dayOf(b.from) < day && dayOf(b.to - 1) > day || (dayOf(b.to - 1) - dayOf(b.from) > 1)
      return { ...b, key: `${b.type}-${b.id}-${k}`, whole, when: whole ? '' : `${dayOf(b.from) === day ? clockText(minuteOfDay(b.from)) : '…'}–${dayOf(b.to - 1) === day ? clockText(minuteOfDay(b.to)) : '…'}` }
    })
    return { day, items }
  })
}
