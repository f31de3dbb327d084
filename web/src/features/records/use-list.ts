/** A list's life: its state is the URL, its rows come page by page, the stream keeps them true. */
import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { get, Problem } from '@/shared/lib/http'
import { apiQuery, readState, writeState, type Filter, type ListState } from '@/shared/lib/list-query'
import { me, place } from '@/shared/lib/state'
import { onStream } from '@/shared/lib/stream'
import { today } from '@/shared/lib/time'
import type { Names, Page, RecordAnswer, RecordType, Row } from '@/shared/lib/types'

const OWN = ['peek']            // members of the URL that are the page's, not the list's

export function useList(type: RecordType) {
  const route = useRoute(), router = useRouter()
  const query = computed(() => Object.fromEntries(Object.entries(route.query).map(([k, v]) => [k, Array.isArray(v) ? (v[0] ?? undefined) : (v ?? undefined)])) as Record<string, string | undefined>)
  const state = computed<ListState>(() => readState(query.value, type))
  const queryText = computed(() => new URLSearchParams(writeState(state.value)).toString())

  const rows = shallowRef<Row[]>([]), names = shallowRef<Names>({})
  const next = ref<string | null>(null), count = ref<number | null>(null), more = ref(false)
  const loading = ref(false), loadingMore = ref(false), fresh = ref(0), loaded = ref(false)
  const error = shallowRef<unknown>(null), elsewhere = ref(''), havers = shallowRef<number[]>([])
  const flashing = ref(new Set<number>())
  let asking: AbortController | null = null

  const asked = computed(() => ({ ...apiQuery(state.value, type, today()), ...(place.branch && type.scope === 'branch' && !state.value.filters.branch ? { branch: String(place.branch) } : {}) }))

  async function load() {
    asking?.abort()
    const mine = (asking = new AbortController())
    loading.value = true
    error.value = null
    try {
      const page = await get<Page>(type.name, { ...asked.value, count: 1 }, { signal: mine.signal })
      rows.value = page.rows
      names.value = page.names ?? {}
      next.value = page.next
      count.value = page.count ?? page.rows.length
      more.value = page.more ?? false
      fresh.value = 0
      loaded.value = true
      void lookElsewhere(page.rows.length, mine.signal)
    } catch (failure) {
      if (mine.signal.aborted) return
      error.value = failure
    }
    loading.value = false
  }
  /* Nothing in the branch that is looked at: do the others of hers have some? Headquarters' own branch has no visits. */
  async function lookElsewhere(here: number, signal: AbortSignal) {
    elsewhere.value = ''
    const { branch, ...all } = asked.value as Record<string, string>
    if (here || !branch || state.value.filters.branch || branch !== String(place.branch) || (me.value?.branches.length ?? 0) < 2) return
    try {
      const page = await get<Page>(type.name, { ...all, count: 1, limit: 100 }, { signal, quiet: true })
      havers.value = [...new Set(page.rows.map((r) => Number(r.branch)))]            // of those on the first page
      elsewhere.value = page.rows.length ? `${page.count ?? 1}${page.more ? '+' : ''}` : ''
    } catch (failure) { if (!(failure instanceof Problem) && !signal.aborted) throw failure }
  }
  async function loadMore() {
    if (!next.value || loadingMore.value) return
    loadingMore.value = true
    try {
      const page = await get<Page>(type.name, { ...asked.value, after: next.value })
      const have = new Set(rows.value.map((r) => r.id))
      rows.value = [...rows.value, ...page.rows.filter((r) => !have.has(r.id))]
      names.value = mergeNames(names.value, page.names)
      next.value = page.next
    } finally {
      loadingMore.value = false
    }
  }
  async function refreshRow(id: number) {
    try {
      const record = await get<RecordAnswer>(`${type.name}/${id}`)
      names.value = mergeNames(names.value, record.names)
      rows.value = rows.value.map((row) => (row.id === id ? record : row))
      flash(id)
    } catch (failure) {
      if (failure instanceof Problem && failure.status === 404) rows.value = rows.value.filter((row) => row.id !== id)
      else throw failure
    }
  }
  function flash(id: number) {
    flashing.value = new Set(flashing.value).add(id)
    setTimeout(() => { const rest = new Set(flashing.value); rest.delete(id); flashing.value = rest }, 900)
  }

  watch(() => JSON.stringify(asked.value), () => void load(), { immediate: true })
  onStream('change', (change) => {
    if (change.type !== type.name) return
    const row = rows.value.find((r) => r.id === change.id)
    if (row && row.version !== change.version) void refreshRow(change.id)
    else if (!row && (!place.branch || !change.branch || change.branch === place.branch)) fresh.value++
  })
  onStream('poll', () => void load())

  const replace = (query: Record<string, string>) => router.replace({ query })
  const own = () => Object.fromEntries(OWN.flatMap((k) => (query.value[k] ? [[k, query.value[k]!]] : [])))
  const change = (to: Partial<ListState>) => replace({ ...writeState({ ...state.value, ...to }), ...own() })
  function setFilter(name: string, filter: Filter | null) {
    const filters = { ...state.value.filters }
    if (filter) filters[name] = filter
    else delete filters[name]
    return change({ filters })
  }
  /** What has to stand in the list's own order: asc → desc → as the server likes. */
  function sortBy(field: string) {
    const now = state.value.sort
    return change({ sort: now === field ? `-${field}` : now === `-${field}` ? '' : field })
  }
  const peek = computed(() => Number(query.value.peek ?? 0) || 0)
  const setPeek = (id: number) => replace({ ...writeState(state.value), ...(id ? { peek: String(id) } : {}) })
  const openQuery = (text: string) => replace(Object.fromEntries(new URLSearchParams(text)))

  return { state, asked, queryText, rows, names, next, count, more, loading, loadingMore, loaded, elsewhere, havers, fresh, error, flashing, peek, load, loadMore, change, setFilter, sortBy, setPeek, openQuery, refreshRow }
}
export type List = ReturnType<typeof useList>

function mergeNames(a: Names, b: Names | undefined): Names {
  const out = { ...a }
  for (const [field, some] of Object.entries(b ?? {})) out[field] = { ...out[field], ...some }
  return out
}
