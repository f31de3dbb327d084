/* file_seal.h — plain files become sealed ones: what the program made, and what earlier versions kept.
 *
 * All of <data>/files is walked by a job after an upgrade and by `zhangjia files`. A plain file is copied sealed and moved over itself, in one step:
 * who reads it meanwhile reads it to its end, and a process killed in between leaves the old one. Any process may walk beside a server. */
#pragma once
#include "record/house.h"

/* A sealed copy of the plain file `from` in the folder of uploads, not synced yet. Its content has to have this hash. False: `ret_why`. */
bool file_seal_copy(struct arena *arena, const struct house *house, text from, text hash, text *ret_path, text *ret_why);

/* `broken`: their content is not what their name says, or they do not open; they are left as they are. */
struct files_seen { int64_t whole, sealed_now, plain, broken; };
struct files_walk {
    const struct house *house;
    bool seal;                                      /* else they are only read through */
    void (*broken)(void *data, text hash);          /* hears of each; NULL */
    bool (*goes_on)(void *data, int64_t done);      /* asked after each; NULL */
    void *data;
};
/* False: the folder could not be read, a file not be written, or it did not go on; `ret_why` in the arena. */
bool files_walk(struct arena *arena, const struct files_walk *walk, struct files_seen *ret_seen, text *ret_why);

/* A walk came to its end with none left plain: <data>/files/.sealed says so, and a start need not look. */
bool files_sealed(const struct house *house);
struct job;
bool file_seal_job(struct job *job);
/* In a write transaction: has the job run, unless one is waiting or nothing is to be done. */
bool file_seal_ask(struct work *w, void *nothing);
