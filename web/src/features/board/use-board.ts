/** The board's day: loaded in one call, kept in arrays per worker (a drop touches two rows), changed through POST /api/board/moves, and
 *  patched visit by visit when a colleague changes one. */
import { computed, onScopeDispose, ref, shallowReactive, shallowRef, watch } from 'vue'
import { askConfirm } from '@/shared/lib/dialogs'
import { get, post, report } from '@/shared/lib/http'
import { me, place } from '@/shared/lib/state'
import { onStream } from '@/shared/lib/stream'
import { clockText, minuteOfDay, serverNow, today } from '@/shared/lib/time'
import { toast } from '@/shared/lib/toast'
import { t } from '@/shared/words'
import { takeEarly } from './early'
import { did, emptyHistory, inverse, redid, renewed, takeRedo, takeUndo, undid, yesLost, type Moved, type Spot } from './history'
import { byUrgency, instantAt, judge, lengthOf, passed, promisedOf, startOf, type BoardDay, type BoardVisit, type Judgement, type Row, type ServerVerdict } from './model'
import { saveMoves, type Outcome } from './moves'
import { boardDay, boardVisit, type WireBoard, type WireVisit } from './wire'
import { reasonText } from './words'

export type { Spot }
export interface Wish { id: number; to: Spot; version?: number }
interface Going { wish: Wish; visit: BoardVisit }
type Kind = 'do' | 'undo' | 'redo'

const SOON = 120, FLASH = 1600, MOST_PATCHED = 40

