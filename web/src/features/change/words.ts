/** Words of what a change costs and who could come, said while the customer is on the telephone. {m} is what the company calls its workers. */
import { me } from '@/shared/lib/state'
import { fill, language } from '@/shared/words'

const zh = {
  cost: '现在改期或取消', free: '不收费', fee: '客户的原因收 {fee}', tier: '规则：{tier}',
  customer: '客户的原因：收 {fee}（{tier}），{m}得其中她那份；记在客户名下。', customerFree: '客户的原因，但通知得早：不收费（{tier}）；记在客户名下。',
  worker: '{m}的原因：客户不付费；记在{m}名下。', company: '公司的原因：客户不付费；记在门店名下，不算{m}的。', nobody: '谁都没有责任：不收费，不进任何人的考核。',
  ours: '我们提出的改期：客户不付费。', same: '{name} {time} 能去，前后的单都赶得上', notSame: '{name} {time} 去不了', nobodyYet: '这一单还没有派人', offers: '可以这样答复客户', other: '{name} 在 {time} 去', later: '还是 {name}，改到 {time}', none: '这个时间没有人能去，请换一个时间', looking: '正在查…', pick: '先选新的开始时间',
  amendWorker: '这一家从 {day} 起是 {name}，工资 {money}；合同写的还是 {was}。下面已按现在的情况填好。', amendWage: '{name} 从 {day} 起的工资是 {money}；合同写的还是 {was}。下面已按现在的情况填好。', amendWhatWorker: '换人：由 {name} 服务，工资 {money}', amendWhatWage: '工资改为 {money}', amendRests: '{name} 现在休：{days}；合同写的还是：{was}。下面已按现在的情况填好。', amendWhatRests: '休息日改为：{days}', amendDays: '每月 {n} 天，日子另商定', amendNone: '没有写明',
  stillFree: '还有 {n} 位全程合规、从 {day} 起能接替。家庭不再要人的，选「客户不再要人」，按合同约定的阶梯退；我们派不出人的，才按保障期退。', nobodyFree: '从 {day} 起没有全程合规的人选能接替。',
  paidAhead: '账单 {n} 已提前付了这个月的服务费 {money}，下面已填好；没上满的天数从里面退。',
}
export type Word = keyof typeof zh
const en: Record<Word, string> = {
  cost: 'Moved or cancelled now', free: 'free', fee: '{fee} when it is the customer’s wish', tier: 'rule: {tier}',
  customer: 'The customer’s reason: {fee} ({tier}), of which the worker gets her part; counts as hers.', customerFree: 'The customer’s reason, told early: free ({tier}); counts as hers.',
  worker: 'The worker’s reason: the customer pays nothing; counts in the worker’s figures.', company: 'Our reason: the customer pays nothing; counts in the shop’s figures, not the worker’s.', nobody: 'Nobody’s fault: free, in nobody’s figures.',
  ours: 'Our wish: the customer pays nothing.', same: '{name} can come at {time}, with her other visits as they are', notSame: '{name} cannot come at {time}', nobodyYet: 'Nobody has this visit yet', offers: 'What to offer the customer', other: '{name} at {time}', later: '{name} herself, at {time}', none: 'Nobody can come then; try another time', looking: 'Looking…', pick: 'Choose the new start first',
  amendWorker: 'From {day} on {name} serves this home, for {money}; the contract still names {was}. Filled in below as it is now.', amendWage: 'From {day} on the wage of {name} is {money}; the contract still says {was}. Filled in below as it is now.', amendWhatWorker: 'Replacement: {name} serves, for {money}', amendWhatWage: 'The wage becomes {money}', amendRests: 'Rest days of {name} now: {days}; the contract still says: {was}. Filled in below as it is now.', amendWhatRests: 'Rest days become: {days}', amendDays: '{n} day a month, agreed each time | {n} days a month, agreed each time', amendNone: 'not said',
  stillFree: '{n} could still take over from {day} on, with everything in order. Where the family wants nobody else say so: the ladder of the contract holds then, the guarantee only where we cannot supply.', nobodyFree: 'Nobody with everything in order could take over from {day} on.',
  paidAhead: 'Bill {n} has this month paid ahead, {money}: filled in below. The days not served go back out of it.',
}
export const both = { zh, en }
export function say(word: Word, values: Record<string, string | number> = {}): string {
  const all: Record<string, string | number> = { m: me.value?.worker_word ?? '师傅', ...values }
  return fill(both[language.value === 'en' ? 'en' : 'zh'][word], all)
}
