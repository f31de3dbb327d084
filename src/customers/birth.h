/* birth.h — a maternity nurse is booked for a window, not for a date (月嫂档期, DOMAIN.md §0.12, §4.4, T06, T07).
 *
 * The window is [expected − w, expected + term − 1 + w], w the margin of the demand or the branch's setting (7 days at first). Two windows of one nurse may
 * overlap by at most so many days (10), and then a backup is named: another recommendation of the demand with `backup`. What lies in the calendar is the
 * service itself [expected, expected + term): a lock that nobody else gets through. A service without a birth may reach as far into a window, whichever
 * of the two she takes first, and the backup is named with the birth.
 *
 * Early and late: `birth` (and `birth_expected`, when the doctor says another date) moves the service to the new day. Is the nurse free, her booking
 * moves. Is she not, the backup steps in at the booked price and takes her place; is there none, the nurse's booking is given back, the demand says so
 * and the office is called at once. Once the contract is signed and an upper floor has taken the days over (QUESTION_DEMAND_HELD) that floor moves them
 * after the step, and a nurse who is free again within the term comes then: until that day the backup `stands_in`. A backup is of the same or a higher
 * grade, by the level in this service (§4.4): refused with the nearest who would do. Whoever's window of hers now comes too near is listed, so that the next family is asked before it happens.
 *
 * After a loss (`close_quietly`): every open recommendation, interview, reminder and unsent message goes, what was paid comes back whole (定金 too),
 * her consent to advertising is withdrawn and she is not contacted any more but for what is owed to her. */
#pragma once
#include "base/interval.h"
#include "customers/recommendation.h"

struct birth_day { day on; };
extern const struct field birth_day_fields[1];

struct days birth_window(day expected, int window, int term);
/* Days on each side of the expected one: the demand's own, else the branch's setting. */
int birth_margin(struct work *w, const struct demand *demand);
/* The days that are hers for it: the window, once the child is there the term. */
struct days birth_days_of(struct work *w, const struct demand *demand);
/* Days that both windows have. */
int windows_overlap(struct days a, struct days b);

/* A late birth (§4.4): the days she waited beyond `after` behind the expected day, until the day before she began. The family pays each, the nurse gets it. */
int64_t birth_days_waited(day expected, day began, int64_t after);

/* Who stands in for `her` is of the same or a higher grade in the service; refuses at `field`, with the nearest who would do in these days. */
bool birth_grade_must(struct work *w, text field, int64_t line, const struct worker *stand_in, const struct worker *her, struct days days);
/* … for a backup of the demand, against whoever is foremost in it. True where nobody is yet. */
bool birth_backup_must(struct work *w, const struct demand *demand, const struct worker *backup);

/* May the worker be locked for the demand beside her other windows, or a service without a birth beside them? Refuses at `worker` with whose window is how near. */
bool birth_windows_must(struct work *w, const struct demand *demand, const struct recommendation *recommendation);

const struct sentence *birth_guard(struct work *w, const void *demand);
bool birth_rule(struct work *w, void *demand, const void *birth_day);
bool birth_expected_rule(struct work *w, void *demand, const void *birth_day);
bool close_quietly_rule(struct work *w, void *demand, const void *nothing);

#define SETTING_BIRTH_WINDOW  "customers.birth_window"      /* days before and after the expected birth */
#define SETTING_BIRTH_OVERLAP "customers.birth_overlap"     /* days two windows of one nurse may have in common */
