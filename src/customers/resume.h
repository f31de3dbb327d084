/* resume.h — a worker as she is shown to a customer before any contract (阿姨卡, PIPL 25, T32): surname, age band, province, experience, skills, certificates
 * with their light. No ID number, no full name, no phone, no address, no photo.
 *
 *   open → revoked          ended by its day
 *
 * A card goes out by a link: an address nobody can guess, good for seven days, counted each time it is opened, and dead at once when it is revoked. What
 * is kept is the hash of its token. Quotations (quotation.h) go out by the same kind of link. The PDF bears the demand's number and the day, so that a copy that wanders tells where it came from. */
#pragma once
#include "customers/recommendation.h"

enum resume_state { RESUME_OPEN = 1, RESUME_REVOKED };
struct resume_link {
    struct record record;
    enum resume_state state;
    ref recommendation;             /* the card of one, or */
    ref quotation;                  /* a quotation */
    ref person;                     /* the demand's, for whom it was made */
    text hash;
    instant until;
    int64_t opened; instant opened_at;
};
extern const struct record_type resume_link_type;

/* A new link with its hash; what it opens is the caller's to fill in. The token, "" when the work failed. */
text link_make(struct work *w, struct resume_link *link);
/* The open one behind a token, NULL: refused, in one sentence for wrong, ended and revoked, so that nobody learns which there are. */
struct resume_link *link_behind(struct work *w, text token);
/* A PDF that `draw` writes to a path, as the reply: from memory, kept nowhere; outside of any transaction. */
struct paper;
bool paper_reply(struct work *w, const struct paper *paper, text name, struct reply *reply);

struct resume_paper { text what, level, until; bool good; };
enum { MOST_RESUME_PAPERS = 14, MOST_RESUME_SKILLS = 12 };
struct resume {
    text name;                      /* 王阿姨 */
    text age;                       /* 41–45 */
    text province, grade;
    int64_t years;                  /* in the line */
    int64_t times;                  /* homes and visits of this line in the last year */
    text skills[MOST_RESUME_SKILLS]; int skill_count;
    struct resume_paper papers[MOST_RESUME_PAPERS]; int paper_count;
    enum light light;               /* for every day of the term */
    text travels;
};
bool resume_of(struct work *w, const struct demand *demand, const struct worker *worker, struct resume *ret);
void resume_write(struct work *w, struct json *json, text key, const struct resume *resume);

/* resume_paper.c: as the reply's PDF; outside of any transaction. */
bool resume_draw(struct work *w, const struct resume *resume, text house, text number, struct reply *reply);

bool resume_share_call(struct work *w, const struct request *request, struct reply *reply);        /* POST /api/recommendation/:id/card */
bool resume_pdf_call(struct work *w, const struct request *request, struct reply *reply);          /* GET …/card: for the office */
bool resume_open_call(struct work *w, const struct request *request, struct reply *reply);         /* GET /api/resume/:token: for who has the link */
bool compare_call(struct work *w, const struct request *request, struct reply *reply);             /* GET /api/demand/:id/compare */
