/** What the phone knows and what she has done since: pure rules, the same online and off. An act that waits counts on her own screen at once,
 *  marked as waiting; what the server says later wins. */
export type Point = { lat: number; lng: number }
export interface Task { area: string; task: string; acceptance: string; photo: boolean; red_line: boolean; done: boolean; skipped: boolean; pictured: boolean; note: string }
/** Who goes along, and how far each is; the first worker's part is the visit itself. */
export interface Mate { name: string; first: boolean; stopped: boolean; left_at: number; arrived_at: number; began_at: number; finished_at: number }
/** A part of a large job, as the customer signs for it. */
export interface Zone { id: number; name: string; square_metres: number; state: 'open' | 'accepted' | 'rejected' | 'taken_off'; state_label: string; hazard: string; measure: string; wrong: string; wrong_photo: boolean; pictured: boolean; ready_at: number; said_at: number }
export interface Visit {
  id: number; number: string; state: string; state_label: string; start: number; until: number; length: number; line: string; glyph: string; customer: string; pay: number; first: boolean
  early_from: number; late_to?: number; end_to?: number; answer_until?: number; home?: string; area?: string; address?: string; place?: Point | null; notes?: string[]; door?: boolean; times_before?: number
  confirmed_at?: number; left_at?: number; arrived_at?: number; began_at?: number; finished_at?: number; metres?: number; mended?: boolean; tasks?: Task[]; extras?: { what: string; price: number; minutes: number }[]
  hour_price?: number; asks?: { id: number; what: string; price: number; state: string; state_label: string }[]; mates?: Mate[]; zones?: Zone[]; least_photos?: number
}
export type What = 'read' | 'accept' | 'decline' | 'confirm' | 'depart' | 'arrive' | 'begin' | 'tick' | 'finish' | 'extra' | 'refuse' | 'trouble' | 'leave' | 'leave_back' | 'agree' | 'object' | 'sos' | 'cash' | 'care' | 'task' | 'sheet' | 'study' | 'complain' | 'festival' | 'say' | 'zone' | 'paper' | 'go' | 'wage'
export interface Act { key: string; seq: number; what: What; visit?: number; acted: number; at?: Point; accuracy?: number; follows?: string; input?: Record<string, unknown>; reason?: string }
export interface Told { key: string; what: What; visit?: number; acted: number; state: 'taken' | 'waiting' | 'asked' | 'refused' | 'moot' | 'settled'; code: string; message: string }
export interface Phrase { key: string; label: string }
export interface Paper { id?: number; hers?: boolean; name: string; state: string; state_label: string; until?: number; days_left?: number }
export interface Leave { id: number; state: string; state_label: string; kind: string; start: number; until: number; answer?: string }
export interface ExtraOffer { id: number; name: string; line: string; price: number; minutes: number; most: number; hint: string }
export interface Asked { kind?: 'complaint' | 'review'; hint?: string; id: number; number: string; about: string; line: string; start: number; question: string; asked_at: number; until: number; answered_at: number; said: string }
export interface Festival {
  id: number; state: 'asked' | 'stays' | 'goes'; new_year: number; answer_by: number; pay: string; open: boolean; lives_in: boolean; away_from: number | null; away_to: number | null; back: string; holiday_work: boolean
  live_in: string; note: string; leave: string; leave_label: string
}
export interface Complained { id: number; number: string; state: string; state_label: string; visit: number; customer: string; story: string; received_at: number; answer_by: number; accepted_at: number; outcome: string }
export interface Pack {
  now: number; day: number; doors_offline: boolean; worker: { id: number; name: string; branch: string; branch_phone: string; company: string; word?: string }
  figures: { visits: number; done: number; pay: number; stars_tenths: number | null; rated: number }
  visits: Visit[]; read: number[]; unread: number; acts: Told[]; extras: ExtraOffer[]; leaves: Leave[]; leave_kinds: Phrase[]; sos: { state: 'raised' | 'acknowledged'; raised_at: number; acknowledged_at: number; by: string } | null
  papers: Paper[]; decline_reasons: Phrase[]; refusal_reasons: Phrase[]; trouble_kinds: Phrase[]; complaint_abouts?: Phrase[]; complaints?: Complained[]; asked?: Asked[]; festival?: Festival | null           // a pack kept by an older page has none
}

const ORDER = ['unassigned', 'offered', 'accepted', 'confirmed', 'en_route', 'arrived', 'in_service', 'finished', 'approved', 'settled']
export const rank = (state: string) => ORDER.indexOf(state)
const LANDS: Partial<Record<What, string>> = { accept: 'accepted', confirm: 'confirmed', depart: 'en_route', arrive: 'arrived', begin: 'in_service', finish: 'finished' }

export interface Shown extends Visit { read: boolean; waiting: Set<What>; declined: boolean; broken: boolean }

function apply(v: Shown, a: Act) {
  const lands = LANDS[a.what]
  v.waiting.add(a.what)
  if (lands && rank(v.state) >= 0 && rank(lands) > rank(v.state)) v.state = lands
  if (a.what === 'read') v.read = true
  if (a.what === 'decline') v.declined = true
  if (a.what === 'refuse') v.broken = true
  if (a.what === 'depart') v.left_at ||= a.acted
  if (a.what === 'arrive') v.arrived_at ||= a.acted
  if (a.what === 'begin') v.began_at ||= a.acted
  if (a.what === 'finish') v.finished_at ||= a.acted
  const task = a.what === 'tick' ? v.tasks?.[Number(a.input?.item) - 1] : undefined
  if (task) { task.done = a.input?.done === true; task.skipped = a.input?.not_applicable === true; task.pictured ||= typeof a.input?.photo === 'string' }
}

