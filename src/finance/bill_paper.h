/* bill_paper.h — a bill as the customer gets it (账单, 对账单): as PDF, or as a workbook for her bookkeeping.
 *
 *   GET /api/bill/:id/paper         PDF         GET /api/bill/:id/sheet        .xlsx
 *
 * On top to whom: the title for invoices and the tax number of a company. Each line with its day and the home it was done in, so that a company with
 * several sites can divide it; below what is paid and what is open. Nothing that is not the customer's: no pay of workers, no worksheets, no remark. Made from the
 * bill as it is now and kept nowhere. A bill nobody has checked yet is marked as a draft. */
#pragma once
#include "finance/bill.h"

struct request;
struct reply;
bool bill_pdf_call(struct work *w, const struct request *request, struct reply *reply);
bool bill_sheet_call(struct work *w, const struct request *request, struct reply *reply);
