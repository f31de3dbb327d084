/** The one way to the server, and the only place with an error policy.
 *
 * - A refusal becomes a `Problem`; the server's sentence is what people read, the request number is what they can copy.
 * - Each POST carries an Idempotency-Key. A retry (busy server, lost connection, login in between) sends the same key, so
 *   nothing happens twice. A form passes its own key and keeps it until the server has answered.
 * - 401 `login` opens the login over the page (hook) and repeats the call afterwards: what was typed survives. */
import { t } from '@/shared/words'
import { newKey } from './key'
import { toast } from './toast'

export { newKey }

export interface FieldError { field: string; message: string }
export interface ProblemBody { code: string; message: string; field?: string; fields?: FieldError[]; request?: string; detail?: Record<string, unknown> }

export class Problem extends Error {
  readonly code: string
  readonly fields: FieldError[]
  readonly request: string
  readonly detail: Record<string, unknown>
  constructor(readonly status: number, body: Partial<ProblemBody>, readonly retryAfter = 0) {
    super(body.message || sentenceFor(status))
    this.code = body.code ?? (status === 0 ? 'offline' : 'fault')
    this.fields = body.fields?.length ? body.fields : body.field ? [{ field: body.field, message: this.message }] : []
    this.request = body.request ?? ''
    this.detail = body.detail ?? {}
  }
}

function sentenceFor(status: number): string {
  if (status === 0) return t('error.offline')
  if (status === 403) return t('error.forbidden')
  if (status === 404) return t('error.notFound')
  if (status === 413) return t('error.tooLarge')
  if (status === 429) return t('error.throttled')
  if (status === 503) return t('error.busy')
  return t('error.fault')
}

export interface CallOptions { query?: Record<string, string | number | undefined>; body?: unknown; raw?: Blob; key?: string; signal?: AbortSignal; quiet?: boolean; keepalive?: boolean }

interface Hooks { login: () => Promise<boolean>; language: () => string; wait: (ms: number) => Promise<void>; reachable: (yes: boolean) => void }
export const hooks: Hooks = {
  login: () => Promise.resolve(false),
  language: () => 'zh',
  wait: (ms) => new Promise((done) => setTimeout(done, ms)),
  reachable: () => {},
}

export function url(path: string, query: CallOptions['query'] = {}): string {
  const words = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== '') words.set(name, String(value))
  const text = words.toString()
  return `/api/${path}${text ? `?${text}` : ''}`
}

const TRIES = 3

export async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  const key = method === 'POST' ? (options.key ?? newKey()) : undefined
  const repeatable = method === 'GET' || method === 'PUT' || key !== undefined
  for (let attempt = 1; ; attempt++) {
    try {
      return await once<T>(method, path, options, key)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (error.status === 401 && error.code === 'login' && !options.quiet && (await hooks.login())) continue
      const passing = error.status === 503 || (error.status === 0 && attempt < 2)
      if (!repeatable || !passing || attempt >= TRIES) throw error
      await hooks.wait(error.retryAfter * 1000 || 400 * attempt)
    }
  }
}

async function once<T>(method: string, path: string, options: CallOptions, key: string | undefined): Promise<T> {
  const headers: Record<string, string> = { 'Accept-Language': hooks.language() }
  if (key) headers['Idempotency-Key'] = key
  let body: BodyInit | undefined
  if (options.raw) {
    body = options.raw
  } else if (options.body !== undefined || method === 'POST') {
    headers['Content-Type'] = 'application/json'
    body = JSON.stringify(options.body ?? {})
  }
  let response: Response
  try {
    response = await fetch(url(path, options.query), { method, headers, body, signal: options.signal, keepalive: options.keepalive, credentials: 'same-origin' })
  } catch (error) {
    if (options.signal?.aborted) throw error
    hooks.reachable(false)
    throw new Problem(0, {})
  }
  hooks.reachable(true)
  const answer = await readBody(response)
  if (!response.ok) throw new Problem(response.status, (answer ?? {}) as Partial<ProblemBody>, Number(response.headers.get('Retry-After') ?? 0))
  return answer as T
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text()
  if (!text) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export const get = <T>(path: string, query?: CallOptions['query'], options: CallOptions = {}) => call<T>('GET', path, { ...options, query })
export const post = <T>(path: string, body?: unknown, options: CallOptions = {}) => call<T>('POST', path, { ...options, body })
export const patch = <T>(path: string, body: unknown) => call<T>('PATCH', path, { body })
export const put = <T>(path: string, body: unknown) => call<T>('PUT', path, { body })
export const remove = <T>(path: string) => call<T>('DELETE', path)
export const upload = (name: string, file: Blob) => call<{ file: string; type: string; size: number }>('PUT', 'file', { query: { name }, raw: file })

/** Tell the person about a failure nobody else shows. Aborted calls are nobody's business. */
export function report(error: unknown): void {
  if (error instanceof DOMException && error.name === 'AbortError') return
  if (error instanceof Problem) toast.bad(error.message, error.request)
  else {
    console.error(error)
    toast.bad(t('error.page'))
  }
}
