/** Moving a visit on the week: to another day, another worker, or both, at its own time of day. The server's verdict stands there before the drop;
 *  what it refuses is not saved. What nobody has is taken from the head of its day. By pointer from the visit itself, by keyboard from its cell (M takes it up, arrows, Enter, Esc). */
import { computed, onScopeDispose, shallowRef } from 'vue'
import { report, post } from '@/shared/lib/http'
import { blocking, reasonLine } from '@/shared/lib/judgement'
import { clockText, dayOf, dayStart, dayText, minuteOfDay } from '@/shared/lib/time'
import { toast } from '@/shared/lib/toast'
import { t } from '@/shared/words'
import type { Level, ServerVerdict } from './model'
import { saveMoves } from './moves'
import type { WeekRow, WeekVisit } from './week'

export interface Carried { visit: WeekVisit; row: number; day: number; level: Level | 'wait'; text: string; x: number; y: number; keys: boolean }
interface Deed { visit: WeekVisit; to: { worker: number; start: number } }
const PAUSE = 120, MOST = 50

export function useWeekDrag(rows: () => WeekRow[], monday: () => number, cellAt: (x: number, y: number) => { row: number; day: number } | null, saved: () => Promise<void>) {
  const held = shallowRef<Carried | null>(null)
  let from: { visit: WeekVisit; x: number; y: number; pointer: number } | null = null
  let timer = 0, asking: AbortController | null = null, justDragged = false
  const startOn = (visit: WeekVisit, day: number) => dayStart(day) + minuteOfDay(visit.start) * 60_000
  const same = (visit: WeekVisit, row: WeekRow, day: number) => visit.worker === row.id && dayOf(visit.start) === day

  function begin(event: PointerEvent, visit: WeekVisit) {
    if (event.button || visit.locked) return
    from = { visit, x: event.clientX, y: event.clientY, pointer: event.pointerId }
    addEventListener('pointermove', move)
    addEventListener('pointerup', up)
    addEventListener('pointercancel', end)
    addEventListener('keydown', escape, true)
  }
  function move(event: PointerEvent) {
    if (!from || event.pointerId !== from.pointer) return
    if (!held.value && Math.hypot(event.clientX - from.x, event.clientY - from.y) < 5) return
    const at = cellAt(event.clientX, event.clientY), now = held.value
    if (!at) held.value = { visit: from.visit, row: -1, day: 0, level: 'wait', text: t('dispatch.weekOver'), x: event.clientX, y: event.clientY, keys: false }
    else if (now && now.row === at.row && now.day === at.day) held.value = { ...now, x: event.clientX, y: event.clientY }
    else over(from.visit, at.row, at.day, event.clientX, event.clientY, false)
  }
  function over(visit: WeekVisit, row: number, day: number, x: number, y: number, keys: boolean) {
    const to = rows()[row]
    if (!to) return
    const here = same(visit, to, day), where = `${to.name} ${dayText(day)} ${clockText(minuteOfDay(visit.start))}`
    held.value = { visit, row, day, level: here ? 'ok' : 'wait', text: here ? t('dispatch.weekHere') : `${where} · ${t('dispatch.weekAsking')}`, x, y, keys }
    clearTimeout(timer)
    asking?.abort()
    if (!here) timer = window.setTimeout(() => void ask(visit, to, day, where), PAUSE)
  }
  async function ask(visit: WeekVisit, to: WeekRow, day: number, where: string) {
    asking = new AbortController()
    try {
      const said = await post<ServerVerdict>('board/verdict', { visit: visit.id, worker: to.id, start: startOn(visit, day) }, { signal: asking.signal })
      const first = blocking(said)[0] ?? said.reasons[0], now = held.value
      if (!now || now.visit.id !== visit.id || rows()[now.row]?.id !== to.id || now.day !== day) return
      const moved = dayOf(visit.start) !== day
      held.value = { ...now, level: said.ok ? (said.reasons.length || moved ? 'warn' : 'ok') : 'bad', text: [where, first && reasonLine(first), said.ok && moved && t('dispatch.weekAsk'), !first && !moved && (said.travel ? t('board.travel', { n: said.travel }) : t('board.why.free'))].filter(Boolean).join(' · ') }
    } catch { /* without a verdict the drop itself is judged by the server */ }
  }
  function up() {
    const now = held.value
    justDragged = now !== null
    end()
    if (now && now.row >= 0) void drop(now)
  }
  async function drop(now: Carried) {
    const to = rows()[now.row]
    if (!to || same(now.visit, to, now.day)) return
    if (now.level === 'bad') { toast.bad(t('board.refusedVisit', { name: now.visit.area || now.visit.line_label, why: now.text })); return }
    const at = startOn(now.visit, now.day), version = await save(now.visit, to.id, at, to.name, now.day, false)
    // what nobody had goes back to nobody, but not to the day before: of that its customer has agreed
    if (version && (now.visit.worker !== null || at === now.visit.start)) { done.value = [...done.value, { visit: now.visit, to: { worker: to.id, start: at } }].slice(-MOST); undone.value = [] }
  }
  /* ---- taken back: with the version my own hand left; what a colleague changed since is refused with who it was ---- */
  const done = shallowRef<Deed[]>([]), undone = shallowRef<Deed[]>([]), versions = new Map<number, number>()
  async function again(deed: Deed, back: boolean) {
    const spot = back ? { worker: deed.visit.worker ?? 0, start: deed.visit.start } : deed.to, is = back ? deed.to : { worker: deed.visit.worker, start: deed.visit.start }
    return save({ ...deed.visit, ...is, version: versions.get(deed.visit.id) ?? deed.visit.version }, spot.worker, spot.start, rows().find((r) => r.id === spot.worker)?.name ?? '', dayOf(spot.start), back)
  }
  async function undo() {
    const deed = done.value[done.value.length - 1]
    if (!deed) return
    done.value = done.value.slice(0, -1)
    if (await again(deed, true)) undone.value = [...undone.value, deed]
  }
  async function redo() {
    const deed = undone.value[undone.value.length - 1]
    if (!deed) return
    undone.value = undone.value.slice(0, -1)
    if (await again(deed, false)) done.value = [...done.value, deed]
  }
  /** @return its new version; 0: it was not saved. */
  async function save(visit: WeekVisit, worker: number, start: number, name: string, day: number, back: boolean): Promise<number> {
    let version = 0
    try {
      const label = visit.area || visit.line_label
      const [out] = await saveMoves([{ visit: visit.id, version: visit.version, worker, start, ...(back && { back }) }], () => t('dispatch.weekAskText', { name: label, from: `${dayText(dayOf(visit.start))} ${clockText(minuteOfDay(visit.start))}`, to: `${dayText(day)} ${clockText(minuteOfDay(start))}` }))
      if (out?.ok) {
        version = out.version ?? visit.version
        versions.set(visit.id, version)
        const may = !back && (visit.worker !== null || start === visit.start)
        toast.deed(worker ? t('board.assigned', { worker: name, time: `${dayText(day)} ${clockText(minuteOfDay(start))}`, name: label }) : t('board.returned', { name: label }), may ? { label: t('common.undo'), run: () => void undo() } : undefined)
      } else if (out?.why) toast.bad(t('board.refusedVisit', { name: label, why: out.why }))
    } catch (failure) { report(failure) }
    await saved()
    return version
  }

  /** @return true when the key was one of ours. `visits`: those of the cell it was pressed on. */
  function key(event: KeyboardEvent, row: number, day: number, visits: WeekVisit[]): boolean {
    const now = held.value, name = event.key.toLowerCase()
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false
    if (name === 'm') {
      const free = visits.filter((v) => !v.locked), at = now ? free.findIndex((v) => v.id === now.visit.id) + 1 : 0
      if (!free.length) return false
      over(free[at % free.length]!, row, day, 0, 0, true)
      return true
    }
    if (!now?.keys) return false
    if (name === 'escape') end()
    else if (name === 'enter') { if (now.level !== 'bad') { end(); void drop(now) } }
    else if (name === 'arrowup' || name === 'arrowdown') over(now.visit, Math.max(0, Math.min(rows().length - 1, now.row + (name === 'arrowup' ? -1 : 1))), now.day, 0, 0, true)
    else if (name === 'arrowleft' || name === 'arrowright') over(now.visit, now.row, Math.max(monday(), Math.min(monday() + 6, now.day + (name === 'arrowleft' ? -1 : 1))), 0, 0, true)
    else return false
    return true
  }
  function escape(event: KeyboardEvent) { if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); end() } }
  function end() {
    from = null
    held.value = null
    clearTimeout(timer)
    asking?.abort()
    removeEventListener('pointermove', move)
    removeEventListener('pointerup', up)
    removeEventListener('pointercancel', end)
    removeEventListener('keydown', escape, true)
  }
  onScopeDispose(end)
  /** The click that ends a drag opens nothing. */
  const dragEnded = () => { const was = justDragged; justDragged = false; return was }
  const undoable = computed(() => done.value.length > 0), redoable = computed(() => undone.value.length > 0)
  return { held, begin, key, end, dragEnded, undo, redo, undoable, redoable }
}
