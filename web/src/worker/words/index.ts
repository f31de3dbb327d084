/** Few words, one small function: the phone's page carries no library for them. */
import { computed, ref } from 'vue'
import en from './en'
import zh from './zh'

export type Word = keyof typeof zh
export type Language = 'zh' | 'en'
const chosen = ref<Language>('zh')
const master = ref('师傅')
export const language = computed(() => chosen.value)
export const callWorkers = (word: string) => { if (word) master.value = word }
export function setLanguage(to: Language) {
  chosen.value = to
  document.documentElement.lang = to === 'zh' ? 'zh-CN' : 'en'
}
/** Between words the page puts together itself: English has no 、：。 */
export const mark = (zh: '、' | '：' | '。') => (chosen.value === 'zh' ? zh : { '、': ', ', '：': ': ', '。': '. ' }[zh])
export function say(word: Word, values: Record<string, string | number> = {}): string {
  const text: string = (chosen.value === 'en' ? en : zh)[word]
  return text.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'master' ? master.value : String(values[name] ?? '')))
}
