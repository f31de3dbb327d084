/* message.c — see message.h: fields, steps, the deadline of what failed, what is kept how long. */
#include "base/words.h"
#include "messages/inside.h"
#include "messages/messages.h"

static const struct choice states[] = {
    { MESSAGE_QUEUED, "queued", N_("Waits to be sent"), "info" }, { MESSAGE_SENDING, "sending", N_("Being sent"), "info" }, { MESSAGE_SENT, "sent", N_("Sent"), "ok" },
    { MESSAGE_DELIVERED, "delivered", N_("Arrived"), "ok", .final = true }, { MESSAGE_FAILED, "failed", N_("Not sent"), "danger" },
    { MESSAGE_HELD, "held", N_("Held back"), "warn" }, { MESSAGE_DROPPED, "dropped", N_("Not told"), "mute", .final = true }, { 0 },
};
const struct choice message_purposes[] = {
    { MESSAGE_SERVICE, "service", N_("Service notice") }, { MESSAGE_SAFETY, "safety", N_("Safety") }, { MESSAGE_MARKETING, "marketing", N_("Offers and advertising") }, { 0 },
};
const struct choice message_channels[] = {
    { WAY_APP, "app", N_("Inbox") }, { WAY_SMS, "sms", N_("SMS") }, { WAY_WECHAT, "wechat", N_("WeChat") }, { WAY_WECOM, "wecom", N_("WeCom") },
    { WAY_EMAIL, "email", N_("By e-mail") }, { 0 },
};
const struct choice message_outside[] = {
    { WAY_SMS, "sms", N_("SMS") }, { WAY_WECHAT, "wechat", N_("WeChat") }, { WAY_WECOM, "wecom", N_("WeCom") }, { WAY_EMAIL, "email", N_("By e-mail") }, { 0 },
};
static const struct choice whys[] = {
    { WHY_QUIET_HOURS, "quiet_hours", N_("Quiet hours") }, { WHY_NO_CONSENT, "no_consent", N_("No consent to advertising") },
    { WHY_DO_NOT_CONTACT, "do_not_contact", N_("Does not want to be contacted") }, { WHY_DECEASED, "deceased", N_("Deceased") },
    { WHY_TOO_LATE, "too_late", N_("Too late to be of use") }, { WHY_REPLACED, "replaced", N_("Replaced by a newer one") },
    { WHY_WITHDRAWN, "withdrawn", N_("The matter is off") }, { WHY_NO_ADDRESS, "no_address", N_("No phone or e-mail address is known") },
    { WHY_REFUSED, "refused", N_("Refused by the gateway") }, { WHY_NO_ANSWER, "no_answer", N_("The gateway does not answer") },
    { WHY_SWITCHED_OFF, "switched_off", N_("Switched off in the settings") }, { WHY_BY_HAND, "by_hand", N_("By hand") }, { WHY_ERASED, "erased", N_("The person was erased") }, { WHY_KEY, "key", N_("The gateway does not take our key") }, { 0 },
};

extern const struct choice languages[];                 /* company/account.c */
static text language_reads(struct work *w, text code) { return translate(w->language, choice_label(languages, choice_value(languages, code))); }

static text template_reads(struct work *w, text code)
{
    const struct message_declared *d = message_declared(w, code);
    return d ? translate(w->language, d->label) : NULL;
}

