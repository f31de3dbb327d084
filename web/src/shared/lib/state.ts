/** Who is here, what the server has declared, and what this person prefers. Filled by app/session.ts. */
import { computed, reactive, shallowRef } from 'vue'
import type { Branch, Field, Hello, Me, Meta, RecordType } from './types'

export const hello = shallowRef<Hello | null>(null)
export const me = shallowRef<Me | null>(null)
export const meta = shallowRef<Meta | null>(null)

const byName = computed(() => new Map((meta.value?.types ?? []).map((type) => [type.name, type])))
export const typeOf = (name: string): RecordType | undefined => byName.value.get(name)
export const fieldOf = (type: RecordType, name: string): Field | undefined => type.fields.find((f) => f.name === name)
export const stateOf = (type: RecordType, value: unknown) => type.states?.find((s) => s.value === value)
export const can = (capability: string) => me.value?.can.includes(capability) ?? false

/** The branch whose work is shown; 0: all of mine. */
export const place = reactive({ branch: 0 })
export const branchOf = (id: number): Branch | undefined => me.value?.branches.find((b) => b.id === id)

/** live: stream open · polling: stream lost, asking instead · offline: server not reachable */
export const connection = reactive({ state: 'polling' as 'live' | 'polling' | 'offline', since: Date.now() })
