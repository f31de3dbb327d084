import type { RecordAnswer } from '@/shared/lib/types'
import { mark } from '@/shared/words/marks'

/** What a fall, a choke or a wandering off of the care log is as an incident; anything else its clerk chooses. */
const KINDS: Record<string, string> = { fall: 'elder_fall', choked: 'choking', wandered: 'wandering' }

/** The form of an incident with what the log knows: who, when, and what was seen, in the words of the log. */
export function incidentForm(log: RecordAnswer, seen: string): { path: string; query: Record<string, string> } {
  const signs = Array.isArray(log.signs) ? log.signs.map(String) : [], kind = signs.map((s) => KINDS[s]).find(Boolean)
  const story = [seen, String(log.note ?? '')].filter(Boolean).join(mark('；'))
  return { path: '/incident/new', query: { ...(kind ? { kind } : {}), source: 'worker', worker: String(log.worker), customer: String(log.customer), happened: String(log.at), ...(story ? { story } : {}) } }
}
