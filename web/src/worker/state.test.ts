// @vitest-environment happy-dom
import { expect, it } from 'vitest'

it('a phone whose clock is an hour wrong shows the right time from the first moment, also without a network', async () => {
  localStorage.setItem('zhangjia.phone.ahead', String(-3_600_000))
  const { clock, start } = await import('./state')
  await start()
  expect(Math.abs(clock.value - (Date.now() - 3_600_000))).toBeLessThan(2000)
})

it('larger text makes the page narrower and shows it as wide; the phone may still be pinched', async () => {
  document.head.innerHTML = '<meta name="viewport" content="width=device-width, initial-scale=1">'
  const { look, setLook } = await import('./state'), shown = () => document.querySelector('meta')!.content
  setLook({ size: 1.5 })
  expect([look().size, shown()]).toEqual([1.5, 'viewport-fit=cover,initial-scale=1.5,minimum-scale=1.5'])
  setLook({ size: 1 })
  expect(shown()).toBe('viewport-fit=cover,width=device-width,initial-scale=1')
})
