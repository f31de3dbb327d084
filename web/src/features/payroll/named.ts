import { get } from '@/shared/lib/http'
import type { Page } from '@/shared/lib/types'

/** A payroll keeps numbers and no names. Whoever reads its notice reads people too, where she may see them; else the numbers stay. */
const KINDS = [{ type: 'worker', of: /W\d\d-\d+/g }, { type: 'placement', of: /Z\d\d-\d+/g }]

export async function withNames(notice: string): Promise<string> {
  let said = notice
  for (const { type, of } of KINDS) {
    const numbers = [...new Set(notice.match(of) ?? [])].slice(0, 20)
    const found = await Promise.all(numbers.map((number) => get<Page>(type, { number, limit: 1 }).catch(() => null)))
    const titles = new Map(found.flatMap((page) => (page?.rows ?? []).map((row) => [String(row.number), String(row.title)] as const)))
    said = said.replace(of, (number) => (titles.has(number) ? `${titles.get(number)} ${number}` : number))
  }
  return said
}
