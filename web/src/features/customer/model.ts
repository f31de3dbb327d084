/** What the customer's page says of each line: when, what, what it came to. Pure, so that a test can read it. */
import { untilText } from '@/shared/lib/span'
import { choiceOf, joined, n, weekdaysText, type Figure, type Line, type Overview, type Part, type Shown } from '@/features/overview/wire'
import { clockText, dateParts, dayOf } from '@/shared/lib/clock'
import { moneyText } from '@/shared/lib/money'
import { dayText, instantText, lengthText } from '@/shared/lib/time'
import type { RecordAnswer } from '@/shared/lib/types'
import { say } from './words'
import { quoted } from '@/shared/words/marks'

export type Sums = Partial<Record<'visits' | 'visits_worth' | 'other_worth' | 'open_bills' | 'open' | 'overdue' | 'owed' | 'stands_open' | 'credit_limit' | 'card_paid' | 'card_gift' | 'contract_deposits' | 'demand_deposits' | 'deposits_back' | 'rated' | 'stars' | 'complaints', number>>
type PartName = 'plans' | 'placements' | 'contracts' | 'cards' | 'coming' | 'visits' | 'demands' | 'quotes' | 'complaints' | 'incidents' | 'messages' | 'offers' | 'calls' | 'bills' | 'unwanted' | 'keys' | 'consents' | 'replacements' | 'referrals' | 'contacts' | 'quotations' | 'authorities'
export interface CustomerOverview extends Overview, Partial<Record<PartName, Part>> { favourite: string; homes: RecordAnswer[]; sums: Sums }

export const spanText = (start: number, until: number) => `${instantText(start)}–${untilText(start, until)}`
const until = (last: number) => (last ? say('until', { day: dayText(last) }) : say('open'))
const date = (instant: number) => (instant ? dayText(dayOf(instant)) : '')
const rows = (part: Part | undefined) => part?.rows ?? []
const page = (part: Part, line: Line) => (part.type === 'demand' ? `/demands/${line.id}` : `/${part.type}/${line.id}`)
const shown = (part: Part, line: Line, rest: Omit<Shown, 'key' | 'to' | 'choice'>): Shown => ({ key: `${part.type}-${line.id}`, to: page(part, line), choice: choiceOf(line, PLAIN[part.type]), ...rest })

