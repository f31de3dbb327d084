/** One proposed plan: followed while it is searched for, read as a difference, published or rejected. */
import { ref, shallowRef } from 'vue'
import { get, post } from '@/shared/lib/http'
import { onStream } from '@/shared/lib/stream'
import type { Job } from '@/shared/lib/types'
import type { Answer, Move, Proposal } from './model'

const POLL = 800

export function usePlan(id: () => number) {
  const proposal = shallowRef<Proposal | null>(null), answer = shallowRef<Answer | null>(null), job = shallowRef<Job | null>(null)
  const error = shallowRef<unknown>(null)
  const without = ref(new Set<number>()), busy = ref('')
  let timer = 0

  /* The stream tells how far it is; should it be lost, the job is asked. */
  async function load() {
    clearTimeout(timer)
    const of = id()
    if (!of) return                     // an answer that comes after she has left asks nothing more
    try {
      const got = await get<Proposal>(`plan_proposal/${of}`)
      if (got.state === 'running') {
        job.value = await get<Job>(`job/${got.job}`)
        timer = window.setTimeout(() => void load(), POLL)
      } else answer.value = await get<Answer>(`plan_proposal/${of}/difference`)
      proposal.value = got
      error.value = null
    } catch (failure) {
      error.value = failure
    }
  }
  onStream('job', (one) => { if (job.value?.id === one.id) job.value = { ...job.value, ...one } })
  onStream('change', (event) => { if (event.type === 'plan_proposal' && event.id === id()) void load() })

  async function step(name: string, body: object = {}) {
    busy.value = name
    try {
      await post(`plan_proposal/${id()}/${name}`, { ...body, version: proposal.value?.version })
      await load()
    } finally {
      busy.value = ''
    }
  }
  const stop = () => step('stop'), reject = () => step('reject')
  const choose = (alternative: number) => { without.value = new Set(); return step('choose', { alternative }) }
  /* Of one day, or (0) of all that is not published yet. */
  const publish = (day = 0) => step(day ? 'publish_day' : 'publish', { without: [...without.value].join(','), ...(day ? { day } : {}) })
  function toggle(visit: number) {
    const next = new Set(without.value)
    if (!next.delete(visit)) next.add(visit)
    without.value = next
  }
  const done = (day?: number) => day !== undefined && (answer.value?.published ?? []).includes(day)
  const chosenOf = (moves: Move[]) => moves.filter((m) => !without.value.has(m.visit) && !done(m.day)).length
  const leave = () => clearTimeout(timer)
  return { proposal, answer, job, error, without, busy, done, chosenOf, load, stop, choose, publish, reject, toggle, leave }
}
