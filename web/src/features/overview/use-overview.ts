/** A page's one answer, read again when its record changed here, and now and then when something else did that it shows. */
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { RecordPage } from '@/features/records'
import { get } from '@/shared/lib/http'
import { onStream } from '@/shared/lib/stream'

const SELDOM = 8_000            // whole shops change while a page is open: what is of others is looked at again at most this often

export function useOverview<T>(page: RecordPage, ours: ReadonlySet<string>) {
  const answer = shallowRef<T | null>(null), error = shallowRef<unknown>(null)
  let asked = 0, waiting = 0
  async function load() {
    const mine = ++asked
    try {
      const got = await get<T>(`${page.type.name}/${page.id}/overview`)
      if (mine !== asked) return
      answer.value = got
      error.value = null
    } catch (failure) {
      if (mine === asked) error.value = failure
    }
  }
  watch(() => page.touched.value, () => void load(), { immediate: true })
  onStream('change', (event) => {
    if (waiting || !ours.has(String(event.type)) || (event.type === page.type.name && event.id !== page.id)) return
    waiting = window.setTimeout(() => { waiting = 0; if (!document.hidden) void load() }, SELDOM)
  })
  onStream('poll', () => void load())
  const back = () => { if (!document.hidden && asked) void load() }
  document.addEventListener('visibilitychange', back)
  onScopeDispose(() => { clearTimeout(waiting); document.removeEventListener('visibilitychange', back) })
  return { answer, error, load }
}
