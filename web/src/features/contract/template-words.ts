/** A template's choices in the server's words. */
import type { RecordType } from '@/shared/lib/types'
import type { Refund } from './templates'
import { say } from './words'

const choice = (type: RecordType, rows: string, field: string, value: string) => type.fields.find((f) => f.name === rows)?.fields?.find((f) => f.name === field)?.choices?.find((c) => c.value === value)?.label ?? value
export const whenText = (type: RecordType, value: string) => choice(type, 'clauses', 'holds', value || 'always')
/** One line a step: whose reason, which days, how much goes back. */
export const ladderText = (type: RecordType, rows: Refund[]) => rows.map((r) => say(r.day_to ? 'ladderDays' : 'ladderOn', { side: choice(type, 'refunds', 'side', r.side), from: r.day_from, to: r.day_to, percent: r.percent })).join('\n')
