/** The board's answer is asked for while its page is still on the way: a hundred milliseconds of the first look. */
import { get } from '@/shared/lib/http'
import { place } from '@/shared/lib/state'
import { dayFromIso, today } from '@/shared/lib/time'

let kept: { key: string; answer: Promise<unknown> } | null = null
const keyOf = (day: number) => `${day}/${place.branch}`
export function askEarly(query: Record<string, unknown>) {
  const day = dayFromIso(String(query.day ?? '')) ?? today()
  const answer = get<unknown>('board', { day, branch: place.branch || undefined }, { quiet: true })
  answer.catch(() => {})                     // whoever takes it shows what went wrong
  kept = { key: keyOf(day), answer }
}
/** Once, and only the very day and branch that were asked for. */
export function takeEarly<T>(day: number): Promise<T> | null {
  const found = kept?.key === keyOf(day) ? (kept.answer as Promise<T>) : null
  kept = null
  return found
}
