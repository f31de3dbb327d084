import { defineAsyncComponent } from 'vue'

/** What the pages of other features show of a change while it is being agreed. */
export const ChangeHelp = defineAsyncComponent(() => import('./ChangeHelp.vue'))
/** Above the form of an amendment: what is so in the home and not in the contract yet. */
export const AmendHelp = defineAsyncComponent(() => import('./AmendHelp.vue'))
/** Above the form of a refund instead of a replacement: how many could still take over. */
export const RefundHelp = defineAsyncComponent(() => import('./RefundHelp.vue'))
/** Above the form that ends a contract: what was paid of the month that runs. */
export const EndHelp = defineAsyncComponent(() => import('./EndHelp.vue'))
