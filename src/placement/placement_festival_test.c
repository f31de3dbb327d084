/* placement_festival_test.c — a live-in placement that begins in the days of Spring Festival 2027 needs who said that she stays (T12). */
#include "placement/placement_own.h"
#include "placement/placement_house_test.h"
#include <string.h>

struct festival { struct placement_house h; int64_t round, who; struct festival_word word; };
static day on(int month, int of_month) { return day_from_date((struct date){ 2027, month, of_month }); }

static bool open_round(struct work *w, void *data)
{
    struct festival *f = data;
    struct festival_round r = { .record.branch = { f->h.branch }, .year = 2027, .pay = "" };
    if (!ADD(w, festival_round, &r)) return false;
    f->round = r.record.id;
    struct opening { maybe_day answer_by; text pay; } in = { .pay = "三倍" };
    struct festival_round *made = LOAD(w, festival_round, r.record.id);
    return made && step_run(w, &festival_round_type, made, "open", &in);
}

static bool say_word(struct work *w, void *data)
{
    struct festival *f = data;
    struct festival_answer *a = LOAD(w, festival_answer, festival_answer_of(w, f->round, f->who)->record.id);
    return a && step_run(w, &festival_answer_type, a, "answer", &f->word);
}

struct other_worker { ref worker; money wage; };
static bool plan_other(struct festival *f, int worker)
{
    return placement_step(&f->h, &placement_type, f->h.placement, "plan_other", &(struct other_worker){ { f->h.workers[worker] }, { 0 } });
}

static bool goes_on(struct work *w, void *data)
{
    const struct festival *f = data;
    const struct placement *p = LOAD(w, placement, f->h.placement);
    const struct worker *n = p ? LOAD(w, worker, p->worker.id) : NULL;
    struct judgement begins = placement_judge(w, p, n, p->first), goes = placement_judge(w, p, n, (day){ p->first.number + 3 });
    bool said = false, said_later = false;
    for (const struct reason *r = begins.reasons; r; r = r->next) said |= !strcmp(r->code, "H01.festival");
    for (const struct reason *r = goes.reasons; r; r = r->next) said_later |= !strcmp(r->code, "H01.festival");
    CHECK(said && !said_later);                                 /* who is there already does not begin */
    return !failed(w);
}

TEST_DB(a_live_in_placement_in_the_festival_days_needs_who_stays)
{
    struct festival f = { 0 };
    if (!placement_house_open(&f.h)) return;
    f.h.at = day_at(day_from_date((struct date){ 2026, 12, 20 }), 10 * 60);
    CHECK(placement_write(&f.h, open_round, &f));
    CHECK(placement_step(&f.h, &placement_type, f.h.placement, "shift", &(struct placement_shift){ .first = on(2, 1) }));
    CHECK(placement_write(&f.h, goes_on, &f));
    CHECK(!plan_other(&f, 1));
    EQUAL(f.h.w->failure, CONFLICT);
    SAME_TEXT(f.h.w->message, "{1} cannot take it: {2}");
    CHECK(strstr(f.h.w->arguments[1], "还没有答复是否留下") != NULL);
    f.who = f.h.workers[1];
    f.word = (struct festival_word){ .plan = FESTIVAL_STAYS, .note = "" };
    CHECK(placement_write(&f.h, say_word, &f) && plan_other(&f, 1));
    f.who = f.h.workers[2];
    f.word = (struct festival_word){ .plan = FESTIVAL_GOES, .away_from = { on(1, 20).number, true }, .away_to = { on(1, 31).number, true }, .back = BACK_PERHAPS, .note = "" };
    CHECK(placement_write(&f.h, say_word, &f) && !plan_other(&f, 2));
    f.word.back = BACK_FOR_CERTAIN;
    CHECK(placement_write(&f.h, say_word, &f) && plan_other(&f, 2));
    placement_house_close(&f.h);
}
