import { defineAsyncComponent } from 'vue'

/** The ranked list, for whoever looks for somebody elsewhere than on the board: who takes over a placement. */
export const CandidateList = defineAsyncComponent(() => import('./CandidateList.vue'))
/** Quotations on the pages of a survey and of themselves. */
export const SurveyQuote = defineAsyncComponent(() => import('./SurveyQuote.vue'))
export const QuoteHere = defineAsyncComponent(() => import('./QuoteHere.vue'))
/** On the bare pages of a demand and of its lead: the way to where it is worked on. */
export const DemandHere = defineAsyncComponent(() => import('./DemandHere.vue'))
export type { Match, Matches } from './model'
