/* survey_page.c — GET /k/:token: when somebody comes to look at a home before a large job (operations/survey.h), for its customer: the time, who
 * comes, what is to be prepared, and a yes to the time or the wish for another. HTML without a script; the address names nobody and no home. */
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "messages/messages.h"
#include "portal/mine.h"
#include "portal/signed_form.h"

#define SUBJECT "portal.survey"
enum { CHOICE_DAYS = 7 };

static text token_of(struct work *w, const struct survey *s) { return signed_token(w, SUBJECT, s->record.id, day_start((day){ day_of(s->at).number + 1 })); }

bool survey_link_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct survey *s = id ? LOAD(w, survey, id) : NULL;
    if (!s) return false;
    return answer_address(w, q, reply, s->record.branch.id, print(w, "%s/k/%s", office_address(w, q, s->record.branch.id), token_of(w, s)));
}

/* ---- the page ---- */

static bool open_still(struct work *w, const struct survey *s) { return s->state == SURVEY_PLANNED && s->at.ms > w->now.ms; }

static text headline(struct work *w, const struct survey *s)
{
    if (s->state == SURVEY_DROPPED) return translate(w->language, N_("This look at your home is called off; please call us"));
    if (s->state != SURVEY_PLANNED) return translate(w->language, N_("Thank you: your home has been looked at, the quotation follows"));
    if (s->wished.ms) return translate(w->language, N_("You asked for another time; we tell you whether it works"));
    return translate(w->language, s->confirmed_at.ms ? N_("Thank you: we come at this time") : N_("Before the large job somebody looks at your home"));
}

static text time_said(struct work *w, instant at) { return dates_said(w->arena, w->language, print(w, "%s %02d:%02d", day_text(w->arena, day_of(at)), minute_of_day(at) / 60, minute_of_day(at) % 60)); }

static void write_prepare(struct work *w, struct buf *out)
{
    static const text all[] = {
        N_("Somebody who decides is there; it takes about half an hour"), N_("Water and power are on, keys or door cards at hand"), N_("Rooms, windows and balconies can be walked into"),
        N_("Say what must not be touched, and what is new, loose or broken"), N_("Where the house asks for it: report the visit to the property office"),
    };
    buf_print(out, "<section><p><b>%s</b></p><ul>", translate(w->language, N_("Please prepare")));
    for (int i = 0; i < COUNT_OF(all); i++) buf_print(out, "<li><span>%s</span></li>", translate(w->language, all[i]));
    buf_add(out, "</ul></section>");
}

/* Mornings and afternoons of the next days; the office says yes or no. */
static void write_times(struct work *w, struct buf *out, const struct survey *s)
{
    static const int hours[] = { 9, 14, 18 };
    for (int d = 1; d <= CHOICE_DAYS; d++)
        for (int i = 0; i < COUNT_OF(hours); i++) {
            instant at = day_at((day){ day_of(w->now).number + d }, hours[i] * 60);
            if (at.ms != s->at.ms) buf_print(out, "<option value=\"%lld\"%s>%s</option>", (long long)at.ms, at.ms == s->wished.ms ? " selected" : "", html_text(w->arena, time_said(w, at)));
        }
}

static void write_buttons(struct work *w, struct buf *out, const struct survey *s, text token)
{
    if (!open_still(w, s)) return;
    if (!s->confirmed_at.ms) buf_print(out, "<section><form method=\"post\" action=\"/k/%s\"><button class=\"main\" name=\"answer\" value=\"yes\">%s</button></form></section>", html_text(w->arena, token), translate_with(w->arena, w->language, N_("{1} suits me"), (const text[]){ html_text(w->arena, time_said(w, s->at)), NULL }));
    buf_print(out, "<section><p>%s</p><form method=\"post\" action=\"/k/%s\"><select name=\"at\" style=\"flex:1;min-width:0;min-height:50px;border-radius:12px;font:inherit\" aria-label=\"%s\">", translate(w->language, N_("Rather another time:")), html_text(w->arena, token), translate(w->language, N_("Rather another time:")));
    write_times(w, out, s);
    buf_print(out, "</select><button>%s</button></form></section>", translate(w->language, N_("Ask for this time")));
}

