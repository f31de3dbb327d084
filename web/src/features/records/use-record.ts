/** One record's life on a page: loaded, changed, stepped, and what to do when somebody else was faster. */
import { computed, ref, shallowRef } from 'vue'
import { get, newKey, patch, post, Problem } from '@/shared/lib/http'
import { onStream } from '@/shared/lib/stream'
import { toast } from '@/shared/lib/toast'
import type { Change, MayStep, Preview, RecordAnswer, RecordType, StepMeta, Value } from '@/shared/lib/types'
import { t } from '@/shared/words'

export interface Stale { by: string; changes: Change[]; mine: Record<string, Value>; version: number; answer: (which: 'mine' | 'theirs') => void }
export interface OfferedStep { meta: StepMeta; may: MayStep }

/** `changed` is told of the first version, of every other one, and of each step of her own; not of the same version read again. */
export function useRecord(type: RecordType, id: number, changed?: (record: RecordAnswer) => void) {
  const record = shallowRef<RecordAnswer | null>(null)
  const error = shallowRef<unknown>(null)
  const stale = shallowRef<Stale | null>(null)
  const running = ref('')
  const touched = ref(0)                    // counts changes: the timeline and the related lists look again

  async function load() {
    error.value = null
    try {
      take(await get<RecordAnswer>(`${type.name}/${id}`))
    } catch (failure) {
      error.value = failure
    }
  }
  function take(answer: RecordAnswer, own = false) {
    const another = own || record.value?.version !== answer.version
    record.value = answer
    touched.value++
    if (another) changed?.(answer)
  }
  void load()
  onStream('change', (event) => { if (event.type === type.name && event.id === id && event.version !== record.value?.version) void load() })
  onStream('poll', () => void load())

  /** Save changed members. `from`: the version the person saw when she began; the page may have moved on under her form meanwhile, and what
   *  somebody else saved since is not to be overwritten unseen. On `stale` both values are shown; "mine" saves again upon the newer version.
   *  Resolves to false when theirs was kept. */
  async function save(members: Record<string, Value>, from: number): Promise<boolean> {
    let version = from
    for (;;) {
      try {
        take(await patch<RecordAnswer>(`${type.name}/${id}`, { version, ...members }), true)
        return true
      } catch (failure) {
        if (!(failure instanceof Problem) || failure.code !== 'stale') throw failure
        const detail = failure.detail as { version?: number; changed_by?: string | number | { name: string }; changes?: Change[] }
        const overlapping = (detail.changes ?? []).filter((c) => c.field in members)
        version = detail.version ?? (await get<RecordAnswer>(`${type.name}/${id}`)).version
        /* Somebody changed other members only: nothing of hers is lost by saving mine. */
        if (detail.changes?.length && !overlapping.length) continue
        const which = await new Promise<'mine' | 'theirs'>((answer) => { stale.value = { by: nameOf(detail.changed_by), changes: detail.changes ?? [], mine: members, version, answer } })
        stale.value = null
        if (which === 'theirs') { await load(); return false }
      }
    }
  }
  const nameOf = (by: unknown) => (typeof by === 'object' && by ? (by as { name: string }).name : typeof by === 'number' ? (record.value?.names?.changed_by?.[by] ?? t('record.someone')) : String(by ?? t('record.someone')))

  /** `from`: the version the person decided upon. What somebody changed since is not decided about unseen: refused as `stale`, and the page shows
   *  the record as it is now. */
  async function run(step: StepMeta, inputs: Record<string, Value>, key = newKey(), from = record.value?.version) {
    running.value = step.name
    try {
      take(await post<RecordAnswer>(`${type.name}/${id}/${step.name}`, { ...inputs, version: from }, { key }), true)
      toast.ok(t('record.stepDone', { step: step.label, title: record.value!.title }))
    } catch (failure) {
      if (failure instanceof Problem && failure.code === 'stale') await load()
      throw failure
    } finally {
      running.value = ''
    }
  }

  /** What the step would do; nothing is done. */
  const preview = (step: StepMeta, inputs: Record<string, Value>) => post<Preview>(`${type.name}/${id}/${step.name}/preview`, inputs)

  const state = computed(() => type.states?.find((s) => s.value === record.value?.state))
  const steps = computed<OfferedStep[]>(() => (record.value?.may?.steps ?? []).flatMap((may) => {
    const meta = type.steps.find((s) => s.name === may.name)
    return meta && !meta.hidden ? [{ meta, may }] : []
  }))
  return { type, id, record, error, stale, running, touched, state, steps, load, take, save, run, preview }
}
export type RecordPage = ReturnType<typeof useRecord>
