import { defineAsyncComponent } from 'vue'

/** What the generic pages show of placements: the chain of one, the questions of a follow-up call, who takes over. */
export const PlacementPanel = defineAsyncComponent(() => import('./PlacementPanel.vue'))
export const CallPanel = defineAsyncComponent(() => import('./CallPanel.vue'))
export const NextPanel = defineAsyncComponent(() => import('./NextPanel.vue'))
export const CarePanel = defineAsyncComponent(() => import('./CarePanel.vue'))
export const DialPanel = defineAsyncComponent(() => import('./DialPanel.vue'))
