import { defineAsyncComponent } from 'vue'

/** What the customer's page at the desk shows of her phone. */
export const CodePanel = defineAsyncComponent(() => import('./CodePanel.vue'))
/** The address she opens, and why no message has it. */
export const LinkPanel = defineAsyncComponent(() => import('./LinkPanel.vue'))
export { default as LinkLine } from './LinkLine.vue'
/** … and a code for it. */
export { default as CodeLine } from './CodeLine.vue'
/** Everything kept about who asked for it, as a file. */
export const CopyPanel = defineAsyncComponent(() => import('./CopyPanel.vue'))
/** What stands in the way of an erasure, all at once. */
export const NeededPanel = defineAsyncComponent(() => import('./NeededPanel.vue'))
