import { describe, expect, it } from 'vitest'
import type { Field, Value } from '@/shared/lib/types'
import { cardFields, hasAgreed } from './card-fields'

const names = ['customer', 'kind', 'named', 'card_number', 'contract', 'purpose', 'refund_way', 'paper', 'line', 'paid', 'gift', 'list_price', 'bought', 'begins', 'uses', 'served_before', 'friendlier', 'interest_rate', 'expires', 'remark']
const fields = names.map((name): Field => ({ name, label: '', kind: 'text' }))
const asked = (model: Record<string, Value>, all = false) => cardFields(fields, { named: true, ...model }, all).map((f) => f.name)

describe('what is asked of a new card', () => {
  it('before its kind is chosen, the kind', () => expect(asked({})).toEqual(['customer', 'kind', 'named']))
  it('of stored value its price and gift, and the order of use only where there is a gift', () => {
    expect(asked({ kind: 'stored' })).toEqual(['customer', 'kind', 'paid', 'gift', 'named'])
    expect(asked({ kind: 'stored', gift: 50000 })).toEqual(['customer', 'kind', 'paid', 'gift', 'uses', 'named'])
  })
  it('of visits how many, of a period its days', () => {
    expect(asked({ kind: 'visits', gift: 50000 })).toEqual(['customer', 'kind', 'bought', 'paid', 'list_price', 'named'])
    expect(asked({ kind: 'period' })).toEqual(['customer', 'kind', 'begins', 'bought', 'paid', 'list_price', 'named'])
  })
  it('an end only of a card without a name that is not of a period', () => {
    expect(asked({ kind: 'stored', named: false })).toContain('expires')
    expect(asked({ kind: 'period', named: false })).not.toContain('expires')
  })
  it('everything once, and nothing lost, when the rest is unfolded', () => {
    expect(asked({ kind: 'stored' }, true)).toEqual(expect.arrayContaining(['contract', 'purpose', 'line', 'refund_way', 'paper', 'served_before', 'friendlier', 'interest_rate', 'card_number', 'remark']))
    expect([hasAgreed({ paid: 1 }), hasAgreed({ contract: 'YF-1' })]).toEqual([false, true])
  })
})
