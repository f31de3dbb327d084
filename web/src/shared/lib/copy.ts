/** Puts text where Ctrl+V finds it; whether it came there. Shops often open the office over plain http, where browsers have no
 *  `navigator.clipboard`: the old way, a selected field and the browser's own copying, works there too. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copiedBySelection(text)
  }
}
function copiedBySelection(text: string): boolean {
  const field = document.createElement('textarea'), focused = document.activeElement as HTMLElement | null
  field.value = text
  field.readOnly = true
  field.style.cssText = 'position: fixed; top: 0; opacity: 0'
  /* Beside what has the focus: a dialog keeps the focus inside itself. */
  ;(focused?.parentElement ?? document.body).append(field)
  field.select()
  let done = false
  try { done = document.execCommand('copy') } catch { /* neither way: the caller says so */ }
  field.remove()
  focused?.focus({ preventScroll: true })
  return done
}
