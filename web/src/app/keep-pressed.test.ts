// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { keepPressed } from './keep-pressed'

const later = () => new Promise((done) => setTimeout(done, 5))
it('a button that waited for an answer has the keyboard back, unless one went on elsewhere', async () => {
  keepPressed()
  document.body.innerHTML = '<button>找人选</button><input>'
  const button = document.querySelector('button')!, wait = async (meanwhile: () => void) => {
    button.click()
    button.disabled = true
    meanwhile()
    await later()
    button.disabled = false
    await later()
  }
  await wait(() => (document.activeElement as HTMLElement | null)?.blur())
  expect(document.activeElement).toBe(button)
  await wait(() => document.querySelector('input')!.focus())
  expect(document.activeElement).toBe(document.querySelector('input'))
})
