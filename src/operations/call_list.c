/* call_list.c — whom the office telephones: offers without an answer, soonest first. The answer holds the first MOST_CALLS; `count` is all there are
 * from `from` to `to`, so that the page says so and opens the rest.
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
    write_number(j, "version", v->record.version);
    write_text(j, "number", v->record.number);
    write_number(j, "start", v->start.ms);
    write_text(j, "area", v->area);
    write_text(j, "line_label", line ? translate(w->language, line->name) : "");
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

/* How many there are when more than the answer holds. */
static int64_t all_calls(struct work *w, int64_t branch, instant from, instant to, int found)
{
    if (found < MOST_CALLS) return found;
    return db_one(w, SQL("select count(*) from visit where branch = $1 and state = 2 and start >= $2 and start < $3"), BIND(num(branch), num(from.ms), num(to.ms)), 0);
}

void board_calls_write(struct work *w, struct json *j, int64_t branch, day d)
{
    instant from = day_start(d), to = day_start((day){ d.number + CALL_DAYS });
    struct found offered = LOAD_WHERE(w, visit, "branch = $1 and state = 2 and start >= $2 and start < $3 order by start, id limit $4", BIND(num(branch), num(from.ms), num(to.ms), num(MOST_CALLS)));
    write_object(j, NULL);
    write_number(j, "count", all_calls(w, branch, from, to, offered.count));
    write_number(j, "from", from.ms);
    write_number(j, "to", to.ms);
    write_list(j, "rows");
    for (int i = 0; i < offered.count && !failed(w); i++) write_call(w, j, offered.at[i]);
    write_end(j, ']');
    write_end(j, '}');
}

bool board_calls_call(struct work *w, const struct request *q, struct reply *reply)
{
    day d = { 0 };
    int64_t branch = 0;
    if (!board_asked(w, q, &d, &branch)) return false;
    struct json j = json_new(w->arena);
    board_calls_write(w, &j, branch, d);
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
