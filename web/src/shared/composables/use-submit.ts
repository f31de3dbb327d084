/** Sends what a SchemaForm holds: busy meanwhile, refusals at their fields with all that was typed, everything else as a toast.
 *  The page's form has `ref="form"`. */
import { ref, useTemplateRef } from 'vue'
import { newKey, Problem, report } from '@/shared/lib/http'
import type { Value } from '@/shared/lib/types'
import type SchemaForm from '@/shared/ui/SchemaForm.vue'

export function useSubmit<T>(send: (model: Record<string, Value>, key: string) => Promise<T>, done: (answer: T) => unknown) {
  const form = useTemplateRef<InstanceType<typeof SchemaForm>>('form')
  const busy = ref(false)
  let key = newKey()                // stays until the server has answered: pressing again after a lost answer does nothing twice
  async function go(model: Record<string, Value>) {
    if (busy.value) return
    busy.value = true
    try {
      const answer = await send(model, key)
      form.value?.clear()
      await done(answer)
    } catch (error) {
      if (error instanceof Problem && error.status && error.status < 500) { key = newKey(); form.value?.fail(error) }
      else report(error)
    } finally {
      busy.value = false
    }
  }
  return { form, busy, go }
}
