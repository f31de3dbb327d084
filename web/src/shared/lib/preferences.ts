/** What this person likes; kept on the server per user and in the browser until the server has it. */
import { reactive, watch } from 'vue'
import { call } from './http'

export interface Preferences {
  theme: 'light' | 'dark' | 'auto'
  density: 'comfortable' | 'compact'
  rail: boolean
  letters: boolean
  language: 'zh' | 'en' | ''
  boardMap: boolean
  columns: Record<string, string[]>
  /** pages whose guide was read; ['off']: none come by themselves */
  guides: string[]
  recent: { type: string; id: number; title: string }[]
}
const KEY = 'zhangjia.preferences'
const plain: Preferences = { theme: 'light', density: 'comfortable', rail: false, letters: true, language: '', boardMap: true, columns: {}, guides: [], recent: [] }

const choices: Record<string, unknown[]> = { theme: ['light', 'dark', 'auto'], density: ['comfortable', 'compact'], language: ['zh', 'en', ''] }

/** Of what was kept, by whichever program and version, all that these pages can show: a language they do not speak would leave her before an empty page. */
export function usable(from: Record<string, unknown>): Partial<Preferences> {
  const fits = ([key, value]: [string, unknown]) => !(key in plain) || (choices[key]?.includes(value) ?? likePlain(key as keyof Preferences, value))
  return Object.fromEntries(Object.entries(from).filter(fits))
}
function likePlain(key: keyof Preferences, value: unknown): boolean {
  return value !== null && typeof value === typeof plain[key] && Array.isArray(value) === Array.isArray(plain[key])
}

function kept(): Partial<Preferences> {
  try {
    return usable(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, unknown>)
  } catch {
    return {}
  }
}
export const preferences = reactive<Preferences>({ ...plain, ...kept() })

let timer = 0
let known = ''
/** The account's choices win over the browser's, so that they follow her to any desk; what the last person here opened is not shown to her. */
export function takePreferences(from: Record<string, unknown> | undefined) {
  if (from) Object.assign(preferences, { recent: [], columns: {}, guides: [] }, usable(from))
  known = JSON.stringify(preferences)
}
export function keepPreferences(signedIn: () => boolean) {
  watch(preferences, () => {
    const text = JSON.stringify(preferences)
    localStorage.setItem(KEY, text)
    clearTimeout(timer)
    if (text === known || !signedIn()) return
    timer = window.setTimeout(() => {
      known = text
      /* Nobody asked for it: a session that is over is told by what she does next, not by this. */
      call('PUT', 'me/preferences', { body: JSON.parse(text), quiet: true }).catch(() => { known = '' })
    }, 800)
  })
}
export function showPreferences() {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const show = () => {
    const root = document.documentElement
    root.dataset.theme = preferences.theme === 'auto' ? (dark.matches ? 'dark' : 'light') : preferences.theme
    root.classList.toggle('dark', root.dataset.theme === 'dark')
    root.dataset.density = preferences.density
  }
  watch(() => [preferences.theme, preferences.density], show, { immediate: true })
  dark.addEventListener('change', show)
}
export function remember(type: string, id: number, title: string) {
  preferences.recent = [{ type, id, title }, ...preferences.recent.filter((r) => r.type !== type || r.id !== id)].slice(0, 8)
}
