/** The calls in hand: one shown, others parked. Kept on the server every five seconds and when the page goes away. */
import { computed, nextTick, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import { call, get, newKey, post, Problem, put, remove, report } from '@/shared/lib/http'
import { place } from '@/shared/lib/state'
import { begun, chooseCaller, couponOf, draftKey, emptyDraft, leaveCaller, misread, missing, orderBody, planLink, sameAgain, secondOrder, startOf, takeMessage, whole, type Act, type Caller, type CallerAnswer, type Draft, type MessageRead, type Quote, type Start } from './model'
import { say } from './words'

export interface Done { customer: number; household: number; order: number; visit: number; demand: number; number: string; act: string; title: string; second?: boolean; plan?: ReturnType<typeof planLink> }
const KEEP_EVERY = 5000

function later<T extends unknown[]>(ms: number, run: (...args: T) => void) {
  let timer = 0
  onScopeDispose(() => clearTimeout(timer))
  return (...args: T) => { clearTimeout(timer); timer = window.setTimeout(() => run(...args), ms) }
}

export function useIntake(from = 0) {
  const start = shallowRef<Start | null>(null), failed = shallowRef<unknown>(null)
  const calls = reactive<Draft[]>([]), at = ref(0)
  const draft = computed(() => calls[at.value]!)
  const caller = shallowRef<CallerAnswer | null>(null), quote = shallowRef<Quote | null>(null), quoteWrong = ref(''), read = shallowRef<MessageRead | null>(null)
  const savedAt = ref(0), busy = ref(''), errors = reactive<Record<string, string>>({}), done = shallowRef<Done | null>(null)
  const known = computed(() => caller.value?.customers.find((c) => c.id === draft.value.customer) ?? null)
  const line = computed(() => start.value?.lines.find((l) => l.id === draft.value.line))
  calls.push(emptyDraft(draftKey()))

  async function load() {
    failed.value = null
    try {
      const [page, kept] = await Promise.all([get<Start>('intake/start', { branch: place.branch || undefined }), get<{ drafts: { key: string; saved_at: number; content: Draft }[] }>('intake/draft')])
      start.value = page
      const back = kept.drafts.map((d) => ({ ...emptyDraft(d.key), ...d.content, key: d.key }))
      if (back.length && !begun(draft.value)) calls.splice(0, calls.length, ...back)
      if (kept.drafts[0]) savedAt.value = kept.drafts[0].saved_at
      at.value = 0
      for (const d of calls) d.terms ||= page.terms
    } catch (error) {
      failed.value = error
    }
  }
  /** Whom we called, from her page of customer care: a call of its own, with her and where she was last served. */
  async function called(customer: number) {
    const waiting = calls.findIndex((d) => d.customer === customer)
    if (waiting < 0 && begun(draft.value)) park()
    else if (waiting >= 0) at.value = waiting
    draft.value.customer = customer
    await know(customer)
  }
  async function know(customer: number) {
    try {
      const answer = await get<CallerAnswer>('intake/caller', { customer })
      if (draft.value.customer !== customer) return
      caller.value = answer
      if (answer.customers[0] && !draft.value.name) choose(answer.customers[0])
    } catch (error) { report(error) }
  }
  void load().then(() => (from ? called(from) : undefined))

  /* ---- nothing is lost ---- */
  const last = new Map<string, string>()
  const drop = new Set<string>(), toRemove = new Set<string>()
  let turn = Promise.resolve()
  /** One after the other: what is thrown away while it is being kept would come back. */
  function keep() { return (turn = turn.then(keepAll)) }
  async function keepAll() {
    for (const key of toRemove) await remove(`intake/draft/${key}`).then(() => toRemove.delete(key)).catch((error) => { if (error instanceof Problem && error.status && error.status < 500) toRemove.delete(key) })
    for (const d of calls) {
      const text = JSON.stringify(d)
      if (!begun(d) || last.get(d.key) === text || drop.has(d.key)) continue
      last.set(d.key, text)
      try { savedAt.value = (await put<{ saved_at: number }>(`intake/draft/${d.key}`, d)).saved_at } catch { last.delete(d.key) }
    }
  }
  const timer = setInterval(() => void keep(), KEEP_EVERY)
  const leaving = () => {
    for (const d of calls) if (begun(d) && last.get(d.key) !== JSON.stringify(d) && !drop.has(d.key)) void call('PUT', `intake/draft/${d.key}`, { body: d, keepalive: true, quiet: true }).catch(() => undefined)
  }
  addEventListener('pagehide', leaving)
  onScopeDispose(() => { clearInterval(timer); removeEventListener('pagehide', leaving); void keep() })
  function forget(key: string) {
    drop.add(key)
    toRemove.add(key)
    void keep()
  }

  /* ---- several calls ---- */
  function park() {
    void keep()
    const waiting = calls.findIndex((d) => !begun(d))
    if (waiting >= 0) at.value = waiting
    else {
      calls.push({ ...emptyDraft(draftKey()), terms: start.value?.terms ?? '' })
      at.value = calls.length - 1
    }
  }
  function close(i: number) {
    const [gone] = calls.splice(i, 1)
    if (gone) forget(gone.key)
    if (!calls.length) calls.push({ ...emptyDraft(draftKey()), terms: start.value?.terms ?? '' })
    if (at.value >= calls.length || i < at.value) at.value = Math.max(0, at.value - 1)
  }

  /* ---- who calls ---- */
  let asked = ''
  const ask = later(180, async (phone: string) => {
    asked = phone
    if (phone.replace(/\D/g, '').length < 7) { caller.value = null; if (!phone && draft.value.customer) await know(draft.value.customer); return }
    try {
      const answer = await get<CallerAnswer>('intake/caller', { phone })
      if (asked !== phone) return
      caller.value = answer
      if (answer.masked) draft.value.masked = true
      const open = answer.customers.filter((c) => c.state !== 'closed')
      if (open.length === 1 && !draft.value.customer && !draft.value.another) choose(open[0]!)
    } catch (error) { report(error) }
  })
  watch(() => draft.value.phone, (phone, before) => {
    if (before !== undefined && draft.value.customer && caller.value && phone !== caller.value.phone && before !== phone && asked && phone !== asked) leaveCaller(draft.value)
    delete errors.phone
    void ask(phone)
  })
  watch(() => draft.value.key, () => { caller.value = null; quote.value = null; read.value = null; clear(); void ask(draft.value.phone); price() })
  function choose(c: Caller) { chooseCaller(draft.value, c, start.value?.lines ?? []); clear() }

  /* ---- where ---- */
  const locate = later(350, async (address: string) => {
    if (address.length < 2) return
    try {
      const found = await get<{ estate: string; area: string; lat: number; lng: number }>('intake/place', { address, branch: place.branch || undefined })
      if (draft.value.address.trim() !== address) return
      if (found.estate) draft.value.estate = found.estate
      if (found.area) draft.value.area = found.area
      Object.assign(draft.value, { lat: found.lat, lng: found.lng })
    } catch (error) { report(error) }
  })
  watch(() => draft.value.address, (address) => { delete errors.address; if (!draft.value.household) void locate(address.trim()) })

  /* ---- how much ---- */
  let round = 0
  const price = later(150, async () => {
    const d = draft.value, mine = ++round
    if (!d.line) { quote.value = null; quoteWrong.value = ''; return }
    const query = { line: d.line, household: d.household || undefined, branch: place.branch || undefined, start: startOf(d) || (d.day ? startOf({ ...d, minute: 600 }) : undefined), length: whole(d.length) || undefined, square_metres: whole(d.size) || undefined, persons: whole(d.persons) || undefined, rooms: whole(d.rooms) || undefined, far: d.far ? 1 : undefined, pets: d.pets ? 1 : undefined, lift: d.lift ? 1 : undefined, ...couponOf(d) }
    try {
      const answer = await get<Quote>('intake/quote', query)
      if (mine === round) { quote.value = answer; quoteWrong.value = '' }
    } catch (error) {
      if (mine !== round) return
      quote.value = null
      quoteWrong.value = error instanceof Problem ? error.message : ''
    }
  })
  watch(() => { const d = draft.value; return [d.line, d.household, d.day, d.minute, d.length, d.size, d.persons, d.rooms, d.far, d.pets, d.lift, d.coupon, d.couponCode, d.couponFunder] }, () => { delete errors.length; price() })

  /* ---- a pasted message ---- */
  async function paste(text: string) {
    busy.value = 'read'
    try {
      read.value = await post<MessageRead>('intake/read', { text })
      takeMessage(draft.value, read.value)
      return true
    } catch (error) { report(error); return false } finally { busy.value = '' }
  }

  /* ---- the order ---- */
  function clear() { for (const name of Object.keys(errors)) delete errors[name] }
  let key = newKey(), before: { draft: Draft; read: MessageRead | null } | null = null
  /** She wants another day too: the same caller, home and service; what her message said stays in sight. Where the message had a second order, that one is read. */
  async function another() {
    if (!done.value || !before) return
    let said = before.read
    const made = done.value, draftBefore = before.draft
    if (said?.second) {
      try { said = await post<MessageRead>('intake/read', { text: said.second }) } catch (error) { report(error); return }
    }
    const next = said && said !== before.read ? secondOrder(draftKey(), draftBefore, made, said) : sameAgain(draftKey(), draftBefore, made), empty = calls.findIndex((d) => !begun(d))
    if (empty >= 0) calls.splice(empty, 1, next)
    else calls.push(next)
    at.value = empty >= 0 ? empty : calls.length - 1
    done.value = null
    await nextTick()
    read.value = said
  }
  async function send(act: Act) {
    const d = draft.value
    if (busy.value) return null
    clear()
    const lacking = missing(d, act)
    for (const name of lacking) errors[name] = 'missing'
    for (const name of misread(d)) errors[name] = say(name === 'platform_fee' || name === 'coupon' ? 'noSum' : 'noNumber')
    if (act !== 'draft' && act !== 'demand' && !d.agreed) errors.terms = 'missing'
    if (Object.keys(errors).length) return null
    busy.value = act
    try {
      const title = d.name, message = read.value
      const answer = await post<Done>('intake/order', orderBody(d, act, place.branch), { key })
      key = newKey()
      forget(d.key)         // the server dropped it with the order; one that was being kept meanwhile goes too
      calls.splice(at.value, 1)
      if (!calls.length) calls.push({ ...emptyDraft(draftKey()), terms: start.value?.terms ?? '' })
      at.value = Math.min(at.value, calls.length - 1)
      done.value = { ...answer, title, second: Boolean(message?.second), plan: message ? planLink({ ...d, customer: answer.customer, household: answer.household }, message) : null }
      before = { draft: d, read: message }
      return answer
    } catch (error) {
      if (!(error instanceof Problem) || !error.status || error.status >= 500) { report(error); return null }
      key = newKey()
      for (const f of error.fields) errors[f.field] = f.message
      if (!error.fields.length) errors.all = error.message
      return null
    } finally { busy.value = '' }
  }

  return { start, failed, load, calls, at, draft, caller, known, choose, again: () => void ask(draft.value.phone), leave: () => leaveCaller(draft.value), line, quote, quoteWrong, read, paste, savedAt, busy, errors, done, another, park, close, send, keep }
}
export type Intake = ReturnType<typeof useIntake>
