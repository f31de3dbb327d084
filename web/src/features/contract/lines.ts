/** Two wordings against each other, sentence by sentence. Pure. */
export interface Piece { kind: 'same' | 'removed' | 'added'; text: string }

/** Sentences with the mark that ends them; a line break ends one too. */
export const sentences = (text: string) => text.match(/[^。；;！？\n]*[。；;！？\n]|[^。；;！？\n]+$/g) ?? []

/** The longest common run of sentences stays; what is only in one of them is removed or added, in reading order. */
export function lineDiff(before: string, after: string): Piece[] {
  const a = sentences(before), b = sentences(after)
  const common = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--) for (let k = b.length - 1; k >= 0; k--) common[i]![k] = a[i] === b[k] ? common[i + 1]![k + 1]! + 1 : Math.max(common[i + 1]![k]!, common[i]![k + 1]!)
  const out: Piece[] = []
  const put = (kind: Piece['kind'], text: string) => {
    const last = out.at(-1)
    if (last?.kind === kind) last.text += text
    else out.push({ kind, text })
  }
  let i = 0, k = 0
  while (i < a.length || k < b.length) {
    if (i < a.length && k < b.length && a[i] === b[k]) { put('same', a[i]!); i++; k++ } else if (i < a.length && (k === b.length || common[i + 1]![k]! >= common[i]![k + 1]!)) put('removed', a[i++]!)
    else put('added', b[k++]!)
  }
  return out
}
