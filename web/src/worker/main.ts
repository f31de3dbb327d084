import { createApp } from 'vue'
import '@/shared/styles/tokens.css'
import './worker.css'
import App from './App.vue'
import { start } from './state'

if ('serviceWorker' in navigator && import.meta.env.PROD) void navigator.serviceWorker.register('/w/sw.js', { scope: '/w/' }).catch(() => null)
void navigator.storage?.persist?.().catch(() => false)
void start().finally(() => createApp(App).mount('#app'))
