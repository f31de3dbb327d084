/** A contract's text as the server sends it: blocks, one after the other (src/contracts/document.h). */
export type DeedBlock =
  | { kind: 'party'; label: string; facts: [string, string][] }
  | { kind: 'text'; text: string }
  | { kind: 'article'; number: string; text: string }
  | { kind: 'clause'; code: string; number: string; text: string }
  | { kind: 'table'; head: string[]; rows: string[][] }
  | { kind: 'signs'; labels: string[] }
export interface Deed { title: string; number: string; template: string; blocks: DeedBlock[] }

/** The words between 【 and 】 are gaps. */
export function pieces(text: string): { text: string; gap: boolean }[] {
  return text.split(/(【[^】]*】)/).filter(Boolean).map((part) => ({ text: part, gap: part.startsWith('【') && part.endsWith('】') }))
}
