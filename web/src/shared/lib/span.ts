/** A stretch of the clock that may pass midnight: 22:00–次日06:00. Minutes are those after the midnight of the day it begins on. */
import { language } from '@/shared/words'
import { clockText, dayOf, dayStart, MINUTE } from './clock'

const DAY_MINUTES = 24 * 60
const nextDay = (time: string) => (language.value === 'zh' ? `次日${time}` : `${time} next day`)
export const endText = (minute: number) => (minute > DAY_MINUTES ? nextDay(clockText(minute - DAY_MINUTES)) : clockText(minute))
export const clockSpan = (from: number, to: number) => `${clockText(from)}–${endText(to)}`
/** The same for a worker's hours as they are kept: an end not after the start is on the next day. */
export const hoursText = (from: number, to: number) => clockSpan(from, to < from ? to + DAY_MINUTES : to)
const minuteAfter = (at: number, start: number) => Math.round((at - dayStart(dayOf(start))) / MINUTE)
/** Of two instants, by the clock of the first one's day. */
export const timeSpan = (start: number, until: number) => clockSpan(minuteAfter(start, start), minuteAfter(until, start))
export const untilText = (start: number, until: number) => endText(minuteAfter(until, start))
