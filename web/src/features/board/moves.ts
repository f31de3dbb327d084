/** Saving moves, for the day and for the week: each with its own verdict; what is beyond the promise once more when the customer has said yes. */
import { askConfirm } from '@/shared/lib/dialogs'
import { post } from '@/shared/lib/http'
import { t } from '@/shared/words'

export interface Outcome { visit: number; ok: boolean; version?: number; state?: string; why?: string; code?: string }
export interface MoveWish { visit: number; version: number; worker: number; start?: number; agreed?: boolean; back?: boolean }

/** `question`: what is asked of who drags about these, which their customers do not expect. Refused without a word is what she has not asked. */
export async function saveMoves(moves: MoveWish[], question: (unasked: number[]) => string): Promise<Outcome[]> {
  const { rows: out } = await post<{ rows: Outcome[] }>('board/moves', { moves })
  const unasked = moves.filter((m) => !m.agreed && out.some((o) => o.visit === m.visit && o.code === 'customer_not_asked'))
  if (!unasked.length) return out
  const yes = await askConfirm({ title: t('dispatch.askTitle'), text: question(unasked.map((m) => m.visit)), confirm: t('dispatch.askedYes') })
  if (!yes) return out.map((o) => (o.code === 'customer_not_asked' ? { ...o, why: '' } : o))
  const again = await saveMoves(unasked.map((m) => ({ ...m, agreed: true })), question)
  return [...out.filter((o) => !unasked.some((m) => m.visit === o.visit)), ...again]
}
