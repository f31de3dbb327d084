/* team.c — the module's table of contents, and the call behind the light. */
#include "team/team.h"
#include <stdlib.h>
#include "base/words.h"
#include "messages/messages.h"
#include "record/answer.h"
#include "record/deadline.h"
#include "record/import.h"
#include "record/parts.h"
#include "record/said.h"
#include "record/store.h"
#include "team/tell_team.h"

static day day_asked(struct work *w, const struct request *q, text name, day otherwise)
{
    text given = http_query(q, name);
    day d = otherwise;
    char *end;
    if (!given || !*given) return d;
    long n = strtol(given, &end, 10);
    if (!*end) return (day){ (int32_t)n };
    if (!day_read(given, &d)) wrong(w, name, N_("“{1}” is not a date; write 2026-03-05"), given);
    return d;
}

/* As of when: what was known at the end of that day, in place of what is known now. */
static bool known_asked(struct work *w, const struct request *q, instant *ret)
{
    text given = http_query(q, "known");
    if (!given || !*given) return true;
    day d = day_asked(w, q, "known", (day){ 0 });
    ret->ms = day_start((day){ d.number + 1 }).ms - 1;
    return !failed(w);
}

static bool days_right(struct work *w, day from, day to)
{
    if (to.number < from.number) return wrong(w, "to", N_("The last day lies before the first"));
    if (to.number - from.number > 400) return wrong(w, "to", N_("Ask for at most 400 days at once"));
    return !failed(w);
}

static bool show_eligibility(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct worker *n = id ? LOAD(w, worker, id) : NULL;
    if (!n) return false;
    day from = day_asked(w, q, "from", day_of(w->now)), to = day_asked(w, q, "to", from);
    int64_t line = http_query_number(q, "line", 0);
    if (!days_right(w, from, to)) return false;
    instant known = { 0 };
    if (!known_asked(w, q, &known)) return false;
    if (known.ms) n = history_load(w, &worker_type, id, known);
    if (!n) return refuse_as(w, NOT_FOUND, "known", N_("She was not in the archive then"));
    struct eligibility_case c = { .known_at = known, .worker = n, .line = line ? record_peek(w, &service_line_type, line) : NULL, .from = from, .to = to };
    struct judgement j = eligibility(w, &c);
    struct json out = json_new(w->arena);
    judgement_write(w, &out, NULL, &j);
    answer_json(w, reply, 200, &out);
    return !failed(w);
}

static void write_light(struct work *w, const struct eligibility_case *c, struct json *out)
{
    struct judgement j = eligibility(w, c);
    write_object(out, NULL);
    write_number(out, "line", c->line ? c->line->record.id : 0);
    write_text(out, "name", c->line ? translate(w->language, c->line->name) : "");
    judgement_write(w, out, "judgement", &j);
    write_end(out, '}');
}

/* All her lines at once, for the page of one worker; who has none yet is judged without one. */
static bool show_lights(struct work *w, const struct request *q, struct reply *reply)
{
    enum { DAYS_SHOWN = 28 };
    int64_t id = answer_id(w, q, "id");
    const struct worker *n = id ? LOAD(w, worker, id) : NULL;
    if (!n) return false;
    day from = day_asked(w, q, "from", day_of(w->now)), to = day_asked(w, q, "to", (day){ from.number + DAYS_SHOWN - 1 });
    if (!days_right(w, from, to)) return false;
    struct eligibility_case c = { .worker = n, .from = from, .to = to };
    struct json out = json_new(w->arena);
    write_object(&out, NULL);
    write_number(&out, "from", c.from.number);
    write_number(&out, "to", c.to.number);
    write_list(&out, "rows");
    if (!n->skills.count) write_light(w, &c, &out);
    for (size_t i = 0; i < n->skills.count; i++) {
        c.line = record_peek(w, &service_line_type, ROW(struct skill, n->skills, i)->line.id);
        if (c.line) write_light(w, &c, &out);
    }
    write_end(&out, ']');
    write_end(&out, '}');
    answer_json(w, reply, 200, &out);
    return !failed(w);
}

