/* send.c — the job that sends one message: claim it, send it outside of any transaction, store what came of it.
 *
 * Between sending and storing the machine may die: the job is run again when its lease has ended, finds the message as its own, and sends it
 * once more under the same idempotency key. Another job never takes it over. */
#include <string.h>
#include "base/json.h"
#include "base/words.h"
#include "messages/inside.h"
#include "messages/settings.h"
#include "record/input.h"
#include "record/deadline.h"
#include "record/job.h"
#include "record/said.h"

enum { MOST_ATTEMPTS = 8, KEY_PAUSE = 10 };     /* KEY_PAUSE: minutes until a gateway that does not take our key is asked again */
#define KEY_WRONG "messages.key"

bool message_send_at(struct work *w, int64_t message, instant at)
{
    return job_add_at(w, "message_send", print(w, "{\"message\":%lld}", (long long)message), at) != 0;
}

struct sending {                    /* what the job carries from transaction to transaction, in its own memory */
    struct job *job;
    int64_t id, job_id;
    bool ready;                     /* claimed: the letter is to go */
    bool mail;
    struct letter letter;
    struct gateway_answer answer;
};

/* ---- claiming ---- */

static bool put_off(struct work *w, struct message *m, instant until)
{
    return step_run(w, &message_type, m, "hold", &(struct message_outcome){ .why = WHY_QUIET_HOURS, .answer = "", .next_at = until }) && message_send_at(w, m->record.id, until);
}

static bool give_up(struct work *w, struct message *m, text step, enum message_why why)
{
    return step_run(w, &message_type, m, step, &(struct message_outcome){ .why = why, .answer = "" });
}

/* Asked again, for the night has passed since it was told: consents are withdrawn, people die, visits are over. */
static bool still_right(struct work *w, struct message *m, const struct message_declared *d, const struct message_template *r, bool *ret_right)
{
    struct message_case c = { d, m->person.id, m->record.branch.id, m->urgent, m->useful_until };
    enum message_why no = message_forbidden(w, &c);
    instant night = message_held_until(w, &c);
    *ret_right = false;
    if (m->useful_until.ms && m->useful_until.ms <= w->now.ms) return give_up(w, m, m->attempts ? "fail" : "withhold", WHY_TOO_LATE);
    if (no) return give_up(w, m, "withhold", no);
    if (r && r->off && d->purpose != MESSAGE_SAFETY) return give_up(w, m, "withhold", WHY_SWITCHED_OFF);
    if (night.ms) return put_off(w, m, night);
    *ret_right = !failed(w);
    return !failed(w);
}

static text address_of(struct work *w, const struct message *m)
{
    const struct person *p = m->person.id ? record_peek(w, &person_type, m->person.id) : NULL;
    if (!p) return sealed_open(w, &message_type, m, &m->phone);
    return sealed_open(w, &person_type, p, m->channel == WAY_EMAIL ? &p->email : &p->phone);
}

/* The company may have taken it out of the settings while it waited. */
static bool way_there(struct work *w, const struct message *m)
{
    bool known;
    (void)message_way(w, SET_BIT(m->channel), m->person.id, !m->person.id, m->record.branch.id, 0, &known);
    return known;
}

static text setting_kept(struct work *w, struct sending *s, text code, int64_t branch) { return arena_copy(job_arena(s->job), setting_text(w, code, branch, day_of(w->now))); }
static text secret_kept(struct work *w, struct sending *s, text code, int64_t branch) { return arena_copy(job_arena(s->job), setting_secret(w, code, branch, day_of(w->now))); }

