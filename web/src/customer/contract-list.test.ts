// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import ContractList from './ContractList.vue'

vi.mock('./state', async () => {
  const { ref } = await import('vue')
  const line = (id: number, to_sign: boolean) => ({ id, number: `HT26-0000${id}`, line: '月嫂', state_label: '', first: 20847, last: 20872, to_sign, sign: `#/sign/own-${id}` })
  return { me: ref({ settled: true, known: true }), shortDay: String, ask: () => Promise.resolve({ status: 200, body: { contracts: [line(1, true), line(2, false)] } }) }
})
const shown = async (open: boolean) => {
  const box = document.createElement('div')
  createApp(ContractList, { open }).mount(box)
  await new Promise((done) => setTimeout(done, 5))
  return [...box.querySelectorAll('a')].map((a) => a.getAttribute('href'))
}

it('on the first pages stands only what waits for her name', async () => {
  expect(await shown(true)).toEqual(['#/sign/own-1'])
  expect(await shown(false)).toEqual(['#/sign/own-1', '#/sign/own-2'])
})
