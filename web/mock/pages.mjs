/** The pages with calls of their own: today, queue, board, candidates, verdicts. */
import { at, now, TODAY, tables } from './data.mjs'
import { SKILLS } from './meta.mjs'

const GRADES = { gold: '金牌', two: '', one: '' }
const label = (line) => SKILLS.find((s) => s.value === line)?.label ?? line
const named = (visit) => tables.customer.find((c) => c.id === visit.customer)?.title ?? ''
const TAGS = { pet: '有宠物', new: '新客', tools: '自备工具' }

export function board(day) {
  const workers = tables.worker.filter((w) => w.state === 'active').map((w) => ({ id: w.id, name: w.name, branch: 1, skills: w.skills.map(label), grade: GRADES[w.grade], capacity_minutes: w.capacity, shift: { from: 450, to: 1140 } }))
  const visits = tables.visit.filter((v) => v.start >= at(0, day) && v.start < at(0, day + 1) && v.state !== 'cancelled').map((v) => ({ id: v.id, number: v.number, state: v.state, worker: v.worker, customer: v.customer, customer_name: named(v), line: 1, line_label: label(v.line), start: v.start, end: v.end, area: v.area, address_short: v.address.replace(v.area, ''), price: v.price, tags: v.tags.map((t) => TAGS[t] ?? t), persons: v.id % 17 === 0 ? 2 : 1, locked: ['done', 'running'].includes(v.state), version: v.version, leeway: 600, at: [30.6 + ((v.id * 37) % 100) / 1000, 104 + ((v.id * 53) % 120) / 1000], ...(v.state === 'offered' && { answer_until: now() + ((v.id % 12) - 2) * 60_000 }), ...(v.state !== 'done' && v.state !== 'running' && v.worker !== null && v.start < now() ? { late: Math.round((now() - v.start) / 60_000) } : {}) }))
  const block = (worker, from, to, text, kind, branch_name = '') => ({ worker, from: at(from, day), to: at(to, day), label: text, kind, branch_name })
  return { day, now: now(), from_minute: 420, to_minute: 1260, workers, visits, blocks: [block(21, 0, 1440, '家中有事', 'leave'), block(5, 960, 1440, '体检', 'leave'), block(9, 840, 960, '', 'elsewhere', '成都二店')] }
}
export function verdict({ visit, worker, start }) {
  const v = tables.visit.find((x) => x.id === visit)
  const w = tables.worker.find((x) => x.id === worker)
  const reasons = []
  if (!w.skills.includes(v.line)) reasons.push({ code: 'skill', message: `没有「${label(v.line)}」资质`, fix: null })
  if (w.health_until < TODAY) reasons.push({ code: 'health', message: '健康证已到期', fix: '换证后可派' })
  const to = start + v.end - v.start
  const other = tables.visit.find((x) => x.id !== visit && x.worker === worker && x.start < to && start < x.end && x.state !== 'cancelled')
  if (other) reasons.push({ code: 'overlap', message: `和${named(other)}的单重叠`, fix: '换个时间' })
  return { light: reasons.length ? 'red' : 'green', ok: !reasons.length, reasons, travel: 8 + ((visit * 7 + worker * 3) % 24) }
}
export function move({ visit, worker, start }) {
  const v = tables.visit.find((x) => x.id === visit)
  if (worker) {
    const said = verdict({ visit, worker, start: start ?? v.start })
    if (!said.ok) return { visit, ok: false, why: said.reasons[0].message, code: '' }
    Object.assign(v, { worker, end: (start ?? v.start) + v.end - v.start, start: start ?? v.start, state: 'offered' })
  } else Object.assign(v, { worker: null, state: 'unassigned' })
  v.version++
  return { visit, ok: true, version: v.version, state: v.state }
}
export function week(day) {
  const monday = day - ((((day + 3) % 7) + 7) % 7)
  const visits = tables.visit.filter((v) => v.start >= at(0, monday) && v.start < at(0, monday + 7) && v.state !== 'cancelled').map((v) => ({ id: v.id, worker: v.worker, start: v.start, end: v.end, state: v.state, area: v.area, glyph: '', line_label: label(v.line) }))
  return { monday, now: now(), workers: tables.worker.filter((w) => w.state === 'active').map((w) => ({ id: w.id, name: w.name, week_minutes: 2640, day_minutes: w.capacity, weekdays: 0 })), visits, leaves: [] }
}
const box = (name, colour, lat, lng) => ({ id: Math.round(lat * 1000), version: 1, name, colour, ring: [[lat, lng], [lat + 0.03, lng], [lat + 0.03, lng + 0.04], [lat, lng + 0.04]] })
export const map = () => ({ datum: 'wgs84', tiles: '', credit: '', areas: [box('金沙', 'teal', 30.66, 104.0), box('双楠', 'blue', 30.62, 104.02), box('春熙路', 'amber', 30.65, 104.06)], shops: [{ name: '成都一店', at: [30.655, 104.05] }] })
export const calls = () => ({ rows: board(TODAY).visits.filter((v) => v.state === 'offered').slice(0, 4).map((v, i) => ({ visit: v.id, number: v.number, start: v.start, area: v.area, line_label: v.line_label, answer_until: now() + (i - 1) * 300_000, worker: v.worker, name: tables.worker.find((w) => w.id === v.worker).name, person: v.worker, phone: '138****8000', login: i > 0, calls: i, called_at: now() - 600_000 })) })
export function lights(id) {
  const reasons = Number(id) % 2 ? [] : [{ code: 'H02.medical', message: '「体检」到期', fix: '换好「体检」就可以', since: TODAY + 9, until: TODAY + 27, warning: false }]
  return { from: TODAY, to: TODAY + 27, rows: [{ line: 1, name: '日常保洁', judgement: { light: reasons.length ? 'yellow' : 'green', ok: !reasons.length, reasons } }] }
}
export const phone = (method) => (method === 'POST' ? { account: 90, login: '13912345678', password: '123-456-789', again: false, page: '/w/' } : { given: false, login: '', seen_at: 0, told_at: 0 })
export function candidates(id) {
  const v = tables.visit.find((x) => x.id === Number(id))
  const rows = tables.worker.filter((w) => w.state === 'active').map((w) => {
    const said = verdict({ visit: v.id, worker: w.id, start: v.start })
    const parts = [{ name: 'travel', label: '路程', points: 40 - said.travel, max: 40, why: `约 ${said.travel} 分钟` }, { name: 'rating', label: '评分', points: w.rating - 70, max: 30, why: `好评 ${w.rating}%` }, { name: 'known', label: '熟客', points: w.id % 4 === 0 ? 20 : 0, max: 20, why: w.id % 4 === 0 ? '服务过 3 次' : '' }, { name: 'load', label: '工时', points: 6, max: 10, why: '当天还有空' }]
    return { worker: w.id, name: w.name, ok: said.ok, fits: said.ok, start: v.start, travel: said.travel, score: parts.reduce((a, p) => a + p.points, 0), parts, judgement: { light: said.light, ok: said.ok, reasons: said.reasons } }
  })
  return { rows: [...rows.filter((c) => c.ok).sort((a, b) => b.score - a.score).slice(0, 6), ...rows.filter((c) => !c.ok)], fixes: [] }
}
const open = () => tables.visit.filter((v) => v.state === 'unassigned' && v.start < at(1440)).sort((a, b) => a.start - b.start)
const late = () => board(TODAY).visits.filter((v) => v.late)

