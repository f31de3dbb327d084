/** The ledger and what lapses, read together and again when something of it changes. */
import { shallowRef, watch } from 'vue'
import { get } from '@/shared/lib/http'
import { onStream } from '@/shared/lib/stream'
import type { Ahead, Register } from './model'

const OURS = new Set(['placement', 'renewal', 'replacement', 'follow_up', 'credential', 'worker_leave', 'contract'])

export function useRegister(branch: () => number) {
  const register = shallowRef<Register | null>(null), ahead = shallowRef<Ahead | null>(null), error = shallowRef<unknown>(null)
  async function load() {
    const asked = branch()
    try {
      const [rows, lapses] = await Promise.all([get<Register>('placements', { branch: asked || undefined }), get<Ahead>('look_ahead', { branch: asked || undefined, days: 30 })])
      if (asked !== branch()) return
      register.value = rows
      ahead.value = lapses
      error.value = null
    } catch (failure) {
      error.value = failure
    }
  }
  watch(branch, () => void load(), { immediate: true })
  let soon = 0
  onStream('change', (event) => {
    if (!OURS.has(event.type)) return
    clearTimeout(soon)
    soon = window.setTimeout(() => void load(), 600)
  })
  onStream('poll', () => void load())
  return { register, ahead, error, load }
}
