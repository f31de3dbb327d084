import { defineAsyncComponent } from 'vue'

/** What other features may use of the generic record pages. */
export { default as FieldGroups } from './FieldGroups.vue'
export { default as RecordHeader } from './RecordHeader.vue'
export const EditDrawer = defineAsyncComponent(() => import('./EditDrawer.vue'))
export const RecordBody = defineAsyncComponent(() => import('./RecordBody.vue'))
export { default as RecordFrame } from './RecordFrame.vue'
export { default as RevealButton } from './RevealButton.vue'
export { default as RecordTimeline } from './RecordTimeline.vue'
export const StaleDialog = defineAsyncComponent(() => import('./StaleDialog.vue'))
export { default as StepButtons } from './StepButtons.vue'
export { default as StepPreview } from './StepPreview.vue'
export const StepHere = defineAsyncComponent(() => import('./StepHere.vue'))
export { useRecord } from './use-record'
export type { RecordPage } from './use-record'
