import { describe, expect, it } from 'vitest'
import type { Act, Told } from './model'
import type { Photo, Store } from './store'
import { sync, type Answer, type Wire } from './sync'

const act = (n: number): Act => ({ key: `k${n}`, seq: n, what: 'tick', visit: 1, acted: n })
function memory(acts: Act[], photos: Photo[] = []): Store & { left: () => string[]; pictures: () => string[] } {
  let a = [...acts], p = [...photos]
  return { acts: async () => [...a], addAct: async (one) => { a.push(one) }, dropActs: async (keys) => { a = a.filter((one) => !keys.includes(one.key)) }, photos: async () => [...p], dropPhoto: async (sha) => { p = p.filter((one) => one.sha !== sha) },
    keep: async () => {}, kept: async () => null, close: () => {}, left: () => a.map((one) => one.key), pictures: () => p.map((one) => one.sha) }
}
const photo = (sha: string): Photo => ({ sha, blob: new Blob(), taken: 0 })
const taken = (acts: Act[]): Answer => ({ status: 200, body: { now: 1, acts: acts.map((a): Told => ({ key: a.key, what: a.what, acted: a.acted, state: 'taken', code: '', message: '' })) } })
const good: Wire = { acts: async (acts) => taken(acts), photo: async (sha) => ({ status: 201, body: { sha } }) }
const nothing = () => {}

describe('telling the server', () => {
  it('sends photos before acts, acts in their order, and forgets what was answered', async () => {
    const said: string[] = [], store = memory(Array.from({ length: 120 }, (_, i) => act(i)), [photo('aa')])
    const wire: Wire = { acts: async (acts) => { said.push(...acts.map((a) => a.key)); return taken(acts) }, photo: async (sha) => { said.push(sha); return { status: 201, body: { sha } } } }
    expect(await sync(store, wire, nothing)).toBe('done')
    expect(said).toEqual(['aa', ...Array.from({ length: 120 }, (_, i) => `k${i}`)])
    expect([...store.left(), ...store.pictures()]).toEqual([])
  })
  it('keeps a photo until the server has counted the same hash', async () => {
    const store = memory([], [photo('aa')])
    for (const answer of [{ status: 201, body: { sha: 'bb' } }, { status: 201, body: null }, { status: 400, body: {} }, { status: 500, body: null }, { status: 0, body: null }]) {
      expect(await sync(store, { ...good, photo: async () => answer }, nothing)).not.toBe('done')
      expect(store.pictures()).toEqual(['aa'])
    }
    expect(await sync(store, good, nothing)).toBe('done')
    expect(store.pictures()).toEqual([])
  })
  it('keeps every act that was not answered, whatever went wrong', async () => {
    for (const [status, outcome] of [[0, 'offline'], [401, 'login'], [503, 'later'], [429, 'later'], [302, 'later']] as const) {
      const store = memory([act(1), act(2)])
      expect(await sync(store, { ...good, acts: async () => ({ status, body: null }) }, nothing)).toBe(outcome)
      expect(store.left()).toEqual(['k1', 'k2'])
    }
  })
  it('hands over what was sent with the answers before it is forgotten, so that a refusal can keep her words', async () => {
    const store = memory([act(1), act(2)]), kept: string[] = []
    await sync(store, good, async (answers, _, sent) => { kept.push(...sent.map((a) => a.key), ...answers.map((a) => a.state)); expect(store.left()).toEqual(['k1', 'k2']) })
    expect(kept).toEqual(['k1', 'k2', 'taken', 'taken'])
  })
  it('lets one that the server trips over wait, and the others go on', async () => {
    const store = memory([act(1), act(2), act(3)])
    const wire: Wire = { ...good, acts: async (acts) => (acts.some((a) => a.key === 'k2') ? { status: 500, body: null } : taken(acts)) }
    expect(await sync(store, wire, nothing)).toBe('later')
    expect(store.left()).toEqual(['k2'])
  })
  it('does not run for ever over an answer that names none of them', async () => {
    const store = memory([act(1)])
    expect(await sync(store, { ...good, acts: async () => ({ status: 200, body: { now: 1, acts: [] } }) }, nothing)).toBe('later')
    expect(store.left()).toEqual(['k1'])
  })
})
