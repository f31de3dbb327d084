/** Why a plan moves a visit, as a sentence. */
import { t } from '@/shared/words'
import type { Move } from './model'

export function whyText(move: Move): string {
  switch (move.why) {
    case 'open': return t('plan.why.open')
    case 'time': return t('plan.why.time')
    case 'second': return t('plan.why.second')
    case 'known': return t('plan.why.known')
    case 'way': return t('plan.why.way')
    case 'suits': return t('plan.why.suits')
    case 'nobody': return t('plan.why.nobody')
    default: return t('plan.why.room')
  }
}
