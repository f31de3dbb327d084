// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { keepPlace } from './keep-place'

const buttons = (...labels: string[]) => { const box = document.createElement('div'); box.innerHTML = labels.map((l) => `<button>${l}</button>`).join(''); document.body.append(box); return box }
const later = async () => { await nextTick(); await new Promise((done) => setTimeout(done, 5)) }
const on = () => document.activeElement?.textContent

it('after a step the keyboard goes on at the next one, also where its buttons are drawn anew', async () => {
  const box = shallowRef<HTMLElement | null>(buttons('她愿意')), place = keepPlace(() => 'recommendation.7', box)
  box.value!.querySelector('button')!.focus()
  place.left()
  box.value!.remove()
  const anew = keepPlace(() => 'recommendation.7', shallowRef(buttons('推荐给客户', '撤回'))), other = keepPlace(() => 'recommendation.8', shallowRef(buttons('约面试')))
  other.back()
  await later()
  expect(document.activeElement).toBe(document.body)
  anew.back()
  await later()
  expect(on()).toBe('推荐给客户')
})
it('who went on elsewhere stays there', async () => {
  const place = keepPlace(() => 'demand.1', shallowRef(buttons('确认'))), elsewhere = buttons('找人选').querySelector('button')!
  place.left()
  elsewhere.focus()
  place.back()
  await later()
  expect(on()).toBe('找人选')
})
it('never on what cannot be taken back: the grey button before it says why', async () => {
  const box = shallowRef(buttons('背调通过', '不录用')), place = keepPlace(() => 'worker.1', box)
  box.value.querySelector('button')!.setAttribute('aria-disabled', 'true')
  box.value.querySelectorAll('button')[1]!.className = 'el-button el-button--danger'
  place.left()
  ;(document.activeElement as HTMLElement | null)?.blur()
  place.back()
  await later()
  expect(on()).toBe('背调通过')
})
it('what a page puts before the steps is what comes next', async () => {
  const cell = buttons('拟合同'), box = buttons('再锁 24 小时'), place = keepPlace(() => 'recommendation.9', shallowRef(box))
  cell.setAttribute('data-goes-on', '')
  cell.append(box)
  place.left()
  ;(document.activeElement as HTMLElement | null)?.blur()
  place.back()
  await later()
  expect(on()).toBe('拟合同')
})
