/** The app's hands on the http client: what happens to failures nobody caught (session.ts gives it login and language). */
import type { App } from 'vue'
import { report } from '@/shared/lib/http'

export function installHttp(app: App) {
  app.config.errorHandler = (error) => report(error)
  addEventListener('unhandledrejection', (event) => {
    event.preventDefault()
    report(event.reason)
  })
}
