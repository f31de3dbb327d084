/* act.h — how an act of a phone is carried out. For field/ only.
 *
 *   act_report   one object of the phone's list → a field_act record, whatever became of it
 *   act_try      the act itself, through the visit's own step, with the clock at the act's minute
 *
 * Both run in a part of the transaction (db_part), so that a refused act undoes itself alone and is kept beside its refusal. */
#pragma once
#include <jansson.h>
#include "field/field.h"
#include "finance/finance.h"
#include "placement/placement.h"
#include "quality/quality.h"
#include "safety/safety.h"
#include "team/team.h"
#include "record/store.h"

/* The code of an act that is done and still asks the office: she is in a home and has reported herself ill. */
#define ACT_CODE_AT_WORK "at_work"

/* The worker behind the account that asks; who left in the last two years or is barred reads on, and has no visits. NULL: refused. */
const struct worker *my_worker(struct work *w);

struct act_hand { struct field_act *act; json_t *input; struct visit *visit; const struct worker *her; };

/* A kind of act. `lands`: the visit's state from which on it no longer has to happen; 0: no state of the visit says so. */
struct act_kind {
    enum field_act_what what;
    bool of_visit, on_site;         /* on_site: evidence of work; refused, it stands in the office's queue */
    enum visit_state lands;
    bool (*run)(struct work *w, struct act_hand *hand);
    bool asks;                      /* done is told, not decided: it waits for the office's answer */
    bool (*mate)(struct work *w, struct act_hand *hand);        /* of one who goes along (mate.h); NULL: the first worker reports for all */
    text (*remains)(struct work *w, json_t *input);     /* health of others: what was sent is never kept here, of a refused one only what this says; NULL: all of it */
};
const struct act_kind *act_kind(enum field_act_what what);
bool visit_has(const struct visit *visit, int64_t worker);      /* does she go there, as the first or with others */
/* act_kinds.c, for mate.c: what both kinds of acts ask. */
bool has_read(struct work *w, const struct act_hand *hand);     /* the notes of this home */
bool code_free(struct work *w, const struct act_hand *hand);    /* fewer than five wrong ones */
bool tick_for(struct work *w, struct act_hand *hand, bool herself);
bool refuse_word(struct work *w, enum failure why, text code, text message);

bool act_care(struct work *w, struct act_hand *hand);          /* home_acts.c */
text care_remains(struct work *w, json_t *input);
bool care_enter(struct work *w, const struct field_act *act, const struct care_log *said);     /* by the office, of a refused one */
bool act_task(struct work *w, struct act_hand *hand);
bool act_sheet(struct work *w, struct act_hand *hand);
bool act_study(struct work *w, struct act_hand *hand);
bool act_go(struct work *w, struct act_hand *hand);
bool act_wage(struct work *w, struct act_hand *hand);
bool act_complain(struct work *w, struct act_hand *hand);
bool act_say(struct work *w, struct act_hand *hand);            /* complain.c */
bool act_festival(struct work *w, struct act_hand *hand);       /* my_festival.c */
bool act_paper(struct work *w, struct act_hand *hand);          /* my_papers.c */
bool act_zone(struct work *w, struct act_hand *hand);           /* zone_act.c */
bool mate_zone(struct work *w, struct act_hand *hand);
void my_festival_write(struct work *w, struct json *j, const struct worker *her);
void my_complaints_write(struct work *w, struct json *j, int64_t worker);

/* Runs it as it stands; false: refused, with the reason on the work. Never leaves the visit half changed (in a db_part). */
bool act_try(struct work *w, struct field_act *act, const struct worker *her);
/* What the refusal on the work makes of the act: its state, code and sentence. `patient`: it may wait for what it follows. */
enum field_act_state act_judge(struct work *w, const struct field_act *act, bool patient);

/* One of the phone's list, written as an answer into `out`. False: the whole request has failed. */
bool act_report(struct work *w, const struct worker *her, json_t *one, struct json *out);
/* Tries what waits of this worker until nothing more goes. */
bool acts_wake(struct work *w, const struct worker *her);
bool mates_wake(struct work *w, const struct worker *her);
/* Ticker: what has waited for two hours is tried without waiting, and settled by a person when it cannot be. */
bool acts_overdue(struct work *w);

void act_write(struct work *w, struct json *j, const struct field_act *act);

extern const struct choice field_act_states[], field_act_whats[];

/* Inputs of the hidden steps that end a waiting. */
struct act_end { text code, answer; file picture; };

/* What she must have read before she sets out; the list of sentences under `key`, NULL: only asked whether there is any. */
bool visit_notes(struct work *w, const struct visit *visit, const struct household *home, struct json *j, text key);

/* photo.c: the hash the program keeps a photo under, by the SHA-256 the phone counted; "" when it has not arrived. */
text photo_by_sha(struct work *w, int64_t worker, text sha);
extern const char photo_schema[];
bool photo_call(struct work *w, const struct request *request, struct reply *reply);

/* words_for_phone.c: the lists a phone offers, each with its key, and the sentence that is kept. */
struct phrase { text key, label; };
extern const struct phrase decline_reasons[], refusal_reasons[], trouble_kinds[], complaint_abouts[];
text phrase_label(const struct phrase *list, text key);          /* NULL: not on the list */
void phrases_write(struct work *w, struct json *j, text key, const struct phrase *list);

/* ---- calls ---- */
bool acts_call(struct work *w, const struct request *request, struct reply *reply);
bool my_day_call(struct work *w, const struct request *request, struct reply *reply);
bool my_doors_call(struct work *w, const struct request *request, struct reply *reply);
bool my_money_call(struct work *w, const struct request *request, struct reply *reply);
bool my_papers_call(struct work *w, const struct request *request, struct reply *reply);
bool my_standards_call(struct work *w, const struct request *request, struct reply *reply);
bool my_wage_call(struct work *w, const struct request *request, struct reply *reply);
bool my_contracts_list_call(struct work *w, const struct request *request, struct reply *reply);
bool my_measures_call(struct work *w, const struct request *request, struct reply *reply);
bool my_zone_photo_call(struct work *w, const struct request *request, struct reply *reply);
bool card_page_call(struct work *w, const struct request *request, struct reply *reply);
bool phone_account_call(struct work *w, const struct request *request, struct reply *reply);
bool phone_account_show(struct work *w, const struct request *request, struct reply *reply);

#define SETTING_DOORS_OFFLINE "field.doors_offline"
#define SETTING_CARD_DAYS     "field.card_days"
