/* act.c — see act.h: from one object of a phone's list to a record, and what waits to its end. */
#include "field/mate.h"
#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "record/input.h"
#include "record/said.h"

/* Who has left reads her pay and what it came from for as long as it has to be kept (工资支付暂行规定 art. 6: two years), and has her papers and a copy of her
 * data here (PIPL art. 45). */
enum { PATIENCE_HOURS = 2, MOST_WAITING = 200, READS_AFTER_DAYS = 2 * 366 };

static bool reads_still(struct work *w, const struct worker *her)
{
    return her->state == WORKER_LEFT && (!her->left_on.given || day_of(w->now).number - her->left_on.number <= READS_AFTER_DAYS);
}

const struct worker *my_worker(struct work *w)
{
    const struct worker *her = w->actor->worker ? record_peek(w, &worker_type, w->actor->worker) : NULL;
    if (!her) return failed(w) ? NULL : (refuse_as(w, FORBIDDEN, "", N_("This is for workers' phones, and no worker is behind your account")), NULL);
    if (her->state < WORKER_LEFT || reads_still(w, her) || her->state == WORKER_BLACKLISTED) return her;      /* who is barred reads why, what she is still paid, and appeals */
    refuse_as(w, FORBIDDEN, "", N_("You no longer work here; for what is still open ask the office"));
    return NULL;
}

/* ---- the act itself ---- */

static json_t *input_of(struct work *w, const struct field_act *a)
{
    return input_json(w, a->input.json, strlen(a->input.json));
}

static bool refuse_code(struct work *w, enum failure why, text code, text message)
{
    refuse_as(w, why, "", message);
    work_explain(w, code, "");
    return false;
}

bool visit_has(const struct visit *v, int64_t worker)
{
    int64_t ids[MOST_VISIT_WORKERS];
    int n = visit_workers(v, ids);
    for (int i = 0; i < n; i++)
        if (ids[i] == worker) return true;
    return false;
}

static bool is_mate(const struct visit *v, int64_t worker) { return v && v->worker.id != worker && visit_has(v, worker); }

/* The same words whether it was cancelled, given away, lapsed or never hers: of others' visits she learns nothing. */
static bool not_hers(struct work *w, const struct act_kind *kind, const struct visit *v, const struct worker *her)
{
    if (is_mate(v, her->record.id)) return kind->mate || refuse_code(w, CONFLICT, "leader", N_("Taking it on and extras are the first worker's to tell; everything else of your own part you can"));
    if (kind->what == ACT_ACCEPT || kind->what == ACT_DECLINE) return refuse_code(w, CONFLICT, "not_yours", N_("This offer is over: the time to answer ran out, or it was given to somebody else. Whoever still wants it calls the office"));
    return refuse_code(w, CONFLICT, "not_yours", N_("This visit is not yours any more: it was cancelled or given to somebody else. Do not go on; what you have done is kept, and the office will call you"));
}

static bool photo_here(struct work *w, struct field_act *a, json_t *input)
{
    text sha = input_string(w, input, "photo", "");
    if (!*sha || *a->picture.hash) return !failed(w);
    a->picture.hash = photo_by_sha(w, a->worker.id, sha);
    return *a->picture.hash || refuse_code(w, CONFLICT, "photo", N_("Its photo has not arrived yet"));
}

/* What only who works here asks for; of her visits, pay and complaints she goes on telling her part. */
static bool of_work_to_come(enum field_act_what what)
{
    return what == ACT_LEAVE || what == ACT_LEAVE_BACK || what == ACT_FESTIVAL || what == ACT_STUDY || what == ACT_PAPER || what == ACT_GO;
}

/* A call for help goes out whatever else is wrong. */
static bool fits(struct work *w, const struct act_kind *kind, struct act_hand *h)
{
    if (kind->what == ACT_SOS) return true;
    if (h->her->state == WORKER_LEFT && of_work_to_come(kind->what)) return refuse_code(w, CONFLICT, "left", N_("You no longer work here, so there is nothing to ask for this; your pay, papers and objections stay open to you. For anything else call the office"));
    if (w->acted.ms < w->now.ms - DAYS(3)) return refuse_code(w, INVALID, "too_old", N_("This lies more than three days back; the office enters it by hand"));
    if (!kind->of_visit) return true;
    bool hers = h->visit && h->visit->worker.id == h->her->record.id;
    return hers || not_hers(w, kind, h->visit, h->her);
}

