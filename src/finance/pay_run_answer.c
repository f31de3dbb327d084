/* pay_run_answer.c — see pay_run_answer.h. */
#include "finance/pay_run_answer.h"
#include <ctype.h>
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "finance/made.h"
#include "finance/payout_statement.h"
#include "record/said.h"

enum { MOST_CELLS = 40, TAIL = 4, SHOWN_MOST = 3000 };
enum verdict { SAYS_NOTHING, SAYS_PAID, SAYS_BACK };
struct payee_facts { text name, account, number; };
struct bank_says { text cells[MOST_CELLS]; int count, at; enum verdict verdict; text why; };
struct answering { struct pay_run *run; struct payee_facts *facts; bool *named; int paid, back, known; text left; };

static struct payee_facts facts_of(struct work *w, const struct pay_row *r)
{
    const struct worker *n = record_peek(w, &worker_type, r->worker.id);
    const struct settlement *s = record_peek(w, &settlement_type, r->settlement.id);
    return (struct payee_facts){ n ? n->name : "", n ? sealed_open(w, &worker_type, n, &n->bank_account) : "", s ? s->record.number : "" };
}

/* ---- what a line says ---- */

static bool has_one_of(text cell, const text *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(cell, words[i])) return true;
    return false;
}

/* “不成功” has 成功 in it: what says No is looked for first. */
static enum verdict verdict_of(text cell)
{
    static const text no[] = { "失败", "退回", "退票", "退汇", "不成功", "未成功", "拒绝", "fail", "return", "reject" }, yes[] = { "成功", "已付", "已入账", "交易完成", "success", "paid" };
    return has_one_of(cell, no, COUNT_OF(no)) ? SAYS_BACK : has_one_of(cell, yes, COUNT_OF(yes)) ? SAYS_PAID : SAYS_NOTHING;
}

/* Why it came back stands behind the result, as its last words; else the result says it itself. */
static text why_of(const struct bank_says *l)
{
    for (int c = l->count - 1; c > l->at; c--) {
        money m;
        if (*l->cells[c] && !money_read(l->cells[c], &m)) return l->cells[c];
    }
    return l->cells[l->at];
}

static struct bank_says says(struct work *w, text line)
{
    struct bank_says l = { .at = -1, .why = "" };
    l.count = statement_cells(w, line, l.cells, MOST_CELLS);
    for (int c = 0; c < l.count; c++) {
        enum verdict v = verdict_of(utf8_lower(w->arena, l.cells[c]));
        if (!v || (l.verdict && v == SAYS_PAID)) continue;
        l.verdict = v;
        l.at = l.at < 0 ? c : l.at;
    }
    if (l.verdict == SAYS_BACK) l.why = utf8_cut(w->arena, why_of(&l), 60);
    return l;
}

/* ---- whose line it is ---- */

static bool has_cell(const struct bank_says *l, text is)
{
    for (int c = 0; *is && c < l->count; c++)
        if (!strcmp(l->cells[c], is)) return true;
    return false;
}

static bool has_amount(const struct bank_says *l, money is)
{
    money m;
    for (int c = 0; c < l->count; c++)
        if (money_read(l->cells[c], &m) && m.fen == is.fen) return true;
    return false;
}

/* A title has none; its 失败原因 is no verdict. */
static bool has_any_amount(const struct bank_says *l)
{
    money m;
    for (int c = 0; c < l->count; c++)
        if (money_read(l->cells[c], &m)) return true;
    return false;
}

/* An account, whole or with stars, ends in digits and is longer than a serial number. */
static text account_in(const struct bank_says *l)
{
    for (int c = 0; c < l->count; c++) {
        size_t length = strlen(l->cells[c]), digits = 0;
        while (digits < length && isdigit((unsigned char)l->cells[c][length - 1 - digits])) digits++;
        if (digits >= TAIL && (strchr(l->cells[c], '*') || digits >= 12 || (digits == TAIL && length == TAIL))) return l->cells[c] + length - TAIL;
    }
    return "";
}

