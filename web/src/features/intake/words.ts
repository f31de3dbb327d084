/** Words of the page that takes a call, and what a marked word of a message was taken for. */
import { language, t } from '@/shared/words'

const zh = { move: '改时间', cancel: '取消' }
export type Word = keyof typeof zh
const en: Record<Word, string> = { move: 'Move it', cancel: 'Cancel it' }
export const both = { zh, en }
export const say = (word: Word) => both[language.value === 'en' ? 'en' : 'zh'][word]

export function partText(part: string): string {
  switch (part) {
    case 'phone': return t('intake.part.phone')
    case 'name': return t('intake.part.name')
    case 'service': return t('intake.part.service')
    case 'day': return t('intake.part.day')
    case 'time': return t('intake.part.time')
    case 'length': return t('intake.part.length')
    case 'size': return t('intake.part.size')
    case 'rooms': return t('intake.part.rooms')
    case 'address': return t('intake.part.address')
    case 'area': return t('intake.part.area')
    case 'persons': return t('intake.part.persons')
    case 'pets': return t('intake.part.pets')
    case 'wish': return t('intake.part.wish')
    case 'channel': return t('intake.part.channel')
    case 'channel_number': return t('intake.part.channel_number')
    case 'voucher': return t('intake.part.voucher')
    default: return t('intake.part.weekly')
  }
}
