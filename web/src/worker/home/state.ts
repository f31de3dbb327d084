/** The home she lives in: asked for with each telling, kept for the time without a network. */
import { shallowRef, watch } from 'vue'
import { app, fetchKept, pack } from '../state'
import type { Home } from './model'

export const home = shallowRef<Home | null>(null)
export const homeFresh = shallowRef(true)
/** Contracts that wait for her signature: a renewal is not found only by who looks under 我的. */
export interface Paper { id: number; number: string; line: string; state_label: string; to_sign: boolean; sign: string }
export const toSign = shallowRef<Paper[]>([])
export async function loadHome() {
  if (!app.who) return
  const got = await fetchKept<Home | Record<string, never>>('home', 'my/placement')
  home.value = got.value && 'id' in got.value ? (got.value as Home) : null
  homeFresh.value = got.fresh
  toSign.value = ((await fetchKept<{ contracts: Paper[] }>('contracts', 'my/contracts')).value?.contracts ?? []).filter((one) => one.to_sign && one.sign)
}
watch(pack, () => void loadHome(), { immediate: true })
