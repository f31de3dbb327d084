/* plan.h — a recurring service (定期保洁, SM-PLAN): weekdays, a time, worker A and backup B, a holiday rule, a price that holds until a day.
 *
 *   draft → active ⇄ paused → ended
 *
 * It makes visits 28 days ahead (plan_roll, each night). A visit that was moved, skipped or repriced by hand is marked and left alone.
 * Changes (step `change`: days, frequency, time, length, workers, holiday rule, last day) reach this visit only, this and later ones, all
 * that were not touched, or all (enum plan_reach); plain editing leaves these members alone, as it would not reach the visits. A pause
 * begins and ends by itself on its days, and gives back what it left out when it ends early.
 *
 * A new price (step `new_price`) is told PRICE_NOTICE_DAYS ahead with the old amount and the new one, and begins by her yes alone, on her phone (portal/) or
 * written down with its day and who said it: to a changed price silence is no consent (Civil Code art. 140, 543). Until then the old price holds. No
 * answer by the day, or a no: the queue of who told her asks what is to be done. A late yes reaches the visits from the next day on. */
#pragma once
#include "company/company.h"
#include "operations/order.h"
#include "operations/visit.h"

enum plan_state { PLAN_DRAFT = 1, PLAN_ACTIVE, PLAN_PAUSED, PLAN_ENDED };
enum holiday_rule { HOLIDAY_SKIP = 1, HOLIDAY_SHIFT, HOLIDAY_KEEP };  /* KEEP: with the holiday surcharge */
/* What she says to a new price; 0: none was told, or the old one was promised anew. */
enum price_answer { PRICE_ASKED = 1, PRICE_AGREED, PRICE_DECLINED };
enum plan_reach { REACH_THIS = 1, REACH_THIS_AND_LATER, REACH_UNTOUCHED, REACH_ALL };
enum { PLAN_DAYS_AHEAD = 28 };

/* What the plan was until a change that lies ahead, or was made within the last days: days, time, workers up to and with `last`. */
struct plan_phase { day last; set weekdays; int64_t every_weeks; minutes at, length; ref worker, backup; enum holiday_rule holiday; };

struct service_plan {
    struct record record;
    enum plan_state state;
    ref customer, household, line;
    set weekdays;
    int64_t every_weeks;            /* 1 weekly, 2 every other week … counted from the first day's week */
    minutes at, length;             /* minute of the day; length */
    day first;
    maybe_day last;
    ref worker, backup;
    enum holiday_rule holiday;
    rows_of earlier;                /* struct plan_phase by day; what stands above holds after the last of them */
    ref price_rule;                 /* the locked price */
    day price_until;                /* increases only after it, with 30 days' notice (DOMAIN.md §4.2): step new_price */
    maybe_day new_price_from;       /* the customer was told: from this day on by the list that is valid then, if she agrees; not given once it is `price` */
    money new_price;                /* of a visit, as she was told */
    instant told_price_at;
    ref price_owner;                /* person who told her and whom her answer concerns */
    enum price_answer price_says;
    maybe_day price_said_on;
    enum agreed_how price_said_how;
    text price_said_by;             /* "": the customer herself */
    instant price_said_at;          /* written down */
    money price, worker_pay;
    maybe_day paused_from, paused_to;
    maybe_day kept_from, kept_to;   /* holidays of these days are kept though the rule skips them: her yes before a festival (festival_ask.h) */
    day made_until;                 /* visits exist up to this day */
    text terms_version, contract_number;        /* what the customer accepted or signed (H13), in force when it was brought along */
    maybe_day signed_on;
    bool key_held;                  /* the shop holds a key: must be returned before the plan closes (T39) */
    int64_t continuity;             /* percent of the last 90 days' visits done by the one who did most of them; -1: none yet. 80 is the aim */
    text remark;
};
extern const struct record_type service_plan_type;
enum { PRICE_NOTICE_DAYS = 30 };
struct price_word { enum agreed_how how; text agreed_by; maybe_day on; };      /* input of price_yes and price_no; how 0: by phone, on not given: today */
#define SETTING_LONGEST_PAUSE "operations.longest_pause"    /* weeks; 0: no limit */

/* The days a plan asks for in [from, to], holiday rule, pause and changes ahead applied; in order, at most `room`. The holiday rule holds for
 * statutory holidays and for days the company is closed; SHIFT goes to the next working day of the calendar, and none is found within a month: no
 * visit. `listed`: plan_listed, or what a test says. In the week of a change each visit of
 * before it stands for one of after it, so that nobody is visited twice where once was agreed. Pure. */
int plan_days(const struct service_plan *plan, const struct listed_days *listed, day from, day to, day *days, int room);
enum { FARTHEST_SHIFT = 31 };
struct listed_days plan_listed(struct work *w, day from, day to);       /* what plan_days needs to know of the calendar for [from, to] */
/* Makes what is missing up to 28 days ahead for this plan. */
bool plan_fill(struct work *w, struct service_plan *plan);
/* Reaction to visit.approve: keeps `continuity`. */
bool plan_continuity(struct work *w, const struct record_type *type, int64_t visit);
bool plan_roll(struct work *w);         /* ticker: all active plans */
