/** Two windows of one desk that show the same: the day, the visit in hand, what is picked, whose route is looked at. By BroadcastChannel,
 *  so only windows of this browser; colleagues are use-presence.ts. */
import { onScopeDispose, ref } from 'vue'

export interface Shared { day: number; visit: number; picked: number[]; worker: number }
type Word = { kind: 'ask' } | { kind: 'carry'; visit: number } | { kind: 'down' } | { kind: 'bye'; from: string } | { kind: 'is'; from: string; desk: boolean; state: Shared }

const SETTLE = 1000
/** `carried`: a visit was taken up in another window and is to be put down in this one; who gives it is a desk, the board with its drawer.
 *  `desks`: how many desks listen; a window without one has to show and say everything itself. `lifted`: what this window gave to carry still hangs. */
export function useWindows(mine: () => Shared, take: (state: Shared) => void, carried?: (visit: number) => void) {
  const names = new Set<string>(), desks = ref(0), lifted = ref(false)
  const name = Math.random().toString(36).slice(2)
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('zhangjia.board')
  let known = ''
  let wanted = '', until = 0           // what another window said and this one is still becoming
  function say() {
    const state = mine(), text = JSON.stringify(state)
    if (wanted && Date.now() < until) { if (text === wanted) wanted = ''; return }
    wanted = ''
    if (text === known) return
    known = text
    channel?.postMessage({ kind: 'is', from: name, desk: Boolean(carried), state } satisfies Word)
  }
  channel?.addEventListener('message', (event: MessageEvent<Word>) => {
    const word = event.data
    if (word.kind === 'carry') { carried?.(word.visit); return }
    if (word.kind === 'down') { lifted.value = false; return }
    if (word.kind === 'ask') { known = ''; say(); return }
    if (word.kind === 'bye') names.delete(word.from)
    else if (word.desk) names.add(word.from)
    desks.value = names.size
    if (!names.size) lifted.value = false
    if (word.kind === 'bye') return
    const text = JSON.stringify(word.state)
    if (text === known) return
    known = wanted = text               // what was heard is not said again, nor what lies on the way to it
    until = Date.now() + SETTLE
    take(word.state)
  })
  const bye = () => channel?.postMessage({ kind: 'bye', from: name } satisfies Word)
  addEventListener('pagehide', bye)
  onScopeDispose(() => { removeEventListener('pagehide', bye); bye(); channel?.close() })
  const ask = () => channel?.postMessage({ kind: 'ask' } satisfies Word)
  const carry = (visit: number) => { lifted.value = names.size > 0; channel?.postMessage({ kind: 'carry', visit } satisfies Word) }
  const putDown = () => channel?.postMessage({ kind: 'down' } satisfies Word)
  return { say, ask, carry, putDown, desks, lifted }
}
export const openWindow = (what: 'map' | 'tray', day: string) => window.open(`/board/${what}?day=${day}`, `zhangjia-${what}`, 'popup,width=960,height=900')
