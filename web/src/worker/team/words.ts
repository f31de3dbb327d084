/** The words of a large job's zones on the crew's phones. */
import { language } from '../words'

const zh = {
  zones: '分区', metres: '{n} m²', hazard: '{what}：{measure}', ready: '已做完，等客户看', readyAgain: '已返工，等客户看', sending: '待上传', said: '客户说：{words}', photo: '看客户拍的照片', done: '这间做完了', doneAgain: '返工好了', picture: '拍完工照', shot: '照片已存', hint: '每做完一间点一下，客户就能在手机上验收。',
}
const en: Record<keyof typeof zh, string> = {
  zones: 'Zones', metres: '{n} m²', hazard: '{what}: {measure}', ready: 'Done, for the customer to look at', readyAgain: 'Done again, for the customer to look at', sending: 'Waits to be sent', said: 'The customer says: {words}', photo: 'See her photo', done: 'This one is done', doneAgain: 'Done again', picture: 'Photo when done', shot: 'Photo kept', hint: 'Tap each when it is done: the customer can sign for it on her phone.',
}
export function sayTeam(word: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