export const done = new Set()
export function queue(type) {
  const all = [
    ...late().slice(0, 2).map((v) => ({ type: 'visit', record: v.id, title: `${v.customer_name} · ${v.line_label}`, rule: 'late', label: '到点未签到', due_at: v.start, overdue: true, escalated: true, step: 'start', owner: '周经理' })),
    ...open().slice(0, 5).map((v) => ({ type: 'visit', record: v.id, title: v.title, rule: 'unassigned', label: '还没派', due_at: v.start - 60 * 60_000, overdue: v.start - 3600_000 < now(), step: 'assign', owner: '周经理' })),
    ...tables.order.filter((o) => o.state === 'open').slice(0, 3).map((o) => ({ type: 'order', record: o.id, title: `${o.title} · ${o.number}`, rule: 'confirm', label: '订单待确认', due_at: at(1080), step: 'confirm', owner: '小陈' })),
    ...tables.worker.filter((w) => w.health_until < TODAY + 30).slice(0, 3).map((w) => ({ type: 'worker', record: w.id, title: w.title, rule: 'health', label: w.health_until < TODAY ? '健康证已到期' : '健康证快到期', due_at: at(1080, w.health_until), step: null, owner: '周经理' })),
    ...tables.customer.slice(0, 2).map((x) => ({ type: 'customer', record: x.id, title: x.title, rule: 'follow', label: '回访', due_at: at(1140), step: 'follow', owner: '小陈' })),
  ].map((x, i) => ({ id: i + 1, ...x })).filter((x) => !done.has(x.id))
  const types = {}
  for (const one of all) types[one.type] = (types[one.type] ?? 0) + 1
  return { rows: type ? all.filter((x) => x.type === type) : all, counts: { types, all: all.length, overdue: 0, escalated: 0 } }
}
export function today() {
  const visits = board(TODAY).visits
  const hours = Array.from({ length: 12 }, (_, i) => i + 8).map((hour) => { const some = visits.filter((v) => Math.floor(((v.start + 8 * 3600_000) % 86_400_000) / 3600_000) === hour); const n = (...s) => some.filter((v) => s.includes(v.state)).length; return { hour, done: n('done'), running: n('running'), assigned: n('offered', 'accepted'), open: n('unassigned') } })
  const item = (v, verb, step) => ({ id: v.id, type: 'visit', title: v.title ?? `${v.customer_name} · ${v.line_label}`, subtitle: v.area, due_at: v.start, verb, step })
  const health = tables.worker.filter((w) => w.health_until < TODAY + 30)
  return {
    now: now(), hours,
    cards: [
      { name: 'visits', label: '今日上门', value: visits.length, unit: '单', change: 8.7, spark: [82, 90, 76, 95, 101, 97, visits.length], to: 'visit?start=@today', hint: '比上周一多 9 单' },
      { name: 'income', label: '今日营收', value: visits.reduce((a, v) => a + v.price, 0), unit: 'fen', change: 5.2, spark: [188, 201, 176, 214, 230, 226, 240], to: 'order?day=@today', hint: '完成月目标 71%' },
      { name: 'punctual', label: '准时上门', value: 96.4, unit: '%', change: -1.1, spark: [97, 98, 96, 97, 98, 97, 96.4], to: 'visit?state=done', hint: `${late().length} 单迟到未签到` },
      { name: 'praise', label: '好评率', value: 98.2, unit: '%', change: 0.4, spark: [97, 97, 98, 97, 98, 98, 98.2], to: 'customer', hint: '近 7 天 412 条评价' },
      { name: 'open', label: '还没派', value: open().length, unit: '单', change: 2, change_unit: ' 单', tone: 'good_down', spark: [9, 12, 8, 10, 13, 12, open().length], to: 'board', hint: '最近一单 21 分钟后开始' },
    ],
    queues: [
      { name: 'unassigned', label: '还没派的单', count: open().length, to: 'board', rows: open().slice(0, 4).map((v) => item(v, '去派单', 'assign')) },
      { name: 'late', label: '到点未签到', count: late().length, rows: late().slice(0, 4).map((v) => item(v, '联系师傅', null)) },
      { name: 'credentials', label: '证件到期', count: health.length, to: 'worker?sort=health_until', rows: health.slice(0, 4).map((w) => ({ id: w.id, type: 'worker', title: w.title, subtitle: '健康证', due_at: at(1080, w.health_until), verb: '提醒换证', step: null })) },
      { name: 'complaints', label: '投诉与事件', count: 0, rows: [] },
      { name: 'money', label: '没结清的钱', count: 7, to: 'order?state=confirmed', rows: tables.order.filter((o) => o.state === 'confirmed').slice(0, 4).map((o) => ({ id: o.id, type: 'order', title: o.title, subtitle: `${o.number} · ¥${o.total / 100}`, due_at: null, verb: '登记收款', step: 'pay' })) },
    ],
    routines: [
      { id: 1, kind: 'brief', label: '看夜间情况和今天的缺口', state: 'done', day: TODAY, due_at: at(510), done_at: at(470), done_by: '周经理', seen: { open: 3, unconfirmed: 2, away: 1 }, to: '/today' },
      { id: 2, kind: 'meeting', label: '晨会', state: 'open', day: TODAY, due_at: at(540), done_at: 0, done_by: '', seen: {}, to: '/brief' },
    ],
    weekend: { from: at(0, TODAY - 2), to: at(0), rows: [{ type: 'visit', id: 4, at: at(600, TODAY - 1), title: '许女士', what: '返工', state: '已完成' }] },
  }
}

