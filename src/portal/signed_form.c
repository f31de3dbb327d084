/* signed_form.c — see signed_form.h. */
#include "portal/signed_form.h"
#include <string.h>
#include "base/words.h"

bool signed_gone(struct work *w, struct reply *reply)
{
    struct buf out = buf_new(w->arena);
    text title = translate(w->language, N_("This address is not valid any more"));
    signed_page_begin(w, &out, title);
    buf_print(&out, "<section><h1>%s</h1><p>%s</p></section>", title, translate(w->language, N_("Ask for a new one, or log in with your mobile number")));
    buf_print(&out, "<a class=\"call\" href=\"/c/\">%s</a>", translate(w->language, N_("Log in")));
    return signed_page_answer(w, reply, 404, &out);
}

/* What she sent came from a page, so the No is one, with the way back to where it stands now. */
static bool answer_no(struct work *w, struct reply *reply, text page, text token)
{
    int status = w->failure == NOT_FOUND ? 404 : w->failure == CONFLICT ? 409 : 400;
    text why = translate_with(w->arena, w->language, w->message, w->arguments);
    struct buf out = buf_new(w->arena);
    work_clear(w);
    signed_page_begin(w, &out, why);
    buf_print(&out, "<section><h1>%s</h1></section><a class=\"call\" href=\"%s/%s\">%s</a>", html_text(w->arena, why), page, html_text(w->arena, token), translate(w->language, N_("Look again")));
    return signed_page_answer(w, reply, status, &out);
}

bool signed_form_call(struct work *w, const struct request *q, struct reply *reply, text page, db_run *take, const void *own)
{
    if (db_write(house_db(w->house), w, take, &(struct signed_form){ q, reply, own })) return true;
    if (w->failure == FAULT || w->failure == AGAIN) return false;
    if (w->failure != NOT_FOUND || strcmp(w->field, "token")) return answer_no(w, reply, page, http_part(q, "token"));
    work_clear(w);
    return signed_gone(w, reply);
}
