/* demo.h — the demo company: as sheets in a folder, or loaded into an empty database (DOMAIN.md §6.2). No real person is in it. */
#pragma once
#include "app/app.h"
#include "app/demo_world.h"

/* Does a serve with --demo begin with loading? Not when --demo is none or there are accounts already. */
bool demo_wanted(struct house *house, const struct config *config);

/* What it loads. False: why is on standard error.
 * The sheets are written under <data>/demo, then imported as anybody would; what is to come is ordered and dealt out by the
 * product's own steps, in the name of the demo accounts. */
bool demo_load(struct house *house, const struct config *config);

/* … any world, into an empty database of a demo house. */
bool demo_load_world(struct house *house, struct demo_world *world, bool quiet);

/* zhangjia demo --size S --folder DIR: the sheets, clean and messy. */
int do_demo(struct config *config, int argc, char **argv);

/* Into `folder`/<branch code> the go-live set and into `folder`/messy the other. How many files; -1: `ret_why`. */
int demo_sheets_write(struct demo_world *world, text folder, text *ret_why);

extern const uint64_t demo_seed;
