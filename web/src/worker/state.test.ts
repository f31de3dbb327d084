// @vitest-environment happy-dom
import { expect, it } from 'vitest'

it('a phone whose clock is an hour wrong shows the right time from the first moment, also without a network', async () => {
  localStorage.setItem('zhangjia.phone.ahead', String(-3_600_000))
  const { clock, start } = await import('./state')
  await start()
  expect(Math.abs(clock.value - (Date.now() - 3_600_000))).toBeLessThan(2000)
})
