import { defineAsyncComponent } from 'vue'

/** What the generic pages show of money: the code of a charge to scan, a paper to print, the bank's file of a pay run, a refund's worksheet, what was posted to the books. */
export const ChargeCode = defineAsyncComponent(() => import('./ChargeCode.vue'))
export const ChargeHere = defineAsyncComponent(() => import('./ChargeHere.vue'))
export const RefundSheet = defineAsyncComponent(() => import('./RefundSheet.vue'))
export const PaperHere = defineAsyncComponent(() => import('./PaperHere.vue'))
export const BillPaper = defineAsyncComponent(() => import('./BillPaper.vue'))
export const BankFile = defineAsyncComponent(() => import('./BankFile.vue'))
export const LedgerHere = defineAsyncComponent(() => import('./LedgerHere.vue'))
