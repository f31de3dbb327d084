/** Words of signing a contract, for customers and workers alike. */
import { language } from './words'

const zh = {
  title: '签署合同', from: '{company}请您阅读并签署合同 {number}', mine: '您与{company}签的合同 {number}', titleMine: '我签的合同', toPhone: '先用您的手机号 {phone} 收一个验证码，确认是您本人。', getCode: '获取验证码', code: '验证码（6 位）', sent: '验证码已发出，{n} 分钟内有效', byShop: '短信发不出，请致电门店 {phone}', demo: '演示数据：验证码是 {code}', open: '打开合同', again: '{n} 秒后可重发',
  reading: '{name}，请完整阅读。有不明白的先问门店，再签。', gone: '这个链接已失效，请向门店要新的', call: '致电门店', draw: '在这里手写签名', clear: '重写', nameSign: '不方便手写？用姓名签', nameUse: '用姓名签字', agree: '我已完整阅读并理解合同全文，同意签署', sign: '签署合同', signed: '您已签署', right: '您以什么身份签署', rightPick: '请选择', rightHint: '与被照护人的关系，须与合同上写的一致；合同写得不对就先别签，致电门店更正。', rightGuardian: '合同写明监护人：{name}。身份须与合同一致；写得不对就先别签，致电门店更正。', signedHint: '三方签全后，可在这里查看和下载带签署证据页的合同。', paper: '下载合同（PDF）', hash: '文本指纹', toEnd: '读到底部再签', contracts: '我的合同', none: '还没有合同', toSign: '待签署', read: '查看', until: '{from} 至 {to}', loading: '正在打开…',
}
const en: Record<keyof typeof zh, string> = {
  title: 'Sign a contract', from: '{company} asks you to read and sign contract {number}', mine: 'Your contract {number} with {company}', titleMine: 'A contract you signed', toPhone: 'First a code to your number {phone}, so that we know it is you.', getCode: 'Get a code', code: 'Code (6 digits)', sent: 'The code is on its way; it holds for {n} minutes', byShop: 'No SMS can be sent; please call the shop, {phone}', demo: 'Demo data: the code is {code}', open: 'Open the contract', again: 'Again in {n} s',
  reading: '{name}, please read all of it. Ask the shop first if something is unclear.', gone: 'This address opens nothing any more; ask the shop for a new one', call: 'Call the shop', draw: 'Sign here', clear: 'Clear', nameSign: 'Cannot draw? Sign by name', nameUse: 'Sign by name', agree: 'I have read and understood the whole contract and agree', sign: 'Sign', signed: 'You have signed', right: 'By which right do you sign', rightPick: 'Please choose', rightHint: 'Towards who is cared for, as the contract says it. If the contract is wrong, do not sign: call the shop.', rightGuardian: 'The contract names the guardian: {name}. Your right is the one it says; if it is wrong, do not sign: call the shop.', signedHint: 'When all three have signed you can read and download it here, with the page of evidence.', paper: 'Download (PDF)', hash: 'Hash of the text', toEnd: 'Read to the end, then sign', contracts: 'My contracts', none: 'No contracts yet', toSign: 'To sign', read: 'Read', until: '{from} to {to}', loading: 'Opening…',
}
export type SignWord = keyof typeof zh
export function saySign(word: SignWord, values: Record<string, string | number> = {}): string {
  return (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
export const both = { zh, en }
