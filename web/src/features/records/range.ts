import { fieldText } from '@/shared/lib/fields'
import { clockText, dayOf, dayStart, minuteOfDay } from '@/shared/lib/time'
import type { Field } from '@/shared/lib/types'

/** The last day of a range of moments: the wire's end is exclusive, people name the day it lies in. */
export const lastDay = (to: number): number => dayOf(to - 1)

const day = (field: Field, n: number) => fieldText({ ...field, kind: 'day' }, n)
function end(field: Field, to: number): string {
  if (field.kind === 'day') return fieldText(field, to - 1)
  if (field.kind !== 'instant') return fieldText(field, to)
  return dayStart(dayOf(to)) === to ? day(field, lastDay(to)) : `${day(field, dayOf(to))} ${clockText(minuteOfDay(to))}`     // "tomorrow morning" ends in a day
}
export function rangeText(field: Field, range: { from?: number; to?: number }): string {
  const from = range.from === undefined ? '' : field.kind === 'instant' ? day(field, dayOf(range.from)) : fieldText(field, range.from)
  return `${from} – ${range.to === undefined ? '' : end(field, range.to)}`
}
