// @vitest-environment happy-dom
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from './en'
import { dayText } from '../lib/time'
import { callWorkers, fill, setLanguage, t } from './index'
import zh from './zh'

const ROOT = join(process.cwd(), 'src')
const files = (folder: string): string[] => readdirSync(folder).flatMap((name) => { const path = join(folder, name); return statSync(path).isDirectory() ? files(path) : /\.(vue|ts)$/.test(name) && !name.endsWith('.test.ts') && !folder.endsWith('words') ? [path] : [] })
const keysOf = (from: object, at = ''): string[] => Object.entries(from).flatMap(([k, v]) => (typeof v === 'string' ? [at + k] : keysOf(v as object, `${at}${k}.`)))
/* {master} is filled by itself and only Chinese needs it. */
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).filter((name) => name !== 'master').sort().join()
const at = (from: unknown, key: string) => key.split('.').reduce<unknown>((o, k) => (o as Record<string, unknown> | undefined)?.[k], from)

const source = files(ROOT).map((path) => readFileSync(path, 'utf8')).join('\n')
const zhKeys = keysOf(zh)

describe('words', () => {
  it('has the same keys in both languages', () => expect(keysOf(en).sort()).toEqual([...zhKeys].sort()))
  it('has the same places to fill in, in both forms where there are two', () => { for (const key of zhKeys) for (const form of String(at(en, key)).split(' | ')) expect([key, placeholders(form)]).toEqual([key, placeholders(String(at(zh, key)))]) })
  it('says one and many in English, whether the number comes as such or written', async () => {
    expect(fill('{n} payment | {n} payments', { n: 1 })).toBe('1 payment')
    expect(fill('{n} payment | {n} payments', { n: '1,200' })).toBe('1,200 payments')
    expect(fill('{n} payment | {n} payments', { n: 0 })).toBe('0 payments')
    expect(fill('{n} late', { n: 1 })).toBe('1 late')
    await setLanguage('en')
    expect([t('board.total', { n: 1 }), t('board.total', { n: '1' }), t('board.total', { n: '2,477' }), t('board.total', { n: 0 })]).toEqual(['1 visit', '1 visit', '2,477 visits', '0 visits'])
    expect(dayText(20783, true)).toMatch(/^Thu 26 Nov/)
    await setLanguage('zh')
    expect(dayText(20783, true)).toMatch(/11月26日 周四$/)
  })
  it('calls workers as the company does, and by the word of one service where it is given', () => {
    expect(JSON.stringify(zh)).not.toMatch(/师傅|阿姨/)
    callWorkers('阿姨')
    expect(t('board.findWorker')).toBe('找阿姨')
    expect(t('board.nobody', { master: '师傅' })).toContain('没有合适的师傅')
    callWorkers('师傅')
    expect(t('board.findWorker')).toBe('找师傅')
  })
  it('misses none that the pages use', () => {
    const used = [...source.matchAll(/'((?:[a-z]+\.)+[a-zA-Z0-9]+)'/g)].map((m) => m[1]!).filter((key) => key.split('.')[0]! in zh)
    expect(used.filter((key) => typeof at(zh, key) !== 'string')).toEqual([])
  })
  it('keeps none that nobody uses', () => {
    const spans = /t\(`span\.\$\{/.test(source)
    expect(zhKeys.filter((key) => !source.includes(`'${key}'`) && !(spans && key.startsWith('span.')))).toEqual([])
  })
})
