/* household.h — a home (家庭): where, who is cared for, what a worker must know before she goes in. The address and how to get in are
 * sealed; how to get in shows to the worker only from setting out to the end of the visit. */
#pragma once
#include "customers/customer.h"

enum care_role { CARE_NEWBORN = 1, CARE_INFANT, CARE_CHILD, CARE_ELDER, CARE_PATIENT, CARE_MOTHER, CARE_ADULT };
enum self_care { SELF_CARE_FULL = 1, SELF_CARE_PARTLY, SELF_CARE_NONE, SELF_CARE_DEMENTIA };
enum household_risk { RISK_TWO_PERSONS = 1, RISK_DOG, RISK_REFUSED_BEFORE, RISK_NIGHT_LONE, RISK_DISPUTE, RISK_HAZARD };

/* How its place on the map came to be known: entered; that of other homes of its estate; where a worker checked in. */
enum place_from { PLACE_ENTERED = 1, PLACE_OF_ESTATE, PLACE_OF_VISIT };

struct household_member { enum care_role role; int64_t birth_year; enum self_care self_care; text note; };
extern const struct row_type household_member_row;
/* Who is cared for as a paper says it: 「老人（81 岁），需要部分照料，高血压；…」 in the actor's language; "" for nobody. */
text members_said(struct work *w, const rows_of *members);

struct household {
    struct record record;
    ref customer, person;           /* person: whose key seals it; the payer's */
    text name;                      /* 「锦绣花园 3-1201」 short, without the door code */
    text area;                      /* 片区 */
    text estate;                    /* 小区: not secret, printed on the board */
    sealed address, access;         /* the full address; door code, key, gate */
    place at;
    enum place_from place_from;     /* 0: entered before this was kept, or no place */
    int64_t square_metres, rooms;
    bool pets, cameras, lift;
    text camera_note;               /* where; never where a worker sleeps or washes */
    set risks;
    enum sex care_by;               /* who may wash and dress her; counts for lines with bodily care only (H10) */
    rows_of members;
    text parking, remark;
    maybe_day given_up;             /* not served since: moved out, site closed; nothing new is taken there from then on, and not while something runs in it */
};
extern const struct record_type household_type;

/* Refuses at `field` when the home is not served any more, and at the customer when she is closed. */
bool household_is_used(struct work *w, int64_t household, text field);
/* 60 m² → 2 h … (DOMAIN.md §4.1); 0 when the area is unknown. */
int suggested_minutes(int64_t square_metres);

/* Nobody has coordinates at hand while the phone rings, and without a place no journey can be reckoned. So a home takes the place of its
 * estate when it is made (customers/household_place.c), and the first worker who checks in there teaches it, and its estate, the real one.
 * Called with each arrival whose position is good to 100 m. What a person entered is never changed. */
bool household_learn(struct work *w, int64_t household, place at);
/* Metres from the home within which an arrival is on the spot: 300; 1,000 from what is only the estate's place. */
int household_near(const struct household *household);
/* The home of its customer that stands at the same address already, in the same estate, blanks aside; 0: none. One that was given up is none: she has moved back, as a new home. For who
 * takes an address from a conversation or a page: said once more it is no second home, with its own key, place and dangers. */
int64_t household_there(struct work *w, const struct household *said);
/* 「武侯区晋阳路88号锦绣花园3栋1201」 → 「锦绣花园」: what an address calls its estate; "" when nothing in it looks like one. */
text estate_of_address(struct arena *arena, text address);