bool act_try(struct work *w, struct field_act *a, const struct worker *her)
{
    const struct act_kind *kind = act_kind(a->what);
    json_t *input = input_of(w, a);
    if (!input) return false;
    struct act_hand h = { a, input, a->visit.id ? record_peek(w, &visit_type, a->visit.id) : NULL, her };
    if (h.visit && a->what == ACT_SOS && h.visit->worker.id != her->record.id) h.visit = NULL;
    instant before = w->acted;
    text said = w->reason;
    w->acted = a->acted.ms < w->now.ms ? a->acted : w->now;
    w->reason = a->reason;
    bool well = fits(w, kind, &h) && photo_here(w, a, input) && (is_mate(h.visit, her->record.id) && kind->mate ? kind->mate : kind->run)(w, &h);
    w->acted = before;
    w->reason = said;
    return well && !failed(w);
}

enum field_act_state act_judge(struct work *w, const struct field_act *a, bool patient)
{
    const struct act_kind *kind = act_kind(a->what);
    const struct visit *v = a->visit.id ? record_peek(w, &visit_type, a->visit.id) : NULL;
    text code = a->code;
    bool under_way = v && v->worker.id == a->worker.id && v->state <= VISIT_SETTLED;
    if (!strcmp(code, "state") && under_way && kind->lands && v->state >= kind->lands) return ACT_MOOT;
    if (!patient) return ACT_REFUSED;
    if (!strcmp(code, "state") && is_mate(v, a->worker.id) && v->state <= VISIT_SETTLED) return ACT_WAITING;      /* the first worker's phone may be without a network still */
    if (!strcmp(code, "photo") || !strcmp(code, "unread")) return ACT_WAITING;
    if (!strcmp(code, "state") && under_way && kind->lands) return ACT_WAITING;
    bool tasks_open = !strcmp(code, "guard") && a->what == ACT_FINISH && v && a->acted.ms >= v->start.ms;
    return tasks_open ? ACT_WAITING : ACT_REFUSED;
}

/* ---- in a part of the transaction ---- */

struct trying { struct field_act *act; const struct worker *her; };

static bool in_part(struct work *w, void *data)
{
    struct trying *t = data;
    return act_try(w, t->act, t->her);
}

/* The refusal on the work, to be read in whatever language her phone or the office is in by then; what is too long for that, as it reads now. */
static text kept_why(struct work *w)
{
    text kept = said_keep(w, w->message, w->arguments);
    return utf8_length(kept) <= ACT_ANSWER_MOST ? kept : utf8_cut(w->arena, translate_with(w->arena, w->language, w->message, w->arguments), 500);
}

/* Runs it and writes what became of it into the act; false: the whole work has failed. */
static bool carry_out(struct work *w, struct field_act *a, const struct worker *her, bool patient)
{
    struct trying t = { a, her };
    a->code = a->answer = "";
    if (db_part(w, in_part, &t)) {
        const struct act_kind *kind = act_kind(a->what);
        a->state = kind->asks || !strcmp(a->code, ACT_CODE_AT_WORK) ? ACT_ASKED : ACT_TAKEN;
        return true;
    }
    text why = kept_why(w);
    text code = w->code && *w->code ? w->code : w->field && !strcmp(w->field, "code") ? "wrong_code" : "invalid";
    if (!db_part_forget(w)) return false;
    a->code = code;
    a->answer = why;
    a->state = act_judge(w, a, patient);
    if (a->state == ACT_MOOT) a->answer = said_keep(w, N_("The office had entered this already; your report is kept"), NULL);
    return !failed(w);
}

/* ---- one of the list ---- */

struct report { text key, follows, reason; unsigned what; int64_t visit, acted, accuracy; place at; };
static const struct field report_fields[] = {
    FIELD(report, key, .label = N_("Her phone's number of it"), .required = true, .max = 64), FIELD(report, follows, .label = N_("Follows"), .max = 64),
    FIELD(report, what, .label = N_("What"), .choices = field_act_whats, .required = true), FIELD(report, visit, .label = N_("Visit")),
    FIELD(report, acted, .label = N_("When it was"), .required = true), FIELD(report, at, .label = N_("Where she was")),
    FIELD(report, accuracy, .label = N_("Accuracy in metres")), FIELD(report, reason, .label = N_("What she says"), .max = 500),
};
static const text report_more[] = { "input", NULL };

