/** What the map shows, drawn on a canvas: areas, routes, visits, shops. Two thousand points are two thousand arcs, not two thousand nodes. */
import { scaleBar, tilesOf, tileUrl, toScreen, type Degrees, type Pixel, type View } from './projection'

export interface MapArea { id: number; version?: number; name: string; colour: string; ring: Degrees[] }
export interface MapShop { name: string; at: Degrees }
/** look: how it stands; `open` ones are pins and lie on top. */
export interface MapPoint { id: number; at: Degrees; look: 'open' | 'urgent' | 'offered' | 'accepted' | 'doing' | 'done' | 'late' }
export interface MapScene { areas: MapArea[]; shops: MapShop[]; points: MapPoint[]; routes: { places: Degrees[] }[]; chosen: ReadonlySet<number>; selected: number; tiles: string }
export const AREA_COLOURS: Record<string, string> = { teal: '#0b9a8c', blue: '#2c66d9', amber: '#d98a10', violet: '#7c4fd0', rose: '#c9406b', green: '#2f9e44' }

export interface Inks { text: string; muted: string; line: string; surface: string; brand: string; looks: Record<MapPoint['look'], string>; danger: string }
export function inksOf(element: Element): Inks {
  const style = getComputedStyle(element)
  const ink = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return { text: ink('text'), muted: ink('text-3'), line: ink('line-strong'), surface: ink('surface'), brand: ink('brand'), danger: ink('danger'),
    looks: { open: ink('chart-open'), urgent: ink('danger'), offered: ink('info'), accepted: ink('info'), doing: ink('ok'), done: ink('mute'), late: ink('chart-open') } }
}
const pictures = new Map<string, HTMLImageElement>()
function picture(url: string, ready: () => void): HTMLImageElement | null {
  let one = pictures.get(url)
  if (!one) {
    if (pictures.size > 400) pictures.clear()
    one = new Image()
    one.onload = ready
    one.src = url
    pictures.set(url, one)
  }
  return one.complete && one.naturalWidth ? one : null
}

