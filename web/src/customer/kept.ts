/** The last answers about her visits, so that the page opens without a network and shows them with their time. On this phone alone, dropped when she
 *  logs out or the server no longer knows her; prices, free times and her other data are not among them. */
const KEPT = 'zhangjia.customer.kept', MOST_VISITS = 8
interface Kept { at: number; answers: Record<string, unknown> }

const keepable = (path: string) => path === 'me' || path === 'home' || path === 'start' || /^visit\/\d+$/.test(path)
function all(): Kept {
  try { return { at: 0, answers: {}, ...(JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<Kept>) } } catch { return { at: 0, answers: {} } }
}
export function keep(answers: Record<string, unknown>, at: number) {
  const kept = all()
  let changed = false
  for (const [path, body] of Object.entries(answers)) {
    const name = path.replace(/^start\?.*/, 'start')
    if (!keepable(name) || !body) continue
    const visits = Object.keys(kept.answers).filter((one) => one.startsWith('visit/') && one !== name)
    if (visits.length >= MOST_VISITS) delete kept.answers[visits[0]!]
    delete kept.answers[name]
    kept.answers[name] = body
    changed = true
  }
  if (!changed) return
  try { localStorage.setItem(KEPT, JSON.stringify({ at, answers: kept.answers })) } catch { /* full: without it the page works as before */ }
}
export function recall(path: string): { at: number; body: unknown } | null {
  const { at, answers } = all(), body = answers[path.replace(/^start\?.*/, 'start')]
  return body === undefined ? null : { at, body }
}
/** What tells of her; the shop's own page may stay. */
export function forget() {
  const { at, answers } = all()
  try { localStorage.setItem(KEPT, JSON.stringify({ at, answers: answers.start ? { start: answers.start } : {} })) } catch { /* as above */ }
}
