/** What an order asks of the calendar: its members as they stand in a form or a record. */
import type { Value } from '@/shared/lib/types'
import type { SlotQuestion } from './model'

const number = (v: Value | undefined) => (typeof v === 'number' && v > 0 ? v : undefined)

export function questionOfOrder(order: Record<string, Value>): SlotQuestion | null {
  const line = number(order.line), household = number(order.household)
  return line && household ? { line, household, length: number(order.length), persons: number(order.persons), worker: number(order.wish), visit: number(order.visit) } : null
}
