/* delivery.c — what the adapter reports afterwards: arrived, not delivered, or "no more advertising" (docs/messages.md). Nobody is logged in
 * there: the signature is the permission. Reports may come twice, in any order, and before the answer to the request. */
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "messages/inside.h"
#include "messages/settings.h"
#include "record/answer.h"
#include "record/input.h"

enum { CLOCKS_DIFFER = 300 };               /* seconds: an older report is one that somebody kept */

static bool stranger(struct work *w) { return refuse_as(w, UNAUTHORISED, "", N_("The signature is not right")); }

/* Which branch's key signs is known only when the message is. */
static bool signed_right(struct work *w, const struct request *q, const struct message *m)
{
    text stamp = http_header(q, "X-Zhangjia-Timestamp"), given = http_header(q, "X-Zhangjia-Signature");
    int64_t at = stamp ? strtoll(stamp, NULL, 10) : 0;
    if (llabs(at - w->now.ms / 1000) > CLOCKS_DIFFER) return false;
    text key = setting_secret(w, SETTING_GATEWAY_KEY, m ? m->record.branch.id : 0, day_of(w->now));
    return signature_right(w->arena, key, at, q->body ? q->body : "", q->body_length, given);
}

static bool arrived(struct work *w, struct message *m)
{
    bool open = m->state == MESSAGE_SENT || m->state == MESSAGE_SENDING || m->state == MESSAGE_FAILED;
    return !open || step_run(w, &message_type, m, "arrived", NULL);
}

static bool not_delivered(struct work *w, struct message *m, text reason)
{
    bool open = m->state == MESSAGE_SENT || m->state == MESSAGE_SENDING;
    return !open || message_refused(w, m, &(struct message_outcome){ .why = WHY_REFUSED, .answer = reason });
}

/* She answered the advertisement with T: as easy as giving it (PIPL art. 15). */
static bool no_more_offers(struct work *w, const struct message *m)
{
    struct found given = LOAD_WHERE(w, consent, "person = $1 and purpose = $2 and state = 1", BIND(num(m->person.id), num(CONSENT_MARKETING)));
    for (int i = 0; i < given.count; i++)
        if (!step_run(w, &consent_type, given.at[i], "withdraw", NULL)) return false;
    return !failed(w);
}

static bool take_in(struct work *w, struct message *m, text state, text reason)
{
    if (!strcmp(state, "delivered")) return arrived(w, m);
    if (!strcmp(state, "failed")) return not_delivered(w, m, reason);
    if (!strcmp(state, "opt_out")) return no_more_offers(w, m);
    return wrong(w, "state", N_("{1} is delivered, failed or opt_out"), "state");
}

bool delivery_call(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    if (!body) return false;
    text id = json_string_value(json_object_get(body, "id"));
    int64_t number = id ? strtoll(id, NULL, 10) : 0;
    db_lock(w, "message", &number, 1);
    struct message *m = record_peek(w, &message_type, number);
    if (failed(w)) return false;
    if (!signed_right(w, q, m)) return stranger(w);
    if (!m) return refuse_as(w, NOT_FOUND, "id", N_("There is no such message"));
    if (!take_in(w, m, input_string(w, body, "state", ""), input_string(w, body, "reason", ""))) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_flag(&j, "ok", true);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