/** A proposed plan of today, ready to be read: two visits move, one customer is called, one visit stays open. */
export function proposal(id, what) {
  const visits = tables.visit.filter((v) => v.state === 'accepted').slice(0, 3), sums = (metres, open) => ({ metres, minutes: 300, overtime: 90, continuity: 400, visits: 20, open })
  if (what !== 'difference') return { id: Number(id), version: 3, state: 'ready', day: TODAY, branch: 1, job: 1, stop: false, visits: 24, moves: 2, calls: 1, open: 1, left_out: 0, alternative: 1, why: '' }
  const touched = (v, from) => ({ visit: v.id, number: v.number, customer: v.customer, line: 1, area: v.area, version: v.version, from_start: v.start, length: 120, told: v === visits[0], from })
  const names = (rows) => Object.fromEntries(rows.map((r) => [r.id, r.name ?? r.title]))
  return {
    difference: { milliseconds: 8040, stopped: false, before: sums(124_300, 2), after: sums(101_800, 1), workers: [{ id: 5, before: sums(9000, 0), after: sums(6100, 0) }],
      moves: [{ ...touched(visits[0], [4]), start: visits[0].start, to: [5], why: 'way', points: 6 }, { ...touched(visits[1], []), start: visits[1].start + 900_000, to: [6, 7], why: 'open' }], open: [{ ...touched(visits[2], []), may: 3, fixes: [] }] },
    alternatives: [{ calls: 1, moves: 2, open: 1, metres: 101_800 }, { calls: 3, moves: 5, open: 0, metres: 99_000 }], outcome: [],
    names: { worker: names(tables.worker), customer: names(tables.customer), line: { 1: '日常保洁' } }, sentences: { [visits[2].id]: ['比约定晚 20 分钟开始，张桂芳就能去：请先问客户'] },
  }
}

