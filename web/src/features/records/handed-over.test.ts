import { expect, test } from 'vitest'
import { handedOver } from './handed-over'

test('an amount handed over is a number, as an amount typed is', () => {
  const fields = [{ name: 'kind', kind: 'choice' as const }, { name: 'bill', kind: 'ref' as const }, { name: 'amount', kind: 'money' as const }, { name: 'remark', kind: 'text' as const }]
  expect(handedOver(fields, { kind: 'from_customer', bill: '7', amount: '546000', other: '1' })).toEqual({ kind: 'from_customer', bill: 7, amount: 546000 })
})

test('a set handed over is a list, as the days of a week are picked', () => {
  expect(handedOver([{ name: 'weekdays', kind: 'set' as const }], { weekdays: 'mon,fri' })).toEqual({ weekdays: ['mon', 'fri'] })
})