export function draw(c: CanvasRenderingContext2D, view: View, scene: MapScene, inks: Inks, again: () => void) {
  c.clearRect(0, 0, view.width, view.height)
  if (scene.tiles) for (const tile of tilesOf(view)) { const image = picture(tileUrl(scene.tiles, tile), again); if (image) c.drawImage(image, tile.left, tile.top, tile.size + 0.5, tile.size + 0.5) }
  for (const area of scene.areas) drawArea(c, view, area)
  for (const route of scene.routes) drawRoute(c, view, route.places, inks)
  drawPoints(c, view, scene, inks)
  for (const area of scene.areas) word(c, centre(area.ring.map((p) => toScreen(view, p))), area.name, inks, 12)
  for (const shop of scene.shops) drawShop(c, toScreen(view, shop.at), shop.name, inks)
  drawScale(c, view, inks)
}
function drawArea(c: CanvasRenderingContext2D, view: View, area: MapArea) {
  const colour = AREA_COLOURS[area.colour] ?? AREA_COLOURS.teal!
  c.beginPath()
  area.ring.forEach((p, i) => { const q = toScreen(view, p); if (i) c.lineTo(q.x, q.y); else c.moveTo(q.x, q.y) })
  c.closePath()
  c.globalAlpha = 0.13
  c.fillStyle = colour
  c.fill()
  c.globalAlpha = 0.7
  c.strokeStyle = colour
  c.lineWidth = 1.2
  c.stroke()
  c.globalAlpha = 1
}
function drawRoute(c: CanvasRenderingContext2D, view: View, places: readonly Degrees[], inks: Inks) {
  if (!places.length) return
  c.strokeStyle = inks.brand
  c.lineWidth = 2
  c.setLineDash([6, 4])
  c.beginPath()
  places.forEach((p, i) => { const q = toScreen(view, p); if (i) c.lineTo(q.x, q.y); else c.moveTo(q.x, q.y) })
  c.stroke()
  c.setLineDash([])
  places.forEach((p, i) => { const q = toScreen(view, p); c.fillStyle = inks.brand; c.beginPath(); c.arc(q.x, q.y, 8, 0, 7); c.fill(); c.fillStyle = inks.surface; c.font = '600 10px sans-serif'; c.textAlign = 'center'; c.textBaseline = 'middle'; c.fillText(String(i + 1), q.x, q.y + 0.5) })
}
const TOP: Record<MapPoint['look'], number> = { done: 0, accepted: 1, offered: 1, doing: 2, late: 3, open: 4, urgent: 5 }
function drawPoints(c: CanvasRenderingContext2D, view: View, scene: MapScene, inks: Inks) {
  for (const p of [...scene.points].sort((a, b) => TOP[a.look] - TOP[b.look])) {
    const q = toScreen(view, p.at)
    if (q.x < -20 || q.y < -20 || q.x > view.width + 20 || q.y > view.height + 20) continue
    c.fillStyle = inks.looks[p.look]
    c.strokeStyle = inks.surface
    c.lineWidth = 1
    if (p.look === 'open' || p.look === 'urgent') pin(c, q)
    else if (p.look === 'offered') { c.beginPath(); c.arc(q.x, q.y, 3.5, 0, 7); c.fillStyle = inks.surface; c.fill(); c.strokeStyle = inks.looks.offered; c.lineWidth = 1.6; c.stroke() }
    else { c.beginPath(); c.arc(q.x, q.y, 3.5, 0, 7); c.fill(); c.stroke() }
    if (p.id === scene.selected || scene.chosen.has(p.id)) { c.beginPath(); c.arc(q.x, q.y - (p.look === 'open' || p.look === 'urgent' ? 9 : 0), 11, 0, 7); c.strokeStyle = inks.brand; c.lineWidth = 2.4; c.stroke() }
  }
}
/** A drop that stands on its point. */
function pin(c: CanvasRenderingContext2D, q: Pixel) {
  c.beginPath()
  c.arc(q.x, q.y - 10, 6.5, Math.PI * 0.85, Math.PI * 0.15)
  c.lineTo(q.x, q.y)
  c.closePath()
  c.fill()
  c.stroke()
  c.beginPath()
  c.arc(q.x, q.y - 10, 2.2, 0, 7)
  c.fillStyle = c.strokeStyle
  c.fill()
}
function drawShop(c: CanvasRenderingContext2D, q: Pixel, name: string, inks: Inks) {
  c.fillStyle = inks.brand
  c.strokeStyle = inks.surface
  c.lineWidth = 1.5
  c.beginPath()
  c.roundRect(q.x - 6, q.y - 6, 12, 12, 3)
  c.fill()
  c.stroke()
  word(c, { x: q.x, y: q.y + 15 }, name, inks, 11)
}
function word(c: CanvasRenderingContext2D, q: Pixel, text: string, inks: Inks, size: number) {
  c.font = `500 ${size}px -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif`
  c.textAlign = 'center'
  c.textBaseline = 'middle'
  c.lineWidth = 3
  c.strokeStyle = inks.surface
  c.strokeText(text, q.x, q.y)
  c.fillStyle = inks.text
  c.fillText(text, q.x, q.y)
}
function drawScale(c: CanvasRenderingContext2D, view: View, inks: Inks) {
  const bar = scaleBar(view), y = view.height - 12
  c.strokeStyle = inks.text
  c.lineWidth = 1.2
  c.beginPath()
  c.moveTo(10, y - 4); c.lineTo(10, y); c.lineTo(10 + bar.pixels, y); c.lineTo(10 + bar.pixels, y - 4)
  c.stroke()
  c.textAlign = 'left'
  c.textBaseline = 'alphabetic'
  c.font = '11px sans-serif'
  c.fillStyle = inks.text
  c.fillText(bar.metres >= 1000 ? `${bar.metres / 1000} km` : `${bar.metres} m`, 14 + bar.pixels, y + 2)
}
export function centre(ring: readonly Pixel[]): Pixel {
  let twice = 0, x = 0, y = 0
  ring.forEach((a, i) => { const b = ring[(i + 1) % ring.length]!, cross = a.x * b.y - b.x * a.y; twice += cross; x += (a.x + b.x) * cross; y += (a.y + b.y) * cross })
  if (Math.abs(twice) < 1e-9) return ring[0] ?? { x: 0, y: 0 }
  return { x: x / (3 * twice), y: y / (3 * twice) }
}
/** The point under the pointer, the topmost first. */
export function pointAt(view: View, points: readonly MapPoint[], at: Pixel, reach = 9): MapPoint | null {
  let best: MapPoint | null = null, least = Infinity
  for (const p of points) {
    const q = toScreen(view, p.at), raised = p.look === 'open' || p.look === 'urgent' ? 8 : 0
    const d = Math.hypot(q.x - at.x, q.y - raised - at.y) - TOP[p.look] * 0.2
    if (d < reach && d < least) { best = p; least = d }
  }
  return best
}