/* A floor that nobody entered guards nobody: it stands in the queue until some branch or the company has it. */
struct floor_of_place { text code, rule, title; };
static bool ask_floor(struct work *w, const struct floor_of_place *f)
{
    bool known = db_one(w, SQL("select 1 from setting where code = $1 and value <> '0' limit 1"), BIND(txt(f->code)), 0) == 1;
    if (known) return remind_no_more(w, NULL, 0, f->rule), !failed(w);
    if (db_one(w, SQL("select 1 from deadline where record = 0 and type = '' and rule = $1"), BIND(txt(print(w, "remind.%s", f->rule))), 0)) return true;
    return remind(w, &(struct reminder){ .title = said_keep(w, f->title, NULL), .due = w->now, .rule = f->rule, .who = CAN_MANAGE_COMPANY }) != 0;
}

static bool ask_minimum(struct work *w)
{
    static const struct floor_of_place floors[] = {
        { SETTING_MINIMUM_HOURLY, "minimum_hourly", N_("Enter the local minimum wage an hour in the settings: until then no visit is checked against it") },
        { SETTING_MINIMUM_MONTHLY, "minimum_monthly", N_("Enter the local minimum wage a month in the settings: until then no wage, no work contract and no suspended day is checked against it") },
    };
    for (size_t i = 0; i < COUNT_OF(floors); i++)
        if (!ask_floor(w, &floors[i])) return false;
    return true;
}

static bool setting_told(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    (void)id;
    return ask_minimum(w);
}

static const struct record_type *const types[] = { &worker_type, &credential_type, &worker_leave_type, &lending_type, &stand_by_type, &standard_read_type, &festival_round_type, &festival_answer_type, &suspension_type, &blacklist_entry_type, NULL };
static const struct capability capabilities[] = {
    { CAN_SEE_WORKERS, N_("See workers and their papers") }, { CAN_EDIT_WORKERS, N_("Edit the workers' archive") },
    { CAN_ADMIT_WORKERS, N_("Take on, train and let go workers") }, { CAN_SUSPEND_WORKERS, N_("Suspend workers") },
    { CAN_SUSPEND_LONG, N_("Suspend workers beyond 72 hours, answer their objections") }, { CAN_PROPOSE_SUSPENSION, N_("Propose suspensions") }, { CAN_READ_SUSPENSIONS, N_("Read suspensions: what for, what was found") },
    { CAN_READ_BLACKLIST, N_("Read the blacklist (each look is logged)") }, { CAN_PROPOSE_BLACKLIST, N_("Propose blacklist entries and hear who is concerned") }, { CAN_COSIGN_BLACKLIST, N_("Co-sign or refuse blacklist entries") },
    { CAN_APPROVE_BLACKLIST, N_("Approve, review and lift blacklist entries") }, { CAN_ANSWER_APPEALS, N_("Answer appeals against blacklist entries") },
    { CAN_EDIT_CREDENTIALS, N_("Enter credentials") }, { CAN_VERIFY_CREDENTIALS, N_("Verify and revoke credentials") },
    { CAN_APPROVE_LEAVE, N_("Approve leave") }, { CAN_REVEAL_BANK, N_("See bank accounts") }, { CAN_LEND_WORKERS, N_("Lend workers to other branches") },
    { CAN_BORROW_WORKERS, N_("Ask other branches for workers") },
};
static const struct call calls[] = {
    { .method = GET, .pattern = "/api/standard/:id/readers", .by = CAN_SEE_WORKERS, .run = standard_readers_call, .help = "Those who work by a standard, and when each has read it on her phone" },
    { .method = GET, .pattern = "/api/worker/:id/lights", .by = CAN_SEE_WORKERS, .run = show_lights, .help = "The light of a worker for each of her lines over the coming four weeks" },
    { .method = GET, .pattern = "/api/worker/:id/eligibility", .by = CAN_SEE_WORKERS, .run = show_eligibility, .help = "The light of a worker for a line and days, today or as it was known at the end of a day (known)" },
};
static const struct person_needed works = { N_("She is a worker or an applicant; end that first"), NULL, false,
    { { "worker", "select id from worker where person = $1 and state not in (9, 10, 11) order by id" } } };

