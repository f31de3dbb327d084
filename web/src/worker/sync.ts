/** Telling the server what she has done: photos first, then acts in their order, each until the server has said what has become of it. Nothing
 *  leaves the phone before that. The server knows each act by its key, so sending one again is never a second act. */
import type { Act, Told } from './model'
import type { Store } from './store'

/** The network's answer. `status` 0: there was none. */
export interface Answer { status: number; body: unknown }
export interface Wire { acts: (acts: Act[]) => Promise<Answer>; photo: (sha: string, blob: Blob) => Promise<Answer> }
/** done: all told; offline: no network; login: she has to log in again; later: the server is busy or ill. */
export type Outcome = 'done' | 'offline' | 'login' | 'later'
const AT_ONCE = 50

const outcomeOf = (status: number): Outcome => (status === 0 ? 'offline' : status === 401 ? 'login' : 'later')

async function sendPhotos(store: Store, wire: Wire): Promise<Outcome> {
  let outcome: Outcome = 'done'
  for (const photo of await store.photos()) {
    const answer = await wire.photo(photo.sha, photo.blob)
    /* It has arrived only when the server has counted the same hash. */
    if (answer.status === 201 && (answer.body as { sha?: string } | null)?.sha === photo.sha) await store.dropPhoto(photo.sha)
    else if (answer.status === 0 || answer.status === 401) return outcomeOf(answer.status)
    else outcome = 'later'
  }
  return outcome
}

async function sendActs(store: Store, wire: Wire, told: (answers: Told[], now: number, sent: Act[]) => void | Promise<void>): Promise<Outcome> {
  let size = AT_ONCE, skip = 0, outcome: Outcome = 'done'
  for (;;) {
    const batch = (await store.acts()).slice(skip, skip + size)
    if (!batch.length) return outcome
    const answer = await wire.acts(batch)
    if (answer.status === 200) {
      const body = answer.body as { acts: Told[]; now: number }
      const known = body.acts.map((a) => a.key)
      await told(body.acts, body.now, batch)         // first: what was refused is kept elsewhere before it leaves here
      await store.dropActs(batch.map((a) => a.key).filter((key) => known.includes(key)))
      if (!known.length) return 'later'
    } else if (answer.status < 400 || answer.status === 401 || answer.status === 429 || answer.status === 503) return outcomeOf(answer.status)
    /* One of them the server cannot read or trips over: alone it waits here, the others go on. */
    else if (size > 1) size = 1
    else { skip++; outcome = 'later' }
  }
}

export async function sync(store: Store, wire: Wire, told: (answers: Told[], now: number, sent: Act[]) => void | Promise<void>): Promise<Outcome> {
  const photos = await sendPhotos(store, wire)
  if (photos === 'offline' || photos === 'login') return photos
  const acts = await sendActs(store, wire, told)
  return acts === 'done' ? photos : acts
}
