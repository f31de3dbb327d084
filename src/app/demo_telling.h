/* demo_telling.h — a shop's story told act by act: who at which desk does what, at which minute, as a person would by the program. For demo_*.c only.
 *
 * Each act is a transaction of its own with the desk's rights, through the declared steps; rules that refuse it are heard. After the first act that was
 * refused nothing more is done (`broken`), so that a story needs no check after each. Told at the minute it would have happened: the clock a rule
 * reads is that minute's.
 *
 * Bodies are JSON with ' in place of ", which no text here has; they are printed with their arguments. */
#pragma once
#include "app/demo_loading.h"

/* A small company has one consultant, in the first shop; elsewhere the manager does her work, and what is hers to approve goes to the owner: nobody approves her own.
 * APPROVER: of what a consultant made. NOBODY: the house itself. */
enum desk { RECEPTION = 1, DISPATCHER, MANAGER, CONSULTANT, APPROVER, FINANCE, HR, OWNER, NOBODY };

struct telling {
    struct demo_loading *loading;
    int branch;
    struct arena *arena;            /* of the telling: bodies and names */
    instant at;
    text story;                     /* what is being told, for the line that says what was refused */
    bool quiet, broken;             /* quiet: a refusal is no fault of the demo, the story just ends there */
};

/* Nothing is told between half past eight in the evening and eight in the morning. */
instant demo_in_office(instant at);
void tell_ago(struct telling *t, int64_t minutes);               /* so long before now, in the office's hours */
void tell_on_day(struct telling *t, int days, int hour, int minute);       /* a day from today (0), never after now */

text told_body(struct telling *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
int64_t tell_new(struct telling *t, enum desk by, const struct record_type *type, const char *body, ...) __attribute__((format(printf, 4, 5)));
bool tell_step(struct telling *t, enum desk by, const struct record_type *type, int64_t id, text step, const char *body, ...) __attribute__((format(printf, 6, 7)));
bool tell_edit(struct telling *t, enum desk by, const struct record_type *type, int64_t id, const char *body, ...) __attribute__((format(printf, 5, 6)));
/* Anything else that is done in one transaction. */
bool tell_run(struct telling *t, enum desk by, db_run *run, void *data);
/* What a module does by itself at that minute: its tickers, `only` the one of that name ("placement.days"), NULL all of them. */
bool tell_tick(struct telling *t, text module, text only);
/* A number looked up, -1: none. */
int64_t tell_ask(struct telling *t, literal sql, struct bind bind);

/* A course: steps, each so many minutes after the beginning; what would lie in the future has not happened yet. */
struct told { int after; enum desk by; text step, body; };
bool tell_course(struct telling *t, const struct record_type *type, int64_t id, const struct told *course, int count);

#define DAYS_AGO(n) ((n) * 24 * 60)
