/** A button that waits for an answer is disabled meanwhile and loses the keyboard: it has it back once it may be pressed again, unless one went on elsewhere. */
export function keepPressed() {
  addEventListener('click', (event) => {
    const button = (event.target as Element).closest('button')
    if (!button) return
    const watch = new MutationObserver(() => {
      if (button.disabled) return
      watch.disconnect()
      if (button.isConnected && document.activeElement === document.body) button.focus({ preventScroll: true })
    })
    watch.observe(button, { attributeFilter: ['disabled'] })
  }, true)
}
