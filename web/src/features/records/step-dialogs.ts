/** The dialog of a step: the form of what it asks, or one made for it where a form would be clumsy. */
import { defineAsyncComponent, type Component } from 'vue'

const StepDialog = defineAsyncComponent(() => import('./StepDialog.vue'))
const TakeDialog = defineAsyncComponent(() => import('./TakeDialog.vue'))
const OWN: Record<string, Component> = {
  'incident.acknowledge': TakeDialog,
  'care_alarm.acknowledge': TakeDialog,
  'force_majeure.make_again': defineAsyncComponent(() => import('@/features/absence/CatchUpDialog.vue')),
}
export const dialogOf = (type: string, step: string): Component => OWN[`${type}.${step}`] ?? StepDialog
