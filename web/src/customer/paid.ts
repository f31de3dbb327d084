/** Nothing is open of what she owes for it: of a service that was done, and of the fee of one that was not. */
export const paidInFull = (v: { state: string; owed: number; open: number }) =>
  v.owed > 0 && !v.open && ['finished', 'approved', 'settled', 'cancelled', 'no_access'].includes(v.state)
