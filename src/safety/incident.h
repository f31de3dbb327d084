/* incident.h — something happened (突发事件, SM-INCID of DOMAIN.md §1.9, source 七.4): an SOS of a worker, an injury, damage, an accusation of
 * theft, harm to a child or an old person.
 *
 *   raised → acknowledged → on_site → contained → closed          raised | acknowledged | on_site → false_alarm
 *
 * It rings from the moment it is raised until somebody acknowledges it: in the queue and on the screens of everyone who may handle incidents
 * in its branch, after three minutes also of those who oversee them. Who acknowledges it says what she does, but of what is minor or for a doctor. Clocks (DOMAIN.md §0.14, 七.4): headquarters told within 10 minutes of
 * the acknowledgement, the family within 30 (of who is in care), on site within 60 minutes, the insurer within 24 hours (of harm or a loss that is not minor), authorities within an hour at level 1, written report within 24 hours, review in 7 days.
 * An employee who was hurt: the company applies for work injury within 30 days (工伤保险条例 17), also when the incident is closed by then.
 *
 * Nobody is accused here: a story says what was seen and said. An accusation (theft, harm to a child, assault) is closed with what was found, and
 * confirmed only by the police or a court, who must have been told. A worker who is accused may be suspended from here: with pay, without a verdict, no customer
 * is told; unfounded and neither proved nor disproved end it, confirmed asks for the decision. Nothing is deleted; what was entered wrongly is corrected by one more line of
 * the log. Closing says what is changed so that it does not happen again, who sees to it and by which day: it stands in her queue, and goes up when it is late. Claims and
 * drills have no procedure yet; closing says in words what came of them. */
#pragma once
#include "placement/placement.h"

enum incident_state { INCIDENT_RAISED = 1, INCIDENT_ACKNOWLEDGED, INCIDENT_ON_SITE, INCIDENT_CONTAINED, INCIDENT_CLOSED, INCIDENT_FALSE_ALARM };
enum incident_kind {
    INCIDENT_SOS = 1, INCIDENT_CHILD_INJURY, INCIDENT_CHILD_ABUSE, INCIDENT_ELDER_FALL, INCIDENT_CHOKING, INCIDENT_SCALD, INCIDENT_WANDERING, INCIDENT_MEDICATION, INCIDENT_DEATH,
    INCIDENT_HEIGHT, INCIDENT_FIRE, INCIDENT_CHEMICAL, INCIDENT_CUT, INCIDENT_TRAFFIC, INCIDENT_WORKER_ILL, INCIDENT_ASSAULT, INCIDENT_THEFT, INCIDENT_DAMAGE, INCIDENT_ANIMAL,
    INCIDENT_INFECTION, INCIDENT_DATA_LEAK, INCIDENT_MEDIA, INCIDENT_NO_CONTACT, INCIDENT_OTHER, INCIDENT_KEY_LOST,
};
/* 1 death, serious injury, crime, harm to a child · 2 hospital or a loss above ¥20,000 · 3 a doctor or ¥2,000–20,000 · 4 minor, near miss.
 * 0: nobody has assessed it yet. */
enum incident_level { LEVEL_GRAVEST = 1, LEVEL_HOSPITAL, LEVEL_DOCTOR, LEVEL_MINOR };
enum incident_source { RAISED_BY_WORKER = 1, RAISED_BY_CUSTOMER, RAISED_BY_OFFICE, RAISED_BY_OTHERS };
enum told_whom { TOLD_HEADQUARTERS = 1, TOLD_FAMILY, TOLD_RESCUE, TOLD_POLICE, TOLD_AUTHORITY, TOLD_INSURER, TOLD_WORK_INJURY };
/* What an accusation came to (T16): nobody is a thief before the police or a court says so. */
enum incident_finding { FINDING_UNFOUNDED = 1, FINDING_OPEN, FINDING_CONFIRMED };
/* By what law a hurt worker is made good, suggested by how she worked that day (T24, DOMAIN.md §2.4): work injury, her employer's, each by her fault, by contract. */
enum injury_basis { BASIS_WORK_INJURY = 1, BASIS_DISPATCHER, BASIS_EACH_BY_FAULT, BASIS_SERVICE };

struct incident_line { instant at; ref who; text what; };         /* who: account, 0 the system */
struct incident_told { enum told_whom whom; instant at; ref who; text note; };

struct incident {
    struct record record;
    enum incident_state state;
    enum incident_kind kind;
    enum incident_level level;
    enum incident_source source;
    ref visit, placement, worker, customer;    /* what is known; a visit or a placement brings the other two, who lives in brings her placement */
    ref raised_by, owner;           /* accounts; owner: who acknowledged it */
    instant happened, raised_at, acknowledged_at, on_site_at, contained_at, reported_at, closed_at;
    place at; int64_t accuracy;     /* where the phone was, within so many metres; 0: not known */
    text story;                     /* in the words of who raised it */
    text doing;                     /* what who acknowledged it said she does about it; "" of a minor one */
    text done, account, outcome;    /* how it was contained; the written report; what came of it */
    enum incident_finding finding;  /* of an accusation */
    enum injury_basis basis;        /* of a hurt worker, as she was employed when it was raised; 0: nobody of ours was hurt */
    ref suspension;                 /* of the worker, while this is looked into (team/suspension.h); it ends with what is found */
    maybe_money loss;
    rows_of course;                 /* struct incident_line, oldest first */
    rows_of told;                   /* struct incident_told */
};
extern const struct record_type incident_type;
extern const struct choice incident_kinds[];

enum incident_level incident_level_of(enum incident_kind kind);     /* as it starts; 0: has to be looked at first (SOS) */

/* Raises the alarm, as the actor of the work, from a phone, a page or another module, whatever the actor's rights. A second SOS of the same
 * worker within ten minutes, while the first is open, is the same one: its position and words go to the first. The moment is w->acted.
 * `visit` brings branch, worker and customer; without it the placement she serves in just then does; else the worker's or the customer's branch, or the actor's. NULL: the work failed. The
 * answer is for reading: LOAD it to run a step on it. */
struct incident_call { enum incident_kind kind; enum incident_source source; ref visit, worker, customer; place at; int64_t accuracy; text story; };
struct incident *incident_raise(struct work *w, const struct incident_call *call) __attribute__((warn_unused_result));
