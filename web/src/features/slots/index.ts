import { defineAsyncComponent } from 'vue'

/** Free slots for other features: `SlotGrid` asks by a `SlotQuestion` (a new customer too), `OrderSlots` by an order's members. */
export const SlotGrid = defineAsyncComponent(() => import('./SlotGrid.vue'))
export const OrderSlots = defineAsyncComponent(() => import('./OrderSlots.vue'))
export type { Slot, SlotQuestion } from './model'
