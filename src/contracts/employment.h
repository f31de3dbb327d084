/* employment.h — which paper fits this worker for this work, and what stands against it (DOMAIN.md §2.4, §12.2). Pure: facts in, findings out.
 *
 * Age is asked for each day of the service, never for today: who retires within the term is told so with the day. The class of retirement
 * (男60, 女50, 女55, each with the gradual delay since 2025) is recorded with its evidence; it is not guessed from the sex (§0.10).
 *
 * Who is 16 or 17 gets a paper of ours only with the guardian's consent in writing filed among her papers (credential.h; 民法典 18–19, 34), and begins with
 * the registration of a young worker and an examination (未成年工特殊保护规定 6, 9): the first blocks, the second warns until it is there.
 *
 * Sources: 劳动法 15, 58, 64–65 (below 16; 16–17), 劳动合同法 10, 68–72 (labour contract, part-time), 民法典 961–966 (introduction), 国务院关于渐进式延迟
 * 法定退休年龄的办法 (2025), 劳动争议司法解释 (一) 32 (past retirement with a pension: 劳务). */
#pragma once
#include "base/age.h"
#include "base/json.h"
#include "contracts/contract.h"

enum age_band { BAND_UNKNOWN = 1, BAND_CHILD, BAND_MINOR, BAND_WORKING, BAND_RETIRED };
enum work_paper { PAPER_REFUSED = 1, PAPER_LABOUR, PAPER_PART_TIME, PAPER_INTRODUCTION, PAPER_WORK_AGREEMENT, PAPER_COOPERATION };     /* 劳动合同, 非全日制, 三方中介, 用工(劳务)协议, 合作协议 */

struct employment_case {
    maybe_day birth;
    enum sex sex;
    enum retirement_class retirement;   /* 0: not recorded */
    bool evidence;                  /* of that class: an old contract, a notice of the pension office */
    bool pension;
    day first, last;                /* of the service */
    int64_t hours_day, hours_week;  /* 0: not agreed, taken as more than part-time */
    bool company_pays, own_choice;  /* own_choice: through our app, free to refuse any order */
    bool insured;                   /* against accidents, on the first day */
    bool guardian, registered;      /* of who is 16 or 17, on the first day: the guardian's consent is filed; the registration as a young worker */
    bool live_in, nights, dangerous;    /* dangerous: heights, heavy loads, poisons */
};

struct employment_finding { text code; const struct sentence *why, *fix; text law; bool blocks; };
enum { MOST_FINDINGS = 12 };
struct employment {
    enum age_band band, band_at_end;
    maybe_day retires;              /* known when birth and class are */
    enum work_paper paper;
    bool overtime, social_insurance, injury_insurance, accident_insurance;     /* may work overtime; what has to be insured, and by whom pays */
    struct employment_finding findings[MOST_FINDINGS]; int count;
};

enum age_band age_band_on(const struct employment_case *c, day on);
struct employment employment_for(struct work *w, const struct employment_case *c);
bool employment_blocked(const struct employment *e);

/* The mode a contract takes by itself from how she is employed; 0: nothing is known of that. */
enum contract_mode employment_mode_for(enum employment_mode hers);
/* One more finding where the contract is for somebody employed otherwise: our own worker is not introduced, who is introduced is not assigned. Who is past
 * retirement may be either; by how she is employed alone the paper of her age is never refused. */
void employment_judge_hers(struct work *w, struct employment *e, enum employment_mode hers, enum contract_mode mode);

/* The modes of a contract that this paper goes with, the usual one; 0: none. */
enum contract_mode employment_mode_of(enum work_paper paper, bool through_us);
/* What the chosen mode means against the paper that fits: one more finding when it does not. */
void employment_judge_mode(struct work *w, struct employment *e, const struct employment_case *c, enum contract_mode mode);

/* The reason, and what would make it work: "Past retirement no labour contract can be made. Choose the work agreement" */
const struct sentence *employment_said(struct work *w, const struct employment_finding *finding);

/* {"paper","retires"?,"overtime","findings":[{code,message,fix,law,blocks}]} in the work's language. */
void employment_write(struct work *w, struct json *json, text key, const struct employment *e);