/* Everything that leaves the house, in the job's own memory: the work's is gone before it leaves. */
static void write_letter(struct work *w, struct sending *s, const struct message *m, const struct message_template *r, text to)
{
    struct arena *a = job_arena(s->job);
    int64_t branch = m->record.branch.id;
    text secret = sealed_open(w, &message_type, m, &m->secret);
    s->mail = m->channel == WAY_EMAIL;
    s->letter = (struct letter){ .key = arena_print(a, "%lld", (long long)m->record.id), .channel = choice_key(message_channels, m->channel), .to = arena_copy(a, to),
        .title = arena_copy(a, m->heading), .body = arena_copy(a, *secret ? secret : m->body), .template = arena_copy(a, m->template), .values = arena_copy(a, m->said),
        .template_code = arena_copy(a, r ? r->gateway_code : ""), .language = arena_copy(a, m->language), .company = setting_kept(w, s, "company.name", branch), .now = w->now };
    struct letter *l = &s->letter;
    l->url = setting_kept(w, s, SETTING_GATEWAY_URL, branch);
    l->secret = secret_kept(w, s, SETTING_GATEWAY_KEY, branch);
    if (!s->mail) return;
    l->authority = arena_copy(a, mail_authority(w));
    l->smtp = setting_kept(w, s, SETTING_SMTP_URL, branch);
    l->user = setting_kept(w, s, SETTING_SMTP_USER, branch);
    l->password = secret_kept(w, s, SETTING_SMTP_PASSWORD, branch);
    l->from = setting_kept(w, s, SETTING_SMTP_FROM, branch);
}

static bool ours(const struct sending *s, const struct message *m, instant now)
{
    if (m->state == MESSAGE_SENDING) return m->sender == s->job_id;
    return (m->state == MESSAGE_QUEUED || m->state == MESSAGE_HELD) && m->next_at.ms <= now.ms;
}

static bool claim(struct work *w, void *data)
{
    struct sending *s = data;
    struct message *m = LOAD_LOCKED(w, message, s->id);
    const struct message_declared *d = m ? message_declared(w, m->template) : NULL;
    const struct message_template *r = m ? message_template_of(w, m->template) : NULL;
    bool right = true;
    s->ready = false;
    if (!d) return w->failure == NOT_FOUND ? (work_clear(w), true) : !failed(w);
    if (!ours(s, m, w->now)) return !failed(w);
    if (m->state != MESSAGE_SENDING && !still_right(w, m, d, r, &right)) return false;
    if (!right) return !failed(w);
    if (!way_there(w, m)) return message_refused(w, m, &(struct message_outcome){ .why = WHY_SWITCHED_OFF, .answer = "" });
    text to = address_of(w, m);
    if (!*to) return give_up(w, m, "fail", WHY_NO_ADDRESS);
    write_letter(w, s, m, r, to);
    s->ready = step_run(w, &message_type, m, "begin", &(struct message_sender){ s->job_id });
    return s->ready;
}

/* ---- storing what came of it ---- */

/* Minutes until the next attempt; of the urgent, whose reader stands before a page, seconds. */
static instant next_attempt(const struct work *w, const struct message *m, bool secret, int64_t wait)
{
    static const int pauses[MOST_ATTEMPTS] = { 1, 3, 10, 30, 60, 120, 240, 240 };
    int64_t n = m->attempts < 1 ? 0 : m->attempts > MOST_ATTEMPTS ? MOST_ATTEMPTS - 1 : m->attempts - 1;
    int64_t pause = secret || m->urgent ? SECONDS(10) << (n > 5 ? 5 : n) : MINUTES(pauses[n]);
    int64_t asked = SECONDS(wait > 0 && wait < 3600 ? wait : 0);
    return (instant){ w->now.ms + (asked > pause ? asked : pause) };
}

static void copy_to(struct work *w, struct message *into, const struct message *m, enum message_channel way)
{
    *into = (struct message){ .record.branch = m->record.branch, .state = MESSAGE_QUEUED, .template = m->template, .heading = m->heading, .purpose = m->purpose, .channel = way, .person = m->person,
        .account = m->account, .about = m->about, .about_id = m->about_id, .topic = m->topic, .language = m->language, .urgent = m->urgent, .useful_until = m->useful_until, .body = m->body,
        .said = m->said, .next_at = w->now };
    size_t stem = strlen(m->once) - strlen(choice_key(message_channels, m->channel));
    into->once = print(w, "%.*s%s", (int)stem, m->once, choice_key(message_channels, way));
}

