import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { get, hooks, newKey, patch, post, Problem } from './http'

interface Sent { url: string; method: string; headers: Record<string, string>; body: unknown }
let sent: Sent[] = []
let answers: (Response | Error)[] = []
const json = (status: number, body: unknown, headers: Record<string, string> = {}) => new Response(JSON.stringify(body), { status, headers })

beforeEach(() => {
  sent = []
  answers = []
  hooks.wait = () => Promise.resolve()
  hooks.login = () => Promise.resolve(false)
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    sent.push({ url, method: init.method!, headers: init.headers as Record<string, string>, body: init.body ? JSON.parse(init.body as string) : undefined })
    const next = answers.shift() ?? json(200, {})
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next)
  })
})
afterEach(() => vi.unstubAllGlobals())

describe('http', () => {
  it('leaves out empty members of the query', async () => {
    await get('visit', { q: '', state: 'a,b', after: undefined, limit: 5 })
    expect(sent[0]!.url).toBe('/api/visit?state=a%2Cb&limit=5')
  })
  it('gives each POST a key of its own, and the same key to its repetition', async () => {
    answers = [json(503, { code: 'busy' }, { 'Retry-After': '1' }), json(201, { id: 1 }), json(201, { id: 2 })]
    await post('visit', { a: 1 })
    await post('visit', { a: 1 })
    const keys = sent.map((s) => s.headers['Idempotency-Key'])
    expect(keys[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/)
    expect(keys[1]).toBe(keys[0])
    expect(keys[2]).not.toBe(keys[0])
  })
  it('keeps a form’s key', async () => {
    await post('visit', {}, { key: 'mine' })
    expect(sent[0]!.headers['Idempotency-Key']).toBe('mine')
  })
  it('never repeats a PATCH by itself', async () => {
    answers = [json(503, { code: 'busy' })]
    await expect(patch('visit/1', {})).rejects.toMatchObject({ status: 503 })
    expect(sent).toHaveLength(1)
  })
  it('turns a problem body into a typed error', async () => {
    answers = [json(400, { code: 'invalid', message: '手机号不对', fields: [{ field: 'phone', message: '要 11 位' }], request: '9f2' })]
    const failure = await post('customer', {}).catch((e: unknown) => e)
    expect(failure).toBeInstanceOf(Problem)
    expect(failure).toMatchObject({ status: 400, code: 'invalid', message: '手机号不对', request: '9f2', fields: [{ field: 'phone', message: '要 11 位' }] })
  })
  it('reads a single field as the field’s own error', async () => {
    answers = [json(400, { code: 'invalid', message: '太多了', field: 'refund' })]
    await expect(post('x')).rejects.toMatchObject({ fields: [{ field: 'refund', message: '太多了' }] })
  })
  it('has a sentence when the answer is no JSON', async () => {
    answers = [new Response('<h1>502</h1>', { status: 502 })]
    await expect(get('x')).rejects.toMatchObject({ status: 502, code: 'fault', message: '服务器出错了，已经记录下来' })
  })
  it('repeats a lost connection once with the same key, then says so', async () => {
    answers = [new TypeError('lost'), new TypeError('lost')]
    await expect(post('x')).rejects.toMatchObject({ status: 0, code: 'offline' })
    expect(sent).toHaveLength(2)
    expect(sent[1]!.headers['Idempotency-Key']).toBe(sent[0]!.headers['Idempotency-Key'])
  })
  it('logs in over the page and goes on with the same request', async () => {
    answers = [json(401, { code: 'login', message: '请登录' }), json(201, { id: 5 })]
    hooks.login = () => Promise.resolve(true)
    expect(await post('visit', { a: 1 })).toEqual({ id: 5 })
    expect(sent[1]).toEqual(sent[0])
  })
  it('does not ask for a login when the password was wrong', async () => {
    let asked = 0
    hooks.login = () => { asked++; return Promise.resolve(true) }
    answers = [json(401, { code: 'bad_login', message: '账号或密码不对' })]
    await expect(post('login', {}, { quiet: true })).rejects.toMatchObject({ code: 'bad_login' })
    expect(asked).toBe(0)
  })
  it('makes a key without a secure context', () => {
    const own = Object.getOwnPropertyDescriptor(crypto, 'randomUUID')
    Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true })
    expect(newKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    if (own) Object.defineProperty(crypto, 'randomUUID', own)
    else delete (crypto as { randomUUID?: unknown }).randomUUID
  })
})
