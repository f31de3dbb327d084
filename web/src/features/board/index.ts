/** What other features may use of the board. */
export { default as CandidateList } from './CandidateList.vue'
