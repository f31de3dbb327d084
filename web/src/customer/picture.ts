/** Pictures on their way up: made small, sent, and counted as sent when the server names their hash. */
import { compress, shaOf } from '@/worker/photo'
import { ask } from './state'

/** '' when it did not arrive, with why. The phone counts the hash where it can (not without TLS); the server counts it always. */
export async function sendPicture(blob: Blob): Promise<{ sha: string; why: string }> {
  const own = globalThis.crypto?.subtle ? await shaOf(blob) : ''
  const answer = await ask<{ sha: string }>('PUT', `upload${own ? `?sha=${own}` : ''}`, blob)
  return answer.status === 201 ? { sha: answer.body.sha, why: '' } : { sha: '', why: answer.message }
}
export const sendPhoto = async (file: Blob) => sendPicture(await compress(file))
