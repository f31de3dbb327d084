/** Words of the page 常用服务; names and descriptions of services come from the server. {master} is what the company calls its workers. */
import { me } from '@/shared/lib/state'
import { fill, language } from '@/shared/words'

const zh = {
  title: '常用服务', lead: '勾选本店做的，填上本店的价格，一次建好：服务项目、服务标准（逐项任务和验收办法）和价格。以后都能改。',
  price: '本店价格', share: '{master}分成', example: '例 {n}', perUnit: '元/{unit}', tasks: '标准 {n} 项', persons: '{n} 人同去', least: '{n} 分钟起', there: '已有', see: '查看', excluded: '不含：{what}',
  take: '建好这 {n} 项', pick: '先勾选要做的服务', noPrice: '没填价格的先不能报价，以后在「价格」里补', badPrice: '价格不是金额', badShare: '分成在 0 到 100 之间', done: '已建好 {n} 项服务', all: '全选', note: '示例价参考 2026 年新一线城市，不会自动采用；任务和要求是行业通行做法，请店长核对后使用。', notAllowed: '建服务和价格需要「发布标准和价格」的权限，请找店长或管理员。',
}
export type Word = keyof typeof zh
const en: Record<Word, string> = {
  title: 'Usual services', lead: 'Tick what your shop does and enter your own price: the service, its standard (task by task, and when each is accepted) and its price are made at once. All of it can be changed later.',
  price: 'Your price', share: 'Worker’s share', example: 'e.g. {n}', perUnit: 'yuan per {unit}', tasks: 'Standard of {n} tasks', persons: '{n} person together | {n} persons together', least: 'from {n} minutes', there: 'There already', see: 'Look', excluded: 'Not included: {what}',
  take: 'Make these {n}', pick: 'Tick the services you do', noPrice: 'Without a price a service cannot be quoted yet; add it later under Prices', badPrice: 'The price is not an amount', badShare: 'A share lies between 0 and 100', done: '{n} service is made | {n} services are made', all: 'All', note: 'Examples are prices of a new first-tier city in 2026 and are never taken over by themselves; tasks and requirements are the trade’s common practice: read them before you use them.', notAllowed: 'This needs the right to publish standards and prices; ask the manager or administrator.',
}
export const both = { zh, en }
export function say(word: Word, values: Record<string, string | number> = {}): string {
  const all: Record<string, string | number> = { master: me.value?.worker_word ?? '师傅', ...values }
  return fill(both[language.value === 'en' ? 'en' : 'zh'][word], all)
}
