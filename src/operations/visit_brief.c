/* visit_brief.c — 「复制派单信息」: a visit as a text for the workers' chat group. Time, service, area and estate, what goes along, what to read before, remarks. Never the
 * door code, nor the customer's phone; the full address only when it is asked for with the right to see it, which the log keeps. */
#include <string.h>
#include "base/words.h"
#include "messages/messages.h"
#include "operations/tell_visit.h"
#include "record/answer.h"
#include "record/input.h"
#include "record/parts.h"

static void line_of(struct work *w, struct buf *out, text label, text value)
{
    if (*value) buf_print(out, "%s\n", translate_with(w->arena, w->language, N_("{1}: {2}"), (const text[]){ translate(w->language, label), value, NULL }));
}

static text people(struct work *w, const struct visit *v)
{
    int64_t ids[MOST_VISIT_WORKERS];
    struct buf out = buf_new(w->arena);
    int n = visit_workers(v, ids);
    for (int i = 0; i < n; i++) {
        const struct worker *her = record_peek(w, &worker_type, ids[i]);
        if (her) buf_print(&out, "%s%s", out.length ? translate(w->language, N_(", ")) : "", her->name);
    }
    return buf_text(&out);
}

static text things(struct work *w, const struct visit *v)
{
    struct buf out = buf_new(w->arena);
    struct rows *row = db_query(w, SQL("select g.name from gear_use u join gear g on g.id = u.gear where u.visit = $1 and u.state in (1, 2) order by g.kind, u.id limit 20"), BIND(num(v->record.id)));
    buf_add(&out, "");
    while (db_next(row)) buf_print(&out, "%s%s", out.length ? translate(w->language, N_(", ")) : "", db_text(row, 0));
    return buf_text(&out);
}

static text where(struct work *w, const struct visit *v, const struct household *h, bool full)
{
    if (full && h) {
        text address = sealed_open(w, &household_type, h, &h->address);
        if (*address) return address;
    }
    text estate = h ? h->estate : "";
    return *estate && *v->area && strcmp(estate, v->area) ? print(w, "%s · %s", v->area, estate) : *estate ? estate : v->area;
}

static text how_long(struct work *w, const struct visit *v)
{
    int64_t m = v->length.count;
    text hours = m % 60 ? print(w, "%lld.%lld", (long long)(m / 60), (long long)(m % 60 * 10 / 60)) : print(w, "%lld", (long long)(m / 60));
    return translate_with(w->arena, w->language, N_("{1} h"), (const text[]){ hours, NULL });
}

static text brief(struct work *w, const struct visit *v, bool full)
{
    const struct household *h = record_peek(w, &household_type, v->household.id);
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    const struct customer *c = record_peek(w, &customer_type, v->customer.id);
    struct buf out = buf_new(w->arena);
    buf_print(&out, "%s\n", translate_with(w->arena, w->language, N_("Visit {1}"), (const text[]){ v->record.number, NULL }));
    line_of(w, &out, N_("Time"), print(w, "%s %s", message_span(w, v->start, v->until, w->language), how_long(w, v)));
    line_of(w, &out, N_("Service line"), line ? line->name : "");
    line_of(w, &out, full ? N_("Address") : N_("Area"), where(w, v, h, full));
    line_of(w, &out, N_("Customer"), c ? translate_with(w->arena, w->language, N_("surname {1}"), (const text[]){ surname_of(w, c->name), NULL }) : "");
    line_of(w, &out, N_("Worker"), people(w, v));
    line_of(w, &out, N_("Vehicles and machines"), things(w, v));
    line_of(w, &out, N_("Read before you start"), v->tags);
    line_of(w, &out, N_("Remark"), v->remark);
    return buf_text(&out);
}

static bool answer_brief(struct work *w, struct reply *reply, const struct visit *v, bool full)
{
    struct json j = json_new(w->arena);
    text words = brief(w, v, full);
    write_object(&j, NULL);
    write_text(&j, "text", arena_copy_n(w->arena, words, strlen(words) - 1));
    write_flag(&j, "address", full);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

bool visit_brief_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct visit *v = id ? LOAD(w, visit, id) : NULL;
    return v && answer_brief(w, reply, v, false);
}

bool visit_brief_address_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    json_t *body = id ? input_json(w, q->body, q->body_length) : NULL;
    const struct visit *v = body ? LOAD(w, visit, id) : NULL;
    if (!v || !must(w, CAN_REVEAL_ADDRESS)) return false;
    text why = input_string(w, body, "reason", "");
    if (!*why) return wrong(w, "reason", N_("Say why"));
    audit_write(w, &(struct audit_entry){ .what = AUDIT_READ, .type = &household_type, .record = v->household.id, .branch = v->record.branch.id, .step = "address", .reason = why, .changes = "",
        .about = record_peek(w, &household_type, v->household.id) });
    return answer_brief(w, reply, v, true);
}
