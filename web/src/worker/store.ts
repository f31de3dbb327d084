/** What the phone keeps, one database per worker: acts that wait, photos that wait, and the last of each answer. Another person on the same phone
 *  opens another one; what the first has not sent stays until she is back. */
import type { Act } from './model'

export interface Photo { sha: string; blob: Blob; taken: number }
export interface Store {
  acts(): Promise<Act[]>
  addAct(act: Act, photos: Photo[]): Promise<void>
  dropActs(keys: string[]): Promise<void>
  photos(): Promise<Photo[]>
  dropPhoto(sha: string): Promise<void>
  keep(name: string, value: unknown): Promise<void>
  kept<T>(name: string): Promise<T | null>
  close(): void
}

const wait = <T>(request: IDBRequest<T>) => new Promise<T>((done, fail) => { request.onsuccess = () => done(request.result); request.onerror = () => fail(request.error ?? new Error('indexedDB')) })

export async function openStore(worker: number): Promise<Store> {
  const opening = indexedDB.open(`phone-${worker}`, 1)
  opening.onupgradeneeded = () => { opening.result.createObjectStore('acts', { keyPath: 'key' }); opening.result.createObjectStore('photos', { keyPath: 'sha' }); opening.result.createObjectStore('kept') }
  const db = await wait(opening)
  /* Ends when it is on disk: `durability: strict` where the browser knows it. */
  const write = (names: string[], run: (store: (name: string) => IDBObjectStore) => void) => new Promise<void>((done, fail) => {
    const tx = db.transaction(names, 'readwrite', { durability: 'strict' })
    tx.oncomplete = () => done()
    tx.onabort = tx.onerror = () => fail(tx.error ?? new Error('indexedDB'))
    run((name) => tx.objectStore(name))
  })
  const all = <T>(name: string) => wait(db.transaction(name).objectStore(name).getAll() as IDBRequest<T[]>)
  return {
    acts: async () => (await all<Act>('acts')).sort((a, b) => a.seq - b.seq),
    addAct: (act, photos) => write(['acts', 'photos'], (store) => { for (const photo of photos) store('photos').put(photo); store('acts').put(act) }),
    dropActs: (keys) => write(['acts'], (store) => { for (const key of keys) store('acts').delete(key) }),
    photos: () => all<Photo>('photos'),
    dropPhoto: (sha) => write(['photos'], (store) => store('photos').delete(sha)),
    keep: (name, value) => write(['kept'], (store) => store('kept').put(value, name)),
    kept: async <T>(name: string) => ((await wait(db.transaction('kept').objectStore('kept').get(name))) as T | undefined) ?? null,
    close: () => db.close(),
  }
}
