/* house.h — the table of contents: which record types, reactions, capabilities, jobs and routes the program consists of.
 * `app/modules.c` fills one const struct house; tests build smaller ones. house_open checks the declarations (a choice without
 * choices, two fields of a name, a sort on a sealed field, a reaction to an unknown event …) and names every mistake at start. */
#pragma once
#include "db/db.h"
#include "http/http.h"
#include "record/actor.h"
#include "record/type.h"

/* A reaction hears of steps: `event` is "<type>.<step>" or "<type>.created". WITH runs in the same transaction (money, bookings): its
 * refusal refuses the step too, with its sentence (CONFLICT). AFTER becomes a job, retried until it works. */
enum when_to_react { WITH = 1, AFTER };
struct reaction { text event; enum when_to_react when; bool (*run)(struct work *w, const struct record_type *type, int64_t id); text name; };

/* Slow work. `run` is called with the arguments the job was made with, outside of any transaction; it opens its own by job_read /
 * job_write (record/job.h). */
struct job;
struct job_kind { text name, label; bool (*run)(struct job *job); int tries; };

/* Every `every` ms, in one process only: clocks ring, plans roll on. Runs as the system inside a write transaction. */
struct ticker { text name; int64_t every; bool (*run)(struct work *w); };

/* A page's own call: plain C, beside the record it is about. Reads run in a snapshot, writes in a transaction with idempotency. */
struct call {
    enum method method;
    text pattern;                                   /* "/api/board" */
    text by;                                        /* capability; NULL: everybody logged in */
    bool open;                                      /* also without login */
    bool (*run)(struct work *w, const struct request *request, struct reply *reply);
    bool (*raw)(struct work *w, const struct request *request, struct reply *reply);    /* instead of run: opens transactions itself */
    text help;                                      /* one line, for OpenAPI */
    bool slow;                                      /* argon2, exports: in the waiting line */
    bool upload; size_t body_limit;
    /* An action on many records of a type: the list of `of` shows it as a button and asks the inputs (JSON members of the body). */
    text of, label;                                 /* type; N_() */
    const struct field *inputs; int input_count;
    bool proposes;                                  /* GET of the same path says what to fill in (?branch=), by the inputs' names */
};

/* A lower floor asks upper ones by a question it declares as a typed table (team/eligibility.h: "is she free then?"); a module
 * answers with a pointer to its table. house_answers gives the i-th answer to a question, NULL at the end. */
struct answer { text question; const void *table; };

struct module {
    text name, label;                               /* folder; N_() for the menu */
    int menu;                                       /* place in the menu, 1 first; 0: after all others */
    const struct record_type *const *types;         /* ends with NULL */
    const struct capability *capabilities; int capability_count;
    const struct reaction *reactions; int reaction_count;
    const struct job_kind *jobs; int job_count;
    const struct ticker *tickers; int ticker_count;
    const struct call *calls; int call_count;
    const struct answer *answers; int answer_count;         /* to questions that lower floors ask */
    text schema;                                    /* tables of its own beyond records (SQL for both), NULL: none */
    bool (*seed)(struct work *w);                   /* after every migration, in its transaction, as the system: adds what is missing */
};
#define MODULE_CAPABILITIES(table) .capabilities = (table), .capability_count = COUNT_OF(table)
#define MODULE_REACTIONS(table) .reactions = (table), .reaction_count = COUNT_OF(table)
#define MODULE_JOBS(table) .jobs = (table), .job_count = COUNT_OF(table)
#define MODULE_TICKERS(table) .tickers = (table), .ticker_count = COUNT_OF(table)
#define MODULE_ANSWERS(table) .answers = (table), .answer_count = COUNT_OF(table)
#define MODULE_CALLS(table) .calls = (table), .call_count = COUNT_OF(table)

struct house;
struct house_options {
    struct db *db;
    text data;                      /* folder: keys, files, backups */
    const struct module *const *modules;            /* ends with NULL, lower floors first */
    text test_clock;                /* NULL; for tests: a file that says how many ms this house is ahead of the machine's clock */
    bool demo;                      /* synthetic identities (99xxxx, 100…) are valid; house_demo_is says otherwise of what is found */
    bool (*authenticate)(struct work *w, const struct request *request, struct actor *ret_actor);  /* false: nobody (not an error) */
    void (*seen)(struct house *house, const struct actor *actor);   /* after she was recognised, outside of any transaction; NULL: nothing */
};

struct house;
struct house *house_open(const struct house_options *options, text *ret_why);
void house_close(struct house *house);
/* Does the master key open the company's own one? False: it is another, or was made anew because the file was lost; nothing sealed could be read. In a
 * read of a database that has tables. */
bool house_key_fits(struct work *w);

struct db *house_db(const struct house *house);
text house_data(const struct house *house);
const unsigned char *house_file_key(const struct house *house);      /* what seals the files below `data` (base/sealed_file.h); as long as the house */
bool house_demo(const struct house *house);
/* Once it is known what the database holds, and before anybody is served: a demo company is one however it is started, and no other ever is. */
void house_demo_is(struct house *house, bool demo);
instant house_now(const struct house *house);       /* the clock its works begin with: the machine's, or a test's */
bool house_for_tests(const struct house *house);    /* its clock is a test's: a company made up for a minute, never one that keeps anything */
const struct record_type *house_type(const struct house *house, text name);
const struct record_type *const *house_types(const struct house *house);        /* all, ends with NULL */
const struct module *const *house_modules(const struct house *house);
const void *house_answers(const struct house *house, text question, int index);
const struct route *house_routes(struct house *house);      /* every record's and every call's, for http_start; context is the house */
void house_serving(struct house *house, struct http *http);     /* where event streams go; NULL when it stops */
struct http *house_http(const struct house *house);

/* The house a work belongs to (set by work_open). */
struct house *house_of(const struct work *w);

/* A work for this house: arena, clock, actor. Free with work_close. Tests and jobs use it; requests get theirs made. */
struct work *work_open(struct house *house, const struct actor *actor);
void work_close(struct work *w);

/* Make or adapt the schema (record/schema.h says what it does). False with why. */
bool house_migrate(struct house *house, text *ret_why);
