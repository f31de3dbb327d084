/* zone.h — joint acceptance of a large job, zone by zone (分区验收, DOMAIN.md §4.6): the customer walks through with the leader, signs for what is
 * right and says what is not, on her own phone (portal/zone_page.c) or with the office or the leader who writes it down. A visit with zones is approved
 * only when all of them are signed, not by silence either.
 *
 *   open → accepted             open → rejected → open (done again) → …             rejected → accepted | taken off
 *
 * The leader says that a zone is done (`ready`, from her phone: field/), with a photo, the first time and again after a No; from then on the customer may
 * say on her phone what she finds, and for all zones once the visit is finished. What is wrong is done again by the crew while it is there, or by a free
 * visit for that zone alone within 48 hours: unpaid when it was the crew's fault, for the zone's part of the pay when it was the company's (§4.1). What
 * fails again, or the customer does not want done again, is taken off the price by the zone's part of the size, a line of its own on the bill; the
 * crew's pay stays: nobody is fined. What is signed or taken off keeps its name and size: the signature stands for that. */
#pragma once
#include "operations/survey.h"

struct json;
enum zone_how { ZONE_ON_HER_PHONE = 1, ZONE_WITH_OFFICE };
enum zone_state { ZONE_OPEN = 1, ZONE_ACCEPTED, ZONE_REJECTED, ZONE_TAKEN_OFF };

struct job_zone {
    struct record record;
    enum zone_state state;
    ref visit, customer;
    text name;
    int64_t square_metres;
    enum hazard hazard;
    text measure;                   /* what is done about it, as the survey says */
    file before, after, signature;
    instant ready_at;               /* the crew says it is done, the last time; 0: not yet */
    ref ready_by;                   /* the leader who said so; none: the office */
    enum zone_how how;              /* how the customer's last word came */
    ref present;                    /* who wrote it down in her presence; none: she herself on her phone */
    instant said_at;                /* of her last word */
    text accepted_by;               /* who signed: the customer or who she sent */
    instant accepted_at;
    text proof;                     /* BLAKE2b in hex over number, zone, size, minute and the signature's picture: none can be exchanged without telling */
    text wrong;                     /* what was not right, in her words; stays */
    file wrong_photo;
    instant wrong_at;               /* the last time she said so */
    ref rework;                     /* the visit that does it again */
    money taken_off;                /* of the price */
};
extern const struct record_type job_zone_type;

struct zone_ready { file after; ref worker; };              /* input of `ready` */
struct zone_signing { file signature; text accepted_by; };  /* inputs of the hidden steps `sign` and `object`: the customer's own, on her phone */
struct zone_objection { text wrong; file photo; };

/* Why the customer cannot say anything of it on her phone now; NULL: she can. The guard of `sign` and `object`. */
const struct sentence *zone_waits(struct work *w, const struct job_zone *zone);
/* The zones a visit is about, in the order of the survey: its own, or of which it does some again. */
struct found zones_about(struct work *w, int64_t visit);
/* As both phones show one; the rest is theirs. Leaves the object open. */
void zone_write(struct work *w, struct json *j, const struct job_zone *zone);

/* This zone's part of an amount, by size, where no size is known by number. Pure. */
money zone_part(money whole, int64_t square_metres, int64_t all, int64_t zones);
/* Reactions: to the end of a visit that does a zone again, and to its not taking place. */
bool zones_done_again(struct work *w, const struct record_type *type, int64_t visit);
bool zones_rework_lost(struct work *w, const struct record_type *type, int64_t visit);
/* Reaction to `ready`: after a No the customer is told that she may look again, once for all that wait for her word. */
bool zone_tell_again(struct work *w, const struct record_type *type, int64_t zone);
/* NULL: all zones of the visit are signed, or it has none. */
const struct sentence *zones_signed(struct work *w, const struct visit *visit);
