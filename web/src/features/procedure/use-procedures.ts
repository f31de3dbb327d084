/** The procedure, asked once per language; it changes with the program only. */
import { shallowRef, watch } from 'vue'
import { get } from '@/shared/lib/http'
import { language } from '@/shared/words'
import type { Chapter } from './model'

const kept = new Map<string, Promise<Chapter[]>>()
function asked(of: string): Promise<Chapter[]> {
  let answer = kept.get(of)
  if (!answer) {
    answer = get<{ chapters: Chapter[] }>('procedures', { lang: of }).then((got) => got.chapters)
    answer.catch(() => kept.delete(of))          // asked again the next time
    kept.set(of, answer)
  }
  return answer
}
export function useProcedures() {
  const chapters = shallowRef<Chapter[]>([]), failed = shallowRef<unknown>(null)
  async function load() {
    try {
      chapters.value = await asked(language.value)
      failed.value = null
    } catch (error) { failed.value = error }
  }
  watch(language, () => void load(), { immediate: true })
  return { chapters, failed, load }
}
