/** What was told to me: how much is unread, and the newest of it. The stream says when there is more. */
import { ref, shallowRef } from 'vue'
import { get, post, Problem } from '@/shared/lib/http'
import { onStream } from '@/shared/lib/stream'

export interface Told { id: number; at: number; title: string; text: string; purpose: 'service' | 'safety' | 'marketing'; about: { type: string; id: number }; read: boolean }
interface Inbox { rows: Told[]; more: boolean; unread: number }

export function useInbox() {
  const unread = ref(0), rows = shallowRef<Told[]>([]), more = ref(false), loaded = ref(false)
  async function load() {
    try {
      const got = await get<Inbox>('inbox', {}, { quiet: true })
      unread.value = got.unread
      rows.value = got.rows
      more.value = got.more
      loaded.value = true
    } catch (error) {
      if (!(error instanceof Problem)) throw error           // the line above the page says that the server is away
    }
  }
  async function older() {
    const got = await get<Inbox>('inbox', { before: rows.value.at(-1)?.id })
    rows.value = [...rows.value, ...got.rows]
    more.value = got.more
  }
  async function read(which: Told[] | 'all') {
    if (which !== 'all' && which.every((one) => one.read)) return
    const answer = await post<{ unread: number }>('inbox/read', which === 'all' ? { all: true } : { ids: which.map((one) => one.id) })
    const ids = which === 'all' ? null : new Set(which.map((one) => one.id))
    unread.value = answer.unread
    rows.value = rows.value.map((one) => (!ids || ids.has(one.id) ? { ...one, read: true } : one))
  }
  void load()
  onStream('message', () => void load())
  onStream('poll', () => void load())
  return { unread, rows, more, loaded, load, older, read }
}
