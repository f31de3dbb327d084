import { defineAsyncComponent, type Component } from 'vue'

const fetches: (() => Promise<unknown>)[] = []

/** A page that does not have to be there when the phone opens: its script comes when the page is asked for, or by `fetchLater`. */
export function later(load: () => Promise<{ default: Component }>): Component {
  fetches.push(load)
  return defineAsyncComponent(load)
}

/** When the first page stands: all the others, so that they open without a network even before the service worker has them. */
export const fetchLater = () => setTimeout(() => { for (const load of fetches) load().catch(() => undefined) }, 1500)
