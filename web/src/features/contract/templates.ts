/** Templates and their versions: which belong together, which holds, and how two read against each other. Pure. */
import type { Row } from '@/shared/lib/types'

export interface Clause { code: string; article: string; wording: string; holds?: string | null; law?: string | null }
export interface Refund { side: string; day_from: number; day_to: number; percent: number }
export interface Template extends Row { name: string; mode: string; region: string; issue: number; valid_from: number; preamble: string; closing: string; clauses: Clause[]; refunds: Refund[]; what_changed: string; state: string }
export interface Family { key: string; mode: string; region: string; versions: Template[]; holds: Template | undefined; draft: Template | undefined }

/** One family for a mode and region, its versions newest first; the company's own before those of regions. */
export function families(all: Template[], today: number): Family[] {
  const by = new Map<string, Template[]>()
  for (const one of all) by.set(`${one.mode}/${one.region ?? ''}`, [...(by.get(`${one.mode}/${one.region ?? ''}`) ?? []), one])
  return [...by].map(([key, list]) => {
    const versions = [...list].sort((a, b) => b.issue - a.issue)
    return { key, mode: versions[0]!.mode, region: versions[0]!.region ?? '', versions, holds: versions.find((v) => v.state === 'published' && v.valid_from <= today), draft: versions.find((v) => v.state === 'draft' || v.state === 'in_review') }
  }).sort((a, b) => a.region.localeCompare(b.region) || a.key.localeCompare(b.key))
}

/** What is read in a clause besides its words. */
export interface Facts { article: string; holds: string; law: string }
export interface ClauseChange { code: string; kind: 'added' | 'removed' | 'changed'; before: string; after: string; was: Facts | null; is: Facts | null }
const facts = (c: Clause): Facts => ({ article: c.article, holds: c.holds ?? '', law: c.law ?? '' })
const same = (a: Clause, b: Clause) => a.wording === b.wording && JSON.stringify(facts(a)) === JSON.stringify(facts(b))
const blank = (code: string, kind: ClauseChange['kind']): ClauseChange => ({ code, kind, before: '', after: '', was: null, is: null })

/** By their codes, in the order of the newer; what was left out at the end. `preamble`, `closing` and `refunds` stand among them under these names. */
export function changesOf(before: Template, after: Template, ladder: (rows: Refund[]) => string): ClauseChange[] {
  const old = new Map((before.clauses ?? []).map((c) => [c.code, c])), found: ClauseChange[] = []
  const plain = (code: string, a: string, b: string) => { if (a !== b) found.push({ ...blank(code, 'changed'), before: a, after: b }) }
  plain('preamble', before.preamble ?? '', after.preamble ?? '')
  for (const c of after.clauses ?? []) {
    const was = old.get(c.code)
    if (!was) found.push({ ...blank(c.code, 'added'), after: c.wording, is: facts(c) })
    else if (!same(was, c)) found.push({ code: c.code, kind: 'changed', before: was.wording, after: c.wording, was: facts(was), is: facts(c) })
    old.delete(c.code)
  }
  for (const c of old.values()) found.push({ ...blank(c.code, 'removed'), before: c.wording, was: facts(c) })
  plain('closing', before.closing ?? '', after.closing ?? '')
  plain('refunds', ladder(before.refunds ?? []), ladder(after.refunds ?? []))
  return found
}

export interface Article { title: string; number: number; clauses: (Clause & { number: string })[] }
/** Clauses under their articles, numbered as a contract with all of them would be. */
export function articles(clauses: Clause[]): Article[] {
  const out: Article[] = []
  for (const c of clauses) {
    let last = out.at(-1)
    if (last?.title !== c.article) { last = { title: c.article, number: out.length + 1, clauses: [] }; out.push(last) }
    last.clauses.push({ ...c, number: `${last.number}.${last.clauses.length + 1}` })
  }
  return out
}
/** {wage} in a wording is a variable. */
export const parts = (text: string) => text.split(/(\{[a-z_]+\})/).filter(Boolean).map((one) => ({ text: one, variable: /^\{[a-z_]+\}$/.test(one) }))
