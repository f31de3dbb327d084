/** Why a plan moves a visit, as a sentence; and what only these pages say. */
import { clockText, dayText, lengthText, minuteOfDay } from '@/shared/lib/time'
import { language, t } from '@/shared/words'
import type { Move } from './model'

const zh = { goesWith: '带 {names}', hours: '{n} 小时' }
const en: Record<keyof typeof zh, string> = { goesWith: 'With {names}', hours: '{n} h' }
export function say(key: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return (language.value === 'en' ? en : zh)[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

export function whyText(move: Move): string {
  switch (move.why) {
    case 'open': return t('plan.why.open')
    case 'time': return t('plan.why.time')
    case 'second': return t('plan.why.second')
    case 'known': return t('plan.why.known')
    case 'way': return t('plan.why.way')
    case 'suits': return t('plan.why.suits')
    case 'overtime': return t('plan.why.overtime')
    case 'lunch': return t('plan.why.lunch')
    case 'may_not': return t('plan.why.mayNot')
    case 'cannot': return t('plan.why.cannot')
    case 'nobody': return t('plan.why.nobody')
    default: return t('plan.why.room')
  }
}

/** With the day where several are shown. */
export const when = (day: number | undefined, start: number) => [day ? dayText(day) : '', clockText(minuteOfDay(start))].filter(Boolean).join(' ')
/** Overtime of all workers together: hours, never days. */
export const overtimeText = (minutes: number) => (minutes < 24 * 60 ? lengthText(minutes) : say('hours', { n: Math.round(minutes / 60) }))

/** What the move saves and costs by the engine's terms, the largest first: 「路程 +12 · 熟悉 −3」. */
export function savedText(move: Move): string {
  const words: Record<string, string> = { known: t('plan.term.known'), way: t('plan.term.way'), overtime: t('plan.term.overtime'), lunch: t('plan.term.lunch'), time: t('plan.term.time'), change: t('plan.term.change') }
  return Object.entries(move.saved ?? {}).sort((a, b) => b[1] - a[1]).map(([term, n]) => `${words[term] ?? term} ${n > 0 ? '+' : '−'}${Math.abs(n)}`).join(' · ')
}
