/* follow_up_bad.c — see follow_up_bad.h. */
#include "quality/follow_up_bad.h"
#include "placement/placement.h"
#include "record/store.h"

/* What was asked and answered, in their words. */
static text story_of(struct work *w, const struct follow_up *f)
{
    struct buf out = buf_new(w->arena);
    for (size_t i = 0; i < f->answers.count; i++) {
        const struct follow_answer *a = ROW(struct follow_answer, f->answers, i);
        if (!a->score.given || a->kind == ASK_NPS || a->score.value > 3) continue;
        buf_print(&out, "%s%s %lld/5 %s", out.length ? "\n" : "", a->question, (long long)a->score.value, a->words);
    }
    return buf_text(&out);
}

bool complaint_of_follow_up(struct work *w, const struct record_type *type, int64_t follow_up)
{
    (void)type;
    const struct follow_up *f = LOAD(w, follow_up, follow_up);
    if (!f || f->led_to != OPENS_COMPLAINT) return !failed(w);
    bool worker = f->side == FOLLOW_WORKER;
    struct complaint c = { .record.branch = f->record.branch, .channel = CHANNEL_BY_FOLLOW_UP, .category = worker ? ABOUT_CUSTOMER : ABOUT_QUALITY, .customer = f->customer, .worker = f->worker, .call = { f->record.id }, .story = story_of(w, f) };
    return ADD(w, complaint, &c);
}
