/** The web's own test server: docs/api.md over demo records in memory, and the built web from dist/.
 *  `node mock/server.mjs [port]`; tests import `start`. Nothing here is part of the product. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BRANCHES, now, TODAY, tables } from './data.mjs'
import { META } from './meta.mjs'
import * as imports from './imports.mjs'
import * as pages from './pages.mjs'
import * as records from './records.mjs'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' }
const LOGINS = [{ name: 'manager', password: 'demo', role: '店长：看全店，派单、审批', label: '周经理' }, { name: 'desk', password: 'demo', role: '客服：接单、回访', label: '小陈' }]
const CAN = ['visit.assign', 'visit.see', 'customer.see', 'worker.see', 'order.see']

export function start(port = 8787, { setup = false } = {}) {
  const state = { sessions: new Set(), views: [{ id: 1, page: 'visit', name: '今天待派', shared: true, query: 'start=@today&state=unassigned' }, { id: 2, page: 'customer', name: '金卡客户', shared: false, query: 'level=gold&sort=-balance' }], preferences: { guides: ['off'] }, streams: new Set(), answered: new Map(), setup, seen: [] }
  const tell = (event, data) => { for (const s of state.streams) s.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`) }
  const server = createServer((request, response) => void answer(request, response, state, tell))
  return new Promise((ready) => server.listen(port, '127.0.0.1', () => ready({ port: server.address().port, state, tell, close: () => { for (const s of state.streams) s.end(); server.closeAllConnections(); return new Promise((d) => server.close(d)) } })))
}

async function answer(request, response, state, tell) {
  const url = new URL(request.url, 'http://mock')
  if (!url.pathname.startsWith('/api/')) return file(url.pathname, response)
  const send = (status, body, headers = {}) => { response.writeHead(status, { 'Content-Type': 'application/json', ...headers }); response.end(body === undefined ? '' : JSON.stringify(body)) }
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const raw = Buffer.concat(chunks)
  const key = request.headers['idempotency-key']
  state.seen.push({ method: request.method, path: url.pathname, key })
  if (request.method === 'POST' && !key) return send(400, { code: 'invalid', message: 'Idempotency-Key 缺少' })
  if (key && state.answered.has(key)) return send(...state.answered.get(key))
  try {
    const body = request.headers['content-type']?.includes('json') && raw.length ? JSON.parse(raw.toString()) : {}
    const call = { method: request.method, path: url.pathname.slice(5).split('/').map(decodeURIComponent), query: url.searchParams, body, raw, request, response, state, tell, cookie: /session=(\w+)/.exec(request.headers.cookie ?? '')?.[1] }
    const got = await route(call)
    if (got === STREAMING) return
    const status = request.method === 'POST' && call.path.length === 1 && META.types.some((t) => t.name === call.path[0]) ? 201 : 200
    if (key && call.path[0] !== 'login') state.answered.set(key, [status, got])
    send(status, got, call.headers)
  } catch (error) {
    if (!error.status) console.error(error)
    send(error.status ?? 500, { request: createHash('md5').update(String(Math.random())).digest('hex').slice(0, 12), ...(error.body ?? { code: 'fault', message: '服务器出错了' }) }, error.status === 429 ? { 'Retry-After': '5' } : {})
  }
}
const STREAMING = Symbol('streaming')

async function route(call) {
  const { method, path, query, body, state, tell } = call
  const [a, b, c, d] = path
  if (a === 'hello') return { company: state.setup ? '' : '安家家政', demo: !state.setup, setup: state.setup, language: 'zh', demo_logins: state.setup ? [] : LOGINS, version: 'mock' }
  if (a === 'setup') { state.setup = false; return enter(call, body.name) }
  if (a === 'login') {
    const one = LOGINS.find((l) => l.name === body.login && l.password === body.password)
    if (!one && body.login !== 'owner') throw records.refusal(401, 'bad_login', '账号或密码不对')
    return enter(call, one?.label ?? '老板')
  }
  if (!call.cookie || !state.sessions.has(call.cookie)) throw records.refusal(401, 'login', '请先登录')
  if (a === 'logout' || a === 'logout-everywhere') { state.sessions.clear(); return {} }
  if (a === 'me') { if (b === 'preferences') state.preferences = body; return me(state) }
  if (a === 'meta') return META
  if (a === 'password') { if (body.old !== 'demo') throw records.refusal(400, 'invalid', '现在的密码不对', { field: 'old' }); return {} }
  if (a === 'stream') return stream(call)
  if (a === 'search') return search(query.get('q') ?? '')
  if (a === 'view') return view(call)
  if (a === 'queue') { if (c === 'done') pages.done.add(Number(b)); return pages.queue(query.get('type')) }
  if (a === 'inbox') return pages.inbox(b, body)
  if (a === 'today') return pages.today()
  if (a === 'procedures') return pages.procedures()
  if (a === 'board') return boardCall(call)
  if (a === 'job') { const one = imports.jobs.get(Number(b)); if (c === 'cancel') one.state = 'cancelled'; return one }
  if (a === 'file') return method === 'PUT' ? { file: createHash('sha256').update(call.raw).digest('hex'), type: 'application/octet-stream', size: call.raw.length } : { file: b }
  if (a === 'plan_proposal' && b) return pages.proposal(b, c)
  if (c === 'overview') return pages.overview(a, Number(b))
  if (a === 'import') return !b ? imports.list() : b === 'batch' ? imports.batch(c, d, body, tell, query) : imports.open(b)
  return record(call)
}
function boardCall({ path, query, body, tell }) {
  const what = path[1], day = Number(query.get('day') ?? TODAY)
  if (what === 'verdict') return pages.verdict(body)
  if (what === 'moves') {
    const rows = body.moves.map((m) => pages.move(m))
    for (const r of rows) if (r.ok) setTimeout(() => tell('change', { type: 'visit', id: r.visit, version: r.version, branch: 1 }), 60)
    return { rows }
  }
  if (what === 'week') return pages.week(day)
  if (what === 'map') return pages.map()
  if (what === 'calls') return pages.calls()
  if (what === 'presence' || what === 'people') return { names: { 3: '小陈' } }
  const all = pages.board(day), some = query.get('visits')
  return some ? { day, visits: all.visits.filter((v) => some.split(',').includes(String(v.id))) } : all
}
function record({ method, path, query, body, tell }) {
  const [type, id, what, then] = path
  const changed = (r) => { setTimeout(() => tell('change', { type, id: r.id, version: r.version, branch: r.branch }), 60); return r }
  if (!records.typeOf(type)) throw records.refusal(404, 'not_found', '没有找到')
  if (!id) return method === 'POST' ? changed(records.create(type, body)) : records.list(type, query)
  if (id.startsWith('export.')) return records.list(type, query)
  if (!what) return method === 'PATCH' ? changed(records.change(type, id, body)) : records.one(type, id)
  if (what === 'history') return records.story(type, id)
  if (what === 'candidates') return pages.candidates(id)
  if (what === 'brief') return { text: `【保洁】V${id}\n时间：9:00` }
  if (what === 'lights') return pages.lights(id)
  if (what === 'phone') return pages.phone(method)
  if (what === 'note') { records.note(type, id, 'note', { body: body.body }); return {} }
  if (what === 'reveal') { records.note(type, id, 'read', { label: '手机', reason: body.reason }); return { value: body.field === 'phone' ? '13800138000' : '510104198805123456' } }
  if (what === 'meanwhile') { records.meanwhile(type, id, body.field, body.value); if (body.tell) changed({ id: Number(id), version: -1 }); return {} }
  if (then === 'preview') return records.preview(type, id, what, body)
  return changed(records.step(type, id, what, body))
}
function enter(call, name) {
  const session = createHash('md5').update(String(Math.random())).digest('hex')
  call.state.sessions.add(session)
  call.state.name = name
  call.headers = { 'Set-Cookie': `session=${session}; HttpOnly; SameSite=Lax; Path=/` }
  return me(call.state)
}
const me = (state) => ({ user: { id: 2, login: 'manager', name: state.name ?? '周经理', language: 'zh', preferences: state.preferences }, person: 2, worker: null, branches: BRANCHES, roles: ['门店经理'], can: CAN, company: '安家家政', demo: true, now: now() })
function stream({ response, state, request }) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' })
  response.write(': hello\n\n')
  state.streams.add(response)
  request.on('close', () => state.streams.delete(response))
  response.on('close', () => state.streams.delete(response))
  return STREAMING
}
function view({ method, path, query, body, state }) {
  const id = Number(path[1])
  if (method === 'POST') { const one = { id: state.views.length + 10, ...body }; state.views.push(one); return one }
  if (method === 'PATCH') return Object.assign(state.views.find((v) => v.id === id), body)
  if (method === 'DELETE') { state.views = state.views.filter((v) => v.id !== id); return {} }
  return { rows: state.views.filter((v) => v.page === query.get('page')) }
}
function search(q) {
  const groups = META.types.map((t) => ({ type: t.name, label: t.label, rows: tables[t.name].filter((x) => `${x.title} ${x.number}`.includes(q)).slice(0, 4).map((x) => ({ id: x.id, number: x.number, title: x.title, subtitle: x.area ?? '' })) }))
  return { groups: groups.filter((g) => g.rows.length) }
}
async function file(path, response) {
  const wanted = normalize(join(DIST, path))
  /* Kept as the real server has it kept: a browser that fetches a script anew compiles it anew, for every page of the tests. */
  const kept = (name) => path.startsWith('/assets/') && extname(name) !== '.html' ? 'public, max-age=31536000, immutable' : 'no-cache'
  const send = (body, name) => { response.writeHead(200, { 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream', 'Cache-Control': kept(name) }); response.end(body) }
  try {
    if (!wanted.startsWith(DIST) || !extname(wanted)) throw new Error('page')
    send(await readFile(wanted), wanted)
  } catch {
    send(await readFile(join(DIST, 'index.html')), 'index.html')
  }
}
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { port } = await start(Number(process.argv[2] ?? 8787))
  console.log(`http://127.0.0.1:${port}`)
}
