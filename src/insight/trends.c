/* trends.c — GET /api/today/trends: what lies below today's page, from one call: visits and their worth of thirty days, the services of four
 * weeks by number, at which hours of which weekdays work begins, and whose work was done again. With `shops`: each branch of hers today and the sums of all, for who looks
 * over several. Cancelled and skipped visits count nowhere. Three statements a branch; the page asks once, not at every change. */
#include <stdlib.h>
#include "insight/today.h"
#include "record/answer.h"
#include "record/store.h"

enum { TREND_DAYS = 30, HEAT_DAYS = 28, WEEK = 7, MOST_LINES_SHOWN = 40, MOST_SHOPS = 200 };

/* The branches that are looked at: the chosen one, else her own, else all of hers that have visits. */
struct looked { int64_t branches[MOST_SHOPS]; int count; };

static void write_days(struct work *w, struct json *j, const struct looked *l, day today)
{
    struct day_figures past[TREND_DAYS] = { 0 }, one[TREND_DAYS];
    day first = { today.number - TREND_DAYS };
    for (int b = 0; b < l->count; b++) {
        day_figures_read(w, l->branches[b], first, TREND_DAYS, one);
        for (int i = 0; i < TREND_DAYS; i++) {
            past[i].visits += one[i].visits;
            past[i].worth += one[i].worth;
            past[i].complaints += one[i].complaints;
        }
    }
    write_list(j, "days");
    for (int i = 0; i < TREND_DAYS; i++) {
        write_object(j, NULL);
        write_number(j, "day", first.number + i);
        write_number(j, "visits", past[i].visits);
        write_number(j, "worth", past[i].worth);
        write_number(j, "complaints", past[i].complaints);
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* ---- four weeks, by service and by hour of the week, out of one statement ---- */

struct service { int64_t line, visits, worth; text name, glyph; };
struct weeks { struct service services[MOST_LINES_SHOWN]; int count; int64_t heat[WEEK][HOURS_A_DAY]; };

static struct service *service_of(struct weeks *k, int64_t line)
{
    for (int i = 0; i < k->count; i++)
        if (k->services[i].line == line) return &k->services[i];
    if (k->count == MOST_LINES_SHOWN) return NULL;
    k->services[k->count] = (struct service){ .line = line };
    return &k->services[k->count++];
}

static void read_weeks(struct work *w, int64_t branch, day today, struct weeks *k)
{
    struct rows *row = db_query(w, SQL("select v.line, l.name, l.glyph, ((v.start + 28800000) / 86400000 + 3) % 7, (v.start + 28800000) % 86400000 / 3600000, count(*), cast(coalesce(sum(v.price), 0) as bigint) "
                                       "from visit v join service_line l on l.id = v.line where v.branch = $1 and v.start >= $2 and v.start < $3 and v.state not in (11, 14) group by 1, 2, 3, 4, 5"),
                                BIND(num(branch), num(day_start((day){ today.number - HEAT_DAYS }).ms), num(day_start(today).ms)));
    while (db_next(row)) {
        struct service *s = service_of(k, db_number(row, 0));
        int64_t weekday_ = db_number(row, 3), hour = db_number(row, 4);
        if (weekday_ >= 0 && weekday_ < WEEK && hour >= 0 && hour < HOURS_A_DAY) k->heat[weekday_][hour] += db_number(row, 5);
        if (!s) continue;
        s->name = seeded_said(w, db_text(row, 1));
        s->glyph = db_text(row, 2);
        s->visits += db_number(row, 5);
        s->worth += db_number(row, 6);
    }
}

static int by_visits(const void *a, const void *b)
{
    const struct service *x = a, *y = b;
    return x->visits != y->visits ? (x->visits < y->visits ? 1 : -1) : x->line < y->line ? -1 : 1;
}

static void write_weeks(struct json *j, struct weeks *k)
{
    qsort(k->services, (size_t)k->count, sizeof *k->services, by_visits);
    write_list(j, "services");
    for (int i = 0; i < k->count; i++) {
        write_object(j, NULL);
        write_number(j, "line", k->services[i].line);
        write_text(j, "name", k->services[i].name);
        write_text(j, "glyph", k->services[i].glyph);
        write_number(j, "visits", k->services[i].visits);
        write_number(j, "worth", k->services[i].worth);
        write_end(j, '}');
    }
    write_end(j, ']');
    write_list(j, "heat");                                  /* Monday first; visits that began in that hour, in all four weeks */
    for (int d = 0; d < WEEK; d++) {
        write_list(j, NULL);
        for (int h = 0; h < HOURS_A_DAY; h++) write_number(j, NULL, k->heat[d][h]);
        write_end(j, ']');
    }
    write_end(j, ']');
}

/* K10 by who caused it, whoever did it again: a worker's share of what she finished in the same weeks. */
static void write_rework(struct work *w, struct json *j, const struct looked *l, day today)
{
    write_list(j, "rework");
    for (int i = 0; i < l->count; i++) {
        struct rows *row = db_query(w, SQL("select v.caused_by, n.name, count(*), (select count(*) from visit d where d.worker = v.caused_by and d.start >= $2 and d.start < $3 and d.state between 8 and 10) from visit v join worker n on n.id = v.caused_by "
                                           "where v.branch = $1 and v.caused_by is not null and v.start >= $2 and v.start < $3 and v.state not in (11, 14) group by v.caused_by, n.name order by 3 desc, v.caused_by limit 10"),
                                    BIND(num(l->branches[i]), num(day_start((day){ today.number - HEAT_DAYS }).ms), num(day_start(today).ms)));
        while (db_next(row)) {
            write_object(j, NULL);
            write_number(j, "worker", db_number(row, 0));
            write_text(j, "name", db_text(row, 1));
            write_number(j, "again", db_number(row, 2));
            write_number(j, "done", db_number(row, 3));
            write_end(j, '}');
        }
    }
    write_end(j, ']');
}

/* ---- her branches today, for who has several ---- */

static void write_shops(struct work *w, struct json *j, day today, struct looked *l)
{
    int64_t from = day_start(today).ms, to = day_start((day){ today.number + 1 }).ms;
    struct rows *row = db_query(w, SQL("select b.id, b.name, count(v.id), cast(coalesce(sum(v.price), 0) as bigint), coalesce(sum(case when v.state = 1 then 1 else 0 end), 0), coalesce(sum(case when v.state between 2 and 5 and v.start < $3 then 1 else 0 end), 0), "
                                       "coalesce(sum(case when v.state between 8 and 10 then 1 else 0 end), 0), (select count(*) from complaint k where k.branch = b.id and k.state not in (7, 8) and (k.about_account is null or k.about_account <> $4)), "
                                       "(select count(*) from routine r where r.branch = b.id and r.state = 4 and r.day >= $5) "
                                       "from branch b left join visit v on v.branch = b.id and v.start >= $1 and v.start < $2 and v.state not in (11, 14) where b.state = 1 and b.kind = 1 group by b.id, b.name order by b.id limit 200"),
                                BIND(num(from), num(to), num(w->now.ms - MINUTES(5)), num(w->actor->user), num(today.number - LAPSED_DAYS)));
    write_number(j, "late_before", w->now.ms - MINUTES(5));         /* who should have begun before it is late */
    write_list(j, "shops");
    while (db_next(row)) {
        static const text names[] = { NULL, NULL, "visits", "worth", "open", "late", "done", "complaints" };
        if (!in_scope(w, db_number(row, 0)) || l->count == MOST_SHOPS) continue;
        l->branches[l->count++] = db_number(row, 0);
        write_object(j, NULL);
        write_number(j, "id", db_number(row, 0));
        write_text(j, "name", db_text(row, 1));
        for (int i = 2; i < (int)(sizeof names / sizeof *names); i++) write_number(j, names[i], db_number(row, i));
        if (can(w, CAN_SEE_ROUTINES)) write_number(j, "lapsed", db_number(row, 8));
        write_end(j, '}');
    }
    write_end(j, ']');
}

void trends_write(struct work *w, struct json *j, int64_t branch, bool chosen)
{
    day today = day_of(w->now);
    struct weeks *k = take(w, struct weeks);
    struct looked *l = take(w, struct looked);
    *k = (struct weeks){ 0 };
    *l = (struct looked){ 0 };
    write_object(j, NULL);
    write_number(j, "branch", branch);
    bool shop = chosen && db_one(w, SQL("select 1 from branch where id = $1 and kind = 1"), BIND(num(branch)), 0) == 1;     /* headquarters has no visits of its own */
    if (!shop && (w->actor->all_branches || w->actor->branch_count > 1)) write_shops(w, j, today, l);
    if (!l->count) l->branches[l->count++] = branch;
    write_days(w, j, l, today);
    for (int i = 0; i < l->count; i++) read_weeks(w, l->branches[i], today, k);
    write_weeks(j, k);
    write_rework(w, j, l, today);
    write_end(j, '}');
}

bool trends_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t asked = http_query_number(q, "branch", 0), branch = asked ? asked : w->actor->home;
    if (!in_scope(w, branch)) return refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, N_("Branch")));
    struct json j = json_new(w->arena);
    trends_write(w, &j, branch, asked != 0);
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
