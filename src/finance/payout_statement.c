/* payout_statement.c — see payout_statement.h. */
#include "finance/payout_statement.h"
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "finance/made.h"

enum { MOST_CELLS = 40 };
struct names { text channel, visit; };
struct statement { struct platform_payout *payout; struct names *names; bool *read; int lines; };

int statement_cells(struct work *w, text line, text *into, int most)
{
    text between = strchr(line, '\t') ? "\t" : strchr(line, ',') || strstr(line, "，") ? "," : " ";
    text narrow = utf8_narrow(w->arena, line);
    char *rest = take_many(w, char, strlen(narrow) + 1), *state = NULL;
    int n = 0;
    memcpy(rest, narrow, strlen(narrow) + 1);
    for (char *cell = strtok_r(rest, between, &state); cell && n < most; cell = strtok_r(NULL, between, &state)) {
        size_t length = strlen(cell);
        bool quoted = length > 1 && cell[0] == '"' && cell[length - 1] == '"';
        if (quoted) cell[length - 1] = 0;
        into[n++] = utf8_trim(w->arena, cell + quoted);
    }
    return n;
}

static struct names names_of(struct work *w, const struct payout_row *r)
{
    const struct visit *v = record_peek(w, &visit_type, r->visit.id);
    const struct service_order *o = v && v->service_order.id ? record_peek(w, &service_order_type, v->service_order.id) : NULL;
    return (struct names){ o && o->channel_number ? utf8_lower(w->arena, o->channel_number) : "", v ? utf8_lower(w->arena, v->record.number) : "" };
}

/* Which order one of these cells names; -1: none. */
static long order_of(struct work *w, const struct statement *s, const text *cells, int count, int *ret_cell)
{
    for (int c = 0; c < count; c++) {
        text said = *cells[c] ? utf8_lower(w->arena, cells[c]) : "";
        for (size_t i = 0; *said && i < s->payout->orders.count; i++)
            if (!strcmp(said, s->names[i].channel) || !strcmp(said, s->names[i].visit)) { *ret_cell = c; return (long)i; }
    }
    return -1;
}

/* The last amount of the line, besides the number that names its order. */
static bool amount_of(const text *cells, int count, int but, money *ret)
{
    for (int c = count - 1; c >= 0; c--)
        if (c != but && *cells[c] && money_read(cells[c], ret)) return true;
    return false;
}

static bool total_line(const text *cells, int count) { return count && (strstr(cells[0], "计") || !strncmp(cells[0], "Total", 5)); }

static bool read_line(struct work *w, struct statement *s, text line)
{
    text cells[MOST_CELLS], shown = utf8_cut(w->arena, line, 60);
    int count = statement_cells(w, line, cells, MOST_CELLS), cell = -1;
    long at = order_of(w, s, cells, count, &cell);
    money amount;
    if (!amount_of(cells, count, cell, &amount) || (at < 0 && total_line(cells, count))) return at < 0 || wrong(w, "lines", N_("This line names an order and no amount: {1}"), shown);
    if (at < 0) return wrong(w, "lines", N_("No order of this payout has the number in this line: {1}. Take more days, or delete the line and enter its order first"), shown);
    struct payout_row *r = ROW(struct payout_row, s->payout->orders, (size_t)at);
    if (s->read[at]) return wrong(w, "lines", N_("This order stands twice: {1}"), shown);
    if (amount.fen < 0) return wrong(w, "lines", N_("The platform took money back for this order: {1}. Delete the line and correct the price of its visit"), shown);
    if (amount.fen > r->price.fen) return wrong(w, "lines", N_("The order costs {1}, and the statement says more: {2}"), money_shown(w->arena, r->price), shown);
    s->read[at] = true;
    s->lines++;
    r->said = (maybe_money){ amount.fen, true };
    return true;
}

/* Not named: not in this payout. */
static void leave_others_out(struct statement *s)
{
    for (size_t i = 0; i < s->payout->orders.count; i++) {
        struct payout_row *r = ROW(struct payout_row, s->payout->orders, i);
        r->out = !s->read[i];
        if (r->out) r->said = (maybe_money){ 0 };
    }
}

bool payout_statement_read(struct work *w, struct platform_payout *p, text lines)
{
    struct statement s = { p, take_many(w, struct names, p->orders.count), take_many(w, bool, p->orders.count), 0 };
    for (size_t i = 0; i < p->orders.count; i++) s.names[i] = names_of(w, ROW(struct payout_row, p->orders, i));
    char *all = take_many(w, char, strlen(lines) + 1), *state = NULL;
    memcpy(all, lines, strlen(lines) + 1);
    for (char *line = strtok_r(all, "\r\n", &state); line; line = strtok_r(NULL, "\r\n", &state))
        if (!read_line(w, &s, line)) return false;
    if (failed(w) || !s.lines) return !failed(w) && wrong(w, "lines", N_("No line names an order and an amount: copy the lines of the platform's sheet with the order numbers and what was paid out"));
    leave_others_out(&s);
    return true;
}
