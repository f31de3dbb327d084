/* festival_page.c — GET /f/:token: a customer's plan over Spring Festival (operations/festival_ask.h), on a page of HTML without a script: the visits
 * with their prices, and two buttons. The address is hers alone to give on; it names the service, days and prices, nobody's name and no address. */
#include <string.h>
#include "base/calendar.h"
#include "base/words.h"
#include "messages/messages.h"
#include "portal/mine.h"
#include "portal/signed_form.h"

#define SUBJECT "portal.festival"

text festival_token(struct work *w, const struct festival_ask *a) { return signed_token(w, SUBJECT, a->record.id, day_start((day){ a->last.number + 1 })); }

/* ---- giving it ---- */

bool festival_link_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct festival_ask *a = id ? LOAD(w, festival_ask, id) : NULL;
    if (!a) return false;
    return answer_address(w, q, reply, a->record.branch.id, print(w, "%s/f/%s", office_address(w, q, a->record.branch.id), festival_token(w, a)));
}

bool tell_festival(struct work *w, const struct record_type *type, int64_t id)
{
    const struct festival_ask *a = record_peek(w, type, id);
    const struct customer *c = a ? record_peek(w, &customer_type, a->customer.id) : NULL;
    const struct service_plan *p = a ? record_peek(w, &service_plan_type, a->plan.id) : NULL;
    if (!c || !c->person.id || !p) return !failed(w);
    text base = customers_address(w, a->record.branch.id);
    const struct message_value values[] = { say_day("first", a->first), say_day("last", a->last), say_label("line", record_title(w, &service_line_type, p->line.id)), say("link", print(w, "%s/f/%s", base, festival_token(w, a))) };
    return tell(w, &(struct telling){ .template = *base ? "portal.festival" : "portal.festival_call", .person = c->person, .branch = a->record.branch, .about = type, .record = id, .occasion = print(w, "festival %lld", (long long)id),
        .before = day_start(a->first), .values = values, .value_count = *base ? 4 : 3 });
}

/* ---- the page ---- */

static text day_said(struct work *w, day on) { return dates_said(w->arena, w->language, day_text(w->arena, on)); }

static void write_visits(struct work *w, struct buf *out, const struct festival_ask *a)
{
    buf_add(out, "<section><ul>");
    for (size_t i = 0; i < a->visits.count; i++) {
        const struct festival_visit *v = ROW(struct festival_visit, a->visits, i);
        text lunar = strcmp(w->language, "en") ? print(w, " · %s", lunar_text(w->arena, lunar_of(v->date))) : "";
        buf_print(out, "<li><span>%s%s %02d:%02d</span><b>%s</b></li>", html_text(w->arena, day_said(w, v->date)), lunar, v->at.count / 60, v->at.count % 60, money_shown(w->arena, v->price));
    }
    buf_print(out, "</ul><p class=\"then\">%s</p></section>", translate_with(w->arena, w->language, N_("Together ¥{1}; as usual days they would be ¥{2}"), (const text[]){ money_grouped(w->arena, a->total), money_grouped(w->arena, a->usual), NULL }));
}

static text headline(struct work *w, const struct festival_ask *a)
{
    switch (a->state) {
    case FESTIVAL_KEEPS: return translate(w->language, N_("Thank you: we come as listed here"));
    case FESTIVAL_PAUSES: return translate(w->language, N_("Thank you: it pauses in these days and goes on afterwards"));
    case FESTIVAL_ASK_WITHDRAWN: return translate(w->language, N_("This question is withdrawn; please call us"));
    case FESTIVAL_ASK_OPEN: break;
    }
    return translate(w->language, a->may_keep ? N_("Over Spring Festival: shall we come, or pause?") : N_("Over Spring Festival nobody can come: may your plan pause?"));
}

/* What happens when she says nothing. */
static text silence(struct work *w, const struct festival_ask *a, const struct service_plan *p)
{
    if (a->state != FESTIVAL_ASK_OPEN) return translate(w->language, N_("You may change your mind until then:"));
    return translate(w->language, a->may_keep && p->holiday == HOLIDAY_SKIP ? N_("Your plan leaves holidays out: on them we come only if you say so.") : N_("Nothing changes without your answer."));
}

