/* today_visits.c — the first queue: which visits of the next 36 hours are about to go wrong, and what is to come in a home its worker refused, in one statement. */
#include <stdlib.h>
#include "base/words.h"
#include "insight/today.h"
#include "record/store.h"
#include "safety/safety.h"

enum trouble { NOBODY_YET = 1, NOT_THERE, NO_ANSWER, NOT_CONFIRMED, NOT_OVER, NEW_FACE, NEXT_WAITS, REFUSED_THERE };
/* The verb is a step of the visit; what it is called here may be plainer than on the visit's own page. */
static const struct { text name, label, step; const struct record_type *of; } troubles[] = {
    [NOBODY_YET] = { "open", N_("Nobody is assigned yet"), "assign", &visit_type }, [NOT_THERE] = { "late", N_("Late, not checked in"), "mend", &visit_type }, [NO_ANSWER] = { "silent", N_("The worker has not answered"), "accept_by_phone", &visit_type },
    [NOT_CONFIRMED] = { "unconfirmed", N_("Not confirmed yet"), "confirm", &visit_type }, [NOT_OVER] = { "overrun", N_("The visit should be over"), "mend", &visit_type },
    [NEW_FACE] = { "face", N_("New face, not agreed yet"), "agree", &face_ask_type },            /* id and version are the ask's */
    [NEXT_WAITS] = { "next_late", N_("The next customer waits: the visit before is not over"), "tell_late", &visit_type },
    [REFUSED_THERE] = { "refused", N_("She refused service in this home: who goes?"), "assign", &visit_type },
};
struct trouble_line { int64_t id, version, start, due, worker; int harm; enum trouble kind; text title, subtitle; int64_t state; };
enum { MOST_TROUBLES = 1000, CONFIRM_HOUR = 20, CUSTOMER_WAITS = 6, LATER_TODAY = 8, PLAIN = 9 };      /* the last three: harm */

static int64_t due_of(const struct work *w, enum trouble kind, int64_t start, int64_t until, int64_t answer)
{
    switch (kind) {
    case NOBODY_YET: case NOT_THERE: case NEXT_WAITS: case REFUSED_THERE: return start;
    case NO_ANSWER: case NEW_FACE: return answer;
    case NOT_OVER: return until;
    case NOT_CONFIRMED: { int64_t evening = day_at((day){ day_of((instant){ start }).number - 1 }, CONFIRM_HOUR * 60).ms; return evening > w->now.ms - HOURS(13) ? evening : start; }
    }
    return start;
}

static int by_harm(const void *a, const void *b)
{
    const struct trouble_line *x = a, *y = b;
    if (x->harm != y->harm) return x->harm - y->harm;
    return x->due < y->due ? -1 : x->due > y->due;
}

/* Unconfirmed counts from 20:00 for tomorrow, and all day for today. */
static int64_t confirm_until(const struct work *w, const struct day_span *s) { return minute_of_day(w->now) >= CONFIRM_HOUR * 60 ? s->to.ms + DAYS(1) : s->to.ms; }

