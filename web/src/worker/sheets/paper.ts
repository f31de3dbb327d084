import { language } from '../words'

/** The words of a renewed paper. */
const zh = {
  title: '交新证', hint: '拍清楚整张证，字要看得见。体检只拍健康证或结论页，不拍化验单。门店核对以后生效。', photo: '拍新证', kept: '照片已加上，重拍', until: '证上写的到期日', later: '新证要比旧证晚到期', send: '交给门店', waits: '已记下，等待上传',
}
const en: Record<keyof typeof zh, string> = {
  title: 'Renew', hint: 'The whole paper, so that it can be read. Of a medical check only the certificate or the conclusion, no laboratory results. It counts once the shop has compared it.', photo: 'Photograph the new paper', kept: 'Photo added; take another', until: 'Last day on the paper', later: 'The new paper has to end later than the old one', send: 'Send to the shop', waits: 'Kept; waits to be sent',
}
export const sayPaper = (word: keyof typeof zh): string => (language.value === 'en' ? en : zh)[word]
