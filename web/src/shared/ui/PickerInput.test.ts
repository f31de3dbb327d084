// @vitest-environment happy-dom
import { ElDatePicker, ElInput } from 'element-plus'
import { describe, expect, it } from 'vitest'
import { createApp, h, nextTick, ref } from 'vue'
import PickerInput from './PickerInput.vue'

const settle = async () => { for (let i = 0; i < 5; i++) { await nextTick(); await new Promise((done) => setTimeout(done, 0)) } }

describe('a typed date', () => {
  it('that is none stays as it was typed, and is no other day', async () => {
    const model = ref<unknown>(null), root = document.body.appendChild(document.createElement('div'))
    const app = createApp({ render: () => h(PickerInput, { kind: 'day' as const, keepsText: true, modelValue: model.value, 'onUpdate:modelValue': (v: unknown) => { model.value = v } }) })
    app.component('ElDatePicker', ElDatePicker).component('ElInput', ElInput).mount(root)
    const input = () => root.querySelector('input')!
    const type = async (text: string) => { input().value = text; input().dispatchEvent(new Event('input', { bubbles: true })); await settle(); input().dispatchEvent(new Event('change', { bubbles: true })); await settle() }
    await settle()
    await type('1990-02-31')
    expect([model.value, input().value]).toEqual(['1990-02-31', '1990-02-31'])
    await type('1990-02-28')
    expect([model.value, input().value]).toEqual([Date.UTC(1990, 1, 28) / 86_400_000, '1990-02-28'])
    app.unmount()
  })
})
