import { defineAsyncComponent } from 'vue'

/** What a worker's phone reports of a visit and nobody has answered yet, with the verb that does. */
export const PhoneReports = defineAsyncComponent(() => import('./PhoneReports.vue'))
