/* call_page.c — see call_page.h. */
#include "portal/call_page.h"
#include <stdlib.h>
#include "base/utf8.h"
#include "base/words.h"
#include "messages/messages.h"
#include "portal/signed_form.h"

#define SUBJECT "portal.call"
enum { OPEN_DAYS = 14, MOST_WORDS = 300 };

static text address_of(struct work *w, text base, const struct follow_up *f)
{
    return print(w, "%s/n/%s", base, signed_token(w, SUBJECT, f->record.id, day_start((day){ f->due.number + OPEN_DAYS + 1 })));
}

static const struct placement *placement_of(struct work *w, const struct follow_up *f) { return f ? record_peek(w, &placement_type, f->placement.id) : NULL; }

/* ---- the page ---- */

static void write_choices(struct work *w, struct buf *out, const struct follow_question *q)
{
    static const int least[] = { [ASK_SCORE] = 1, [ASK_YES_NO] = 1, [ASK_NPS] = 0 }, most[] = { [ASK_SCORE] = 5, [ASK_YES_NO] = 5, [ASK_NPS] = 10 };
    int step = q->kind == ASK_YES_NO ? 4 : 1;
    buf_print(out, "<div style=\"display:flex;flex-wrap:wrap;gap:6px 14px;padding:6px 0\">");
    for (int i = most[q->kind]; i >= least[q->kind]; i -= step) {
        text said = q->kind != ASK_YES_NO ? print(w, "%d", i) : translate(w->language, i == 5 ? N_("Yes") : N_("No"));
        buf_print(out, "<label style=\"min-height:44px;display:flex;align-items:center;gap:6px\"><input type=\"radio\" name=\"q%lld\" value=\"%d\" style=\"width:22px;height:22px\">%s</label>", (long long)q->record.id, i, said);
    }
    buf_add(out, "</div>");
}

static void write_words(struct buf *out, text name, text label)
{
    buf_print(out, "<textarea name=\"%s\" maxlength=\"%d\" rows=\"2\" aria-label=\"%s\" style=\"width:100%%;box-sizing:border-box;border-radius:12px;padding:10px;font:inherit\"></textarea>", name, MOST_WORDS, label);
}

static void write_question(struct work *w, struct buf *out, const struct follow_question *q)
{
    text words = html_text(w->arena, translate(w->language, q->words));
    text scale = q->kind == ASK_NPS ? translate(w->language, N_("10: certainly, 0: not at all")) : q->kind == ASK_SCORE ? translate(w->language, N_("5: very good, 1: bad")) : "";
    buf_print(out, "<section><fieldset style=\"border:0;margin:0;padding:0\"><legend style=\"padding:0\"><b>%s</b> <small>%s</small></legend>", words, scale);
    if (q->kind != ASK_WORDS) write_choices(w, out, q);
    else write_words(out, print(w, "w%lld", (long long)q->record.id), words);
    buf_add(out, "</fieldset></section>");
}

static void write_form(struct work *w, struct buf *out, const struct follow_up *f, const struct placement *p, text token)
{
    struct found all = follow_questions_for(w, f, p);
    text more = translate(w->language, N_("Do you need anything otherwise? (may stay empty)"));
    buf_print(out, "<form method=\"post\" action=\"/n/%s\" style=\"display:block;margin:0\">", html_text(w->arena, token));
    for (int i = 0; i < all.count; i++) write_question(w, out, FOUND(struct follow_question, all, i));
    buf_print(out, "<section><b>%s</b>", more);
    write_words(out, "n", more);
    buf_print(out, "</section><button class=\"main\" style=\"width:100%%\">%s</button></form>", translate(w->language, N_("Send the answers")));
}

static text headline(struct work *w, const struct follow_up *f)
{
    if (f->state == FOLLOW_UP_DONE || f->state == FOLLOW_UP_LATE) return translate(w->language, N_("Thank you, your answers have arrived"));
    return translate(w->language, follow_up_open_to_family(w, f) ? N_("How does it go?") : N_("These questions are not open any more; please call us"));
}

bool call_page_call(struct work *w, const struct request *q, struct reply *reply)
{
    text token = http_part(q, "token");
    int64_t id = signed_id(w, SUBJECT, token);
    const struct follow_up *f = id ? record_peek(w, &follow_up_type, id) : NULL;
    const struct placement *p = placement_of(w, f);
    const struct service_line *line = p ? record_peek(w, &service_line_type, p->line.id) : NULL;
    if (!line) return failed(w) ? false : signed_gone(w, reply);
    struct buf out = buf_new(w->arena);
    text phone = shop_phone(w, f->record.branch.id), title = headline(w, f);
    signed_page_begin(w, &out, title);
    buf_print(&out, "<section><p>%s · %s · %s</p><h1>%s</h1>", html_text(w->arena, company_name(w)), html_text(w->arena, translate(w->language, line->name)), html_text(w->arena, worker_shown(w, f->worker.id)), title);
    if (follow_up_open_to_family(w, f)) buf_print(&out, "<p>%s</p>", translate(w->language, N_("Only the shop reads it, not she who serves you. Answer what you like")));
    buf_add(&out, "</section>");
    if (follow_up_open_to_family(w, f)) write_form(w, &out, f, p, token);
    if (*phone) buf_print(&out, "<a class=\"again\" href=\"tel:%s\">%s %s</a>", html_text(w->arena, phone), translate(w->language, N_("Call the shop")), html_text(w->arena, phone));
    buf_print(&out, "<a class=\"again\" href=\"/privacy\">%s</a>", translate(w->language, N_("Privacy notice")));
    return signed_page_answer(w, reply, 200, &out);
}

