/* lead_figures.c — the pools with their clocks, and what the channels bring (K02–K04 of DOMAIN.md §1.8). See lead.h. */
#include "base/words.h"
#include "customers/customers.h"
#include "record/answer.h"
#include "record/store.h"

enum { MOST_ROWS = 200, LONGEST_MINUTES = 1440 };

/* ---- GET /api/lead/pools?pool=new|mine|team|sea|later ---- */

#define POOL_SELECT "select l.id, l.number, l.person, l.channel, l.detail, l.line, l.area, l.state, l.owner, l.arrived_at, l.answered_at, l.online, l.private_until, l.next_at, l.words, " \
    "(select count(*) from lead_tries t where t.parent = l.id), (select d.due_at from deadline d where d.record = l.id and d.type = 'lead' order by d.due_at limit 1), l.version, l.credit, l.branch, " \
    "(select min(o.id) from person p, person q, lead o where p.id = l.person and length(p.phone_index) > 0 and q.phone_index = p.phone_index and o.person = q.id and o.id <> l.id and o.state in (1, 2, 3, 4, 5, 6, 9) " \
    "and o.arrived_at > l.arrived_at - 15552000000) from lead l where "

static struct rows *ask_pool(struct work *w, text pool, int64_t branch)
{
    struct bind b = BIND(num(branch), num(w->actor->user));
    switch (*pool) {
    case 's': return db_query(w, SQL(POOL_SELECT "l.state = 9 and ($1 = 0 or l.branch = $1) and $2 >= 0 order by l.arrived_at desc limit 400"), b);
    case 'n': return db_query(w, SQL(POOL_SELECT "l.state = 1 and ($1 = 0 or l.branch = $1) and $2 >= 0 order by l.arrived_at limit 400"), b);
    case 't': return db_query(w, SQL(POOL_SELECT "l.state in (2, 3, 4, 6) and l.owner <> $2 and ($1 = 0 or l.branch = $1) order by l.private_until limit 400"), b);
    default: return db_query(w, SQL(POOL_SELECT "l.state in (2, 3, 4, 6) and l.owner = $2 and ($1 = 0 or l.branch = $1) order by l.private_until limit 400"), b);
    }
}

/* Another lead with her number, which may be the same matter (lead_merge.h). */
static void write_twin(struct work *w, struct json *j, int64_t id)
{
    const struct lead *o = id ? record_peek(w, &lead_type, id) : NULL;
    if (!o || !in_scope(w, o->record.branch.id)) return;
    write_object(j, "twin");
    write_number(j, "id", id);
    write_text(j, "number", o->record.number);
    write_text(j, "name", record_title(w, &person_type, o->person.id));
    write_number(j, "version", o->record.version);
    write_end(j, '}');
}

static void write_lead(struct work *w, struct json *j, struct rows *row)
{
    const struct person *p = record_peek(w, &person_type, db_number(row, 2));
    write_object(j, NULL);
    write_number(j, "id", db_number(row, 0));
    write_text(j, "number", db_text(row, 1));
    write_number(j, "person", db_number(row, 2));
    write_text(j, "name", p ? p->name : "");
    write_text(j, "phone", p && p->phone.mask ? p->phone.mask : "");
    write_flag(j, "quiet", p && !person_may_be_contacted(w, p->record.id));
    write_text(j, "channel", translate(w->language, choice_label(customer_sources, (unsigned)db_number(row, 3))));
    write_text(j, "detail", db_text(row, 4));
    write_text(j, "line", translate(w->language, record_title(w, &service_line_type, db_number(row, 5))));
    write_number(j, "line_id", db_number(row, 5));
    write_text(j, "area", db_text(row, 6));
    write_text(j, "state", choice_key(type_state(&lead_type)->choices, (unsigned)db_number(row, 7)));
    write_text(j, "state_label", translate(w->language, choice_label(type_state(&lead_type)->choices, (unsigned)db_number(row, 7))));
    write_text(j, "owner", record_title(w, &account_type, db_number(row, 8)));
    write_number(j, "arrived_at", db_number(row, 9));
    write_number(j, "answered_at", db_number(row, 10));
    write_flag(j, "online", db_number(row, 11));
    write_number(j, "private_until", db_number(row, 12));
    write_number(j, "next_at", db_number(row, 13));
    write_text(j, "words", db_text(row, 14));
    write_number(j, "tries", db_number(row, 15));
    write_number(j, "due", db_number(row, 16));
    write_number(j, "version", db_number(row, 17));
    write_text(j, "credit", record_title(w, &account_type, db_number(row, 18)));
    write_twin(w, j, db_number(row, 20));
    write_end(j, '}');
}

static void write_counts(struct work *w, struct json *j, int64_t branch)
{
    struct rows *row = db_query(w, SQL("select branch, sum(case when state = 1 then 1 else 0 end), sum(case when state in (2, 3, 4, 6) and owner = $1 then 1 else 0 end), sum(case when state in (2, 3, 4, 6) and owner <> $1 then 1 else 0 end), "
                                       "sum(case when state = 9 then 1 else 0 end) from lead where state in (1, 2, 3, 4, 6, 9) and ($2 = 0 or branch = $2) group by branch"), BIND(num(w->actor->user), num(branch)));
    static const text names[] = { "new", "mine", "team", "sea" };
    int64_t sums[4] = { 0 };
    while (db_next(row))
        for (int i = 0; in_scope(w, db_number(row, 0)) && i < 4; i++) sums[i] += db_number(row, i + 1);
    write_object(j, "counts");
    for (int i = 0; i < 4; i++) write_number(j, names[i], sums[i]);
    write_end(j, '}');
}

