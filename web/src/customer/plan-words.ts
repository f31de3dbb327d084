/** Words of a recurring service's card. 「每」 stands before 「周五」. */
const zh = {
  plans: '我的定期服务', weekly: '每', every: '每 {n} 周', since: '从 {day} 起：', paused: '{from} 到 {to} 暂停', pausedOpen: '{from} 起暂停', last: '做到 {day}', backup: '（她来不了时 {name}）',
  skip: '节假日停一次', shift: '节假日顺延到下一个工作日', keep: '节假日照常', key: '您的钥匙由门店保管', price: '每次 {price}，到 {day} 不变', call: '暂停、改时间、换人：打给门店',
}
const en: Record<keyof typeof zh, string> = {
  plans: 'My regular service', weekly: 'Every week', every: 'Every {n} weeks', since: 'From {day}: ', paused: 'Paused {from} to {to}', pausedOpen: 'Paused from {from}', last: 'Until {day}', backup: ' (if she cannot: {name})',
  skip: 'Left out on holidays', shift: 'After holidays on the next working day', keep: 'Holidays as usual', key: 'The shop keeps your key', price: '{price} a visit, unchanged until {day}', call: 'To pause, move or change: call the shop',
}
export const both = { zh, en }
