/** Degrees of a map's own datum → pixels (Web Mercator, as all tile servers draw). Pure. The server has brought every place into the map's
 *  datum, so nothing here knows of data. */
export type Degrees = readonly [lat: number, lng: number]
export interface Pixel { x: number; y: number }
/** `zoom`: as tile servers count it, fractions between; `centre` in the world's unit square. */
export interface View { zoom: number; centre: Pixel; width: number; height: number }
export const TILE = 256, LEAST_ZOOM = 3, MOST_ZOOM = 19

export function world([lat, lng]: Degrees): Pixel {
  const s = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180)
  return { x: lng / 360 + 0.5, y: 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI) }
}
export function degrees({ x, y }: Pixel): Degrees {
  return [(Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI, (x - 0.5) * 360]
}
export const scale = (view: Pick<View, 'zoom'>) => TILE * 2 ** view.zoom
export function toScreen(view: View, at: Degrees): Pixel {
  const w = world(at), k = scale(view)
  return { x: (w.x - view.centre.x) * k + view.width / 2, y: (w.y - view.centre.y) * k + view.height / 2 }
}
export function fromScreen(view: View, at: Pixel): Degrees {
  const k = scale(view)
  return degrees({ x: (at.x - view.width / 2) / k + view.centre.x, y: (at.y - view.height / 2) / k + view.centre.y })
}
/** All places inside, with a border; a single one, or none, at a city's scale. */
export function fit(places: readonly Degrees[], width: number, height: number, border = 36, middle: Degrees = [30.66, 104.07]): View {
  const all = places.map(world)
  if (!all.length) return { zoom: 11, centre: world(middle), width, height }
  const xs = all.map((p) => p.x), ys = all.map((p) => p.y)
  const from = { x: Math.min(...xs), y: Math.min(...ys) }, to = { x: Math.max(...xs), y: Math.max(...ys) }
  const room = (pixels: number, span: number) => (span > 0 ? Math.log2(Math.max(1, pixels - 2 * border) / (span * TILE)) : MOST_ZOOM)
  const zoom = Math.max(LEAST_ZOOM, Math.min(15, room(width, to.x - from.x), room(height, to.y - from.y)))
  return { zoom, centre: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, width, height }
}
/** Nearer or further, what lies under the pointer stays under it. */
export function zoomed(view: View, by: number, at: Pixel = { x: view.width / 2, y: view.height / 2 }): View {
  const zoom = Math.max(LEAST_ZOOM, Math.min(MOST_ZOOM, view.zoom + by))
  const under = world(fromScreen(view, at)), k = scale({ zoom })
  return { ...view, zoom, centre: { x: under.x - (at.x - view.width / 2) / k, y: under.y - (at.y - view.height / 2) / k } }
}
export const moved = (view: View, dx: number, dy: number): View => ({ ...view, centre: { x: view.centre.x - dx / scale(view), y: view.centre.y - dy / scale(view) } })

export function metresPerPixel(view: View): number {
  const [lat] = degrees(view.centre)
  return (40_075_017 * Math.cos((lat * Math.PI) / 180)) / scale(view)
}
/** A round length not longer than `most` pixels: 1, 2 or 5 times a power of ten. */
export function scaleBar(view: View, most = 90): { metres: number; pixels: number } {
  const per = metresPerPixel(view), raw = per * most, ten = 10 ** Math.floor(Math.log10(raw))
  const metres = [5, 2, 1].map((n) => n * ten).find((m) => m <= raw)!
  return { metres, pixels: metres / per }
}
/** The tiles that cover the view, with where to draw them. */
export function tilesOf(view: View): { x: number; y: number; z: number; left: number; top: number; size: number }[] {
  const z = Math.max(LEAST_ZOOM, Math.min(18, Math.round(view.zoom))), n = 2 ** z, size = scale(view) / n
  const left = view.centre.x * scale(view) - view.width / 2, top = view.centre.y * scale(view) - view.height / 2
  const out = []
  for (let x = Math.floor(left / size); x * size < left + view.width; x++)
    for (let y = Math.max(0, Math.floor(top / size)); y < n && y * size < top + view.height; y++) out.push({ x: ((x % n) + n) % n, y, z, left: x * size - left, top: y * size - top, size })
  return out
}
export const tileUrl = (pattern: string, tile: { x: number; y: number; z: number }) => pattern.replace('{x}', String(tile.x)).replace('{y}', String(tile.y)).replace('{z}', String(tile.z))
