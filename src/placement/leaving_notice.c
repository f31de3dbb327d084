/* leaving_notice.c — see leaving_notice.h. */
#include "placement/leaving_notice.h"
#include "base/words.h"
#include "placement/placement_own.h"
#include "record/input.h"
#include "record/store.h"

enum { FURTHEST = 31 };         /* as far ahead as a last day is entered */

static bool hers_to_say(enum replacement_reason r)
{
    return r == REPLACE_HOMESICK || r == REPLACE_WORKER_ILL || r == REPLACE_PREGNANT || r == REPLACE_SEASON || r == REPLACE_PAY || r == REPLACE_HARASSMENT || r == REPLACE_LEFT;
}

static struct replacement *open_one(struct work *w, const struct placement *p)
{
    struct found f = LOAD_WHERE(w, replacement, "placement = $1 and state < 5 order by id desc limit 1", BIND(num(p->record.id)));
    return f.count ? f.at[0] : NULL;
}
_Static_assert(REPLACEMENT_DONE == 5, "the query above says it by number");

/* She serves there, and her last day is not settled yet. */
static bool serves(const struct placement *p, int64_t worker)
{
    const struct placement_stint *s = stint_last(p);
    return (p->state == PLACEMENT_IN_SERVICE || p->state == PLACEMENT_HOSPITAL) && s && s->worker.id == worker && !s->last.given;
}

static int64_t notice_days(struct work *w, const struct placement *p)
{
    const struct contract *c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    return c ? c->notice_worker : 0;
}

/* Who is harassed goes when she wants to: the contract says so itself (template_seed.c, dignity). */
static int64_t short_by(struct work *w, const struct placement *p, day last, enum replacement_reason why)
{
    int64_t given = last.number - day_of(w->acted).number, asked = why == REPLACE_HARASSMENT ? 0 : notice_days(w, p);
    return given < asked ? asked - given : 0;
}

static bool day_right(struct work *w, const struct placement *p, day last)
{
    day today = day_of(w->now);
    if (last.number < day_of(w->acted).number) return refuse(w, "last", N_("This day lies in the past"));
    if (last.number > today.number + FURTHEST) return refuse(w, "last", N_("This day lies more than a month ahead; say so within the month before, or call the shop"));
    return last.number <= p->last.number || refuse(w, "last", N_("The term ends on {1} anyway"), day_text(w->arena, p->last));
}

struct notice { day last; enum replacement_reason why; text words; };

static void say(struct work *w, struct replacement *r, const struct placement *p, const struct notice *n)
{
    r->last_day = (maybe_day){ n->last.number, true };
    r->notice_at = w->now;
    r->notice_why = n->why;
    r->notice_words = n->words;
    r->notice_short = short_by(w, p, n->last, n->why);
    r->must_be_told |= n->why == REPLACE_HARASSMENT;
}

/* In a search that the family began: what she says stands beside it, whose side it lies on is the office's to hear. */
static bool said_into(struct work *w, struct replacement *r, const struct placement *p, const struct notice *n)
{
    if (r->notice_at.ms) return refuse_as(w, CONFLICT, "", N_("You have said so already; the shop speaks with you. Take it back first to say another day"));
    say(w, r, p, n);
    return SAVE(w, replacement, r);
}

bool leaving_said(struct work *w, int64_t worker, json_t *input, text words)
{
    const struct placement *p = record_peek(w, &placement_type, input_number(w, input, "placement", 0));
    struct notice n = { input_day(w, input, "last", (day){ 0 }), (enum replacement_reason)choice_value(type_field(&replacement_type, "reason")->choices, input_string(w, input, "why", "")), words };
    if (failed(w)) return false;
    if (!p || !serves(p, worker)) return refuse_as(w, NOT_FOUND, "placement", N_("You serve in no home just now; ask the shop"));
    if (!n.why || !hers_to_say(n.why)) return refuse(w, "why", N_("Choose one of the reasons"));
    if (!day_right(w, p, n.last)) return false;
    struct replacement *r = open_one(w, p);
    if (r || failed(w)) return r && said_into(w, r, p, &n);
    struct replacement new = { .placement = { p->record.id }, .side = n.why == REPLACE_HARASSMENT ? REPLACED_BY_CUSTOMER : REPLACED_BY_WORKER, .reason = n.why, .wish = "", .refund_why = "" };
    say(w, &new, p, &n);
    return ADD(w, replacement, &new);
}

/* Hers alone goes as a whole; out of a search of the family's only her word. */
bool leaving_taken_back(struct work *w, int64_t worker, json_t *input)
{
    const struct placement *p = record_peek(w, &placement_type, input_number(w, input, "placement", 0));
    struct replacement *r = p ? open_one(w, p) : NULL;
    if (!r || !r->notice_at.ms || r->old_worker.id != worker) return failed(w) ? false : refuse_as(w, NOT_FOUND, "placement", N_("There is nothing to take back; ask the shop"));
    if (r->state != REPLACEMENT_REQUESTED || p->state == PLACEMENT_GAP) return refuse_as(w, CONFLICT, "", N_("The shop has taken it up already: call it"));
    w->reason = translate(w->language, N_("She took it back herself"));
    if (leaving_untold(r, p)) return step_run(w, &replacement_type, r, "withdraw", NULL);
    r->notice_at.ms = 0;
    r->notice_why = 0;
    r->notice_words = "";
    r->notice_short = 0;
    r->last_day.given = false;
    return SAVE(w, replacement, r);
}

bool leaving_untold(const struct replacement *r, const struct placement *p)
{
    bool began_it = r->notice_at.ms && r->notice_at.ms == r->requested_at.ms && !*r->wish;
    return began_it && p->state != PLACEMENT_GAP && (r->state < REPLACEMENT_SUBSTITUTED || r->state == REPLACEMENT_WITHDRAWN);
}

void leaving_write(struct work *w, struct json *j, const struct placement *p, int64_t worker)
{
    bool here = serves(p, worker);
    const struct replacement *r = here ? open_one(w, p) : NULL;
    write_number(j, "notice_days", here ? notice_days(w, p) : 0);
    write_flag(j, "may_go", here && !(r && r->notice_at.ms));
    if (!r || !r->notice_at.ms) { write_null(j, "notice"); return; }
    write_object(j, "notice");
    write_number(j, "last", r->last_day.number);
    write_number(j, "said_at", r->notice_at.ms);
    write_number(j, "short", r->notice_short);
    write_flag(j, "may_take_back", r->state == REPLACEMENT_REQUESTED);
    write_end(j, '}');
}

struct replacement *leaving_untold_of(struct work *w, const struct placement *p)
{
    struct replacement *r = open_one(w, p);
    return r && leaving_untold(r, p) ? r : NULL;
}
