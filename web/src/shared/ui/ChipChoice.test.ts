// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import ChipChoice from './ChipChoice.vue'

const options = ['住家', '不住家', '夜间'].map((label, i) => ({ value: i + 1, label }))
const made = (modelValue: number | string, clearable = false) => mount(ChipChoice, { props: { label: '住家方式', options, modelValue, clearable }, attachTo: document.body })
const chosen = (chips: ReturnType<typeof made>) => chips.emitted('update:modelValue')?.at(-1)?.[0]

it('is one stop of the keyboard, at what is chosen', () => {
  const stops = (modelValue: number | string) => made(modelValue).findAll('button').map((b) => b.attributes('tabindex'))
  expect(stops(2)).toEqual(['-1', '0', '-1'])
  expect(stops('')).toEqual(['0', '-1', '-1'])
})
it('the arrows choose the next one, around the ends', async () => {
  const chips = made(3)
  await chips.findAll('button')[2]!.trigger('keydown', { key: 'ArrowRight' })
  expect(chosen(chips)).toBe(1)
  expect(document.activeElement?.textContent).toBe('住家')
  await chips.findAll('button')[0]!.trigger('keydown', { key: 'ArrowLeft', ctrlKey: true })
  expect(chips.emitted('update:modelValue')).toHaveLength(1)
})
it('what is chosen is given up only where nothing may be said', async () => {
  const must = made(2), may = made(2, true)
  await must.findAll('button')[1]!.trigger('click')
  await may.findAll('button')[1]!.trigger('click')
  expect([chosen(must), chosen(may)]).toEqual([undefined, ''])          // nothing changed; nothing is said any more
})
