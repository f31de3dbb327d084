/* household.h — a home (家庭): where, who is cared for, what a worker must know before she goes in. The address and how to get in are
 * sealed; how to get in shows to the worker only from setting out to the end of the visit. */
#pragma once
#include "customers/customer.h"

enum care_role { CARE_NEWBORN = 1, CARE_INFANT, CARE_CHILD, CARE_ELDER, CARE_PATIENT, CARE_MOTHER, CARE_ADULT };
enum self_care { SELF_CARE_FULL = 1, SELF_CARE_PARTLY, SELF_CARE_NONE, SELF_CARE_DEMENTIA };
enum household_risk { RISK_TWO_PERSONS = 1, RISK_DOG, RISK_REFUSED_BEFORE, RISK_NIGHT_LONE, RISK_DISPUTE, RISK_HAZARD };

struct household_member { enum care_role role; int64_t birth_year; enum self_care self_care; text note; };
extern const struct row_type household_member_row;

struct household {
    struct record record;
    ref customer, person;           /* person: whose key seals it; the payer's */
    text name;                      /* 「锦绣花园 3-1201」 short, without the door code */
    text area;                      /* 片区 */
    text estate;                    /* 小区: not secret, printed on the board */
    sealed address, access;         /* the full address; door code, key, gate */
    place at;
    int64_t square_metres, rooms;
    bool pets, cameras, lift;
    text camera_note;               /* where; never where a worker sleeps or washes */
    set risks;
    enum sex care_by;               /* who may wash and dress her; counts for lines with bodily care only (H10) */
    rows_of members;
    text parking, remark;
};
extern const struct record_type household_type;

/* 60 m² → 2 h … (DOMAIN.md §4.1); 0 when the area is unknown. */
int suggested_minutes(int64_t square_metres);
