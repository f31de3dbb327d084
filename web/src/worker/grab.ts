/** What nobody has and her branch lets workers take (抢单). Only with a network: the first has it, so it is never kept for later. */
import { ref, shallowRef } from 'vue'
import { ask, messageOf } from './net'
import { refresh } from './state'
import { say } from './words'

export interface Open { id: number; start: number; until: number; line: string; area: string; tags: string; pay: number }
export const offers = shallowRef<Open[]>([])
export const heard = ref<'' | 'fresh' | 'offline' | 'closed'>('')
/** What became of those she has tapped: '' is taken and hers. */
export const outcome = shallowRef<Record<number, string>>({})
export const mine = shallowRef<Open[]>([])

export async function load() {
  const answer = await ask('GET', 'grab')
  if (answer.status !== 200) { heard.value = answer.status === 0 ? 'offline' : heard.value; return }
  const body = answer.body as { rows: Open[]; allowed?: boolean }
  heard.value = body.allowed === false ? 'closed' : 'fresh'
  /* Those that went to another while she looked stay until she leaves the page, so that the tap finds what it aimed at. */
  offers.value = [...body.rows, ...offers.value.filter((one) => outcome.value[one.id] && !body.rows.some((row) => row.id === one.id))].sort((a, b) => a.start - b.start)
}
export async function take(one: Open) {
  const answer = await ask('POST', `grab/${one.id}`, {})
  const taken = answer.status === 200
  outcome.value = { ...outcome.value, [one.id]: taken ? 'mine' : answer.status === 0 ? say('grabOffline') : (answer.body as { code?: string } | null)?.code === 'taken' ? say('grabGone') : messageOf(answer) }
  if (taken) await refresh()
  await load()
}
export function forget() { outcome.value = {}; offers.value = [] }
