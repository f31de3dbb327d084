import { expect, test } from 'vitest'
import type { RecordAnswer } from '@/shared/lib/types'
import { incidentForm } from './care-incident'

test('a fall in the care log is handed to the form of an incident with who, when and what', () => {
  const log = { id: 1, worker: 7, customer: 9, at: 1795783756628, signs: ['fever', 'fall'], note: '在卫生间' } as unknown as RecordAnswer
  expect(incidentForm(log, '发热、跌倒')).toEqual({ path: '/incident/new', query: { kind: 'elder_fall', source: 'worker', worker: '7', customer: '9', happened: '1795783756628', story: '发热、跌倒；在卫生间' } })
  expect(incidentForm({ ...log, signs: [], note: '' } as unknown as RecordAnswer, '').query).not.toHaveProperty('kind')
})
