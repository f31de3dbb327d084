/** What the declared kinds mean in front of people: shown as text, checked before sending. A form's model holds wire values (fen,
 *  day numbers, milliseconds); while a person has typed something that is no such value yet, it holds her text, and `check` says so. */
import { t } from '@/shared/words'
import { moneyText } from './money'
import { clockText, dayText, instantText, lengthText } from './time'
import type { Field, Names, Place, Value } from './types'
import { mark } from '@/shared/words/marks'

export const isEmpty = (v: Value) => v === null || v === undefined || v === '' || (Array.isArray(v) && v.length === 0)
/** A number that may be left out is kept as 0; where that says nothing, or it could not be 0 (a year from 1900 on), it was never given. */
export const neverGiven = (f: Field, v: Value) => v === 0 && Boolean(f.zero_unsaid) || v === 0 && !f.required && f.kind === 'number' && (f.max ?? 0) > (f.min ?? 0) && (f.min ?? 0) > 0
/** What a form starts from. */
export const startOf = (field: Field, v: Value): Value => (neverGiven(field, v) ? null : field.kind !== 'rows' || !Array.isArray(v) ? v
  : (v as Record<string, Value>[]).map((row) => Object.fromEntries(Object.entries(row).filter(([name, one]) => !field.fields?.some((f) => f.name === name && neverGiven(f, one))))))
/** A number is kept whole: in hundredths (two decimals) or tenths (one) of what people write. */
export const decimalsOf = (field: Pick<Field, 'format'>) => ({ hundredths: 2, tenths: 1 })[field.format ?? ''] ?? 0
/** Between 1900 and 2100: a year is read as one, without a mark for thousands. */
const isYear = (f: Field) => (f.min ?? 0) >= 1900 && (f.max ?? 0) <= 2200 && (f.max ?? 0) > (f.min ?? 0)
export const isTimeOfDay = (field: Field) => field.kind === 'minutes' && (field.format === 'time_of_day' || field.unit === 'time')

/** A text of which another member says what it is (a setting's value): the field as people see it in this record. */
export function fieldIn(field: Field, record: Record<string, Value> | null | undefined): Field {
  const kind = field.kind_by ? record?.[field.kind_by] : undefined
  if (kind === 'secret') return { ...field, format: 'password', multiline: false }
  if (kind === 'clock') return { ...field, kind: 'minutes', format: 'time_of_day', multiline: false, max: 0, asText: true }
  if (kind !== 'flag' && kind !== 'number' && kind !== 'money' && kind !== 'minutes') return field
  return { ...field, kind, multiline: false, max: 0, asText: true }
}
/** Between the wire's text and the value of its kind; what is no such value yet stays what was typed. */
export const fromWire = (field: Field, value: Value): Value => (!field.asText || typeof value !== 'string' ? value : field.kind === 'flag' ? value === '1' : /^-?\d{1,15}$/.test(value) ? Number(value) : value)
export const toWire = (field: Field, value: Value): Value => (!field.asText || isEmpty(value) ? value : typeof value === 'boolean' ? (value ? '1' : '0') : String(value))

export function fieldText(field: Field, wire: Value, names?: Names): string {
  const value = fromWire(field, wire)
  if (isEmpty(value) || neverGiven(field, value)) return ''
  switch (field.kind) {
    case 'money': return typeof value !== 'number' ? String(value) : field.format === 'owed' && value < 0 ? t('field.held', { money: moneyText(-value) }) : moneyText(value)
    case 'instant': return typeof value === 'number' ? instantText(value) : String(value)
    case 'day': return typeof value === 'number' ? dayText(value) : String(value)
    case 'minutes': return typeof value !== 'number' ? String(value) : isTimeOfDay(field) ? clockText(value) : value === 0 ? '' : lengthText(value)
    case 'flag': return value ? t('common.yes') : t('common.no')
    case 'choice': return field.choices?.find((c) => c.value === value)?.label ?? String(value)
    case 'set': return (value as string[]).map((v) => field.choices?.find((c) => c.value === v)?.label ?? v).join(mark('、'))
    case 'ref': return names?.[field.name]?.[String(value)] || `#${String(value)}`
    case 'place': return placeText(value as Place)
    case 'rows': return t('field.rows', { n: (value as unknown[]).length })
    case 'number': return typeof value === 'number' ? `${isYear(field) ? value : (value / 10 ** decimalsOf(field)).toLocaleString('en-US')}${field.unit ? ` ${field.unit}` : ''}` : String(value)
    case 'json': return JSON.stringify(value)
    default: return names?.[field.name]?.[String(value)] || String(value)             // a code the server has words for
  }
}
export const placeText = (p: Place) => `${p.lat.toFixed(5)}, ${p.lng.toFixed(5)}`

/** A change in the history or in a stale answer: the server may send the wire value or its text. */
export function changeText(field: Field | undefined, value: Value, names?: Names): string {
  if (isEmpty(value)) return t('common.nothing')
  if (!field) return typeof value === 'object' ? JSON.stringify(value) : String(value)
  if (field.kind === 'file') return `${String(value).slice(0, 8)}…`           // a file's name is its hash: the beginning tells one from another
  return fieldText(field, value, names)
}

/** Owned rows that are told in a history; more of them are a table, which stands in the record. */
const ROWS_TOLD = 3

/** One side of a change in the history. The server's words for it, but money, days and times written as on every page; a stored text is in
 *  its document and a fingerprint is told by its beginning: neither is anything to read. */
