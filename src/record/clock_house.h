/* clock_house.h — a small house for the tests of calendar, deadlines, events, jobs and files: branches, people, accounts and `errand`s. */
#pragma once
#include "record/store.h"

enum errand_state { ERRAND_OPEN = 1, ERRAND_TAKEN, ERRAND_DONE };
struct errand_part { file scan; };
struct errand { struct record record; unsigned state; text what; ref person; instant due; file photo, secret; rows_of parts; };

struct clock_named { struct record record; text name; };
/* The other floors' types of these names are not in this house. */
extern const struct record_type errand_type, clock_branch_type, clock_person_type, clock_worker_type, clock_account_type;

/* What the reactions to errands saw; the tests set how often they fail first. */
struct clock_reactions { int with, after, after_fails; bool with_refuses; int64_t id; };
extern struct clock_reactions clock_seen;

struct clock_house { struct db *db; struct house *house; char folder[64]; };
struct clock_house clock_house_open(const struct module *more);     /* `more`: jobs, tickers, answers of a test; NULL */
struct clock_house clock_house_again(const struct clock_house *first, const struct module *more);      /* a second process on the same data */
void clock_house_close(struct clock_house *c);
void clock_house_leave(struct clock_house *c);                      /* closes the second one, the data stays */

/* Actors of branch 1 and 2 and of no branch (an owner of records only). */
struct actor clock_actor(int64_t user, int64_t person, const int64_t *branch, const text *can, int can_count);

/* Runs `run` in a write transaction as the actor (NULL: the system) with the clock at `now` (0: the real one); the work stays open
 * for reading its failure; free with work_close. */
struct work *clock_write(struct clock_house *c, const struct actor *actor, int64_t now, db_run *run, void *data);
struct work *clock_read(struct clock_house *c, const struct actor *actor, int64_t now, db_run *run, void *data);

/* The house behind a real server, and calls to it as the actor clock_who[n] (0: nobody is logged in). */
enum { CLOCK_WHO = 8 };
extern const struct actor *clock_who[CLOCK_WHO];
struct clock_answer { int status; char head[2000]; char body[20000]; };
struct http *clock_serve(struct clock_house *c);
void clock_serve_no_more(struct clock_house *c, struct http *http);
struct clock_answer clock_call(struct http *http, int who, text method, text path, text body);
int clock_listen(struct http *http, int who, text path);            /* sends a GET and leaves the socket open */
bool clock_hears(int socket, text words, int ms);                   /* reads until the words came */
