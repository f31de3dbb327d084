import { expect, test } from 'vitest'
import { handedOver } from './handed-over'

test('an amount handed over is a number, as an amount typed is', () => {
  const fields = [{ name: 'kind', kind: 'choice' as const }, { name: 'bill', kind: 'ref' as const }, { name: 'amount', kind: 'money' as const }, { name: 'remark', kind: 'text' as const }]
  expect(handedOver(fields, { kind: 'from_customer', bill: '7', amount: '546000', other: '1' })).toEqual({ kind: 'from_customer', bill: 7, amount: 546000 })
})
