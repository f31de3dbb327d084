/** The web's own words. Labels of records, fields, states and steps come from the server; these are only the page around them. */
import { computed } from 'vue'
import { createI18n } from 'vue-i18n'
import zh from './zh'

export type Language = 'zh' | 'en'
export const i18n = createI18n({ legacy: false, locale: 'zh', fallbackLocale: 'zh', messages: { zh } as Record<string, typeof zh> })

export const language = computed(() => i18n.global.locale.value as Language)
export const t = i18n.global.t as (key: string, values?: Record<string, unknown>) => string

export async function setLanguage(to: Language) {
  if (to === 'en' && !i18n.global.availableLocales.includes('en')) i18n.global.setLocaleMessage('en', (await import('./en')).default)
  i18n.global.locale.value = to
  document.documentElement.lang = to === 'zh' ? 'zh-CN' : 'en'
}
