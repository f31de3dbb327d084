/** Words of a recurring service's card. 「每」 stands before 「周五」. */
const zh = {
  plans: '我的定期服务', weekly: '每', every: '每 {n} 周', since: '从 {day} 起：', paused: '{from} 到 {to} 暂停', pausedOpen: '{from} 起暂停', last: '做到 {day}', backup: '（她来不了时 {name}）',
  skip: '节假日停一次', shift: '节假日顺延到下一个工作日', keep: '节假日照常', key: '您的钥匙由门店保管', price: '每次 {price}，到 {day} 不变', priceNow: '每次 {price}', priceAsked: '{day} 起想改为每次 {price}，可以吗？', priceHint: '现在每次 {old}。您同意才改；不同意、不回答，都还是 {old}。', priceYes: '同意', priceNo: '不同意', priceAgreed: '您已同意：{day} 起每次 {price}', priceDeclined: '您没有同意改为 {price}，还是原价；门店会联系您。', call: '暂停、改时间、换人：打给门店',
  festival: '春节 {from} 到 {to}：照常还是暂停？请答复', festivalPause: '春节 {from} 到 {to} 没有人手，能暂停吗？请答复', festivalKeeps: '春节 {from} 到 {to}：您要照常', festivalPauses: '春节 {from} 到 {to}：您要暂停',
}
const en: Record<keyof typeof zh, string> = {
  plans: 'My regular service', weekly: 'Every week', every: 'Every {n} weeks', since: 'From {day}: ', paused: 'Paused {from} to {to}', pausedOpen: 'Paused from {from}', last: 'Until {day}', backup: ' (if she cannot: {name})',
  skip: 'Left out on holidays', shift: 'After holidays on the next working day', keep: 'Holidays as usual', key: 'The shop keeps your key', price: '{price} a visit, unchanged until {day}', priceNow: '{price} a visit', priceAsked: 'From {day} we would like {price} a visit. Is that all right?', priceHint: 'Now it is {old}. It rises only with your yes; a no or no answer leaves it at {old}.', priceYes: 'Yes', priceNo: 'No', priceAgreed: 'You agreed: from {day} {price} a visit', priceDeclined: 'You did not agree to {price}: the old price stays, and the shop will call you.', call: 'To pause, move or change: call the shop',
  festival: 'Spring Festival, {from} to {to}: shall we come, or pause?', festivalPause: 'Spring Festival, {from} to {to}: nobody can come. May it pause?', festivalKeeps: 'Spring Festival, {from} to {to}: we come, as you said', festivalPauses: 'Spring Festival, {from} to {to}: it pauses, as you said',
}
export const both = { zh, en }
