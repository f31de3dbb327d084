/** The work queue, asked once by the number in the menu and by the page itself. `fresh`: something has happened; only who hears of it at the same
 *  moment shares the answer, as one that was asked before may not know it yet. */
import { get } from './http'

const OPENING = 2000, MOMENT = 20
const asked = new Map<string, { answer: Promise<unknown>; at: number }>()
export function getQueue<T>(query: Record<string, string | number | undefined> = {}, fresh = false): Promise<T> {
  const key = JSON.stringify(Object.entries(query).filter(([, value]) => value !== undefined).sort()), there = asked.get(key), now = performance.now()
  if (there && now - there.at < (fresh ? MOMENT : OPENING)) return there.answer as Promise<T>
  const answer = get<T>('queue', query)
  asked.set(key, { answer, at: now })
  answer.catch(() => asked.delete(key))
  return answer
}
