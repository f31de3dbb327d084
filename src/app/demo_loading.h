/* demo_loading.h — what the parts of loading share: whose name it is done in, and the records of the world's people. For app/demo_*.c only. */
#pragma once
#include "app/demo.h"
#include "app/demo_sheets.h"
#include "record/actor.h"

/* late: the worker who should be at a home by now and was not heard of; 0: nobody. */
struct demo_shop { int64_t branch, late; struct actor manager, dispatcher, reception, consultant, finance, hr; };

struct demo_loading {
    struct house *house;
    struct demo_world *world;
    struct work *home;              /* holds what lives as long as the loading: actors */
    int64_t root, administrator_account;    /* root: the branch above all; the only shop of a small company */
    struct actor administrator;
    struct demo_shop *shops;        /* one a branch of the world */
    int64_t *workers, *customers, *households;      /* ids of the world's; 0: its row was refused */
    instant begun;
    bool quiet;
};

/* One line about what was done, with the seconds since the beginning. */
void demo_say(struct demo_loading *loading, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* One write transaction in somebody's name. False: refused or broken; `loud` says why on standard error. */
bool demo_run(struct demo_loading *loading, const struct actor *actor, db_run *run, void *data, bool loud);
/* … at a time of her own: what a phone without signal would send later. */
bool demo_run_at(struct demo_loading *loading, const struct actor *actor, instant acted, db_run *run, void *data, bool loud);

/* As the API does it: the body is read by the step's inputs, the actor's permission is asked. */
bool demo_step(struct work *w, const struct record_type *type, void *record, text step, text body);
/* A record out of a body; asks for the type's `create`. NULL: refused. */
void *demo_add(struct work *w, const struct record_type *type, text body);
/* Members of a loaded record out of a body; asks for the type's `edit`. */
bool demo_edit(struct work *w, const struct record_type *type, void *record, text body);

/* ---- its parts ---- */
bool demo_set_up(struct demo_loading *loading);                 /* company, branches, accounts, services, standards */
bool demo_areas(struct demo_loading *loading);                  /* the shops' service areas, drawn on the map */
bool demo_prices(struct demo_loading *loading);                 /* the old list by a sheet, today's by its steps */
bool demo_import_sheets(struct demo_loading *loading);          /* all go-live sheets of all shops; then who is who */
bool demo_past_prices(struct demo_loading *loading);            /* how the prices of what the sheets brought came about */
bool demo_import_file(struct demo_loading *loading, const struct actor *actor, text shape, text path, text name, bool csv);
bool demo_run_jobs(struct demo_loading *loading);
bool demo_pin(struct demo_loading *loading);                    /* homes onto the map */
bool demo_accept_opening(struct demo_loading *loading);
bool demo_terms(struct demo_loading *loading);                  /* the service terms, what stands on contracts, their templates: in force for a year */
bool demo_homes(struct demo_loading *loading);                  /* placements with all that leads to them and what happens in them */
bool demo_work_papers(struct demo_loading *loading);            /* what shop and worker sign between themselves */
bool demo_team_jobs(struct demo_loading *loading);              /* a survey quoted, tomorrow's job of a crew; before others are given away */
bool demo_deal(struct demo_loading *loading);                   /* plans make their visits, orders are taken, visits given to people */
bool demo_walk_today(struct demo_loading *loading);             /* what of today is over or running */
bool demo_leaves(struct demo_loading *loading);                 /* who is ill, asks for leave, rests */
bool demo_bills(struct demo_loading *loading);                  /* of two days ago, some paid */
bool demo_wages(struct demo_loading *loading);                  /* last month's payroll paid, this month's open */
bool demo_cards(struct demo_loading *loading);                  /* prepaid cards, some used, some given back */
bool demo_till(struct demo_loading *loading);                  /* cash, cash-up, bank lines, what waits for a decision, settlements of last week */
bool demo_leads(struct demo_loading *loading);                  /* who asked lately, from every channel */
bool demo_wishes(struct demo_loading *loading);                 /* demands in every column of the board */
bool demo_keeping(struct demo_loading *loading);                /* referrals, offers, what lapses: all that the house does by itself until now */
bool demo_damage(struct demo_loading *loading);                 /* compensations: one paid, one to be signed */
bool demo_decisions(struct demo_loading *loading);              /* a company with sites, a platform order, a suspension, a blacklist entry */
bool demo_cases(struct demo_loading *loading);                  /* complaints, incidents, stand-by, alarms of care */

/* One step of a visit, by somebody, at her own minute. False: refused, which is no fault here. */
bool demo_visit_step(struct demo_loading *loading, const struct actor *actor, int64_t visit, instant acted, text step, text body);
