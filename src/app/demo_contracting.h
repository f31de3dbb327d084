/* demo_contracting.h — from a family's wish to somebody who lives there: the search, the contract, three signatures, the day she moves in, each by the steps that
 * a consultant takes. demo_homes.c tells whole stories with it, demo_wishes.c parts of them. For demo_*.c only. */
#pragma once
#include "app/demo_telling.h"
#include "http/http.h"

/* Days are counted from today; money is in yuan. */
struct home_story {
    text name;
    enum demo_work does; int nth;   /* who goes there: the nth of the shop's cast */
    int home;                       /* the nth of the shop's homes that nobody else tells of */
    text line, mode;                /* mode: of the contract */
    int first, days;
    int wage, service, fee, management;
    bool lives_out;
    text hours;
    text wanted, needs;             /* as the family said it */
    text cared, members, cared_for; /* lists of the demand and of the home, as JSON; in the contract's words */
    int rest_weekday;
};

struct home_told {
    const struct home_story *story;
    struct telling *t;
    int worker, customer;           /* in the world; customer -1: she came as a lead */
    int64_t worker_id, person, customer_id, household, line;
    int64_t lead, demand, recommendation, contract, placement;
};

/* Whom of the cast; -1: the shop has no such. The nth home that is called on. */
int demo_cast(const struct demo_loading *loading, int branch, enum demo_work does, int nth);
int demo_home(const struct demo_loading *loading, int branch, int nth);

/* False: nobody to cast; the story is not told here. */
bool home_begins(struct home_told *h, struct telling *t, const struct home_story *story);
void home_papers(struct telling *t, int worker, int on);        /* HR enters what the roster lacked, `on` that day */
void home_searched(struct home_told *h);                        /* sixteen days before: wish, recommendation, interview, both say yes */
void home_drafted(struct home_told *h);                         /* the contract, with all it asks */
void home_sent(struct home_told *h);                            /* reviewed where it has to be, and sent */
enum { BY_FAMILY = 1, BY_WORKER = 2, BY_COMPANY = 4, BY_ALL = 7 };
void home_signed(struct telling *t, int64_t contract, unsigned parties);
void home_pays(struct telling *t, int64_t contract);            /* what is open of the contract's first bill */
void home_paid(struct home_told *h, bool trial);                /* the first payment; hired, or tried first */
void home_readied(struct home_told *h);                         /* the placement planned, the home looked over, she was briefed */
void home_moved_in(struct home_told *h);                        /* her first day: the contract in force, both agree to the sheet */
/* The sheet that stands open, agreed to by both. */
void home_sheet(struct home_told *h, text about, text valuables);

/* ---- demo_signature.c ---- */
bool demo_signature(struct telling *t, text name, struct upload *ret);      /* a picture, kept */

/* ---- demo_calls.c ---- */

/* What one side answered otherwise than well: on which day of hers, to which kind of question (it opens a "complaint"), in words. said NULL: the end of a list. */
struct bad_answer { int day; bool worker; text opens, said; };
/* The calls to both sides that were due from her first day there on, `first` from today, until `last` or the day before yesterday: made by the house, answered by the
 * consultant. What is due since stands open. `bad` NULL: all was well. */
void home_called(struct home_told *h, int first, int last, const struct bad_answer *bad);
/* All calls of a placement that are due now, on the nth day of hers. */
void home_call_answered(struct home_told *h, int nth, const struct bad_answer *bad);
