/* today.c — see today.h: the call, the day by hours, the manager's calendar, and on Mondays the weekend. */
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "insight/today.h"
#include "quality/quality.h"
#include "record/answer.h"
#include "record/store.h"

static int64_t of_hour(const struct today_figures *f, int hour, int least, int most)
{
    int64_t n = 0;
    for (int state = least; state <= most; state++) n += f->count[hour][state];
    return n;
}

static void hours(struct json *j, const struct today_figures *f)
{
    write_list(j, "hours");
    for (int h = 7; h < 21; h++) {
        write_object(j, NULL);
        write_number(j, "hour", h);
        write_number(j, "done", of_hour(f, h, VISIT_FINISHED, VISIT_SETTLED));
        write_number(j, "running", of_hour(f, h, VISIT_ARRIVED, VISIT_IN_SERVICE));
        write_number(j, "assigned", of_hour(f, h, VISIT_OFFERED, VISIT_EN_ROUTE));
        write_number(j, "open", of_hour(f, h, VISIT_UNASSIGNED, VISIT_UNASSIGNED));
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* ---- the calendar: today's, and what is still open of the days before, the latest of it ---- */

static void write_routine(struct work *w, struct json *j, struct rows *row)
{
    const struct routine r = { .record.id = db_number(row, 0), .kind = (enum routine_kind)db_number(row, 1), .state = (enum routine_state)db_number(row, 2), .day = { (int32_t)db_number(row, 3) } };
    write_object(j, NULL);
    write_number(j, "id", r.record.id);
    write_text(j, "kind", choice_key(routine_kinds, r.kind));
    write_text(j, "label", translate(w->language, choice_label(routine_kinds, r.kind)));
    write_text(j, "state", choice_key(type_state(&routine_type)->choices, r.state));
    write_number(j, "day", r.day.number);
    write_number(j, "due_at", db_number(row, 4));
    write_number(j, "done_at", db_number(row, 5));
    write_text(j, "done_by", db_text(row, 6));
    write_raw(j, "seen", *db_text(row, 7) ? db_text(row, 7) : "{}");
    write_number(j, "seen_at", db_number(row, 9));
    write_text(j, "to", routine_page(w, &r));
    write_end(j, '}');
}

/* What she may do of it, the manager all. A shop that ticks nothing off still sees today's: what is older is cut, and `routines_open` counts all; `routines_lapsed` what nobody did in time. */
#define HERS "($4 = 1 or kind in (1, 3, 4, 9)) "
_Static_assert(ROUTINE_BRIEF == 1 && ROUTINE_RELEASE == 3 && ROUTINE_CHASE == 4 && ROUTINE_WEEKEND == 9, "routine_of_dispatch, by number");
#define ROUTINE_COLUMNS "select id, kind, state, day, due, done_at, done_by, seen, created_at from routine where branch = $1 and " HERS
static void routines(struct work *w, struct json *j, const struct day_span *s)
{
    int64_t open = 0, lapsed = 0;
    write_list(j, "routines");
    bool all = can(w, CAN_LEAD_ROUTINES);
    if (all || can(w, CAN_DO_ROUTINES)) {
        struct rows *row = db_query(w, SQL("select r.id, r.kind, r.state, r.day, r.due, r.done_at, coalesce(a.name, ''), r.seen, (select count(*) from routine where branch = $1 and state = 1 and " HERS "), r.created_at, (select count(*) from routine where branch = $1 and state = 4 and day >= $3 and " HERS ") "
                                           "from (select * from (" ROUTINE_COLUMNS "and day = $2) t union all select * from (" ROUTINE_COLUMNS "and state = 1 and day < $2 order by day desc, id desc limit 10) o) r "
                                           "left join account a on a.id = r.done_by order by r.due, r.kind"),
                                    BIND(num(s->branch), num(day_of(s->from).number), num(day_of(s->from).number - LAPSED_DAYS), num(all)));
        while (db_next(row)) {
            write_routine(w, j, row);
            open = db_number(row, 8);
            lapsed = db_number(row, 10);
        }
    }
    write_end(j, ']');
    write_number(j, "routines_open", open);
    write_number(j, "routines_lapsed", lapsed);
}

/* ---- Monday ---- */

static void weekend_row(struct work *w, struct json *j, struct rows *row)
{
    bool rework = db_number(row, 0) == 1;
    write_object(j, NULL);
    write_text(j, "type", rework ? "visit" : "complaint");
    write_number(j, "id", db_number(row, 1));
    write_number(j, "at", db_number(row, 2));
    write_text(j, "title", title_said(w->arena, w->language, db_text(row, 3)));
    write_text(j, "what", rework ? translate(w->language, N_("Rework")) : translate(w->language, choice_label(type_field(&complaint_type, "category")->choices, (unsigned)db_number(row, 4))));
    write_text(j, "state", translate(w->language, choice_label(rework ? type_state(&visit_type)->choices : type_state(&complaint_type)->choices, (unsigned)db_number(row, 5))));
    write_end(j, '}');
}

/* How many of each kind there are, with the list that shows them. */
static void weekend_kind(struct work *w, struct json *j, text label, text list, int64_t branch, int64_t count)
{
    write_object(j, NULL);
    write_text(j, "label", translate(w->language, label));
    write_number(j, "count", count);
    write_text(j, "to", print(w, "%s%s", list, today_branch(w, &(struct day_span){ .branch = branch })));
    write_end(j, '}');
}

/* The first WEEKEND_LINES stand here; the numbers count all, and each leads to its list. */
enum { WEEKEND_LINES = 100 };
void weekend_write(struct work *w, struct json *j, int64_t branch)
{
    day today = day_of(w->now);
    if (weekday(today) != 1) return;
    int64_t from = day_start((day){ today.number - 2 }).ms, to = day_start(today).ms;
    bool complaints = can(w, CAN_SEE_COMPLAINTS);
    write_object(j, "weekend");
    write_number(j, "from", from);
    write_number(j, "to", to);
    write_list(j, "rows");
    int64_t counts[2] = { 0 };
    struct rows *row = db_query(w, SQL("select 1, v.id, v.created_at, c.name, 0, v.state from visit v join customer c on c.id = v.customer where v.branch = $1 and v.rework_of > 0 and v.created_at >= $2 and v.created_at < $3 "
                                       "union all select 2, k.id, k.received_at, coalesce(c.name, n.name, ''), k.category, k.state from complaint k left join customer c on c.id = k.customer "
                                       "left join worker n on n.id = k.worker where k.branch = $1 and $4 = 1 and k.received_at >= $2 and k.received_at < $3 and (k.about_account is null or k.about_account <> $5) order by 3, 2"),
                                BIND(num(branch), num(from), num(to), num(complaints), num(w->actor->user)));
    for (int n = 0; db_next(row); n++) {
        counts[db_number(row, 0) == 1 ? 0 : 1]++;
        if (n < WEEKEND_LINES) weekend_row(w, j, row);
    }
    write_end(j, ']');
    write_list(j, "kinds");
    weekend_kind(w, j, N_("Rework"), print(w, "/visit?rework_of=some&created_at_from=%lld&created_at_to=%lld", (long long)from, (long long)to), branch, counts[0]);
    if (complaints) weekend_kind(w, j, N_("Complaints"), print(w, "/complaint?received_at_from=%lld&received_at_to=%lld", (long long)from, (long long)to), branch, counts[1]);
    write_end(j, ']');
    write_end(j, '}');
}

/* ---- the call ---- */

text today_branch(struct work *w, const struct day_span *s)
{
    bool several = w->actor->system || w->actor->all_branches || w->actor->branch_count > 1;
    return several ? print(w, "&branch=%lld", (long long)s->branch) : "";
}

void today_write(struct work *w, struct json *j, int64_t branch, bool all_lines)
{
    day d = day_of(w->now);
    struct day_span s = { branch, day_start(d), day_start((day){ d.number + 1 }), all_lines };
    struct today_figures *f = today_figures(w, branch);
    struct day_figures past[CARD_DAYS];
    struct open_cases cases;
    write_object(j, NULL);
    write_number(j, "now", w->now.ms);
    write_number(j, "branch", branch);
    day_figures_read(w, branch, (day){ d.number - CARD_DAYS }, CARD_DAYS, past);
    today_queues(w, j, &s, &cases);
    today_cards(w, j, &s, f, past, cases.complaints, cases.complaints_due);
    hours(j, f);
    routines(w, j, &s);
    weekend_write(w, j, branch);
    write_end(j, '}');
}

bool today_call(struct work *w, const struct request *q, struct reply *reply)
{
    text lines = http_query(q, "lines");
    int64_t branch = http_query_number(q, "branch", w->actor->home);
    if (!in_scope(w, branch)) return refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, N_("Branch")));
    struct json j = json_new(w->arena);
    today_write(w, &j, branch, lines && !strcmp(lines, "all"));
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
