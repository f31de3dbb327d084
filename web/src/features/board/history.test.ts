import { describe, expect, it } from 'vitest'
import { did, emptyHistory, inverse, MOST, redid, renewed, takeRedo, takeUndo, undid, YES_HOLDS, yesLost, type Moved } from './history'

const moved = (id: number, version = 2): Moved => ({ id, name: `客户${id}`, from: { worker: null, start: 540 }, to: { worker: 7, start: 555 }, version, was: 'offered' })

describe('what can be taken back', () => {
  it('says before whose yes is lost: accepted, given to somebody else, and longer ago than a yes stands', () => {
    const back = (was: string, from: number | null, to: number): Moved => ({ ...moved(1), was, from: { worker: from, start: 540 }, to: { worker: to, start: 540 } })
    const operation = { at: 1000, moves: [back('accepted', 5, 7), back('confirmed', 5, 5), back('offered', 5, 7), back('accepted', null, 7)] }
    expect(yesLost(operation, 1000 + YES_HOLDS / 2)).toEqual([])
    expect(yesLost(operation, 1000 + YES_HOLDS).map((m) => [m.was, m.from.worker])).toEqual([['accepted', 5]])
  })
  it('keeps fifty operations and forgets the oldest', () => {
    let h = emptyHistory()
    for (let i = 1; i <= MOST + 5; i++) h = did(h, [moved(i)])
    expect(h.done.length).toBe(50)
    expect(h.done[0]!.moves[0]!.id).toBe(6)
  })
  it('is undone in the opposite order, with the version that was seen, and redone', () => {
    let h = did(emptyHistory(), [moved(1), moved(2, 9)])
    const taken = takeUndo(h)!
    const back = inverse(taken.operation)
    expect(back.map((m) => [m.id, m.to.worker, m.version])).toEqual([[2, null, 9], [1, null, 2]])
    h = undid(taken.rest, taken.operation.moves.map((m) => ({ ...m, version: m.version + 1 })))
    expect(h.done.length).toBe(0)
    const again = takeRedo(h)!
    expect(again.operation.moves.map((m) => m.version)).toEqual([3, 10])
    h = redid(again.rest, again.operation.moves)
    expect([h.done.length, h.undone.length]).toEqual([1, 0])
  })
  it('a new deed forgets what could be redone; nothing done is no deed', () => {
    let h = undid(emptyHistory(), [moved(1)])
    expect(did(h, []).undone.length).toBe(1)
    h = did(h, [moved(2)])
    expect(h.undone.length).toBe(0)
  })
  it('my own next move does not make the one before impossible to undo', () => {
    let h = did(emptyHistory(), [moved(1, 2)])
    h = renewed(h, 1, 2, 3)
    expect(h.done[0]!.moves[0]!.version).toBe(3)
    expect(renewed(h, 1, 2, 9).done[0]!.moves[0]!.version).toBe(3)
  })
})
