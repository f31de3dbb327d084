/** What Element Plus's components ask of the page around them: their own words, in the language of the moment. It is fetched while the server is asked
 *  who is here, with what the components share, and so weighs nothing in what has to be there first. */
import en from 'element-plus/es/locale/lang/en'
import zh from 'element-plus/es/locale/lang/zh-cn'
import { localeContextKey } from 'element-plus/es/hooks/use-locale/index'
import { computed, type App } from 'vue'
import { language } from '@/shared/words'

export function installKit(app: App) {
  app.provide(localeContextKey, computed(() => (language.value === 'zh' ? zh : en)))
}
