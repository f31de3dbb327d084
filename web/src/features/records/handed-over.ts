import type { Field } from '@/shared/lib/types'

/** What a new record begins with, from the address that led to its form: ?customer=7&amount=546000. Numbers are numbers again, as the inputs hold them. */
const NUMBERS = ['ref', 'money', 'number', 'minutes', 'day', 'instant']
export function handedOver(fields: Pick<Field, 'name' | 'kind'>[], query: Record<string, unknown>): Record<string, unknown> {
  const asked = fields.filter((f) => query[f.name] !== undefined)
  return Object.fromEntries(asked.map((f) => [f.name, NUMBERS.includes(f.kind) ? Number(query[f.name]) : String(query[f.name])]))
}
