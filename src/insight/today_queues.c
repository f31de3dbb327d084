/* today_queues.c — the queues that come from clocks: demands, papers and leave, complaints and incidents, money, placements. One statement for all,
 * and one more that counts when there are more than are read. */
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "insight/today.h"
#include "record/deadline.h"
#include "record/said.h"
#include "record/store.h"

enum { DEMANDS = 1, PAPERS, CASES, MONEY, HOMES, QUEUES };
static const struct { text name, label, to; } queues[QUEUES] = {
    [DEMANDS] = { "demands", N_("Demands without a worker"), "/today/lines?queue=demands" }, [PAPERS] = { "papers", N_("Papers, contracts, leave"), "/today/lines?queue=papers" },
    [CASES] = { "cases", N_("Complaints and incidents"), "/today/lines?queue=cases" }, [MONEY] = { "money", N_("Money not settled"), "/today/lines?queue=money" },
    [HOMES] = { "homes", N_("Placements and calls"), "/today/lines?queue=homes" },
};
/* The same in both statements: which entry of the work queue belongs where. */
#define OF_DEMANDS "type in ('demand', 'service_order', 'lead', 'recommendation', 'interview', 'quotation', 'survey')"
#define OF_PAPERS  "type in ('contract', 'work_contract', 'worker_leave', 'lending', 'worker', 'stand_by', 'branch', 'festival_round')"
#define OF_CASES   "(type in ('incident', 'care_alarm', 'field_act', 'suspension', 'blacklist_entry') or (type = 'complaint' and record not in (select id from complaint where about_account = $5)))"
#define OF_HOMES   "type in ('placement', 'renewal', 'replacement', 'handover', 'follow_up', 'care_log', 'extra_task', 'care_offer', 'introduction_review', 'placement_wish', 'holiday_ask', 'festival_ask', 'family_wage')"
#define OF_MONEY   "(type in ('bill', 'settlement', 'refund', 'opening_balance', 'cash_up', 'charge', 'fee_waiver', 'worker_fee', 'job_deposit', 'bank_line', 'pay_run', 'platform_payout', 'platform_fee', 'loan_charge', 'loan_settlement', 'prepaid_card', 'payroll_run', 'payslip', 'back_pay', 'customer') " \
    "or (type = 'visit' and rule = 'dispute') or (type = 'compensation' and record not in (select id from compensation where about_account = $5)))"
/* Papers by when they run out and not renewed yet; `hit`: visits given to her after that. Work done and not approved, wherever it came from. */
#define RUNNING_OUT "from credential c where c.branch = $1 and c.state = 3 and c.valid_to >= $3 - 60 and c.valid_to < $3 + 30 and not exists " \
    "(select 1 from credential r where r.worker = c.worker and r.kind = c.kind and r.state in (1, 2, 3) and coalesce(r.valid_to, 0) > c.valid_to)"
#define UNAPPROVED "from visit where branch = $1 and state = 8 and start >= $4"
/* "It has lapsed" is said when it has, not a week before ($2 lies a week ahead): until then its own reminders ring. */
#define SO_NOW     "(rule <> 'lapsed' or due_at < $2 - 604800000)"
#define COLUMNS    "type, record, rule, who, then_who, person, due_at, escalated_at, title, 0 as hit, 0 as kind, 0 as worker, case when reminder = 1 then id else 0 end as tick"
#define FIRST_OF(n, those) "select * from (select " n " as q, " COLUMNS " from deadline where branch = $1 and done_at = 0 and " those " and due_at < $2 and " SO_NOW " order by due_at limit 500) x" n
#define COUNT_OF_QUEUE(n, those) "select " n " as q, type, who, then_who, person, case when escalated_at > 0 then 1 else 0 end as up, count(*) as n, sum(case when due_at < $6 then 1 else 0 end) as soon " \
    "from deadline where branch = $1 and done_at = 0 and " those " and due_at < $2 and " SO_NOW " group by 2, 3, 4, 5, 6"

struct entry { text type; int64_t record; text rule, title; int64_t due, harm, hit, kind, worker, tick; const struct deadline *clock; const struct record_type *of; bool up; };
/* One line a record, by the clock that is next. `read`: rows looked at; below READ_AT_ONCE every one was, and `all` is the number of lines. */
enum { READ_AT_ONCE = 500, MOST_READ = 2 * READ_AT_ONCE };
struct lines { struct entry at[MOST_READ]; int count, read; int64_t all; };

static bool is_hers(const struct work *w, text who, text then, int64_t person, bool up)
{
    if (w->actor->system || (person && person == w->actor->person)) return true;
    return !person && ((*who && can(w, who)) || (up && *then && can(w, then)));
}

static const struct deadline *clock_of(const struct record_type *type, text rule)
{
    for (int i = 0; type && i < type->deadline_count; i++)
        if (!strcmp(type->deadlines[i].name, rule)) return &type->deadlines[i];
    return NULL;
}

