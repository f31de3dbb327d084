import { defineAsyncComponent } from 'vue'

/** What the pages of other features show of a change while it is being agreed. */
export const ChangeHelp = defineAsyncComponent(() => import('./ChangeHelp.vue'))
