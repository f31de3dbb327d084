/** What can be taken back: a stack of operations, each of one or many moves. An operation remembers the version each visit had afterwards;
 *  whoever undoes it sends that version, so that what somebody else changed since is never overwritten unseen. */
export interface Spot { worker: number | null; start: number }
/** `was`: the visit's state before the deed. */
export interface Moved { id: number; name: string; from: Spot; to: Spot; version: number; was: string }
export interface Operation { moves: Moved[]; at: number }
export interface History { done: Operation[]; undone: Operation[] }

export const MOST = 50
export const emptyHistory = (): History => ({ done: [], undone: [] })
const last = (stack: Operation[]) => stack[stack.length - 1]

/** A new deed: what was undone before cannot be redone any more. */
export const did = (h: History, moves: Moved[], at = Date.now()): History => (moves.length ? { done: [...h.done, { moves, at }].slice(-MOST), undone: [] } : h)

/** Of an operation that is taken back, those whose worker had said yes and will be asked again: the server lets a yes stand for half an hour
 *  (operations/assign.c), and only when somebody else had it meanwhile is it lost at all. */
export const YES_HOLDS = 30 * 60_000
export const yesLost = (o: Operation, now: number): Moved[] => o.moves.filter((m) => (m.was === 'accepted' || m.was === 'confirmed') && m.from.worker !== null && m.from.worker !== m.to.worker && now > o.at + YES_HOLDS - 10_000)

/** The opposite of an operation, in the opposite order. */
export const inverse = (o: Operation): Moved[] => [...o.moves].reverse().map((m) => ({ ...m, from: m.to, to: m.from }))

export function takeUndo(h: History): { operation: Operation; rest: History } | null {
  const operation = last(h.done)
  return operation ? { operation, rest: { done: h.done.slice(0, -1), undone: h.undone } } : null
}
export function takeRedo(h: History): { operation: Operation; rest: History } | null {
  const operation = last(h.undone)
  return operation ? { operation, rest: { done: h.done, undone: h.undone.slice(0, -1) } } : null
}
/** `moves`: what was really taken back, with the versions after it, in the form of the deed (from → to as it was done). */
export const undid = (h: History, moves: Moved[]): History => (moves.length ? { ...h, undone: [...h.undone, { moves, at: Date.now() }].slice(-MOST) } : h)
export const redid = (h: History, moves: Moved[]): History => (moves.length ? { ...h, done: [...h.done, { moves, at: Date.now() }].slice(-MOST) } : h)

/** Another of my moves, or a step of mine, gave the visit a newer version: older operations on it stay possible. */
export function renewed(h: History, id: number, from: number, to: number): History {
  const fresh = (stack: Operation[]) => stack.map((o) => (o.moves.some((m) => m.id === id && m.version === from) ? { at: o.at, moves: o.moves.map((m) => (m.id === id && m.version === from ? { ...m, version: to } : m)) } : o))
  return { done: fresh(h.done), undone: fresh(h.undone) }
}
