/* lead.h — somebody heard of us and asked (线索, SM-LEAD of DOMAIN.md §1.9, source 四.1): from where, when she was answered, whose she is, what came of it.
 *
 *   new → assigned → contacted → qualified → converted          contacted ⇄ nurturing (until a day)
 *     assigned … nurturing without a follow-up for 7 days → public sea → assigned (claimed)
 *     → invalid(reason) | lost(reason) | merged (another lead of the same person is the one)
 *
 * Private pool: a lead belongs to her owner while she is followed up; seven days without a word and everybody may claim it. Who brought a
 * lead in first keeps the credit for 30 days, whoever takes it later; a second touch by another channel is a row of the same lead, not a new one
 * (lead_take). Two people may share a number: the same number and the same name is the same person, the same number alone is asked about; two leads
 * that turn out to be one matter are merged, for a week to be taken apart again (lead_merge.h).
 *
 * Clock: an answer within 5 minutes where she wrote online, 15 otherwise (§0.14), counted in opening hours; asking her again before the protection ends.
 *
 * Contact: who is not to be contacted is not called; who neither asked us, nor agreed, nor was sent by somebody she knows is not called either (消保法 29,
 * 实施条例 24). A lead keeps name and number alone (PIPL 6); six months after the last word everything of it goes.
 *
 * For others: `converted` names the demand. Campaigns (an upper floor) read channel, detail and figures. */
#pragma once
#include "customers/customer.h"

enum lead_state { LEAD_NEW = 1, LEAD_ASSIGNED, LEAD_CONTACTED, LEAD_QUALIFIED, LEAD_CONVERTED, LEAD_NURTURING, LEAD_INVALID, LEAD_LOST, LEAD_SEA, LEAD_MERGED };
#define LEAD_OPEN (FROM(LEAD_NEW) | FROM(LEAD_ASSIGNED) | FROM(LEAD_CONTACTED) | FROM(LEAD_QUALIFIED) | FROM(LEAD_NURTURING) | FROM(LEAD_SEA))
#define LEAD_HELD (FROM(LEAD_ASSIGNED) | FROM(LEAD_CONTACTED) | FROM(LEAD_QUALIFIED) | FROM(LEAD_NURTURING))
enum lead_basis { LEAD_ASKED_US = 1, LEAD_AGREED, LEAD_REFERRED, LEAD_NO_BASIS };
enum lead_invalid { INVALID_WRONG_NUMBER = 1, INVALID_OUT_OF_AREA, INVALID_NO_NEED, INVALID_SPAM, INVALID_SEEKS_WORK, INVALID_UNREACHABLE };
enum try_way { TRY_CALL = 1, TRY_WECHAT, TRY_SMS, TRY_VISIT };
enum try_outcome { TRY_REACHED = 1, TRY_NO_ANSWER, TRY_BUSY, TRY_OFF, TRY_WRONG_NUMBER, TRY_CALL_BACK };

struct lead_touch { instant at; enum customer_source channel; text detail; ref account; };
struct lead_try { instant at; enum try_way way; enum try_outcome outcome; text note; ref account; };

struct lead {
    struct record record;
    enum lead_state state;
    ref person;
    enum customer_source channel; text detail;      /* detail: platform, advert, who sent her */
    bool online;                    /* wrote to us on a screen: answered within 5 minutes */
    enum lead_basis basis;
    ref referrer;                   /* person who sent her (T14) */
    ref line; text area;
    text words;                     /* what she said, as she said it */
    ref owner;                      /* account; 0: nobody, or the public sea */
    instant arrived_at, assigned_at, answered_at;
    int64_t answer_minutes;         /* in opening hours; -1 not yet */
    instant followed_at;            /* the last word of ours; the protection runs from it */
    instant private_until;          /* 0: nobody's */
    instant next_at;                /* ask again then: the day agreed on, or a quarter of an hour after she wrote again */
    ref credit; instant credit_until;       /* who brought her in first, and until when that counts */
    rows_of touches, tries;
    ref demand, merged_into;
    instant merged_at; worksheet merge_sheet;       /* what the merge changed in the other one */
    enum lead_invalid invalid;
    unsigned lost;                  /* enum lost_reason of demand.h */
    instant ended_at;
};
extern const struct record_type lead_type;

struct lead_arrival { ref person; enum customer_source channel; text detail; bool online; enum lead_basis basis; ref referrer, line; text area, words; instant at; int64_t branch; };
/* A lead of this person: a new one, or one more touch of the open one. 0: refused. */
int64_t lead_take(struct work *w, const struct lead_arrival *arrival, bool *ret_merged);

bool leads_to_sea(struct work *w);                      /* ticker: protections that ended */
/* Minutes of opening hours between two instants (setting; every day): a message at night is answered in the morning. Pure. */
int64_t open_minutes(instant from, instant to, int opens, int closes);
/* When so many minutes of opening hours have passed. */
instant open_minutes_after(instant from, int64_t length, int opens, int closes);

bool lead_take_call(struct work *w, const struct request *request, struct reply *reply);
bool lead_pools_call(struct work *w, const struct request *request, struct reply *reply);
bool lead_twins_call(struct work *w, const struct request *request, struct reply *reply);     /* GET /api/lead/:id/twins */
bool lead_figures_call(struct work *w, const struct request *request, struct reply *reply);
extern const struct import_shape lead_import;           /* 线索名单 */

#define CAN_SEE_LEADS    "lead.see"
#define CAN_EDIT_LEADS   "lead.edit"
#define CAN_ASSIGN_LEADS "lead_pool.assign"              /* gives others' leads away; hears what nobody answered */

#define SETTING_PROTECTION "customers.protection_days"  /* private pool */
#define SETTING_CREDIT     "customers.credit_days"      /* of the first touch */
#define SETTING_OPENS      "customers.opens"            /* minutes after midnight when messages are answered */
#define SETTING_CLOSES     "customers.closes"
