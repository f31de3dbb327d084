/** The phone's back button closes the sheet that lies on top and leaves the page under it where it is. While any sheet is open one entry of the browser's
 *  history stands for all of them; closed by its own button, the sheet takes that entry away again. */
interface Mark { sheet?: boolean }
const open: (() => void)[] = []
const marked = () => (history.state as Mark | null)?.sheet === true
const mark = () => { if (!marked()) history.pushState({ ...(history.state as object | null), sheet: true }, '') }

addEventListener('popstate', () => {
  if (marked() || !open.length) return
  open.at(-1)!()
  /* What closed may have lain upon another one, or may ask something first and stay. */
  setTimeout(() => { if (open.length) mark() })
})
/* Opened anew in the middle of a sheet: there is none now, and the entry is an ordinary one. */
if (marked()) history.replaceState({ ...(history.state as object), sheet: false }, '')

/** `close` is what the back button does; answers with what is to be called when the sheet is gone. */
export function sheetOpened(close: () => void): () => void {
  open.push(close)
  mark()
  return () => {
    open.splice(open.indexOf(close), 1)
    /* In a moment: another sheet may take its place, or a link of the sheet has led on by then. */
    setTimeout(() => { if (!open.length && marked()) history.back() })
  }
}
