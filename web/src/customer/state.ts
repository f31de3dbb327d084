/** What the page knows while it is open: the shop, who is logged in, and the one way to the server. What she saw last is kept for the time without a
 *  network (kept.ts) and shown with its time. */
import { reactive, shallowRef } from 'vue'
import { clockText, dateParts, dayOf, minuteOfDay, serverNow, setServerTime, today, weekday } from '@/shared/lib/clock'
import { newKey } from '@/shared/lib/key'
import { forget, keep, recall } from './kept'
import { callWorkers, language, say, setLanguage, type Language } from './words'

export interface Line { id: number; name: string; glyph: string; unit: string; unit_label: string; least: number; step: number; description: string; exclusions: string; bookable: boolean; unit_price: number; least_price: number }
export interface Branch { id: number; name: string; address: string; phone: string }
export interface Start { now: number; company: string; demo: boolean; worker_word: string; branch: number; branch_name: string; phone: string; terms: string; terms_text: boolean; notice: string; pays: boolean; branches: Branch[]; lines: Line[]; areas: string[] }
export interface Me { known: boolean; settled: boolean; name: string; phone: string; people: string[]; notice: string; notice_agreed: boolean; now: number }
export interface Worker { name: string; first: string; light: boolean; said_yes: boolean; times: number; photo: boolean }
export interface VisitLine { id: number; number: string; state: string; start: number; until: number; expected?: number; length: number; line: number; service: string; glyph: string; home: string; home_id: number; price: number; owed: number; branch: number; stars: number | null; worker: Worker | null; worker_id?: number; open?: number }
export interface PriceLine { label: string; quantity: number; unit: number; amount: number; code?: string }
export interface Complaint { number: string; state: string; state_label: string; story: string; proposal: string; received_at: number; answer_by: number; accepted_at: number; photos: number; compensation: number; compensation_amount: number; compensation_state: string; id: number; refund: number; agreed_at: number; may_agree: boolean; may_refuse: boolean; may_again: boolean }
export interface Zone {
  id: number; version: number; name: string; square_metres: number; state: 'open' | 'accepted' | 'rejected' | 'taken_off'; state_label: string; wrong: string; wrong_at: number; ready_at: number; said_at: number; how: '' | 'phone' | 'office'
  before: string | null; after: string | null; wrong_photo: string | null; accepted_by: string; accepted_at: number; taken_off: number; again: number; again_at: number; may: boolean; waits: string
}
export interface Charge { id: number; state: string; code: string; amount: number; expires: number }
export interface Visit extends VisitLine {
  rest: { id: number; start: number; until: number } | null; rest_of: { id: number; start: number; until: number } | null; address: string; shop_phone: string; code: string; late_minutes: number; open: number; said: string; times: Record<string, number>; now: number; signed_at: number; proof: string
  tasks: { area: string; task: string; done: boolean; not_applicable: boolean; picture: string | null }[]; faces: { id: number; name: string; first: string; until: number }[]; asked: { id: number; what: string; price: number; minutes: number }[]; terms: string; add_ons: { what: string; price: number; minutes: number; agreed_at: number; agreed_how: string }[]
  price_lines: PriceLine[]; complaints: Complaint[]; zones: Zone[]; deposit: number; charge: Charge | null; tip: { given: number; online: boolean; charge: Charge | null } | null; may: Record<'move' | 'cancel' | 'accept' | 'rate' | 'complain' | 'complain_manager' | 'pay', boolean>
}
export interface Home { id: number; name: string; area: string; address: string; square_metres: number; branch: number }
export interface HomeAnswer { name: string; ahead: VisitLine[]; past: VisitLine[]; homes: Home[]; again: VisitLine[]; demands: Demand[]; quotations?: Offer[]; plans?: Plan[]; shop_phone: string }
/** A recurring service. `since`: it is so from that day on; before it, as her visits say. */
export interface Plan { id: number; service: string; home: string; since: number | null; weekdays: number[]; every_weeks: number; at: number; length: number; worker: string; backup: string; holiday: string; price: number; price_until: number; new_price: { from: number; price: number; says: 'asked' | 'agreed' | 'declined' } | null; festival?: { first: number; last: number; may_keep: boolean; says: 'asked' | 'keeps' | 'pauses'; address: string } | null; paused_from: number | null; paused_to: number | null; last: number | null; key: boolean }
/** A quotation that waits for her answer, or that she has agreed to lately. */
export interface Offer { said?: string; id: number; number: string; service: string; state: 'offered' | 'change' | 'accepted'; price: number; valid_until: number }
export interface Demand { said?: string; id: number; number: string; service: string; wanted: string; start_from: number; state: string; asked_at: number; phone: string }

