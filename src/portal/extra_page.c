/* extra_page.c — an extra is agreed by the customer's tap (operations/extra_ask.h): in her session, or on the visit's page by its address. */
#include "base/words.h"
#include "messages/messages.h"
#include "portal/mine.h"

void extras_asked_write(struct work *w, struct json *j, const struct visit *v)
{
    struct found f = extra_asks_open(w, v);
    write_list(j, "asked");
    for (int i = 0; i < f.count; i++) extra_ask_write(w, j, f.at[i]);
    write_end(j, ']');
}

/* Tapped twice is tapped once; the other answer to one that is answered is refused by the step. When, and whether yes or no, is kept beside it: she and the office read these words. */
static bool answer_ask(struct work *w, const struct visit *v, int64_t id, bool yes, text where)
{
    struct extra_ask *a = record_peek(w, &extra_ask_type, id);
    if (!a || a->visit.id != v->record.id) return failed(w) ? false : refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address"));
    if (a->state == (yes ? EXTRA_AGREED : EXTRA_DECLINED)) return true;
    if (a->state != EXTRA_ASKED) return refuse_as(w, CONFLICT, "", N_("This is answered already; if you want something else, please call us"));
    return step_run(w, &extra_ask_type, a, yes ? "agree" : "decline", &(struct extra_answer){ translate(w->language, where) });
}

bool my_extra_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t visit = g ? answer_id(w, q, "id") : 0, ask = visit ? answer_id(w, q, "ask") : 0;
    json_t *body = ask ? input_json(w, q->body, q->body_length) : NULL;
    struct visit *v = body ? my_visit(w, g, visit) : NULL;
    if (!v) return false;
    if (!json_is_boolean(json_object_get(body, "yes"))) return wrong(w, "yes", N_("Answer yes or no"));
    bool yes = input_flag(w, body, "yes", false);
    if (failed(w) || !answer_ask(w, v, ask, yes, N_("Tapped on the customer's own page"))) return false;
    struct json j = json_new(w->arena);
    visit_whole_write(w, &j, LOAD(w, visit, visit));
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

static bool track_extra(struct work *w, const struct visit *v, int64_t ask, bool yes) { return answer_ask(w, v, ask, yes, N_("Tap on the visit's page")); }
bool track_extra_call(struct work *w, const struct request *q, struct reply *reply) { return track_form(w, q, reply, track_extra); }

/* She is told at once, with the page's address where the company has one. */
bool tell_extra(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    const struct extra_ask *a = record_peek(w, &extra_ask_type, id);
    const struct visit *v = a ? record_peek(w, &visit_type, a->visit.id) : NULL;
    const struct customer *c = v ? record_peek(w, &customer_type, v->customer.id) : NULL;
    text base = v ? customers_address(w, v->record.branch.id) : "";
    if (!*base || !c) return !failed(w);
    return tell(w, &(struct telling){ .template = "portal.extra", .person = c->person, .branch = v->record.branch, .about = &visit_type, .record = v->record.id, .occasion = print(w, "%lld", (long long)id), .before = v->until, .urgent = true,
        SAYING(say("what", a->what), say("price", money_shown(w->arena, a->price)), say("link", print(w, "%s/t/%s", base, track_token(w, v)))) });
}
