/** What is in force or under way between a worker and us. Pure. */
import type { RecordType, Row } from '@/shared/lib/types'

export function workPapers(rows: Pick<Row, 'state'>[]): 'in_force' | 'open' | 'none' {
  const states = rows.map((r) => String(r.state))
  return states.includes('in_force') ? 'in_force' : states.some((s) => ['draft', 'sent', 'partly_signed'].includes(s)) ? 'open' : 'none'
}
/** Only the labour contract is owed in writing within a month, at double wage: part-time work may be agreed by word of mouth, and who has retired has a work agreement. */
export const lacksOf = (mode: unknown): 'workLacks' | 'workLacks_part_time' | 'workLacks_over_age' => (mode === 'part_time' ? 'workLacks_part_time' : mode === 'over_age' ? 'workLacks_over_age' : 'workLacks')
export const choiceText = (type: RecordType | undefined, member: string, value: unknown): string => type?.fields.find((f) => f.name === member)?.choices?.find((c) => c.value === value)?.label ?? ''
