/** Coming and going: what is loaded before the first page, login over the page, logout. */
import { ref, watch } from 'vue'
import type { Router } from 'vue-router'
import { get, hooks, post, Problem } from '@/shared/lib/http'
import { preferences, takePreferences } from '@/shared/lib/preferences'
import { connection, hello, me, meta, place } from '@/shared/lib/state'
import { closeStream, openStream } from '@/shared/lib/stream'
import { setServerTime } from '@/shared/lib/time'
import type { Hello, Me, Meta } from '@/shared/lib/types'
import { callWorkers, language, loadLanguage, setLanguage, turnTo, type Language } from '@/shared/words'
import { herPhone } from './her-phone'

/** Set while the session has run out: the login lies over the page until someone answers. */
export const loginOver = ref<((ok: boolean) => void) | null>(null)
let waiting: Promise<boolean> | null = null
const PLACE = 'place'

export function connectHooks() {
  watch(() => place.branch, (branch) => { if (me.value) sessionStorage.setItem(PLACE, String(branch)) })
  hooks.language = () => language.value
  hooks.reachable = (yes) => {
    if (!yes) connection.state = 'offline'
    else if (connection.state === 'offline') connection.state = 'polling'
  }
  hooks.login = () => {
    if (!me.value) return Promise.resolve(false)
    waiting ??= new Promise<boolean>((done) => { loginOver.value = done }).finally(() => { waiting = null; loginOver.value = null })
    return waiting
  }
}

export async function start(): Promise<void> {
  hello.value = await get<Hello>('hello')
  const wish = preferences.language || (hello.value.language?.startsWith('en') ? 'en' : 'zh')
  await setLanguage(wish)
  if (hello.value.setup) return
  try {
    await enter(await get<Me>('me', {}, { quiet: true }))
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error
  }
}

/** Where this window was, also after a reload, and all of hers (0) is a place too; at first her home. */
function startsIn(branches: Me['branches']): number {
  const kept = sessionStorage.getItem(PLACE), last = Number(kept)
  if (kept !== null && (last === 0 ? branches.length > 1 : branches.some((b) => b.id === last))) return last
  return branches.find((b) => b.home)?.id ?? (branches.length === 1 ? branches[0]!.id : 0)
}

async function enter(answer: Me) {
  if (herPhone(answer, localStorage)) return location.replace('/w/')
  if (answer.now) setServerTime(answer.now)
  takePreferences(answer.user.preferences)
  const wish = preferences.language || (answer.user.language?.startsWith('en') ? 'en' : 'zh')
  const said = language.value
  await setLanguage(wish as Language)
  if (said !== wish) answer = await get<Me>('me')       // it named her roles, and the workers, in the language of before
  if (wish === 'zh' && answer.worker_word) callWorkers(answer.worker_word)
  meta.value = await get<Meta>('meta')
  me.value = answer
  place.branch = startsIn(answer.branches)
  openStream()
}

export async function login(name: string, password: string): Promise<void> {
  const before = me.value?.user.id
  const answer = await post<Me>('login', { login: name, password }, { quiet: true })
  /* Another person at the same desk must not see what the first one had open. */
  if (before && before !== answer.user.id) { sessionStorage.clear(); location.assign('/'); return }
  await enter(answer)
  loginOver.value?.(true)
}
export async function setup(form: { company: string; branch: string; name: string; login: string; password: string }): Promise<void> {
  await post('setup', form, { quiet: true })
  hello.value = await get<Hello>('hello')
  if (!me.value) await login(form.login, form.password)
}
export async function logout(everywhere = false) {
  await post(everywhere ? 'logout-everywhere' : 'logout')
  closeStream()
  sessionStorage.clear()
  location.assign('/login')
}

/** Everything of the other language is fetched first and then turned at once: labels, and what the company calls its workers. Nothing is shown half
 *  in one and half in the other, and when the server cannot be reached it stays as it is. */
export async function changeLanguage(to: Language) {
  if (to === language.value) return
  const query = { lang: to }
  const [words, answer] = await Promise.all([get<Meta>('meta', query), get<Me>('me', query), loadLanguage(to)])
  if (to === 'zh' && answer.worker_word) callWorkers(answer.worker_word)
  meta.value = words
  me.value = answer
  turnTo(to)
  preferences.language = to
}
export function guard(router: Router) {
  router.beforeEach((to) => {
    if (hello.value?.setup) return to.name === 'setup' ? true : { name: 'setup' }
    /* A mistyped address is no page of anybody's: it says so, whoever opened it, and nobody is asked for a password first. */
    if (!me.value) return to.name === 'login' || to.name === 'lost' ? true : { name: 'login', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
    return to.name === 'login' || to.name === 'setup' ? { path: '/today' } : true
  })
}
