/** The app's hands on the http client: who logs in again, in which language, and what happens to failures nobody caught. */
import type { App } from 'vue'
import { report } from '@/shared/lib/http'
import { connectHooks } from './session'

export function installHttp(app: App) {
  connectHooks()
  app.config.errorHandler = (error) => report(error)
  addEventListener('unhandledrejection', (event) => {
    event.preventDefault()
    report(event.reason)
  })
}
