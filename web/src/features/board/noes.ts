/** What a board cannot see of a visit (papers, bans, a day off, a customer's no): the server is asked once, for everybody. */
import { get } from '@/shared/lib/http'
import { blocking, type ServerJudgement } from '@/shared/lib/judgement'

/** Overlaps are the board's own to judge where several move together: it knows that the others go too. */
const OWN = 'H04'
export interface Noes { all: ReadonlyMap<number, string>; unseen: ReadonlyMap<number, string> }

/** Worker → why not. `all`: nowhere within what its customer was promised; `unseen`: by what the board does not know itself. */
export async function askNoes(visit: number): Promise<Noes> {
  const { rows } = await get<{ rows: { worker: number; ok: boolean; judgement: ServerJudgement }[] }>(`visit/${visit}/candidates`, undefined, { quiet: true })
  const all = new Map<number, string>(), unseen = new Map<number, string>()
  for (const one of rows) {
    const no = blocking(one.judgement), first = no.find((r) => !r.code.startsWith(OWN))
    if (!one.ok) all.set(one.worker, no[0]?.message ?? '')
    if (first) unseen.set(one.worker, first.message)
  }
  return { all, unseen }
}