const PLAIN: Record<string, readonly string[]> = { visit: ['finished', 'approved', 'settled'], follow_up: ['done'], message: ['sent', 'delivered'] }
const ENDED = { plans: ['ended'], placements: ['settled', 'closed'], contracts: ['ended'] }
type Course = keyof typeof ENDED
const how: Record<Course, (l: Line) => { title: string; sub: string }> = {
  plans: (l) => ({ title: l.what, sub: joined(l.who_name, `${weekdaysText(n(l, 'weekdays'))} ${clockText(n(l, 'at'))}`, moneyText(n(l, 'price'))) }),
  placements: (l) => ({ title: l.what, sub: joined(l.who_name, say(n(l, 'live_in') ? 'liveIn' : 'liveOut'), n(l, 'wage') > 0 && say('wage', { money: moneyText(n(l, 'wage')) }), l.note) }),
  contracts: (l) => ({ title: `${say('contract')} ${l.number}`, sub: joined(l.what, l.kind_label, l.who_name) }),
}
/** Plans, placements and contracts: what runs, or what has ended. */
export function course(o: CustomerOverview, ended: boolean): Shown[] {
  return (Object.keys(ENDED) as Course[]).flatMap((name) => rows(o[name]).filter((l) => ENDED[name].includes(String(l.state)) === ended)
    .map((l) => shown(o[name]!, l, { when: ended ? `${dayText(n(l, 'first'))}–` : until(n(l, 'last')), ...how[name](l), end: ended && n(l, 'last') ? dayText(n(l, 'last')) : undefined })))
}
export const coming = (o: CustomerOverview): Shown[] => rows(o.coming).map((l) => shown(o.coming!, l, { when: spanText(n(l, 'start'), n(l, 'until')), title: l.what, sub: joined(l.who_name || say('nobody'), l.note), end: moneyText(n(l, 'price')) }))
export const visits = (o: CustomerOverview): Shown[] => rows(o.visits).map((l) => {
  const stars = n(l, 'stars')
  return shown(o.visits!, l, { when: date(n(l, 'start')), title: joined(l.what, l.who_name), sub: joined(n(l, 'late') > 5 && say('late', { length: lengthText(n(l, 'late')) }), l.note && quoted(l.note), n(l, 'answered') > 0 && say('hasCase')), end: stars ? say('stars', { n: stars }) : undefined, tone: stars && stars <= 3 ? 'bad' : '' })
})
export const cases = (o: CustomerOverview): Shown[] => [
  ...rows(o.incidents).map((l) => shown(o.incidents!, l, { when: date(n(l, 'at')), title: joined(say('incident'), l.kind_label), sub: joined(l.who_name, l.note) })),
  ...rows(o.complaints).map((l) => shown(o.complaints!, l, { when: date(n(l, 'at')), title: l.kind_label ?? '', sub: joined(l.who_name, l.note), end: n(l, 'refund') ? say('refund', { money: moneyText(n(l, 'refund')) }) : n(l, 'claim') ? say('claim', { money: moneyText(n(l, 'claim')) }) : undefined })),
]
export const wishes = (o: CustomerOverview): Shown[] => [
  ...rows(o.demands).map((l) => shown(o.demands!, l, { when: say('from', { day: dayText(n(l, 'start_from')) }), title: joined(l.what, l.kind_label), sub: joined(n(l, 'urgent') > 0 && say('urgent'), l.who_name, l.note && say('taboos', { what: l.note })), end: n(l, 'budget') ? moneyText(n(l, 'budget')) : undefined })),
  ...rows(o.quotations).map((l) => shown(o.quotations!, l, { when: until(n(l, 'valid_until')), title: joined(say('quote'), l.what), sub: joined(l.number, l.note), end: moneyText(n(l, 'price')) })),
  ...rows(o.quotes).map((l) => shown(o.quotes!, l, { when: date(n(l, 'created_at')), title: joined(say('draftOrder'), l.what), sub: joined(n(l, 'start') ? instantText(n(l, 'start')) : '', n(l, 'length') ? lengthText(n(l, 'length')) : '', l.note), end: moneyText(n(l, 'price')) })),
  ...rows(o.offers).map((l) => shown(o.offers!, l, { when: dayText(n(l, 'due')), title: joined(say('offer'), l.kind_label), sub: joined(l.what, l.note) })),
  ...rows(o.referrals).map((l) => shown(o.referrals!, l, { when: date(n(l, 'at')), title: say('brought', { name: l.who_name }), end: n(l, 'reward') ? moneyText(n(l, 'reward')) : undefined })),
]
export const bills = (o: CustomerOverview): Shown[] => rows(o.bills).map((l) => {
  const open = n(l, 'total') - n(l, 'paid'), late = open > 0 && n(l, 'due') > 0 && n(l, 'due') < o.today
  return shown(o.bills!, l, { when: n(l, 'due') && open > 0 ? say('dueOn', { day: dayText(n(l, 'due')) }) : dayText(n(l, 'last')), title: joined(l.number, moneyText(n(l, 'total'))), sub: joined(`${dayText(n(l, 'first'))}–${dayText(n(l, 'last'))}`, l.note && quoted(l.note)), end: open > 0 ? say('owes', { money: moneyText(open) }) : say('paid'), tone: late ? 'bad' : open > 0 ? '' : 'good' })
})
export const cards = (o: CustomerOverview): Shown[] => rows(o.cards).map((l) => {
  const left = l.kind === 'visits' ? say('visitsLeft', { n: n(l, 'bought') - n(l, 'used'), all: n(l, 'bought') }) : moneyText(n(l, 'paid_left') + n(l, 'gift_left'))
  return shown(o.cards!, l, { when: n(l, 'expires') ? until(n(l, 'expires')) : say('noEnd'), title: joined(l.kind_label, l.what || l.number), sub: joined(say('legs', { paid: moneyText(n(l, 'paid_left')), gift: moneyText(n(l, 'gift_left')) }), l.note), end: left })
})
export const calls = (o: CustomerOverview): Shown[] => rows(o.calls).map((l) => {
  const nps = n(l, 'nps'), score = n(l, 'score')
  return shown(o.calls!, l, { when: l.state === 'due' ? say('dueOn', { day: dayText(n(l, 'due')) }) : date(n(l, 'done_at')), title: l.kind_label ?? '', sub: joined(l.note && say('needs', { what: l.note }), l.what && say('promised', { what: l.what })), end: nps >= 0 ? `NPS ${nps}` : score >= 0 ? say('points', { n: score }) : undefined, tone: (nps >= 0 && nps <= 6) || (score >= 0 && score <= 3) ? 'bad' : '' })
})
export const messages = (o: CustomerOverview): Shown[] => rows(o.messages).map((l) => shown(o.messages!, l, { when: instantText(n(l, 'sent_at') || n(l, 'at')), title: l.what, sub: joined(l.kind_label, n(l, 'read_at') > 0 && say('read')) }))

