/** Her care log of this home: what waits on the phone above what the server has. Apart from state.ts, which the first page needs. */
import { computed } from 'vue'
import { queue } from '../state'
import { logsOf } from './model'
import { home } from './state'

export const logs = computed(() => (home.value ? logsOf(home.value, queue.value) : []))
