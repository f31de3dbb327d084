/** The board's reasons as sentences: what, why, and what helps. */
import { lengthText, clockText } from '@/shared/lib/time'
import { stateOf, typeOf } from '@/shared/lib/state'
import { t } from '@/shared/words'
import type { BoardVisit, Reason } from './model'

export function reasonText(reason: Reason): string {
  switch (reason.code) {
    case 'locked': return t('board.why.locked')
    case 'outside': return t('board.why.outside')
    case 'skill': return t('board.why.skill', { line: reason.line })
    case 'leave': return reason.label ? t('board.why.leaveFor', { label: reason.label }) : t('board.why.leave')
    case 'elsewhere': return t('board.why.elsewhere', { label: reason.label })
    case 'overlap': return t('board.why.overlap', { name: reason.name, time: clockText(reason.from), length: lengthText(reason.minutes) })
    case 'shift': return t('board.why.shift')
    case 'capacity': return t('board.why.capacity', { length: lengthText(reason.minutes) })
    case 'free': return t('board.why.free')
  }
}

export type Look = 'offered' | 'accepted' | 'doing' | 'done' | 'late'
/** How a visit looks, from what the server declares about its state. */
export function lookOf(visit: BoardVisit): Look {
  const type = typeOf('visit')
  const state = type && stateOf(type, visit.state)
  if (visit.late) return 'late'
  if (state?.final || state?.tone === 'mute') return 'done'
  if (state?.tone === 'ok') return 'doing'
  return visit.state === 'offered' || state?.tone === 'warn' ? 'offered' : 'accepted'
}
export const stateLabel = (visit: BoardVisit) => { const type = typeOf('visit'); return (type && stateOf(type, visit.state)?.label) || visit.state }
