import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Who decides by a page says which version she saw (src/record/api.h). use-record.ts does it for every step dialog; a page that posts by itself does it too.
 *  The phones are not among them: what they queue without a network is taken by its time and by the record's state. */
const FREE: Record<string, string> = {
  'features/board/CallPanel.vue person/reveal': 'reads',
  'features/today/LateHere.vue person/reveal': 'reads',
  'features/absence/CatchUpDialog.vue person/reveal': 'reads',
  'features/records/RevealButton.vue reveal': 'reads',
  'features/records/use-record.ts preview': 'changes nothing',
  'features/leads/MergeDialog.vue lead/merge/preview': 'changes nothing',
  'features/contract/LivePreview.vue contract/preview': 'changes nothing',
  'features/messages/TemplatePreview.vue message_template/preview': 'changes nothing',
  'features/contract/SignCard.vue links': 'hands out an address; what is read behind it is what holds then',
  'features/match/QuoteSheet.vue quotation/link': 'hands out an address; what is read behind it is what holds then',
  'features/match/CompareTable.vue recommendation/card': 'hands out an address; what is read behind it is what holds then',
  'features/contract/SignCard.vue sign_for_company': 'names the hash of the text that was read, which says more than a version',
  'features/team/PhonePanel.vue worker/phone': 'an account is made or gets a new password, whatever else of her was changed',
  'features/portal/CodePanel.vue portal_code': 'a code to log in or to sign with, whatever else of her was changed',
  'features/portal/CodeLine.vue portal_code': 'a code to sign with, whatever else of her was changed',
  'features/portal/CopyPanel.vue data_request/file': 'reads',
  'features/queue/tick.ts queue/done': 'an entry of the queue is there or gone; it has no versions',
  'features/festival/PlansCard.vue festival_round/plans': 'each plan is asked by itself; the round does not change',
  'features/records/RecordTimeline.vue note': 'a remark stands beside any version',
  'features/import/use-import.ts import/batch': 'a sheet is checked, run and undone by its state',
  'features/import/use-import.ts job/cancel': 'a job is at work or over; it has no versions',
  'features/payroll/PayrollPage.vue payroll_run/bills': 'makes what is missing of the month; once more makes nothing',
  'features/alarm/AlarmTake.vue acknowledge': 'who takes an alarm is not to be held up by a note; taken is taken by its state',
}
const ROOT = join(process.cwd(), 'src')
const files = (folder: string): string[] => readdirSync(folder).flatMap((name) => { const path = join(folder, name); return statSync(path).isDirectory() ? files(path) : /\.(vue|ts)$/.test(name) && !name.endsWith('.test.ts') ? [path] : [] })
const POST = /\b(?:post|fileFromPost|send|make|act)(?:<[^(]*>)?\([^`\n]{0,40}`([^`\n]*\$\{[^`\n]*\}\/[^`\n]*)`(.*)/g
const plain = (path: string) => path.replace(/\$\{[^}]*\}/g, '').split('/').filter(Boolean).join('/')

describe('a post that acts on a record', () => {
  const posts = [...files(join(ROOT, 'features')), ...files(join(ROOT, 'app'))].flatMap((file) => [...readFileSync(file, 'utf8').matchAll(POST)].map((m) => ({ of: `${relative(ROOT, file)} ${plain(m[1]!)}`, rest: m[2]! })))

  it('is found', () => expect(posts.length).toBeGreaterThan(25))
  it('says which version the person saw', () => expect(posts.filter((p) => !/\bversion\b/.test(p.rest) && !(p.of in FREE)).map((p) => p.of)).toEqual([]))
  it('is not excused when it is gone', () => expect(Object.keys(FREE).filter((of) => !posts.some((p) => p.of === of))).toEqual([]))
})
