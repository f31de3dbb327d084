import { nextTick, type Ref } from 'vue'

/** After a step its button is gone, or disabled while it runs, and the keyboard would begin at the top of the page: it goes on among the steps that come
 *  next (a grey one says why; never on one that cannot be taken back, which a second Enter would press), also where the buttons were drawn anew. Who went on elsewhere meanwhile stays there.
 *  Within `[data-goes-on]` what a page puts before the steps comes first. */
let left = '', until = 0
const SOON = 3000
const nowhere = () => !document.activeElement || document.activeElement === document.body

export function keepPlace(which: () => string, box: Readonly<Ref<HTMLElement | null>>) {
  return {
    left: () => { left = which(); until = Date.now() + SOON },
    back: () => void nextTick(() => setTimeout(() => {
      if (left === which() && Date.now() < until && nowhere()) (box.value?.closest('[data-goes-on]') ?? box.value)?.querySelector<HTMLElement>('button:not([disabled]):not(.el-button--danger)')?.focus({ preventScroll: true })
    })),
  }
}
