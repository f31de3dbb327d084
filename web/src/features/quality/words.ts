/** Words of a case that depend on a value. */
import { instantText } from '@/shared/lib/time'
import { language, t } from '@/shared/words'
import type { RecordAnswer } from '@/shared/lib/types'
import type { Stop } from './model'

export const sideText = (who: string) => (who === 'worker' ? t('quality.side.worker') : who === 'company' ? t('quality.side.company') : t('quality.side.customer'))

export function stopText(stop: Stop): string {
  switch (stop.name) {
    case 'received': return t('quality.stop.received')
    case 'accepted': return t('quality.stop.accepted')
    case 'customer': return t('quality.stop.customer')
    case 'worker': return t('quality.stop.worker')
    case 'proposed': return t('quality.stop.proposed')
    case 'resolved': return t('quality.stop.resolved')
    case 'followed': return t('quality.stop.followed')
    case 'closed': return t('quality.stop.closed')
  }
}

export function sayWaiting(since: number, until: number): string {
  return language.value === 'en'
    ? `Waiting for the customer since ${instantText(since)}: the clocks stand still, until ${instantText(until)} at the longest`
    : `${instantText(since)} 起等客户：时限暂停，最多停到 ${instantText(until)}`
}

export function askedText(record: RecordAnswer): string {
  const asked = instantText(Number(record.asked_at)), until = instantText(Number(record.asked_until)), question = String(record.asked_question ?? '')
  return language.value === 'en' ? `Asked on her phone ${asked}, answer by ${until}: ${question}` : `${asked} 在手机上问了她，请在 ${until} 前回答：${question}`
}
