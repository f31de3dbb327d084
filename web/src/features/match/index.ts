import { defineAsyncComponent } from 'vue'

/** The ranked list, for whoever looks for somebody elsewhere than on the board: who takes over a placement. */
export const CandidateList = defineAsyncComponent(() => import('./CandidateList.vue'))
export type { Match, Matches } from './model'
