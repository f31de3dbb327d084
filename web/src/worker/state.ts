/** The phone's memory while it is open: who she is, what the server said last, what waits, and the one way to act. */
import { computed, reactive, shallowRef } from 'vue'
import { dayOf, HOUR, serverNow, setServerTime } from '@/shared/lib/clock'
import { newKey } from '@/shared/lib/key'
import { buzz, whereAmI, type Fix } from './device'
import { current, doorOpen, follows, rank, shown, stillRefused, toTell, type Act, type Pack, type Told, type What } from './model'
import { ask, messageOf, wire } from './net'
import { openStore, type Photo, type Store } from './store'
import { sync, type Outcome } from './sync'
import { callWorkers, say, setLanguage, type Language, type Word } from './words'

export interface Door { door: string; phone: string }
interface Who { worker: number; name: string; word: string; login?: string }
const LOOK = 'zhangjia.preferences', WHO = 'zhangjia.phone.who', AHEAD = 'zhangjia.phone.ahead'

export const app = reactive({ ready: false, who: null as Who | null, login: false, online: navigator.onLine, busy: false, outcome: 'done' as Outcome, note: '', sos: false, full: false })
export const pack = shallowRef<Pack | null>(null)
export const queue = shallowRef<Act[]>([])
export const photos = shallowRef<Photo[]>([])
export const doors = shallowRef<Record<number, Door>>({})
export const seen = shallowRef<string[]>([])
/** What the server refused, in her own words: of some kinds (a care entry) nobody else has them. Kept until the office has answered or she puts it away. */
export const refusedHere = shallowRef<Act[]>([])
const now = shallowRef(serverNow())
setInterval(() => { now.value = serverNow() }, 10_000)
export const clock = computed(() => now.value)

let store: Store | null = null
/* An answer that finds no room is shown all the same; that there is none is said above the page (NetStrip). */
async function keep(name: string, value: unknown) {
  try { await store?.keep(name, value); app.full = false } catch { app.full = true }
}
let last: Record<number, string> = {}
let seq = 0

export const visits = computed(() => (pack.value ? shown(pack.value, queue.value) : []))
export const main = computed(() => current(visits.value, now.value))
export const tell = computed(() => (pack.value ? toTell(pack.value, seen.value).filter((one) => !queue.value.some((a) => a.key === one.key)) : []))
export const waitingCount = computed(() => queue.value.length + photos.value.length)
/** A visit's ways in, where the server gave them and she is between setting out and the end. */
export function doorOf(visit: number): Door | null {
  const v = visits.value.find((one) => one.id === visit), known = doors.value[visit]
  return !v || !known ? null : { door: doorOpen(v) ? known.door : '', phone: known.phone }
}

/* ---- how it looks ---- */

/** `size`: how much larger everything is than the phone's own size: 1, 1.25 or 1.5. */
export interface Look { theme: 'light' | 'dark' | 'auto'; language: Language; size: number }
export function look(): Look {
  const plain: Look = { theme: 'auto', language: navigator.language.startsWith('en') ? 'en' : 'zh', size: 1 }
  try { return { ...plain, ...(JSON.parse(localStorage.getItem(LOOK) ?? '{}') as Partial<Look>) } } catch { return plain }
}
export function setLook(to: Partial<Look>) {
  const all = { ...JSON.parse(localStorage.getItem(LOOK) ?? '{}') as object, ...look(), ...to }
  localStorage.setItem(LOOK, JSON.stringify(all))
  showLook()
}
const dark = matchMedia('(prefers-color-scheme: dark)')
export function showLook() {
  const { theme, language, size } = look()
  /* A page that is narrower, shown as wide: what is laid out for a narrow page fits. Text alone grows out of its boxes. */
  document.querySelector('meta[name=viewport]')?.setAttribute('content', `viewport-fit=cover,${size > 1 ? `initial-scale=${size},minimum-scale=${size}` : 'width=device-width,initial-scale=1'}`)
  document.documentElement.dataset.theme = theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme
  setLanguage(language === 'en' ? 'en' : 'zh')
}
dark.addEventListener('change', showLook)

