/* key_custody.h — a customer's key that we keep (钥匙托管, DOMAIN.md §4.2, T39): what was handed over and signed for, where it hangs, who has it.
 *
 *   kept ⇄ out (a worker has it) → returned          kept | out → lost
 *
 * The tag on the hook is a number, never the address. A plan does not end while we hold a key of its home: giving it back, signed, is part of
 * the ending; once no plan runs there and nothing is booked, the queue asks for it. A lost key is an incident at once
 * (safety/): it rings until somebody has told the customer. */
#pragma once
#include "operations/plan.h"

enum key_state { KEY_KEPT = 1, KEY_OUT, KEY_RETURNED, KEY_LOST };

struct key_custody {
    struct record record;
    enum key_state state;
    ref customer, household;
    text what;                      /* 2 keys and a gate card */
    text tag;                       /* number on the hook */
    text hangs_at;                  /* key cabinet, row 3 */
    text handed_by;                 /* who gave it */
    file handed_signature;
    instant handed_at;
    ref holder;                     /* the worker who has it; 0: it hangs */
    instant out_since;
    day back_by;
    text returned_to;
    file returned_signature;
    instant ended_at;
};
extern const struct record_type key_custody_type;

/* A key brought along at go-live (finance/opening.h): hangs from `as_of` on for the home whose plan holds a key, else for the customer's only
 * one. Refused when nothing says which home it opens. */
struct key_brought { int64_t customer; text tag, hangs_at; day as_of; };
bool key_paper_call(struct work *w, const struct request *request, struct reply *reply);     /* GET /api/key_custody/:id/paper: the receipt as PDF */
bool key_bring_along(struct work *w, const struct key_brought *brought);
/* Do we hold a key of this home (kept or out)? */
bool key_is_held(struct work *w, int64_t household);
/* Reaction to give_back and lose: plans of the home hold no key any more. */
bool key_ended(struct work *w, const struct record_type *type, int64_t id);
/* Keys a leaving worker has with her: she gives them back first. */
extern const struct open_work keys_with_leavers;
