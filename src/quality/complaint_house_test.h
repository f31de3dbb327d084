/* complaint_house_test.h — where complaints are tried: headquarters with a shop below, which has a visit that was done and approved, a manager with an
 * account of her own and a supervisor. For quality/'s tests only. */
#pragma once
#include "quality/quality.h"
#include "test/house.h"
#include "test/test.h"

enum who { AS_SYSTEM, AS_SUPERVISOR, AS_MANAGER, AS_HQ };
enum { THE_DAY = 20780 };
struct desk { struct db *db; struct house *house; struct work *w; char folder[64]; struct actor actors[4]; int64_t hq, shop, shops[1], visit, complaint; };
static inline instant at(int on, int hour, int minute) { return day_at((day){ THE_DAY + on }, hour * 60 + minute); }
struct saying { struct desk *d; enum complaint_category category; money claim; int64_t about; };
struct step_of { struct desk *d; text step; const void *input; };
bool case_act(struct desk *d, enum who who, instant now, db_run *run, void *data);
int64_t case_account_at(struct work *w, text login, int64_t role, int64_t where);
bool case_desk_open(struct desk *d);
void case_desk_close(struct desk *d);
bool case_say(struct work *w, void *data);
bool case_step_at(struct desk *d, enum who who, instant now, text step, const void *input);
int64_t case_asked(struct desk *d, text sql);
#define DUE_OF(d, rule) case_asked((d), "select due_at from deadline where record = $1 and rule = '" rule "'")
#define STATE_OF(d) case_asked((d), "select state from complaint where id = $1")

struct words { text said; };
struct offer { text facts, proposal; set remedies; money refund; int64_t worker, company, customer; text damaged; money damage_price; maybe_number damage_worth; money damage_insured; money coupon; };
struct after { enum follow_up_result result; maybe_number stars; text said; };
struct end { enum complaint_cause why; text cause, lesson; ref owner; day due; };
struct spot { set remedies; money refund; text how; money coupon; };
