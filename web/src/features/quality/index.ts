import { defineAsyncComponent } from 'vue'

/** What the record pages show of quality. */
export const CaseSides = defineAsyncComponent(() => import('./CaseSides.vue'))
