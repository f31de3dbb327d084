/* lead_merge.h — two leads that are one matter become one: the same person typed twice, or two of one family who both called. For customers/ only.
 *
 * Who came first stays, with channel, credit and owner, whichever of the two the step was taken on; the other points to it (`merged_into`) and counts in no
 * figure. Touches, contacts, words and demands (with who was shown and what was quoted) go to the one that stays; what was reached with either is reached.
 * Who would lose a lead has to agree: it is her own, or she may give others' leads away.
 *
 * One person: her two records become one too (person.h), so consents and everything else of hers meet. A family: both people stay, each with her own consents.
 *
 * Apart again within LEAD_APART_DAYS, from the lead or with its person (person.unmerge): what came over goes back, what was changed since stays where it is. */
#pragma once
#include "base/json.h"
#include "customers/lead.h"

enum { LEAD_APART_DAYS = 7 };
enum lead_twin { TWIN_PERSON = 1, TWIN_HOME };
struct lead_merging { ref other; enum lead_twin twin; };
struct lead_going { ref into; text sheet; };            /* hidden: of the one that goes, where the step was taken on the other */
struct lead_taking { ref from; };                       /* hidden: of the one that stays */
extern const struct field lead_merging_fields[2], lead_going_fields[2], lead_taking_fields[1];

bool lead_merge_rule(struct work *w, void *lead, const void *lead_merging);
bool lead_go_rule(struct work *w, void *lead, const void *lead_going);
bool lead_take_in_rule(struct work *w, void *lead, const void *lead_taking);
bool lead_let_go_rule(struct work *w, void *lead, const void *lead_taking);
const struct sentence *lead_apart_guard(struct work *w, const void *lead);
bool lead_apart_rule(struct work *w, void *lead, const void *nothing);

bool leads_apart_with_person(struct work *w, const struct record_type *type, int64_t person);    /* reaction to person.unmerge */

bool lead_is_hers(const struct work *w, const struct lead *lead);       /* nobody's, the actor's, or she may give others' away */
bool lead_protect(struct work *w, struct lead *lead, instant from);     /* hers from then on for the days of the private pool */

/* "key": [{id, number, name, same_person, state, owner, arrived_at}] of leads with the same number. */
void lead_twins_write(struct work *w, struct json *json, text key, int64_t lead, int64_t person);
