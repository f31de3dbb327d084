import { language } from '../words'

/** The words of a month's wage that the family pays her itself. */
const zh = { title: '家里付的工资，收到了吗？', familySays: '家里说付了 {paid}', familySilent: '家里还没说付没付', yes: '收到了', no: '没收到、少了', howMuch: '收到多少、还差多少（可不填）', send: '告诉门店', waits: '已答复，等待上传', not_got: '您说没收到、少了，门店会问家里', agreed: '您已收到', cleared: '门店已问清' }
const en: Record<keyof typeof zh, string> = { title: 'The family’s wage: have you got it?', familySays: 'The family says it paid {paid}', familySilent: 'The family has not said yet', yes: 'I have it', no: 'Not, or not all', howMuch: 'What you got, what is missing (may stay empty)', send: 'Tell the office', waits: 'Answered; waits to be sent', not_got: 'You said it is not paid; the office asks the family', agreed: 'You have it', cleared: 'Cleared up by the office' }
export function sayPaid(word: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