export interface Answer<T> { status: number; body: T; message: string; code: string; field: string; detail: Record<string, number> }
const PATIENCE = 20_000
const browserSpeaks: Language = navigator.language.startsWith('en') ? 'en' : 'zh'
/* Keys of what was sent and not answered: pressed again it is the same deed, and the server does it once. */
const unanswered = new Map<string, string>()
/** No answer at all is status 0; nobody here throws. A POST that is sent again, by the network or by her, is done once. `keepalive`: it goes out
 *  even when the page is shut that moment. */
export async function ask<T>(method: string, path: string, body?: unknown, keepalive = false): Promise<Answer<T>> {
  const gone = new AbortController(), timer = setTimeout(() => gone.abort(), PATIENCE)
  /* What the page's head has asked for already (web/c/index.html) goes as the browser asks, without a word of ours, or it would be asked for twice; in another language
   * by its address, because the browser gives what it has for the same one. */
  const headers: Record<string, string> = path === 'open' ? {} : { 'Accept-Language': language.value }
  const deed = method === 'POST' ? `${path} ${JSON.stringify(body)}` : ''
  if (deed) { const key = unanswered.get(deed) ?? newKey(); unanswered.set(deed, key); headers['Idempotency-Key'] = key }
  if (body !== undefined && !(body instanceof Blob)) headers['Content-Type'] = 'application/json'
  try {
    const response = await fetch(`/api/c/${path}${path === 'open' && language.value !== browserSpeaks ? `?lang=${language.value}` : ''}`, { method, headers, keepalive, signal: gone.signal, credentials: 'same-origin', body: body === undefined || body instanceof Blob ? body : JSON.stringify(body) })
    const text = await response.text()
    if (response.status < 500) unanswered.delete(deed)
    let json: unknown = null
    try { json = text ? JSON.parse(text) : null } catch { /* no JSON */ }
    const no = (json ?? {}) as { message?: string; code?: string; field?: string; detail?: Record<string, number> }
    if (response.status === 401) { forget(); me.value = null }
    /* What a deed answers is the visit as it is now. */
    const about = method === 'GET' ? path : (json as { tasks?: unknown } | null)?.tasks ? path.split('/').slice(0, 2).join('/') : ''
    if (response.ok && about) keep({ [about]: json }, Date.now())
    app.stale = 0
    return { status: response.status, body: json as T, message: no.message ?? (response.ok ? '' : say('offline')), code: no.code ?? '', field: no.field ?? '', detail: no.detail ?? {} }
  } catch {
    const before = method === 'GET' ? recall(path) : null
    app.stale ||= recall('start')?.at ?? 0
    if (before) return { status: 200, body: before.body as T, message: '', code: 'kept', field: '', detail: {} }
    return { status: 0, body: null as T, message: say('offline'), code: 'offline', field: '', detail: {} }
  } finally { clearTimeout(timer) }
}

export const shop = shallowRef<Start | null>(null), me = shallowRef<Me | null>(null), home = shallowRef<HomeAnswer | null>(null)
/** `stale`: there is no network, and what is shown is as it was then. */
export const app = reactive({ ready: false, problem: '', homeProblem: '', note: '', stale: 0 })

export async function loadShop(branch = 0) {
  const answer = await ask<Start>('GET', `start${branch ? `?branch=${branch}` : ''}`)
  if (answer.status !== 200) { app.problem = answer.message; return }
  app.problem = ''
  shop.value = answer.body
  if (answer.code !== 'kept') setServerTime(answer.body.now)
  callWorkers(answer.body.worker_word)
}
export async function loadHome() {
  const answer = await ask<HomeAnswer>('GET', 'home')
  app.homeProblem = answer.status === 200 ? '' : answer.message
  if (answer.status === 200) home.value = answer.body
}
export async function entered(who: Me) {
  me.value = who
  if (!app.stale) setServerTime(who.now)
  if (who.settled) await Promise.all([loadHome(), loadShop()])
}
/** She has read the notice of this version: recorded as her consent; '' or why not. */
export async function agreeNotice(version: string): Promise<string> {
  const answer = await ask<Me>('POST', 'notice', { version })
  if (answer.status === 200) me.value = answer.body
  return answer.status === 200 ? '' : answer.message
}
interface Opening { start: Start; me: Me | null; home: HomeAnswer | null }
/** What this phone showed last stands at once and is looked at anew; on a slow line that is half of the waiting. */
function showKept() {
  const [first, who, mine] = ['start', 'me', 'home'].map((name) => recall(name)?.body)
  if (!first || shop.value) return
  me.value = (who as Me | undefined) ?? null
  home.value = me.value?.settled ? (mine as HomeAnswer | undefined) ?? null : null
  shop.value = first as Start
  callWorkers(shop.value.worker_word)
}
export async function start() {
  showLook()
  showKept()
  const answer = await ask<Opening>('GET', 'open')
  app.ready = true
  if (answer.status !== 200) { if (answer.code !== 'offline' || !shop.value) app.problem = answer.message; return }
  const { start: first, me: who, home: mine } = answer.body
  if (!who) forget()
  keep(answer.body as unknown as Record<string, unknown>, Date.now())
  app.problem = app.homeProblem = ''
  setServerTime(first.now)
  me.value = who
  home.value = mine
  shop.value = first
  callWorkers(first.worker_word)
}
export async function logout() {
  await ask('POST', 'logout', {})
  forget()
  location.assign('/c/')
}
addEventListener('online', () => { if (app.stale) void start() })
export function note(text: string) {
  app.note = text
  setTimeout(() => { if (app.note === text) app.note = '' }, 4000)
}

