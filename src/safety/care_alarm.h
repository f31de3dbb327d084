/* care_alarm.h — a visit to a child or an old person that is about to fail (DOMAIN.md T26: these never fail silently).
 *
 *   ringing → acknowledged → settled          settled by itself when somebody is there, or the visit is called off
 *
 * The clock looks every minute at the visits of lines with children or elders in care: nobody has accepted within two hours of the start,
 * or five minutes after it nobody has checked in. It rings like an incident until somebody acknowledges it and says what she does; after
 * five minutes those who oversee hear it too. One alarm a visit and kind: who acknowledged that nobody goes yet and then did nothing is rung
 * again five minutes after the start, whoever was to go. Meanwhile it stands in the queue with what she said she does: half an hour later, ten minutes
 * when nobody has checked in, it is due. */
#pragma once
#include "operations/operations.h"

enum care_alarm_state { CARE_RINGING = 1, CARE_ACKNOWLEDGED, CARE_SETTLED };
enum care_alarm_kind { CARE_NOBODY = 1, CARE_NOT_THERE };

struct care_alarm {
    struct record record;
    enum care_alarm_state state;
    enum care_alarm_kind kind;
    ref visit;
    instant start;                  /* of the visit */
    ref owner;                      /* account that acknowledged it */
    instant acknowledged_at, settled_at;
    text doing;                     /* what she does about it */
};
extern const struct record_type care_alarm_type;

enum { CARE_NOBODY_BEFORE = 120, CARE_NOT_THERE_AFTER = 5, CARE_LOOKS_BACK = 12 * 60, CARE_LOOK_AGAIN = 30, CARE_LOOK_AGAIN_SOON = 10 };      /* minutes */
bool care_alarms_look(struct work *w);          /* ticker */
