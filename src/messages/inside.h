/* inside.h — the seams between the files of messages/. */
#pragma once
#include "messages/messages.h"

/* ---- message.c ---- */
extern const struct choice message_purposes[], message_channels[], message_outside[];     /* outside: without the inbox */
/* What became of an attempt, or why there is none: the input of the hidden steps. */
struct message_outcome { enum message_why why; text answer, gateway_id; instant next_at; };

struct message_sender { int64_t job; };         /* input of the hidden step that begins an attempt */

/* ---- words.c: texts and their values ---- */
/* The pattern with its values in `language` ("zh", "zh@ayi", "en"). `ret_missing`: the first {name} nobody gave, NULL when all are there. */
text message_words(struct work *w, text pattern, const struct message_value *values, int count, text language, text *ret_missing);
/* The values as they were written, as a JSON object. */
text message_values_json(struct work *w, const struct message_value *values, int count, text language);
/* Does the company's text name known values only, and all required ones? False: `wrong` under `field`. */
bool message_text_right(struct work *w, text field, text pattern, const struct message_declared *declared);
/* The text in force: the company's, else the program's in that language. */
text message_pattern(struct work *w, const struct message_declared *declared, const struct message_template *record, text language);
/* The language and Chinese of a receiver: her account's, else what her person says, else the company's Chinese. */
text message_language(struct work *w, int64_t person, int64_t account);

/* ---- allowed.c: who may be told, and when ---- */
struct message_case { const struct message_declared *declared; int64_t person, branch; bool urgent; instant before; };
/* 0: she may be told. */
enum message_why message_forbidden(struct work *w, const struct message_case *c);
/* When the quiet hours that hold it end; 0: it may go now. */
instant message_held_until(struct work *w, const struct message_case *c);

/* ---- ways.c: by which way outside of the house ---- */
/* The first way of the set after `after` (0: from the beginning) that the company has and she has an address for; 0: none. `ret_known`: the
 * company has one, only her address lacks. */
enum message_channel message_way(struct work *w, uint64_t channels, int64_t person, bool bare_phone, int64_t branch, enum message_channel after, bool *ret_known);

/* secrets/smtp-ca.pem of the data folder, where it lies: a mail server with a certificate of the company's own. "" without. */
text mail_authority(struct work *w);

/* ---- send.c: the job ---- */
bool message_send_at(struct work *w, int64_t message, instant at);
struct job;
bool message_send_job(struct job *job);
/* It failed for good by this way: stored so, and the same told by the next way, if there is any. */
bool message_refused(struct work *w, struct message *message, const struct message_outcome *outcome);

/* ---- gateway.c, mail.c: one attempt, outside of any transaction. Texts in `arena`. ---- */
enum { GATEWAY_SECONDS = 20 };              /* at most, and less than a job's lease */
struct letter {                             /* all that leaves the house */
    text key;                               /* the idempotency key: the message's id, the same in every attempt */
    text channel, to, name, title, body, template, template_code, values, language;
    text url, secret;                       /* of the HTTP adapter */
    text smtp, user, password, from;        /* of the mail server */
    text authority;                         /* file with the certificate of who vouches for it; "": the system's */
    text company;
    instant now;
};
enum gateway_verdict { GATEWAY_SENT = 1, GATEWAY_DELIVERED, GATEWAY_REFUSED, GATEWAY_LATER, GATEWAY_KEY };      /* KEY: 401, 403: it does not know us; the office has to mend the setting */
struct gateway_answer { enum gateway_verdict verdict; text id, words; int64_t wait; };      /* wait: seconds it asks for; 0: as we like */
struct gateway_answer gateway_send(struct arena *arena, const struct letter *letter);
struct gateway_answer mail_send(struct arena *arena, const struct letter *letter);

/* ---- sign.c: HMAC-SHA256 of "timestamp.body" in hex, as both sides of the adapter do it ---- */
text signature_of(struct arena *arena, text secret, int64_t seconds, const char *body, size_t length);
bool signature_right(struct arena *arena, text secret, int64_t seconds, const char *body, size_t length, text given);

/* ---- calls ---- */
bool delivery_call(struct work *w, const struct request *request, struct reply *reply);
bool test_message_call(struct work *w, const struct request *request, struct reply *reply);
