import { describe, expect, it } from 'vitest'
import type { Field } from '@/shared/lib/types'
import { customerFields, newCustomer } from './customer-fields'

const field = (name: string, more: object = {}) => ({ name, label: name, kind: 'text', ...more }) as Field
const fields = [field('name', { required: true }), field('kind'), field('person', { required: true }), field('platform_phone')], phone = field('phone')
const asked = (model: Record<string, string | number>, known = false) => customerFields(fields, phone, model, known)

describe('a new customer', () => {
  it('is a name and a phone', () => {
    expect(asked({}).map((f) => f.name)).toEqual(['name', 'phone', 'person', 'kind', 'platform_phone'])
    expect(asked({}).filter((f) => f.required).map((f) => f.name)).toEqual(['name', 'phone'])
  })
  it('of a platform has its number', () => expect(asked({ platform_phone: '95013' }).find((f) => f.name === 'phone')?.required).toBe(false))
  it('who is in the register already has hers', () => expect(asked({ person: 7 })).toBe(fields))
  it('with a number that is somebody’s may be somebody else', () => expect(asked({}, true)[2]?.name).toBe('another'))
  it('is sent as the desk sends it', () => expect(newCustomer(fields, { name: '钱', phone: '139', kind: 'x', another: true })).toEqual({ person: { name: '钱', phone: '139' }, customer_new: { name: '钱', kind: 'x' }, another: true }))
})
