/** A photo small enough for a bad network (about 300 KB), without where and by which phone it was taken, and its SHA-256. */
import type { Photo } from './store'
import { serverNow } from '@/shared/lib/clock'

export const MOST_BYTES = 300 * 1024
const SIDES = [1600, 1280, 1024, 800, 640], QUALITIES = [0.8, 0.65, 0.5]

const toJpeg = (canvas: HTMLCanvasElement, quality: number) => new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))

export async function compress(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  let best: Blob | null = null
  for (const side of SIDES) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height)), canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(picture.width * scale)); canvas.height = Math.max(1, Math.round(picture.height * scale))
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
    for (const quality of QUALITIES) {
      best = await toJpeg(canvas, quality)
      if (best && best.size <= MOST_BYTES) { picture.close(); return best }
    }
  }
  picture.close()
  if (!best) throw new Error('no picture')
  return best
}
export async function shaOf(blob: Blob): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()))
  return [...hash].map((n) => n.toString(16).padStart(2, '0')).join('')
}
export async function takePhoto(file: Blob): Promise<Photo> {
  const blob = await compress(file)
  return { sha: await shaOf(blob), blob, taken: serverNow() }
}