/** The visits as she sees them: the server's word, then what waits here or there, in the order of her acts. */
export function shown(pack: Pack, queue: Act[]): Shown[] {
  const waiting = pack.acts.filter((t) => t.state === 'waiting' && !queue.some((a) => a.key === t.key)).map((t, i): Act => ({ ...t, seq: i - 1000 }))
  const acts = [...waiting, ...queue].sort((a, b) => a.seq - b.seq)
  return pack.visits.map((v) => {
    const one: Shown = { ...v, tasks: v.tasks?.map((task) => ({ ...task })), read: pack.read.includes(v.id) || !v.notes?.length, waiting: new Set(), declined: false, broken: false }
    for (const act of acts) if (act.visit === v.id) apply(one, act)
    return one
  })
}

export type Next = 'accept' | 'read' | 'depart' | 'arrive' | 'begin' | 'tasks' | 'finish' | null
export function tasksOpen(v: Visit): number { return (v.tasks ?? []).filter((t) => !t.skipped && (!t.done || (t.photo && !t.pictured))).length }
/** A photo belongs to a task: more than there are tasks are not asked for. */
export function photosLacking(v: Visit): number { const tasks = v.tasks ?? []; return Math.max(0, Math.min(v.least_photos ?? 0, tasks.length) - tasks.filter((t) => t.pictured).length) }

/** The one big button. Who goes along tells her own part; taking it on and the whole list are the first worker's. */
export function next(v: Shown): Next {
  if (v.declined || v.broken) return null
  if (v.state === 'offered') return v.first ? 'accept' : null
  if (v.state === 'accepted' || v.state === 'confirmed') return v.read ? 'depart' : 'read'
  if (v.state === 'en_route') return 'arrive'
  if (v.state === 'arrived') return 'begin'
  if (v.state === 'in_service') return v.first && (tasksOpen(v) || photosLacking(v)) ? 'tasks' : 'finish'
  return null
}

/** Until when the next step may be told by a tap; after it the office enters the time. */
export const tapUntil = (v: Visit) => (rank(v.state) < 5 ? v.late_to : v.end_to) ?? Infinity

/** The visit she is at, else the next of today that is not over. One whose next tap was forgotten is for the office to enter, and stands in nobody's way. */
export function current(all: Shown[], now: number): Shown | null {
  const mine = all.filter((v) => !v.declined && !v.broken)
  const at = mine.filter((v) => rank(v.state) >= 4 && rank(v.state) <= 6)
  const going = at.find((v) => now <= tapUntil(v))
  if (going) return going
  const next = mine.filter((v) => (v.state === 'accepted' || v.state === 'confirmed') && v.until > now - 4 * 3_600_000).sort((a, b) => a.start - b.start)[0] ?? null
  return next && next.start < now + 12 * 3_600_000 ? next : at[0] ?? next
}

/** The door's code belongs to her from setting out to the end. */
export const doorOpen = (v: Shown) => rank(v.state) >= 4 && rank(v.state) <= 6

/** The act before it about the same visit: the server waits for that one, whatever comes first. */
export function follows(queue: Act[], last: Record<number, string>, visit: number | undefined): string | undefined {
  if (!visit) return undefined
  const before = queue.filter((a) => a.visit === visit).sort((a, b) => b.seq - a.seq)[0]
  return before?.key ?? last[visit]
}

export function metres(a: Point, b: Point): number {
  const r = Math.PI / 180, h = Math.sin((b.lat - a.lat) * r / 2) ** 2 + Math.cos(a.lat * r) * Math.cos(b.lat * r) * Math.sin((b.lng - a.lng) * r / 2) ** 2
  return Math.round(2 * 6_371_009 * Math.asin(Math.sqrt(h)))
}
export const NEAR = 300

/* A step she tried again: the newest No stands for all before it, and none once the step is done. The server lists the newest first. */
function overtaken(a: Told, at: number, pack: Pack) {
  const lands = LANDS[a.what]
  if (a.state !== 'refused' || !lands) return false
  const state = pack.visits.find((v) => v.id === a.visit)?.state ?? ''
  return (rank(state) >= rank(lands) && rank(state) <= rank('settled')) || pack.acts.some((b, i) => i < at && b.state === 'refused' && b.what === a.what && b.visit === a.visit)
}
/** What the server could not take, or answered, that she has not put away. */
export const toTell = (pack: Pack, seen: string[]) => pack.acts.filter((a, at) => (a.state === 'refused' || a.state === 'settled' || a.state === 'asked') && !seen.includes(`${a.key}.${a.state}`) && !overtaken(a, at, pack))
/** Her words of what was refused, as long as it stands so and she has not put it away. */
export const stillRefused = (kept: Act[], pack: Pack, seen: string[]) => kept.filter((a) => !seen.includes(`${a.key}.refused`) && pack.acts.some((t) => t.key === a.key && t.state === 'refused'))
