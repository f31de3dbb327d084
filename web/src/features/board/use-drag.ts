/** Dragging a visit. While the pointer moves nothing reactive is written: one ghost and one target box are moved in an animation
 *  frame. One of several that are picked takes the others along, each at its own time. The board's own judgement is instant; the server's verdict is asked at most every 120 ms and shown before the drop. */
import { onScopeDispose, shallowRef, type Ref } from 'vue'
import { clockSpan } from '@/shared/lib/span'
import { blocking, reasonLine } from '@/shared/lib/judgement'
import { t } from '@/shared/words'
import { askNoes, type Noes } from './noes'
import { judge, judgeMany, lastStart, lengthOf, snap, startOf, STEP, type BoardVisit, type Level, type Row } from './model'
import type { Board, Spot } from './use-board'
import { reasonText } from './words'

export interface Geometry { scroller: Ref<HTMLElement | undefined>; rows: () => Row[]; label: number; head: number; rowHeight: () => number; perMinute: () => number }
interface Held { visit: BoardVisit; group: BoardVisit[]; by: number; good: number; x0: number; y0: number; grab: number; moved: boolean; x: number; y: number; frame: number; spot: Spot | null; level: Level; text: string; pointer: number; from: HTMLElement }

const PAUSE = 120, NO_BUTTON = -1, MOST_ASKED = 8