bool lead_pools_call(struct work *w, const struct request *q, struct reply *reply)
{
    text pool = http_query(q, "pool");
    int64_t branch = http_query_number(q, "branch", 0);
    struct json j = json_new(w->arena);
    int n = 0;
    write_object(&j, NULL);
    write_counts(w, &j, branch);
    write_list(&j, "rows");
    struct rows *row = ask_pool(w, pool && *pool ? pool : "mine", branch);
    while (db_next(row))
        if (in_scope(w, db_number(row, 19)) && n++ < MOST_ROWS) write_lead(w, &j, row);
    write_end(&j, ']');
    write_flag(&j, "more", n > MOST_ROWS);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* ---- GET /api/lead/figures?from=&to= (days, both included) ---- */

/* How many were answered after so many minutes; what took longer than a day of opening hours counts as that. */
struct channel { int64_t leads, valid, converted, won, lost, answered, in_time, after[LONGEST_MINUTES + 1]; };
struct counted { struct channel all, by[16]; int64_t lost[16]; };

/* Valid is reachable, in the area, with a need (K03): spoken to, and not found to be otherwise. */
static bool is_valid(unsigned state) { return state == LEAD_CONTACTED || state == LEAD_QUALIFIED || state == LEAD_CONVERTED || state == LEAD_NURTURING || state == LEAD_LOST; }

static void count_in(struct channel *c, unsigned state, bool won, int64_t waited, bool online)
{
    c->leads++;
    c->valid += is_valid(state);
    c->converted += state == LEAD_CONVERTED;
    c->won += won;
    c->lost += state == LEAD_LOST;
    if (waited < 0) return;
    c->answered++;
    c->in_time += waited <= (online ? 5 : 15);
    c->after[waited > LONGEST_MINUTES ? LONGEST_MINUTES : waited]++;
}

/* By the nearest rank; -1 when nobody was answered. */
static int64_t quantile(const struct channel *c, int64_t percent)
{
    int64_t rank = (c->answered * percent + 99) / 100, seen = 0;
    for (int i = 0; c->answered && i <= LONGEST_MINUTES; i++)
        if ((seen += c->after[i]) >= rank) return i;
    return -1;
}

static void write_channel(struct json *j, text name, text key, const struct channel *c)
{
    write_object(j, NULL);
    write_text(j, "channel", key);
    write_text(j, "label", name);
    write_number(j, "leads", c->leads);
    write_number(j, "valid", c->valid);
    write_number(j, "converted", c->converted);
    write_number(j, "won", c->won);
    write_number(j, "lost", c->lost);
    write_number(j, "answered", c->answered);
    write_number(j, "in_time", c->in_time);
    write_number(j, "median", quantile(c, 50));
    write_number(j, "p90", quantile(c, 90));
    write_end(j, '}');
}

static void count_all(struct work *w, int64_t from, int64_t to, struct counted *c)
{
    struct rows *row = db_query(w, SQL("select l.branch, l.channel, l.state, l.answer_minutes, l.online, l.lost, coalesce(d.state, 0) from lead l left join demand d on d.id = l.demand where l.arrived_at >= $1 and l.arrived_at < $2 and l.state <> 10"),
                                BIND(num(day_start((day){ (int32_t)from }).ms), num(day_start((day){ (int32_t)to + 1 }).ms)));
    while (db_next(row)) {
        if (!in_scope(w, db_number(row, 0))) continue;
        unsigned channel = (unsigned)db_number(row, 1) & 15, state = (unsigned)db_number(row, 2);
        bool won = db_number(row, 6) == DEMAND_FULFILLED;
        count_in(&c->all, state, won, db_number(row, 3), db_number(row, 4));
        count_in(&c->by[channel], state, won, db_number(row, 3), db_number(row, 4));
        if (state == LEAD_LOST) c->lost[db_number(row, 5) & 15]++;
    }
}

bool lead_figures_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t today = day_of(w->now).number, from = http_query_number(q, "from", today - 29), to = http_query_number(q, "to", today);
    if (to < from || to - from > 400) return refuse(w, "from", N_("From a day to a later one, at most 400 days"));
    struct counted *c = take(w, struct counted);        /* arena memory is zeroed */
    count_all(w, from, to, c);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "from", from);
    write_number(&j, "to", to);
    write_list(&j, "rows");
    write_channel(&j, translate(w->language, N_("All channels")), "", &c->all);
    for (const struct choice *k = customer_sources; k->value; k++)
        if (c->by[k->value & 15].leads) write_channel(&j, translate(w->language, k->label), k->key, &c->by[k->value & 15]);
    write_end(&j, ']');
    write_list(&j, "lost");
    for (const struct choice *k = lost_reasons; k->value; k++) {
        if (!c->lost[k->value & 15]) continue;
        write_object(&j, NULL);
        write_text(&j, "label", translate(w->language, k->label));
        write_number(&j, "count", c->lost[k->value & 15]);
        write_end(&j, '}');
    }
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
