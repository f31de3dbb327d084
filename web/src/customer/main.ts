import { createApp } from 'vue'
import '@/shared/styles/tokens.css'
import '@/worker/worker.css'
import './customer.css'
import App from './App.vue'
import { start } from './state'

if ('serviceWorker' in navigator && import.meta.env.PROD) void navigator.serviceWorker.register('/c/sw.js', { scope: '/c/' }).catch(() => null)
void start()
createApp(App).mount('#app')            // while the answer is on its way
