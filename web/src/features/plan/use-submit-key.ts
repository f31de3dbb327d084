/** One POST of a dialog without a schema: the same key until the server has answered, its No as a sentence beside the button. */
import { ref } from 'vue'
import { newKey, post, Problem, report } from '@/shared/lib/http'

export function useSubmitKey() {
  const busy = ref(false), error = ref('')
  let key = newKey()
  async function send<T>(path: string, body: unknown): Promise<T | null> {
    if (busy.value) return null
    busy.value = true
    error.value = ''
    try {
      const answer = await post<T>(path, body, { key })
      key = newKey()
      return answer
    } catch (failure) {
      if (failure instanceof Problem && failure.status && failure.status < 500) { error.value = failure.message; key = newKey() }
      else report(failure)
      return null
    } finally {
      busy.value = false
    }
  }
  return { busy, error, send }
}
