/** The standards of her services, with their text, kept for the time without a network; which of them she has not read. */
import { computed, shallowRef, watch } from 'vue'
import { app, fetchKept, pack, queue } from '../state'

export interface Standard { id: number; name: string; line: string; issue: number; valid_from: number; read_at: number; changed: boolean; exclusions: string; etiquette: string; tools: string; chemicals: string; items: { area: string; task: string; method: string; acceptance: string; red_line: boolean }[] }
export const standards = shallowRef<Standard[]>([])
export const standardsFresh = shallowRef(true)
export const readHere = (id: number) => queue.value.some((a) => a.what === 'study' && a.input?.standard === id)
export const unreadStandards = computed(() => standards.value.filter((s) => !s.read_at && !readHere(s.id)).length)
async function load() {
  if (!app.who) return
  const got = await fetchKept<{ standards: Standard[] }>('standards', 'my/standards')
  standards.value = got.value?.standards ?? []
  standardsFresh.value = got.fresh
}
watch(pack, () => void load(), { immediate: true })
