/** The web's own words. Labels of records, fields, states and steps come from the server; these are only the page around them. */
import { computed, ref } from 'vue'
import { createI18n } from 'vue-i18n'
import zh from './zh'

export type Language = 'zh' | 'en'
export const i18n = createI18n({ legacy: false, locale: 'zh', fallbackLocale: 'zh', messages: { zh } as Record<string, typeof zh> })

export const language = computed(() => i18n.global.locale.value as Language)

/** {master} in a Chinese sentence: what this company calls its workers, 师傅 or 阿姨. The server says it (GET /api/me). */
const master = ref('师傅')
export const callWorkers = (word: string) => { master.value = word }
export const t = (key: string, values?: Record<string, unknown>): string => i18n.global.t(key, { master: master.value, count: isOne(values) ? 1 : 2, ...values })

/** "{n} visit | {n} visits": the first form is for 1, as a number or as it is written; `n` decides. */
const isOne = (values?: Record<string, unknown>) => Number(values?.n) === 1
/** A sentence of a feature's own words with its values in. */
export function fill(sentence: string, values: Record<string, unknown> = {}): string {
  const [one = '', many = one] = sentence.split(' | ')
  return (isOne(values) ? one : many).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** The words of a language, so that turning to it afterwards takes no time. */
export async function loadLanguage(to: Language) {
  if (to === 'en' && !i18n.global.availableLocales.includes('en')) i18n.global.setLocaleMessage('en', (await import('./en')).default)
}
export async function setLanguage(to: Language) {
  await loadLanguage(to)
  turnTo(to)
}
export function turnTo(to: Language) {
  i18n.global.locale.value = to
  document.documentElement.lang = to === 'zh' ? 'zh-CN' : 'en'
}
