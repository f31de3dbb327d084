/** The phone's way to the server. No answer at all is status 0; nobody here throws. */
import { language } from './words'
import type { Answer, Wire } from './sync'

const PATIENCE = 20_000, PHOTO_PATIENCE = 120_000           // 300 KB at 20 kbit/s

export async function ask(method: string, path: string, body?: unknown, key = ''): Promise<Answer> {
  const gone = new AbortController(), timer = setTimeout(() => gone.abort(), body instanceof Blob ? PHOTO_PATIENCE : PATIENCE)
  const headers: Record<string, string> = { 'Accept-Language': language.value }
  if (key) headers['Idempotency-Key'] = key
  if (body !== undefined && !(body instanceof Blob)) headers['Content-Type'] = 'application/json'
  try {
    const response = await fetch(`/api/${path}`, { method, headers, signal: gone.signal, credentials: 'same-origin', body: body === undefined || body instanceof Blob ? body : JSON.stringify(body) })
    const text = await response.text()
    try { return { status: response.status, body: text ? JSON.parse(text) as unknown : null } } catch { return { status: response.status, body: null } }
  } catch {
    return { status: 0, body: null }
  } finally {
    clearTimeout(timer)
  }
}
export const messageOf = (answer: Answer) => (answer.body as { message?: string } | null)?.message ?? ''

export const wire: Wire = {
  acts: (acts) => ask('POST', 'my/acts', { acts: acts.map(({ seq, ...act }) => (void seq, act)) }),
  photo: (sha, blob) => ask('PUT', `my/photo?sha=${sha}`, blob),
}
