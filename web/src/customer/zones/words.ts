/** The words of a large job's zones on the customer's page. */
import { language } from '../words'

const zh = {
  title: '分区验收', lead: '逐间看一遍：没问题的签字，不满意的写明，免费返工。', leadDone: '各区都已验收。', metres: '{n} 平方米', open: '待验收', again: '已返工，请再看', before: '做之前', after: '做完后', wrongPhoto: '您拍的照片',
  photoOf: '{zone} {which}', right: '没问题，签字', wrongHere: '有问题', wrongMore: '再补充', rightAfter: '可以了，签字', allRight: '其余都没问题，一次签字', signed: '{name} {time} 签字', byPhone: '在手机上', byOffice: '当面，由门店记录', wrongSaid: '您说的问题（{time}）', wrongSaidOffice: '您当面说的问题（{time}）', redo: '{time} 免费上门返工', redoSoon: '门店会联系您约返工时间', redoNow: '师傅还在现场，会马上返工',
  off: '没有验收，已减 {money}', signTitle: '验收：{zones}', signHint: '签字表示这些区域做得没问题。整单做完后再签一次总验收。', count: '{n} 个区域', wrongTitle: '{zone}：哪里不对？', wrongHint: '写清楚在哪、是什么，师傅照着返工。返工不收费。', wrongSay: '哪里不对', photo: '拍一张（可不拍）', photoAdded: '照片已传好', send: '告诉门店和师傅', done: '已签字验收', told: '已告诉门店和师傅', wait: '全部区域验收后，才能签整单。',
}
const en: Record<keyof typeof zh, string> = {
  title: 'Zone by zone', lead: 'Look at each room: sign for what is right, say what is not; it is done again free of charge.', leadDone: 'Every zone is settled.', metres: '{n} m²', open: 'To be looked at', again: 'Done again: please look', before: 'Before', after: 'After', wrongPhoto: 'Your photo',
  photoOf: '{zone}, {which}', right: 'It is right, sign', wrongHere: 'Not right', wrongMore: 'Say more', rightAfter: 'It is right now, sign', allRight: 'The rest is right: sign once', signed: 'Signed by {name}, {time}', byPhone: 'on the phone', byOffice: 'on the spot, written down by the shop', wrongSaid: 'What you said ({time})', wrongSaidOffice: 'What you said on the spot ({time})', redo: 'Done again free of charge, {time}', redoSoon: 'The shop will call you for a time to do it again', redoNow: 'The crew is still there and does it again now',
  off: 'Not accepted, {money} taken off', signTitle: 'Right: {zones}', signHint: 'Your signature says that these zones are right. When the whole job is done you sign for it once more.', count: '{n} zones', wrongTitle: '{zone}: what is not right?', wrongHint: 'Say where and what: the crew does it again by your words, free of charge.', wrongSay: 'What is not right', photo: 'Add a photo (if you like)', photoAdded: 'Photo added', send: 'Tell the shop and the crew', done: 'Signed', told: 'The shop and the crew know', wait: 'The whole job can be signed for when all zones are settled.',
}
export function sayZone(word: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
