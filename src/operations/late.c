/* late.c — coming late, or not at all (DOMAIN.md §4.1): > 15 minutes 10 % off, > 30 minutes 20 %; a no-show that ends without a visit that day
 * brings a coupon of 50 yuan, whatever was paid going back as credit. The company bears both: the worker's pay stays what it was, as a fine on
 * wages is no rule a company may make (§3.4), and in her figures it counts anyhow. Moving the visit instead costs nobody anything: step `move`. */
#include "base/words.h"
#include "messages/messages.h"
#include "operations/visit_fields.h"
#include "record/said.h"
#include "record/store.h"

money late_discount(money price, int64_t late_minutes, int64_t small, int64_t large)
{
    return money_times(price, late_minutes > VERY_LATE ? large : late_minutes > LATE_GRACE ? small : 0, 100);
}

text late_words(struct work *w, int64_t late_minutes)
{
    enum { IN_MINUTES = 90, HOUR_OF = 60 };
    text hours = print(w, "%lld", (long long)(late_minutes / HOUR_OF)), rest = print(w, "%lld", (long long)(late_minutes % HOUR_OF));
    if (late_minutes <= IN_MINUTES) return said_keep(w, N_("{1} minutes late"), (const text[]){ print(w, "%lld", (long long)late_minutes), NULL });
    if (late_minutes % HOUR_OF == 0) return said_keep(w, N_("{1} hours late"), (const text[]){ hours, NULL });
    return said_keep(w, N_("{1} h {2} min late"), (const text[]){ hours, rest, NULL });
}

void late_forget(struct visit *v)
{
    v->price = money_add(v->price, v->late_off);
    v->late_off.fen = 0;
}

/* A distance is never the only proof (T27), and neither is a minute: the office enters the right time (mend) or says whose doing it was. */
void late_reckon(struct work *w, struct visit *v)
{
    int64_t branch = v->record.branch.id;
    late_forget(v);
    v->late_minutes = v->arrived_at.ms > v->start.ms ? (v->arrived_at.ms - v->start.ms) / MINUTES(1) : 0;
    if (v->late_excused) return;
    v->late_off = late_discount(v->price, v->late_minutes, setting_number(w, SETTING_LATE_SMALL, branch, day_of(v->start)), setting_number(w, SETTING_LATE_LARGE, branch, day_of(v->start)));
    v->price = money_sub(v->price, v->late_off);
}

bool visit_came_late(const struct visit *v, instant there)
{
    return !v->late_excused && there.ms > v->start.ms + MINUTES(LATE_GRACE);
}

const struct sentence *visit_was_discounted(struct work *w, const struct visit *v)
{
    return v->late_off.fen ? NULL : because(w, N_("Nothing was taken off for coming late"));
}

bool visit_excuse_late(struct work *w, struct visit *v)
{
    (void)w;
    late_forget(v);
    v->late_excused = true;
    return true;
}

static bool tell_coupon(struct work *w, const struct visit *v, const struct coupon *c)
{
    const struct customer *who = record_peek(w, &customer_type, v->customer.id);
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    if (!who || !who->person.id || !line) return !failed(w);
    return tell(w, &(struct telling){ .template = "customer.no_show_coupon", .person = who->person, .branch = v->record.branch, .about = &visit_type, .record = v->record.id, .occasion = print(w, "coupon %s", c->code),
        SAYING(say_label("line", line->name), say_money("worth", c->amount), say("code", c->code), say_day("valid_to", c->valid_to)) });
}

bool no_show_coupon(struct work *w, struct visit *v)
{
    day today = day_of(w->now);
    money worth = { setting_number(w, SETTING_NO_SHOW_COUPON, v->record.branch.id, today) };
    if (!v->no_shows || v->no_show_coupon.id || !worth.fen) return !failed(w);
    struct coupon c = { .state = COUPON_RUNNING, .code = print(w, "NS-%lld", (long long)series_next(w, "no_show_coupon", 0, 0)), .name = translate(w->language, N_("Sorry that nobody came")), .kind = COUPON_AMOUNT,
        .amount = worth, .valid_from = today, .valid_to = { today.number + (int)setting_number(w, SETTING_NO_SHOW_DAYS, v->record.branch.id, today) }, .customer = v->customer, .once = true, .uses_most = 1,
        .funder = FUNDED_BY_COMPANY, .remark = v->record.number };
    if (!ADD(w, coupon, &c)) return false;
    v->no_show_coupon.id = c.record.id;
    return tell_coupon(w, v, &c);
}