bool survey_page_call(struct work *w, const struct request *q, struct reply *reply)
{
    text token = http_part(q, "token");
    int64_t id = signed_id(w, SUBJECT, token);
    const struct survey *s = id ? record_peek(w, &survey_type, id) : NULL;
    const struct service_line *line = s ? record_peek(w, &service_line_type, s->line.id) : NULL;
    struct buf out = buf_new(w->arena);
    if (!line) return failed(w) ? false : signed_gone(w, reply);
    text phone = shop_phone(w, s->record.branch.id);
    signed_page_begin(w, &out, headline(w, s));
    buf_print(&out, "<section><p>%s · %s</p><h1>%s</h1><p>%s</p>", html_text(w->arena, company_name(w)), html_text(w->arena, translate(w->language, line->name)), headline(w, s), html_text(w->arena, time_said(w, s->at)));
    if (s->wished.ms && s->state == SURVEY_PLANNED) buf_print(&out, "<p>%s</p>", translate_with(w->arena, w->language, N_("You asked for {1}"), (const text[]){ html_text(w->arena, time_said(w, s->wished)), NULL }));
    if (s->surveyor.id && s->state == SURVEY_PLANNED) buf_print(&out, "<p>%s</p>", translate_with(w->arena, w->language, N_("{1} comes; the look costs nothing and binds to nothing"), (const text[]){ html_text(w->arena, worker_shown(w, s->surveyor.id)), NULL }));
    buf_add(&out, "</section>");
    if (open_still(w, s)) write_prepare(w, &out);
    write_buttons(w, &out, s, token);
    if (*phone) buf_print(&out, "<a class=\"call\" href=\"tel:%s\">%s %s</a>", html_text(w->arena, phone), translate(w->language, N_("Call the shop")), html_text(w->arena, phone));
    buf_print(&out, "<a class=\"again\" href=\"/privacy\">%s</a>", translate(w->language, N_("Privacy notice")));
    return signed_page_answer(w, reply, 200, &out);
}

/* ---- its form ---- */

/* The address says for whom it speaks; tapped twice is tapped once. */
static bool take_answer(struct work *w, void *data)
{
    const struct signed_form *f = data;
    text token = http_part(f->request, "token"), said = print(w, "%.*s", (int)f->request->body_length, f->request->body_length ? (const char *)f->request->body : "");
    int64_t id = signed_id(w, SUBJECT, token);
    struct survey *s = id ? record_peek(w, &survey_type, id) : NULL;
    if (!s) return failed(w) ? false : refuse_as(w, NOT_FOUND, "token", N_("This address is not valid any more"));
    bool yes = !strcmp(said, "answer=yes");
    instant at = { strncmp(said, "at=", 3) ? 0 : strtoll(said + 3, NULL, 10) };
    if (!yes && !at.ms) return refuse(w, "answer", N_("Say yes to the time, or choose another"));
    if (!open_still(w, s)) return refuse_as(w, CONFLICT, "", N_("This time is over already; please call us"));
    *f->reply = (struct reply){ .status = 303, .location = print(w, "/k/%s", token) };
    if (yes ? s->confirmed_at.ms > 0 : s->wished.ms == at.ms) return true;
    const struct actor *nobody = w->actor;
    w->actor = &the_system;
    bool well = yes ? step_run(w, &survey_type, s, "confirm", NULL) : step_run(w, &survey_type, s, "wish_time", &(struct survey_time){ at });
    w->actor = nobody;
    return well;
}

bool survey_form_call(struct work *w, const struct request *q, struct reply *reply) { return signed_form_call(w, q, reply, "/k", take_answer, NULL); }
