import { describe, expect, it } from 'vitest'
import { current, doorOpen, follows, metres, next, photosLacking, shown, stillRefused, toTell, type Act, type Pack, type Visit, type What } from './model'

const visit = (more: Partial<Visit> = {}): Visit => ({ id: 1, number: 'V1', state: 'confirmed', state_label: '', start: 1000, until: 2000, length: 60, line: '日常保洁', glyph: '洁', customer: '李芳', pay: 100, first: true, early_from: 0, notes: ['有狗'],
  tasks: [{ area: '', task: '台面', acceptance: '', photo: true, red_line: false, done: false, skipped: false, pictured: false, note: '' }, { area: '', task: '地面', acceptance: '', photo: false, red_line: false, done: false, skipped: false, pictured: false, note: '' }], least_photos: 1, ...more })
const pack = (visits: Visit[], more: Partial<Pack> = {}): Pack => ({ now: 0, day: 0, doors_offline: true, worker: { id: 1, name: '', branch: '', branch_phone: '', company: '' }, figures: { visits: 0, done: 0, pay: 0, stars_tenths: null, rated: 0 },
  visits, read: [], unread: 0, acts: [], extras: [], leaves: [], leave_kinds: [], sos: null, papers: [], decline_reasons: [], refusal_reasons: [], trouble_kinds: [], ...more })
let seq = 0
const act = (what: What, input: Record<string, unknown> = {}, id = 1): Act => ({ key: `k${++seq}`, seq, what, visit: id, acted: seq, input })
const one = (acts: Act[], v = visit()) => shown(pack([v]), acts)[0]!

