/** An import from file to undo. Each stage keeps what it needs, so going back loses nothing; the server keeps the rest, so that an import
 *  is found again after a reload and can be taken back for a day. */
import { computed, reactive, ref, shallowRef } from 'vue'
import { get, post, Problem, upload } from '@/shared/lib/http'
import { onStream } from '@/shared/lib/stream'
import type { Job } from '@/shared/lib/types'

export interface SheetColumn { index: number; header: string; sample: unknown[]; field: string | null; sure?: number | boolean }
export interface Sheet { name: string; rows: number; header_row: number; columns: SheetColumn[] }
export interface ImportField { name: string; label: string; part?: string; required?: boolean }
export interface Batch { id: number; type?: string; file_name?: string; sheets: Sheet[]; fields: ImportField[] }
export interface CellError { row: number; column: string | number; field?: string; value: unknown; message: string; warning?: boolean }
export interface Counts { create: number; update: number; same: number; wrong: number; rows: number; warned?: number }
export type BatchWord = 'open' | 'checking' | 'checked' | 'running' | 'done' | 'failed' | 'undoing' | 'undone'
export interface BatchState { state: BatchWord; type: string; mode: Mode; existing: Existing; sheet: number; header_row: number; columns: Record<string, string>; job: number; counts?: Counts; made?: Counts; undo_until?: number; errors: CellError[] }
export interface Shape { name: string; label: string }
export interface PastBatch { id: number; type: string; file_name: string; state: BatchWord; created_at: number; rows: number }
export type Stage = 'file' | 'columns' | 'check' | 'done'
export type Mode = 'all' | 'rows'
export type Existing = 'fill' | 'overwrite' | 'skip'

const POLL = 800
const over = (job: Job) => ['done', 'failed', 'cancelled'].includes(job.state)

export function useImport() {
  const stage = ref<Stage>('file')
  const type = ref('')
  const shapes = shallowRef<Shape[]>([]), past = shallowRef<PastBatch[]>([])
  const batch = shallowRef<Batch | null>(null)
  const choice = reactive({ sheet: 0, header: 0, columns: {} as Record<string, string>, mode: 'all' as Mode, existing: 'fill' as Existing })
  const job = shallowRef<Job | null>(null)
  const state = shallowRef<BatchState | null>(null)
  /** Why the run saved nothing: the server's sentence. */
  const failure = ref('')
  const fileName = ref('')
  const sheet = computed(() => batch.value?.sheets[choice.sheet])
  const missing = computed(() => (batch.value?.fields ?? []).filter((f) => f.required && !Object.values(choice.columns).includes(f.name)))

  async function list() {
    const answer = await get<{ shapes: Shape[]; batches?: PastBatch[] }>('import')
    shapes.value = answer.shapes
    past.value = (answer.batches ?? []).filter((b) => b.state !== 'open' && b.state !== 'checking')
  }
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
  /** Other headings: what the columns are called and hold changes with them. */
  async function lookBelow(row: number) {
    batch.value = await get<Batch>(`import/batch/${batch.value!.id}/columns`, { sheet: choice.sheet, header_row: row })
    guess()
  }
  /** True progress: the stream tells it; when the stream is lost, the job is asked. */
  function follow(first: Job): Promise<Job> {
    job.value = first
    return new Promise((done, fail) => {
      /* The stream and the timer may both say that it is over: the later word comes when the next job is already followed. */
      const mine = (one: Job) => { if (one.id === first.id) see(one) }
      const end = (one: Job) => { clearInterval(timer); if (waiting === mine) waiting = null; done(one) }
      const see = (one: Job) => { job.value = { ...job.value, ...one }; if (over(one)) void get<Job>(`job/${one.id}`).then(end, fail) }
      waiting = mine
      const timer = setInterval(() => void get<Job>(`job/${first.id}`).then((one) => { job.value = one; if (over(one)) end(one) }, () => {}), POLL)
      see(first)
    })
  }
  let waiting: ((job: Job) => void) | null = null
  onStream('job', (one) => waiting?.(one))

  async function finished(id: number): Promise<Job> {
    try {
      return await follow(await get<Job>(`job/${id}`))
    } finally {
      job.value = null
    }
  }
  const begin = async (what: string, body: unknown = {}) => finished((await post<{ job: number }>(`import/batch/${batch.value!.id}/${what}`, body)).job)
  const look = async () => { state.value = await get<BatchState>(`import/batch/${batch.value!.id}`) }

  function checked(done: Job) {
    if (done.state === 'failed') throw new Problem(409, { message: done.message ?? '' })
    if (done.state === 'done') stage.value = 'check'        // stopped: back to the columns, where it began
  }
  async function dryRun() {
    const done = await begin('check', { sheet: choice.sheet, header_row: choice.header, columns: choice.columns, options: { existing: choice.existing } })
    await look()
    checked(done)
  }
  async function ran(done: Job) {
    failure.value = done.state === 'failed' ? (done.message ?? '') : ''
    await look()
    stage.value = 'done'
  }
  const run = async () => ran(await begin('run', { mode: choice.mode }))
  const cancel = () => (job.value ? post(`job/${job.value.id}/cancel`) : Promise.resolve())
  async function undo() {
    const done = await begin('undo')
    await look()
    if (done.state !== 'done') throw new Problem(409, { message: done.message ?? '' })
  }
  /** An import from before: by a reload, or to look at it or take it back. */
  async function resume(id: number) {
    batch.value = await get<Batch>(`import/batch/${id}/columns`)
    await look()
    const then = state.value!
    type.value = then.type
    fileName.value = batch.value.file_name ?? ''
    if (then.columns && Object.keys(then.columns).length && then.header_row !== batch.value.sheets[then.sheet]?.header_row) batch.value = await get<Batch>(`import/batch/${id}/columns`, { sheet: then.sheet, header_row: then.header_row })
    choice.sheet = then.sheet
    guess()
    if (Object.keys(then.columns ?? {}).length) Object.assign(choice, { header: then.header_row, columns: then.columns, existing: then.existing, mode: then.mode })
    failure.value = ''
    stage.value = then.state === 'checking' ? 'columns' : then.state === 'running' ? 'check' : stage.value
    if (then.state === 'checking') { const done = await finished(then.job); await look(); checked(done) }
    else if (then.state === 'running') await ran(await finished(then.job))
    else if (then.state === 'undoing') { await finished(then.job); await look(); stage.value = 'done' }
    else stage.value = then.state === 'open' ? 'columns' : then.state === 'checked' ? 'check' : 'done'
  }
  async function again() {
    stage.value = 'file'
    batch.value = state.value = job.value = null
    failure.value = ''
    await list()
  }
  return { stage, type, shapes, past, batch, choice, sheet, missing, job, state, failure, fileName, list, guess, open, lookBelow, dryRun, run, cancel, undo, resume, again }
}
export type Import = ReturnType<typeof useImport>