/* ---- coming and going ---- */

async function open(who: Who) {
  store?.close()
  store = await openStore(who.worker)
  app.who = who
  callWorkers(who.word)
  ;[queue.value, photos.value] = [await store.acts(), await store.photos()]
  pack.value = await store.kept<Pack>('pack')
  doors.value = (await store.kept<Record<number, Door>>('doors')) ?? {}
  await readKept(store)
  seq = Math.max(0, ...queue.value.map((a) => a.seq))
}
export async function start() {
  showLook()
  const ahead = Number(localStorage.getItem(AHEAD) ?? 0)
  if (Number.isFinite(ahead)) { setServerTime(Date.now() + ahead); now.value = serverNow() }
  const kept = localStorage.getItem(WHO)
  if (kept) await open(JSON.parse(kept) as Who).catch(() => { app.who = null })
  app.ready = true
  if (app.who) void tellServer()
}
interface Me { worker: number | null; user: { name: string }; worker_word: string; now: number }
/** '' when she is in, else why not. */
export async function login(name: string, password: string): Promise<string> {
  const answer = await ask('POST', 'login', { login: name.trim(), password })
  if (answer.status === 0) return say('noNetworkLogin')
  if (answer.status !== 200) return messageOf(answer) || say('retry')
  const me = answer.body as Me
  if (!me.worker) { await ask('POST', 'logout', {}); return say('notWorker') }
  const who = { worker: me.worker, name: me.user.name, word: me.worker_word, login: name.trim() }
  try { await open(who); localStorage.setItem(WHO, JSON.stringify(who)) } catch { app.who = null; return say('noStore') }
  app.login = false
  await tellServer()
  return ''
}
export async function logout() {
  await ask('POST', 'logout', {})
  localStorage.removeItem(WHO)
  location.assign('/w/')
}

/* ---- telling ---- */

export async function refresh() {
  const answer = await ask('GET', 'my/day')
  if (answer.status === 401) app.login = true
  if (answer.status !== 200 || !store) { app.online = answer.status !== 0; return }
  app.online = true
  pack.value = answer.body as Pack
  takeTime(pack.value.now)
  if (pack.value.worker.word && app.who && pack.value.worker.word !== app.who.word) takeWord(pack.value.worker.word)
  await keep('pack', pack.value)
  await keepRefused(stillRefused(refusedHere.value, pack.value, seen.value))
  if (doorsLack()) await fetchDoors()
}
/** The company has begun to say 阿姨, or ceased to. An English page keeps what it heard in Chinese: there the word is not said. */
function takeWord(word: string) {
  if (look().language !== 'zh') return
  app.who = { ...app.who!, word }
  localStorage.setItem(WHO, JSON.stringify(app.who))
  callWorkers(word)
}
const near = (v: { start: number; until: number; state: string }) => rank(v.state) >= 2 && rank(v.state) <= 6 && dayOf(v.start) <= dayOf(now.value) && v.until > now.value - 12 * HOUR
/** Asked for only when something is missing or there is one too many: each time they are handed out it is written down. */
function doorsLack(): boolean {
  const open = (pack.value?.visits ?? []).filter(near), offline = pack.value?.doors_offline === true
  const lacks = open.some((v) => !doors.value[v.id] || (v.door && !doors.value[v.id]!.door && (offline || rank(v.state) >= 4)))
  return lacks || Object.keys(doors.value).some((id) => !open.some((v) => v.id === Number(id)))
}
function takeTime(at: number) {
  setServerTime(at)
  localStorage.setItem(AHEAD, String(at - Date.now()))
  now.value = serverNow()
}
/** Of visits that are over or hers no more nothing is kept. */
async function fetchDoors() {
  const answer = await ask('POST', 'my/doors', {})
  if (answer.status !== 200 || !store) return
  const rows = (answer.body as { rows: { visit: number; door: string; phone: string }[] }).rows
  doors.value = Object.fromEntries(rows.map((r) => [r.visit, { door: r.door || doors.value[r.visit]?.door || '', phone: r.phone }]))
  await keep('doors', doors.value)
}

