import { defineAsyncComponent, h, type Component } from 'vue'
import NotYet from './NotYet.vue'

const fetches: (() => Promise<unknown>)[] = []

/** A page that does not have to be there when the phone opens: its script comes when the page is asked for, or by `fetchLater`. Until it is there
 *  its place says that it opens, and when it cannot come, so, with a button; it is asked for anew whenever the page is opened again. */
export function later(load: () => Promise<{ default: Component }>): Component {
  fetches.push(load)
  return defineAsyncComponent({ loader: load, timeout: 20_000, loadingComponent: () => h(NotYet, { failed: false }), errorComponent: () => h(NotYet, { failed: true }) })
}

/** When the first page stands: all the others, so that they open without a network even before the service worker has them. */
export const fetchLater = () => setTimeout(() => { for (const load of fetches) load().catch(() => undefined) }, 1500)
