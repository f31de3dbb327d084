import { expect, it } from 'vitest'
import { toast, toasts } from './toast'

it('one undo at a time: what a later deed says takes the earlier one away, other words stay', () => {
  toast.deed('已派给王芳', { label: '撤销', run: () => {} })
  toast.bad('没有改成')
  toast.deed('已派给李娜', { label: '撤销', run: () => {} })
  expect(toasts.map((x) => x.text)).toEqual(['没有改成', '已派给李娜'])
  toast.deed('已撤销')
  expect(toasts.filter((x) => x.action)).toEqual([])
})
