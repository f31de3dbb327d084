import { describe, expect, it } from 'vitest'
import { dayStart, MINUTE } from '@/shared/lib/time'
import { boardDay } from './wire'
import { byUrgency, freeStarts, gaps, instantAt, judge, judgeMany, lastStart, leastWay, loadOf, rowLoad, openPerHour, snap, startOf, visibleRows, type BoardDay, type BoardVisit, type BoardWorker, type Row } from './model'

const DAY = 20780
const worker = (rest: Partial<BoardWorker> = {}): BoardWorker => ({ id: 1, name: '张桂芳', branch: 1, branch_name: '一店', skills: ['保洁'], capacity_minutes: 480, leave: [], shift: { from: 480, to: 1080 }, ...rest })
const visit = (id: number, from: number, length: number, rest: Partial<BoardVisit> = {}): BoardVisit => ({ id, number: `V${id}`, state: 'accepted', worker: 1, customer: id, customer_name: `客户${id}`, line_label: '保洁', start: dayStart(DAY) + from * MINUTE, end: dayStart(DAY) + (from + length) * MINUTE, tags: [], version: 1, ...rest })
const board: BoardDay = { day: DAY, now: 0, from_minute: 420, to_minute: 1260, workers: [], visits: [], blocks: [] }
const row = (visits: BoardVisit[], rest: Partial<Row> = {}): Row => ({ worker: worker(), visits, blocks: [], ...rest })

describe('judge', () => {
  const given = row([visit(1, 600, 120)])
  const cases: [string, BoardVisit, Row, number, string, string][] = [
    ['a free stretch', visit(9, 800, 60), given, 800, 'ok', 'free'],
    ['it ends when the other begins: half-open', visit(9, 540, 60), given, 540, 'ok', 'free'],
    ['it begins when the other ends', visit(9, 720, 60), given, 720, 'ok', 'free'],
    ['one minute into the next', visit(9, 541, 60), given, 541, 'bad', 'overlap'],
    ['around the other', visit(9, 570, 240), given, 570, 'bad', 'overlap'],
    ['moved onto its own old place', visit(1, 600, 120), given, 630, 'ok', 'free'],
    ['locked, even where it would fit', visit(9, 800, 60, { locked: true }), given, 800, 'bad', 'locked'],
    ['before midnight', visit(9, 0, 60), given, -15, 'bad', 'outside'],
    ['on leave', visit(9, 800, 60), row([], { worker: worker({ leave: [{ from: 840, to: 900, label: '体检' }] }) }), 800, 'bad', 'leave'],
    ['a service she does not do', visit(9, 800, 60, { line: 7 }), row([], { worker: worker({ lines: [5, 6] }) }), 800, 'bad', 'skill'],
    ['a service she does', visit(9, 800, 60, { line: 6 }), row([], { worker: worker({ lines: [5, 6] }) }), 800, 'ok', 'free'],
    ['at another branch', visit(9, 800, 60), row([], { blocks: [{ worker: 1, from: 850, to: 900, branch_name: '二店' }] }), 800, 'bad', 'elsewhere'],
    ['before the shift: allowed, said', visit(9, 450, 60), row([]), 450, 'warn', 'shift'],
    ['after the shift', visit(9, 1050, 60), row([]), 1050, 'warn', 'shift'],
    ['more than a day holds', visit(9, 900, 60), row([visit(1, 480, 400)], { worker: worker({ capacity_minutes: 420 }) }), 900, 'warn', 'capacity'],
  ]
  it.each(cases)('%s', (_why, v, r, start, level, code) => {
    const said = judge(v, r, start, board)
    expect([said.level, said.reason.code]).toEqual([level, code])
  })
  it('says with whom and how long it overlaps', () => {
    expect(judge(visit(9, 660, 120), given, 660, board).reason).toEqual({ code: 'overlap', other: 1, name: '客户1', minutes: 60, from: 600 })
  })
})
describe('the day', () => {
  it('reads minutes in the company clock and back', () => {
    expect(startOf(visit(1, 615, 60), DAY)).toBe(615)
    expect(instantAt(DAY, 615)).toBe(visit(1, 615, 60).start)
    expect([snap(607), snap(608)]).toEqual([600, 615])
  })
  it('finds gaps between neighbours in time order, tight only between areas', () => {
    expect(gaps([visit(2, 730, 60, { area: '乙' }), visit(1, 600, 120, { area: '甲' }), visit(3, 790, 30)], DAY)).toEqual([{ from: 720, minutes: 10, tight: true }])
  })
  it('sums the load', () => expect(loadOf([visit(1, 600, 120), visit(2, 800, 45)])).toBe(165))
  it('counts open visits in every hour they touch', () => {
    expect(openPerHour([visit(1, 450, 60), visit(2, 480, 60)], { day: DAY, from_minute: 420, to_minute: 600 })).toEqual([1, 2, 0])
  })
  it('sorts what starts first to the front', () => expect(byUrgency([visit(1, 700, 60), visit(2, 600, 60)]).map((v) => v.id)).toEqual([2, 1]))
  it('keeps only rows near the screen', () => {
    expect(visibleRows(0, 460, 46, 300)).toEqual([0, 14])
    expect(visibleRows(4600, 460, 46, 300)).toEqual([96, 114])
    expect(visibleRows(0, 460, 46, 3)).toEqual([0, 3])
  })
  it('offers the nearest free starts, never in the past', () => {
    const r = row([visit(1, 600, 120)])
    expect(freeStarts(visit(9, 630, 60), r, board, 0, 2)).toEqual([540, 720])
    expect(freeStarts(visit(9, 630, 60), r, board, 700, 1)).toEqual([720])
  })
})
describe('several at once', () => {
  const near: [number, number] = [30.65, 104.05], far: [number, number] = [30.65, 104.15]           // some ten kilometres east
  const way = { metre: 312, steady: 15 }
  it('counts the way between those that go together, at its shortest', () => {
    const a = visit(1, 540, 120, { at: near }), b = visit(2, 690, 120, { at: far }), c = visit(3, 690, 120, { at: near })
    expect(leastWay(way, a, b)).toBeGreaterThan(45)
    expect(judgeMany([a, b], row([], { worker: worker({ way }) }), 0, board)).toMatchObject({ good: 1, first: { code: 'way', name: '客户1', has: 30 } })
    expect(judgeMany([a, c], row([], { worker: worker({ way }) }), 0, board).good).toBe(2)
    expect(judgeMany([a, b], row([]), 0, board).good).toBe(2)                                          // nothing known of how she travels
  })
})
describe('the wire', () => {
  it('turns instants of blocks into minutes, and tells leave from work elsewhere', () => {
    const block = { worker: 1, from: dayStart(DAY) + 600 * MINUTE, to: dayStart(DAY) + 660 * MINUTE, label: '体检', branch_name: '' }
    const { leave: _, ...plain } = worker({ shift: { from: 0, to: 0 } })
    const got = boardDay({ ...board, workers: [plain], visits: [{ ...visit(1, 600, 60), late: 12 }], blocks: [{ ...block, kind: 'leave' }, { ...block, kind: 'elsewhere', branch_name: '二店' }] })
    expect(got.workers[0]!.leave).toMatchObject([{ from: 600, to: 660, label: '体检' }])
    expect(got.workers[0]!.shift).toBeNull()
    expect(got.blocks).toMatchObject([{ from: 600, branch_name: '二店' }])
    expect(got.visits[0]!.late).toBe(true)
  })
})

