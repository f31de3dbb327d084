/** The marks a page puts between words itself, as its language writes them: English has no 、（）：「」. Sentences have theirs in the words. */
import { language } from '.'

const english = { '、': ', ', '，': ', ', '；': '; ', '：': ': ' }
export const mark = (chinese: keyof typeof english) => (language.value === 'zh' ? chinese : english[chinese])
export const aside = (said: string) => (language.value === 'zh' ? `（${said}）` : ` (${said})`)
export const quoted = (said: string) => (language.value === 'zh' ? `「${said}」` : `“${said}”`)
