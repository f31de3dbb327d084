/** A file that the server makes for a POST: fetched and given to the browser as a download. It is never kept here. */
import { hooks, Problem, type ProblemBody } from './http'

export function nameFrom(disposition: string | null, otherwise: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  try { return encoded ? decodeURIComponent(encoded) : otherwise } catch { return otherwise }
}

export async function fileFromPost(path: string, body: unknown): Promise<void> {
  let answer: Response
  try {
    answer = await fetch(`/api/${path}`, { method: 'POST', credentials: 'same-origin', headers: { 'Content-Type': 'application/json', 'Accept-Language': hooks.language() }, body: JSON.stringify(body) })
  } catch {
    throw new Problem(0, {})
  }
  if (!answer.ok) throw new Problem(answer.status, await answer.json().catch(() => ({})) as Partial<ProblemBody>)
  const address = URL.createObjectURL(await answer.blob()), link = document.createElement('a')
  link.href = address
  link.download = nameFrom(answer.headers.get('Content-Disposition'), 'file')
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
