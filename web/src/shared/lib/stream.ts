/** Server-sent events: one connection for the page, listeners by event. Lost for 30 s: the listeners of `poll` are called instead. Clocks ring in
 *  bursts: what says only that the queue is another one is passed on once a second. */
import { onScopeDispose } from 'vue'
import { connection } from './state'
import type { Job } from './types'

export interface ChangeEvent { type: string; id: number; version: number; branch: number }
export interface PresenceEvent { branch: number; account: number; session: number; day: number; visit: number; word: 'here' | 'ask' | 'hold' | 'gone' }
interface Events { change: ChangeEvent; job: Job; queue: unknown; presence: PresenceEvent; message: unknown; poll: null }
type Listener<K extends keyof Events> = (data: Events[K]) => void

const listeners: { [K in keyof Events]: Set<Listener<K>> } = { change: new Set(), job: new Set(), queue: new Set(), presence: new Set(), message: new Set(), poll: new Set() }
const POLL = 30_000, BURST = 1000
let source: EventSource | null = null
let again = 0
let polling = 0, rung = 0

function tell<K extends keyof Events>(name: K, data: Events[K]) { for (const listener of listeners[name]) listener(data) }
function hear<K extends 'change' | 'job' | 'presence' | 'message'>(name: K) {
  source?.addEventListener(name, (event) => {
    try {
      tell(name, JSON.parse((event as MessageEvent<string>).data || 'null') as Events[K])
    } catch {
      tell('poll', null)
    }
  })
}
export function openStream() {
  closeStream()
  source = new EventSource('/api/stream')
  source.onopen = () => { connection.state = 'live'; connection.since = Date.now() }
  source.onerror = () => {
    if (connection.state === 'live') { connection.state = 'polling'; connection.since = Date.now() }
    if (source?.readyState !== EventSource.CLOSED) return
    clearTimeout(again)
    again = window.setTimeout(openStream, 5000)
  }
  hear('change'); hear('job'); hear('presence'); hear('message')
  source.addEventListener('queue', () => { rung ||= window.setTimeout(() => { rung = 0; tell('queue', null) }, BURST) })
  polling = window.setInterval(() => { if (connection.state !== 'live' && !document.hidden) tell('poll', null) }, POLL)
}
export function closeStream() {
  source?.close()
  source = null
  clearTimeout(again)
  clearInterval(polling)
}
/** Listen while the calling component lives. */
export function onStream<K extends keyof Events>(name: K, listener: Listener<K>) {
  listeners[name].add(listener)
  onScopeDispose(() => listeners[name].delete(listener))
}
