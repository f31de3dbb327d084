/* eligibility.h — may she serve this line, in this household, on these days? (安心码, the light; rules H01–H16 of DOMAIN.md §5.1)
 *
 * A judgement, not a refusal: it gives back a list of reasons, each with its code, a sentence, the days it concerns and the nearest fix.
 * Pure: everything comes in by the case and from the database, never from the clock, so that it can be asked again for a past date. With
 * `known_at` her papers are those known then (the caller brings her archive of then); leave and calendar are as they stand. Upper floors add what they know (free at that time, not on the household's list) by QUESTION_ELIGIBILITY.
 *
 * H12 (vehicles, machines) is answered by operations/gear.h for a visit that has reserved some; the inspections of H16 are not judged. */
#pragma once
#include "base/json.h"
#include "team/credential.h"

/* Days from the first on for which papers must be good before anybody goes into a home; of a longer term what runs out behind them is renewed in time. */
#define SETTING_PAPERS_DAYS "placement.papers_days"

/* yellow: identity certain, a paper missing or out, or only warnings; red: blocked */
enum light { LIGHT_GREEN = 1, LIGHT_YELLOW, LIGHT_RED };

struct reason {
    text code;                      /* "H02.medical" */
    struct sentence why, fix;       /* fix.message NULL: nothing she or we can do */
    day since, until;               /* the days of the case it concerns; inclusive */
    bool warning;                   /* does not block */
    bool transition;                /* a warning only because the branch is in its transition after go-live (§0.5) */
    text fix_type; int64_t fix_id;  /* the record the fix is done on; id 0: a new one */
    text fix_step;                  /* "create" a new one, "edit" its members, else a step of it; "" nothing to click */
    struct reason *next;
};

struct eligibility_case {
    const struct worker *worker;
    const struct service_line *line;
    int64_t branch;                 /* whose service it is; 0: her own */
    int64_t household, customer;    /* 0: not asked */
    bool pets, infant, dependants;  /* of the household; dependants: anybody there but grown-ups who care for themselves */
    day from, to;                   /* inclusive */
    instant start, until;           /* of one visit; 0: days only */
    int64_t visit;                  /* being moved: its own booking does not count; 0 */
    bool starts_live_in;            /* a live-in service begins with her on `from`: festival_round.h is asked */
    bool proposed;                  /* before anything is signed, for a demand: H13 is not asked */
    bool signs;                     /* a contract that names her papers is to be signed for `from`: contracts/paper_gaps.c is asked */
    instant known_at;               /* 0: now */
};

struct judgement { enum light light; struct reason *reasons; };

struct judgement eligibility(struct work *w, const struct eligibility_case *c);
bool may_serve(const struct judgement *j);          /* no blocking reason */
bool in_transition_only(const struct judgement *j); /* may serve, but only because of the transition after go-live: to be logged */

#define QUESTION_ELIGIBILITY "eligibility"
struct eligibility_answer { void (*judge)(struct work *w, const struct eligibility_case *c, struct judgement *j); };

/* For judges: one more reason; the light follows (red, or yellow for a warning). */
struct reason *reason_add(struct work *w, struct judgement *j, text code, day since, day until, const struct sentence *why, const struct sentence *fix);
struct reason *reason_warn(struct work *w, struct judgement *j, text code, day since, day until, const struct sentence *why, const struct sentence *fix);
void reason_fix(struct reason *r, text type, int64_t id, text step);

/* {"light","ok","reasons":[{code,message,fix,since,until,warning,type,id,step}]} in the work's language. */
void judgement_write(struct work *w, struct json *json, text key, const struct judgement *j);

/* What of her papers does not hold over the days of the case: for a look ahead over many, with papers read once. `papers`: all of hers, any state. Pure. */
struct paper_gap { text code, what; enum credential_kind kind; day since; bool had; day over; };        /* since: the first day of the case without; had: there was one that runs out; over: its last day, when that was before the case */
enum { MOST_PAPER_GAPS = 9 };
struct found;
int paper_gaps(const struct found *papers, const struct eligibility_case *c, struct paper_gap gaps[MOST_PAPER_GAPS]);

/* ---- eligibility_papers.c: H02, and the papers of H03. For eligibility.c ---- */
void judge_papers(struct work *w, const struct eligibility_case *c, struct judgement *j);

#define SETTING_INSURANCE_AGE  "team.insurance_age"     /* up to which age the shop's insurance covers in full */
#define SETTING_MINIMUM_MONTHLY "team.minimum_monthly"  /* the same of a month */
#define SETTING_MINIMUM_HOURLY "team.minimum_hourly"    /* the place's minimum for an hour, in fen; 0: not entered */
