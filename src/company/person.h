/* person.h — one natural person, whatever she is to the company: customer, worker, colleague, emergency contact (DOMAIN.md T22, §12).
 *
 * The ID number makes a person unique; a phone does not: one phone serves a family, one person has two. Phone and ID number are sealed
 * with her own key. Two records of one person are merged (references move, the other record points here) and can be un-merged. */
#pragma once
#include "base/identity.h"
#include "record/store.h"

enum person_state { PERSON_ACTIVE = 1, PERSON_MERGED, PERSON_ERASED };

struct person {
    struct record record;
    enum person_state state;
    text name;
    enum sex sex;
    maybe_day birth;                /* taken from the ID number when there is one */
    sealed phone, phone2, id_number;
    text emergency_name, emergency_relation;
    sealed emergency_phone;
    bool do_not_contact;            /* no calls or messages but those a contract needs */
    bool deceased;
    maybe_day deceased_on;
    text remark;
    ref merged_into;                /* of a merged one: where she went */
    instant merged_at;
    set taken;                      /* which empty fields of the other one were filled from here: un-merging empties them again */
};
extern const struct record_type person_type;

/* Ids whose keys seal something of hers: her own first, then those of every record merged into her. */
int persons_behind(struct work *w, int64_t person, int64_t *into, int most);

/* Empties what identifies her and destroys the keys of all records behind her: nothing sealed under them, in whatever record, image or
 * log, opens again. Whether the law lets her data go already is the caller's question (retention, DOMAIN.md §8.3). */
bool person_erase(struct work *w, int64_t person);

/* May we call or write to her for other than a running contract? */
bool person_may_be_contacted(struct work *w, int64_t person);
