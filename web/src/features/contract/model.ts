/** What the workbench shows of a contract, and two texts against each other. Pure. */
import type { Deed } from '@/shared/lib/deed'

export interface Gap { code: string; label: string; group: string; type: string; id: number; member: string; hint: string }
export interface Finding { code: string; message: string; fix: string; law: string; blocks: boolean }
export interface Signature { party: 'customer' | 'company' | 'worker'; label: string; name?: string; capacity?: string; signed_at?: number; way?: string; proof?: string; picture?: string }
export interface Link { id: number; number: string; link: 'previous' | 'renews' | 'amends'; state: string; state_label: string }
export interface Bench {
  frozen: boolean; hash: string; document: Deed; missing: Gap[]; review: string; price: number; day_rate: number; earnest_most: number
  employment: { paper: string; retires?: number; overtime: boolean; findings: Finding[] }; signatures: Signature[]; chain: Link[]
}
/** The draft that takes its place or goes on behind it: the newest one, while it is being written. */
export const followedBy = (chain: Link[]): Link | undefined => chain.filter((c) => c.link !== 'previous' && c.state === 'draft').at(-1)
export interface Settlement { lines: { code: string; label: string; rule: string; amount: number; why: string }[]; total: number }

/** Where a gap is filled: '' in the contract itself, else the page. */
export function placeOf(gap: Gap, worker: number): string {
  if (gap.type === 'contract' || gap.type === 'work_contract') return ''
  if (gap.type === 'credential' && !gap.id) return `/credential/new?worker=${worker}&kind=${gap.member}`
  if (gap.type === 'setting') return `/setting?code=${gap.member}`
  return gap.id ? `/${gap.type}/${gap.id}` : `/${gap.type}`
}
export function byGroup(gaps: Gap[]): { group: string; gaps: Gap[] }[] {
  const groups: { group: string; gaps: Gap[] }[] = []
  for (const gap of gaps) {
    const last = groups.find((g) => g.group === gap.group)
    if (last) last.gaps.push(gap)
    else groups.push({ group: gap.group, gaps: [gap] })
  }
  return groups
}

export interface Difference { code: string; kind: 'added' | 'removed' | 'changed'; number: string; before: string; after: string }
const clauses = (deed: Deed) => deed.blocks.flatMap((b) => (b.kind === 'clause' ? [b] : []))

/** Clauses that read otherwise, by their code, in the order of the newer text; those left out at the end. Numbers alone are no difference. */
export function differences(before: Deed, after: Deed): Difference[] {
  const old = new Map(clauses(before).map((c) => [c.code, c])), now = clauses(after)
  const found: Difference[] = now.flatMap((c): Difference[] => {
    const was = old.get(c.code)
    if (!was) return [{ code: c.code, kind: 'added', number: c.number, before: '', after: c.text }]
    return was.text === c.text ? [] : [{ code: c.code, kind: 'changed', number: c.number, before: was.text, after: c.text }]
  })
  const kept = new Set(now.map((c) => c.code))
  return [...found, ...[...old.values()].filter((c) => !kept.has(c.code)).map((c): Difference => ({ code: c.code, kind: 'removed', number: c.number, before: c.text, after: '' }))]
}

/** Of a fee: what is revenue, what still waits. A principal's fee is revenue when it is billed. */
export function earning(fee: number, earned: number, back: number, ours: boolean): { earned: number; deferred: number } | null {
  if (!fee) return null
  return ours ? { earned: fee - back, deferred: 0 } : { earned, deferred: Math.max(0, fee - earned - back) }
}
