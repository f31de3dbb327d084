import { defineAsyncComponent } from 'vue'

/** What the generic pages show of a prepaid card: its account. */
export const CardAccount = defineAsyncComponent(() => import('./CardAccount.vue'))
export { cardFields, hasAgreed } from './card-fields'
export { say as sayCards } from './words'
