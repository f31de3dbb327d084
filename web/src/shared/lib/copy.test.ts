// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { copied } from './copy'

const clipboard = (value: unknown) => Object.defineProperty(navigator, 'clipboard', { value, configurable: true })
afterEach(() => clipboard(undefined))

describe('copying', () => {
  it('asks the browser’s clipboard first', async () => {
    const writeText = vi.fn(() => Promise.resolve())
    clipboard({ writeText })
    expect([await copied('派单 V1'), writeText.mock.calls]).toEqual([true, [['派单 V1']]])
  })
  it('selects and copies where there is none (plain http) or it refuses, and leaves nothing behind', async () => {
    const seen: string[] = []
    document.execCommand = () => { seen.push(document.querySelector('textarea')!.value); return true }
    clipboard(undefined)
    expect(await copied('一')).toBe(true)
    clipboard({ writeText: () => Promise.reject(new Error('NotAllowed')) })
    expect(await copied('二')).toBe(true)
    expect([seen, document.querySelector('textarea')]).toEqual([['一', '二'], null])
  })
  it('says when neither works', async () => {
    document.execCommand = () => false
    expect(await copied('x')).toBe(false)
  })
})
