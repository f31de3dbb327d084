/** Areas, shops and whose map lies below them; fetched again when an area changes. */
import { shallowRef } from 'vue'
import { get, report } from '@/shared/lib/http'
import { place } from '@/shared/lib/state'
import { onStream } from '@/shared/lib/stream'
import type { MapArea, MapShop } from './draw'
import type { Degrees } from './projection'

export interface MapBase { datum: 'wgs84' | 'gcj02' | 'bd09'; tiles: string; credit: string; areas: MapArea[]; shops: MapShop[]; middle?: Degrees }
export function useMap() {
  const base = shallowRef<MapBase | null>(null)
  const load = async () => { try { base.value = await get<MapBase>('board/map', { branch: place.branch || undefined }) } catch (failure) { report(failure) } }
  onStream('change', (event) => { if (event.type === 'service_area' || event.type === 'setting') void load() })
  void load()
  return { base, load }
}
