import type { Me } from '@/shared/lib/types'

/** Under it her phone's pages keep who she is (worker/state.ts); with it there she is in at once, by the session she has. */
export const WHO = 'zhangjia.phone.who'

/** Who is a worker and nothing else has no page of the office: hers is /w/. True: go there. */
export function herPhone(me: Me, keep: Pick<Storage, 'setItem'>): boolean {
  if (!me.worker || me.can.length) return false
  try { keep.setItem(WHO, JSON.stringify({ worker: me.worker, name: me.user.name, login: me.user.login, word: me.worker_word ?? '' })) } catch { /* a full phone asks her once more */ }
  return true
}
