/* charge_wire.c — charges and the provider: a job asks for the code, the provider gives notice, a job asks when no notice came. */
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "base/log.h"
#include "base/qr.h"
#include "base/words.h"
#include "finance/charge.h"
#include "finance/made.h"
#include "record/answer.h"
#include "record/job.h"

_Static_assert(CHARGE_ASKED == 1 && CHARGE_WAITING == 2, "the query below names these by number");

struct talk { int64_t id; struct arena *arena; struct provider provider; text order, body; bool over; struct charge_news news; };

static text request_body(struct work *w, const struct charge *c)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "order", c->order_number);
    write_number(&j, "amount", c->amount.fen);
    write_text(&j, "currency", "CNY");
    write_text(&j, "title", company_name(w));
    write_number(&j, "expires", c->expires.ms);
    write_end(&j, '}');
    return buf_text(&j.out);
}

static bool prepare(struct work *w, void *data)
{
    struct talk *t = data;
    const struct charge *c = record_peek(w, &charge_type, t->id);
    t->over = !c || c->state > CHARGE_WAITING;
    if (t->over) return !failed(w);
    t->provider = (struct provider){ arena_copy(t->arena, setting_text(w, "finance.provider_url", 0, day_of(w->now))), provider_key(t->arena, house_data(w->house)) };
    t->order = arena_copy(t->arena, c->order_number);
    t->body = arena_copy(t->arena, request_body(w, c));
    return !failed(w);
}

static bool show_code(struct work *w, void *data)
{
    struct talk *t = data;
    struct charge *c = record_peek(w, &charge_type, t->id);
    struct { text code; } in = { t->news.code };
    return !c || c->state != CHARGE_ASKED || step_run(w, &charge_type, c, "show", &in);
}

static bool take_news(struct work *w, void *data)
{
    struct talk *t = data;
    struct charge *c = record_peek(w, &charge_type, t->id);
    if (!charge_heard(w, &t->news)) return false;
    bool ran_out = c && c->state <= CHARGE_WAITING && c->expires.ms < w->now.ms && strcmp(t->news.state, "paid");
    return !ran_out || step_run(w, &charge_type, c, "close", NULL);
}

/* One question and its answer, signed both ways. What fails is tried again by the job. */
static bool asked(struct job *job, struct talk *t, text path, text body)
{
    text why, answer = provider_ask(t->arena, &t->provider, path, body, house_now(job_house(job)), &why);
    if (answer && provider_read(t->arena, answer, strlen(answer), &t->news) && !strcmp(t->news.order, t->order)) return true;
    log_line("provider", "\"charge\":%lld,\"why\":%s", (long long)t->id, log_quote(t->arena, answer ? "an answer that is none" : why));
    return false;
}

bool charge_ask_job(struct job *job)
{
    struct talk t = { .id = strtoll(job_arguments(job), NULL, 10), .arena = job_arena(job) };
    if (!job_read(job, prepare, &t)) return false;
    return t.over || (asked(job, &t, "/charges", t.body) && job_write(job, show_code, &t));
}

bool charge_look_job(struct job *job)
{
    struct talk t = { .id = strtoll(job_arguments(job), NULL, 10), .arena = job_arena(job) };
    if (!job_read(job, prepare, &t)) return false;
    return t.over || (asked(job, &t, arena_print(t.arena, "/charges/%s", t.order), NULL) && job_write(job, take_news, &t));
}

/* Every minute: those whose notice is overdue. */
bool charges_tick(struct work *w)
{
    int64_t ids[200];
    int n = 0;
    struct rows *row = db_query(w, SQL("select id from charge where state in (1, 2) and created_at < $1 order by id limit 200"), BIND(num(w->now.ms - MINUTES(2))));
    while (n < 200 && db_next(row)) ids[n++] = db_number(row, 0);
    db_enough(row);
    for (int i = 0; i < n && !failed(w); i++) job_add(w, "charge_look", print(w, "%lld", (long long)ids[i]));
    return !failed(w);
}

/* POST /api/payment-provider/notify: open, for its signature is its login. */
bool charge_notice_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct charge_news news;
    text key = provider_key(w->arena, house_data(w->house));
    if (!provider_signed(key, http_header(q, "X-Zhangjia-Time"), http_header(q, "X-Zhangjia-Signature"), q->body, q->body_length, w->now)) {
        log_line("provider", "\"why\":\"a notice that is not signed with our key, or too old\"");
        return refuse_as(w, UNAUTHORISED, "", N_("This notice is not signed with the key of this house, or too old"));
    }
    if (!provider_read(w->arena, q->body, q->body_length, &news)) return wrong(w, "order", N_("A notice names the order and its state"));
    w->actor = &the_system;
    if (!charge_heard(w, &news)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_flag(&j, "received", true);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

bool charge_code_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct charge *c = record_peek(w, &charge_type, answer_id(w, q, "id"));
    bool sees = c && ((can(w, CAN_SEE_BILLS) && in_scope(w, c->record.branch.id)) || is_own(w, &charge_type, c));
    if (!sees || !c->code || !*c->code) return failed(w) ? false : refuse_as(w, NOT_FOUND, "", N_("There is no such {1}"), translated(w, N_("Payment code")));
    reply->type = "image/svg+xml";
    reply->body = qr_svg(w, c->code, translate(w->language, N_("Payment code")));
    reply->length = strlen(reply->body);
    return !failed(w);
}
