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
import { guard, watchLanguage } from './session'

showPreferences()
keepPreferences(() => me.value !== null)
guard(router)
watchLanguage()
listenToKeys()
const app = createApp(App).use(i18n)
installHttp(app)
/* The router is started by App once it is known who is here. */
app.provide('router-later', () => app.use(router)).mount('#app')
