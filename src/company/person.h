/* person.h — one natural person, whatever she is to the company: customer, worker, colleague, emergency contact (DOMAIN.md T22, §12).
 *
 * The ID number makes a person unique; a phone does not: one phone serves a family, one person has two. Phone and ID number are sealed
 * with her own key. Two records of one person are merged (references move, the other record points here) and can be un-merged. */
#pragma once
#include "base/identity.h"
#include "record/store.h"

enum person_state { PERSON_ACTIVE = 1, PERSON_MERGED, PERSON_ERASED };
enum account_language { LANGUAGE_ZH = 1, LANGUAGE_EN };

struct person {
    struct record record;
    enum person_state state;
    text name;
    enum sex sex;
    maybe_day birth;                /* taken from the ID number when there is one */
    sealed phone, phone2, email, id_number;
    text emergency_name, emergency_relation;
    sealed emergency_phone;
    enum account_language language; /* in which she is written to; an account of hers has its own. 0: the company's */
    bool do_not_contact;            /* no calls or messages but those a contract needs: set by the office or by herself on her page */
    instant do_not_contact_since;
    bool deceased;
    maybe_day deceased_on;
    text remark;
    bool held;                      /* a dispute or an incident: nothing of hers is erased, by hand or by a rule, until it is let go */
    text held_why;
    ref merged_into;                /* of a merged one: where she went */
    instant merged_at;
    maybe_day kept_until;           /* erased: until then a law keeps something of hers under seal (kept_paper.h); none: nothing */
    set taken;                      /* which empty fields of the other one were filled from here: un-merging empties them again */
};
extern const struct record_type person_type;

/* Ids whose keys seal something of hers: her own first, then those of every record merged into her. */
int persons_behind(struct work *w, int64_t person, int64_t *into, int most);

/* Why a person's data are still needed: each module answers for its own records. */
#define QUESTION_NEEDED "person_needed"
struct person_needed {
    text why;                       /* N_() sentence that says what would have to happen first */
    text to_her;                    /* the same said to herself, with what would make it work; NULL: the office's own affair */
    bool dispute;                   /* also stops the rules of retention: evidence is kept until it is over */
    struct needed_by { text type, ids; } by[3];     /* the records that need her: SQL, a literal, for their ids, $1 is the person; the last is { 0 } */
};
/* The first answer that holds, for her or a record merged into her; `disputes`: only those. NULL: none. */
const struct person_needed *person_needed(struct work *w, int64_t person, bool disputes);
/* Does this one hold? */
bool person_needed_by(struct work *w, const struct person_needed *needed, int64_t person);
/* GET /api/person/:id/needed: whether she is erased, and all that hold, with the records that have to be settled; those the reader may not open are counted only. */
struct request;
struct reply;
bool person_needed_call(struct work *w, const struct request *request, struct reply *reply);

enum erasure_basis { ERASURE_ASKED = 1, ERASURE_OVER, ERASURE_MISTAKE };
struct erasure { enum erasure_basis basis; };

/* The step "erase" for code: refused while she is needed. Empties everything that tells of her, in all modules' records, with her files and the sheets she
 * came from, and destroys the keys of all records behind her: nothing sealed under them, in whatever record, image or log, opens again.
 * What the law keeps stays: bills, visits and settlements with their numbers, under an erased person; the words of contracts, complaints and the like under
 * seal until their day (kept_paper.h). docs/decisions/11. */
bool person_erase(struct work *w, int64_t person, enum erasure_basis basis);

/* For rules of retention: erases her (ERASURE_OVER) unless something still needs her, which is no failure. */
bool person_erase_when_free(struct work *w, int64_t person, int64_t *ret_done);

/* A phone in a sheet, as it is kept; "" and `wrong` when it is none. */
text phone_from_sheet(struct work *w, text given);

/* May we call or write to her for other than a running contract? */
/* Refuses at `field` when she was erased: nothing new is written down about her. 0: nobody, which is fine. */
bool person_is_known(struct work *w, int64_t person, text field);
bool person_may_be_contacted(struct work *w, int64_t person);
