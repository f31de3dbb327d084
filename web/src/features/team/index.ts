import { defineAsyncComponent } from 'vue'

/** What the pages of other features show of the team. */
export const ImpactPanel = defineAsyncComponent(() => import('./ImpactPanel.vue'))
export const LightPanel = defineAsyncComponent(() => import('./LightPanel.vue'))
export const LookedPanel = defineAsyncComponent(() => import('./LookedPanel.vue'))
export const PhonePanel = defineAsyncComponent(() => import('./PhonePanel.vue'))
export const ReadersPanel = defineAsyncComponent(() => import('./ReadersPanel.vue'))
