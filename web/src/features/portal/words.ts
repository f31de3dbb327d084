/** Words of what the office does for the customer's phone. */
import { fill, language } from '@/shared/words'

const zh = {
  title: '客户手机', make: '念登录验证码', until: '念给客户听，{time} 前有效（{phone}）', hint: '没有短信通道时，客户打电话来要验证码，念之前先核对是本人。每次都会记进日志。客户网址 {address}',
  signTitle: '签署验证码', signMake: '念验证码', signUntil: '念给对方听，{time} 前有效（{phone}）', signHint: '没有短信通道时，师傅打开签署链接要验证码，打电话来时念给她；念之前先核对是本人。每次都会记进日志。',
  link: '给客户的链接', linkVisit: '这一单的进度页，不用登录就能看', linkAgreement: '赔付协议，客户登录后阅读、签字', linkCall: '回访问卷，不用登录就能答，答了就算回访完成', linkComplaint: '投诉的处理方案，客户登录后答复同意或不同意', linkSurvey: '勘测时间和要准备的事，不用登录就能确认或改期', linkFestival: '春节安排，不用登录就能看价格、选照常或暂停', copy: '复制', copied: '链接已复制', byHand: '链接已选中，请按 Ctrl+C 复制',
  copyTitle: '生成个人信息副本', copyOf: '谁的资料', copyAuto: '自动', copyCustomer: '作为客户', copyWorker: '作为员工', copyPage: '生成网页版', copyJson: '生成 JSON',
  copyHint: '文件里有证件号、手机号、地址的明文，只交给本人。既是客户又是员工的，两份都要。每次生成都记进日志。', ask: '登记个人信息申请',
  needed: '删除个人信息前要办完的事', neededLook: '查看', neededThese: '：', neededNone: '都办完了，可以在人员页「删除个人信息」。', neededNoneAsk: '都办完了，可以删除了。', neededDone: '资料已经删除，用「已办好」结束这份申请。', neededPerson: '打开人员页', neededMore: '另有 {n} 项在其他门店或没有列出', neededWho: '删除由店长、管理员等有「删除个人信息」权限的人办理：登记一份个人信息申请，就会进他们的待办。',
}
export type Word = keyof typeof zh
const en: Record<Word, string> = {
  title: "Customer's phone", make: 'Read out a login code', until: 'Read it to her; it holds until {time} ({phone})',
  hint: 'Where no SMS goes out she calls for a code. Make sure it is she before you read it; each is written into the log. Her page: {address}',
  signTitle: 'Code to sign with', signMake: 'Read out a code', signUntil: 'Read it to her; it holds until {time} ({phone})', signHint: 'Where no SMS goes out she calls for the code that her signing page asks for. Make sure it is she before you read it; each is written into the log.',
  link: 'Link for the customer', linkVisit: 'Where this visit stands, to be seen without a login', linkAgreement: 'The agreement, to read and sign after a login', linkCall: 'The questions of this call; answered there without a login it counts as the call', linkComplaint: 'What is proposed to the complaint; she says yes or no after a login', linkSurvey: 'When somebody looks at the home and what to prepare; she confirms or asks for another time without a login', linkFestival: 'Her plan over Spring Festival: prices, and keep or pause, without a login', copy: 'Copy', copied: 'Link copied', byHand: 'The link is selected; copy it with Ctrl+C',
  copyTitle: 'Make the copy of her data', copyOf: 'Whose data', copyAuto: 'Automatic', copyCustomer: 'As a customer', copyWorker: 'As a worker', copyPage: 'Make a page', copyJson: 'Make JSON',
  copyHint: 'ID numbers, phones and addresses stand in it in the open: for herself only. Who is both a customer and a worker gets both. Each file is written into the log.', ask: 'Enter a request about her data',
  needed: 'To be settled before her data are erased', neededLook: 'Look', neededThese: ':', neededNone: 'All is settled: she can be erased on her own page.', neededNoneAsk: 'All is settled: she can be erased.', neededDone: 'She is erased: end this request with “Done as asked”.', neededPerson: 'Open her page', neededMore: 'and {n} more, of other branches or not named here', neededWho: 'Who may erase persons does it: the manager or the administrator. Enter a request about her data, and it stands in their queue.',
}
export const both = { zh, en }
export function say(word: Word, values: Record<string, string | number> = {}): string {
  return fill(both[language.value === 'en' ? 'en' : 'zh'][word], values)
}
