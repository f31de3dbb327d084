/** Import batches and their jobs: a sheet of 214 customers, three of them wrong. */
import { refusal, typeOf } from './records.mjs'

export const jobs = new Map()
const batches = new Map()
const ERRORS = [{ row: 17, column: '电话', field: 'phone', value: '1380013', message: '手机号应是 11 位数字' }, { row: 96, column: '地址', field: 'address', value: '', message: '请填写地址' }, { row: 158, column: '等级', field: 'level', value: '白金', message: '没有「白金」这个等级，可填：普通、银卡、金卡' }]
const RESULT = { create: 199, update: 12, same: 0, wrong: 3, rows: 214 }

export function open(name) {
  const type = typeOf(name)
  if (!type) throw refusal(404, 'not_found', '没有找到')
  const id = batches.size + 1
  const column = (index, header, sample, field, sure = 1) => ({ index, header, sample, field, sure })
  const fields = type.fields.filter((f) => !['engine', 'steps'].includes(f.set_by) && f.kind !== 'rows').map((f) => ({ name: f.name, label: f.label, required: f.required }))
  const has = (n) => (fields.some((f) => f.name === n) ? n : null)
  batches.set(id, { id, type: name, sheets: [{ name: '客户档案', rows: 214, header_row: 1, columns: [column(0, '姓名', ['李女士', '王先生', '陈阿姨'], has('name')), column(1, '电话', ['13800138000', '13912341234'], has('phone'), 0.9), column(2, '住址', ['金沙阳光雅苑 3栋', '双楠望江苑 8栋'], has('address'), 0.6), column(3, '等级', ['金卡', '普通'], has('level')), column(4, '介绍人', ['张姐', ''], null, 0), column(5, '备注', ['有猫', '换鞋'], has('remark'))] }, { name: '流失客户', rows: 38, header_row: 2, columns: [column(0, '客户名', ['周女士'], has('name'), 0.7)] }], fields, file_name: '客户档案.csv', state: 'open', mode: 'all', existing: 'fill', columns: {}, made: null })
  return batches.get(id)
}
export function job(kind, total, result, tell) {
  const one = { id: jobs.size + 1, kind, state: 'running', done: 0, total, message: '', result: null }
  jobs.set(one.id, one)
  const timer = setInterval(() => {
    if (one.state === 'cancelled') { clearInterval(timer); tell('job', one); return }
    one.done = Math.min(total, one.done + 37)
    if (one.done === total) Object.assign(one, { state: 'done', result }), clearInterval(timer)
    tell('job', { id: one.id, state: one.state, done: one.done, total })
  }, 120)
  return one
}
export const list = () => ({ shapes: ['customer', 'worker', 'visit'].map((name) => ({ name, label: typeOf(name).label })), batches: [...batches.values()].map((b) => ({ id: b.id, type: b.type, file_name: b.file_name, state: b.state, created_at: Date.now(), rows: b.made?.rows ?? 0 })).reverse() })
export function batch(id, what, body, tell, query) {
  const one = batches.get(Number(id))
  if (!one) throw refusal(404, 'not_found', '没有找到')
  if (what === 'columns') { const row = Number(query?.get('header_row') ?? NaN); return Number.isNaN(row) ? one : { ...one, sheets: one.sheets.map((s, i) => (i === Number(query.get('sheet')) ? { ...s, header_row: row } : s)) } }
  const start = (kind, total, result) => { const j = job(kind, total, result, tell); one.job = j.id; return { job: j.id } }
  if (what === 'check') { Object.assign(one, { state: 'checked', existing: body.options?.existing ?? 'fill', columns: body.columns, sheet: body.sheet, header_row: body.header_row }); return start('import_check', 214, RESULT) }
  if (what === 'run') {
    if (body.mode === 'all') throw refusal(409, 'conflict', '还有 3 行不对，一行也没有保存')
    Object.assign(one, { state: 'done', mode: body.mode, made: RESULT })
    return start('import_run', 214, RESULT)
  }
  if (what === 'undo') { one.state = 'undone'; return start('import_undo', 80, null) }
  return { ...one, counts: { ...RESULT, warned: 0 }, errors: ERRORS, undo_until: one.state === 'done' ? Date.now() + 86_400_000 : 0 }
}