#define TROUBLE "case when v.state = 1 then 1 when v.state in (6, 7) then 5 when v.start < $4 then 2 when v.state = 2 then 3 else 4 end"
static int read_troubles(struct work *w, const struct day_span *s, struct trouble_line *into)
{
    struct rows *row = db_query(w, SQL("select v.id, v.version, v.start, v.until, v.answer_until, coalesce(v.worker, 0), v.area, c.name, l.name, coalesce(n.name, ''), l.category, l.child_contact, l.elder_contact, " TROUBLE ", v.state "
                                       "from visit v join customer c on c.id = v.customer join service_line l on l.id = v.line left join worker n on n.id = v.worker "
                                       "where v.branch = $1 and v.start >= $2 - 86400000 and (v.start >= $2 or v.until >= $8) and v.start < $3 and v.state between 1 and 7 and (v.state = 1 or (v.state between 2 and 5 and v.start < $4) "
                                       "or (v.state = 2 and v.answer_until < $5) or (v.state = 3 and v.start >= $4 and v.start < $6) or (v.state in (6, 7) and v.until < $7)) "
                                       "union all select f.id, f.version, v.start, v.until, f.until, f.worker, v.area, c.name, l.name, n.name, l.category, l.child_contact, l.elder_contact, 6, f.state from face_ask f join visit v on v.id = f.visit join customer c on c.id = v.customer "
                                       "join service_line l on l.id = v.line join worker n on n.id = f.worker where f.branch = $1 and f.state = 1 "
                                       "union all select v.id, v.version, v.start, v.until, v.answer_until, coalesce(v.worker, 0), v.area, c.name, l.name, coalesce(n.name, ''), l.category, l.child_contact, l.elder_contact, 8, v.state from deadline d join visit v on v.id = d.record "
                                       "join customer c on c.id = v.customer join service_line l on l.id = v.line left join worker n on n.id = v.worker where d.who = $9 and d.done_at = 0 and d.type = 'visit' and d.rule = 'refused' and d.branch = $1 order by 3 limit 1000"),
                                BIND(num(s->branch), num(w->now.ms - HOURS(16)), num(w->now.ms + HOURS(36)), num(w->now.ms - MINUTES(5)), num(w->now.ms), num(confirm_until(w, s)), num(w->now.ms - MINUTES(30)), num(w->now.ms - HOURS(8)), txt(CAN_ASSIGN_VISITS)));
    int n = 0;
    while (db_next(row)) {
        struct service_line line = { .category = (enum line_category)db_number(row, 10), .child_contact = db_number(row, 11) != 0, .elder_contact = db_number(row, 12) != 0 };
        enum trouble kind = (enum trouble)db_number(row, 13);
        int harm = harm_of_line(&line);
        text area = db_text(row, 6), worker = db_text(row, 9);
        into[n++] = (struct trouble_line){ .id = db_number(row, 0), .version = db_number(row, 1), .start = db_number(row, 2), .worker = db_number(row, 5), .kind = kind, .harm = harm < PLAIN ? harm : db_number(row, 2) < w->now.ms + HOURS(3) ? CUSTOMER_WAITS : LATER_TODAY, .state = db_number(row, 14),
            .due = due_of(w, kind, db_number(row, 2), db_number(row, 3), db_number(row, 4)), .title = print(w, "%s · %s", db_text(row, 7), seeded_said(w, db_text(row, 8))), .subtitle = print(w, "%s%s%s", area, *area && *worker ? " · " : "", worker) };
    }
    return n;
}

/* Those that nobody has told yet, or not of so much. */
static int add_waiting(struct work *w, const struct day_span *s, struct trouble_line *into, int n)
{
    struct running_late *late = take_many(w, struct running_late, MOST_RUNNING_LATE);
    int count = running_late_read(w, s->branch, 0, late);
    for (int i = 0; i < count; i++) {
        const struct running_late *l = &late[i];
        int harm = harm_of_line(&l->line);
        if (!running_late_is_news(l)) continue;
        into[n++] = (struct trouble_line){ .id = l->visit, .version = l->version, .start = l->start.ms, .worker = l->worker, .kind = NEXT_WAITS, .harm = harm < PLAIN ? harm : CUSTOMER_WAITS, .state = l->state, .due = l->start.ms,
            .title = print(w, "%s · %s", l->who, seeded_said(w, l->what)), .subtitle = print(w, "%s%s%s", l->area, *l->area ? " · " : "", l->worker_name) };
    }
    return n;
}

