/** What the phone itself can do: where she is, reading aloud, a short buzz. Each may be missing or refused, and then the work goes on. */
import { ref } from 'vue'
import { language } from './words'
import type { Point } from './model'

export interface Fix { at: Point; accuracy: number }
/** Where she is, within `patience` ms; null: not known (no permission, a basement). Kept of the act, not of its sending. */
export function whereAmI(patience = 6000): Promise<Fix | null> {
  return new Promise((done) => {
    if (!('geolocation' in navigator)) { done(null); return }
    const timer = setTimeout(() => done(null), patience + 500)
    navigator.geolocation.getCurrentPosition(
      (p) => { clearTimeout(timer); done({ at: { lat: p.coords.latitude, lng: p.coords.longitude }, accuracy: Math.round(p.coords.accuracy) }) },
      () => { clearTimeout(timer); done(null) },
      { enableHighAccuracy: true, timeout: patience, maximumAge: 20_000 })
  })
}
export const canSpeak = typeof speechSynthesis !== 'undefined'
export const speaking = ref(false)
export function readAloud(text: string) {
  if (!canSpeak) return
  speechSynthesis.cancel()
  if (speaking.value) { speaking.value = false; return }
  const said = new SpeechSynthesisUtterance(text)
  said.lang = language.value === 'en' ? 'en-US' : 'zh-CN'
  said.rate = 0.9
  said.onend = said.onerror = () => { speaking.value = false }
  speaking.value = true
  speechSynthesis.speak(said)
}
export const buzz = (ms: number | number[]) => { if ('vibrate' in navigator && navigator.userActivation?.hasBeenActive !== false) navigator.vibrate(ms) }
