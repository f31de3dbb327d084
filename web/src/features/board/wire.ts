/** GET /api/board as it comes → the day as the board thinks: blocks in minutes, leave beside work at another branch, visits she goes along to and what goes on from the day before. */
import { dayStart, MINUTE } from '@/shared/lib/time'
import type { BoardDay, BoardVisit, BoardWorker } from './model'

interface WireBlock { worker: number; from: number; to: number; label: string; kind: string; branch_name: string; visit?: number }
interface WireWorker extends Omit<BoardWorker, 'leave' | 'branch_name'> { branch_name?: string }
export interface WireVisit extends Omit<BoardVisit, 'late'> { late?: number | boolean }
export interface WireBoard extends Omit<BoardDay, 'workers' | 'visits' | 'blocks'> { workers: WireWorker[]; visits: WireVisit[]; blocks: WireBlock[] }

export const boardVisit = (v: WireVisit): BoardVisit => ({ ...v, late: Boolean(v.late) })
export function boardDay(wire: WireBoard): BoardDay {
  const midnight = dayStart(wire.day)
  const minute = (instant: number) => Math.round((instant - midnight) / MINUTE)
  const blocks = wire.blocks.map((b) => ({ worker: b.worker, kind: b.kind, from: minute(b.from), to: minute(b.to), label: b.label, branch_name: b.branch_name, ...(b.visit ? { visit: b.visit } : {}) }))
  const leaves = new Map<number, typeof blocks>()
  const elsewhere = (kind: string) => kind === 'elsewhere' || kind === 'overnight' || kind === 'along'
  for (const b of blocks) if (!elsewhere(b.kind)) leaves.set(b.worker, [...(leaves.get(b.worker) ?? []), b])
  return {
    ...wire,
    workers: wire.workers.map((w) => ({ ...w, branch_name: w.branch_name ?? '', leave: leaves.get(w.id) ?? [], shift: w.shift && w.shift.to > w.shift.from ? w.shift : null })),
    visits: wire.visits.map(boardVisit),
    blocks: blocks.filter((b) => elsewhere(b.kind)),
  }
}
