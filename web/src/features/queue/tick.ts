/** A reminder is done when somebody says so. Whatever else stands in the queue is done by its step. */
import { askReason } from '@/shared/lib/dialogs'
import { post } from '@/shared/lib/http'
import { toast } from '@/shared/lib/toast'
import { t } from '@/shared/words'

/** False: she thought better of it. */
export async function tickOff(reminder: number, label: string, title: string): Promise<boolean> {
  const note = await askReason({ title: label, text: title, confirm: t('queue.done'), reason: { label: t('queue.note'), required: false } })
  if (note === null) return false
  await post(`queue/${reminder}/done`, { note })
  toast.ok(t('queue.doneToast', { label: title }))
  return true
}
