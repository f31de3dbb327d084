import { createApp } from 'vue'
import { keepPreferences, showPreferences } from '@/shared/lib/preferences'
import { listenToKeys } from '@/shared/lib/commands'
import { me } from '@/shared/lib/state'
import { i18n } from '@/shared/words'
import '@/shared/styles/tokens.css'
import '@/shared/styles/base.css'
import App from './App.vue'
import { installHttp } from './http'
import { router } from './router'
import { keepPressed } from './keep-pressed'
import { connectHooks, guard, start } from './session'

connectHooks()
showPreferences()
keepPreferences(() => me.value !== null)
guard(router)
listenToKeys()
keepPressed()
/* Who is here is known before the first page: the router's guard needs it. */
void Promise.all([import('./kit'), start()]).then(([kit]) => [null, kit] as const, (error: unknown) => [error, null] as const).then(([failed, kit]) => {
  const app = createApp(App, { failed })
  app.use(i18n)
  installHttp(app)
  kit?.installKit(app)
  if (!failed) app.use(router)
  app.mount('#app')
})
