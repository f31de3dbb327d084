import { defineAsyncComponent } from 'vue'

/** What the customer's page at the desk shows of her phone. */
export const CodePanel = defineAsyncComponent(() => import('./CodePanel.vue'))
