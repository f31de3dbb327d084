/** Her own data: the privacy notice in force and whether she has agreed to it, and what she asked for. */
import { shallowRef, watch } from 'vue'
import { ask, messageOf } from '../net'
import { app, fetchKept, pack } from '../state'

export interface Wish { kind: 'erase' | 'correct'; words: string; state: string; state_label: string; due: number; answer: string }
export interface Own { notice: string; notice_agreed: boolean; requests: Wish[]; in_the_way: string[] }
export const own = shallowRef<Own | null>(null)
async function load() { if (app.who) own.value = (await fetchKept<Own>('own', 'my/own')).value }
watch(pack, () => void load(), { immediate: true })
/** '' when it is done, else why not; `none`: there is no network. */
async function tell(method: string, path: string, body: unknown, none: string): Promise<string> {
  const answer = await ask(method, path, body)
  if (answer.status === 200 || answer.status === 201) { own.value = answer.body as Own; return '' }
  return answer.status === 0 ? none : messageOf(answer)
}
export const agree = (none: string) => tell('POST', 'my/own/notice', { version: own.value!.notice }, none)
export const wish = (kind: Wish['kind'], words: string, none: string) => tell('POST', 'my/own/request', { kind, words }, none)
export const takeBack = (none: string) => tell('DELETE', 'my/own/request', {}, none)
