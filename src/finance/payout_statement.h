/* payout_statement.h — a platform's statement pasted from its sheet, one order a line, read into a payout (platform_payout.h).
 *
 * A line names its order by the platform's number (as in the order) or by the visit's; its last amount is what was paid out. Titles, totals and empty
 * lines are passed over. Read whole or not at all: an order that is not in the payout, stands twice or got more than it costs is refused
 * with its line. What the statement does not name is left out; afterwards each order says by how much it differs. Kept is what was read, not the text. */
#pragma once
#include "finance/platform_payout.h"

enum { MOST_STATEMENT = 40000 };     /* bytes of text */
struct payout_statement { text lines; };

/* The cells of one line of a sheet that was copied (tabs) or of its file (commas), without the empty ones; how many. */
int statement_cells(struct work *w, text line, text *into, int most);
/* Fills said and out of `payout->orders`. */
bool payout_statement_read(struct work *w, struct platform_payout *payout, text lines);
