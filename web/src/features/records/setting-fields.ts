import { shallowRef } from 'vue'
import { fieldIn } from '@/shared/lib/fields'
import { get, report } from '@/shared/lib/http'
import { typeOf } from '@/shared/lib/state'
import type { Field, Page, Row, Value } from '@/shared/lib/types'

/** Another value of a setting: it is chosen by its name out of those there are, and its value is asked for as what it is. */
export function useSettingFields() {
  const known = shallowRef<Row[]>([])
  async function load() {
    const all = new Map<string, Row>()
    for (let cursor: string | null | undefined = ''; cursor !== null && cursor !== undefined;) {
      const page: Page = await get<Page>('setting', { limit: 200, after: cursor || undefined })
      for (const row of page.rows) if (!all.has(String(row.code))) all.set(String(row.code), row)
      cursor = page.next
    }
    known.value = [...all.values()]
  }
  load().catch(report)
  const choices = () => known.value.map((row) => ({ value: String(row.code), label: `${row.title} · ${String(row.code)}` }))
  function fit(fields: Field[], model: Record<string, Value> | undefined): Field[] {
    if (!known.value.length) return fields
    const chosen = known.value.find((row) => row.code === model?.code)
    return fields.map((f) => (f.name === 'code' ? { ...f, kind: 'choice', label: typeOf('setting')?.label ?? f.label, choices: choices() } : f.kind_by ? { ...fieldIn(f, chosen), help: typeof chosen?.help === 'string' ? chosen.help : f.help } : f))
  }
  return fit
}
