/** Free slots as a table: days across, starts down. What the server says is shown, nothing is judged here. */
import { minuteOfDay } from '@/shared/lib/time'

export type SlotState = 'free' | 'tight' | 'none'
export interface SlotWorker { id: number; name: string; known: boolean; ease: boolean; way: number | null }
export interface Slot { start: number; state: SlotState; can: number; ease: number; why?: string; hers?: boolean; hers_why?: string; best: SlotWorker[] }
export interface SlotDay { day: number; slots: Slot[] }
export interface Slots {
  branch: number; length: number; persons: number; step: number; workers: number; needs?: string
  worker?: { id: number; name: string; why?: string }; days: SlotDay[]
}

/** What is asked: a home, or for a new customer branch with area or place; the service; and what else is known already. */
export interface SlotQuestion {
  household?: number; branch?: number; area?: string; at?: { lat: number; lng: number } | null
  line: number; length?: number; persons?: number; worker?: number; visit?: number
}

/** The server's question, null while a home (or branch) and the service are not known. */
export function queryOf(q: SlotQuestion | null, from: number, days: number): Record<string, string | number | undefined> | null {
  if (!q?.line || !(q.household || q.branch)) return null
  const place = q.household ? {} : { branch: q.branch, area: q.area || undefined, lat: q.at ? Math.round(q.at.lat * 1e7) : undefined, lng: q.at ? Math.round(q.at.lng * 1e7) : undefined }
  return { ...place, household: q.household || undefined, line: q.line, length: q.length || undefined, persons: q.persons || undefined, worker: q.worker || undefined, visit: q.visit || undefined, from, days }
}

export interface SlotRow { minute: number; cells: Slot[] }
/** One row a start, but none for starts that are free on no day at either end of the day: nobody scrolls through the small hours. */
export function rowsOf(days: SlotDay[]): SlotRow[] {
  const count = Math.max(0, ...days.map((d) => d.slots.length))
  const rows = Array.from({ length: count }, (_, i) => ({ minute: minuteOfDay(days[0]!.slots[i]!.start), cells: days.map((d) => d.slots[i]!) }))
  const open = (row: SlotRow) => row.cells.some((c) => c.state !== 'none')
  const first = rows.findIndex(open)
  return first < 0 ? [] : rows.slice(first, rows.length - [...rows].reverse().findIndex(open))
}

/** Where an arrow leads; the edges hold. */
export function moved(at: { row: number; column: number }, key: string, rows: number, columns: number): { row: number; column: number } | null {
  const clamp = (n: number, most: number) => Math.min(Math.max(n, 0), most - 1)
  switch (key) {
    case 'ArrowUp': return { ...at, row: clamp(at.row - 1, rows) }
    case 'ArrowDown': return { ...at, row: clamp(at.row + 1, rows) }
    case 'ArrowLeft': return { ...at, column: clamp(at.column - 1, columns) }
    case 'ArrowRight': return { ...at, column: clamp(at.column + 1, columns) }
    case 'Home': return { ...at, column: 0 }
    case 'End': return { ...at, column: columns - 1 }
    case 'PageUp': return { ...at, row: 0 }
    case 'PageDown': return { ...at, row: rows - 1 }
    default: return null
  }
}

/** The cell a person begins at: the chosen start, else the first free one, else the first possible one. */
export function beginning(rows: SlotRow[], chosen: number | null): { row: number; column: number } {
  for (const wanted of [(c: Slot) => c.start === chosen, (c: Slot) => c.state === 'free', (c: Slot) => c.state === 'tight'])
    for (const [row, r] of rows.entries()) for (const [column, c] of r.cells.entries()) if (wanted(c)) return { row, column }
  return { row: 0, column: 0 }
}
