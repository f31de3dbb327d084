/** An import from file to undo. Each stage keeps what it needs, so going back loses nothing. */
import { computed, reactive, ref, shallowRef } from 'vue'
import { get, post, Problem, upload } from '@/shared/lib/http'
import { onStream } from '@/shared/lib/stream'
import type { Job } from '@/shared/lib/types'

export interface SheetColumn { index: number; header: string; sample: unknown[]; field: string | null; sure?: number | boolean }
export interface Sheet { name: string; rows: number; header_row: number; columns: SheetColumn[] }
export interface ImportField { name: string; label: string; required?: boolean }
export interface Batch { id: number; sheets: Sheet[]; fields: ImportField[] }
export interface CellError { row: number; column: string | number; field?: string; value: unknown; message: string }
export interface BatchState { state?: string; counts?: Counts; errors: CellError[]; undo?: { ok: boolean; message?: string } }
export interface Counts { create: number; update: number; same: number; wrong: number; rows: number }
export type Stage = 'file' | 'columns' | 'check' | 'done'

const POLL = 800

export function useImport() {
  const stage = ref<Stage>('file')
  const type = ref('')
  const batch = shallowRef<Batch | null>(null)
  const choice = reactive({ sheet: 0, header: 0, columns: {} as Record<string, string>, mode: 'all' as 'all' | 'rows' })
  const job = shallowRef<Job | null>(null)
  const counts = shallowRef<Counts | null>(null)
  const state = shallowRef<BatchState | null>(null)
  const fileName = ref(''), undone = ref(false)
  const sheet = computed(() => batch.value?.sheets[choice.sheet])
  const missing = computed(() => (batch.value?.fields ?? []).filter((f) => f.required && !Object.values(choice.columns).includes(f.name)))

  function guess() {
    const s = sheet.value
    if (!s) return
    choice.header = s.header_row
    choice.columns = Object.fromEntries(s.columns.filter((c) => c.field).map((c) => [String(c.index), c.field!]))
  }
  async function open(file: File) {
    fileName.value = file.name
    const { file: hash } = await upload(file.name, file)
    batch.value = await post<Batch>(`import/${type.value}`, {}, { query: { file: hash } })
    choice.sheet = 0
    guess()
    stage.value = 'columns'
  }
  /** True progress: the stream tells it; when the stream is lost, the job is asked. */
  function follow(first: Job): Promise<Job> {
    job.value = first
    return new Promise((done, fail) => {
      const end = (one: Job) => { if (waiting) { clearInterval(timer); waiting = null; done(one) } }
      const see = (one: Job) => { job.value = { ...job.value, ...one }; if (['done', 'failed', 'cancelled'].includes(one.state)) void get<Job>(`job/${one.id}`).then(end, fail) }
      waiting = (one) => { if (one.id === first.id) see(one) }
      const timer = setInterval(() => void get<Job>(`job/${first.id}`).then((one) => { job.value = one; if (['done', 'failed', 'cancelled'].includes(one.state)) end(one) }, () => {}), POLL)
      see(first)
    })
  }
  let waiting: ((job: Job) => void) | null = null
  onStream('job', (one) => waiting?.(one))

  const begin = async (what: string, body: unknown = {}) => { const { job: id } = await post<{ job: number }>(`import/batch/${batch.value!.id}/${what}`, body); return follow(await get<Job>(`job/${id}`)) }

  async function dryRun() {
    const done = await begin('check', { sheet: choice.sheet, header_row: choice.header, columns: choice.columns, options: { existing: 'fill' } })
    job.value = null
    if (done.state !== 'done') throw new Problem(500, { message: done.message ?? '' })
    state.value = await get<BatchState>(`import/batch/${batch.value!.id}`)
    counts.value = (done.result as unknown as Counts | null) ?? state.value.counts ?? null
    stage.value = 'check'
  }
  async function run() {
    const done = await begin('run', { mode: choice.mode })
    job.value = done
    if (done.state === 'failed') { job.value = null; throw new Problem(500, { message: done.message ?? '' }) }
    state.value = await get<BatchState>(`import/batch/${batch.value!.id}`)
    counts.value = (done.result as unknown as Counts | null) ?? state.value.counts ?? null
    stage.value = 'done'
  }
  const cancel = () => (job.value ? post(`job/${job.value.id}/cancel`) : Promise.resolve())
  async function undo() {
    const done = await begin('undo')
    if (done.state !== 'done') throw new Problem(500, { message: done.message ?? '' })
  }
  function again() { stage.value = 'file'; undone.value = false; batch.value = null; job.value = null; counts.value = null; state.value = null }
  return { stage, type, batch, choice, sheet, missing, job, counts, state, fileName, undone, guess, open, dryRun, run, cancel, undo, again }
}
export type Import = ReturnType<typeof useImport>