void act_write(struct work *w, struct json *j, const struct field_act *a)
{
    write_object(j, NULL);
    write_text(j, "key", a->uid);
    write_text(j, "what", choice_key(field_act_whats, a->what));
    if (a->visit.id) write_number(j, "visit", a->visit.id);
    write_number(j, "acted", a->acted.ms);
    write_text(j, "state", choice_key(field_act_states, a->state));
    write_text(j, "code", a->code);
    write_text(j, "message", said_read(w, a->answer));
    write_end(j, '}');
}

static bool came(struct work *w, const struct field_act *a, bool *ret_waits)
{
    if (!*a->follows) return false;
    int64_t state = db_one(w, SQL("select state from field_act where worker = $1 and uid = $2"), BIND(num(a->worker.id), txt(a->follows)), 0);
    *ret_waits = state == 0 || state == ACT_WAITING;
    return *ret_waits;
}

static bool act_new(struct work *w, const struct worker *her, struct field_act *a)
{
    bool waits = false;
    if (!came(w, a, &waits)) return carry_out(w, a, her, true);
    a->state = ACT_WAITING;
    a->code = "before";
    a->answer = said_keep(w, N_("It waits for what came before it"), NULL);
    return !failed(w);
}

static text input_text_of(struct work *w, json_t *one)
{
    json_t *input = json_object_get(one, "input");
    char *dumped = json_is_object(input) ? json_dumps(input, JSON_COMPACT) : NULL;
    text kept = dumped ? arena_copy(w->arena, dumped) : "{}";
    free(dumped);
    return kept;
}

static text step_to(enum field_act_state state)
{
    return state == ACT_TAKEN ? "take" : state == ACT_ASKED ? "ask" : state == ACT_MOOT ? "drop" : "refuse";
}

/* A refused one whose words lie on her phone alone is tried again whenever it is said again: she may send it when what stood in its way is put right. */
static bool said_again(struct work *w, const struct worker *her, const struct field_act *was, json_t *one)
{
    struct field_act copy = *was;
    copy.input.json = input_text_of(w, one);
    if (!carry_out(w, &copy, her, false)) return false;
    struct field_act *a = record_peek(w, &field_act_type, was->record.id);
    if (!a || (copy.state == ACT_REFUSED && !strcmp(copy.answer, a->answer))) return !failed(w);
    return step_run(w, &field_act_type, a, step_to(copy.state), &(struct act_end){ copy.code, copy.answer, copy.picture });
}

/* Seen before, however long ago: the answer is what has become of it. */
static bool seen(struct work *w, const struct worker *her, text uid, json_t *one, struct json *out)
{
    struct found f = LOAD_WHERE(w, field_act, "worker = $1 and uid = $2", BIND(num(her->record.id), txt(uid)));
    const struct field_act *a = f.count ? f.at[0] : NULL;
    if (!a) return false;
    if (a->state == ACT_REFUSED && act_kind(a->what)->remains && !said_again(w, her, a, one)) return false;
    a = record_peek(w, &field_act_type, a->record.id);
    if (a) act_write(w, out, a);
    return a != NULL;
}

/* Another branch's visit is not named in hers, even when she was lent there and it was taken back: the id stays in what was sent. */
static int64_t visit_to_name(struct work *w, const struct report *r)
{
    return r->visit > 0 && record_peek(w, &visit_type, r->visit) ? r->visit : 0;
}

bool act_report(struct work *w, const struct worker *her, json_t *one, struct json *out)
{
    struct report r = { .key = "", .follows = "", .reason = "" };
    if (!json_is_object(one)) return wrong(w, "acts", N_("{1} must be a list of objects"), "acts");
    if (!input_read(w, NULL, report_fields, COUNT_OF(report_fields), one, &r, INPUT_STEP, report_more)) return false;
    if (seen(w, her, r.key, one, out) || failed(w)) return !failed(w);
    instant acted = { r.acted < w->now.ms ? r.acted : w->now.ms };
    struct field_act a = { .record.branch = her->record.branch, .worker = { her->record.id }, .visit = { visit_to_name(w, &r) }, .what = r.what, .uid = r.key, .follows = r.follows, .acted = acted,
        .at = r.at, .accuracy = r.accuracy, .input = { input_text_of(w, one) }, .reason = r.reason, .picture = { "" }, .code = "", .answer = "" };
    if (strlen(a.input.json) > 4000) return wrong(w, "input", N_("{1} is longer than {2} characters"), "input", "4000");
    if (!act_new(w, her, &a)) return false;
    text (*remains)(struct work *, json_t *) = act_kind(a.what)->remains;
    if (remains && a.state != ACT_WAITING) a.input.json = a.state == ACT_TAKEN ? "{}" : remains(w, json_object_get(one, "input"));
    if (!ADD(w, field_act, &a)) return false;
    act_write(w, out, &a);
    return a.state == ACT_WAITING || acts_wake(w, her);
}

