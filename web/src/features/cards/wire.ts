/** What the calls of the ledger answer; amounts in fen. */
export interface Entry { id: number; number: string; day: number; kind: string; label: string; memo: string; visits: number; paid: number; gift: number; payment: number }
/** A card that was topped up: each contract of it, the oldest first, which is used first. `left`: fen, or visits and days. */
export interface Lot { id: number; number: string; state_label: string; left: number; bought: number; sold_at: number }
/** Open of the holder and to be paid from the card: `amount` of it. */
export interface Payable { type: 'visit' | 'bill'; id: number; title: string; day: number; open: number; amount: number }
export interface SheetLine { code: string; label: string; rule: string; amount: number; why: string }
export interface Side { side: 'customer' | 'company' | 'nobody'; label: string; total: number; sheet: { lines: SheetLine[]; total: number } }
export interface Prepaid {
  balance: number; last_revenue: number; k24: number; stopped: boolean
  custody: { percent: number; quarter_end: number; balance_then: number; due: number; held: number; enough: boolean }
  filing: { filed: boolean; until: number; late: boolean }
  kinds: { kind: string; label: string; cards: number; paid: number; gift: number }[]
}
export interface TrialRow { id: number; code: string; name: string; kind: string; trust: boolean; debits: number; credits: number; balance: number }
export interface Trial { until: number; accounts: TrialRow[]; debits: number; credits: number; trust: number; broken: number; proved: boolean }

/** 1/100 % as it is read: 1234 is 12.3. */
export const percentText = (hundredths: number) => (Math.round(hundredths / 10) / 10).toString()
