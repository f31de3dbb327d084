import { describe, expect, it } from 'vitest'
import { degrees, fit, fromScreen, metresPerPixel, scaleBar, tilesOf, tileUrl, toScreen, world, zoomed } from './projection'

const chengdu = [30.657, 104.066] as const
describe('the map', () => {
  it('goes to the screen and back', () => {
    const view = fit([[30.6, 104], [30.7, 104.1]], 400, 300)
    const back = fromScreen(view, toScreen(view, chengdu))
    expect(back[0]).toBeCloseTo(30.657, 9)
    expect(back[1]).toBeCloseTo(104.066, 9)
    expect(degrees(world([0, 0]))).toEqual([0, 0])
  })
  it('agrees with what tile servers count', () => {
    const w = world(chengdu)
    expect([Math.floor(w.x * 2 ** 10), Math.floor(w.y * 2 ** 10)]).toEqual([808, 420])      // 10/808/420: Chengdu
    const tiles = tilesOf({ zoom: 10, centre: w, width: 256, height: 256 })
    expect(tiles.some((t) => t.x === 808 && t.y === 420 && t.z === 10)).toBe(true)
    expect(tileUrl('/t/{z}/{x}/{y}.png', tiles.find((t) => t.x === 808 && t.y === 420)!)).toBe('/t/10/808/420.png')
  })
  it('holds all places inside its border', () => {
    const places = [[30.6, 104], [30.7, 104.1], [30.65, 104.2]] as const
    const view = fit(places, 400, 300)
    for (const at of places) {
      const p = toScreen(view, at)
      expect(p.x).toBeGreaterThanOrEqual(35); expect(p.x).toBeLessThanOrEqual(365)
      expect(p.y).toBeGreaterThanOrEqual(35); expect(p.y).toBeLessThanOrEqual(265)
    }
    expect(fit([], 400, 300).zoom).toBe(11)
    expect(degrees(fit([], 400, 300, 36, [23, 113]).centre)[1]).toBeCloseTo(113, 9)
    expect(fit([chengdu], 400, 300).zoom).toBe(15)
  })
  it('keeps what lies under the pointer there when it comes nearer', () => {
    const view = fit([[30.6, 104], [30.7, 104.1]], 400, 300), at = { x: 100, y: 80 }
    const before = fromScreen(view, at), after = fromScreen(zoomed(view, 2, at), at)
    expect(after[0]).toBeCloseTo(before[0], 9)
    expect(after[1]).toBeCloseTo(before[1], 9)
  })
  it('has a round scale bar', () => {
    const view = { zoom: 12, centre: world(chengdu), width: 400, height: 300 }
    const bar = scaleBar(view)
    expect([1, 2, 5]).toContain(bar.metres / 10 ** Math.floor(Math.log10(bar.metres)))
    expect(bar.pixels).toBeLessThanOrEqual(90)
    expect(bar.pixels * metresPerPixel(view)).toBeCloseTo(bar.metres, 6)
  })
})