/* ---- what waits ---- */

/* A copy is tried, so that the record in hand is as it was when the step ends its waiting. */
static bool try_waiting(struct work *w, int64_t id, const struct worker *her, bool patient, bool *ret_gone)
{
    bool waits = false;
    struct field_act *a = record_peek(w, &field_act_type, id), copy;
    if (!a || a->state != ACT_WAITING) return !failed(w);
    if (patient && came(w, a, &waits)) return !failed(w);
    copy = *a;
    if (!carry_out(w, &copy, her, patient)) return false;
    *ret_gone = copy.state != ACT_WAITING;
    a = *ret_gone ? record_peek(w, &field_act_type, id) : NULL;
    return !a ? !failed(w) : step_run(w, &field_act_type, a, step_to(copy.state), &(struct act_end){ copy.code, copy.answer, copy.picture });
}

struct waiting_one { int64_t id, worker; };

static int waiting_of(struct work *w, int64_t worker, int64_t *ids)
{
    int n = 0;
    struct rows *row = db_query(w, SQL("select id from field_act where worker = $1 and state = 2 order by acted, id limit 200"), BIND(num(worker)));
    while (db_next(row)) ids[n++] = db_number(row, 0);
    return n;
}

/* Each round that brings one forward may free others; it ends, as every round leaves fewer. */
bool acts_wake(struct work *w, const struct worker *her)
{
    int64_t *ids = take_many(w, int64_t, MOST_WAITING);
    for (bool moved = true; moved && !failed(w);) {
        moved = false;
        int n = waiting_of(w, her->record.id, ids);
        for (int i = 0; i < n; i++) {
            bool gone = false;
            if (!try_waiting(w, ids[i], her, true, &gone)) return false;
            moved |= gone;
        }
    }
    return !failed(w);
}

static bool wake_each(struct work *w, const struct waiting_one *held, int n)
{
    for (int i = 0; i < n && !failed(w); i++) {
        bool gone;
        const struct worker *mate = record_peek(w, &worker_type, held[i].worker);
        if (mate && !try_waiting(w, held[i].id, mate, true, &gone)) return false;
    }
    return !failed(w);
}

/* What those who go along with her have told too early: of the visits she leads, in the order of their acts. By the system, as from the
 * ticker below: their photos are not hers to read. */
bool mates_wake(struct work *w, const struct worker *her)
{
    struct waiting_one held[MOST_WAITING];
    const struct actor *asking = w->actor;
    int n = 0;
    struct rows *row = db_query(w, SQL("select a.id, a.worker from field_act a join visit v on v.id = a.visit where a.state = 2 and v.worker = $1 and a.worker <> $1 order by a.acted, a.id limit 200"), BIND(num(her->record.id)));
    while (db_next(row)) held[n].id = db_number(row, 0), held[n++].worker = db_number(row, 1);
    w->actor = &the_system;
    bool well = wake_each(w, held, n);
    w->actor = asking;
    return well;
}

bool acts_overdue(struct work *w)
{
    struct waiting_one late[MOST_WAITING];
    int n = 0;
    struct rows *row = db_query(w, SQL("select id, worker from field_act where state = 2 and created_at < $1 order by acted, id limit 200"), BIND(num(w->now.ms - HOURS(PATIENCE_HOURS))));
    while (db_next(row)) late[n].id = db_number(row, 0), late[n++].worker = db_number(row, 1);
    for (int i = 0; i < n && !failed(w); i++) {
        bool gone;
        const struct worker *her = record_peek(w, &worker_type, late[i].worker);
        if (her && !try_waiting(w, late[i].id, her, false, &gone)) return false;
    }
    db_exec(w, SQL("delete from field_photo where at < $1"), BIND(num(w->now.ms - DAYS(200))));
    return !failed(w);
}
