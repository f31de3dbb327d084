/** Lists, records, steps and history over the tables in memory. Throws `refusal()`. */
import { history, newId, now, tables, users } from './data.mjs'
import { TYPES } from './meta.mjs'

export const refusal = (status, code, message, rest = {}) => Object.assign(new Error(message), { status, body: { code, message, ...rest } })
export const typeOf = (name) => TYPES.find((t) => t.name === name)
const row = (type, id) => tables[type]?.find((x) => x.id === Number(id))

function namesOf(type, rows) {
  const out = { changed_by: users, branch: { 1: '成都一店', 2: '成都二店' } }
  for (const f of type.fields) {
    if (f.kind === 'ref') out[f.name] = Object.fromEntries(rows.filter((x) => x[f.name]).map((x) => [x[f.name], row(f.to, x[f.name])?.title ?? '']))
    for (const inner of f.kind === 'rows' ? f.fields.filter((x) => x.kind === 'ref') : []) out[`${f.name}.${inner.name}`] = Object.fromEntries(rows.flatMap((x) => x[f.name] ?? []).filter((x) => x[inner.name]).map((x) => [x[inner.name], row(inner.to, x[inner.name])?.title ?? '']))
  }
  return out
}
function matches(type, x, query) {
  for (const [name, value] of query) {
    if (name === 'q') { if (!JSON.stringify([x.title, x.number, x.address, x.area]).includes(value)) return false; continue }
    if (['sort', 'limit', 'after', 'count', 'columns', 'lang'].includes(name)) continue
    const range = /^(.*)_(from|to)$/.exec(name)
    const field = name === 'branch' ? { name } : type.fields.find((f) => f.name === name) ?? type.fields.find((f) => range && f.name === range[1])
    if (!field) throw refusal(400, 'invalid', `没有「${name}」这个筛选`)
    const v = x[field.name]
    if (field.name === name) {
      const wanted = value.split(',')
      const has = Array.isArray(v) ? v.map(String) : [v === null || v === undefined || v === '' ? 'none' : String(v)]
      if (!wanted.some((w) => has.includes(w) || (w === 'none' && !has.length))) return false
    } else if (v === null || v === undefined || (range[2] === 'from' ? v < Number(value) : v >= Number(value))) return false
  }
  return true
}
export function list(name, query) {
  const type = typeOf(name)
  if (!type) throw refusal(404, 'not_found', '没有找到')
  let rows = tables[name].filter((x) => matches(type, x, query))
  const sort = query.get('sort') || type.sorts?.[0] || '-created_at'
  const key = sort.replace('-', '')
  rows.sort((a, b) => ((a[key] ?? -Infinity) < (b[key] ?? -Infinity) ? -1 : 1) * (sort.startsWith('-') ? -1 : 1))
  const from = Number(query.get('after') ?? 0)
  const limit = Math.min(200, Number(query.get('limit') ?? 50))
  const page = rows.slice(from, from + limit)
  return { rows: page, names: namesOf(type, page), next: from + limit < rows.length ? String(from + limit) : null, ...(query.get('count') ? { count: rows.length, more: false } : {}) }
}
export function one(name, id) {
  const type = typeOf(name)
  const x = type && row(name, id)
  if (!x) throw refusal(404, 'not_found', '没有找到')
  const steps = type.steps.filter((s) => !s.from.length || s.from.includes(x.state)).map((s) => (s.name === 'start' && x.start > now() + 3600_000 ? { name: s.name, ok: false, why: 'early', message: '离预约时间还有一小时以上，到点才能开始' } : { name: s.name, ok: true }))
  return { ...x, names: namesOf(type, [x]), may: { edit: { ok: x.state !== 'done' && x.state !== 'closed' }, steps } }
}
function check(fields, given, partial) {
  const wrong = []
  for (const f of fields) {
    if (!partial && f.required && f.set_by !== 'engine' && f.set_by !== 'steps' && (given[f.name] ?? '') === '') wrong.push({ field: f.name, message: `请填写${f.label}` })
    if (f.format === 'mobile' && given[f.name] && !/^1\d{10}$/.test(given[f.name])) wrong.push({ field: f.name, message: '手机号应是 11 位数字' })
  }
  if (wrong.length) throw refusal(400, 'invalid', wrong[0].message, { fields: wrong })
}
export function note(name, id, what, rest) {
  const key = `${name}/${id}`
  const rows = history.get(key) ?? seed(name, id)
  rows.unshift({ id: rows.length + 1, at: now(), who: { id: 2, name: users[2] }, what, changes: [], ...rest })
  history.set(key, rows)
}
function seed(name, id) {
  const x = row(name, id)
  const rows = [{ id: 1, at: x.created_at, who: { id: 3, name: users[3] }, what: 'created', changes: [] }]
  if (name === 'visit' && x.worker) rows.unshift({ id: 2, at: x.created_at + 3600_000, who: { id: 2, name: users[2] }, what: 'step', step: 'assign', label: '派单', changes: [{ field: 'worker', label: '师傅', from: null, to: x.worker }] })
  if (x.remark) rows.unshift({ id: 3, at: x.changed_at, who: { id: 3, name: users[3] }, what: 'note', body: x.remark, changes: [] })
  return rows
}
export function story(name, id) {
  one(name, id)
  const key = `${name}/${id}`
  if (!history.has(key)) history.set(key, seed(name, id))
  return { rows: history.get(key), next: null }
}
export function create(name, given) {
  const type = typeOf(name)
  check(type.fields, given, false)
  const who = given.customer ? row('customer', given.customer)?.title : given.name
  const x = { id: newId(name), number: `N2611-${String(newId(name)).padStart(5, '0')}`, branch: given.branch ?? 1, version: 1, created_at: now(), changed_at: now(), changed_by: 2, title: who ?? '新记录', ...(type.states?.length ? { state: type.states[0].value } : {}), ...Object.fromEntries(type.fields.filter((f) => f.name !== 'state').map((f) => [f.name, f.kind === 'rows' || f.kind === 'set' ? [] : null])), ...given }
  if (x.phone) { x.phone = x.phone.replace(/^(\d{3})\d{4}/, '$1****'); x.masked = ['phone'] }
  tables[name].push(x)
  note(name, x.id, 'note', { body: '从网页新建' })
  return one(name, x.id)
}
export function change(name, id, { version, ...members }) {
  const x = row(name, id)
  const type = typeOf(name)
  if (!x) throw refusal(404, 'not_found', '没有找到')
  if (version !== x.version) throw refusal(409, 'stale', '别人刚刚改过', { detail: { version: x.version, changed_by: '小陈', changes: (x.lately ?? []) } })
  check(type.fields.filter((f) => f.name in members), members, true)
  const changes = Object.keys(members).map((field) => ({ field, label: type.fields.find((f) => f.name === field)?.label ?? field, from: x[field] ?? null, to: members[field] }))
  Object.assign(x, members, { version: x.version + 1, changed_at: now() })
  if (x.name) x.title = x.name
  note(name, id, 'changed', { changes })
  return one(name, id)
}
/** Test hook: a colleague changes a member behind the page's back. */
export function meanwhile(name, id, field, value) {
  const x = row(name, id)
  x.lately = [{ field, label: typeOf(name).fields.find((f) => f.name === field).label, from: x[field] ?? null, to: value }]
  x[field] = value
  x.version++
}
/** What a step would do: its record, and one note. */
export function preview(name, id, stepName, inputs) {
  const type = typeOf(name), x = row(name, id), meta = type.steps.find((s) => s.name === stepName)
  check(meta.fields, inputs, false)
  const label = (value) => type.states.find((s) => s.value === value)?.label ?? value
  const change = { field: 'state', label: '状态', from: x.state, to: meta.to, from_text: label(x.state), to_text: label(meta.to) }
  const named = { type: name, type_label: type.label, id: x.id, number: x.number, title: x.title }
  return { records: [{ ...named, what: 'step', step: stepName, label: meta.label, changes: [change] }], notes: [{ ...named, message: '请先电话告诉她' }] }
}
export function step(name, id, stepName, inputs) {
  const type = typeOf(name)
  const meta = type?.steps.find((s) => s.name === stepName)
  const x = row(name, id)
  if (!meta || !x) throw refusal(404, 'not_found', '没有找到')
  if (meta.from.length && !meta.from.includes(x.state)) throw refusal(409, 'state', `现在是「${type.states.find((s) => s.value === x.state)?.label}」，不能${meta.label}`)
  if (inputs.version && inputs.version !== x.version) throw refusal(409, 'stale', '小陈刚刚改了这条记录，先看看现在的内容，再试一次', { detail: { version: x.version, changed_by: '小陈', changes: (x.lately ?? []) } })
  check(meta.fields, inputs, false)
  if (name === 'visit' && stepName === 'assign') assign(x, inputs)
  if (name === 'visit' && stepName === 'unassign') x.worker = null
  if (meta.to) x.state = meta.to
  x.version++
  x.changed_at = now()
  note(name, id, 'step', { step: stepName, label: meta.label, reason: inputs.reason ?? null })
  return one(name, id)
}
function assign(x, { worker, start }) {
  const from = start ?? x.start
  const to = from + (x.end - x.start)
  const other = tables.visit.find((v) => v.id !== x.id && v.worker === worker && v.start < to && from < v.end && v.state !== 'cancelled')
  if (other) throw refusal(409, 'overlap', `时间重叠：和 ${other.title} 的单冲突`, { detail: { branch: 1, from: other.start, to: other.end, type: 'visit', id: other.id } })
  Object.assign(x, { worker, start: from, end: to })
}