static const struct setting_declared settings[] = {
    { SETTING_PAPERS_DAYS, N_("Papers before a placement"), N_("Days from the first on for which her papers must be good; a shorter term as a whole. What runs out later stands in the look-ahead"), SETTING_NUMBER, "60", 1, 400 },
    { SETTING_INSURANCE_AGE, N_("Age covered by the insurance"), N_("Above it the light warns: many policies pay less or nothing from 65 or 66 on"), SETTING_NUMBER, "65", 50, 90 },
    { SETTING_SUSPENSION_PAY, N_("Pay during a suspension, of who is not a full-time employee"), N_("Percent of a usual day's pay for part-time, agency, gig and over-age workers. Employees get all of it by law; nothing is ever taken off"), SETTING_NUMBER, "0", 0, 100 },
    { SETTING_MINIMUM_MONTHLY, N_("Minimum wage a month"), N_("Of the place: no work contract is written below it, no whole month paid below it, what is taken for damage or an advance leaves it, and a suspended employee's day is worth a thirtieth of it at least. 0: not entered, which stands in the queue"), SETTING_MONEY, "0", 0, 10000000, .was = { "finance.minimum_wage", "contract.minimum_monthly" } },
    { SETTING_MINIMUM_HOURLY, N_("Minimum wage an hour"), N_("Of the place, for part-time work; nobody is sent for less. 0: not entered, which stands in the queue"), SETTING_MONEY, "0", 0, 100000 },
};
static const struct setting_list setting_list = { settings, COUNT_OF(settings) };

static int64_t workers_at(struct work *w, int64_t branch) { return db_one(w, SQL("select count(*) from worker where branch = $1 and state between 5 and 8"), BIND(num(branch)), 0); }
static const struct at_branch workers_there = { N_("{1} workers"), workers_at };
static const struct answer answers[] = { { QUESTION_AT_BRANCH, &workers_there }, { SETTINGS, &setting_list }, { QUESTION_IMPORT_SHAPES, &worker_import }, { QUESTION_NEEDED, &works }, { QUESTION_ELIGIBILITY, &festival_eligibility }, { QUESTION_MESSAGE_TEMPLATES, &festival_messages }, { QUESTION_MESSAGE_TEMPLATES, &team_messages } };
static const struct reaction reactions[] = {
    { "setting.created", WITH, setting_told, "team.minimum_entered" }, { "setting.changed", WITH, setting_told, "team.minimum_changed" },
    { "worker_leave.approve", WITH, tell_of_leave, "team.tell_granted" }, { "worker_leave.approve_and_clear", WITH, tell_of_leave, "team.tell_granted_cleared" }, { "worker_leave.approve_sick", WITH, tell_of_leave, "team.tell_granted_sick" },
    { "worker_leave.reject", WITH, tell_of_leave, "team.tell_leave_refused" }, { "worker_leave.cancel", WITH, tell_of_leave, "team.tell_leave_withdrawn" }, { "worker_leave.come_back", WITH, tell_of_leave, "team.tell_leave_over" },
    { "worker.left_without_notice", WITH, festival_worker_left, "team.festival_left_without_notice" }, { "worker.leave", WITH, festival_worker_left, "team.festival_left" },
    { "worker.left_without_notice", WITH, tell_of_leaving, "team.tell_left_without_notice" }, { "worker.leave", WITH, tell_of_leaving, "team.tell_left" },
};
static const struct ticker tickers[] = { { "team.festival", MINUTES(10), festival_tick }, { "team.lendings", MINUTES(10), lendings_run_out }, { "team.suspensions", MINUTES(5), suspensions_lapse }, { "team.blacklist", MINUTES(10), blacklist_tick } };
const struct module team_module = { .seed = ask_minimum, MODULE_REACTIONS(reactions), MODULE_TICKERS(tickers), .name = "team", .label = N_("Team"), .menu = 3, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_CALLS(calls), MODULE_ANSWERS(answers) };
