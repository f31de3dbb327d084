/** The home she lives in: asked for with each telling, kept for the time without a network. */
import { shallowRef, watch } from 'vue'
import { app, fetchKept, pack } from '../state'
import type { Home } from './model'

export const home = shallowRef<Home | null>(null)
export const homeFresh = shallowRef(true)
export async function loadHome() {
  if (!app.who) return
  const got = await fetchKept<Home | Record<string, never>>('home', 'my/placement')
  home.value = got.value && 'id' in got.value ? (got.value as Home) : null
  homeFresh.value = got.fresh
}
watch(pack, () => void loadHome(), { immediate: true })
