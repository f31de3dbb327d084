import type { Field, Value } from '@/shared/lib/types'

/** A blacklist entry asks what fits whom it is about: a worker, or a customer's person; the grounds of one side; where it holds. */
const OF_CUSTOMERS = new Set(['harassed_worker', 'dangerous_home', 'does_not_pay', 'false_claims'])

export function listingFields(fields: Field[], model: Record<string, Value> | undefined): Field[] {
  const side = model?.side, hidden = new Set<string>()
  if (side) hidden.add(side === 'worker' ? 'person' : 'worker')
  if (model?.scope !== 'branch') hidden.add('scope_branch')
  if (model?.scope !== 'line') hidden.add('scope_line')
  return fields.filter((f) => !hidden.has(f.name)).map((f) => (f.name === 'ground' && side ? { ...f, choices: f.choices?.filter((c) => OF_CUSTOMERS.has(c.value) === (side === 'customer')) } : f))
}