export function useBoard(day: () => number) {
  const board = shallowRef<BoardDay | null>(null)
  const rows = shallowReactive(new Map<number, Row>())
  const open = shallowRef<BoardVisit[]>([])
  const error = shallowRef<unknown>(null)
  const loading = ref(false), holding = ref(false), saving = shallowReactive(new Set<number>())
  const history = shallowRef(emptyHistory())
  const revision = ref(0)
  const flashing = shallowRef<ReadonlyMap<number, string>>(new Map())      // visit → who changed it
  const lately = shallowRef('')                                           // the last change of a colleague, as a sentence
  const index = new Map<number, BoardVisit>()
  let late = false
  let asking: AbortController | null = null

  // ---- loading ----
  async function load() {
    asking?.abort()
    const mine = (asking = new AbortController())
    loading.value = true
    try {
      const got = await (takeEarly<WireBoard>(day()) ?? get<WireBoard>('board', { day: day(), branch: place.branch || undefined }, { signal: mine.signal }))
      if (mine.signal.aborted) return
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
    const fresh = new Map<number, Row>(got.workers.map((worker) => [worker.id, { worker, visits: [], blocks: [] }]))
    for (const b of got.blocks) fresh.get(b.worker)?.blocks.push(b)
    const free: BoardVisit[] = []
    index.clear()
    for (const v of got.visits) { index.set(v.id, v); (v.worker ? (fresh.get(v.worker)?.visits ?? free) : free).push(v) }
    for (const id of [...rows.keys()]) if (!fresh.has(id)) rows.delete(id)
    for (const [id, row] of fresh) rows.set(id, row)
    open.value = byUrgency(free)
    revision.value++
  }
  watch(day, () => { board.value = null; history.value = emptyHistory(); void load() }, { immediate: true })
  let soon = 0
  function loadSoon(wait = 400) {
    clearTimeout(soon)
    soon = window.setTimeout(() => { if (holding.value || saving.size) late = true; else void load() }, wait)
  }

  // ---- what colleagues do ----
  const told = new Set<number>()
  let patching = 0
  onStream('change', (event) => {
    if (event.type === 'visit') {
      if (board.value?.branch && event.branch !== board.value.branch && !index.has(event.id)) return
      if (index.get(event.id)?.version === event.version) return
      told.add(event.id)
      patching ||= window.setTimeout(() => void patch(), SOON)
    } else if (event.type === 'worker_leave' || event.type === 'lending' || event.type === 'worker' || event.type === 'face_ask') loadSoon()
  })
  onStream('poll', () => loadSoon())
  onScopeDispose(() => { clearTimeout(patching); clearTimeout(soon) })
  /** Those that were told of, as they are now. What is being saved or dragged here is looked at afterwards: nothing moves under the hand. */
  async function patch() {
    patching = 0
    if (holding.value || saving.size) { if (told.size) patching = window.setTimeout(() => void patch(), SOON); return }
    const ids = [...told]
    told.clear()
    if (!ids.length) return
    if (ids.length > MOST_PATCHED) { loadSoon(0); return }
    try {
      const got = await get<{ day: number; visits: WireVisit[] }>('board', { day: day(), branch: place.branch || undefined, visits: ids.join(',') })
      if (got.day !== day() || !board.value) return
      const here = new Map(got.visits.map((v) => [v.id, boardVisit(v)]))
      for (const id of ids) {
        const now = here.get(id), was = index.get(id)
        if (!now) { if (was) drop(id); else if ([...rows.values()].some((r) => r.blocks.some((b) => b.visit === id))) loadSoon(); continue }
        if (was && was.version > now.version) continue
        put(now)
        if (now.by !== me.value?.user.id && was?.version !== now.version) show(now, was)
        if ((now.persons ?? 1) > 1 || now.second || was?.second) loadSoon(1500)      // her partner's row has a block of it
      }
    } catch { loadSoon() }
  }
  function show(now: BoardVisit, was?: BoardVisit) {
    const who = now.by_name || t('record.someone')
    flashing.value = new Map(flashing.value).set(now.id, who)
    lately.value = was && (was.worker !== now.worker || was.start !== now.start)
      ? now.worker ? t('dispatch.didAssign', { who, name: now.customer_name, worker: workerName(now.worker), time: clockText(startOf(now, day())) }) : t('dispatch.didReturn', { who, name: now.customer_name })
      : t('dispatch.didChange', { who, name: now.customer_name })
    window.setTimeout(() => { const rest = new Map(flashing.value); rest.delete(now.id); flashing.value = rest }, FLASH)
  }

  // ---- one visit ----
  const find = (id: number): BoardVisit | undefined => index.get(id)
  function drop(id: number) {
    const old = index.get(id)
    if (!old) return
    index.delete(id)
    const row = old.worker ? rows.get(old.worker) : undefined
    if (row) rows.set(row.worker.id, { ...row, visits: row.visits.filter((v) => v.id !== id) })
    else open.value = open.value.filter((v) => v.id !== id)
    revision.value++
  }
  function put(visit: BoardVisit) {
    drop(visit.id)
    index.set(visit.id, visit)
    const row = visit.worker ? rows.get(visit.worker) : undefined
    if (row) rows.set(row.worker.id, { ...row, visits: [...row.visits, visit] })
    else open.value = byUrgency([...open.value, visit])
    revision.value++
  }
  const localVerdict = (visit: BoardVisit, worker: number, start: number): Judgement | null => { const row = rows.get(worker); return !row || !board.value ? null : passed(visit, start, day(), { day: today(), minute: minuteOfDay(serverNow()) }) ? { level: 'bad', reason: { code: 'past' } } : judge(visit, row, start, board.value) }
  const askServer = (visit: BoardVisit, worker: number, start: number, signal?: AbortSignal) => post<ServerVerdict>('board/verdict', { visit: visit.id, worker, start: instantAt(day(), start) }, { signal })
  const workerName = (id: number | null) => (id === null ? '' : rows.get(id)?.worker.name ?? '')
  const spotOf = (v: BoardVisit): Spot => ({ worker: v.worker, start: startOf(v, day()) })

  // ---- moves ----
  /** Save drops. What is refused, here or there, is never kept; the visit goes back to where it was. */
  async function moveMany(wishes: Wish[], kind: Kind = 'do'): Promise<Moved[]> {
    const going: Going[] = []
    for (const wish of wishes) {
      const visit = find(wish.id)
      if (!visit || saving.has(wish.id)) continue
      const from = spotOf(visit)
      if (from.worker === wish.to.worker && (from.start === wish.to.start || wish.to.worker === null)) continue
      const local = wish.to.worker === null || wishes.length > 1 || kind === 'undo' ? null : localVerdict(visit, wish.to.worker, wish.to.start)
      if (local?.level === 'bad') { refuse(wish.to.worker, reasonText(local.reason)); continue }
      going.push({ wish, visit })
    }
    if (!going.length) return []
    for (const { wish, visit } of going) {
      saving.add(visit.id)
      const start = instantAt(day(), wish.to.start)
      put({ ...visit, worker: wish.to.worker, start: wish.to.worker === null ? visit.start : start, end: wish.to.worker === null ? visit.end : start + (visit.end - visit.start) })
    }
    let out: Outcome[] = []
    try {
      out = await save(going, kind)
    } catch (failure) {
      out = going.map(({ visit }) => ({ visit: visit.id, ok: false }))
      report(failure)
    }
    const done = settle(going, out)
    for (const { visit } of going) saving.delete(visit.id)
    tell(done, out.filter((o) => !o.ok && o.why), going, kind)
    if (kind === 'do') history.value = did(history.value, done)
    if (late) { late = false; loadSoon() }
    return done
  }
  const save = (going: Going[], kind: Kind): Promise<Outcome[]> => saveMoves(
    going.map(({ wish, visit }) => ({ visit: visit.id, version: wish.version ?? visit.version, worker: wish.to.worker ?? 0, ...(wish.to.worker === null ? {} : { start: instantAt(day(), wish.to.start) }), ...(kind === 'undo' && { back: true }) })),
    (unasked) => {
      const one = going.find(({ visit }) => visit.id === unasked[0])!
      return unasked.length === 1 ? t('dispatch.askText', { name: one.visit.customer_name, from: clockText(promisedOf(one.visit, day())), to: clockText(one.wish.to.start) }) : t('dispatch.askMany', { n: unasked.length })
    })
  function settle(going: Going[], out: Outcome[]): Moved[] {
    const done: Moved[] = []
    for (const { wish, visit } of going) {
      const said = out.find((o) => o.visit === visit.id)
      const now = find(visit.id)
      if (!said?.ok) { put(visit); continue }
      if (now) put({ ...now, version: said.version ?? now.version, state: said.state ?? now.state, answer_until: undefined })
      history.value = renewed(history.value, visit.id, visit.version, said.version ?? visit.version)
      told.add(visit.id)                                    // its time to answer, its late mark: the server's to say
      done.push({ id: visit.id, name: visit.customer_name, from: spotOf(visit), to: wish.to, version: said.version ?? visit.version, was: visit.state })
    }
    if (told.size) patching ||= window.setTimeout(() => void patch(), SOON)
    return done
  }
  function tell(done: Moved[], no: Outcome[], going: Going[], kind: Kind) {
    for (const o of no.slice(0, 2)) {
      const one = going.find(({ visit }) => visit.id === o.visit)!
      if (kind === 'do' && going.length === 1 && o.code !== 'stale') refuse(one.wish.to.worker, o.why!)
      else toast.bad(t(kind === 'do' ? 'board.refusedVisit' : 'dispatch.notUndone', { name: one.visit.customer_name, why: o.why }))
      if (o.code === 'stale') told.add(o.visit)
    }
    if (no.length > 2) toast.bad(t('dispatch.moreRefused', { n: no.length - 2 }))
    if (told.size) patching ||= window.setTimeout(() => void patch(), SOON)
    if (!done.length) return
    const first = done[0]!
    const text = kind === 'undo' ? (done.length > 1 ? t('dispatch.undoneMany', { n: done.length }) : t('board.undone', { name: first.name }))
      : done.length > 1 ? (first.to.worker === null ? t('dispatch.returnedMany', { n: done.length }) : t('dispatch.movedMany', { n: done.length }))
        : first.to.worker === null ? t('board.returned', { name: first.name }) : t('board.assigned', { worker: workerName(first.to.worker), time: clockText(first.to.start), name: first.name })
    toast.deed(text, kind === 'undo' ? undefined : { label: t('common.undo'), run: () => void undo() })
  }
  function refuse(worker: number | null, why: string) { toast.bad(worker === null ? why : t('board.refused', { name: workerName(worker), why })) }
  const move = async (id: number, to: Spot) => (await moveMany([{ id, to }])).length > 0

  async function undo() {
    const taken = takeUndo(history.value)
    if (!taken) return
    const lost = yesLost(taken.operation, Date.now())
    if (lost.length && !(await askConfirm({ title: t('dispatch.undoAsks'), text: t('dispatch.undoAsksText', { name: lost[0]!.name, worker: workerName(lost[0]!.from.worker), n: lost.length }), confirm: t('common.undo') }))) return
    history.value = taken.rest
    const back = await moveMany(inverse(taken.operation).map((m) => ({ id: m.id, to: m.to, version: m.version })), 'undo')
    const asked = back.filter((b) => taken.operation.moves.some((m) => m.id === b.id && (m.was === 'accepted' || m.was === 'confirmed')) && find(b.id)?.state === 'offered' && !lost.some((m) => m.id === b.id))
    if (asked.length) toast.bad(t('dispatch.undoneAsks', { name: asked[0]!.name, n: asked.length }))
    history.value = undid(history.value, taken.operation.moves.flatMap((m) => { const b = back.find((x) => x.id === m.id); return b ? [{ ...m, version: b.version }] : [] }))
  }
  async function redo() {
    const taken = takeRedo(history.value)
    if (!taken) return
    history.value = taken.rest
    const again = await moveMany(taken.operation.moves.map((m) => ({ id: m.id, to: m.to, version: m.version })), 'redo')
    history.value = redid(history.value, again)
  }
  watch(holding, (now) => { if (now) return; if (late) { late = false; loadSoon() } if (told.size) patching ||= window.setTimeout(() => void patch(), 0) })

  const all = computed(() => (void revision.value, [...index.values()]))
  const isToday = computed(() => day() === today())
  const undoable = computed(() => history.value.done.length > 0), redoable = computed(() => history.value.undone.length > 0)
  return { board, rows, open, all, error, loading, holding, saving, undoable, redoable, revision, flashing, lately, isToday, load, find, move, moveMany, undo, redo, localVerdict, askServer, day, lengthOf, workerName }
}
export type Board = ReturnType<typeof useBoard>