static bool is_of(const struct bank_says *l, const struct payee_facts *f, text tail)
{
    size_t length = strlen(f->account);
    return has_cell(l, f->number) || (has_cell(l, f->name) && (!*tail || (length >= TAIL && !strcmp(f->account + length - TAIL, tail))));
}

/* Of several rows alike the one that stands as the line says already, so that a file read twice does nothing; then one that waits. -1: none. */
static long row_of(const struct answering *a, const struct bank_says *l)
{
    enum pay_row_state is = l->verdict == SAYS_PAID ? ROW_PAID : ROW_FAILED;
    text tail = account_in(l);
    long best = -1;
    int rank = 0;
    for (size_t i = 0; i < a->run->rows.count; i++) {
        const struct pay_row *r = ROW(struct pay_row, a->run->rows, i);
        if (a->named[i] || !has_amount(l, r->amount) || !is_of(l, &a->facts[i], tail)) continue;
        int this = 1 + (r->outcome == ROW_WAITS) + 2 * (r->outcome == is) + 4 * has_cell(l, a->facts[i].number);
        if (this > rank) { best = (long)i; rank = this; }
    }
    return best;
}

/* ---- what is done ---- */

static bool is_left(struct work *w, struct answering *a, text why, text line)
{
    text shown = utf8_cut(w->arena, line, 80);
    a->left = said_more(w, a->left, said_keep(w, why, (const text[]){ shown, NULL }), SHOWN_MOST);
    mention(w, "pay_run", a->run->record.id, why, shown);
    return !failed(w);
}

static bool read_line(struct work *w, struct answering *a, text line)
{
    struct bank_says l = says(w, line);
    long at = row_of(a, &l);
    if (at < 0) return !l.verdict || !has_any_amount(&l) || is_left(w, a, N_("It fits no payment of this run: {1}"), line);     /* a title, a total */
    struct pay_row *r = ROW(struct pay_row, a->run->rows, (size_t)at);
    if (!l.verdict) return is_left(w, a, N_("It says neither paid nor sent back: {1}"), line);
    a->named[at] = true;
    if (r->outcome == (l.verdict == SAYS_PAID ? ROW_PAID : ROW_FAILED)) { a->known++; return true; }
    if (l.verdict == SAYS_BACK) { a->back++; return pay_row_back(w, a->run, r, l.why); }
    if (r->outcome == ROW_FAILED) return is_left(w, a, N_("It was sent back before, and now it is said to be paid; look at the bank’s statement: {1}"), line);
    a->paid++;
    return pay_row_paid(w, a->run, (size_t)at);
}

static bool sum_up(struct work *w, struct answering *a)
{
    if (!a->paid && !a->back && !a->known && !*a->left) return wrong(w, "lines", N_("No line names a payee of this run with a result: copy the bank's lines with name, account, amount, result and reason"));
    text counts = said_keep(w, N_("Paid {1}, sent back {2}, known before {3}"), (const text[]){ print(w, "%d", a->paid), print(w, "%d", a->back), print(w, "%d", a->known), NULL });
    mention(w, "pay_run", a->run->record.id, N_("Paid {1}, sent back {2}, known before {3}"), print(w, "%d", a->paid), print(w, "%d", a->back), print(w, "%d", a->known));
    a->run->answered = *a->left ? said_keep(w, N_("{1}. Nothing was done with: {2}"), (const text[]){ counts, a->left, NULL }) : counts;
    return !failed(w);
}

bool pay_answer_read(struct work *w, struct pay_run *r, text lines)
{
    struct answering a = { r, take_many(w, struct payee_facts, r->rows.count), take_many(w, bool, r->rows.count), 0, 0, 0, "" };
    for (size_t i = 0; i < r->rows.count; i++) a.facts[i] = facts_of(w, ROW(struct pay_row, r->rows, i));
    char *all = take_many(w, char, strlen(lines) + 1), *state = NULL;
    memcpy(all, lines, strlen(lines) + 1);
    for (char *line = strtok_r(all, "\r\n", &state); line; line = strtok_r(NULL, "\r\n", &state))
        if (!read_line(w, &a, line)) return false;
    return sum_up(w, &a);
}
