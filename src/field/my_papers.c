/* my_papers.c — her papers with days left, and the card she shows at the door (电子证件): GET /api/my/card and the page behind its QR code.
 *
 * The page is for customers: it shows that a person of this company stands before them and that her papers are in order, and nothing that
 * is hers alone: name masked, no phone, no number of any paper, of checks only that they hold and until when (T32, PIPL). Its address is
 * signed by the house and ends after some days (field.card_days); what is shown is what holds at the moment it is opened. */
#include <stdlib.h>
#include <string.h>
#include "base/identity.h"
#include "base/words.h"
#include "field/my.h"
#include "base/qr.h"
#include "record/answer.h"
#include "record/parts.h"

/* ---- papers ---- */

static struct found papers_of(struct work *w, int64_t worker)
{
    return LOAD_WHERE(w, credential, "worker = $1 and state in (2, 3, 4) and not exists (select 1 from credential n where n.worker = $1 and n.kind = credential.kind and coalesce(n.line, 0) = coalesce(credential.line, 0) "
                                     "and n.state = 3 and n.id > credential.id) order by kind, id", BIND(num(worker)));
}

static text paper_name(struct work *w, const struct credential *c)
{
    text kind = translate(w->language, choice_label(type_field(&credential_type, "kind")->choices, c->kind));
    return c->line.id ? print(w, "%s · %s", kind, record_title(w, &service_line_type, c->line.id)) : kind;
}

void my_papers_write(struct work *w, struct json *j, text key, const struct worker *her)
{
    struct found f = papers_of(w, her->record.id);
    const struct field *state = type_state(&credential_type);
    write_list(j, key);
    for (int i = 0; i < f.count; i++) {
        const struct credential *c = f.at[i];
        write_object(j, NULL);
        write_text(j, "name", paper_name(w, c));
        write_text(j, "state", choice_key(state->choices, c->state));
        write_text(j, "state_label", translate(w->language, choice_label(state->choices, c->state)));
        if (c->valid_to.given) write_number(j, "until", c->valid_to.number), write_number(j, "days_left", c->valid_to.number - day_of(w->now).number);
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* ---- the signed address ---- */

static text signature(struct work *w, int64_t worker, int64_t until)
{
    struct value v = blind_index(w, "field.card", print(w, "%lld:%lld", (long long)worker, (long long)until));
    struct buf out = buf_new(w->arena);
    for (int64_t i = 0; i < v.length; i++) buf_print(&out, "%02x", ((const unsigned char *)v.bytes)[i]);
    return buf_text(&out);
}

static text token_of(struct work *w, int64_t worker, int64_t until)
{
    return print(w, "%llx-%llx-%s", (unsigned long long)worker, (unsigned long long)until, signature(w, worker, until));
}

/* The same answer for a wrong one and one that has ended: nobody learns which workers there are. */
static int64_t worker_of_token(struct work *w, text token)
{
    char *end;
    unsigned long long worker = strtoull(token, &end, 16);
    if (*end != '-') return 0;
    unsigned long long until = strtoull(end + 1, &end, 16);
    if (*end != '-' || worker > INT64_MAX / 4 || until > INT64_MAX / 4 || (int64_t)until < w->now.ms) return 0;
    text right = signature(w, (int64_t)worker, (int64_t)until);
    unsigned different = strlen(right) != strlen(end + 1);
    for (size_t i = 0; !different && right[i]; i++) different |= (unsigned)(right[i] ^ end[1 + i]);
    return different ? 0 : (int64_t)worker;
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
    text address = address_of_page(w, q, token_of(w, her->record.id, until));
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

static const char style[] = "body{font:16px/1.6 -apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;margin:0;background:#f4f6f8;color:#17212b}"
    "main{max-width:420px;margin:24px auto;padding:24px;background:#fff;border-radius:14px}h1{font-size:22px;margin:0}p{margin:4px 0 16px;color:#51606e}ul{list-style:none;margin:0;padding:0}"
    "li{display:flex;justify-content:space-between;gap:12px;padding:10px 0;border-top:1px solid #e6eaee}.ok{color:#0e7a50}.no{color:#b42318}small{color:#66727e}"
    "@media(prefers-color-scheme:dark){body{background:#0f1419;color:#e8edf2}main{background:#171d24}p,small{color:#b0bcc7}li{border-color:#28323c}.ok{color:#4cc38a}.no{color:#ff7b7b}}";

static void begin_page(struct work *w, struct buf *out, text title)
{
    bool chinese = strcmp(w->language, "en") != 0;
    buf_print(out, "<!doctype html><html lang=\"%s\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>%s</title><style>%s</style><main>",
              chinese ? "zh-CN" : "en", html_text(w->arena, title), style);
}

static void write_lines(struct work *w, struct buf *out, const struct worker *her)
{
    day today = day_of(w->now);
    for (size_t i = 0; i < her->skills.count; i++) {
        const struct service_line *line = record_peek(w, &service_line_type, ROW(struct skill, her->skills, i)->line.id);
        if (!line) continue;
        struct eligibility_case c = { .worker = her, .line = line, .from = today, .to = today };
        struct judgement j = eligibility(w, &c);
        bool well = her->state == WORKER_ACTIVE && may_serve(&j);
        buf_print(out, "<li><span>%s</span><b class=\"%s\">%s</b>", html_text(w->arena, line->name), well ? "ok" : "no", translate(w->language, well ? N_("✓ may serve") : N_("✕ not at present")));
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
        buf_print(out, "<li><span>%s%s%s</span><b class=\"%s\">%s</b>", html_text(w->arena, paper_name(w, c)), *until ? " <small>→ " : "", *until ? print(w, "%s</small>", until) : "", well ? "ok" : "no",
                  translate(w->language, well ? N_("✓ in order") : N_("✕ not in order")));
    }
}

static bool answer_page(struct work *w, struct reply *reply, int status, struct buf *out)
{
    buf_add(out, "</main></html>");
    *reply = (struct reply){ .status = status, .type = "text/html; charset=utf-8", .body = buf_text(out), .length = out->length };
    return !failed(w);
}

bool card_page_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = worker_of_token(w, http_part(q, "token"));
    const struct worker *her = id ? record_peek(w, &worker_type, id) : NULL;
    struct buf out = buf_new(w->arena);
    if (!her || her->state >= WORKER_LEFT) {
        text title = translate(w->language, N_("This card is not valid any more"));
        begin_page(w, &out, title);
        buf_print(&out, "<h1>%s</h1><p>%s</p>", title, translate(w->language, N_("Ask her to show the code on her phone anew, or call the company")));
        return answer_page(w, reply, 404, &out);
    }
    const struct branch *b = record_peek(w, &branch_type, her->record.branch.id);
    text name = mask_name(w->arena, her->name);
    begin_page(w, &out, name);
    buf_print(&out, "<h1>%s</h1><p>%s%s%s%s%s</p><ul>", html_text(w->arena, name), html_text(w->arena, company_name(w)), b ? " · " : "", b ? html_text(w->arena, b->name) : "", b && *b->complaint_phone ? " · " : "", b ? html_text(w->arena, b->complaint_phone) : "");
    write_lines(w, &out, her);
    write_papers(w, &out, id);
    buf_print(&out, "</ul><p><small>%s %s</small></p>", translate(w->language, N_("As of")), instant_words(w->arena, w->now));
    return answer_page(w, reply, 200, &out);
}
