/** Which columns a list shows: of the declared ones as many as there is room for, until this person chose others. */
import { computed, onScopeDispose, ref } from 'vue'
import { preferences } from '@/shared/lib/preferences'
import type { Field, RecordType } from '@/shared/lib/types'

export const roomFor = (width: number) => (width >= 1800 ? 10 : width >= 1500 ? 8 : 7)

export function useColumns(type: RecordType) {
  const width = ref(innerWidth), resized = () => { width.value = innerWidth }
  addEventListener('resize', resized)
  onScopeDispose(() => removeEventListener('resize', resized))
  const inTitle = new Set(type.title ?? [])
  const possible = type.fields.filter((f) => !['rows', 'json', 'place', 'file'].includes(f.kind) && !(inTitle.size === 1 && inTitle.has(f.name)) && f.label !== type.label)      // a column headed like the title is the title
  const declared = possible.filter((f) => (f.list || f.name === 'state') && !inTitle.has(f.name)).map((f) => f.name)
  const own = computed(() => preferences.columns[type.name])
  const chosen = computed({
    get: () => own.value ?? declared.slice(0, roomFor(width.value)),
    set: (names: string[]) => { preferences.columns = { ...preferences.columns, [type.name]: names } },
  })
  const columns = computed<Field[]>(() => possible.filter((f) => chosen.value.includes(f.name)))
  const reset = () => { const rest = { ...preferences.columns }; delete rest[type.name]; preferences.columns = rest }
  return { possible, chosen, own, columns, reset }
}
export const isNumeric = (f: Field) => f.kind === 'money' || f.kind === 'number'
