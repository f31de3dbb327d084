/** Why a plan moves a visit, as a sentence; and what only these pages say. */
import { clockText, dayText, lengthText, minuteOfDay } from '@/shared/lib/time'
import { fill, language, t } from '@/shared/words'
import type { Move } from './model'

const zh = {
  goesWith: '带 {names}', callFirst: '有 {n} 位客户已经知道谁来：发布前请先打好电话。', publishNow: '发布并通知', hours: '{n} 小时', and: '、', but: '；', price: '代价：{what}',
  knownMore: '更熟悉、更合适', knownLess: '没有原来熟悉', wayMore: '路更近', wayLess: '路更远', overtimeMore: '少加班', overtimeLess: '多加班',
  lunchMore: '午休更好', lunchLess: '午休更紧', timeMore: '更合约定的时间', timeLess: '偏离约定的时间', changeMore: '少换人', changeLess: '换人',
}
const en: Record<keyof typeof zh, string> = {
  goesWith: 'With {names}', callFirst: '{n} customers know who comes: call them before you publish.', publishNow: 'Publish and notify', hours: '{n} h', and: ', ', but: '; ', price: 'costs: {what}',
  knownMore: 'better known, suits better', knownLess: 'less known there', wayMore: 'shorter way', wayLess: 'longer way', overtimeMore: 'less overtime', overtimeLess: 'more overtime',
  lunchMore: 'better lunch', lunchLess: 'tighter lunch', timeMore: 'nearer to the promised time', timeLess: 'further from the promised time', changeMore: 'fewer changes of worker', changeLess: 'another worker',
}
const TERMS = {
  known: ['knownMore', 'knownLess'], way: ['wayMore', 'wayLess'], overtime: ['overtimeMore', 'overtimeLess'],
  lunch: ['lunchMore', 'lunchLess'], time: ['timeMore', 'timeLess'], change: ['changeMore', 'changeLess'],
} as const
export function say(key: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return fill((language.value === 'en' ? en : zh)[key], values)
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

/** What the move is good for and what it costs, the largest first: 「路更近、少换人；代价：多加班」. */
export function savedText(move: Move): string {
  const terms = Object.entries(move.saved ?? {}).filter(([term, n]) => n && term in TERMS) as [keyof typeof TERMS, number][]
  const side = (better: boolean) => terms.filter(([, n]) => n > 0 === better).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1])).map(([term]) => say(TERMS[term][better ? 0 : 1])).join(say('and'))
  const good = side(true), price = side(false)
  return [good, price && say('price', { what: price })].filter(Boolean).join(say('but'))
}
/** The engine's own points behind it. */
export function pointsText(move: Move): string {
  const words: Record<string, string> = { known: t('plan.term.known'), way: t('plan.term.way'), overtime: t('plan.term.overtime'), lunch: t('plan.term.lunch'), time: t('plan.term.time'), change: t('plan.term.change') }
  return Object.entries(move.saved ?? {}).sort((a, b) => b[1] - a[1]).map(([term, n]) => `${words[term] ?? term} ${n > 0 ? '+' : '−'}${Math.abs(n)}`).join(' · ')
}
