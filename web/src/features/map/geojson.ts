/** Areas out of a GeoJSON file: outer rings of polygons, with a name when the file has one. */
import type { Degrees } from './projection'

interface Shape { type?: string; coordinates?: unknown; features?: Shape[]; geometries?: Shape[]; geometry?: Shape | null; properties?: Record<string, unknown> | null }
export interface ReadArea { name: string; ring: Degrees[] }

function ringOf(points: unknown): Degrees[] {
  if (!Array.isArray(points)) return []
  const ring = points.filter((p): p is [number, number] => Array.isArray(p) && typeof p[0] === 'number' && typeof p[1] === 'number').map(([lng, lat]): Degrees => [lat, lng])
  const first = ring[0], last = ring[ring.length - 1]
  return first && last && ring.length > 1 && first[0] === last[0] && first[1] === last[1] ? ring.slice(0, -1) : ring
}
function shapes(shape: Shape, name: string): ReadArea[] {
  const named = String(shape.properties?.name ?? shape.properties?.NAME ?? shape.properties?.['名称'] ?? name)
  if (shape.type === 'FeatureCollection') return (shape.features ?? []).flatMap((f) => shapes(f, name))
  if (shape.type === 'Feature') return shape.geometry ? shapes(shape.geometry, named) : []
  if (shape.type === 'GeometryCollection') return (shape.geometries ?? []).flatMap((g) => shapes(g, named))
  if (shape.type === 'Polygon' && Array.isArray(shape.coordinates)) return [{ name: named, ring: ringOf(shape.coordinates[0]) }]
  if (shape.type === 'MultiPolygon' && Array.isArray(shape.coordinates)) return shape.coordinates.map((p, i) => ({ name: named && i ? `${named} ${i + 1}` : named, ring: ringOf(Array.isArray(p) ? p[0] : null) }))
  return []
}
/** Throws when it is no JSON; [] when nothing in it has an area. */
export const readGeoJson = (text: string): ReadArea[] => shapes(JSON.parse(text) as Shape, '').filter((a) => a.ring.length >= 3)
