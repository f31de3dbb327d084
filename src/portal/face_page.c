/* face_page.c — somebody new on a customer's plan: yes, or somebody else please (operations/face_ask.h), in her session or on the visit's page. */
#include "base/utf8.h"
#include "base/words.h"
#include "messages/messages.h"
#include "portal/mine.h"

void faces_asked_write(struct work *w, struct json *j, const struct visit *v)
{
    struct found f = face_asks_open(w, v);
    write_list(j, "faces");
    for (int i = 0; i < f.count; i++) {
        const struct face_ask *a = f.at[i];
        const struct worker *n = record_peek(w, &worker_type, a->worker.id);
        write_object(j, NULL);
        write_number(j, "id", a->record.id);
        write_text(j, "name", worker_shown(w, a->worker.id));
        write_text(j, "first", n ? utf8_cut(w->arena, n->name, 1) : "");
        write_number(j, "until", a->until.ms);
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* Tapped twice is tapped once; the other answer to one that is answered is refused by the step. */
static bool answer_face(struct work *w, const struct visit *v, int64_t id, bool yes, text why)
{
    struct face_ask *a = record_peek(w, &face_ask_type, id);
    if (!a || a->visit.id != v->record.id) return failed(w) ? false : refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address"));
    if (a->state == (yes ? FACE_AGREED : FACE_DECLINED)) return true;
    if (a->state != FACE_ASKED) return refuse_as(w, CONFLICT, "", N_("This is settled already; if you want something else, please call us"));
    if (yes) return step_run(w, &face_ask_type, a, "agree", &(struct face_yes){ AGREED_BY_APP });
    return step_run(w, &face_ask_type, a, "decline", &(struct face_no){ AGREED_BY_APP, why });
}

bool my_face_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t visit = g ? answer_id(w, q, "id") : 0, ask = visit ? answer_id(w, q, "ask") : 0;
    json_t *body = ask ? input_json(w, q->body, q->body_length) : NULL;
    struct visit *v = body ? my_visit(w, g, visit) : NULL;
    if (!v) return false;
    if (!json_is_boolean(json_object_get(body, "yes"))) return wrong(w, "yes", N_("Answer yes or no"));
    text why = utf8_cut(w->arena, utf8_trim(w->arena, input_string(w, body, "why", "")), 200);
    if (failed(w) || !answer_face(w, v, ask, input_flag(w, body, "yes", false), why)) return false;
    struct json j = json_new(w->arena);
    visit_whole_write(w, &j, LOAD(w, visit, visit));
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

static bool track_face(struct work *w, const struct visit *v, int64_t ask, bool yes) { return answer_face(w, v, ask, yes, ""); }
bool track_face_call(struct work *w, const struct request *q, struct reply *reply) { return track_form(w, q, reply, track_face); }

/* Once about a worker, however many visits of the plan she gets: the first that is given says it. */
bool tell_face(struct work *w, const struct record_type *type, int64_t id)
{
    const struct face_ask *a = record_peek(w, type, id);
    const struct visit *v = a ? record_peek(w, &visit_type, a->visit.id) : NULL;
    const struct customer *c = v ? record_peek(w, &customer_type, v->customer.id) : NULL;
    const struct service_line *line = v ? record_peek(w, &service_line_type, v->line.id) : NULL;
    const struct worker *n = a ? record_peek(w, &worker_type, a->worker.id) : NULL;
    if (!c || !c->person.id || !line || !n) return !failed(w);
    if (db_one(w, SQL("select 1 from face_ask where plan = $1 and worker = $2 and state = 1 and id <> $3 limit 1"), BIND(num(a->plan.id), num(a->worker.id), num(id)), 0)) return true;
    text base = customers_address(w, v->record.branch.id);
    const struct message_value values[] = { say_span("time", v->start, v->until), say_label("line", line->name), say_label_of("worker", N_("Shifu {1}"), utf8_cut(w->arena, n->name, 1)),
        say("link", print(w, "%s/t/%s", base, track_token(w, v))) };
    return tell(w, &(struct telling){ .template = *base ? "portal.new_face" : "portal.new_face_call", .person = c->person, .branch = v->record.branch, .about = &visit_type, .record = v->record.id, .occasion = print(w, "face %lld", (long long)id),
        .before = v->start, .values = values, .value_count = *base ? 4 : 3 });
}
_Static_assert(FACE_ASKED == 1, "the query above says it by number");
