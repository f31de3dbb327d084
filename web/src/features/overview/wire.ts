/** What GET /api/customer/:id/overview and /api/worker/:id/overview have in common. A part the person may not see is not in the answer. */
import { weekdayText } from '@/shared/lib/time'
import type { RecordAnswer, Tone } from '@/shared/lib/types'

export interface Line {
  id: number; number: string; state?: string; state_label?: string; tone?: Tone; kind?: string; kind_label?: string; who: number; who_name: string; what: string; note: string
  [number: string]: number | string | undefined
}
export interface Part { type: string; rows: Line[] }
export interface NextStep { code: string; tone: 'danger' | 'warn' | 'info'; words: string; to: string }
export interface Sign { how: 'same_person' | 'same_phone' | 'tie'; type: string; id: number; title: string; tie: string }
export interface Overview { now: number; today: number; person?: RecordAnswer; next: NextStep[]; signs: Sign[] }

/** A number of a line by its name; 0 when it has none. */
export const n = (line: Line, name: string) => Number(line[name] ?? 0)

/** One row of a card as people read it. `tone` is of `end`. */
export interface Shown { key: string; to: string; when?: string; title: string; sub?: string; end?: string; tone?: 'bad' | 'good' | ''; choice?: { value: string; label: string; tone?: Tone } }
export interface Figure { key: string; label: string; value: string; hint?: string; to?: string; tone?: 'bad' | 'warn' | ''; share?: number }

/** Its state as a tag; `plain`: states that say nothing beyond what the row says. */
export const choiceOf = (l: Line, plain: readonly string[] = []): Shown['choice'] => (l.state && !plain.includes(l.state) ? { value: l.state, label: l.state_label ?? l.state, tone: l.tone } : undefined)
export const joined = (...words: (string | false | undefined)[]) => words.filter(Boolean).join(' · ')
const MONDAY = 4                // day 4 of 1970 was one
/** Days of the week out of a set's bits, 1 Monday … 7 Sunday. */
export const weekdaysText = (bits: number) => [1, 2, 3, 4, 5, 6, 7].filter((d) => bits & (1 << d)).map((d) => weekdayText(MONDAY + d - 1)).join(' ')
