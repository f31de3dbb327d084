/** Several visits at once: by Ctrl and Shift, by a lasso, or by the keyboard (x, Shift+X, Ctrl+A). */
import { computed, shallowRef } from 'vue'
import type { Board } from './use-board'
import type { BoardVisit } from './model'

/** Everything between two in the order of the screen, both included; only the second when the first is not there. */
export function between(order: readonly number[], from: number, to: number): number[] {
  const a = order.indexOf(from), b = order.indexOf(to)
  return a < 0 || b < 0 ? [to] : order.slice(Math.min(a, b), Math.max(a, b) + 1)
}
export function usePicked(board: Board, order: () => number[]) {
  const ids = shallowRef<ReadonlySet<number>>(new Set())
  let last = 0
  const set = (next: Iterable<number>) => { ids.value = new Set(next) }
  function toggle(id: number) {
    const next = new Set(ids.value)
    if (!next.delete(id)) next.add(id)
    ids.value = next
    last = id
  }
  function range(id: number) { set([...ids.value, ...between(order(), last, id)]); last = id }
  const add = (more: Iterable<number>) => set([...ids.value, ...more])
  const clear = () => { if (ids.value.size) ids.value = new Set() }
  /** What still is there; locked ones can be looked at but not moved. */
  const visits = computed<BoardVisit[]>(() => (void board.revision.value, [...ids.value].flatMap((id) => board.find(id) ?? [])))
  return { ids, visits, set, toggle, range, add, clear }
}
export type Picked = ReturnType<typeof usePicked>