describe('a shift over midnight', () => {
  const night = visit(7, 1320, 480), late: BoardDay = { ...board, to_minute: 1440 }
  const hers = row([], { worker: worker({ shift: { from: 1200, to: 1920, before: 480 } }) })
  it('is in her hours, and what lies between them is not', () => {
    expect(judge(night, hers, 1320, late)).toMatchObject({ level: 'ok' })
    expect(judge(visit(8, 300, 120), hers, 300, late)).toMatchObject({ level: 'ok' })
    expect(judge(visit(8, 400, 120), hers, 400, late)).toMatchObject({ level: 'warn', reason: { code: 'shift' } })
  })
  it('may be put anywhere on the axis, where one of the day must end on it', () => {
    expect(lastStart(night, late)).toBe(1425)
    expect(lastStart(visit(8, 600, 120), late)).toBe(1320)
  })
  it('counts who goes along to it, and keeps her from other work', () => {
    const day = boardDay({ ...board, blocks: [{ worker: 1, from: dayStart(DAY) + 600 * MINUTE, to: dayStart(DAY) + 840 * MINUTE, label: '徐美兰 · 深度清洁', kind: 'along', branch_name: '', visit: 7 }] })
    const row = { ...hers, visits: [], blocks: day.blocks }
    expect(row.worker.leave).toEqual([])
    expect(rowLoad(row)).toBe(240)
    expect(judge(visit(8, 660, 120), row, 660, late)).toMatchObject({ level: 'bad', reason: { code: 'elsewhere', label: '徐美兰 · 深度清洁' } })
  })
  it('keeps her busy on the next day', () => {
    const next = boardDay({ ...board, blocks: [{ worker: 1, from: dayStart(DAY) - 120 * MINUTE, to: dayStart(DAY) + 360 * MINUTE, label: '陪护', kind: 'overnight', branch_name: '', visit: 7 }] })
    expect(next.blocks[0]).toMatchObject({ from: -120, to: 360, visit: 7 })
    expect(judge(visit(8, 300, 120), { ...hers, blocks: next.blocks }, 300, late)).toMatchObject({ level: 'bad', reason: { code: 'elsewhere', label: '陪护' } })
  })
})
