import type { Names, RecordAnswer } from '@/shared/lib/types'

interface Stint { worker: number; first: number; last: number | null; wage: number; substitute: boolean }
const RUNS = ['in_service', 'absent', 'hospital', 'gap']

/** Notice was given and nobody is named to follow: her place stands as empty from then on, but until her last day she serves. */
export const servesOn = (type: string, record: { state?: unknown; gap_since?: unknown }, day: number) => type === 'placement' && record.state === 'gap' && Number(record.gap_since) >= day
/** A record as it is on that day. Of a running placement the house keeps who serves last, and for which wage, from the moment it is agreed: until her first
 *  day it is the one before who serves, or nobody, and for the wage of that day. */
export function asOf<R extends RecordAnswer | null | undefined>(type: string, record: R, day: number): R {
  if (record && servesOn(type, record, day)) return asOf(type, { ...record, state: 'in_service' }, day)
  if (!record || type !== 'placement' || !RUNS.includes(String(record.state)) || !Array.isArray(record.stints)) return record
  const regular = (record.stints as unknown as Stint[]).filter((s) => !s.substitute), now = regular.find((s) => s.first <= day && (!s.last || s.last >= day))
  if (!now && !regular.some((s) => s.first > day)) return record                          // a substitute alone, or a gap: she is still the one it is about
  const names = record.names as Names | undefined
  return { ...record, worker: now?.worker ?? null, wage: now?.wage ?? record.wage, names: { ...names, worker: { ...names?.worker, ...names?.['stints.worker'] } } }
}
