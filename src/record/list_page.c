/* list_page.c — runs the statement of a list and writes its answer. */
#include "record/convert.h"
#include "record/held.h"
#include "record/list_sql.h"
#include "record/output.h"

struct found list_page(struct work *w, const struct list_query *q, text *ret_next)
{
    struct maker m = maker_new(w);
    struct found found = { 0 };
    *ret_next = NULL;
    if (!list_where(&m, q)) return found;
    found = records_read(w, q->type, print(w, "%swhere %s", shape_of(w->house, q->type)->select, buf_text(&m.out)), maker_bind(&m), false);
    if (found.count <= q->limit) return found;
    found.count = q->limit;                 /* one more was read to know whether there is a next page */
    *ret_next = cursor_write(w, q, found.at[found.count - 1]);
    return found;
}

int64_t list_count(struct work *w, const struct list_query *q, int64_t most, bool *ret_more)
{
    struct maker m = maker_new(w);
    int64_t n = 0;
    *ret_more = false;
    if (!list_count_where(&m, q, most)) return 0;
    struct rows *row = db_query_made(w, print(w, "select count(*) from (select 1 from %s where %s) as found", q->type->name, buf_text(&m.out)), maker_bind(&m));
    while (db_next(row)) n = db_number(row, 0);
    *ret_more = n > most;
    return *ret_more ? most : n;
}

int64_t list_count_page(struct work *w, const struct list_query *q, bool *ret_more)
{
    struct maker m = maker_new(w);
    int64_t n = 0, tried = 0;
    *ret_more = false;
    if (!list_count_some(&m, q, LIST_TRIED)) return 0;
    struct rows *row = db_query_made(w, buf_text(&m.out), maker_bind(&m));
    while (db_next(row)) {
        n = db_number(row, 0);
        tried = db_number(row, 1);
    }
    *ret_more = n > LIST_COUNT_MOST || tried == LIST_TRIED;
    return n > LIST_COUNT_MOST ? LIST_COUNT_MOST : n;
}

/* How many there are: what fits on the first page is counted already. */
static void count_write(struct work *w, struct json *json, const struct list_query *q, int on_page, bool all)
{
    bool more = false;
    int64_t count = all ? on_page : list_count_page(w, q, &more);
    write_number(json, "count", count);
    write_flag(json, "more", more);
}

void list_write(struct work *w, struct json *json, const struct list_query *query)
{
    text next;
    struct list_query q = *query;
    q.plan = list_plan_room(w);
    struct found found = list_page(w, &q, &next);
    write_list(json, "rows");
    for (int i = 0; i < found.count; i++) record_write(w, json, NULL, q.type, found.at[i], LIGHT);
    write_end(json, ']');
    names_write(w, json, q.type, found.at, found.count);
    if (next) write_text(json, "next", next); else write_null(json, "next");
    if (q.count) count_write(w, json, &q, found.count, !next && !q.has_after);
}
