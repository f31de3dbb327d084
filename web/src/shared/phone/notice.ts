/** The words about the privacy notice, the same on both phones. */
const zh = {
  title: '隐私政策', asked: '请看一下隐私政策（第 {v} 版）', why: '写了收集什么、为什么、存多久、谁能看、您有什么权利。看过后请选同意或不同意。', read: '看全文', yes: '同意', no: '不同意，退出', link: '隐私政策（第 {v} 版）', before: '登录前请看',
}
const en: Record<keyof typeof zh, string> = {
  title: 'Privacy notice', asked: 'Please read the privacy notice (version {v})', why: 'What is collected, why, how long, who sees it and what your rights are. Then say yes or no.', read: 'Read it', yes: 'I agree', no: 'No, log out', link: 'Privacy notice (version {v})', before: 'Before you log in, read the',
}
export const sayNotice = (language: 'zh' | 'en', word: keyof typeof zh, values: Record<string, string> = {}) => (language === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
