/** Where somebody is: a page made by hand, or the pages of a type, which are one subject. Kept apart from what is said there: the shell needs this only. */
const RECORD_ROUTES = ['list', 'create', 'detail']
const ONE_RECORD: Record<string, string> = { customer: 'customer', worker: 'worker', contract: 'contract', template: 'contract_template', work_contract: 'work_contract', festival_round: 'festival_round' }
/** Pages that need no explanation: the ways in, the procedure itself, a second window of the board, a lost address. */
const PLAIN = ['', 'login', 'setup', 'procedures', 'board-window', 'lost']
export interface Place { key: string; type?: string }
export function pageAt(route: { name?: unknown; params: Record<string, unknown> }): Place | undefined {
  const name = String(route.name ?? '')
  const type = RECORD_ROUTES.includes(name) ? String(route.params.type) : ONE_RECORD[name]
  if (type) return { key: type, type }
  return PLAIN.includes(name) ? undefined : { key: name }
}
