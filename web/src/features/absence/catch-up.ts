/** What a catch-up dialog holds, without a screen. */
import { dayOf, dayStart, MINUTE, minuteOfDay } from '@/shared/lib/time'

export type Answer = 'ask' | 'again' | 'no'
export interface Line { visit: number; number: string; customer: string; customerId?: number; phone?: string; home: string; worker: string; was: number; answer: Answer; start: number | null; by: string; how: string; note: string }

/** The hour it had, on another day. */
export const sameHour = (was: number, day: number) => dayStart(day) + minuteOfDay(was) * MINUTE
/** The first day after the hours of it, never a past one. */
export const firstDay = (until: number, today: number) => Math.max(today, dayOf(until - 1) + 1)
/** Only what was answered is sent; where she named nobody and nothing, nothing is said for her. */
export const sent = (lines: readonly Line[]) => lines.filter((l) => l.answer !== 'ask').map((l) => ({
  visit: l.visit,
  ...(l.answer === 'again' && { start: l.start, agreed_how: l.how, ...(l.by.trim() && { agreed_by: l.by.trim() }) }),
  ...(l.note.trim() && { note: l.note.trim() }),
}))