/* An alarm that nobody has taken on stands above everything; what is graver than the rest of its queue above that. */
static int64_t harm_of(text type, text rule, int64_t hit)
{
    if (!strcmp(type, "incident") || !strcmp(type, "care_alarm")) return !strcmp(rule, "alarm") ? 0 : 4;
    if (!strcmp(type, "field_act") || !strcmp(type, "lead")) return 6;         /* she stands there and asks; a customer who has no answer */
    if (!strcmp(type, "complaint")) return 7;
    if (!strcmp(type, "care_log")) return 1;
    if (!strncmp(rule, "lapsed", strlen("lapsed"))) return 2;                      /* somebody serves without a contract */
    if (!strcmp(type, "placement") && !strcmp(rule, "gap")) return 3;
    return hit ? 5 : 9;
}

static int by_harm(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    if (x->harm != y->harm) return x->harm < y->harm ? -1 : 1;
    return x->due < y->due ? -1 : x->due > y->due;
}

static bool has_line(const struct lines *l, text type, int64_t record)
{
    for (int i = 0; i < l->count; i++)
        if (l->at[i].record == record && !strcmp(l->at[i].type, type)) return true;
    return false;
}

/* The open complaints come in a row of their own. */
enum { COMPLAINTS_ROW = 9 };
static void read_lines(struct work *w, const struct day_span *s, struct lines *of, struct open_cases *cases)
{
    struct rows *row = db_query(w, SQL(FIRST_OF("1", OF_DEMANDS) " union all " FIRST_OF("2", OF_PAPERS) " union all " FIRST_OF("3", OF_CASES) " union all " FIRST_OF("4", OF_MONEY) " union all " FIRST_OF("5", OF_HOMES)
                                       " union all select * from (select 2, 'credential', c.id, 'renewal', 'credential.edit', '', 0, (c.valid_to + 1) * 86400000 - 28800000, 0, c.title, (select count(*) from visit v where v.worker = c.worker "
                                       "and v.state between 2 and 5 and v.start >= (c.valid_to + 1) * 86400000 - 28800000), c.kind, c.worker, 0 " RUNNING_OUT " order by c.valid_to limit 500) x5"
                                       " union all select 9, 'complaint', count(*), '', '', '', 0, 0, 0, '', 0, 0, 0, 0 from complaint where branch = $1 and state not in (7, 8) and (about_account is null or about_account <> $5)"
                                       " union all select * from (select 4, 'visit', id, 'approve', 'visit.edit', '', 0, case when finished_at > 0 then finished_at else until end + 86400000, 0, title, 0, 0, 0, 0 " UNAPPROVED " order by start limit 500) x6"),
                                BIND(num(s->branch), num(w->now.ms + DAYS(7)), num(day_of(w->now).number), num(w->now.ms - DAYS(31)), num(w->actor->user)));
    while (db_next(row)) {
        if (db_number(row, 0) == COMPLAINTS_ROW) { cases->complaints = db_number(row, 2); continue; }
        struct lines *l = &of[db_number(row, 0) < QUEUES ? db_number(row, 0) : 0];
        bool up = db_number(row, 8) > 0;
        l->read++;
        if (l->count == MOST_READ || has_line(l, db_text(row, 1), db_number(row, 2)) || !is_hers(w, db_text(row, 4), db_text(row, 5), db_number(row, 6), up)) continue;
        struct entry *e = &l->at[l->count++];
        *e = (struct entry){ .type = db_text(row, 1), .record = db_number(row, 2), .rule = db_text(row, 3), .due = db_number(row, 7), .title = db_text(row, 9), .hit = db_number(row, 10), .kind = db_number(row, 11), .worker = db_number(row, 12), .tick = db_number(row, 13), .up = up };
        e->of = house_type(w->house, e->type);
        e->clock = clock_of(e->of, e->rule);
        e->harm = harm_of(e->type, e->rule, e->hit);
    }
    for (int q = 1; q < QUEUES; q++) qsort(of[q].at, (size_t)of[q].count, sizeof *of[q].at, by_harm);
}

static void count_lines(struct work *w, const struct day_span *s, struct lines *of, struct open_cases *cases)
{
    struct rows *row = db_query(w, SQL(COUNT_OF_QUEUE("1", OF_DEMANDS) " union all " COUNT_OF_QUEUE("2", OF_PAPERS) " union all " COUNT_OF_QUEUE("3", OF_CASES) " union all " COUNT_OF_QUEUE("4", OF_MONEY) " union all " COUNT_OF_QUEUE("5", OF_HOMES)
                                       " union all select 2, 'credential', 'credential.edit', '', 0, 0, count(*), 0 " RUNNING_OUT " union all select 4, 'visit', 'visit.edit', '', 0, 0, count(*), 0 " UNAPPROVED),
                                BIND(num(s->branch), num(w->now.ms + DAYS(7)), num(day_of(w->now).number), num(w->now.ms - DAYS(31)), num(w->actor->user), num(s->to.ms)));
    while (db_next(row)) {
        int64_t q = db_number(row, 0);
        if (q < 1 || q >= QUEUES || !is_hers(w, db_text(row, 2), db_text(row, 3), db_number(row, 4), db_number(row, 5) != 0)) continue;
        of[q].all += db_number(row, 6);
        if (!strcmp(db_text(row, 1), "complaint")) cases->complaints_due += db_number(row, 7);
    }
}

