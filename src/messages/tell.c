/* tell.c — tell(): what is told to whom by which ways, stored with the step that causes it. Sending is send.c. */
#include <string.h>
#include "base/words.h"
#include "messages/inside.h"
#include "record/hidden.h"
#include "record/parts.h"

struct plan {                       /* one telling, worked out */
    const struct telling *t;
    const struct message_declared *declared;
    const struct message_template *record;
    struct message_case of;
    int64_t account;
    text language, body, once;
    uint64_t channels;
};

/* ---- working it out ---- */

/* Merged records lead to who stays. */
static int64_t person_now(struct work *w, int64_t person)
{
    for (int i = 0; person && i < 8; i++) {
        int64_t into = db_one(w, SQL("select coalesce(merged_into, 0) from person where id = $1 and state = 2"), BIND(num(person)), 0);
        if (!into) return person;
        person = into;
    }
    return person;
}

/* A code to a number of nobody known has no branch of its own: the house's first. */
static int64_t branch_for(struct work *w, const struct telling *t)
{
    if (t->branch.id) return t->branch.id;
    if (w->actor->home) return w->actor->home;
    int64_t home = t->account.id ? db_one(w, SQL("select coalesce(home, 0) from account where id = $1"), BIND(num(t->account.id)), 0) : 0;
    return home ? home : db_one(w, SQL("select id from branch order by state, id limit 1"), NO_BIND, 0);
}

static text receiver_word(struct work *w, const struct plan *p)
{
    if (p->of.person) return print(w, "p%lld", (long long)p->of.person);
    if (p->account) return print(w, "a%lld", (long long)p->account);
    return print(w, "n%s", blind_token(w, "message", p->t->phone));
}

static text occasion(struct work *w, const struct telling *t)
{
    if (t->occasion) return t->occasion;
    const struct record *r = t->about ? record_peek(w, t->about, t->record) : NULL;
    return r ? print(w, "v%lld", (long long)r->version) : NULL;
}

static bool receivers_right(struct work *w, struct plan *p)
{
    const struct telling *t = p->t;
    bool phone = t->phone && *t->phone;
    if ((t->person.id != 0) + (t->account.id != 0) + phone != 1) return fault(w, "%s is told to nobody, or to two at once", t->template);
    p->account = t->account.id;
    int64_t behind = p->account ? db_one(w, SQL("select coalesce(person, 0) from account where id = $1"), BIND(num(p->account)), 0) : t->person.id;
    p->of.person = person_now(w, behind);
    return !failed(w);
}

static bool words_right(struct work *w, struct plan *p)
{
    const struct telling *t = p->t;
    text missing;
    for (int i = 0; i < t->value_count; i++) {
        bool known = false;
        for (const struct message_variable *v = p->declared->variables; v && v->name; v++) known = known || !strcmp(v->name, t->values[i].name);
        if (!known) return fault(w, "%s has no value %s", t->template, t->values[i].name);
    }
    for (const struct message_variable *v = p->declared->variables; v && v->name; v++) {
        message_words(w, print(w, "{%s}", v->name), t->values, t->value_count, "en", &missing);
        if (missing) return fault(w, "%s was told without %s", t->template, missing);
    }
    p->language = message_language(w, p->of.person, p->account);
    p->body = message_words(w, message_pattern(w, p->declared, p->record, p->language), t->values, t->value_count, p->language, &missing);
    return !failed(w);
}

static bool work_out(struct work *w, const struct telling *t, struct plan *p)
{
    *p = (struct plan){ .t = t, .declared = message_declared(w, t->template) };
    if (!p->declared) return fault(w, "nobody declares the message %s", t->template);
    if (!receivers_right(w, p)) return false;
    p->record = message_template_of(w, t->template);
    p->of = (struct message_case){ p->declared, p->of.person, branch_for(w, t), t->urgent, t->before };
    p->channels = p->record ? p->record->channels.bits : p->declared->channels;
    if (p->declared->secret) p->channels &= ~(uint64_t)TELL_APP;
    text cause = occasion(w, t);
    if (!cause) return fault(w, "%s is told without an occasion", t->template);
    p->once = print(w, "%s %s %lld %s %s", t->template, t->about ? t->about->name : "", (long long)t->record, cause, receiver_word(w, p));
    return words_right(w, p);
}

