/** One branch's cash of one day: read, begun, counted, signed. */
import { computed, ref, shallowRef } from 'vue'
import { get, newKey, post, Problem, report } from '@/shared/lib/http'
import { onStream } from '@/shared/lib/stream'
import type { MayStep, RecordAnswer } from '@/shared/lib/types'
import type { CashDay, Fit } from './model'

export function useCash(branch: () => number, day: () => number) {
  const cash = shallowRef<CashDay | null>(null), record = shallowRef<RecordAnswer | null>(null)
  const error = shallowRef<unknown>(null), busy = ref('')
  const steps = computed<MayStep[]>(() => record.value?.may?.steps ?? [])

  async function load() {
    const asked = `${branch()}/${day()}`
    try {
      const got = await get<CashDay>('finance/cash-up', { branch: branch(), day: day() })
      const one = got.record ? await get<RecordAnswer>(`cash_up/${got.record}`) : null
      if (asked !== `${branch()}/${day()}`) return              // turned over meanwhile
      cash.value = got
      record.value = one
      error.value = null
    } catch (failure) {
      error.value = failure
    }
  }
  let soon = 0
  onStream('change', (event) => {
    if (event.type !== 'payment' && event.type !== 'cash_up') return
    clearTimeout(soon)
    soon = window.setTimeout(() => void load(), 600)
  })
  onStream('poll', () => void load())

  let key = newKey()                // until the server has answered: pressing again does nothing twice
  /** The refusal, to be shown where it belongs; null when it is done. */
  async function send(name: string, path: string, body: unknown): Promise<Problem | null> {
    if (busy.value) return null
    busy.value = name
    try {
      await post(path, body, { key })
      key = newKey()
      await load()
      return null
    } catch (failure) {
      if (failure instanceof Problem && failure.status && failure.status < 500) { key = newKey(); return failure }
      report(failure)
      return failure instanceof Problem ? failure : null
    } finally {
      busy.value = ''
    }
  }
  const begin = () => send('begin', 'cash_up', { branch: branch(), day: day() })
  const step = (name: string, body: object = {}) => send(name, `cash_up/${cash.value?.record}/${name}`, { ...body, version: record.value?.version })
  const match = (one: Fit) => send(`match-${one.payment}`, `payment/${one.payment}/allocate`, { bill: one.bill, version: one.version })
  return { match, cash, record, steps, error, busy, load, begin, step }
}
