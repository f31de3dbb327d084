/** What keeps work from her, as the office has it: asked for with each new pack, kept for when there is no network. */
import { computed, shallowRef, watch } from 'vue'
import { newKey } from '@/shared/lib/key'
import { ask, messageOf } from '../net'
import { app, fetchKept, pack } from '../state'

export interface Suspension {
  id: number; number: string; state: string; ground: string; facts: string; started: number; until: number; ended_at: number; why_longer: string; pay_percent: number; a_day: number; pay_why: string
  objection: string; objected_at: number; answer: string; answered_at: number; result: string; outcome: string; may_object: boolean
}
export interface Listing {
  id: number; number: string; state: string; state_label: string; ground: string; facts: string; scope: string; months: number; first: number; until: number; said: string; appeal: string; appealed_at: number; answer: string
  ended_at: number; speak_by: number; may_speak: boolean; may_appeal: boolean
}
export const measures = shallowRef<{ suspensions: Suspension[]; listings: Listing[] } | null>(null)
export const stopsHer = computed(() => (measures.value?.suspensions.some((s) => s.state === 'in_force') || measures.value?.listings.some((l) => ['proposed', 'in_force', 'appealed', 'upheld'].includes(l.state))) ?? false)
export async function loadMeasures() { if (app.who) measures.value = (await fetchKept<NonNullable<typeof measures.value>>('measures', 'my/measures')).value ?? null }
watch(pack, () => void loadMeasures(), { immediate: true })

/** '' when it was said, else why not. */
export async function sayIt(path: string, body: Record<string, string>, none: string): Promise<string> {
  const got = await ask('POST', path, body, newKey())
  if (got.status !== 200) return got.status === 0 ? none : messageOf(got)
  await loadMeasures()
  return ''
}
