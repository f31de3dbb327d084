/** Which rows are shown, as it stands in the address: what a saved view keeps. Pure. */
import { rowLoad, type Row } from './model'

export const filterNames = ['all', 'free', 'late', 'offered', 'declined', 'face', 'leave'] as const
export type FilterName = (typeof filterNames)[number]
export interface Filter { show: FilterName; skill: string; who: string; area: string }

export function readFilter(query: Record<string, unknown>): Filter {
  const word = (name: string) => (typeof query[name] === 'string' ? (query[name] as string) : '')
  const show = word('show') as FilterName
  return { show: filterNames.includes(show) ? show : 'all', skill: word('skill'), who: word('who'), area: word('area') }
}
/** Only what differs from everything. */
export function writeFilter(f: Filter): Record<string, string> {
  return { ...(f.show !== 'all' && { show: f.show }), ...(f.skill && { skill: f.skill }), ...(f.who.trim() && { who: f.who.trim() }), ...(f.area && { area: f.area }) }
}
export const filterText = (f: Filter) => new URLSearchParams(writeFilter(f)).toString()
export const FILTER_WORDS = ['show', 'skill', 'who', 'area'] as const

export function rowFits(row: Row, f: Filter): boolean {
  const w = row.worker
  if (f.skill && !w.skills.includes(f.skill)) return false
  if (f.who && !w.name.includes(f.who.trim())) return false
  if (f.area && w.area !== f.area && !row.visits.some((v) => v.area === f.area)) return false
  switch (f.show) {
    case 'late': return row.visits.some((v) => v.late)
    case 'offered': return row.visits.some((v) => v.state === 'offered')
    case 'face': return row.visits.some((v) => v.face)
    case 'leave': return w.leave.length > 0
    case 'free': return !w.leave.length && rowLoad(row) < w.capacity_minutes - 60
    case 'all': case 'declined': return true
  }
}
