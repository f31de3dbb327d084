/** The state of a list and its three writings: the page's URL (also what a saved view keeps), the API's query, and back.
 *  A range can be relative (`visited=@week`); it turns into instants or days only when the server is asked, so a saved view stays true. */
import { dayStart, weekday, dateParts, DAY } from './time'
import type { Field, RecordType } from './types'

export type Filter = { is: string[] } | { from?: number; to?: number } | { span: Span }
export const SPANS = ['today', 'tomorrow', 'week', 'last7', 'month', 'last30'] as const
export type Span = (typeof SPANS)[number]
export interface ListState { q: string; filters: Record<string, Filter>; sort: string }

const RANGED = new Set(['money', 'number', 'minutes', 'day', 'instant'])
export const isRanged = (field: Field) => RANGED.has(field.kind)

const monthStart = (year: number, month: number) => Date.UTC(year, month - 1, 1) / DAY
/** Days [from, to). */
export function spanDays(span: Span, today: number): [number, number] {
  const { year, month } = dateParts(today)
  const monday = today - weekday(today) + 1
  switch (span) {
    case 'today': return [today, today + 1]
    case 'tomorrow': return [today + 1, today + 2]
    case 'week': return [monday, monday + 7]
    case 'last7': return [today - 6, today + 1]
    case 'month': return [monthStart(year, month), monthStart(year, month + 1)]
    case 'last30': return [today - 29, today + 1]
  }
}

const integer = (text: string | undefined) => (text !== undefined && /^-?\d+$/.test(text) ? Number(text) : undefined)

export function readState(query: Record<string, string | undefined>, type: RecordType): ListState {
  const state: ListState = { q: query.q ?? '', filters: {}, sort: query.sort ?? '' }
  for (const field of type.fields) {
    if (!field.filter) continue
    const value = query[field.name]
    if (value?.startsWith('@') && (SPANS as readonly string[]).includes(value.slice(1))) state.filters[field.name] = { span: value.slice(1) as Span }
    else if (value) state.filters[field.name] = { is: value.split(',') }
    else {
      const from = integer(query[`${field.name}_from`])
      const to = integer(query[`${field.name}_to`])
      if (from !== undefined || to !== undefined) state.filters[field.name] = { from, to }
    }
  }
  return state
}

export function writeState(state: ListState): Record<string, string> {
  const out: Record<string, string> = {}
  if (state.q) out.q = state.q
  for (const [name, filter] of Object.entries(state.filters)) {
    if ('span' in filter) out[name] = `@${filter.span}`
    else if ('is' in filter) { if (filter.is.length) out[name] = filter.is.join(',') }
    else {
      if (filter.from !== undefined) out[`${name}_from`] = String(filter.from)
      if (filter.to !== undefined) out[`${name}_to`] = String(filter.to)
    }
  }
  if (state.sort) out.sort = state.sort
  return out
}

export function apiQuery(state: ListState, type: RecordType, today: number): Record<string, string> {
  const out = writeState(state)
  for (const [name, filter] of Object.entries(state.filters)) {
    if (!('span' in filter)) continue
    const [from, to] = spanDays(filter.span, today)
    const instant = type.fields.find((f) => f.name === name)?.kind === 'instant'
    delete out[name]
    out[`${name}_from`] = String(instant ? dayStart(from) : from)
    out[`${name}_to`] = String(instant ? dayStart(to) : to)
  }
  return out
}
export const sameState = (a: string, b: string) => sorted(a) === sorted(b)
const sorted = (query: string) => [...new URLSearchParams(query)].map(([k, v]) => `${k}=${v}`).sort().join('&')
