/* complaint_page.c — the customer's word to a complaint of hers (quality/customer_answer.h). */
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "portal/mine.h"

static enum customers_word word_of(struct work *w, text say)
{
    static const text words[] = { "agree", "refuse", "again" };
    for (int i = 0; i < COUNT_OF(words); i++)
        if (!strcmp(say, words[i])) return (enum customers_word)(CUSTOMER_AGREES + i);
    wrong(w, "say", N_("Answer agree, refuse or again"));
    return 0;
}

bool my_complaint_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t visit = g ? answer_id(w, q, "id") : 0, id = visit ? answer_id(w, q, "complaint") : 0;
    json_t *body = id ? input_json(w, q->body, q->body_length) : NULL;
    const struct visit *v = body ? my_visit(w, g, visit) : NULL;
    if (!v) return false;
    enum customers_word word = word_of(w, input_string(w, body, "say", ""));
    text words = utf8_cut(w->arena, utf8_trim(w->arena, input_string(w, body, "words", "")), 1000);
    struct complaint *c = failed(w) ? NULL : record_peek(w, &complaint_type, id);
    bool hers = c && c->visit.id == v->record.id && c->category != ABOUT_CUSTOMER;      /* a worker's words about her are not hers */
    if (!hers) return failed(w) ? false : refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address"));
    if (!complaint_customer_says(w, c, word, words)) return false;
    struct json j = json_new(w->arena);
    visit_whole_write(w, &j, LOAD(w, visit, visit));
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
