/** The board's day: loaded in one call, kept in arrays per worker (a drop touches two rows), saved through the visit's steps. */
import { computed, ref, shallowReactive, shallowRef, watch } from 'vue'
import { get, post, Problem, report } from '@/shared/lib/http'
import { place } from '@/shared/lib/state'
import { onStream } from '@/shared/lib/stream'
import { clockText, today } from '@/shared/lib/time'
import { toast } from '@/shared/lib/toast'
import { t } from '@/shared/words'
import { byUrgency, instantAt, judge, lengthOf, startOf, type BoardDay, type BoardVisit, type Judgement, type Row, type ServerVerdict } from './model'
import { boardDay, type WireBoard } from './wire'
import { reasonText } from './words'

export interface Spot { worker: number | null; start: number }
interface Done { id: number; name: string; from: Spot; to: Spot }

export function useBoard(day: () => number) {
  const board = shallowRef<BoardDay | null>(null)
  const rows = shallowReactive(new Map<number, Row>())
  const open = shallowRef<BoardVisit[]>([])
  const error = shallowRef<unknown>(null)
  const loading = ref(false), holding = ref(false), saving = shallowReactive(new Set<number>())
  const undoable = shallowRef<Done[]>([]), redoable = shallowRef<Done[]>([])
  const revision = ref(0)
  let late = false
  let asking: AbortController | null = null

  async function load() {
    asking?.abort()
    const mine = (asking = new AbortController())
    loading.value = true
    try {
      const got = await get<WireBoard>('board', { day: day(), branch: place.branch || undefined }, { signal: mine.signal })
      error.value = null
      take(boardDay(got))
    } catch (failure) {
      if (mine.signal.aborted) return
      if (board.value) report(failure)
      else error.value = failure
    }
    loading.value = false
  }
  function take(got: BoardDay) {
    board.value = got
    const fresh = new Map<number, Row>(got.workers.map((worker) => [worker.id, { worker, visits: [], blocks: got.blocks.filter((b) => b.worker === worker.id) }]))
    const free: BoardVisit[] = []
    for (const v of got.visits) (v.worker ? (fresh.get(v.worker)?.visits ?? free) : free).push(v)
    for (const id of [...rows.keys()]) if (!fresh.has(id)) rows.delete(id)
    for (const [id, row] of fresh) rows.set(id, row)
    open.value = byUrgency(free)
    revision.value++
  }
  watch(day, () => { board.value = null; undoable.value = []; redoable.value = []; void load() }, { immediate: true })
  let soon = 0
  function loadSoon() {
    clearTimeout(soon)
    soon = window.setTimeout(() => { if (holding.value || saving.size) late = true; else void load() }, 400)
  }
  onStream('change', (event) => { if (event.type === 'visit' || event.type === 'leave') loadSoon() })
  onStream('poll', loadSoon)
  /* Nothing moves under the hand that drags; what was missed is fetched afterwards. */
  watch(holding, (now) => { if (!now && late) { late = false; loadSoon() } })

  const find = (id: number): BoardVisit | undefined => open.value.find((v) => v.id === id) ?? [...rows.values()].flatMap((r) => r.visits).find((v) => v.id === id)
  function put(visit: BoardVisit) {
    for (const [id, row] of rows) if (row.visits.some((v) => v.id === visit.id)) rows.set(id, { ...row, visits: row.visits.filter((v) => v.id !== visit.id) })
    const row = visit.worker ? rows.get(visit.worker) : undefined
    if (row) rows.set(row.worker.id, { ...row, visits: [...row.visits, visit] })
    const rest = open.value.filter((v) => v.id !== visit.id)
    open.value = row ? rest : byUrgency([...rest, visit])
    revision.value++
  }
  const localVerdict = (visit: BoardVisit, worker: number, start: number): Judgement | null => { const row = rows.get(worker); return row && board.value ? judge(visit, row, start, board.value) : null }
  const askServer = (visit: BoardVisit, worker: number, start: number, signal?: AbortSignal) => post<ServerVerdict>('board/verdict', { visit: visit.id, worker, start: instantAt(day(), start) }, { signal })

  /** Save a drop. What is refused, here or there, is never kept; the visit goes back to where it was. */
  async function move(id: number, to: Spot, kind: 'do' | 'undo' | 'redo' = 'do'): Promise<boolean> {
    const visit = find(id)
    if (!visit || saving.has(id)) return false
    const from: Spot = { worker: visit.worker, start: startOf(visit, day()) }
    if (from.worker === to.worker && (from.start === to.start || to.worker === null)) return false
    const start = instantAt(day(), to.start)
    const name = visit.customer_name
    if (to.worker !== null) {
      const local = localVerdict(visit, to.worker, to.start)
      if (local?.level === 'bad') { refuse(to.worker, reasonText(local.reason)); return false }
    }
    saving.add(id)
    put({ ...visit, worker: to.worker, start, end: start + (visit.end - visit.start) })
    try {
      const after = to.worker === null ? await post<{ version?: number; state?: string }>(`visit/${id}/unassign`) : await post<{ version?: number; state?: string }>(`visit/${id}/assign`, { worker: to.worker, start })
      const now = find(id)
      if (now) put({ ...now, version: after?.version ?? now.version, state: after?.state ?? now.state })
      const done: Done = { id, name, from, to }
      if (kind === 'undo') redoable.value = [...redoable.value, { ...done, from: to, to: from }]
      else undoable.value = [...undoable.value.slice(-49), done]
      if (kind === 'do') redoable.value = []
      say(done, kind)
      return true
    } catch (failure) {
      put(visit)
      if (failure instanceof Problem && failure.status && failure.status < 500) refuse(to.worker, failure.message)
      else report(failure)
      return false
    } finally {
      saving.delete(id)
      if (late) { late = false; loadSoon() }
    }
  }
  const workerName = (id: number | null) => (id === null ? '' : rows.get(id)?.worker.name ?? '')
  function refuse(worker: number | null, why: string) { toast.bad(t('board.refused', { name: workerName(worker), why })) }
  function say(done: Done, kind: 'do' | 'undo' | 'redo') {
    const text = kind === 'undo' ? t('board.undone', { name: done.name }) : done.to.worker === null ? t('board.returned', { name: done.name }) : t('board.assigned', { worker: workerName(done.to.worker), time: clockText(done.to.start), name: done.name })
    toast.ok(text, kind === 'undo' ? undefined : { label: t('common.undo'), run: () => void undo() })
  }
  async function undo() {
    const last = undoable.value[undoable.value.length - 1]
    if (!last) return
    undoable.value = undoable.value.slice(0, -1)
    await move(last.id, last.from, 'undo')
  }
  async function redo() {
    const last = redoable.value[redoable.value.length - 1]
    if (!last) return
    redoable.value = redoable.value.slice(0, -1)
    await move(last.id, last.to, 'redo')
  }
  const all = computed(() => (void revision.value, [...open.value, ...[...rows.values()].flatMap((r) => r.visits)]))
  const isToday = computed(() => day() === today())
  return { board, rows, open, all, error, loading, holding, saving, undoable, redoable, revision, isToday, load, find, move, undo, redo, localVerdict, askServer, day, lengthOf }
}
export type Board = ReturnType<typeof useBoard>
