import { describe, expect, it } from 'vitest'
import { nameFrom } from './file'

describe('the name of a made file', () => {
  it('is the one the server gives, in any letters', () => expect(nameFrom("attachment; filename*=UTF-8''%E4%BB%A3%E5%8F%91.csv", 'x')).toBe('代发.csv'))
  it('is another one when there is none or it is broken', () => {
    expect(nameFrom(null, 'file')).toBe('file')
    expect(nameFrom("attachment; filename*=UTF-8''%E4%B", 'file')).toBe('file')
  })
})
