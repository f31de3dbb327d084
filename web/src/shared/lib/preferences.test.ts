import { describe, expect, it } from 'vitest'
import { preferences, takePreferences, usable } from './preferences'

describe('what was kept of her preferences', () => {
  it('is taken where these pages can show it', () => {
    expect(usable({ theme: 'dark', language: 'en', guides: ['off'], boardMap: false })).toEqual({ theme: 'dark', language: 'en', guides: ['off'], boardMap: false })
  })
  it('is left where they cannot: a language they do not speak, a list that is none', () => {
    expect(usable({ language: 'zh-CN', theme: 7, guides: 'off', columns: [], recent: null, rail: 'yes' })).toEqual({})
  })
  it('keeps what another page of ours wrote beside it', () => expect(usable({ elder: true })).toEqual({ elder: true }))
  it('never takes her language away', () => {
    takePreferences({ language: 'en' })
    takePreferences({ language: 'fr', theme: 'dark' })
    expect([preferences.language, preferences.theme]).toEqual(['en', 'dark'])
  })
})
