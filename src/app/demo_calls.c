/* demo_calls.c — follow-up calls as a consultant makes them: what the set of questions asks that day, answered mostly well. */
#include <stdio.h>
#include <string.h>
#include "app/demo_contracting.h"
#include "placement/placement.h"

struct calling { int64_t placement; int day; struct dice dice; const struct bad_answer *bad; text needs; };

static const struct bad_answer *bad_of(const struct calling *k, const struct follow_up *f)
{
    for (const struct bad_answer *b = k->bad; b && b->said; b++)
        if (f->stage != STAGE_CALL_BACK && b->day == k->day && b->worker == (f->side == FOLLOW_WORKER)) return b;
    return NULL;
}

static int64_t recommends(struct dice *dice)
{
    static const int weights[] = { 46, 30, 12, 6, 6 }, scores[] = { 10, 9, 8, 7, 5 };
    return scores[demo_pick(dice, weights, COUNT_OF(weights))];
}

static text in_words(struct dice *dice, bool worker)
{
    static const text family[] = { "没有，都按合同来", "周末偶尔多做一个人的饭，事先都问过", "没有" }, hers[] = { "都好", "家里人客气", "没有别的" };
    return worker ? hers[dice_below(dice, COUNT_OF(hers))] : family[dice_below(dice, COUNT_OF(family))];
}

/* One answer as a row; what is asked and of which kind comes from the house's own questions. */
static text answer_to(struct work *w, struct calling *k, const struct follow_up *f, const struct follow_question *q, const struct bad_answer **bad)
{
    static const text kinds[] = { "", "score", "yes_no", "words", "nps" }, opens[] = { "", "nothing", "complaint", "replacement" };
    text open = opens[q->opens], said = "";
    int64_t score = q->kind == ASK_NPS ? recommends(&k->dice) : q->kind == ASK_YES_NO ? 5 : 4 + (demo_chance(&k->dice, 0.66) ? 1 : 0);
    if (*bad && !strcmp(open, (*bad)->opens)) {
        score = q->kind == ASK_YES_NO ? 1 : 2;
        said = (*bad)->said;
        *bad = NULL;
    }
    if (q->kind == ASK_WORDS) return print(w, "{\"question\":\"%s\",\"kind\":\"words\",\"opens\":\"nothing\",\"words\":\"%s\"}", q->words, in_words(&k->dice, f->side == FOLLOW_WORKER));
    return print(w, "{\"question\":\"%s\",\"kind\":\"%s\",\"opens\":\"%s\",\"score\":%lld,\"words\":\"%s\"}", q->words, kinds[q->kind], open, (long long)score, said);
}

static bool answer_one(struct work *w, struct calling *k, struct follow_up *f)
{
    const struct bad_answer *bad = bad_of(k, f);
    const struct placement *p = record_peek(w, &placement_type, f->placement.id);
    struct found all = p ? follow_questions_for(w, f, p) : (struct found){ 0 };
    text rows = "";
    for (int i = 0; i < all.count; i++) {
        rows = print(w, "%s%s%s", rows, *rows ? "," : "", answer_to(w, k, f, all.at[i], &bad));
    }
    text next = bad_of(k, f) ? "店长今天回话" : "";
    return demo_step(w, &follow_up_type, f, "answer", print(w, "{\"answers\":[%s],\"needs\":\"\",\"next\":\"%s\"}", rows, next));
}

static bool answer_all(struct work *w, void *data)
{
    struct calling *k = data;
    struct found due = LOAD_WHERE(w, follow_up, "placement = $1 and state = 1 and due <= $2 order by due, side", BIND(num(k->placement), num(day_of(w->now).number)));
    for (int i = 0; i < due.count; i++)
        if (!answer_one(w, k, due.at[i])) return false;
    return !failed(w);
}

void home_call_answered(struct home_told *h, int nth, const struct bad_answer *bad)
{
    struct calling k = { .placement = h->placement, .day = nth, .dice = demo_dice(h->t->loading->world, h->story->name, nth * 100 + h->t->branch), .bad = bad };
    tell_run(h->t, CONSULTANT, answer_all, &k);
}

void home_called(struct home_told *h, int first, int last, const struct bad_answer *bad)
{
    static const int usual[] = { 1, 3, 7, 15, 30, 60, 90, 120, 150 }, nurse[] = { 1, 3, 7, 13 };
    bool birth = h->story->does == DEMO_MATERNITY;
    int count = birth ? COUNT_OF(nurse) : COUNT_OF(usual), until = last < -2 ? last : -2;
    for (int i = 0; i < count; i++) {
        int n = birth ? nurse[i] : usual[i];
        if (first + n - 1 > until) break;
        tell_on_day(h->t, first + n - 1, 8, 20);
        tell_tick(h->t, "placement", "placement.follow_ups");
        tell_on_day(h->t, first + n - 1, 10 + n % 5, 15);
        home_call_answered(h, n, bad);
        if (first + n > until) break;
        tell_on_day(h->t, first + n, 16, 30);               /* who would not recommend us is called back the next day */
        home_call_answered(h, 0, NULL);
    }
}
