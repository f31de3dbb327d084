/* message_template.h — the words of a message: the program's, and the company's own in their place.
 *
 * Modules declare templates (struct message_declared); each has a record in which the company may write its own Chinese and English, choose the
 * ways and switch it off. {name} stands for a value; a text with an unknown value, or one that leaves out a required one, is refused, and
 * `preview` shows it with the examples. An empty text is the program's, so that a company that changed nothing gets better words with the program. */
#pragma once
#include "record/store.h"

#define QUESTION_MESSAGE_TEMPLATES "message_templates"

/* Whom it addresses: titles alone do not tell a customer's from a worker's. */
enum message_reader { TELLS_CUSTOMERS = 1, TELLS_WORKERS, TELLS_BOTH, TELLS_COLLEAGUES };
enum message_purpose { MESSAGE_SERVICE = 1, MESSAGE_SAFETY, MESSAGE_MARKETING };
enum message_channel { WAY_APP = 1, WAY_SMS, WAY_WECHAT, WAY_WECOM, WAY_EMAIL };
#define TELL_APP    SET_BIT(WAY_APP)
#define TELL_SMS    SET_BIT(WAY_SMS)
#define TELL_WECHAT SET_BIT(WAY_WECHAT)
#define TELL_WECOM  SET_BIT(WAY_WECOM)
#define TELL_EMAIL  SET_BIT(WAY_EMAIL)
#define TELL_ANYHOW (TELL_APP | TELL_SMS | TELL_WECHAT | TELL_WECOM | TELL_EMAIL)

struct message_variable { text name, label, example; bool required; };      /* label N_(); required: every text must name it */

struct message_declared {
    text code;                      /* "visit.moved" */
    text label;                     /* N_(): title in inbox and e-mail, and in the list of templates */
    enum message_reader reader;
    text when;                      /* N_(): what sets it apart from another of the same label and reader, behind its name in the list; NULL: nothing */
    enum message_purpose purpose;
    bool contract;                  /* a running contract needs it: also who is not to be contacted gets it */
    bool urgent;                    /* not held at night */
    bool secret;                    /* a code: its values are sealed, gone once sent, and never in an inbox */
    text topic;                     /* a newer one about the same record drops unsent older ones of the topic; NULL: none does */
    int64_t pause;                  /* ms it waits before it leaves the house, so that what is undone at once is never sent; not within an hour of `before` */
    bool takes_back;                /* it leaves the house only if one of its topic about the record has: what nobody heard of need not be taken back */
    uint64_t channels;              /* TELL_… it may go by, unless the company chooses others */
    text body;                      /* N_(): English, its Chinese in po/ */
    const struct message_variable *variables;       /* ends with a zero row; NULL: none */
};
struct message_templates { const struct message_declared *at; int count; };

struct message_template {
    struct record record;
    text code, name;                /* from the declaration, in the company's language */
    enum message_reader reader;
    enum message_purpose purpose;
    set channels;                   /* in force */
    bool off;                       /* the company does not want it told; safety cannot be switched off */
    text zh, en;                    /* the company's words; "": the program's */
    text gateway_code;              /* the number an SMS provider gave its copy of this text, for the gateway */
    text program_zh, program_en;    /* the program's words, to look at */
    text knows;                     /* which {…} there are, with what they mean */
};
extern const struct record_type message_template_type;

const struct message_declared *message_declared(struct work *w, text code);         /* NULL: nobody declares it */
/* The company's record of it; NULL before the first migration. Look only. */
const struct message_template *message_template_of(struct work *w, text code);
bool message_templates_seed(struct work *w);
bool message_template_preview(struct work *w, const struct request *request, struct reply *reply);