let inboxRead = false
export function inbox(what) {
  if (what === 'read') { inboxRead = true; return { unread: 0 } }
  const at = Date.now() - 600_000
  return { more: false, unread: inboxRead ? 0 : 1, rows: [
    { id: 9002, at, title: '新派单', text: '新派单：11月27日 周五 09:00–11:00，日常保洁，望京。请在 11月26日 周四 18:30 前答复。', purpose: 'service', template: 'visit.offered', about: { type: 'visit', id: 1 }, read: inboxRead },
    { id: 9001, at: at - 3_600_000, title: '改时间', text: '改时间：望京的日常保洁改到 11月27日 周五 14:00–16:00（原 11月27日 周五 09:00–11:00）。', purpose: 'service', template: 'visit.moved', about: { type: 'visit', id: 2 }, read: true } ] }
}

/** One answer for the page of a customer or a worker. */
export function overview(type, id) {
  const line = (one, rest) => ({ id: one, number: `N${one}`, state: 'active', state_label: '进行中', tone: 'ok', who: 3, who_name: '张桂芳', what: '日常保洁', note: '', ...rest })
  const base = { now: now(), today: TODAY, signs: [], next: [{ code: 'complaint', tone: 'danger', words: '有未结的投诉：破损', to: '/visit/1' }, { code: 'renewal', tone: 'warn', words: '张桂芳 的服务 11月30日 到期', to: '/visit/2' }, { code: 'quote', tone: 'info', words: '报价还没有答复', to: '/order/4' }] }
  const visits = { type: 'visit', rows: tables.visit.slice(0, 5).map((v) => line(v.id, { state: 'done', state_label: '完成', start: v.start - 7 * 86_400_000, until: v.end, price: 12800, stars: v.id % 5 + 1, late: 0, answered: 0, note: '擦得干净' })) }
  if (type === 'customer') return { ...base, favourite: '张桂芳', homes: [], sums: { visits: 12, visits_worth: 153600, other_worth: 0, open: 12800, overdue: 12800, open_bills: 1, card_paid: 50000, card_gift: 5000, rated: 9, stars: 41 }, plans: { type: 'visit', rows: [line(900 + id, { first: TODAY - 90, last: 0, price: 12800, weekdays: 4, at: 540 })] }, visits, complaints: { type: 'visit', rows: [] } }
  return { ...base, age: 46, ninety: { visits: 80, rated: 40, stars: 190, low: 1, late: 3, customers: 30, came_back: 12, no_shows: 0 }, hours: { week: 1800, most_week: 2640, most_day: 480, month: 7200, overtime: 300, most_overtime: 2160, served: 0, rests: 0 }, calendar: { first: TODAY - 3, rows: [{ type: 'visit', id: 1, from: at(540), to: at(660), label: '日常保洁', hold: false, foreign: false }] }, ratings: visits, employment: { paper: 'labour', overtime: true, findings: [] }, tax: { type: 'visit', rows: [] } }
}

const step = (id, title, feeds, types = [], source = '') => ({ id, title, source, does: '按这一步的做法办理，结果记在下面的单据里。', input: '上一步交来的单据', output: '下一步要用的单据', deadline: '当天', standard: '准点率 ≥ 96%', who: ['店长', '调度'], feeds, records: types.map((type) => ({ type, label: { customer: '客户', visit: '服务单', worker: '师傅', order: '订单' }[type], see: type !== 'worker', clocks: ['到点提醒'] })) })
export const procedures = () => ({ chapters: [
  { number: 3, title: '团队管理流程', about: '团队管理是家政服务企业成功的关键。', steps: [step('3.1', '招聘与选拔', ['4.2'], ['worker'], '根据岗位需求，制定招聘计划。')] },
  { number: 4, title: '客户关系管理流程', about: '客户关系管理是提升客户满意度和忠诚度的关键。', steps: [step('4.1', '客户接待', ['4.2'], ['customer', 'order'], '热情接待客户，详细了解客户需求。'), step('4.2', '服务匹配', ['6.1'], ['visit'])] },
  { number: 6, title: '运营管理流程', about: '运营管理是家政服务企业高效运行的基础。', steps: [step('6.1', '资源调配', [], ['visit', 'order']), step('6.2', '成本控制', [])] },
] })
