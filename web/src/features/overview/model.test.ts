import { describe, expect, it } from 'vitest'
import { cards, figures, visits, type CustomerOverview } from '@/features/customer/model'
import { both as customerWords } from '@/features/customer/words'
import { cells, leftText, papers, type WorkerOverview } from '@/features/worker/model'
import { both as workerWords } from '@/features/worker/words'
import { setServerTime } from '@/shared/lib/time'
import { weekdaysText, type Line } from './wire'

const HOUR = 3_600_000, DAY = 24 * HOUR, TODAY = 20780                    // Monday 2026-11-23
const midnight = (day: number) => day * DAY - 8 * HOUR
setServerTime(midnight(TODAY) + 9 * HOUR)
const line = (rest: Partial<Line>): Line => ({ id: 1, number: '', who: 0, who_name: '', what: '', note: '', ...rest })
const customer = (rest: Partial<CustomerOverview>): CustomerOverview => ({ now: 0, today: TODAY, next: [], signs: [], favourite: '', homes: [], sums: {}, ...rest })

describe('the customer’s page', () => {
  it('leaves out a figure whose records may not be seen, and marks what is overdue', () => {
    expect(figures(customer({ sums: { visits: 2, visits_worth: 24000 } }), 7).map((f) => f.key)).toEqual(['worth'])
    const all = figures(customer({ sums: { visits: 2, visits_worth: 24000, other_worth: 100, open: 500, overdue: 300, open_bills: 1 } }), 7)
    expect(all.find((f) => f.key === 'worth')!.value).toBe('¥241.00')
    expect(all.find((f) => f.key === 'open')!.tone).toBe('bad')
  })
  it('says a low rating apart, and nothing of stars where there are none', () => {
    const [low, none] = visits(customer({ visits: { type: 'visit', rows: [line({ stars: 2, start: midnight(TODAY - 1) }), line({ id: 2, stars: 0, start: midnight(TODAY - 2) })] } }))
    expect([low!.end, low!.tone, none!.end]).toEqual(['2 星', 'bad', undefined])
  })
  it('counts a card of visits by visits and stored value by money', () => {
    const shown = cards(customer({ cards: { type: 'prepaid_card', rows: [line({ kind: 'visits', bought: 10, used: 8, paid_left: 24000 }), line({ kind: 'stored', paid_left: 5000, gift_left: 500 })] } }))
    expect(shown.map((c) => c.end)).toEqual(['剩 2/10 次', '¥55.00'])
    expect(weekdaysText((1 << 1) | (1 << 6))).toBe('周一 周六')
  })
})
describe('the worker’s page', () => {
  it('tells the days a paper has left, over, and none when it has no end', () => {
    expect([leftText(0, TODAY), leftText(TODAY + 3, TODAY), leftText(TODAY, TODAY), leftText(TODAY - 5, TODAY)]).toEqual(['长期', '还有 3 天', '今天到期', '已过期 5 天'])
    const rows = papers({ today: TODAY, papers: { type: 'credential', rows: [line({ valid_to: TODAY + 30 }), line({ valid_to: TODAY + 31 })] } } as unknown as WorkerOverview)
    expect(rows.map((r) => r.tone)).toEqual(['bad', ''])
  })
  it('puts what goes over midnight into both days, and a placement into all of its days', () => {
    const night = { type: 'visit', id: 1, from: midnight(TODAY + 1) + 22 * HOUR, to: midnight(TODAY + 2) + 6 * HOUR, label: '', hold: false, foreign: false }
    const home = { ...night, type: 'placement', id: 2, from: midnight(TODAY - 30), to: midnight(TODAY + 5) }
    const days = cells({ first: TODAY, rows: [night, home] })
    expect(days.length).toBe(14)
    expect(days[1]!.items.map((b) => b.when)).toEqual(['22:00–…', ''])
    expect(days[2]!.items[0]!.when).toBe('…–06:00')
    expect(days[4]!.items.map((b) => b.id)).toEqual([2])
    expect(days[5]!.items).toEqual([])
  })
  it('has every word in both languages', () => {
    for (const { zh, en } of [customerWords, workerWords]) expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
  })
})
