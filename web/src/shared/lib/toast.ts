/** Short messages at the bottom of the screen; `ToastHost` draws them. */
import { reactive } from 'vue'

export interface Toast { id: number; tone: 'ok' | 'bad' | 'info'; text: string; request?: string; action?: { label: string; run: () => void } }
export const toasts = reactive<Toast[]>([])
let last = 0

function show(one: Omit<Toast, 'id'>, ms: number) {
  const id = ++last
  toasts.push({ ...one, id })
  if (toasts.length > 4) toasts.shift()
  setTimeout(() => dismiss(id), ms)
  return id
}
export function dismiss(id: number) {
  const at = toasts.findIndex((x) => x.id === id)
  if (at >= 0) toasts.splice(at, 1)
}
let deed = 0
export const toast = {
  /** What was just done, with its “undo”. That takes back the last deed, whichever it is: one said earlier goes with its button. */
  deed: (text: string, action?: Toast['action']) => { dismiss(deed); return (deed = toast.ok(text, action)) },
  ok: (text: string, action?: Toast['action']) => show({ tone: 'ok', text, action }, action ? 6000 : 3000),
  info: (text: string, action?: Toast['action']) => show({ tone: 'info', text, action }, 5000),
  bad: (text: string, request?: string, action?: Toast['action']) => show({ tone: 'bad', text, request, action }, 9000),
}
