/* pay_run_answer.h — the bank's answer to a pay run (回盘), read back: its file (.xlsx, CSV in UTF-8 or GBK), or pasted from it, one payee a line.
 *
 * A line names its payee by the settlement's number, or by name with the account or its last four digits where the line has one; its amount is the
 * row's. It says whether it was paid (成功) or came back (失败, 退回, 退汇 …), and why. Paid: the row is booked. Came back: the row is sent back and goes
 * into the next run; when it was booked before, that payment is reversed. Read again, the same lines do nothing. A line that fits no row, says
 * neither, or says that what came back earlier was paid does nothing either, and is shown. */
#pragma once
#include "finance/pay_run.h"

enum { MOST_ANSWER = 300000 };       /* bytes of text: a run of 2000 */
struct pay_answer { text lines; file file; };      /* either, or both */
/* Of the file and what was typed, a line each. NULL: refused, at `file` or `lines`. In pay_run_answer_file.c. */
text pay_answer_lines(struct work *w, const struct pay_answer *in);

/* One row by the payment it becomes; and back, whether or not it was booked, which she is told. In pay_run.c. */
bool pay_row_paid(struct work *w, struct pay_run *run, size_t row);
bool pay_row_back(struct work *w, const struct pay_run *run, struct pay_row *row, text why);

/* Tells by mention() what it did and keeps it in run->answered. */
bool pay_answer_read(struct work *w, struct pay_run *run, text lines);
