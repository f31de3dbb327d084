/* allowed.c — who may be told, and when (DOMAIN.md §2.5: no commercial messages without consent; §2.7; company/person.h: do not contact). */
#include "messages/inside.h"
#include "messages/settings.h"

enum { AN_HOUR = 60 * 60 * 1000 };

enum message_why message_forbidden(struct work *w, const struct message_case *c)
{
    const struct message_declared *d = c->declared;
    const struct person *p = c->person ? record_peek(w, &person_type, c->person) : NULL;
    if (!p) return 0;
    if (p->state == PERSON_ERASED) return WHY_ERASED;
    if (p->deceased) return WHY_DECEASED;
    if (d->purpose == MESSAGE_SAFETY) return 0;
    if (p->do_not_contact && !d->contract) return WHY_DO_NOT_CONTACT;
    if (d->purpose == MESSAGE_MARKETING && !consent_given(w, p->record.id, CONSENT_MARKETING)) return WHY_NO_CONSENT;
    return 0;
}

/* The end of the quiet hours that `now` lies in; 0: it does not. They may pass midnight or not; equal ends: there are none. */
static instant night_ends(struct work *w, int64_t branch)
{
    day today = day_of(w->now);
    int64_t from = setting_number(w, SETTING_QUIET_FROM, branch, today), until = setting_number(w, SETTING_QUIET_UNTIL, branch, today);
    int minute = minute_of_day(w->now);
    if (from == until) return (instant){ 0 };
    if (from < until) return minute >= from && minute < until ? day_at(today, (int)until) : (instant){ 0 };
    if (minute >= from) return day_at((day){ today.number + 1 }, (int)until);
    return minute < until ? day_at(today, (int)until) : (instant){ 0 };
}

static bool comes_in_time(instant end, instant before) { return !before.ms || before.ms >= end.ms + AN_HOUR; }

instant message_held_until(struct work *w, const struct message_case *c)
{
    if (c->urgent || c->declared->urgent || c->declared->purpose == MESSAGE_SAFETY) return (instant){ 0 };
    instant end = night_ends(w, c->branch);
    return !comes_in_time(end, c->before) && c->declared->purpose != MESSAGE_MARKETING ? (instant){ 0 } : end;
}

instant tell_from(struct work *w, int64_t branch, instant before)
{
    instant end = night_ends(w, branch);
    return end.ms && comes_in_time(end, before) ? end : w->now;
}
