/** Fails when a page has grown over its budget (UX.md 1.6). Sizes are gzip KB of what the browser fetches for the page beyond the
 *  entry and the shell: its own chunk and all it imports statically. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const DIST = fileURLToPath(new URL('../dist/', import.meta.url))
const manifest = JSON.parse(readFileSync(`${DIST}.vite/manifest.json`, 'utf8'))
const ENTRY = { js: 110, css: 30 }
const PAGES = { 'features/board/BoardPage.vue': 75 }
const PAGE = 40
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
for (const [name, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry || !/Page\.vue$/.test(name)) continue
  const more = [...closure(name)].filter((one) => !entry.has(one) && !shell.includes(one))
  const budget = PAGES[name.replace(/^src\//, '')] ?? PAGE
  lines.push([name.replace(/^src\//, ''), sum(more, js), budget], [`${name.replace(/^src\//, '')} css`, sum(more, css), ENTRY.css])
}
let over = 0
for (const [name, kb, budget] of lines) {
  if (kb > budget) over++
  if (kb > budget || !name.endsWith(' css') || name === 'entry css') console.log(`${kb > budget ? 'OVER ' : '     '}${kb.toFixed(1).padStart(6)} of ${String(budget).padStart(3)} KB  ${name}`)
}
process.exit(over ? 1 : 0)