static void write_buttons(struct work *w, struct buf *out, const struct festival_ask *a, const struct service_plan *p, text token)
{
    if (a->state == FESTIVAL_ASK_WITHDRAWN || a->last.number < day_of(w->now).number) return;
    buf_print(out, "<section><p>%s</p><form method=\"post\" action=\"/f/%s\">", silence(w, a, p), html_text(w->arena, token));
    if (a->state != FESTIVAL_PAUSES) buf_print(out, "<button%s name=\"answer\" value=\"pause\">%s</button>", a->may_keep ? "" : " class=\"main\"", translate(w->language, N_("Please pause")));
    if (a->state != FESTIVAL_KEEPS && a->may_keep) buf_print(out, "<button class=\"main\" name=\"answer\" value=\"keep\">%s</button>", translate(w->language, N_("Please come, at these prices")));
    buf_add(out, "</form></section>");
}

bool festival_page_call(struct work *w, const struct request *q, struct reply *reply)
{
    text token = http_part(q, "token");
    int64_t id = signed_id(w, SUBJECT, token);
    const struct festival_ask *a = id ? record_peek(w, &festival_ask_type, id) : NULL;
    const struct service_plan *p = a ? record_peek(w, &service_plan_type, a->plan.id) : NULL;
    struct buf out = buf_new(w->arena);
    if (!p) return failed(w) ? false : signed_gone(w, reply);
    text phone = shop_phone(w, a->record.branch.id);
    signed_page_begin(w, &out, headline(w, a));
    buf_print(&out, "<section><p>%s · %s</p><h1>%s</h1><p>%s – %s</p></section>", html_text(w->arena, company_name(w)), html_text(w->arena, translate(w->language, record_title(w, &service_line_type, p->line.id))), headline(w, a), html_text(w->arena, day_said(w, a->first)), html_text(w->arena, day_said(w, a->last)));
    if (a->may_keep && a->state != FESTIVAL_ASK_WITHDRAWN) write_visits(w, &out, a);
    write_buttons(w, &out, a, p, token);
    if (*phone) buf_print(&out, "<a class=\"call\" href=\"tel:%s\">%s %s</a>", html_text(w->arena, phone), translate(w->language, N_("Call the shop")), html_text(w->arena, phone));
    buf_print(&out, "<a class=\"again\" href=\"/privacy\">%s</a>", translate(w->language, N_("Privacy notice")));
    return signed_page_answer(w, reply, 200, &out);
}

/* ---- its form ---- */

static bool body_is(const struct request *q, text word) { return q->body_length == strlen(word) && !memcmp(q->body, word, q->body_length); }

/* Tapped twice is tapped once. The address says for whom it speaks; what follows in the office is nobody's scope here. */
static bool take_answer(struct work *w, void *data)
{
    const struct signed_form *f = data;
    text token = http_part(f->request, "token");
    int64_t id = signed_id(w, SUBJECT, token);
    struct festival_ask *a = id ? record_peek(w, &festival_ask_type, id) : NULL;
    if (!a) return failed(w) ? false : refuse_as(w, NOT_FOUND, "token", N_("This address is not valid any more"));
    bool keep = body_is(f->request, "answer=keep"), pause = body_is(f->request, "answer=pause");
    if (!keep && !pause) return refuse(w, "answer", N_("Say whether we come or pause"));
    *f->reply = (struct reply){ .status = 303, .location = print(w, "/f/%s", token) };
    if (a->state == (keep ? FESTIVAL_KEEPS : FESTIVAL_PAUSES)) return true;
    if (a->state == FESTIVAL_ASK_WITHDRAWN) return refuse_as(w, CONFLICT, "", N_("This question is withdrawn; please call us"));
    const struct actor *nobody = w->actor;
    w->actor = &the_system;
    bool well = step_run(w, &festival_ask_type, a, keep ? "keep" : "pause", &(struct festival_yes){ AGREED_BY_APP, "" });
    w->actor = nobody;
    return well;
}

bool festival_form_call(struct work *w, const struct request *q, struct reply *reply) { return signed_form_call(w, q, reply, "/f", take_answer, NULL); }
