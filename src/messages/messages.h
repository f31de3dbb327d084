/* messages.h — what is told to people: one outbox for every module. Front door of messages/.
 *
 * A module declares its templates by answering QUESTION_MESSAGE_TEMPLATES, and tells inside the work of the step that causes it:
 *
 *   static const struct message_variable variables[] = { { "time", N_("…"), "11-27 09:00–11:00" }, { "line", N_("…"), "保洁" }, { 0 } };
 *   static const struct message_declared declared[] = { { .code = "visit.moved", .label = N_("…"), .purpose = MESSAGE_SERVICE, .contract = true,
 *       .topic = "visit", .channels = TELL_APP | TELL_SMS, .body = N_("…")   with {line} and {time} in it, .variables = variables } };
 *   const struct message_templates my_templates = { declared, COUNT_OF(declared) };                  … { QUESTION_MESSAGE_TEMPLATES, &my_templates }
 *
 *   tell(w, &(struct telling){ .template = "visit.moved", .person = customer->person, .about = &visit_type, .record = v->record.id, .before = v->start,
 *                              .branch = v->record.branch, SAYING(say_span("time", v->start, v->until), say_label("line", line->name)) })
 *
 * Exactly once: a message is one row per (occasion, template, receiver, channel), stored with the step or not at all. The same again, by a job
 * that runs twice or a ticker, finds the row and adds nothing. Nothing leaves the house before the commit: a job sends it. Between the sending
 * and the storing of its answer the machine may die; the second attempt carries the same idempotency key (docs/messages.md).
 *
 * Ways: the inbox (bell, phones) always when the template allows it; besides, the first of WeChat, WeCom, SMS, e-mail that template and
 * company allow and for which she has an address. Without any gateway in the settings there is the inbox alone, and nothing fails.
 *
 * Who may be told (DOMAIN.md §2.5, 2.7; asked when it is told and again when it is sent): advertising with her consent only, and never to who is not to be
 * contacted; who is not to be contacted gets safety and what a running contract needs (.contract); a deceased person nothing. Quiet hours (setting,
 * 21:30–07:30) hold everything but the urgent, and but what would come too late: when less than an hour lies between the night's end and `before`. In the inbox there is no night.
 *
 * A newer message drops older unsent ones of its topic about the same record to the same receiver: who sleeps reads in the morning what
 * holds then. What is not said is no failure of the step: tell() returns false only when the work has failed (an unknown template and a missing or
 * unknown value are faults: mistakes of the program). What could not be sent stands in the work queue of CAN_SEND_MESSAGES. */
#pragma once
#include "messages/inbox.h"
#include "messages/message.h"
#include "messages/message_template.h"
#include "record/house.h"

#define CAN_SEE_MESSAGES  "message.see"             /* the outbox, with texts */
#define CAN_SEND_MESSAGES "message.send"            /* send again, send now, drop; test messages */
#define CAN_EDIT_TEMPLATES "message.templates"

/* ---- telling ---- */

enum message_value_kind { SAY_TEXT = 1, SAY_LABEL, SAY_AT, SAY_SPAN, SAY_DAY, SAY_MONEY };
struct message_value { text name; enum message_value_kind kind; text text, argument; int64_t number, until; };

/* Values are written in the receiver's language: 「11月27日 周五 09:00–11:00」, "Fri 27 Nov, 09:00–11:00". */
static inline struct message_value say(text name, text value) { return (struct message_value){ name, SAY_TEXT, .text = value }; }
static inline struct message_value say_label(text name, text label) { return (struct message_value){ name, SAY_LABEL, .text = label }; }      /* N_() of ours */
static inline struct message_value say_label_of(text name, text label, text argument) { return (struct message_value){ name, SAY_LABEL, .text = label, .argument = argument }; }  /* its {1} */
static inline struct message_value say_at(text name, instant at) { return (struct message_value){ name, SAY_AT, .number = at.ms }; }
static inline struct message_value say_span(text name, instant start, instant until) { return (struct message_value){ name, SAY_SPAN, .number = start.ms, .until = until.ms }; }
static inline struct message_value say_day(text name, day on) { return (struct message_value){ name, SAY_DAY, .number = on.number }; }
static inline struct message_value say_money(text name, money amount) { return (struct message_value){ name, SAY_MONEY, .number = amount.fen }; }
#define SAYING(...) .values = (const struct message_value[]){ __VA_ARGS__ }, \
    .value_count = (int)(sizeof((const struct message_value[]){ __VA_ARGS__ }) / sizeof(struct message_value))

struct telling {
    text template;                  /* its code */
    ref person;                     /* the receiver: a person (a worker's or customer's .person), or */
    ref account;                    /* a colleague's account, or */
    text phone;                     /* a bare mobile number of nobody known yet: codes to log in; SMS only */
    ref branch;                     /* whose message it is: scope, settings, quiet hours; 0: the actor's home */
    const struct record_type *about; int64_t record;        /* what it is about: link in the inbox, topic; NULL: nothing */
    text occasion;                  /* the cause, in words of the caller: "reminder 20784". NULL: this version of the record, so that each step tells once;
                                     * without a record it is required */
    instant before;                 /* useful only before this (the start of the visit): never held beyond it, dropped after it; 0: no end */
    bool urgent;                    /* not held at night, whatever the template says */
    const struct message_value *values; int value_count;
};
bool tell(struct work *w, const struct telling *telling) __attribute__((warn_unused_result));

/* The same to every colleague who has the capability in that branch: an SOS to those on duty. Receivers in `telling` are not read. */
bool tell_colleagues(struct work *w, text capability, const struct telling *telling) __attribute__((warn_unused_result));

/* What was not sent yet about this record is not sent any more (topic NULL: any): the matter is off, and nothing new is to be said. */
bool tell_no_more(struct work *w, const struct record_type *about, int64_t record, text topic) __attribute__((warn_unused_result));

/* 「11月27日 周五 09:00–11:00」, as values of messages are written. */
text message_span(struct work *w, instant start, instant until, text language);

/* From when on somebody there is told what can wait and is useful only `before` (0: no end): now, or when the quiet hours that hold it end. What gives
 * her a time to answer begins it then. */
instant tell_from(struct work *w, int64_t branch, instant before);

/* Has the company a way to send an SMS at all? A page that waits for a code asks before it promises one. */
bool tell_leaves(struct work *w, int64_t branch);

extern const struct module messages_module;