export function sideText(field: Field | undefined, value: Value, words?: string | null, names?: Names): string {
  if (isEmpty(value)) return words || t('common.nothing')
  if (field?.kind === 'file') return t('timeline.file')
  if (Array.isArray(value) && value.length > ROWS_TOLD && typeof value[0] === 'object') return t('field.rows', { n: value.length })
  if (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) return `${value.slice(0, 8)}…`
  if (field && (field.asText || ['money', 'instant', 'day'].includes(field.kind))) return fieldText(field, value, names)
  return words || changeText(field, value, names)
}

/** What was typed for a number, as the wire has it: with two decimals 3.5 is 350. */
export function numberFromText(typed: string, decimals = 0): number | null {
  const plain = typed.normalize('NFKC').replace(/[,\s]/g, ''), [whole = '', part] = plain.split('.')
  if (!/^-?\d{1,15}(\.\d*)?$/.test(plain) || (part !== undefined && !decimals) || (part ?? '').length > decimals || (decimals && whole.length > 13)) return null
  return Math.round(Number(plain) * 10 ** decimals)
}

const NUMERIC = new Set(['number', 'money', 'instant', 'day', 'minutes'])
export type Errors = Record<string, string>

function checkOne(field: Field, wire: Value): string {
  const value = fromWire(field, wire)
  if (isEmpty(value)) return field.required && field.kind !== 'flag' ? t('check.required', { label: field.label }) : ''
  if (NUMERIC.has(field.kind) && typeof value !== 'number') return t(field.kind === 'money' ? 'check.money' : field.kind === 'day' || field.kind === 'instant' ? 'check.date' : decimalsOf(field) === 2 ? 'check.decimal' : decimalsOf(field) ? 'check.oneDecimal' : 'check.number')
  const { min = 0, max = 0 } = field
  if ((field.kind === 'text' || field.kind === 'sealed') && typeof value === 'string') {
    const length = [...value].length
    if (max > 0 && length > max) return t('check.tooLong', { max, length })
    if (min > 0 && length < min) return t('check.tooShort', { min })
  } else if ((field.kind === 'number' || field.kind === 'money' || field.kind === 'minutes') && max > min) {
    if ((value as number) < min) return t('check.tooSmall', { min: fieldText(field, min) })
    if ((value as number) > max) return t('check.tooLarge', { max: fieldText(field, max) })
  } else if (field.kind === 'place') {
    const { lat, lng } = value as Place
    if (!(Math.abs(lat) <= 90 && Math.abs(lng) <= 180)) return t('check.place')
  }
  return ''
}

/** Errors by path: `phone`, and for owned rows `lines.0.price`. */
export function check(fields: readonly Field[], model: Record<string, Value>, at = ''): Errors {
  const errors: Errors = {}
  for (const field of fields) {
    const said = checkOne(field, model[field.name])
    if (said) errors[at + field.name] = said
    if (field.kind === 'rows' && Array.isArray(model[field.name])) {
      (model[field.name] as Record<string, Value>[]).forEach((row, i) => Object.assign(errors, check(field.fields ?? [], row, `${at}${field.name}.${i}.`)))
    }
  }
  return errors
}

/** The server may write a row's member as lines[0].price or lines.0.price. */
export const errorPath = (field: string) => field.replace(/\[(\d+)\]/g, '.$1')

/** What to send: only members that differ from before; empty text becomes null where nothing is meant. */
export function changed(fields: readonly Field[], before: Record<string, Value>, now: Record<string, Value>): Record<string, Value> {
  const out: Record<string, Value> = {}
  for (const { name } of fields) {
    if (JSON.stringify(before[name] ?? null) !== JSON.stringify(now[name] ?? null)) out[name] = now[name] ?? null
  }
  return out
}
/** For a create or a step: everything given, nothing that is empty. */
export function given(fields: readonly Field[], model: Record<string, Value>): Record<string, Value> {
  const out: Record<string, Value> = {}
  for (const field of fields) {
    const value = model[field.name]
    if (isEmpty(value)) continue
    out[field.name] = field.kind === 'rows' ? (value as Record<string, Value>[]).map((row) => given(field.fields ?? [], row)) : value
  }
  return out
}

/** Fields a person may fill in a new record, or change in an existing one. */
export const creatable = (f: Field) => f.kind !== 'json' && (!f.set_by || f.set_by === 'anyone' || f.set_by === 'create') && f.name !== 'state'
export const editable = (f: Field) => f.kind !== 'json' && (!f.set_by || f.set_by === 'anyone') && f.name !== 'state'

export interface Group { name: string; fields: Field[] }
/** Only steps fill it in, and none has yet: a sheet of dashes and noes would say what nobody said. */
export const untouched = (group: Group, record: Record<string, Value> | null | undefined) => Boolean(group.name) && group.fields.every((f) => !creatable(f) && (isEmpty(record?.[f.name]) || neverGiven(f, record?.[f.name]) || (f.kind === 'flag' && !record?.[f.name])))
/** Nobody can fill it in by hand and nothing has happened to it yet. An amount of nothing says something (a rework costs ¥0) and is none. */
export const unsaid = (f: Field, record: Record<string, Value> | null | undefined) => !creatable(f) && (isEmpty(record?.[f.name]) || neverGiven(f, record?.[f.name]) || (['flag', 'number', 'minutes'].includes(f.kind) && !f.optional && !record?.[f.name]))
/** Groups in the order of their first field. */
export function grouped(fields: readonly Field[]): Group[] {
  const groups = new Map<string, Field[]>()
  for (const field of fields) groups.set(field.group ?? '', [...(groups.get(field.group ?? '') ?? []), field])
  return [...groups].map(([name, list]) => ({ name, fields: list }))
}

/** Whether a form fills in the only record there is to choose. A customer's only home, and what must be named: yes. A visit that may be named is left to
 *  whoever writes: a complaint about the live-in worker is not about the one cleaning that happens to be booked. */
export const takesTheOnly = (to: string, required: boolean): boolean => required || to === 'household'
