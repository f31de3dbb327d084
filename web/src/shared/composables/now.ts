import { onScopeDispose, ref } from 'vue'
import { serverNow } from '@/shared/lib/time'

/** The server's clock, moved on every `every` ms while the page is looked at. */
export function useNow(every = 30_000) {
  const now = ref(serverNow())
  const timer = setInterval(() => { if (!document.hidden) now.value = serverNow() }, every)
  onScopeDispose(() => clearInterval(timer))
  return now
}
