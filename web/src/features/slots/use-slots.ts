/** Asks for the free slots of a question, a week at a time, a moment after it stopped changing; the last question wins. */
import { computed, onBeforeUnmount, ref, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { get } from '@/shared/lib/http'
import { today } from '@/shared/lib/time'
import { queryOf, type SlotQuestion, type Slots } from './model'

const PAUSE = 250, MOST_AHEAD = 90

export function useSlots(question: MaybeRefOrGetter<SlotQuestion | null>, days: number) {
  const from = ref(today()), slots = shallowRef<Slots | null>(null), error = shallowRef<unknown>(null), busy = ref(false)
  let asked = 0, timer = 0
  const query = computed(() => queryOf(toValue(question), from.value, days))
  async function load() {
    const mine = ++asked
    if (!query.value) { slots.value = null; error.value = null; busy.value = false; return }
    busy.value = true
    try {
      const got = await get<Slots>('slots', query.value)
      if (mine === asked) { slots.value = got; error.value = null }
    } catch (failure) {
      if (mine === asked) { error.value = failure; slots.value = null }
    } finally {
      if (mine === asked) busy.value = false
    }
  }
  watch(() => JSON.stringify(query.value), () => {
    clearTimeout(timer)
    busy.value = query.value !== null
    timer = window.setTimeout(() => void load(), slots.value ? PAUSE : 0)
  }, { immediate: true })
  onBeforeUnmount(() => { clearTimeout(timer); asked++ })
  const turn = (by: number) => { from.value = Math.min(Math.max(from.value + by * days, today()), today() + MOST_AHEAD) }
  const show = (day: number) => { if (day >= today() && (day < from.value || day >= from.value + days)) from.value = day }
  return { from, slots, error, busy, load, turn, show, first: computed(() => from.value <= today()), ready: computed(() => query.value !== null) }
}
