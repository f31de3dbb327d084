import type { Field, Value } from '@/shared/lib/types'
import { say } from './words'

type Model = Record<string, Value>
/** A new customer is a name and a phone. Who is in the register already may be chosen instead: then the number is known. `phone`: the person's. */
export function customerFields(fields: Field[], phone: Field | undefined, model: Model | undefined, known: boolean): Field[] {
  const name = fields.find((f) => f.name === 'name'), person = fields.find((f) => f.name === 'person')
  if (!name || !person || !phone || model?.person) return fields
  const another: Field[] = known ? [{ name: 'another', label: say('another'), kind: 'flag' }] : []
  return [name, { ...phone, group: '', required: !model?.platform_phone }, ...another, ...fields.filter((f) => f !== name && f !== person), { ...person, required: false, group: '', help: say('thereAlready') }].sort((a, b) => rank(a) - rank(b))
}
const rank = (f: Field) => (['name', 'phone', 'another', 'person'].includes(f.name) ? 0 : 1)
/** What the desk's call takes of it. */
export function newCustomer(fields: Field[], model: Model): Model {
  const { name, phone, another, person: _, ...rest } = model
  const own = Object.fromEntries(Object.entries(rest).filter(([key]) => fields.some((f) => f.name === key)))
  return { person: { name, phone }, customer_new: { name, ...own }, another: another === true } as unknown as Model
}