/* Were there more than were read, so that they have to be counted? */
static bool cut_short(const struct lines *of)
{
    for (int q = 1; q < QUEUES; q++)
        if (of[q].read >= READ_AT_ONCE) return true;
    return false;
}

static int64_t due_today(const struct lines *cases, const struct day_span *s)
{
    int64_t n = 0;
    for (int i = 0; i < cases->count; i++) n += !strcmp(cases->at[i].type, "complaint") && cases->at[i].due < s->to.ms;
    return n;
}

static text hits(struct work *w, int64_t n)
{
    const text arguments[] = { print(w, "%lld", (long long)n), NULL };
    return translate_with(w->arena, w->language, N_("{1} visits of hers lie behind that"), arguments);
}

/* Of an alarm somebody took on: who, and what she does about it; whoever comes on duty next asks her. */
static text done_about(struct work *w, const struct entry *e)
{
    bool alarm = !strcmp(e->rule, "alarm"), care = !strcmp(e->type, "care_alarm") && !alarm;
    if (!care && (alarm || strcmp(e->type, "incident"))) return "";
    struct rows *row = care ? db_query(w, SQL("select owner, doing from care_alarm where id = $1"), BIND(num(e->record)))
                            : db_query(w, SQL("select owner, doing from incident where id = $1"), BIND(num(e->record)));
    int64_t owner = 0;
    text doing = "";
    while (db_next(row)) { owner = db_number(row, 0); doing = arena_copy(w->arena, db_text(row, 1)); }
    if (!owner || !*doing) return doing;
    return translate_with(w->arena, w->language, N_("{1}: {2}"), (const text[]){ record_title(w, &account_type, owner), doing, NULL });
}

static void write_entry(struct work *w, struct json *j, const struct entry *e)
{
    text waits = e->of ? deadline_waits(w, e->of, e->clock, e->record) : "";
    const struct step *step = e->of && e->clock && e->clock->step && !*waits ? type_step(e->of, e->clock->step) : NULL;
    write_object(j, NULL);
    write_number(j, "id", e->record);
    write_text(j, "type", e->type);
    write_text(j, "kind", e->rule);
    write_text(j, "label", *waits ? waits : translate(w->language, e->clock ? e->clock->label : N_("Reminder")));
    write_text(j, "title", title_said(w->arena, w->language, translate(w->language, said_read(w, e->title))));
    write_text(j, "subtitle", e->hit ? hits(w, e->hit) : done_about(w, e));
    write_number(j, "due_at", e->due);
    write_number(j, "harm", e->harm);
    write_flag(j, "escalated", e->up);
    if (e->tick) write_number(j, "reminder", e->tick);
    bool paper = !strcmp(e->type, "credential"), quote = !strcmp(e->type, "demand") && !step;
    write_text(j, "step", step ? step->name : "");
    write_text(j, "verb", step ? translate(w->language, step->label) : paper ? translate(w->language, N_("Enter the new paper")) : quote ? translate(w->language, N_("Offer a quotation")) : "");
    text leads = e->of ? deadline_leads(w, e->of, e->clock, e->record) : "";
    if (*leads) write_text(j, "to", leads);
    if (quote) write_text(j, "to", print(w, "/demands/%lld", (long long)e->record));
    if (paper) write_text(j, "to", print(w, "/credential/new?worker=%lld&kind=%s", (long long)e->worker, choice_key(type_field(&credential_type, "kind")->choices, (unsigned)e->kind)));
    write_end(j, '}');
}

static void write_queue(struct work *w, struct json *j, const struct day_span *s, int q, const struct lines *l)
{
    write_object(j, NULL);
    write_text(j, "name", queues[q].name);
    write_text(j, "label", translate(w->language, queues[q].label));
    write_text(j, "to", queues[q].to);
    write_number(j, "count", l->all);
    write_list(j, "rows");
    for (int i = 0; i < l->count && (s->all_lines || i < MOST_LINES); i++) write_entry(w, j, &l->at[i]);
    write_end(j, ']');
    write_end(j, '}');
}

void today_queues(struct work *w, struct json *j, const struct day_span *s, struct open_cases *ret_cases)
{
    struct lines *of = take_many(w, struct lines, QUEUES);
    *ret_cases = (struct open_cases){ 0 };
    write_list(j, "queues");
    today_visits(w, j, s);
    read_lines(w, s, of, ret_cases);
    if (cut_short(of)) count_lines(w, s, of, ret_cases);
    else ret_cases->complaints_due = due_today(&of[CASES], s);
    for (int q = 1; q < QUEUES; q++)
        if (of[q].read < READ_AT_ONCE) of[q].all = of[q].count;
    for (int q = 1; q < QUEUES; q++) write_queue(w, j, s, q, &of[q]);
    write_end(j, ']');
}
