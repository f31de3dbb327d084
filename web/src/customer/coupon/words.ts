/** Words of a customer's own coupons, and what one of them says about itself. */
import { language } from '../words'
import { shop, shortDay, today, yuan } from '../state'

export interface Coupon { code: string; name: string; amount: number; percent: number; most: number; minimum: number; from: number; until: number; service: string; branch: string; funder: string; off?: number; why?: string }

const zh = { title: '我的优惠券', hint: '下单看价格时点一下就用上。', off: '减 {price}', percent: '{n} 折', most: '最多减 {price}', minimum: '满 {price} 可用', only: '限{what}', at: '限{what}', from: '{day}起可用', until: '用到{day}', funder: '{who}承担', mine: '用我的优惠券', other: '有别的券码', used: '已选' }
const en: Record<keyof typeof zh, string> = { title: 'My coupons', hint: 'Press one where you read the price when booking.', off: '{price} off', percent: '{n} % off', most: 'at most {price}', minimum: 'from {price} on', only: 'for {what}', at: 'at {what}', from: 'from {day}', until: 'until {day}', funder: '{who} pays for it', mine: 'Use a coupon of mine', other: 'I have another code', used: 'Chosen' }
export type CouponWord = keyof typeof zh
export function sayCoupon(word: CouponWord, values: Record<string, string | number> = {}): string {
  return (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
export const both = { zh, en }

/** 10 % off is 9 折 in Chinese. */
export const worthText = (c: Coupon) => (c.off ? sayCoupon('off', { price: yuan(c.off) }) : c.percent ? sayCoupon('percent', { n: language.value === 'zh' ? (100 - c.percent) / 10 : c.percent }) : sayCoupon('off', { price: yuan(c.amount) }))
export function holdsText(c: Coupon): string {
  const parts = [c.from > today() && sayCoupon('from', { day: shortDay(c.from) }), sayCoupon('until', { day: shortDay(c.until) }), c.minimum && sayCoupon('minimum', { price: yuan(c.minimum) }), c.percent && c.most && sayCoupon('most', { price: yuan(c.most) }),
    c.service && sayCoupon('only', { what: c.service }), c.branch && (shop.value?.branches.length ?? 0) > 1 && sayCoupon('at', { what: c.branch }), sayCoupon('funder', { who: c.funder })]
  return parts.filter(Boolean).join(' · ')
}
