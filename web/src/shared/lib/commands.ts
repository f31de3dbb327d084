/** Commands and shortcuts in one registry: the palette lists them, the keyboard runs them, "?" explains them. */
import { onScopeDispose, shallowReactive } from 'vue'
import { preferences } from './preferences'

export interface Command {
  id: string; title: string; group: string
  /** "n", "g t" (a sequence), "ctrl+k", "?" */
  keys?: string
  words?: string
  when?: () => boolean
  run: () => void
}
export const commands = shallowReactive(new Map<string, Command>())

export function useCommands(list: () => Command[]) {
  const mine = list()
  for (const command of mine) commands.set(command.id, command)
  onScopeDispose(() => { for (const command of mine) if (commands.get(command.id) === command) commands.delete(command.id) })
}

const inField = (target: EventTarget | null) => target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select, [role="combobox"]'))
/** A dialog or an open menu owns the keyboard. */
const covered = () => document.querySelector('.el-overlay:not([style*="display: none"]) [role="dialog"], [data-palette]') !== null

export function keyName(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if ((event.ctrlKey || event.metaKey) && event.shiftKey && key === 'z') return 'ctrl+y'      // redo, to half of the world
  return (event.ctrlKey || event.metaKey ? 'ctrl+' : '') + (event.altKey ? 'alt+' : '') + (event.shiftKey && event.key.length > 1 ? 'shift+' : '') + key
}

export function listenToKeys() {
  let before = ''
  let timer = 0
  addEventListener('keydown', (event) => {
    if (event.isComposing || event.defaultPrevented) return
    const name = keyName(event)
    const modified = name.startsWith('ctrl+')
    if (!modified && (inField(event.target) || !preferences.letters)) return
    if (covered() && name !== 'ctrl+k') return
    const found = [...commands.values()].filter((c) => c.keys && (c.when?.() ?? true))
    const hit = found.find((c) => before && c.keys === `${before} ${name}`) ?? found.find((c) => c.keys === name)
    clearTimeout(timer)
    before = ''
    if (hit) {
      event.preventDefault()
      hit.run()
    } else if (found.some((c) => c.keys!.startsWith(`${name} `))) {
      before = name
      timer = window.setTimeout(() => { before = '' }, 1200)
    }
  })
}
