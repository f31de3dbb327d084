/* feed.c — see feed.h. */
#include "operations/feed.h"
#include <string.h>
#include "base/ical.h"
#include "base/token.h"
#include "base/words.h"
#include "record/answer.h"
#include "record/api.h"
#include "record/input.h"
#include "record/store.h"

enum { MOST_EVENTS = 2000 };

static const struct choice states[] = { { FEED_OPEN, "open", N_("In use"), "ok" }, { FEED_REVOKED, "revoked", N_("Revoked"), "mute", .final = true }, { 0 } };
static const struct field fields[] = {
    FIELD(calendar_feed, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(calendar_feed, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .set_by = STEPS_ONLY, .help = N_("None: the whole branch")),
    FIELD(calendar_feed, hash, .label = N_("Hash of its key"), .max = 64, .set_by = STEPS_ONLY),
    FIELD(calendar_feed, made_at, .label = N_("Address made at"), .list = true, .set_by = STEPS_ONLY),
};

struct renewal { text hash; };
static bool renew(struct work *w, struct calendar_feed *f, const struct renewal *in)
{
    f->hash = in->hash;
    f->made_at = w->now;
    return true;
}
RULE(calendar_feed, renewal, renew)

static const struct step steps[] = {
    STEP(revoke, .label = N_("Revoke"), .tone = "danger", .from = FROM(FEED_OPEN), .to = FEED_REVOKED, .by = CAN_ASSIGN_VISITS, .own = true, .confirm = N_("Whoever subscribed to this calendar sees nothing any more. Revoke?")),
    STEP(renew, .label = N_("New address"), .from = FROM(FEED_OPEN), .hidden = true, .run = renew_rule),
};

static text title(struct work *w, const struct calendar_feed *f)
{
    if (f->worker.id) return record_title(w, &worker_type, f->worker.id);
    return record_title(w, &branch_type, f->record.branch.id);
}
TITLE(calendar_feed, title)

const struct record_type calendar_feed_type = RECORD_TYPE(calendar_feed, .label = N_("Calendar to subscribe to"), .plural = "Calendars to subscribe to", .module = "operations", FIELDS(fields), STEPS(steps), .first_state = FEED_OPEN,
    .scope = SCOPE_BRANCH, .own = "worker", .see = CAN_ASSIGN_VISITS, .append_only = true, .title = title_hook);

/* ---- making an address ---- */

static bool answer_address(struct work *w, struct reply *reply, int status, const struct calendar_feed *f, text key)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "id", f->record.id);
    write_text(&j, "url", print(w, "/api/calendar/%s.ics", key));
    write_end(&j, '}');
    answer_json(w, reply, status, &j);
    return !failed(w);
}

static bool for_whom(struct work *w, json_t *body, struct calendar_feed *f)
{
    f->worker.id = input_number(w, body, "worker", 0);
    f->record.branch.id = input_number(w, body, "branch", 0);
    if (failed(w)) return false;
    if (!f->worker.id == !f->record.branch.id) return wrong(w, "worker", N_("Name a worker or a branch"));
    bool own = f->worker.id && f->worker.id == w->actor->worker;
    if (!own && !must(w, CAN_ASSIGN_VISITS)) return false;
    const struct worker *her = f->worker.id ? LOAD(w, worker, f->worker.id) : NULL;
    if (her) f->record.branch = her->record.branch;
    if (!failed(w) && !own && !in_scope(w, f->record.branch.id)) return refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, branch_type.label));
    return !failed(w);
}

bool feed_open_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct calendar_feed f = { .made_at = w->now };
    json_t *body = input_json(w, q->body, q->body_length);
    if (!body || !for_whom(w, body, &f)) return false;
    text key = token_new(w->arena, "", TOKEN_BYTES);
    f.hash = token_hash_hex(w->arena, key);
    return ADD(w, calendar_feed, &f) && answer_address(w, reply, 201, &f, key);
}

bool feed_renew_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    struct calendar_feed *f = id ? LOAD(w, calendar_feed, id) : NULL;
    if (!f || (!is_own(w, &calendar_feed_type, f) && !must(w, CAN_ASSIGN_VISITS))) return false;
    json_t *body = input_json(w, q->body, q->body_length);
    if (!body || !record_as_told(w, &calendar_feed_type, f, body)) return false;
    text key = token_new(w->arena, "", TOKEN_BYTES);
    return step_run(w, &calendar_feed_type, f, "renew", &(struct renewal){ token_hash_hex(w->arena, key) }) && answer_address(w, reply, 200, f, key);
}

/* ---- the calendar ---- */

static enum ical_status status_of(const struct visit *v)
{
    if (v->state == VISIT_CANCELLED || v->state == VISIT_SKIPPED) return ICAL_CANCELLED;
    return v->state <= VISIT_OFFERED ? ICAL_TENTATIVE : ICAL_CONFIRMED;
}

static text details(struct work *w, const struct visit *v)
{
    const struct household *h = record_peek(w, &household_type, v->household.id);
    const struct worker *her = record_peek(w, &worker_type, v->worker.id);
    return print(w, "%s\n%s\n%s", v->record.number, h ? h->estate : "", her ? her->name : "");
}

static void write_visit(struct work *w, struct buf *out, const struct visit *v, bool detail)
{
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    ical_event(out, &(struct ical_event){ .uid = print(w, "visit-%lld@zhangjia", (long long)v->record.id), .sequence = v->record.version, .changed = v->record.changed_at, .start = v->start, .until = v->until,
        .status = status_of(v), .summary = print(w, "%s · %s", line ? line->name : "", v->area), .location = v->area, .description = detail ? details(w, v) : "" });
}

static struct found visits_of(struct work *w, const struct calendar_feed *f)
{
    struct value from = num(w->now.ms - DAYS(30)), to = num(w->now.ms + DAYS(90)), most = num(MOST_EVENTS);
    if (!f->worker.id) return LOOK_WHERE(w, visit, "branch = $1 and start >= $2 and start < $3 order by start limit $4", BIND(num(f->record.branch.id), from, to, most));
    return LOOK_WHERE(w, visit, "id in (select id from visit where worker = $1 union all select id from visit where second = $1 union all select parent from visit_crew where worker = $1) "
                                "and state > 1 and start >= $2 and start < $3 order by start limit $4", BIND(num(f->worker.id), from, to, most));
}

bool feed_call(struct work *w, const struct request *q, struct reply *reply)
{
    text key = http_part(q, "token");
    size_t length = key ? strlen(key) : 0;
    text bare = length > 4 && !strcmp(key + length - 4, ".ics") ? arena_copy_n(w->arena, key, length - 4) : "";
    struct found all = LOAD_WHERE(w, calendar_feed, "hash = $1 and state = 1", BIND(txt(token_hash_hex(w->arena, bare))));
    if (!*bare || !all.count) return failed(w) ? false : refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address"));
    const struct calendar_feed *f = FOUND(struct calendar_feed, all, 0);
    bool detail = setting_flag(w, SETTING_FEED_DETAIL, f->record.branch.id, day_of(w->now));
    struct found visits = visits_of(w, f);
    struct buf out = ical_begin(w->arena, print(w, "%s %s", company_name(w), title(w, f)));
    for (int i = 0; i < visits.count; i++) write_visit(w, &out, FOUND(struct visit, visits, i), detail);
    reply->body = ical_end(&out);
    reply->length = out.length;
    reply->type = "text/calendar; charset=utf-8";
    return !failed(w);
}
