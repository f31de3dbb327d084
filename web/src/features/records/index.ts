/** What other features may use of the generic record pages. */
export { default as RecordTimeline } from './RecordTimeline.vue'
export { default as StaleDialog } from './StaleDialog.vue'
export { default as StepButtons } from './StepButtons.vue'
export { useRecord } from './use-record'
