import { describe, expect, it } from 'vitest'
import { today } from '@/shared/lib/clock'
import type { Field, RecordAnswer, StepMeta } from '@/shared/lib/types'
import { begins, CARD, offered, toneOf, unfit } from './offered'

const choices = ['death', 'hospital', 'loss', 'customer'].map((value) => ({ value, label: value }))
const fields: Field[] = [{ name: 'last', label: '', kind: 'day' }, { name: 'what', label: '', kind: 'choice', choices }, { name: 'why', label: '', kind: 'choice', choices }]
const of = (step: string, record: Partial<RecordAnswer>, name: string) => offered(step, fields, record as RecordAnswer).find((f) => f.name === name)?.choices?.map((c) => c.value)

describe('what a step offers', () => {
  it('a lost pregnancy only where a birth is expected', () => {
    expect(of('placement.stop_by_event', { expected: null }, 'what')).toEqual(['death', 'hospital', 'customer'])
    expect(of('placement.stop_by_event', { expected: 20800 }, 'what')).toHaveLength(4)
  })
  it('an event has its own step', () => expect(of('placement.finish', { expected: 20800 }, 'why')).toEqual(['customer']))
  it('a birth is entered on its day', () => expect(begins('demand.birth', {} as unknown as RecordAnswer)).toEqual({ on: today() }))
  it('the last day of one who has left is not asked again', () => {
    const asked = (state: string, last_day: number | null) => offered('replacement.hand_over', [{ name: 'last_day', label: '', kind: 'day' }, { name: 'first_day', label: '', kind: 'day' }], { state, last_day } as unknown as RecordAnswer).map((f) => f.name)
    expect(asked('found', 20783)).toEqual(['first_day'])
    expect(asked('found', null)).toEqual(['last_day', 'first_day'])
    expect(asked('substituted', 20783)).toEqual(['last_day', 'first_day'])
  })
  it('what stands on a paper is asked only of a contract brought along with one', () => {
    const asked = (paper_number: string, refunds: unknown[]) => offered('contract.end', [{ name: 'paper_back', label: '', kind: 'money' }], { paper_number, refunds } as unknown as RecordAnswer).length
    expect([asked('', []), asked('', [1]), asked('老合同-7', []), asked('老合同-7', [1])]).toEqual([0, 0, 1, 0])
  })
  it('a home without a birth says nothing of one', () => {
    expect(unfit('placement', { expected: null, booked_for: null, waited: 0, waiting: 0, window_days: 0 } as unknown as RecordAnswer)).toContain('window_days')
    expect(unfit('placement', { expected: 20764 } as unknown as RecordAnswer)).toEqual([])
    expect(unfit('demand', { expected: null } as unknown as RecordAnswer)).toEqual([])
  })
  it('who asked by telephone is told the same way, and reads what a law keeps', () => {
    const step = 'data_request.refuse_request', told = [{ name: 'told', label: '', kind: 'choice', help: 'x' }] as Field[]
    const asked = (came: string) => offered(step, told, { came } as unknown as RecordAnswer)[0]
    expect([asked('call')?.required, asked('call')?.help, asked('own_page')?.required, asked('own_page')?.help]).toEqual([true, undefined, undefined, 'x'])
    expect(begins(step, { came: 'call', kept: '账 10 年' } as unknown as RecordAnswer)).toEqual({ told: 'call', answer: '账 10 年' })
    expect(begins(step, { came: 'own_page', kept: '' } as unknown as RecordAnswer)).toEqual({})
  })
  it('every other step asks as it is declared', () => expect(offered('placement.cancel', fields, {} as RecordAnswer)).toBe(fields))
})

describe('how much a step stands out', () => {
  const hear = { name: 'hear_customer', label: '', from: [], fields: [], tone: 'primary', done_in: 'customer_heard_at' } as StepMeta
  const tone = (step: StepMeta, heard: number | null) => toneOf(step, { customer_heard_at: heard } as unknown as RecordAnswer)
  it('what comes next is the main step', () => expect(tone(hear, null)).toBe('primary'))
  it('what was done is not, though it may be done again', () => expect(tone(hear, 1_795_000_000_000)).toBeNull())
  it('another step is as it is declared', () => { expect(tone({ ...hear, done_in: undefined }, 1)).toBe('primary'); expect(tone({ ...hear, tone: 'danger' }, 1)).toBe('danger') })
})

describe('a refund of too much paid', () => {
  const refund = (more: object) => unfit('refund', { state: 'calculated', bill: 7, kind: 'credit', ...more } as unknown as RecordAnswer)
  it('has no figures of a card', () => expect(refund({ card: null, card_paid: 0 })).toEqual(CARD))
  it('of a card, one brought along, or by hand, has', () => {
    for (const more of [{ card: 3 }, { opening: 3 }, { kind: 'visits' }]) expect(refund(more)).not.toContain('card_paid')
  })
})

describe('a card', () => {
  const hidden = (kind: string, type = 'prepaid_card') => unfit(type, { state: 'active', kind } as unknown as RecordAnswer).sort()
  it('shows what its kind has', () => {
    expect(hidden('stored')).toEqual(['begins', 'bought', 'list_price', 'used'])
    expect(hidden('visits')).toEqual(['begins', 'gift', 'gift_left', 'used_value', 'uses'])
    expect(hidden('period')).toEqual(['gift', 'gift_left', 'used_value', 'uses'])
  })
  it('so does its refund', () => expect(hidden('stored', 'refund')).toContain('bought'))
})
