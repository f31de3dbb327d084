/* causes.c — why complaints happen: those received in the days asked for whose cause was found, closed or not, the most frequent first, with their share and the sum of shares (Pareto, source 二.4). */
#include <stdlib.h>
#include "base/words.h"
#include "quality/complaint_own.h"
#include "record/answer.h"
#include "record/store.h"

enum { CAUSES_DAYS = 90, CAUSES_DAYS_MOST = 731, CAUSES = 13 };
struct tally { unsigned cause; int64_t count, grave, refund, compensated; };

static int most_first(const void *a, const void *b)
{
    const struct tally *x = a, *y = b;
    return x->count != y->count ? (x->count < y->count) - (x->count > y->count) : (x->cause > y->cause) - (x->cause < y->cause);
}

/* Of all branches of the actor, or of one, without those about her (record/hidden.h). by[0]: no cause was found yet, counted apart. */
static int64_t tallied(struct work *w, int64_t branch, day from, day to, struct tally *by)
{
    int64_t all = 0;
    struct rows *row = db_query(w, SQL("select branch, coalesce(why, 0), count(*), sum(case when severity = 2 then 1 else 0 end), cast(coalesce(sum(case when taken_off > 0 then taken_off when resolved_at > 0 then refund else 0 end), 0) as bigint), cast(coalesce(sum(compensated), 0) as bigint) from complaint "
                                       "where state <> 8 and received_at >= $1 and received_at < $2 and (about_account is null or about_account <> $3) group by 1, 2"), BIND(num(day_start(from).ms), num(day_start((day){ to.number + 1 }).ms), num(w->actor->user)));
    while (db_next(row)) {
        int64_t of = db_number(row, 0), cause = db_number(row, 1);
        if (cause < 0 || cause >= CAUSES || !in_scope(w, of) || (branch && of != branch)) continue;
        by[cause].count += db_number(row, 2);
        by[cause].grave += db_number(row, 3);
        by[cause].refund += db_number(row, 4);
        by[cause].compensated += db_number(row, 5);
        all += cause ? db_number(row, 2) : 0;
    }
    return all;
}

static void write_tally(struct work *w, struct json *j, const struct tally *t, int64_t all, int64_t so_far)
{
    write_object(j, NULL);
    write_text(j, "cause", complaint_causes[t->cause - 1].key);
    write_text(j, "label", translate(w->language, choice_label(complaint_causes, t->cause)));
    write_number(j, "count", t->count);
    write_number(j, "grave", t->grave);
    write_number(j, "refund", t->refund);
    write_number(j, "compensated", t->compensated);
    write_number(j, "per_mille", (t->count * 1000 + all / 2) / all);
    write_number(j, "so_far_per_mille", (so_far * 1000 + all / 2) / all);
    write_end(j, '}');
}

static bool day_asked(struct work *w, const struct request *q, text name, day *ret_day)
{
    text given = http_query(q, name);
    return !given || !*given || day_read(given, ret_day) || refuse(w, name, N_("This is not a day"));
}

bool complaint_causes_call(struct work *w, const struct request *q, struct reply *reply)
{
    day to = day_of(w->now);
    if (!day_asked(w, q, "to", &to)) return false;
    day from = { to.number - CAUSES_DAYS + 1 };
    if (!day_asked(w, q, "from", &from)) return false;
    if (from.number > to.number || to.number - from.number >= CAUSES_DAYS_MOST) return refuse(w, "from", N_("The first day lies before the last, two years at most"));
    int64_t branch = http_query_number(q, "branch", 0), so_far = 0;
    if (branch && !in_scope(w, branch)) return refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, N_("Branch")));
    struct tally by[CAUSES];
    for (unsigned i = 0; i < CAUSES; i++) by[i] = (struct tally){ .cause = i };
    int64_t all = tallied(w, branch, from, to, by);
    int64_t without = by[0].count;
    by[0].count = 0;
    qsort(by, CAUSES, sizeof *by, most_first);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "from", from.number);
    write_number(&j, "to", to.number);
    write_number(&j, "found", all);
    write_number(&j, "without", without);
    write_list(&j, "causes");
    for (int i = 0; i < CAUSES && by[i].count; i++) write_tally(w, &j, &by[i], all, so_far += by[i].count);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
