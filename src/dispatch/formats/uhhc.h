/* uhhc.h — the unified format for home health care (Ceschia, Di Gaspero, Rosati, Schaerf 2026), as its two halves share it: format_uhhc.c
 * reads instances, uhhc_solution.c prices, writes and reads solutions. Nothing else includes this.
 *
 * Hard always: shift starts, ways and durations, the first window's opening, every patient who is not optional, both services of a
 * patient or none, two caregivers and the separation for a synchronised pair. Everything else is a cost component with a weight, absent
 * (costs nothing) or "HARD". Skills and incompatible caregivers are hard unless they have a weight. */
#pragma once
#include <jansson.h>
#include "dispatch/formats/format.h"

enum component { TRAVEL_TIME, TOTAL_TARDINESS, HIGHEST_TARDINESS, TOTAL_WAITING, MAX_WAITING, EXTRA_TIME, MAX_IDLE, WORKLOAD_BALANCE, WORKING_TIME,
                 PREFERENCES, INCOMPATIBILITIES, QUALIFICATION, OPTIONAL_PATIENTS, MISSED_LUNCH, COMPONENTS };
extern const text component_names[COMPONENTS];
struct component_weight { bool given, hard; double weight; };

struct uhhc_visit { int patient, service; };             /* index in the lists of the file; service: of the patient's own list */
struct uhhc {
    json_t *root;
    json_t *patients, *caregivers, *terminals, *distances;
    struct component_weight weights[COMPONENTS];
    int scale;                                           /* ticks of one unit of time: 1 when every time of the file is whole */
    bool at_end;                                         /* windows bound the end of a service */
    bool punctual;                                       /* caregivers leave when their shift begins (Bazirha's instances) */
    bool lunch; double lunch_from, lunch_to, lunch_length;
    struct uhhc_visit *visits;
};

double uhhc_cost(const struct instance *instance, const struct plan *plan);
bool uhhc_write(const struct instance *instance, const struct plan *plan, FILE *out);
struct plan *uhhc_read_solution(const struct instance *instance, struct arena *arena, const char *bytes, size_t length, struct fault *fault);

/* Shared by both: a patient's service lasts so many units (its own duration, or the service's default); NAN when neither is stated. */
double uhhc_duration(const struct uhhc *u, const json_t *required);
