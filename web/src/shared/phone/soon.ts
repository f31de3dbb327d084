import { onScopeDispose, ref } from 'vue'

const SECONDS = 8

/** One tap sends, but not at once: for a few seconds she reads what goes out and can take it back. Who puts the phone away or goes to another page
 *  meanwhile has not taken it back: it is sent then. */
export function useSoon(run: () => unknown) {
  const left = ref(0)
  let timer = 0
  function stop() { clearInterval(timer); left.value = 0 }
  function now() { if (left.value) { stop(); void run() } }
  function start() {
    stop()
    left.value = SECONDS
    timer = window.setInterval(() => { if (left.value > 1) left.value--; else now() }, 1000)
  }
  const away = () => { if (document.hidden) now() }
  document.addEventListener('visibilitychange', away)
  onScopeDispose(() => { document.removeEventListener('visibilitychange', away); now() })
  return { left, start, now, back: stop }
}
