/** What Element Plus's components ask of the page around them: their own words, in the language of the moment. It is fetched while the server is asked
 *  who is here, with what the components share, and so weighs nothing in what has to be there first. */
import en from 'element-plus/es/locale/lang/en'
import zh from 'element-plus/es/locale/lang/zh-cn'
import { localeContextKey } from 'element-plus/es/hooks/use-locale/index'
import { computed, type App } from 'vue'
import { language } from '@/shared/words'

/** Escape in a closed select is for the dialog around it: the kit's select stops the key whether it has a list to close or not. */
function passEscape(event: KeyboardEvent) {
  const at = event.target as HTMLElement
  if (event.key !== 'Escape' || at.getAttribute('aria-expanded') !== 'false' || !at.closest('.el-select')) return
  const dialog = at.closest('.el-dialog, .el-drawer')
  if (!dialog) return
  event.stopPropagation()
  dialog.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true }))
}
export function installKit(app: App) {
  addEventListener('keydown', passEscape, true)
  app.provide(localeContextKey, computed(() => (language.value === 'zh' ? zh : en)))
}