export function useDrag(board: Board, geometry: Geometry, ghost: Ref<HTMLElement | undefined>, target: Ref<HTMLElement | undefined>, tap: (visit: BoardVisit, event: PointerEvent) => void, picked: () => BoardVisit[], hold: (visit: number) => void) {
  const dragging = shallowRef<BoardVisit | null>(null)
  let held: Held | null = null
  let timer = 0, last = 0
  let asking: AbortController | null = null
  const verdicts = new Map<string, { ok: boolean; warned: boolean; text: string }>()
  /* Whom the server would refuse, visit by visit: asked when something is taken up, so that its rows step back before anything is dropped. */
  const noes = shallowRef<ReadonlyMap<number, Noes>>(new Map())
  async function look(group: BoardVisit[]) {
    noes.value = new Map()
    for (const v of group.slice(0, MOST_ASKED)) {
      try {
        const said = await askNoes(v.id)
        if (!held?.group.includes(v)) return
        noes.value = new Map(noes.value).set(v.id, said)
      } catch { /* without its word each row is judged when it is reached */ }
    }
  }
  /** Can this row take what is held, at its own time? Of several: any of them. */
  function fits(row: Row): boolean {
    const day = board.board.value!, group = held?.group ?? []
    if (group.length < 2) { const v = dragging.value!; return !noes.value.get(v.id)?.all.has(row.worker.id) && judge(v, row, startOf(v, board.day()), day).level !== 'bad' }
    return judgeMany(group.filter((v) => !noes.value.get(v.id)?.unseen.has(row.worker.id)), row, 0, day).good > 0
  }

  function begin(event: PointerEvent, visit: BoardVisit) {
    if (event.button !== 0 || held) return
    const from = event.currentTarget as HTMLElement
    const box = from.getBoundingClientRect()
    const group = picked().some((v) => v.id === visit.id) ? picked().filter((v) => !v.locked) : [visit]
    held = { visit, group, by: 0, good: 0, x0: event.clientX, y0: event.clientY, grab: visit.worker ? event.clientX - box.left : 12, moved: false, x: 0, y: 0, frame: 0, spot: null, level: 'ok', text: '', pointer: event.pointerId, from }
    verdicts.clear()
    addEventListener('pointermove', move)
    addEventListener('pointerup', drop)
    addEventListener('pointercancel', cancel)
    addEventListener('keydown', escape, true)
  }
  function move(event: PointerEvent) {
    if (!held || event.pointerId !== held.pointer) return
    if (!held.moved) {
      if (Math.hypot(event.clientX - held.x0, event.clientY - held.y0) < 5 || held.visit.locked) return
      held.moved = true
      board.holding.value = true
      dragging.value = held.visit
      hold(held.visit.id)
      void look(held.group)
    }
    held.x = event.clientX
    held.y = event.clientY
    held.frame ||= requestAnimationFrame(paint)
  }
  /** Taken up elsewhere (the tray in its own window): it hangs on the pointer without a button, a click puts it down; arrows and Enter do the same. */
  function carry(visit: BoardVisit) {
    if (held || visit.locked) return
    const box = geometry.scroller.value!.getBoundingClientRect()
    held = { visit, group: [visit], by: 0, good: 0, x0: 0, y0: 0, grab: 12, moved: true, x: 0, y: 0, frame: 0, spot: null, level: 'ok', text: '', pointer: NO_BUTTON, from: geometry.scroller.value! }
    held.x = box.left + geometry.label + 12 + Math.max(0, startOf(visit, board.day()) - board.board.value!.from_minute) * geometry.perMinute() - geometry.scroller.value!.scrollLeft
    held.y = box.top + geometry.head + geometry.rowHeight() / 2
    verdicts.clear()
    board.holding.value = true
    dragging.value = visit
    hold(visit.id)
    void look(held.group)
    addEventListener('pointermove', hang)
    addEventListener('pointerdown', putDown, true)
    addEventListener('keydown', walk, true)
    held.frame = requestAnimationFrame(() => { held && (held.frame = requestAnimationFrame(paint)) })
  }
  function hang(event: PointerEvent) { if (!held) return; held.x = event.clientX; held.y = event.clientY; held.frame ||= requestAnimationFrame(paint) }
  function putDown(event: PointerEvent) {
    if (event.button) return
    event.preventDefault()
    event.stopPropagation()
    addEventListener('click', (click) => { click.stopPropagation(); click.preventDefault() }, { capture: true, once: true })
    hang(event)
    paint()
    drop(event)
  }
  function walk(event: KeyboardEvent) {
    if (!held) return
    const step = { ArrowLeft: [-STEP * geometry.perMinute(), 0], ArrowRight: [STEP * geometry.perMinute(), 0], ArrowUp: [0, -geometry.rowHeight()], ArrowDown: [0, geometry.rowHeight()] }[event.key]
    if (event.key === 'Escape') end()
    else if (event.key === 'Enter') { const at = new PointerEvent('pointerup', { clientX: held.x, clientY: held.y }); drop(at) }
    else if (step) { held.x += step[0]!; held.y += step[1]!; held.frame ||= requestAnimationFrame(paint) }
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  function paint() {
    if (!held) return
    held.frame = 0
    const scroller = geometry.scroller.value!
    const box = scroller.getBoundingClientRect()
    if (ghost.value) ghost.value.style.transform = `translate(${Math.min(held.x - 12, innerWidth - 330)}px, ${Math.max(8, held.y - 74)}px)`
    const inside = held.x > box.left + geometry.label && held.x < box.right && held.y > box.top + geometry.head && held.y < box.bottom
    if (held.x > box.left && held.x < box.right) {
      if (held.y < box.top + geometry.head + 28 && held.y > box.top) scroller.scrollTop -= 12
      else if (held.y > box.bottom - 28 && held.y < box.bottom) scroller.scrollTop += 12
    }
    const at = Math.floor((held.y - box.top - geometry.head + scroller.scrollTop) / geometry.rowHeight())
    const row = inside ? geometry.rows()[at] : undefined
    if (!row || !board.board.value) { held.spot = null; show('', held.visit.worker ? t('board.dropBack') : t('board.dropOn'), null, 0, 0); return }
    const { from_minute } = board.board.value
    const minute = from_minute + (held.x - held.grab - box.left - geometry.label + scroller.scrollLeft) / geometry.perMinute()
    /* Several together keep their times: what nobody has always, the others unless they are clearly drawn aside. */
    const own = held.group.length > 1 && (!held.visit.worker || Math.abs(held.x - held.x0) < 24)
    const start = own ? startOf(held.visit, board.day()) : Math.max(from_minute, Math.min(lastStart(held.visit, board.board.value), snap(minute)))
    if (held.spot?.worker !== row.worker.id || held.spot.start !== start) {
      held.spot = { worker: row.worker.id, start }
      judgeSpot(row)
    }
    show(held.level, held.group.length > 1 ? t('dispatch.manyTo', { n: held.group.length, name: row.worker.name }) : `${row.worker.name} ${clockSpan(start, start + lengthOf(held.visit))}`, held.text, geometry.label + (start - from_minute) * geometry.perMinute(), at * geometry.rowHeight() + geometry.head)
  }
  function judgeSpot(row: Row) {
    const { visit, spot } = held!
    if (held!.group.length > 1) {
      held!.by = spot!.start - startOf(visit, board.day())
      const no = (v: BoardVisit) => noes.value.get(v.id)?.unseen.get(row.worker.id), able = held!.group.filter((v) => !no(v)), why = held!.group.map(no).find(Boolean)
      const many = judgeMany(able, row, held!.by, board.board.value!)
      held!.good = many.good
      held!.level = many.good ? many.level === 'bad' || why ? 'warn' : many.level : 'bad'
      held!.text = why ? `${t('dispatch.goodOf', { good: many.good, n: held!.group.length })} · ${why}` : many.first ? `${t('dispatch.goodOf', { good: many.good, n: held!.group.length })} · ${reasonText(many.first)}` : t('dispatch.goodOf', { good: many.good, n: held!.group.length })
      return
    }
    const local = board.localVerdict(visit, row.worker.id, spot!.start)!
    const known = verdicts.get(keyOf(spot!))
    held!.level = local.level === 'bad' || (known && !known.ok) ? 'bad' : known?.warned ? 'warn' : local.level
    held!.text = local.level === 'bad' ? reasonText(local.reason) : (known?.text || reasonText(local.reason))
    clearTimeout(timer)
    if (local.level !== 'bad' && !known) timer = window.setTimeout(() => void ask(visit, spot!), Math.max(0, last + PAUSE - performance.now()))
  }
  async function ask(visit: BoardVisit, spot: Spot) {
    last = performance.now()
    asking?.abort()
    asking = new AbortController()
    try {
      const said = await board.askServer(visit, spot.worker!, spot.start, asking.signal)
      const first = blocking(said)[0] ?? said.reasons[0]
      const text = first ? reasonLine(first) : said.travel ? t('board.travel', { n: said.travel }) : ''
      verdicts.set(keyOf(spot), { ok: said.ok, warned: said.reasons.length > 0, text })
      const row = board.rows.get(spot.worker!)
      if (held?.spot && keyOf(held.spot) === keyOf(spot) && row) { judgeSpot(row); held.frame ||= requestAnimationFrame(paint) }
    } catch { /* without a verdict the drop itself is judged by the server */ }
  }
  function show(level: string, where: string, why: string | null, x: number, y: number) {
    if (ghost.value) {
      ghost.value.dataset.level = level
      ghost.value.querySelector('small')!.textContent = why ? `${where} · ${why}` : where
    }
    if (!target.value) return
    target.value.style.opacity = why === null ? '0' : '1'
    target.value.dataset.level = level
    target.value.style.width = `${lengthOf(held!.visit) * geometry.perMinute()}px`
    target.value.style.transform = `translate(${x}px, ${y}px)`
  }
  function drop(event: PointerEvent) {
    const was = held
    end()
    if (!was) return
    if (!was.moved) { tap(was.visit, event); return }
    if (was.group.length > 1) { void dropMany(was, event); return }
    if (was.spot) {
      const known = verdicts.get(keyOf(was.spot))
      if (known && !known.ok) { board.localVerdict(was.visit, was.spot.worker!, was.spot.start); refused.value = { name: was.visit.customer_name, why: known.text }; return }
      void board.move(was.visit.id, was.spot)
    } else if (was.visit.worker && overTray(event)) {
      void board.move(was.visit.id, { worker: null, start: startOf(was.visit, board.day()) })
    }
  }
  const overTray = (event: PointerEvent) => document.elementsFromPoint(event.clientX, event.clientY).some((e) => (e as HTMLElement).dataset?.drop === 'tray')
  async function dropMany(was: Held, event: PointerEvent) {
    const start = (v: BoardVisit) => startOf(v, board.day())
    if (was.spot && was.good) await board.moveMany(was.group.map((v) => ({ id: v.id, to: { worker: was.spot!.worker, start: start(v) + was.by } })))
    else if (was.spot) refused.value = { name: was.visit.customer_name, why: was.text }
    else if (overTray(event)) await board.moveMany(was.group.filter((v) => v.worker).map((v) => ({ id: v.id, to: { worker: null, start: start(v) } })))
  }
  const refused = shallowRef<{ name: string; why: string } | null>(null)
  const cancel = () => end()
  function escape(event: KeyboardEvent) { if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); end() } }
  function end() {
    if (held?.frame) cancelAnimationFrame(held.frame)
    if (held?.moved) hold(0)
    held = null
    dragging.value = null
    board.holding.value = false
    clearTimeout(timer)
    asking?.abort()
    removeEventListener('pointermove', move)
    removeEventListener('pointerup', drop)
    removeEventListener('pointercancel', cancel)
    removeEventListener('keydown', escape, true)
    removeEventListener('pointermove', hang)
    removeEventListener('pointerdown', putDown, true)
    removeEventListener('keydown', walk, true)
  }
  onScopeDispose(end)
  const keyOf = (spot: Spot) => `${spot.worker}@${spot.start}`
  const count = () => held?.group.length ?? 0
  return { dragging, refused, begin, carry, count, fits }
}
