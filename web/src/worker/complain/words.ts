import { language } from '../words'

/** The words of complaining about a customer. */
const zh = {
  open: '反映客户问题', title: '客户哪里不对？', hint: '点一项就交给门店，8 秒内可以撤回。要说的、要拍的先写先拍。客户看不到。', soonLeft: '{n} 秒后交给门店', soonBack: '撤回，先不交', soonNow: '现在就交', say: '说说怎么回事（可不填）', photo: '拍照（可不拍）', photoKept: '照片已加上', danger: '正有危险？先走开，按住红色「求助」。',
  asked: '门店想听您说', askedBy: '请在 {time} 前回答', askedLate: '已过 {time}，门店会打电话给您', askedSay: '当时是什么情况，您做了什么', askedMore: '还要补充的话', askedSaid: '您说过：{said}', askedSend: '交给门店', askedHint: '还没有结论，先听您说。没有网络也能写，联网后自动送出。',
  mine: '我反映的问题', waits: '等待上传', answerBy: '门店 {time} 前联系你', taken: '门店已受理', closed: '结果：{said}',
}
const en: Record<keyof typeof zh, string> = {
  open: 'Complain of the customer', title: 'What was wrong?', hint: 'One tap on the reason sends it to the office; for 8 seconds you can take it back. Write or photograph first what should go along. The customer does not see it.', soonLeft: 'Goes to the office in {n} s', soonBack: 'Take it back', soonNow: 'Send now', say: 'What happened (may stay empty)', photo: 'Photo (if you like)', photoKept: 'Photo added', danger: 'Danger now? Leave first, and hold the red “Help”.',
  asked: 'The office would like to hear you', askedBy: 'Please answer by {time}', askedLate: 'It was due by {time}; the office will call you', askedSay: 'What you saw and did', askedMore: 'Anything more', askedSaid: 'You said: {said}', askedSend: 'Send to the office', askedHint: 'Nothing is decided before you are heard. You can write without a network; it goes out by itself.',
  mine: 'What I complained of', waits: 'waits to be sent', answerBy: 'The office calls you before {time}', taken: 'The office is on it', closed: 'Outcome: {said}',
}
export function sayComplain(word: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