describe('a day on the phone', () => {
  it('lets one who goes along tell her own part, without taking the visit on and without waiting for the whole list', () => {
    const mate = (state: string, acts: Act[] = []) => next(one(acts, visit({ first: false, state })))
    expect([mate('offered'), mate('accepted'), mate('confirmed', [act('read')]), mate('en_route'), mate('arrived'), mate('in_service'), mate('finished')]).toEqual([null, 'read', 'depart', 'arrive', 'begin', 'finish', null])
    expect(current(shown(pack([visit({ first: false, state: 'arrived' })]), []), 0)?.id).toBe(1)
  })
  it('shows the next thing to do, step by step, from what waits on the phone alone', () => {
    const acts: Act[] = []
    expect(next(one(acts))).toBe('read')
    for (const [what, then] of [['read', 'depart'], ['depart', 'arrive'], ['arrive', 'begin'], ['begin', 'tasks']] as [What, string][]) { acts.push(act(what)); expect(next(one(acts))).toBe(then) }
    acts.push(act('tick', { item: 2, done: true }), act('tick', { item: 1, done: true }))
    expect(next(one(acts))).toBe('tasks')
    acts.push(act('tick', { item: 1, done: true, photo: 'aa' }))
    expect(next(one(acts))).toBe('finish')
    acts.push(act('finish'))
    expect(next(one(acts))).toBe(null)
    expect(one(acts).finished_at).toBe(acts.at(-1)!.acted)
  })
  it('opens the door from setting out to the end only', () => {
    const acts: Act[] = [act('read')]
    expect(doorOpen(one(acts))).toBe(false)
    for (const what of ['depart', 'arrive', 'begin'] as What[]) { acts.push(act(what)); expect(doorOpen(one(acts))).toBe(true) }
    acts.push(act('finish'))
    expect(doorOpen(one(acts))).toBe(false)
  })
  it('never goes back behind what the server knows', () => {
    expect(one([act('depart')], visit({ state: 'in_service' })).state).toBe('in_service')
    expect(one([act('arrive')], visit({ state: 'cancelled' })).state).toBe('cancelled')
  })
  it('counts what the server holds back, and leaves the pack as it was', () => {
    const v = visit(), p = pack([v], { acts: [{ key: 'w', what: 'depart', visit: 1, acted: 5, state: 'waiting', code: 'unread', message: '' }] })
    expect(shown(p, [])[0]!.state).toBe('en_route')
    expect(v.state).toBe('confirmed')
    shown(p, [act('tick', { item: 1, done: true })])
    expect(v.tasks![0]!.done).toBe(false)
  })
  it('is at the visit she is in, else at the next that is not over', () => {
    const a = visit({ id: 1, start: 10, until: 20 }), b = visit({ id: 2, start: 30, until: 40 })
    expect(current(shown(pack([b, a]), []), 0)!.id).toBe(1)
    expect(current(shown(pack([b, a]), [act('depart', {}, 2)]), 0)!.id).toBe(2)
    expect(current(shown(pack([a]), [act('refuse')]), 0)).toBe(null)
    const stuck = visit({ id: 3, start: 1, until: 2, state: 'en_route', late_to: 5 })
    expect(current(shown(pack([stuck, a]), []), 5)!.id).toBe(3)
    expect(current(shown(pack([stuck, a]), []), 6)!.id).toBe(1)
    expect(current(shown(pack([stuck]), []), 6)!.id).toBe(3)
    const unfinished = visit({ id: 4, start: 1, until: 2, state: 'in_service', late_to: 5, end_to: 8 })
    expect(current(shown(pack([unfinished, a]), []), 8)!.id).toBe(4)
    expect(current(shown(pack([unfinished, a]), []), 9)!.id).toBe(1)
  })
  it('names the act before it about the same visit, told or not', () => {
    const first = act('depart'), other = act('depart', {}, 2)
    expect(follows([first, other], {}, 1)).toBe(first.key)
    expect(follows([other], { 1: 'told' }, 1)).toBe('told')
    expect(follows([first], {}, undefined)).toBe(undefined)
  })
  it('tells a refusal until it is put away, and once more when the office has answered', () => {
    const p = pack([], { acts: [{ key: 'a', what: 'arrive', acted: 0, state: 'settled', code: '', message: '' }, { key: 'b', what: 'tick', acted: 0, state: 'moot', code: '', message: '' }] })
    expect(toTell(p, ['a.refused']).map((x) => x.key)).toEqual(['a'])
    expect(toTell(p, ['a.settled'])).toEqual([])
  })
  it('tells the newest No of a step that was tried again, and none once it is done', () => {
    const no = (key: string, what: What, acted: number) => ({ key, what, visit: 1, acted, state: 'refused' as const, code: 'wrong_code', message: '' })
    const acts = [no('c', 'arrive', 3), no('t', 'tick', 2), no('s', 'tick', 2), no('b', 'arrive', 2), no('a', 'arrive', 1)]
    expect(toTell(pack([visit({ state: 'en_route' })], { acts }), []).map((x) => x.key)).toEqual(['c', 't', 's'])
    expect(toTell(pack([visit({ state: 'arrived' })], { acts }), []).map((x) => x.key)).toEqual(['t', 's'])
    expect(toTell(pack([visit({ state: 'cancelled' })], { acts }), []).map((x) => x.key)).toEqual(['c', 't', 's'])
  })
  it('keeps her words of what was refused until the office has answered or she has put it away', () => {
    const a = act('care'), b = act('leave'), c = act('cash'), told = (one: Act, state: 'refused' | 'settled') => ({ key: one.key, what: one.what, acted: 0, state, code: '', message: '' })
    expect(stillRefused([a, b, c], pack([], { acts: [told(a, 'refused'), told(b, 'settled'), told(c, 'refused')] }), [`${c.key}.refused`])).toEqual([a])
  })
  it('never asks for more photos than there are tasks to hold them', () => {
    expect([photosLacking(visit({ least_photos: 5 })), photosLacking(visit({ least_photos: 1, tasks: [] }))]).toEqual([2, 0])
  })
  it('measures metres', () => expect(metres({ lat: 30.66, lng: 104.07 }, { lat: 30.6602, lng: 104.0702 })).toBeGreaterThan(25))
})
