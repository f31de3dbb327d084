import { describe, expect, it } from 'vitest'
import { readGeoJson } from './geojson'

const square = [[[104, 30], [104.1, 30], [104.1, 30.1], [104, 30]]]
describe('a GeoJSON file', () => {
  it('gives outer rings with their names, latitude first and not closed twice', () => {
    const areas = readGeoJson(JSON.stringify({ type: 'FeatureCollection', features: [
      { type: 'Feature', properties: { name: '天府' }, geometry: { type: 'Polygon', coordinates: square } },
      { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates: [square, square] } },
      { type: 'Feature', properties: { name: '点' }, geometry: { type: 'Point', coordinates: [104, 30] } },
    ] }))
    expect(areas.map((a) => a.name)).toEqual(['天府', '', ''])
    expect(areas[0]!.ring).toEqual([[30, 104], [30, 104.1], [30.1, 104.1]])
  })
  it('is refused when it is none', () => {
    expect(() => readGeoJson('地图')).toThrow()
    expect(readGeoJson('{"type":"Point","coordinates":[1,2]}')).toEqual([])
  })
})