/* Of one that failed for good: the same by the next way. She has no WeChat of ours, or its server is down: then an SMS. */
static bool by_next_way(struct work *w, const struct message *m)
{
    const struct message_declared *d = message_declared(w, m->template);
    const struct message_template *r = message_template_of(w, m->template);
    bool known;
    enum message_channel way = !d || d->secret ? 0 : message_way(w, r ? r->channels.bits : d->channels, m->person.id, !m->person.id, m->record.branch.id, m->channel, &known);
    struct message next;
    if (!way) return !failed(w);
    copy_to(w, &next, m, way);
    if (db_one(w, SQL("select 1 from message where once = $1"), BIND(txt(next.once)), 0)) return !failed(w);
    return ADD(w, message, &next) && message_send_at(w, next.record.id, w->now);
}

bool message_refused(struct work *w, struct message *m, const struct message_outcome *outcome)
{
    return step_run(w, &message_type, m, "fail", outcome) && by_next_way(w, m);
}

static bool later(struct work *w, struct message *m, struct message_outcome *outcome, int64_t wait)
{
    const struct message_declared *d = message_declared(w, m->template);
    outcome->why = WHY_NO_ANSWER;
    if (m->attempts >= MOST_ATTEMPTS) return message_refused(w, m, outcome);
    outcome->next_at = next_attempt(w, m, d && d->secret, wait);
    return step_run(w, &message_type, m, "wait", outcome) && message_send_at(w, m->record.id, outcome->next_at);
}

/* It was never looked at: no attempt counts, the message waits until the setting is right or it is of no use any more, and Today says what is wrong. */
static bool wait_for_key(struct work *w, struct message *m, struct message_outcome *outcome)
{
    const text said[] = { outcome->answer, NULL };
    text title = said_keep(w, N_("The message gateway does not take our key ({1}): mend the gateway's address and key under Company → Settings. Messages wait, none is lost"), said);
    outcome->why = WHY_KEY;
    outcome->next_at = (instant){ w->now.ms + MINUTES(KEY_PAUSE) };
    m->attempts = m->attempts > 0 ? m->attempts - 1 : 0;
    return remind(w, &(struct reminder){ .title = title, .due = w->now, .rule = KEY_WRONG, .about = &branch_type, .record = m->record.branch.id, .branch = m->record.branch.id, .who = CAN_SEND_MESSAGES, .escalate_after = HOURS(2), .then = CAN_MANAGE_COMPANY }) != 0
        && step_run(w, &message_type, m, "wait", outcome) && message_send_at(w, m->record.id, outcome->next_at);
}

/* It took one: the key is right. */
static bool key_is_right(struct work *w, const struct message *m, bool mail)
{
    if (!mail) remind_no_more(w, &branch_type, m->record.branch.id, KEY_WRONG);
    return !failed(w);
}

static bool store(struct work *w, void *data)
{
    const struct sending *s = data;
    struct message *m = LOAD_LOCKED(w, message, s->id);
    struct message_outcome outcome = { .answer = s->answer.words, .gateway_id = s->answer.id };
    if (!m) return false;
    if (m->state != MESSAGE_SENDING || m->sender != s->job_id) return !failed(w);           /* its delivery report was quicker */
    switch (s->answer.verdict) {
    case GATEWAY_SENT: return key_is_right(w, m, s->mail) && step_run(w, &message_type, m, "went", &outcome);
    case GATEWAY_DELIVERED: return key_is_right(w, m, s->mail) && step_run(w, &message_type, m, "went", &outcome) && step_run(w, &message_type, m, "arrived", NULL);
    case GATEWAY_REFUSED: outcome.why = WHY_REFUSED; return message_refused(w, m, &outcome);
    case GATEWAY_KEY: return wait_for_key(w, m, &outcome);
    case GATEWAY_LATER: break;
    }
    return later(w, m, &outcome, s->answer.wait);
}

/* ---- the job ---- */

static int64_t message_in(const struct job *job)
{
    json_t *tree = json_loads(job_arguments(job), 0, NULL);
    int64_t id = json_integer_value(json_object_get(tree, "message"));
    json_decref(tree);
    return id;
}

bool message_send_job(struct job *job)
{
    struct sending s = { .job = job, .id = message_in(job), .job_id = job_id(job) };
    if (!job_write(job, claim, &s)) return false;
    if (!s.ready) return true;
    s.answer = s.mail ? mail_send(job_arena(job), &s.letter) : gateway_send(job_arena(job), &s.letter);
    return job_write(job, store, &s);
}