/** What she is worth and what is open between us; a figure whose records the person may not see is left out. */
export function figures(o: CustomerOverview, id: number): Figure[] {
  const s = o.sums, all: (Figure | null)[] = [
    s.visits_worth === undefined ? null : { key: 'worth', label: say('worth'), value: moneyText(s.visits_worth + (s.other_worth ?? 0)), hint: say('worthHint', { n: s.visits ?? 0 }), to: `/visit?customer=${id}` },
    s.open === undefined ? null : { key: 'open', label: say('unpaid'), value: moneyText(s.open), hint: s.overdue ? say('overdue', { money: moneyText(s.overdue) }) : say('billsOpen', { n: s.open_bills ?? 0 }), to: `/bill?customer=${id}`, tone: s.overdue ? 'bad' : '' },
    s.stands_open === undefined ? null : { key: 'stands', label: say(s.stands_open < 0 ? 'held' : 'stands'), value: moneyText(Math.abs(s.stands_open)), hint: s.stands_open < 0 ? say('heldHint') : s.credit_limit ? say('limit', { money: moneyText(s.credit_limit) }) : say('standsHint'), tone: s.credit_limit && s.stands_open > s.credit_limit ? 'bad' : '' },
    s.card_paid === undefined ? null : { key: 'card', label: say('card'), value: moneyText(s.card_paid + (s.card_gift ?? 0)), hint: say('legs', { paid: moneyText(s.card_paid), gift: moneyText(s.card_gift ?? 0) }), to: `/prepaid_card?customer=${id}` },
    s.contract_deposits === undefined && s.demand_deposits === undefined ? null : { key: 'deposit', label: say('deposit'), value: moneyText((s.contract_deposits ?? 0) + (s.demand_deposits ?? 0)), hint: s.deposits_back ? say('depositBack', { money: moneyText(s.deposits_back) }) : say('depositHint'), to: s.deposits_back ? `/job_deposit?customer=${id}` : undefined, tone: s.deposits_back ? 'warn' : '' },
    s.rated === undefined ? null : { key: 'stars', label: say('rating'), value: s.rated ? ((s.stars ?? 0) / s.rated).toFixed(1) : '—', hint: say('ratingHint', { n: s.rated }), tone: s.rated && (s.stars ?? 0) / s.rated <= 3 ? 'warn' : '' },
    lastNps(o),
  ]
  return all.filter((f): f is Figure => f !== null)
}
function lastNps(o: CustomerOverview): Figure | null {
  if (!o.calls) return null
  const said = o.calls.rows.find((l) => n(l, 'nps') >= 0), spoken = o.calls.rows.find((l) => n(l, 'done_at') > 0)
  return { key: 'nps', label: 'NPS', value: said ? String(n(said, 'nps')) : '—', hint: spoken ? say('lastCall', { day: date(n(spoken, 'done_at')) }) : say('noCall'), tone: said && n(said, 'nps') <= 6 ? 'warn' : '' }
}
/** Her age in words where a member of the home has a year of birth. */
export const bornText = (year: number, today: number) => (year ? say('born', { year, age: dateParts(today).year - year }) : '')
