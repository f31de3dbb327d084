/* call_list.c — whom the office telephones: offers without an answer, soonest first; and the text for the WeChat group.
 *
 * A phone shows masked. Seeing it is the person's own `reveal`, with a reason, in the log; what came of the call is a step of the visit
 * (accept_by_phone, decline with why, not_reached). */
#include <string.h>
#include "base/words.h"
#include "operations/board.h"
#include "operations/visit_fields.h"
#include "record/answer.h"
#include "record/store.h"

enum { CALL_DAYS = 7, MOST_CALLS = 300 };

static int calls_made(const struct visit *v, instant *ret_last)
{
    int n = 0;
    for (size_t i = 0; i < v->answers.count; i++) {
        const struct offer_answer *a = ROW(struct offer_answer, v->answers, i);
        if (a->how != ANSWER_NOT_REACHED || a->worker.id != v->worker.id || a->at.ms < v->offered_at.ms) continue;
        *ret_last = a->at;
        n++;
    }
    return n;
}

static void write_call(struct work *w, struct json *j, const struct visit *v)
{
    const struct worker *n = record_peek(w, &worker_type, v->worker.id);
    const struct person *p = n ? record_peek(w, &person_type, n->person.id) : NULL;
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    bool login = p && db_one(w, SQL("select 1 from account where person = $1 and state = 1 limit 1"), BIND(num(p->record.id)), 0) == 1;
    instant last = { 0 };
    int calls = calls_made(v, &last);
    write_object(j, NULL);
    write_number(j, "visit", v->record.id);
    write_text(j, "number", v->record.number);
    write_number(j, "start", v->start.ms);
    write_text(j, "area", v->area);
    write_text(j, "line_label", line ? line->name : "");
    write_number(j, "answer_until", v->answer_until.ms);
    write_number(j, "worker", v->worker.id);
    write_text(j, "name", n ? n->name : "");
    write_number(j, "person", p ? p->record.id : 0);
    write_text(j, "phone", p && p->phone.mask ? p->phone.mask : "");
    write_flag(j, "login", login);
    write_number(j, "calls", calls);
    if (last.ms) write_number(j, "called_at", last.ms);
    write_end(j, '}');
}

bool board_calls_call(struct work *w, const struct request *q, struct reply *reply)
{
    day d = { 0 };
    int64_t branch = 0;
    if (!board_asked(w, q, &d, &branch)) return false;
    struct found offered = LOAD_WHERE(w, visit, "branch = $1 and state = 2 and start >= $2 and start < $3 order by start, id limit $4",
                                      BIND(num(branch), num(day_start(d).ms), num(day_start((day){ d.number + CALL_DAYS }).ms), num(MOST_CALLS)));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "rows");
    for (int i = 0; i < offered.count && !failed(w); i++) write_call(w, &j, offered.at[i]);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* ---- 复制派单信息 ---- */

/* A chat group is read by many and kept by a stranger's server: no name, no phone, no door. */
static text brief_of(struct work *w, const struct visit *v)
{
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    const struct household *h = record_peek(w, &household_type, v->household.id);
    const struct worker *n = v->worker.id ? record_peek(w, &worker_type, v->worker.id) : NULL;
    const struct worker *second = v->second.id ? record_peek(w, &worker_type, v->second.id) : NULL;
    struct date date = date_of(day_of(v->start));
    int from = minute_of_day(v->start), to = minute_of_day(v->until);
    struct buf out = buf_new(w->arena);
    buf_print(&out, "【%s】%s\n", line ? line->name : "", v->record.number);
    buf_print(&out, "%s%d-%02d %02d:%02d–%02d:%02d\n", translate(w->language, N_("When: ")), date.month, date.day, from / 60, from % 60, to / 60, to % 60);
    buf_print(&out, "%s%s%s%s\n", translate(w->language, N_("Where: ")), v->area, h && *h->estate && strcmp(h->estate, v->area) ? " " : "", h && strcmp(h->estate, v->area) ? h->estate : "");
    if (*v->tags) buf_print(&out, "%s%s\n", translate(w->language, N_("Please note: ")), v->tags);
    if (n) buf_print(&out, "%s%s%s%s\n", translate(w->language, N_("Who: ")), n->name, second ? "、" : "", second ? second->name : "");
    buf_add(&out, translate(w->language, v->state == VISIT_OFFERED ? N_("Please accept in the app or call the shop.") : N_("The door and the phone stand in the app from setting out.")));
    return buf_text(&out);
}

bool brief_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct visit *v = id ? LOAD(w, visit, id) : NULL;
    if (!v) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "text", brief_of(w, v));
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
