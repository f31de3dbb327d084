/** The keyboard's twin of dragging: arrows move a shadow of the visit, with the verdict said aloud; it is saved after a moment's rest
 *  or by Enter, given up by Esc, and a refused place is never saved. */
import { onScopeDispose, shallowRef, watch } from 'vue'
import { clockSpan } from '@/shared/lib/span'
import { lastStart, lengthOf, startOf, STEP, type BoardVisit, type Level, type Row } from './model'
import type { Board } from './use-board'
import { reasonText } from './words'

export interface Nudge { visit: BoardVisit; worker: number; start: number; level: Level; text: string }
const REST = 900

export function useNudge(board: Board, rows: () => Row[]) {
  const nudge = shallowRef<Nudge | null>(null)
  let timer = 0
  function by(visit: BoardVisit, minutes: number, workers: number) {
    const from = nudge.value?.visit.id === visit.id ? nudge.value : { worker: visit.worker!, start: startOf(visit, board.day()) }
    const list = rows()
    const at = list.findIndex((r) => r.worker.id === from.worker) + workers
    const row = list[Math.max(0, Math.min(list.length - 1, at))]
    const day = board.board.value
    if (!row || !day || visit.locked) return
    const start = Math.max(day.from_minute, Math.min(lastStart(visit, day), from.start + minutes))
    const said = board.localVerdict(visit, row.worker.id, start)!
    nudge.value = { visit, worker: row.worker.id, start, level: said.level, text: `${row.worker.name} ${clockSpan(start, start + lengthOf(visit))} · ${reasonText(said.reason)}` }
    clearTimeout(timer)
    if (said.level !== 'bad') timer = window.setTimeout(() => void commit(), REST)
  }
  async function commit() {
    const now = nudge.value
    clearTimeout(timer)
    if (!now || now.level === 'bad') return
    nudge.value = null
    await board.move(now.visit.id, { worker: now.worker, start: now.start })
    focusSoon(now.visit.id)
  }
  function giveUp() { clearTimeout(timer); nudge.value = null }
  /* Undone, or moved by a colleague: the shadow was of a place where the visit no longer is. */
  watch(board.revision, () => { const n = nudge.value; const is = n && board.find(n.visit.id); if (n && (is?.worker !== n.visit.worker || is?.start !== n.visit.start)) giveUp() })
  /** @return true when the key was one of ours */
  function key(event: KeyboardEvent, visit: BoardVisit): boolean {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') by(visit, event.key === 'ArrowLeft' ? -STEP : STEP, 0)
    else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) by(visit, 0, event.key === 'ArrowUp' ? -1 : 1)
    else if (event.key === 'Enter' && nudge.value) void commit()
    else if (event.key === 'Escape' && nudge.value) giveUp()
    else return false
    return true
  }
  onScopeDispose(() => clearTimeout(timer))
  return { nudge, key, giveUp }
}
/** The moved block is a new element in another row; the focus follows it. */
function focusSoon(id: number) { requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-visit="${id}"]`)?.focus()) }
