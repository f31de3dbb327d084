/* stopped_work.c — see stopped_work.h. */
#include "team/stopped_work.h"
#include "record/store.h"

static const struct stopped_answer *answers(struct work *w, int i) { return house_answers(w->house, QUESTION_STOPPED_WORK, i); }

text stopped_work_json(struct work *w, const struct stopped_work *of, int *ret_hits)
{
    struct json j = json_new(w->arena);
    const struct stopped_answer *a;
    int hits = 0;
    write_list(&j, NULL);
    for (int i = 0; (a = answers(w, i)) != NULL; i++) hits += a->list(w, of, &j);
    write_end(&j, ']');
    if (ret_hits) *ret_hits = hits;
    return buf_text(&j.out);
}

bool stopped_work_clear(struct work *w, const struct stopped_work *of)
{
    const struct stopped_answer *a;
    for (int i = 0; (a = answers(w, i)) != NULL; i++)
        if (a->clear && !a->clear(w, of)) return false;
    return !failed(w);
}
