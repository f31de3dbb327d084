/** Which columns a list shows: the declared ones until this person chose others. */
import { computed } from 'vue'
import { preferences } from '@/shared/lib/preferences'
import type { Field, RecordType } from '@/shared/lib/types'

export function useColumns(type: RecordType) {
  const inTitle = new Set(type.title ?? [])
  const possible = type.fields.filter((f) => !['rows', 'json', 'place', 'file'].includes(f.kind) && !(inTitle.size === 1 && inTitle.has(f.name)) && f.label !== type.label)      // a column headed like the title is the title
  const declared = possible.filter((f) => (f.list || f.name === 'state') && !inTitle.has(f.name)).slice(0, 7).map((f) => f.name)
  const chosen = computed({
    get: () => preferences.columns[type.name] ?? declared,
    set: (names: string[]) => { preferences.columns = { ...preferences.columns, [type.name]: names } },
  })
  const columns = computed<Field[]>(() => possible.filter((f) => chosen.value.includes(f.name)))
  const reset = () => { const rest = { ...preferences.columns }; delete rest[type.name]; preferences.columns = rest }
  return { possible, chosen, columns, reset }
}
export const isNumeric = (f: Field) => f.kind === 'money' || f.kind === 'number'
