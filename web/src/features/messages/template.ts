/** A template's values as people call them: {时间} in front of them, {time} on the wire. */
export interface Value { name: string; label: string; example: string; required: boolean }

/** A label that two values share names neither: those keep their own name. */
const shownName = (values: readonly Value[], v: Value) => (values.filter((o) => o.label === v.label).length > 1 || /[{}]/.test(v.label) ? v.name : v.label)

export const shownText = (values: readonly Value[], text: string) => values.reduce((out, v) => out.replaceAll(`{${v.name}}`, `{${shownName(values, v)}}`), text)
export const wireText = (values: readonly Value[], text: string) => values.reduce((out, v) => out.replaceAll(`{${shownName(values, v)}}`, `{${v.name}}`), text)
export const tokenOf = (values: readonly Value[], v: Value) => `{${shownName(values, v)}}`

/** The pattern in pieces: plain words, and values. */
export function pieces(values: readonly Value[], pattern: string): { text: string; value?: Value }[] {
  return pattern.split(/(\{\w+\})/).filter(Boolean).map((text) => ({ text, value: values.find((v) => `{${v.name}}` === text) }))
}
