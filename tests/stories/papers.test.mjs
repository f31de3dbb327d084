// Every paper the demo's shop prints is drawn letter by letter: what its text says stands in ink. A letter that a reader can search and not see (cairo's
// subsets of Noto CJK, paper/letters.h) is a glyph without an outline. Needs poppler-utils; says so where they are missing.
import { test, after, before } from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openShop } from './shop.mjs'

const without = spawnSync('pdftocairo', ['-v']).error ? 'poppler-utils are not installed' : false
const folder = mkdtempSync(join(tmpdir(), 'papers-'))
let shop, cookie
before(async () => {
  if (without) return
  shop = await openShop({ demo: 'S', clock: false })
  const manager = shop.person()
  await manager.login('guanli', 'yanshi2026')
  cookie = manager.cookie()
  shop.rows = async type => (await manager.good(`/api/${type}?limit=40`)).rows
})
after(async () => { rmSync(folder, { recursive: true, force: true }); await shop?.close() })

// How many letters of a page stand in ink, and how many are in its text.
function drawn(file, page) {
  const svg = execFileSync('pdftocairo', ['-svg', '-f', page, '-l', page, file, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 })
  const inked = new Set([...svg.matchAll(/id="(glyph-?\d+-\d+)">\s*<path[^>]* d="\s*M/g)].map(found => found[1]))
  return [...svg.matchAll(/<use (?:xlink:)?href="#(glyph-?\d+-\d+)"/g)].filter(use => inked.has(use[1])).length
}
const said = (file, page) => execFileSync('pdftotext', ['-f', page, '-l', page, file, '-'], { encoding: 'utf8' }).replace(/\s/gu, '')
const pages = file => Number(execFileSync('pdfinfo', [file], { encoding: 'utf8' }).match(/Pages:\s+(\d+)/)[1])

async function whole(name, path) {
  const answer = await fetch(shop.address + path, { headers: { Cookie: cookie } })
  assert.equal(answer.status, 200, `${name} ${path}`)
  const file = join(folder, `${name.replaceAll(/\W/g, '-')}.pdf`)
  writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
  let letters = 0
  for (let page = 1; page <= pages(file); page++) {
    const words = said(file, String(page))
    assert.equal(drawn(file, String(page)), [...words].length, `${name}, page ${page}: letters in ink and in the text: ${words}`)
    letters += words.length
  }
  assert.ok(letters > 40, `${name} says something`)
  assert.ok(!execFileSync('pdffonts', [file], { encoding: 'utf8' }).includes('CJKjp'), `${name} has its Chinese in the face of China`)
}

const asked = { bill: 'paper', payslip: 'paper', quotation: 'paper', handover: 'paper', key_custody: 'paper', compensation: 'paper', recommendation: 'card' }
for (const [type, path] of Object.entries(asked))
  test(`${type}: what it says is in ink`, { skip: without }, async () => {
    const rows = (await shop.rows(type)).filter(row => type !== 'compensation' || row.state === 'approved')
    assert.ok(rows.length, `the demo has a ${type}`)
    for (const row of rows.slice(0, 3)) await whole(`${type}-${row.id}`, `/api/${type}/${row.id}/${path}`)
  })

const filed = { contract: 'signed_paper', receipt: 'paper' }
for (const [type, field] of Object.entries(filed))
  test(`${type}: what it says is in ink`, { skip: without }, async () => {
    const rows = (await shop.rows(type)).filter(row => row[field])
    assert.ok(rows.length, `the demo has a ${type}`)
    for (const row of rows.slice(0, 3)) await whole(`${type}-${row.id}`, `/api/file/${row[field]}`)
  })
