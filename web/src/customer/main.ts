import { createApp } from 'vue'
import '@/shared/styles/tokens.css'
import '@/worker/worker.css'
import './customer.css'
import App from './App.vue'
import { start } from './state'

void start().finally(() => createApp(App).mount('#app'))
