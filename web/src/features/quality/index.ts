import { defineAsyncComponent } from 'vue'

/** What the record pages show of quality. */
export const CaseMoney = defineAsyncComponent(() => import('./CaseMoney.vue'))
export const CaseSides = defineAsyncComponent(() => import('./CaseSides.vue'))