let running: Promise<void> | null = null
let once = false
/** What another tab of this phone has kept meanwhile: written over, her words of a refusal would be gone. */
async function readKept(from: Store) {
  seen.value = (await from.kept<string[]>('seen')) ?? []
  refusedHere.value = (await from.kept<Act[]>('refused')) ?? []
  last = (await from.kept<Record<number, string>>('last')) ?? {}
}
/** One at a time, in this tab and in others of the same phone. What was asked meanwhile runs once more behind it. */
export function tellServer(): Promise<void> {
  if (running) { once = true; return running }
  running = locked(run).finally(() => { running = null; if (once) { once = false; void tellServer() } })
  return running
}
const locked = (work: () => Promise<void>) => ('locks' in navigator ? navigator.locks.request('zhangjia-phone', work) as unknown as Promise<void> : work())
async function run() {
  await placing
  if (!store || app.login) return
  app.busy = true
  try {
    const before = waitingCount.value
    await readKept(store)
    app.outcome = await sync(store, wire, async (answers, at, sent) => {
      takeTime(at)
      const no = sent.filter((a) => answers.some((one) => one.key === a.key && one.state === 'refused'))
      if (!no.length) return
      buzz([120, 80, 120])
      await keepRefused([...refusedHere.value.filter((a) => !no.some((one) => one.key === a.key)), ...no])
    })
    app.online = app.outcome !== 'offline'
    if (app.outcome === 'login') app.login = true
    ;[queue.value, photos.value] = [await store.acts(), await store.photos()]
    if (app.outcome !== 'offline' && app.outcome !== 'login') await refresh()
    if (before && !waitingCount.value) app.note = say('allSent')
  } finally {
    app.busy = false
  }
}
addEventListener('online', () => { app.online = true; void tellServer() })
addEventListener('offline', () => { app.online = false })
document.addEventListener('visibilitychange', () => { if (!document.hidden) void tellServer() })
setInterval(() => { if (app.who && !app.login && (waitingCount.value || app.sos || !document.hidden)) void tellServer() }, 30_000)

/* ---- acting ---- */

export interface Deed { visit?: number; input?: Record<string, unknown>; reason?: string; photo?: Photo; place?: boolean; fix?: Fix | null }
/** A page's list may still be its reactive one, which no disk takes: what is kept is what will be sent. */
const plain = (one: Act) => JSON.parse(JSON.stringify(one)) as Act
/** The minute is now; the place is where she is. On the phone's disk before anything is shown as done, so that a phone put away that moment loses
 *  nothing; the place is added when the phone knows it. False: it is neither kept nor told, and she has read why. */
