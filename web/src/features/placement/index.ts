import { defineAsyncComponent } from 'vue'

/** What the generic pages show of placements: the chain of one, and the questions of a follow-up call. */
export const PlacementPanel = defineAsyncComponent(() => import('./PlacementPanel.vue'))
export const CallPanel = defineAsyncComponent(() => import('./CallPanel.vue'))