/* ---- how it looks ---- */

export interface Look { theme: 'auto' | 'light' | 'dark'; language: Language; elder: boolean }
const LOOK = 'zhangjia.preferences'
const kept = () => { try { return JSON.parse(localStorage.getItem(LOOK) ?? '{}') as Partial<Look> } catch { return {} } }
export const look = reactive<Look>({ theme: 'auto', language: browserSpeaks, elder: false, ...kept() })
const dark = matchMedia('(prefers-color-scheme: dark)')
export function showLook() {
  document.documentElement.dataset.theme = look.theme === 'auto' ? (dark.matches ? 'dark' : 'light') : look.theme
  document.documentElement.toggleAttribute('data-elder', look.elder)
  setLanguage(look.language === 'en' ? 'en' : 'zh')
}
export async function setLook(to: Partial<Look>) {
  const speaks = look.language
  Object.assign(look, to)
  localStorage.setItem(LOOK, JSON.stringify({ ...kept(), ...look }))
  showLook()
  if (speaks !== look.language) await Promise.all([loadShop(shop.value?.branch), me.value?.settled ? loadHome() : null])
}
dark.addEventListener('change', showLook)

/* ---- times and money ---- */

export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']        // 3/12 is read as two different days
export const DAYS = { zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'], en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] }
export const timeText = (at: number) => clockText(minuteOfDay(at))
/** With its year where another one could be meant: until when a card is good, what was paid in March. */
export function shortDay(day: number) {
  const p = dateParts(day), year = Math.abs(day - today()) > 90 && p.year !== dateParts(today()).year
  return language.value === 'zh' ? `${year ? `${p.year}年` : ''}${p.month}月${p.day}日` : `${p.day} ${MONTHS[p.month - 1]}${year ? ` ${p.year}` : ''}`
}
export const weekdayText = (day: number) => (day === today() ? say('today') : day === today() + 1 ? say('tomorrow') : DAYS[language.value][weekday(day) - 1]!)
export const dayText = (day: number) => `${shortDay(day)} ${weekdayText(day)}`
/** She was told of a later time: what to expect, and what it was. */
export const lateText = (v: VisitLine) => say('comesAt', { time: timeText(v.expected ?? v.start), was: timeText(v.start) })
export const whenText = (from: number, until?: number) => `${dayText(dayOf(from))} ${timeText(from)}${until ? `–${timeText(until)}` : ''}`
export const instantText = (at: number) => (dayOf(at) === today() ? timeText(at) : `${shortDay(dayOf(at))} ${timeText(at)}`)
export const yuan = (fen: number) => `${fen < 0 ? '−' : ''}¥${Math.floor(Math.abs(fen) / 100).toLocaleString('en-US')}${fen % 100 ? `.${String(Math.abs(fen) % 100).padStart(2, '0')}` : ''}`
export const feeText = (fen: number) => (fen ? yuan(fen) : say('feeFree'))
export const phoneHref = (phone: string) => `tel:${phone.replace(/[^\d+]/g, '')}`
/** How late somebody came: hours where it is hours. */
export const longText = (n: number) => (n <= 90 ? say('minutes', { n }) : say('hours', { n: Math.floor(n / 60) }) + (n % 60 ? ` ${say('minutes', { n: n % 60 })}` : ''))
export const hoursText = (minutes: number) => (minutes % 30 ? say('minutes', { n: minutes }) : say('hours', { n: minutes / 60 }))
/** 3 × ¥50; one of it needs no sum. */
export const howText = (l: PriceLine) => (l.unit && l.quantity && l.quantity !== 100 ? `${l.quantity / 100} × ${yuan(l.unit)}` : '')
export { clockText, dayOf, minuteOfDay, serverNow, today }
