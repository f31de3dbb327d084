/* judge.c — what operations/ knows against a worker at a time: her calendar with the journeys (H04), the hours of her day and week (H05),
 * and pairs that are not to meet (H07). */
#include "base/words.h"
#include "operations/candidates.h"
#include "record/booking.h"
#include "record/store.h"

static void judge_calendar(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    const struct household *h = c->household ? record_peek(w, &household_type, c->household) : NULL;
    struct booking b = { .resource = { RESOURCE_WORKER, c->worker->record.id }, .source = { "visit", c->visit }, .from = c->start, .to = c->until,
        .place = h ? h->at : (place){ 0 }, .branch = c->worker->record.branch.id, .label = "" };
    struct clash clash;
    if (!booking_clash(w, &b, NULL, &clash)) return;
    day d = day_of(c->start);
    struct reason *r = reason_add(w, j, clash.kind == CLASH_OVERLAP ? "H04.overlap" : "H04.journey", d, d, &(struct sentence){ clash.message, clash.arguments },
                                  because(w, N_("Another time, another worker, or move what is in the way")));
    r->fix_type = clash.with.foreign ? NULL : clash.with.source.type;
    r->fix_id = clash.with.source.id;
    r->fix_step = "move";
}

static int64_t minutes_between(struct work *w, const struct eligibility_case *c, instant from, instant to)
{
    return db_one(w, SQL("select (select coalesce(sum(length), 0) from visit where (worker = $1 or second = $1) and state between 2 and 10 and start >= $2 and start < $3 and id <> $4) "
                         "+ (select coalesce(sum(v.length), 0) from visit_crew c join visit v on v.id = c.parent where c.worker = $1 and v.worker <> $1 and coalesce(v.second, 0) <> $1 "
                         "and v.state between 2 and 10 and v.start >= $2 and v.start < $3 and v.id <> $4)"),
                  BIND(num(c->worker->record.id), num(from.ms), num(to.ms), num(c->visit)), 0);
}

static void judge_hours(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    day d = day_of(c->start), monday = { d.number - (weekday(d) - 1) };
    int64_t length = (c->until.ms - c->start.ms) / MINUTES(1);
    int64_t today = minutes_between(w, c, day_start(d), day_start((day){ d.number + 1 })) + length;
    int64_t week = minutes_between(w, c, day_start(monday), day_start((day){ monday.number + 7 })) + length;
    int most_day = worker_most_a_day(c->worker), most_week = worker_most_a_week(c->worker);
    if (today > most_day)
        reason_add(w, j, "H05.day", d, d, because(w, N_("It would be {1} hours on this day, {2} are allowed"), print(w, "%.1f", (double)today / 60), print(w, "%.1f", most_day / 60.0)), NULL);
    if (week > most_week)
        reason_add(w, j, "H05.week", monday, (day){ monday.number + 6 }, because(w, N_("It would be {1} hours in this week, {2} are allowed"), print(w, "%.1f", (double)week / 60), print(w, "%.1f", most_week / 60.0)),
                   c->worker->mode == MODE_PART_TIME ? because(w, N_("Above 24 hours a week a full labour contract is due")) : NULL);
}

static void judge(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    if (c->customer && unwanted_pair_stands(w, c->customer, c->worker->person.id))
        reason_add(w, j, "H07", c->from, c->to, because(w, N_("She and this customer are not to meet again")), NULL);
    if (!c->start.ms) return;
    judge_calendar(w, c, j);
    judge_hours(w, c, j);
}

const struct eligibility_answer operations_eligibility = { judge };
