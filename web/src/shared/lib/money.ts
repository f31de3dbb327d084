/** Money is whole fen. Yuan exist only as text in front of people. */
export function moneyText(fen: number): string {
  const sign = fen < 0 ? '-' : ''
  const n = Math.abs(fen)
  return `${sign}¥${Math.floor(n / 100).toLocaleString('en-US')}.${String(n % 100).padStart(2, '0')}`
}
export function yuanText(fen: number): string {
  const sign = fen < 0 ? '-' : ''
  const n = Math.abs(fen)
  return n % 100 ? `${sign}${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}` : `${sign}${n / 100}`
}
/** "1,280.5", "￥1280.50", "１２８０元" → fen without ever passing through a fraction; null: not an amount. A comma parts thousands: "12,5" is no 125. */
export function fenFromText(text: string): number | null {
  const written = text.normalize('NFKC').replace(/[¥元\s]/g, '')
  if (written.includes(',') && !/^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(written)) return null
  const plain = written.replaceAll(',', '')
  const m = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(plain)
  if (!m) return null
  const fen = Number(m[2]) * 100 + Number((m[3] ?? '').padEnd(2, '0'))
  return m[1] ? -fen : fen
}
