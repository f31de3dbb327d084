/* ical.h — writes calendars (RFC 5545) that phones and office programs subscribe to. Lines end with CRLF and are folded at 75 bytes, never inside a
 * character; text is escaped. Times are China's civil time under its one zone, whose definition comes along. */
#pragma once
#include "base/buf.h"
#include "base/when.h"

enum ical_status { ICAL_TENTATIVE = 1, ICAL_CONFIRMED, ICAL_CANCELLED };

struct ical_event {
    text uid;                       /* the same for the life of what it shows */
    int64_t sequence;               /* grows with each change */
    instant changed, start, until;
    enum ical_status status;
    text summary, location, description;            /* "" none */
};

struct buf ical_begin(struct arena *arena, text name);      /* name: as the calendar shows itself */
void ical_event(struct buf *out, const struct ical_event *event);
text ical_end(struct buf *out);