static const struct field fields[] = {
    FIELD(message, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(message, why, .label = N_("Why"), .choices = whys, .list = true, .filter = true, .set_by = STEPS_ONLY),
    FIELD(message, heading, .label = N_("Message"), .list = true, .set_by = STEPS_ONLY),
    FIELD(message, template, .label = N_("Template"), .reads = template_reads, .max = 60, .filter = true, .set_by = STEPS_ONLY),
    FIELD(message, purpose, .label = N_("Purpose"), .choices = message_purposes, .filter = true, .set_by = STEPS_ONLY),
    FIELD(message, channel, .label = N_("Way"), .choices = message_channels, .list = true, .filter = true, .set_by = STEPS_ONLY),
    FIELD(message, person, .label = N_("Receiver"), .to = &person_type, .list = true, .filter = true, .set_by = STEPS_ONLY),
    FIELD(message, account, .label = N_("Receiver's account"), .to = &account_type, .filter = true, .set_by = STEPS_ONLY),
    FIELD(message, phone, .label = N_("Phone"), .fleeting = true, .mask = MASK_PHONE, .max = 30, .set_by = STEPS_ONLY),
    FIELD(message, about, .label = N_("About"), .max = 60, .filter = true, .set_by = STEPS_ONLY),
    FIELD(message, about_id, .label = N_("About number"), .filter = true, .set_by = STEPS_ONLY),
    FIELD(message, topic, .label = N_("Topic"), .max = 60, .set_by = STEPS_ONLY),
    FIELD(message, once, .label = N_("Told once by"), .max = 300, .unique = true, .set_by = STEPS_ONLY),
    FIELD(message, body, .label = N_("Text"), .personal = true, .fleeting = true, .max = 2000, .format = FORMAT_MULTILINE, .set_by = STEPS_ONLY),
    FIELD(message, secret, .label = N_("Code"), .fleeting = true, .mask = MASK_ALL, .max = 2000, .set_by = STEPS_ONLY),
    FIELD(message, said, .label = N_("Values"), .personal = true, .fleeting = true, .max = 4000, .set_by = STEPS_ONLY),
    FIELD(message, language, .label = N_("Language"), .reads = language_reads, .max = 10, .set_by = STEPS_ONLY),
    FIELD(message, urgent, .label = N_("Urgent"), .set_by = STEPS_ONLY),
    FIELD(message, answer, .label = N_("Answer of the gateway"), .list = true, .max = 300, .set_by = STEPS_ONLY),
    FIELD(message, attempts, .label = N_("Attempts"), .list = true, .set_by = STEPS_ONLY),
    FIELD(message, next_at, .label = N_("Next attempt"), .sort = true, .set_by = STEPS_ONLY),
    FIELD(message, useful_until, .label = N_("Of use until"), .set_by = STEPS_ONLY),
    FIELD(message, sent_at, .label = N_("Sent at"), .list = true, .sort = true, .set_by = STEPS_ONLY),
    FIELD(message, delivered_at, .label = N_("Arrived at"), .set_by = STEPS_ONLY),
    FIELD(message, read_at, .label = N_("Read at"), .set_by = STEPS_ONLY),
    FIELD(message, sender, .label = N_("Task that sends it"), .set_by = STEPS_ONLY),
    FIELD(message, gateway_id, .label = N_("Number at the gateway"), .max = 100, .filter = true, .set_by = STEPS_ONLY),
};

/* ---- steps ---- */

static bool begin(struct work *w, struct message *m, const struct message_sender *in)
{
    (void)w;
    m->sender = in->job;
    m->attempts++;
    m->why = 0;
    m->next_at.ms = 0;
    return true;
}
RULE(message, message_sender, begin)

static bool went(struct work *w, struct message *m, const struct message_outcome *in)
{
    m->sent_at = w->now;
    m->gateway_id = in->gateway_id;
    m->answer = "";
    m->secret = (sealed){ .plain = "", .mask = "" };
    return true;
}
RULE(message, message_outcome, went)

static bool arrived(struct work *w, struct message *m)
{
    if (!m->sent_at.ms) m->sent_at = w->now;
    m->delivered_at = w->now;
    m->secret = (sealed){ .plain = "", .mask = "" };
    return true;
}
RULE_PLAIN(message, arrived)

static bool waits(struct work *w, struct message *m, const struct message_outcome *in)
{
    (void)w;
    m->why = in->why;
    m->answer = in->answer;
    m->next_at = in->next_at;
    return true;
}
RULE(message, message_outcome, waits)

static bool ends(struct work *w, struct message *m, const struct message_outcome *in)
{
    if (!waits(w, m, in)) return false;
    m->next_at.ms = 0;
    m->secret = (sealed){ .plain = "", .mask = "" };
    return true;
}
RULE(message, message_outcome, ends)

/* What has an end of its own keeps it: a code of yesterday, a visit that is over. */
static const struct sentence *of_use(struct work *w, const struct message *m)
{
    if (m->useful_until.ms && m->useful_until.ms <= w->now.ms) return because(w, N_("It would come too late to be of use"));
    return *m->body ? NULL : because(w, N_("Its text is gone"));
}
GUARD(message, of_use)

static bool again_by_hand(struct work *w, struct message *m)
{
    m->why = 0;
    m->attempts = 0;
    m->next_at = w->now;
    return message_send_at(w, m->record.id, w->now);
}
RULE_PLAIN(message, again_by_hand)

static bool now_by_hand(struct work *w, struct message *m)
{
    m->urgent = true;
    return again_by_hand(w, m);
}
RULE_PLAIN(message, now_by_hand)

static bool drop(struct work *w, struct message *m)
{
    (void)w;
    m->why = WHY_BY_HAND;
    m->next_at.ms = 0;
    m->secret = (sealed){ .plain = "", .mask = "" };
    return true;
}
RULE_PLAIN(message, drop)

static bool read_it(struct work *w, struct message *m)
{
    m->read_at = m->delivered_at = w->now;
    return true;
}
RULE_PLAIN(message, read_it)

#define UNSENT (FROM(MESSAGE_QUEUED) | FROM(MESSAGE_HELD))
static const struct step steps[] = {
    STEP(retry, .label = N_("Send again"), .tone = "primary", .from = FROM(MESSAGE_FAILED), .to = MESSAGE_QUEUED, .by = CAN_SEND_MESSAGES, .run = again_by_hand_rule, .guard = of_use_guard),
    STEP(send_now, .label = N_("Send now"), .from = FROM(MESSAGE_HELD), .to = MESSAGE_QUEUED, .by = CAN_SEND_MESSAGES, .run = now_by_hand_rule, .guard = of_use_guard, .reason = true,
         .confirm = N_("It is night there. Send now?")),
    STEP(drop, .label = N_("Told otherwise, or not needed"), .from = UNSENT | FROM(MESSAGE_FAILED), .to = MESSAGE_DROPPED, .by = CAN_SEND_MESSAGES, .run = drop_rule, .reason = true),
    STEP(begin, .label = N_("Being sent"), .from = UNSENT | FROM(MESSAGE_SENDING), .to = MESSAGE_SENDING, .hidden = true, .run = begin_rule),
    STEP(went, .label = N_("Sent"), .from = FROM(MESSAGE_SENDING), .to = MESSAGE_SENT, .hidden = true, .run = went_rule),
    STEP(arrived, .label = N_("Arrived"), .from = FROM(MESSAGE_SENT) | FROM(MESSAGE_SENDING) | FROM(MESSAGE_FAILED), .to = MESSAGE_DELIVERED, .hidden = true, .run = arrived_rule),
    STEP(read, .label = N_("Read"), .from = FROM(MESSAGE_SENT) | FROM(MESSAGE_DELIVERED), .to = MESSAGE_DELIVERED, .hidden = true, .run = read_it_rule),
    STEP(wait, .label = N_("Waits to be sent"), .from = FROM(MESSAGE_SENDING), .to = MESSAGE_QUEUED, .hidden = true, .run = waits_rule),
    STEP(hold, .label = N_("Held back"), .from = UNSENT, .to = MESSAGE_HELD, .hidden = true, .run = waits_rule),
    STEP(fail, .label = N_("Not sent"), .from = UNSENT | FROM(MESSAGE_SENDING) | FROM(MESSAGE_SENT), .to = MESSAGE_FAILED, .hidden = true, .run = waits_rule),
    STEP(withhold, .label = N_("Not told"), .from = UNSENT | FROM(MESSAGE_FAILED), .to = MESSAGE_DROPPED, .hidden = true, .run = ends_rule),
};

/* One lost answer is nothing; two in a row are for somebody to know. */
static instant stuck_due(struct work *w, const struct message *m) { (void)w; return (instant){ m->attempts >= 2 ? m->record.changed_at.ms : 0 }; }
DUE(message, stuck_due)
static instant failed_due(struct work *w, const struct message *m) { (void)w; return m->record.changed_at; }
DUE(message, failed_due)
static const struct deadline deadlines[] = {
    { .name = "failed", .label = N_("A message could not be sent: call, or send it again"), .states = FROM(MESSAGE_FAILED), .due = failed_due_hook, .who = CAN_SEND_MESSAGES, .step = "retry" },
    { .name = "stuck", .label = N_("The gateway does not answer: call her if it cannot wait"), .states = FROM(MESSAGE_QUEUED), .due = stuck_due_hook, .who = CAN_SEND_MESSAGES, .step = "drop" },
};

static text title(struct work *w, const struct message *m) { (void)w; return m->heading; }
TITLE(message, title)

static const text indexes[] = { "person, channel", "account, channel", "about_id, state", NULL };
static const struct retention kept[] = {
    { .name = "text", .label = N_("Messages: what they said and to which number, from the day they were made; that they were sent stays"), .law = N_("No longer than needed (PIPL art. 19)"), .days = 180,
      .members = "body|said|phone|secret", .due = "created_at < $1 and state not in (1, 2, 6) and (body <> '' or said <> '' or coalesce(phone_mask, '') <> '' or coalesce(secret_mask, '') <> '')" },
};

const struct record_type message_type = RECORD_TYPE(message, .label = N_("Message"), .module = "messages", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = MESSAGE_QUEUED,
    .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "person", .see = CAN_SEE_MESSAGES, .append_only = true, .title = title_hook, .indexes = indexes);
