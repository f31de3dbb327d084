import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { i18n } from '.'
import { aside, mark, quoted } from './marks'

const src = join(import.meta.dirname, '../..')
const files = (folder: string): string[] => readdirSync(folder, { withFileTypes: true }).flatMap((f) => (f.isDirectory() ? files(join(folder, f.name)) : [join(folder, f.name)]))

it('writes the marks between words as the language does', () => {
  i18n.global.locale.value = 'en'
  expect(['a', 'b'].join(mark('、')) + aside('m²') + mark('：') + quoted('x')).toBe('a, b (m²): “x”')
  i18n.global.locale.value = 'zh'
  expect(['甲', '乙'].join(mark('、')) + aside('m²') + mark('：') + quoted('丙')).toBe('甲、乙（m²）：「丙」')
})
it('no page puts Chinese marks between its words for a reader of English', () => {
  const bare = /[、，；：（）「」]/, theirs = /zh|=== 'en'|\/.*\[.*[，：；].*\].*\/|^\s*(\/\*|\*|\/\/)|'[^']*\p{Script=Han}[^']*'/u
  const found = files(src).filter((f) => f.endsWith('.vue')).flatMap((f) => readFileSync(f, 'utf8').split('\n').filter((line) => bare.test(line.replace(/(mark|between)\('.'\)/g, '')) && !theirs.test(line)).map((line) => `${f.slice(src.length)}: ${line.trim()}`))
  expect(found).toEqual([])
})
