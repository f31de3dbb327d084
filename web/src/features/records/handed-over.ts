import type { Field } from '@/shared/lib/types'

/** What a new record begins with, from the address that led to its form: ?customer=7&amount=546000. Numbers are numbers again, and sets (mon,fri) lists, as the inputs hold them. */
const NUMBERS = ['ref', 'money', 'number', 'minutes', 'day', 'instant']
export function handedOver(fields: Pick<Field, 'name' | 'kind'>[], query: Record<string, unknown>): Record<string, unknown> {
  const asked = fields.filter((f) => query[f.name] !== undefined)
  return Object.fromEntries(asked.map((f) => [f.name, NUMBERS.includes(f.kind) ? Number(query[f.name]) : f.kind === 'set' ? String(query[f.name]).split(',').filter(Boolean) : String(query[f.name])]))
}
