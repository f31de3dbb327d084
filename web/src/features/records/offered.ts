import { today } from '@/shared/lib/clock'
import type { Field, RecordAnswer, StepMeta } from '@/shared/lib/types'

/** Answers of a step's question that make no sense for this very record: they are not offered. The house refuses them besides, with the reason. */
type Without = (record: RecordAnswer) => Record<string, string[]>
const EVENTS = ['death', 'hospital', 'loss']                  // of placement.finish: the step by an event asks who decides for the family
const WITHOUT: Record<string, Without> = {
  'placement.finish': () => ({ why: EVENTS }),
  'placement.stop_by_event': (r) => ({ what: r.expected ? [] : ['loss'] }),      // no child was expected in this home
}
/* What is known already is not asked: the last day of one who has left. Once the next one is there it is asked of her. */
const left = (r: RecordAnswer) => (r.last_day && r.state !== 'substituted' ? ['last_day'] : [])
/* What stands on a paper only is asked of a contract that was brought along with one. */
const onPaper = (r: RecordAnswer) => (r.paper_number && !(r.refunds as unknown[] | undefined)?.length ? [] : ['paper_back'])
/* A top-up is of the card's own kind: an amount with a gift, or visits and days. */
const KNOWN: Record<string, (record: RecordAnswer) => string[]> = { 'prepaid_card.top_up': (r) => [r.kind === 'stored' ? 'bought' : 'gift'], 'contract.end': onPaper, 'replacement.hand_over': left, 'replacement.go_to_refund': left }

/* What is needed of this very record: who asked by telephone has no page to read the answer on. */
const NEEDED: Record<string, (record: RecordAnswer) => string[]> = { 'data_request.refuse_request': (r) => (otherwise(r) ? ['told'] : []) }
const otherwise = (r: RecordAnswer) => Boolean(r.came) && r.came !== 'own_page'
/* What the answer begins with, though the record has no member of that name that says so: it goes back the way she asked, and says what a law keeps. */
const BEGINS: Record<string, (record: RecordAnswer) => Record<string, unknown>> = {
  'data_request.refuse_request': (r) => ({ ...(r.kept ? { answer: String(r.kept).slice(0, 500) } : {}), ...(otherwise(r) ? { told: r.came } : {}) }),
  'data_request.hand_over': (r) => ({ told: r.came }),
  'demand.birth': () => ({ on: today() }),
}
export const begins = (step: string, record: RecordAnswer | null | undefined) => (record ? (BEGINS[step]?.(record) ?? {}) : {})

export function offered(step: string, all: Field[], record: RecordAnswer | null | undefined): Field[] {
  const known = record ? KNOWN[step]?.(record) : undefined, needed = record ? (NEEDED[step]?.(record) ?? []) : []
  const asked = known?.length ? all.filter((f) => !known.includes(f.name)) : all
  const fields = needed.length ? asked.map((f) => (needed.includes(f.name) ? { ...f, required: true, help: undefined } : f)) : asked
  const without = record ? WITHOUT[step]?.(record) : undefined
  return without ? fields.map((f) => (without[f.name]?.length ? { ...f, choices: f.choices?.filter((c) => !without[f.name]!.includes(c.value)) } : f)) : fields
}

/** How much a step stands out: what was done once may be done again, but it is not what comes next. */
export const toneOf = (step: StepMeta, record: RecordAnswer | null | undefined) => (step.tone === 'primary' && step.done_in && record?.[step.done_in] ? null : step.tone)

/** Members that say nothing of this record: of a placement in which no child is expected, what is about its birth. */
export const BIRTH = ['expected', 'window_days', 'booked_for', 'waited', 'waiting']
/** What a card of another kind has, by kind: on the card, and on its refund (which says what the card was sold for in a member of its own). */
const OF_KIND: Record<string, string[]> = { stored: ['gift', 'gift_left', 'used_value', 'uses'], visits: ['list_price', 'bought', 'used'], period: ['list_price', 'bought', 'used', 'begins'] }
const ofOtherKinds = (kind: string) => { const own = OF_KIND[kind]; return own ? [...new Set(Object.values(OF_KIND).flat())].filter((name) => !own.includes(name)) : [] }
/** Of a refund that is of no card, the card's figures. */
export const CARD = ['card', 'opening', 'card_paid', 'gift', 'list_price', 'bought', 'used', 'used_value', 'sold', 'served_before', 'friendlier', 'interest_rate']
export function unfit(type: string, record: RecordAnswer | null | undefined): string[] {
  if (type === 'placement' && record && !BIRTH.some((name) => name !== 'window_days' && record[name])) return BIRTH
  if (type === 'prepaid_card' || (type === 'refund' && record?.kind !== 'credit')) return ofOtherKinds(String(record?.kind))
  return type === 'refund' && record?.kind === 'credit' && !record.card && !record.opening ? CARD : []
}
