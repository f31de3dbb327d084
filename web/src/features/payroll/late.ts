import type { Row } from '@/shared/lib/types'

/** Said against a payslip after it was locked and not answered: its state does not tell. */
export const saidLate = (row: Row) => ['locked', 'paid', 'failed'].includes(String(row.state)) && !!row.objected_at && !row.answer
export const saidOpen = (row: Row) => row.state === 'objected' || saidLate(row)
