/** Questions that a function can await; `AskHost` draws them. */
import { shallowRef } from 'vue'

export interface Question { title: string; text?: string; confirm: string; danger?: boolean; reason?: { label: string; required: boolean } }
export interface Asked extends Question { answer: (value: string | null) => void }
export const asked = shallowRef<Asked | null>(null)

function ask(question: Question): Promise<string | null> {
  return new Promise((done) => {
    asked.value = { ...question, answer: (value) => { asked.value = null; done(value) } }
  })
}
export const askConfirm = async (question: Question) => (await ask(question)) !== null
/** The reason as given, null when the person went back. */
export const askReason = (question: Question & { reason: { label: string; required: boolean } }) => ask(question)