static void write_line(struct work *w, struct json *j, const struct trouble_line *t)
{
    const struct record_type *of = troubles[t->kind].of;
    const struct step *step = type_step(of, troubles[t->kind].step);
    write_object(j, NULL);
    write_number(j, "id", t->id);
    write_text(j, "type", of->name);
    write_number(j, "version", t->version);
    write_number(j, "start", t->start);
    write_number(j, "worker", t->worker);
    write_text(j, "state", choice_key(type_state(of)->choices, (unsigned)t->state));
    write_text(j, "kind", troubles[t->kind].name);
    write_text(j, "label", translate(w->language, troubles[t->kind].label));
    write_text(j, "title", t->title);
    write_text(j, "subtitle", t->subtitle);
    write_number(j, "due_at", t->due);
    write_number(j, "harm", t->harm);
    write_flag(j, "escalated", false);
    write_text(j, "step", step->name);
    write_text(j, "verb", translate(w->language, step->label));
    write_end(j, '}');
}

/* What is counted of each kind, and the list that has as many: of records where their fields tell the kind, else of these lines. */
static void write_kinds(struct work *w, struct json *j, const struct day_span *s, const struct trouble_line *list, int n)
{
    text here = today_branch(w, s);
    const text lists[] = { [NOBODY_YET] = print(w, "/visit?state=unassigned&start_from=%lld&start_to=%lld%s", (long long)(w->now.ms - HOURS(16)), (long long)(w->now.ms + HOURS(36)), here),
        [NOT_THERE] = print(w, "/visit?state=offered,accepted,confirmed,en_route&start_from=%lld&start_to=%lld%s", (long long)(w->now.ms - HOURS(16)), (long long)(w->now.ms - MINUTES(5)), here),
        [NO_ANSWER] = "/today/lines?queue=visits&kind=silent",
        [NOT_CONFIRMED] = print(w, "/visit?state=accepted&start_from=%lld&start_to=%lld%s", (long long)(w->now.ms - MINUTES(5)), (long long)confirm_until(w, s), here),
        [NOT_OVER] = "/today/lines?queue=visits&kind=overrun", [NEW_FACE] = print(w, "/face_ask?state=asked%s", here), [NEXT_WAITS] = "/today/lines?queue=visits&kind=next_late", [REFUSED_THERE] = "/today/lines?queue=visits&kind=refused" };
    write_list(j, "kinds");
    for (int kind = NOBODY_YET; kind <= REFUSED_THERE; kind++) {
        int64_t count = 0;
        for (int i = 0; i < n; i++) count += (int)list[i].kind == kind;
        write_object(j, NULL);
        write_text(j, "name", troubles[kind].name);
        write_text(j, "label", translate(w->language, troubles[kind].label));
        write_number(j, "count", count);
        write_text(j, "to", lists[kind]);
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* To look after a visit is the dispatch's and the reception's; anybody else reads a line here when its step is hers to take. */
static bool is_hers(const struct work *w, const struct trouble_line *t)
{
    return w->actor->system || can(w, CAN_ASSIGN_VISITS) || can(w, CAN_EDIT_VISITS) || can(w, type_step(troubles[t->kind].of, troubles[t->kind].step)->by);
}

static int keep_hers(const struct work *w, struct trouble_line *list, int n)
{
    int kept = 0;
    for (int i = 0; i < n; i++)
        if (is_hers(w, &list[i])) list[kept++] = list[i];
    return kept;
}

void today_visits(struct work *w, struct json *j, const struct day_span *s)
{
    struct trouble_line *list = take_many(w, struct trouble_line, MOST_TROUBLES + MOST_RUNNING_LATE);
    int n = keep_hers(w, list, add_waiting(w, s, list, read_troubles(w, s, list)));
    qsort(list, (size_t)n, sizeof *list, by_harm);
    write_object(j, NULL);
    write_text(j, "name", "visits");
    write_text(j, "label", translate(w->language, N_("Visits of today and tomorrow")));
    write_text(j, "to", "/today/lines?queue=visits");
    write_number(j, "count", n);
    write_kinds(w, j, s, list, n);
    write_list(j, "rows");
    for (int i = 0; i < n && (s->all_lines || i < MOST_LINES); i++) write_line(w, j, &list[i]);
    write_end(j, ']');
    write_end(j, '}');
}
