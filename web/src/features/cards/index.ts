import { defineAsyncComponent } from 'vue'

/** What the generic pages show of a prepaid card: its account. */
export const CardAccount = defineAsyncComponent(() => import('./CardAccount.vue'))
