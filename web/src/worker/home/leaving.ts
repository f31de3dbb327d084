import type { Act } from '../model'

export const WHY = ['homesick', 'worker_ill', 'pregnant', 'season', 'pay', 'harassment', 'left'] as const
export type Why = (typeof WHY)[number]
/** How far ahead a last day is said, as the server has it. */
const FURTHEST = 31
/** What stands against her day, as a word of leaving-words; '' when it can be. */
export const wrongDay = (last: number, today: number, ends: number): 'past' | 'far' | 'over' | '' => (last < today ? 'past' : last > ends ? 'over' : last > today + FURTHEST ? 'far' : '')
/** Days short of the contract's notice; who is harassed owes none. */
export const shortOf = (last: number, today: number, notice: number, why: string) => (why === 'harassment' ? 0 : Math.max(0, notice - (last - today)))
/** What of it lies on the phone still: that she goes (its day), or that she takes it back (0); null: nothing. */
export function goingHere(queue: Act[], placement: number): number | null {
  const mine = queue.filter((a) => a.what === 'go' && a.input?.placement === placement).at(-1)
  return mine ? (mine.input?.back === true ? 0 : Number(mine.input?.last)) : null
}
