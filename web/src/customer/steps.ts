/** The steps of one page, so that the phone's back button goes one step back and not out of it. They lie in the browser's history under the page's own
 *  address: opened anew, what was filled in is gone, and the page begins at its first step. */
import { onUnmounted, ref, type Ref } from 'vue'

export interface Steps<T extends string> { step: Ref<T>; go: (to: T, instead?: boolean) => void; back: () => void }
/** `left`: what a step gives back when she goes back from it; it names the step to show in its place. */
export function useSteps<T extends string>(first: T, left: (from: T, to: T) => T): Steps<T> {
  const step = ref(first) as Ref<T>, here = location.hash
  history.replaceState({ step: first }, '')
  function go(to: T, instead = false) {
    if (instead) history.replaceState({ step: to }, '')
    else history.pushState({ step: to }, '')
    step.value = to
    scrollTo(0, 0)
  }
  function moved() {
    if (location.hash !== here) return
    const to = ((history.state as { step?: T } | null)?.step ?? first)
    if (to === step.value) return                // a sheet over it was closed
    const shown = left(step.value, to)
    if (shown !== to) history.replaceState({ step: shown }, '')
    step.value = shown
    scrollTo(0, 0)
  }
  addEventListener('popstate', moved)
  onUnmounted(() => removeEventListener('popstate', moved))
  return { step, go, back: () => history.back() }
}