/* ---- its form ---- */

static text words_in(struct work *w, const struct request *q, text name)
{
    text said = http_form(q, name);
    return said ? utf8_cut(w->arena, utf8_trim(w->arena, said), MOST_WORDS) : "";
}

static rows_of answers_in(struct work *w, const struct request *q, struct found questions)
{
    struct follow_answer *all = take_many(w, struct follow_answer, questions.count + 1);
    for (int i = 0; i < questions.count; i++) {
        const struct follow_question *of = FOUND(struct follow_question, questions, i);
        text score = http_form(q, print(w, "q%lld", (long long)of->record.id));
        all[i] = (struct follow_answer){ of->words, of->kind, of->opens ? of->opens : OPENS_NOTHING, { 0 }, words_in(w, q, print(w, "w%lld", (long long)of->record.id)) };
        if (score && *score) all[i].score = (maybe_number){ strtoll(score, NULL, 10), true };
    }
    return (rows_of){ all, (size_t)questions.count };
}

/* Of a form with nothing chosen and nothing written every value is empty. */
static bool something(const struct request *q)
{
    for (size_t i = 0; i + 1 < q->body_length; i++)
        if (q->body[i] == '=' && q->body[i + 1] != '&') return true;
    return false;
}

static bool take_answers(struct work *w, void *data)
{
    const struct signed_form *form = data;
    text token = http_part(form->request, "token");
    int64_t id = signed_id(w, SUBJECT, token);
    struct follow_up *f = id ? record_peek(w, &follow_up_type, id) : NULL;
    const struct placement *p = placement_of(w, f);
    if (!p) return failed(w) ? false : refuse_as(w, NOT_FOUND, "token", N_("This address is not valid any more"));
    *form->reply = (struct reply){ .status = 303, .location = print(w, "/n/%s", token) };
    if (f->state == FOLLOW_UP_DONE || f->state == FOLLOW_UP_LATE) return true;          /* sent twice is sent once */
    if (!follow_up_open_to_family(w, f)) return refuse_as(w, CONFLICT, "", N_("These questions are not open any more; please call us"));
    if (!something(form->request)) return refuse(w, "answers", N_("Answer at least one of the questions"));
    const struct follow_result said = { answers_in(w, form->request, follow_questions_for(w, f, p)), words_in(w, form->request, "n"), "" };
    const struct actor *nobody = w->actor;
    w->actor = &the_system;
    bool well = step_run(w, &follow_up_type, f, "she_answers", &said);
    w->actor = nobody;
    return well;
}

bool call_form_call(struct work *w, const struct request *q, struct reply *reply) { return signed_form_call(w, q, reply, "/n", take_answers, NULL); }

/* ---- where the address is ---- */

bool call_link_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct follow_up *f = id ? LOAD(w, follow_up, id) : NULL;
    if (!f) return false;
    if (!follow_up_open_to_family(w, f)) return refuse_as(w, CONFLICT, "", N_("There is a page for calls to the family that are due, no other"));
    return answer_address(w, q, reply, f->record.branch.id, address_of(w, office_address(w, q, f->record.branch.id), f));
}

void calls_write(struct work *w, struct json *j, const struct placement *p)
{
    struct found due = LOOK_WHERE(w, follow_up, "placement = $1 and side = 1 and state = 1 and due between $2 and $3 order by due desc limit 1", BIND(num(p->record.id), num(day_of(w->now).number - OPEN_DAYS), num(day_of(w->now).number + 1)));
    const struct field *stage = type_field(&follow_up_type, "stage");
    write_list(j, "calls");
    for (int i = 0; i < due.count; i++) {
        const struct follow_up *f = FOUND(struct follow_up, due, i);
        write_object(j, NULL);
        write_text(j, "stage", translate(w->language, choice_label(stage->choices, f->stage)));
        write_text(j, "address", address_of(w, "", f));
        write_end(j, '}');
    }
    write_end(j, ']');
}
_Static_assert(FOLLOW_FAMILY == 1 && FOLLOW_UP_DUE == 1, "the query above says these by number");

/* Once for a call, whatever the third try brings. Quiet homes are told nothing. */
bool tell_missed(struct work *w, const struct record_type *type, int64_t id)
{
    const struct follow_up *f = record_peek(w, type, id);
    const struct placement *p = placement_of(w, f);
    const struct customer *c = p && !p->quiet && f->side == FOLLOW_FAMILY ? record_peek(w, &customer_type, f->customer.id) : NULL;
    if (!c || !c->person.id) return !failed(w);
    text base = customers_address(w, f->record.branch.id);
    bool linked = *base && follow_up_open_to_family(w, f);
    const struct message_value values[] = { say("worker", worker_shown(w, f->worker.id)), say_day("day", day_of(w->now)), say("link", address_of(w, base, f)) };
    return tell(w, &(struct telling){ .template = linked ? "placement.missed_link" : "placement.missed", .person = c->person, .branch = f->record.branch, .about = type, .record = id, .occasion = "missed", .values = values, .value_count = linked ? 3 : 2 });
}
