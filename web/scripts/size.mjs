/** Fails when a page has grown over its budget (UX.md 1.6). Sizes are gzip KB of what the browser fetches for the page beyond the
 *  entry, the shell and what most pages share: its own chunk and all it imports statically. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const DIST = fileURLToPath(new URL('../dist/', import.meta.url))
const manifest = JSON.parse(readFileSync(`${DIST}.vite/manifest.json`, 'utf8'))
const ENTRY = { js: 100, css: 30 }
const PAGES = { 'features/board/BoardPage.vue': 75 }
const PAGE = 40, KIT = 80, PHONE = { js: 60, css: 30, page: 20 }
const size = (file) => gzipSync(readFileSync(DIST + file), { level: 9 }).length / 1024

function closure(name, seen = new Set()) {
  if (!seen.has(name)) { seen.add(name); for (const next of manifest[name].imports ?? []) closure(next, seen) }
  return seen
}
const sum = (names, pick) => [...new Set([...names].flatMap((name) => pick(manifest[name])))].reduce((all, file) => all + size(file), 0)
const js = (chunk) => [chunk.file]
const css = (chunk) => chunk.css ?? []

const entry = closure('index.html')
const shell = [...closure('src/app/shell/AppShell.vue')].filter((one) => !entry.has(one))
const lines = [['entry js', sum(entry, js), ENTRY.js], ['entry css', sum(entry, css), ENTRY.css], ['shell js', sum(shell, js), PAGE]]
const pages = Object.entries(manifest).filter(([name, chunk]) => chunk.isDynamicEntry && /Page\.vue$/.test(name)).map(([name]) => [name.replace(/^src\//, ''), [...closure(name)].filter((one) => !entry.has(one) && !shell.includes(one))])
/* What a quarter of the pages share (seven of twenty-seven) is fetched once, whichever comes first: the kit's poppers, selects and inputs, and since
 * contracts, leads, placements and wages have pages of their own, the steps, menus and timeline of a record. What fewer share counts in each of them. */
const kit = Object.keys(manifest).filter((one) => pages.filter(([, chunks]) => chunks.includes(one)).length >= pages.length / 4)
lines.push(['kit js (shared by pages)', sum(kit, js), KIT])
for (const [name, chunks] of pages) {
  const own = chunks.filter((one) => !kit.includes(one))
  lines.push([`${name} (${sum(chunks, js).toFixed(0)} when first)`, sum(own, js), PAGES[name] ?? PAGE], [`${name} css`, sum(chunks, css), ENTRY.css])
}
/* The phones' pages are builds of their own: what opens them is fetched at once, what few come for (a placement, a paper to sign) when they come. */
for (const [who, file] of [["worker's phone", 'worker'], ["customer's phone", 'customer']]) {
  const phone = JSON.parse(readFileSync(`${DIST}.vite/${file}.json`, 'utf8'))
  const reach = (name, seen = new Set()) => { if (!seen.has(name)) { seen.add(name); for (const next of phone[name].imports ?? []) reach(next, seen) } return seen }
  const total = (names, pick) => [...new Set([...names].flatMap((name) => pick(phone[name])))].reduce((all, one) => all + size(one), 0)
  const first = reach(Object.keys(phone).find((name) => phone[name].isEntry))
  const style = [...readFileSync(`${DIST}${file[0]}/index.html`, 'utf8').matchAll(/<style>([^]*?)<\/style>/g)].map((one) => one[1]).join('')          // one for all its pages, in the page (vite.phone.ts)
  lines.push([`${who} js`, total(first, js), PHONE.js], [`${who} css`, style.length > 5000 ? gzipSync(style, { level: 9 }).length / 1024 : Infinity, PHONE.css])
  for (const name of Object.keys(phone).filter((one) => phone[one].isDynamicEntry)) lines.push([`${who}: ${name.replace(/^src\/\w+\//, '')}`, total([...reach(name)].filter((one) => !first.has(one)), js), PHONE.page])
}
let over = 0
for (const [name, kb, budget] of lines) {
  if (kb > budget) over++
  if (kb > budget || !name.endsWith(' css') || name === 'entry css' || /phone css$/.test(name)) console.log(`${kb > budget ? 'OVER ' : '     '}${kb.toFixed(1).padStart(6)} of ${String(budget).padStart(3)} KB  ${name}`)
}
process.exit(over ? 1 : 0)
