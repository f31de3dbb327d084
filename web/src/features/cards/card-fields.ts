import type { Field, Value } from '@/shared/lib/types'
import { say } from './words'

type Model = Record<string, Value>
const MONEY: Record<string, string[]> = { stored: ['paid', 'gift'], visits: ['bought', 'paid', 'list_price'], period: ['begins', 'bought', 'paid', 'list_price'] }
/* What a card is sold without being asked: the server fills in what is usual. */
const AGREED = ['contract', 'purpose', 'line', 'refund_way', 'paper', 'served_before', 'friendlier', 'interest_rate', 'card_number', 'remark']
const LABELS: Record<string, Record<string, () => string>> = {
  visits: { bought: () => say('visitsBought'), list_price: () => say('visitPrice') }, period: { bought: () => say('daysBought'), list_price: () => say('periodPrice') },
}
/** What is asked of a new card: what its kind has, in the order of selling; with `all` what else was agreed. */
export function cardFields(fields: Field[], model: Model | undefined, all: boolean): Field[] {
  const m = model ?? {}, kind = String(m.kind ?? ''), own = MONEY[kind] ?? []
  const first = ['customer', 'kind', ...own, ...(own.includes('gift') && m.gift ? ['uses'] : []), 'named', ...(m.named || kind === 'period' ? [] : ['expires'])]
  const field = (name: string) => fields.find((f) => f.name === name)
  const asked = first.flatMap((name) => {
    const f = field(name), label = LABELS[kind]?.[name]
    return f ? [{ ...f, group: '', ...(own.includes(name) ? { help: '' } : {}), ...(label ? { label: label() } : {}), ...(own.includes(name) && name !== 'gift' ? { required: true } : {}) }] : []
  })
  return all ? [...asked, ...AGREED.flatMap((name) => { const f = field(name); return f ? [{ ...f, group: say('agreed') }] : [] })] : asked
}
/** Whether something of it was filled in before, in a draft: then it is not hidden. */
export const hasAgreed = (model: Model | undefined) => AGREED.some((name) => Boolean(model?.[name]))
