import { describe, expect, it } from 'vitest'
import { keyName } from './commands'

const pressed = (key: string, held: Partial<KeyboardEvent> = {}) => keyName({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held } as KeyboardEvent)

describe('a key by its name', () => {
  it('Ctrl+Shift+Z does again what was undone, and never undoes one more', () => {
    expect(pressed('z', { ctrlKey: true })).toBe('ctrl+z')
    expect(pressed('Z', { ctrlKey: true, shiftKey: true })).toBe('ctrl+y')
    expect(pressed('Z', { metaKey: true, shiftKey: true })).toBe('ctrl+y')
    expect(pressed('y', { ctrlKey: true })).toBe('ctrl+y')
    expect(pressed('Z', { shiftKey: true })).toBe('z')
  })
})
