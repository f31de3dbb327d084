/** The wire's shapes, as docs/api.md tells them. */
export type Id = number
export type Kind = 'text' | 'number' | 'money' | 'instant' | 'day' | 'minutes' | 'flag' | 'choice' | 'set' | 'ref' | 'place' | 'file' | 'sealed' | 'rows' | 'json'
export type Tone = 'warn' | 'info' | 'ok' | 'danger' | 'mute' | ''
export interface Choice { value: string; label: string; tone?: Tone | null; final?: boolean }

export interface Field {
  name: string; label: string; kind: Kind
  to?: string | null; required?: boolean; list?: boolean; filter?: boolean; sort?: boolean
  set_by?: 'anyone' | 'create' | 'steps' | 'engine'
  help?: string | null; group?: string | null; unit?: string | null; format?: string | null
  zero_unsaid?: boolean; min?: number; max?: number; choices?: Choice[] | null; multiline?: boolean
  masked?: boolean; optional?: boolean; fields?: Field[] | null
  kind_by?: string | null         /* of a text: the member of the record that says what it is */
  rate?: boolean                  /* of money: for one of something, or what stood at a moment; not added up */
  asText?: boolean                /* read as `kind`, but a text on the wire (fieldIn) */
}
export interface StepMeta { name: string; label: string; tone?: 'primary' | 'danger' | null; done_in?: string; from: string[]; to?: string | null; confirm?: string | null; reason?: boolean; reason_label?: string; fields: Field[]; hidden?: boolean; preview?: boolean }
export interface PreviewRecord { type: string; type_label: string; id: Id; number: string; title: string; what: 'created' | 'step' | 'changed' | 'removed'; step: string; label: string; changes: Change[] }
export interface Preview { records: PreviewRecord[]; notes: { type: string; id: Id; number: string; title: string; message: string }[] }
export interface ActionMeta { name: string; path: string; label: string; fields: Field[]; proposes?: boolean }
export interface RecordType {
  name: string; label: string; plural: string; module: string; title?: string[]; scope: 'branch' | 'company'
  can: { see: boolean; create: boolean; edit: boolean; delete: boolean; import: boolean; export: boolean }
  states?: Choice[]; fields: Field[]; steps: StepMeta[]; sorts?: string[]; filters?: string[]; import?: boolean; import_as?: string; actions?: ActionMeta[]
}
export interface Meta { language: string; types: RecordType[]; menu: { module: string; label: string; types: string[] }[] }

export type Value = unknown
export type Names = Record<string, Record<string, string>>
export interface Row { id: Id; number: string; branch: Id; version: number; title: string; state?: string; [member: string]: Value }
export interface MayStep { name: string; ok: boolean; why?: string; message?: string }
export interface RecordAnswer extends Row { names?: Names; masked?: string[]; may?: { edit: { ok: boolean; message?: string }; delete?: { ok: boolean; message?: string }; steps: MayStep[] } }
export interface Page<T = Row> { rows: T[]; next: string | null; count?: number; more?: boolean; names?: Names }

export interface Change { field: string; label: string; from: Value; to: Value; from_text?: string | null; to_text?: string | null }
export interface HistoryRow { id: Id; at: number; who: { id: Id; name: string } | null; what: 'created' | 'changed' | 'step' | 'read' | 'imported' | 'note' | 'removed' | 'login' | 'export' | 'erased' | 'other'; step?: string | null; label?: string | null; reason?: string | null; body?: string | null; made?: boolean; changes?: Change[] }

export interface Hello { company: string; demo: boolean; setup: boolean; language?: string; demo_logins?: { name: string; password: string; role: string; label: string }[]; version?: string }
/** `shop`: work is done there; a region and headquarters look over those that do it. */
export interface Branch { id: Id; name: string; home?: boolean; shop?: boolean }
export interface Me { user: { id: Id; login: string; name: string; language?: string; preferences?: Record<string, unknown> }; branches: Branch[]; roles: (string | { name: string; label: string })[]; can: string[]; company: string; demo?: boolean; now?: number; person?: Id | null; worker?: Id | null; worker_word?: string }

export interface SavedView { id: Id; page: string; name: string; shared: boolean; query: string }
export interface QueueRow { id: Id; type: string; record: Id; title: string; rule: string; label: string; due_at: number | null; overdue?: boolean; escalated?: boolean; step?: string | null; owner?: string | { id: Id; name: string } | null; number?: string; verb?: string; to?: string }
export interface Job { id: Id; kind?: string; state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'; done: number; total: number; message?: string | null; result?: Record<string, unknown> | null }
export interface Place { lat: number; lng: number; datum?: 'wgs84' | 'gcj02' | 'bd09' }
