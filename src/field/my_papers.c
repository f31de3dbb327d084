/* my_papers.c — her papers with days left, and the card she shows at the door (电子证件): GET /api/my/card and the page behind its QR code.
 *
 * The page is for customers: it shows that a person of this company stands before them and that her papers are in order, and nothing that
 * is hers alone: name masked, no phone, no number of any paper, of checks only that they hold and until when (T32, PIPL). Its address is
 * signed by the house and ends after some days (field.card_days); what is shown is what holds at the moment it is opened. */
#include "base/identity.h"
#include "base/words.h"
#include "field/act.h"
#include "field/my.h"
#include "record/input.h"
#include "base/qr.h"
#include "record/answer.h"
#include "record/signed_page.h"

/* ---- papers ---- */

static struct found papers_of(struct work *w, int64_t worker)
{
    return LOAD_WHERE(w, credential, "worker = $1 and state in (2, 3, 4) and not exists (select 1 from credential n where n.worker = $1 and n.kind = credential.kind and coalesce(n.line, 0) = coalesce(credential.line, 0) "
                                     "and n.state = 3 and n.id > credential.id) order by valid_to is null, valid_to, kind, id", BIND(num(worker)));
}

static text paper_name(struct work *w, const struct credential *c)
{
    text kind = translate(w->language, choice_label(type_field(&credential_type, "kind")->choices, c->kind));
    return c->line.id ? print(w, "%s · %s", kind, translate(w->language, record_title(w, &service_line_type, c->line.id))) : kind;
}

static bool on_its_way(const struct found *all, const struct credential *c)
{
    for (int i = 0; i < all->count; i++) {
        const struct credential *n = all->at[i];
        if (n->state == CREDENTIAL_VERIFYING && n->kind == c->kind && n->line.id == c->line.id) return true;
    }
    return false;
}

void my_papers_write(struct work *w, struct json *j, text key, const struct worker *her)
{
    struct found f = papers_of(w, her->record.id);
    const struct field *state = type_state(&credential_type);
    write_list(j, key);
    for (int i = 0; i < f.count; i++) {
        const struct credential *c = f.at[i];
        write_object(j, NULL);
        write_number(j, "id", c->record.id);
        write_text(j, "name", paper_name(w, c));
        write_text(j, "state", choice_key(state->choices, c->state));
        write_text(j, "state_label", translate(w->language, choice_label(state->choices, c->state)));
        write_flag(j, "hers", c->valid_to.given && credential_hers_to_renew(c->kind) && !on_its_way(&f, c));
        if (c->valid_to.given) write_number(j, "until", c->valid_to.number), write_number(j, "days_left", c->valid_to.number - day_of(w->now).number);
        write_end(j, '}');
    }
    write_end(j, ']');
}

bool act_paper(struct work *w, struct act_hand *h)
{
    int64_t paper = input_number(w, h->input, "paper", 0), last = input_number(w, h->input, "valid_to", 0);
    return !failed(w) && credential_sent_by_her(w, h->her->record.id, paper, last, h->act->picture.hash);
}

static text address_of_page(struct work *w, const struct request *q, text token)
{
    text host = http_header(q, "Host");
    return print(w, "%s://%s/card/%s", q->secure ? "https" : "http", host ? host : "", token);
}

bool my_papers_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct worker *her = my_worker(w);
    if (!her) return false;
    int64_t days = setting_number(w, SETTING_CARD_DAYS, her->record.branch.id, day_of(w->now));
    int64_t until = day_start((day){ day_of(w->now).number + (int32_t)days + 1 }).ms;
    text address = address_of_page(w, q, signed_token(w, "field.card", her->record.id, (instant){ until }));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "name", her->name);
    write_text(&j, "company", company_name(w));
    write_text(&j, "branch", record_title(w, &branch_type, her->record.branch.id));
    write_text(&j, "address", address);
    write_number(&j, "until", until);
    write_text(&j, "qr", qr_svg(w, address, "QR"));
    my_papers_write(w, &j, "papers", her);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* ---- the page ---- */

static void write_lines(struct work *w, struct buf *out, const struct worker *her)
{
    day today = day_of(w->now);
    for (size_t i = 0; i < her->skills.count; i++) {
        const struct service_line *line = record_peek(w, &service_line_type, ROW(struct skill, her->skills, i)->line.id);
        if (!line) continue;
        struct eligibility_case c = { .worker = her, .line = line, .from = today, .to = today };
        struct judgement j = eligibility(w, &c);
        bool well = her->state == WORKER_ACTIVE && may_serve(&j);
        buf_print(out, "<li><span>%s</span><b class=\"%s\">%s</b>", html_text(w->arena, translate(w->language, line->name)), well ? "yes" : "no", translate(w->language, well ? N_("✓ may serve") : N_("✕ not at present")));
    }
}

static void write_papers(struct work *w, struct buf *out, int64_t worker)
{
    struct found f = papers_of(w, worker);
    for (int i = 0; i < f.count; i++) {
        const struct credential *c = f.at[i];
        bool well = c->state == CREDENTIAL_VALID && (!c->valid_to.given || c->valid_to.number >= day_of(w->now).number) && c->result != RESULT_HIT;
        if (c->kind == CREDENTIAL_CONTRACT || c->kind == CREDENTIAL_RESIDENCE || c->kind == CREDENTIAL_VACCINATION) continue;
        text until = c->valid_to.given ? day_text(w->arena, (day){ c->valid_to.number }) : "";
        buf_print(out, "<li><span>%s%s%s</span><b class=\"%s\">%s</b>", html_text(w->arena, paper_name(w, c)), *until ? " <small>→ " : "", *until ? print(w, "%s</small>", until) : "", well ? "yes" : "no",
                  translate(w->language, well ? N_("✓ in order") : N_("✕ not in order")));
    }
}

bool card_page_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = signed_id(w, "field.card", http_part(q, "token"));
    const struct worker *her = id ? record_peek(w, &worker_type, id) : NULL;
    struct buf out = buf_new(w->arena);
    if (!her || her->state >= WORKER_LEFT) {
        text title = translate(w->language, N_("This card is not valid any more"));
        signed_page_begin(w, &out, title);
        buf_print(&out, "<section><h1>%s</h1><p>%s</p></section>", title, translate(w->language, N_("Ask her to show the code on her phone anew, or call the company")));
        return signed_page_answer(w, reply, 404, &out);
    }
    const struct branch *b = record_peek(w, &branch_type, her->record.branch.id);
    text name = mask_name(w->arena, her->name);
    signed_page_begin(w, &out, name);
    buf_print(&out, "<section><h1>%s</h1><p>%s%s%s%s%s</p></section><section><ul>", html_text(w->arena, name), html_text(w->arena, company_name(w)), b ? " · " : "", b ? html_text(w->arena, b->name) : "", b && *b->complaint_phone ? " · " : "", b ? html_text(w->arena, b->complaint_phone) : "");
    write_lines(w, &out, her);
    write_papers(w, &out, id);
    buf_print(&out, "</ul></section><p><small>%s %s</small></p>", translate(w->language, N_("As of")), instant_words(w->arena, w->now));
    return signed_page_answer(w, reply, 200, &out);
}
