/* care_log.h — what a live-in worker notes of mother and baby, an infant, an elder (护理日志; DOMAIN.md §4.4, §4.5): figures, not essays.
 *
 * Health of others (PIPL 28–31): without the separate consent of the family (CONSENT_HEALTH; for a child CONSENT_CHILD of the guardian) nothing is
 * taken, and the refusal says what to ask for. Written by the worker who serves there on her phone, seen by the office and by the family on theirs,
 * forgotten a year after the entry at most. What is out of order (fever, a fall, blood pressure, yellow skin) stands in the queue at once: an
 * observation and whom to call, never a diagnosis. It is for who runs the placement and for who watches over the service (督导, DOMAIN.md 二.3, 四.3). Corrected by a further entry, never changed. */
#pragma once
#include <jansson.h>
#include "base/json.h"
#include "placement/placement.h"

enum care_log_state { CARE_NOTED = 1, CARE_ALARM, CARE_ANSWERED };
enum care_log_kind { CARE_BABY = 1, CARE_MOTHER_DAY, CARE_INFANT_DAY, CARE_ELDER_DAY };
enum care_sign { SIGN_FEVER = 1, SIGN_YELLOW, SIGN_CORD, SIGN_NOT_FEEDING, SIGN_WOUND, SIGN_LOW_MOOD, SIGN_FALL, SIGN_SORE, SIGN_CHOKED, SIGN_WANDERED, SIGN_NOT_EATING, SIGN_RASH };

struct care_log {
    struct record record;
    enum care_log_state state;
    enum care_log_kind kind;
    ref placement, worker, customer;
    instant at;
    maybe_number milk_ml, breast_minutes, urine, stool, temperature;        /* temperature in tenths of a degree */
    maybe_number weight_g, sleep_minutes, meals, water_ml, systolic, diastolic, mood;      /* meals: percent eaten; mood 1 … 5 */
    bool medicine_given;            /* as the family or the doctor said in writing; never on her own */
    set signs;
    text note;
    text answer; instant answered_at;
};
extern const struct record_type care_log_type;

/* What there is to be noted in this placement at all: by its service, and who lives there. */
set care_log_kinds(struct work *w, const struct placement *placement);
/* One entry of a worker who served there at that moment, out of a phone's JSON; NULL: refused. `placement` in it 0: where she serves now. */
const struct care_log *care_log_by(struct work *w, int64_t worker, json_t *body);
/* What a phone's entry says, typed in by the office for her (补录): figures, signs and note of `said`, at that moment. The same rules; NULL: refused. */
struct care_said { int64_t worker, placement; enum care_log_kind kind; instant at; };
const struct care_log *care_log_enter(struct work *w, const struct care_said *by, const struct care_log *said);
enum { CARE_SAID_FIELDS = 15 };
extern const struct field care_said_fields[CARE_SAID_FIELDS];
/* May this be logged for this placement? NULL, or why not. */
bool care_log_withdrawn(struct work *w, const struct placement *placement, enum care_log_kind kind);    /* it stood once, and was taken back */
const struct sentence *care_log_consent(struct work *w, const struct placement *placement, enum care_log_kind kind);
/* Its figures, signs and note as members of an open object, for her phone and the family's. */
void care_log_write(struct work *w, struct json *json, const struct care_log *log);