/* ---- storing it ---- */

static struct message draft(struct work *w, const struct plan *p, enum message_channel channel)
{
    const struct telling *t = p->t;
    struct message m = { .record.branch = { p->of.branch }, .template = t->template, .heading = translate(p->language, p->declared->label), .purpose = p->declared->purpose, .channel = channel,
        .person = { p->of.person }, .account = { p->account }, .about = t->about ? t->about->name : "", .about_id = t->record, .topic = p->declared->topic ? p->declared->topic : "",
        .once = print(w, "%s %s", p->once, choice_key(message_channels, channel)), .language = p->language, .urgent = t->urgent, .useful_until = t->before };
    if (t->phone && *t->phone) m.phone.plain = t->phone;
    if (p->declared->secret) {
        m.secret.plain = p->body;
        return m;
    }
    m.body = p->body;
    m.said = message_values_json(w, t->values, t->value_count, p->language);
    return m;
}

/* The same was told already: by this run of the step before it was repeated, or by somebody at the same time, whom we let go first. */
static bool store(struct work *w, struct message *m, bool *ret_new)
{
    *ret_new = !db_one(w, SQL("select 1 from message where once = $1"), BIND(txt(m->once)), 0);
    if (!*ret_new || failed(w)) return !failed(w);
    bool well = ADD(w, message, m);
    if (well || w->failure != CONFLICT) return well;
    work_clear(w);
    return again(w);
}

static void tell_pages(struct work *w, const struct plan *p)
{
    db_notify(w, print(w, "message {\"person\":%lld,\"account\":%lld}", (long long)p->of.person, (long long)p->account));
}

/* Not said, with why: for the office to see. */
static bool not_said(struct work *w, const struct plan *p, enum message_channel channel, enum message_state state, enum message_why why)
{
    struct message m = draft(w, p, channel);
    bool fresh;
    m.state = state;
    m.why = why;
    m.secret.plain = "";
    return store(w, &m, &fresh);
}

static bool into_inbox(struct work *w, const struct plan *p)
{
    struct message m = draft(w, p, WAY_APP);
    bool fresh;
    m.state = MESSAGE_SENT;
    m.sent_at = w->now;
    if (!store(w, &m, &fresh)) return false;
    if (fresh) tell_pages(w, p);
    return true;
}

/* Has she heard of it by another way than the inbox? */
static bool heard_of(struct work *w, const struct plan *p)
{
    return db_one(w, SQL("select 1 from message where about_id = $1 and about = $2 and topic = $3 and state in (2, 3, 4) and channel <> 1 and coalesce(person, 0) = $4 limit 1"),
                  BIND(num(p->t->record), txt(p->t->about->name), txt(p->declared->topic), num(p->of.person)), 0) == 1;
}

static instant leaves_at(const struct work *w, const struct plan *p)
{
    bool soon = p->of.urgent || (p->t->before.ms && p->t->before.ms < w->now.ms + HOURS(1));
    return (instant){ w->now.ms + (soon ? 0 : p->declared->pause) };
}

static bool out_of_the_house(struct work *w, const struct plan *p, enum message_channel channel)
{
    struct message m = draft(w, p, channel);
    bool fresh;
    instant night = message_held_until(w, &p->of);
    if (p->declared->takes_back && p->declared->topic && p->t->about && !heard_of(w, p)) return !failed(w);
    m.state = night.ms ? MESSAGE_HELD : MESSAGE_QUEUED;
    m.why = night.ms ? WHY_QUIET_HOURS : 0;
    m.next_at = night.ms ? night : leaves_at(w, p);
    return store(w, &m, &fresh) && (!fresh || message_send_at(w, m.record.id, m.next_at));
}

/* The inbox is there for everybody who can log in, today or later. Who has no number while the company has a gateway is somebody to call: that
 * stands in the queue. A colleague reads her inbox; a company without a gateway has nothing but that. */
