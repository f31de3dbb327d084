import { shallowRef } from 'vue'
import { get, report } from '@/shared/lib/http'
import type { Field, Page, Value } from '@/shared/lib/types'
import { BIRTH } from './offered'

/** A new placement asks about a birth only where a maternity nurse is placed: a nanny, or who cares for an elder, waits for none. */
export const birthFields = (fields: Field[], model: Record<string, Value> | undefined, nurses: number[]) => (nurses.includes(Number(model?.line)) ? fields : fields.filter((f) => !BIRTH.includes(f.name)))

export function useBirthFields() {
  const nurses = shallowRef<number[]>([])
  get<Page>('service_line', { category: 'maternity', limit: 200 }).then((page) => { nurses.value = page.rows.map((row) => row.id) }, report)
  return (fields: Field[], model: Record<string, Value> | undefined) => birthFields(fields, model, nurses.value)
}