export async function act(what: What, deed: Deed = {}): Promise<boolean> {
  if (!store || twice(what, deed)) return true
  const acted = serverNow()               // of the tap: the phone's disk may take its time
  queue.value = await store.acts()        // another tab may have acted
  last = (await store.kept<Record<number, string>>('last')) ?? last
  seq = Math.max(seq + 1, Date.now())
  const one: Act = plain({ key: newKey(), seq, what, acted, visit: deed.visit, reason: deed.reason, ...(deed.fix && { at: deed.fix.at, accuracy: deed.fix.accuracy }),
    follows: what === 'sos' ? undefined : follows(queue.value, last, deed.visit), input: { ...deed.input, ...(deed.photo && { photo: deed.photo.sha }) } })
  try {
    await store.addAct(one, deed.photo ? [deed.photo] : [])
  } catch (why) {
    return tellUnkept(one, deed.photo, why)
  }
  if (deed.visit && what !== 'sos') { last = { ...last, [deed.visit]: one.key }; await keep('last', last) }
  ;[queue.value, photos.value] = [await store.acts(), await store.photos()]
  if (what === 'finish' || what === 'refuse') await dropDoor(deed.visit)
  buzz(40)
  if (what === 'sos') { hurry(); void tellSos() }
  else if (deed.place && deed.fix === undefined) placing = addPlace(one)
  void tellServer()
  return true
}
/* The phone has no room for it: it is told at once, and where that fails too, she reads what stood in its way and what to do (an alert lies over every sheet). */
async function tellUnkept(one: Act, photo: Photo | undefined, why: unknown): Promise<boolean> {
  const full = (why as DOMException | null)?.name === 'QuotaExceededError', phone = say(full ? 'storeFull' : 'storeBroken')
  const no = (word: Word, values = {}) => { tapped = ''; alert(`${phone}${say(word, values)}`); return false }
  app.full = full
  for (const send of [photo && (() => wire.photo(photo.sha, photo.blob)), () => wire.acts([one])]) {
    const answer = await send?.()
    if (!answer || answer.status === 201) continue
    if (answer.status === 0) return no('unkeptOffline')
    if (answer.status === 401) { app.login = true; return no('unkeptLogin') }
    if (answer.status !== 200) return no(messageOf(answer) ? 'unkeptNo' : 'unkeptBusy', { why: messageOf(answer) })
    const told = (answer.body as { acts: Told[] }).acts[0]
    if (told?.state === 'refused') { await refresh(); return no('unkeptNo', { why: told.message }) }
  }
  app.note = `${phone}${say('unkeptSent')}`
  await refresh()
  return true
}
/** A call for help goes past whatever is being sent: photos over a bad line may take minutes. Told twice it is one (its key). */
export async function tellSos() {
  const calls = ((await store?.acts()) ?? []).filter((a) => a.what === 'sos')
  const answer = calls.length ? await wire.acts(calls) : null
  if (answer?.status === 401) app.login = true
  if (answer && answer.status !== 200) return
  await store?.dropActs(calls.map((a) => a.key))
  queue.value = (await store?.acts()) ?? []
  await refresh()
}
/** A second tap on the same button within a second and a half is the same tap: cash is not taken twice by an impatient finger. */
let tapped = '', tappedAt = 0
function twice(what: What, deed: Deed): boolean {
  const same = JSON.stringify([what, deed.visit, deed.input, deed.reason, deed.photo?.sha]), again = what !== 'sos' && same === tapped && performance.now() - tappedAt < 1500
  if (!again) { tapped = same; tappedAt = performance.now() }
  return again
}
/** Until the phone knows where it is (or gives up) nothing is told; a call for help waits for nothing. */
let placing: Promise<void> = Promise.resolve(), hurry = () => {}
async function addPlace(one: Act) {
  const fix = await Promise.race([whereAmI(4000), new Promise<null>((done) => { hurry = () => done(null) })])
  if (fix && (await store?.acts())?.some((a) => a.key === one.key)) await store!.addAct({ ...one, at: fix.at, accuracy: fix.accuracy }, [])
}
/** What was refused once more, as it was said then and under its own number: the server tries it again, and never has it twice. */
export async function sayAgain(key: string): Promise<void> {
  const one = refusedHere.value.find((a) => a.key === key)
  if (!store || !one) return
  try { await store.addAct(one, []) } catch (why) { await tellUnkept(one, undefined, why); return }
  queue.value = await store.acts()
  await tellServer()
}
async function keepRefused(all: Act[]) {
  if (all.length === refusedHere.value.length && all.every((a, i) => a === refusedHere.value[i])) return
  refusedHere.value = all
  await keep('refused', all)
}
async function dropDoor(visit: number | undefined) {
  if (!visit || !doors.value[visit]) return
  doors.value = Object.fromEntries(Object.entries(doors.value).filter(([id]) => Number(id) !== visit))
  await keep('doors', doors.value)
}
export async function putAway(mark: string) {
  if (store) await readKept(store)
  seen.value = [...seen.value.slice(-200), mark]
  await keep('seen', seen.value)
  await keepRefused(refusedHere.value.filter((a) => `${a.key}.refused` !== mark))
}
/** The last answer of a page, from the server or, without a network, as it was. */
export async function fetchKept<T>(name: string, path: string): Promise<{ value: T | null; fresh: boolean }> {
  const answer = await ask('GET', path)
  if (answer.status === 401) app.login = true
  if (answer.status === 200) { await keep(name, answer.body); return { value: answer.body as T, fresh: true } }
  return { value: (await store?.kept<T>(name)) ?? null, fresh: false }
}