static bool by_all_ways(struct work *w, const struct plan *p)
{
    bool known, bare = p->t->phone && *p->t->phone;
    enum message_channel way = message_way(w, p->channels, p->of.person, bare, p->of.branch, 0, &known);
    if (!bare && (p->channels & TELL_APP) && !into_inbox(w, p)) return false;
    if (way) return out_of_the_house(w, p, way);
    if (known && !bare) (void)message_way(w, p->channels & ~(uint64_t)TELL_EMAIL, p->of.person, false, p->of.branch, 0, &known);      /* to have no e-mail is nothing that lacks */
    if (known && !p->account) return not_said(w, p, WAY_SMS, MESSAGE_FAILED, WHY_NO_ADDRESS);
    return !(bare || p->declared->secret) || not_said(w, p, WAY_SMS, MESSAGE_FAILED, WHY_SWITCHED_OFF);
}

/* ---- what is not said any more ---- */

static bool drop_unsent(struct work *w, struct found older, enum message_why why)
{
    for (int i = 0; i < older.count; i++)
        if (!step_run(w, &message_type, older.at[i], "withhold", &(struct message_outcome){ .why = why, .answer = "" })) return false;
    return !failed(w);
}

static bool replace_older(struct work *w, const struct plan *p)
{
    const struct telling *t = p->t;
    if (!p->declared->topic || !t->about) return !failed(w);
    return drop_unsent(w, LOAD_WHERE(w, message, "about_id = $1 and about = $2 and topic = $3 and state in (1, 6) and coalesce(person, 0) = $4 and coalesce(account, 0) = $5 and once not like $6 order by id",
        BIND(num(t->record), txt(t->about->name), txt(p->declared->topic), num(p->of.person), num(p->account), txt(print(w, "%s %%", p->once)))), WHY_REPLACED);
}

bool tell_no_more(struct work *w, const struct record_type *about, int64_t record, text topic)
{
    if (!house_type(w->house, message_type.name)) return !failed(w);
    return drop_unsent(w, LOAD_WHERE(w, message, "about_id = $1 and about = $2 and (topic = $3 or $3 = '') and state in (1, 6) order by id",
        BIND(num(record), txt(about->name), txt(topic ? topic : ""))), WHY_WITHDRAWN);
}

/* ---- the door ---- */

bool tell(struct work *w, const struct telling *t)
{
    struct plan p;
    if (failed(w)) return false;
    if (!house_type(w->house, message_type.name)) return true;          /* a smaller house, of a test, without an outbox */
    if (!work_out(w, t, &p)) return false;
    enum message_why no = message_forbidden(w, &p.of);
    bool off = p.record && p.record->off && p.declared->purpose != MESSAGE_SAFETY;
    if (!replace_older(w, &p)) return false;
    if (no || off) return not_said(w, &p, p.channels & TELL_APP ? WAY_APP : WAY_SMS, MESSAGE_DROPPED, no ? no : WHY_SWITCHED_OFF);
    return by_all_ways(w, &p) && !failed(w);
}

bool tell_colleagues(struct work *w, text capability, const struct telling *t)
{
    const void *about = t->about && t->about->hidden_from ? record_peek(w, t->about, t->record) : NULL;
    int64_t from = about ? hidden_account(w, t->about, about) : 0;
    struct rows *row = db_query(w, SQL("select id from account where state = 1 order by id"), NO_BIND);
    while (db_next(row)) {
        struct actor her = { 0 };
        int64_t id = db_number(row, 0);
        if (!actor_load(w, id, &her)) continue;
        const struct work asking = { .actor = &her };
        if (!can(&asking, capability) || !in_scope(&asking, t->branch.id) || from == id) continue;
        struct telling one = *t;
        one.person.id = 0;
        one.phone = NULL;
        one.account.id = id;
        if (!tell(w, &one)) return false;
    }
    return !failed(w);
}

bool tell_leaves(struct work *w, int64_t branch)
{
    bool known;
    return message_way(w, TELL_SMS, 0, true, branch, 0, &known) != 0;
}
