/** Who else looks at this day, and what a colleague has in her hand. Nothing is kept anywhere: each board says that it is there, whoever
 *  comes asks, and who is silent for a minute is gone. */
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { get, post } from '@/shared/lib/http'
import { me } from '@/shared/lib/state'
import { onStream, type PresenceEvent } from '@/shared/lib/stream'
import type { Board } from './use-board'

export interface Colleague { account: number; name: string; day: number; seen: number; visit: number }
const BEAT = 25_000, GONE = 60_000
/** The words of one after the other; pure. */
export function heard(all: readonly Colleague[], event: PresenceEvent, now: number, mine: number): Colleague[] {
  const rest = all.filter((c) => c.account !== event.account && now - c.seen < GONE)
  if (event.account === mine || event.word === 'gone') return rest
  const old = all.find((c) => c.account === event.account)
  return [...rest, { account: event.account, name: old?.name ?? '', day: event.day, seen: now, visit: event.word === 'hold' ? event.visit : 0 }].sort((a, b) => a.account - b.account)
}

export function usePresence(board: Board) {
  const colleagues = shallowRef<Colleague[]>([])
  const tell = (word: PresenceEvent['word'], visit = 0) => { if (board.board.value?.branch) void post('board/presence', { day: board.day(), branch: board.board.value.branch, word, visit }).catch(() => {}) }
  onStream('presence', (event) => {
    if (event.branch !== board.board.value?.branch) return
    if (event.word === 'ask' && event.account !== me.value?.user.id) tell('here')
    colleagues.value = heard(colleagues.value, event, Date.now(), me.value?.user.id ?? 0)
    if (colleagues.value.some((c) => !c.name)) void names()
  })
  async function names() {
    const unknown = colleagues.value.filter((c) => !c.name).map((c) => c.account)
    const got = await get<{ names: Record<string, string> }>('board/people', { accounts: unknown.join(',') }).catch(() => null)
    if (got) colleagues.value = colleagues.value.map((c) => ({ ...c, name: c.name || (got.names[c.account] ?? '') }))
  }
  watch(() => [board.board.value?.branch, board.board.value?.day], (now, before) => { if (now[0]) tell(before?.[0] ? 'here' : 'ask') }, { immediate: true })
  const beat = window.setInterval(() => { if (!document.hidden) tell('here'); colleagues.value = colleagues.value.filter((c) => Date.now() - c.seen < GONE) }, BEAT)
  onScopeDispose(() => { clearInterval(beat); tell('gone') })
  let holding = 0
  const hold = (visit: number) => { if (visit !== holding) { holding = visit; tell(visit ? 'hold' : 'here', visit) } }
  const here = computed(() => colleagues.value.filter((c) => c.name && c.day === board.day()))
  const held = computed<ReadonlyMap<number, string>>(() => new Map(here.value.filter((c) => c.visit).map((c) => [c.visit, c.name])))
  return { here, held, hold }
}
