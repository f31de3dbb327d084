/** The family's placements, as the server has them now; nothing of them is kept on the phone. */
import { ref, shallowRef } from 'vue'
import { app, ask, me, type Complaint } from '../state'

export interface Sheet { id: number; kind: 'arrival' | 'departure'; date: number; worker: string; belongings: string; valuables: string; cared_for: string; meter: string; keys: number; money_left: number; state_label: string; complete: boolean; open: boolean; disputed: boolean }
export interface Task { id: number; ask?: string; cost?: string; free?: string; what: string; date: number; price: number; state_label: string; asked: boolean; worker_agreed: boolean }
export interface Wish { id: number; kind: string; what: string; date: number; instead: number; state: string; state_label: string; answer: string }
export interface WageMonth { month: number; so_far: boolean; worker: string; first: number; who: number; over: boolean; said: { state: 'open' | 'not_got' | 'agreed' | 'cleared'; paid: number; family: boolean } | null; lines: { label: string; why: string; amount: number }[]; total: number }
export interface Care {
  id: number; number: string; line: string; home: string; state: string; state_label: string; runs: boolean; quiet: boolean; first: number; last: number; rest_quota: number; replacements_left: number; where: string; phone: string; rests: number[]; wages: WageMonth[]
  worker: { name: string; first: string; light: boolean; stands_in: boolean; papers: { label: string; valid: boolean }[] } | null; consents: { key: 'child' | 'health'; given: boolean }[]; tasks: Task[]; sheets: Sheet[]; wishes: Wish[]
  expected: number; next: { name: string; first: number } | null; pay_change: { from: number; wage: number; per_term: boolean } | null; renewal: { number: string; last: number; state_label: string } | null
  replacement: { number: string; state_label: string; open: boolean; comes: string; first_day: number; sure: boolean; counts?: boolean; left: number } | null; reasons: { key: string; label: string }[]; complaints: Complaint[]; calls: { stage: string; address: string }[]; complain_manager: boolean
}
export interface Log { id: number; kind: string; label: string; at: number; worker: string; figures: Record<string, number>; signs: string[]; note: string; alarm: boolean; answer: string }

export const cares = shallowRef<Care[]>([]), careProblem = ref('')
export async function loadCares() {
  if (!me.value?.settled || !me.value.known) { cares.value = []; careProblem.value = ''; return }
  const answer = await ask<{ placements: Care[] }>('GET', 'care')
  careProblem.value = answer.status === 200 || app.stale ? '' : answer.message       // without a network the line above the page says so
  if (answer.status === 200) cares.value = answer.body.placements
}
/** The placement as it is then, in its place. */
export function putCare(care: Care) { cares.value = cares.value.map((c) => (c.id === care.id ? care : c)) }
/** A deed answers the placement as it is then; '' or why not. */
export async function deed(method: string, path: string, body?: unknown): Promise<string> {
  const answer = await ask<Care>(method, path, body)
  if (answer.status !== 200 && answer.status !== 201) return answer.message
  putCare(answer.body)
  return ''
}
export const waitsFor = (c: Care) => c.tasks.filter((t) => t.asked).length + c.sheets.filter((s) => s.open && s.complete && !s.disputed).length + c.complaints.filter((one) => one.may_agree).length + c.calls.length
