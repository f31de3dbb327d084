/* resume.c — see resume.h. */
#include "customers/resume.h"
#include <stdlib.h>
#include <string.h>
#include "base/age.h"
#include "base/token.h"
#include "base/utf8.h"
#include "base/words.h"
#include "customers/customers.h"
#include "customers/match.h"
#include "record/answer.h"
#include "record/input.h"
#include "record/store.h"

/* ---- what is shown ---- */

static const struct { int code; text name; } provinces[] = {
    { 11, "北京" }, { 12, "天津" }, { 13, "河北" }, { 14, "山西" }, { 15, "内蒙古" }, { 21, "辽宁" }, { 22, "吉林" }, { 23, "黑龙江" }, { 31, "上海" }, { 32, "江苏" }, { 33, "浙江" }, { 34, "安徽" }, { 35, "福建" }, { 36, "江西" },
    { 37, "山东" }, { 41, "河南" }, { 42, "湖北" }, { 43, "湖南" }, { 44, "广东" }, { 45, "广西" }, { 46, "海南" }, { 50, "重庆" }, { 51, "四川" }, { 52, "贵州" }, { 53, "云南" }, { 54, "西藏" }, { 61, "陕西" }, { 62, "甘肃" },
    { 63, "青海" }, { 64, "宁夏" }, { 65, "新疆" },
};

static text province_of(struct work *w, const struct person *p)
{
    text number = sealed_open(w, &person_type, p, &p->id_number);
    int code = strlen(number) == 18 ? (number[0] - '0') * 10 + number[1] - '0' : 0;
    for (int i = 0; i < COUNT_OF(provinces); i++)
        if (provinces[i].code == code) return provinces[i].name;
    return "";
}

/* Five years wide, so that nobody is found by her birthday. */
static text age_band(struct work *w, const struct person *p)
{
    if (!p->birth.given) return "";
    int years = years_between((day){ p->birth.number }, day_of(w->now)), first = (years - 1) / 5 * 5 + 1;
    return print(w, "%d–%d", first, first + 4);
}

static text surname(struct work *w, text name)
{
    static const text two[] = { "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐" };
    for (int i = 0; i < COUNT_OF(two); i++)
        if (starts_with(name, two[i])) return print(w, "%s阿姨", two[i]);
    return print(w, "%s阿姨", utf8_cut(w->arena, name, 1));
}

static void add_skills(struct work *w, const struct demand *d, const struct worker *n, struct resume *r)
{
    for (size_t i = 0; i < n->skills.count && r->skill_count < MOST_RESUME_SKILLS; i++) {
        const struct skill *s = ROW(struct skill, n->skills, i);
        text line = translate(w->language, record_title(w, &service_line_type, s->line.id));
        r->skills[r->skill_count++] = print(w, "%s %s", line, translate_with(w->arena, w->language, N_("level {1}"), (const text[]){ print(w, "%lld", (long long)s->level), NULL }));
        if (s->line.id == d->line.id && s->since.given) r->years = years_between((day){ s->since.number }, day_of(w->now));
    }
}

/* The light alone: a check says that it was passed, a report says its class (T33). Good is good to the last day of the term. */
static void add_papers(struct work *w, const struct demand *d, const struct worker *n, struct resume *r)
{
    struct found all = LOAD_WHERE(w, credential, "worker = $1 and state = 3 and kind in (1, 2, 3, 4, 5, 6, 7, 13) and (result is null or result <> 2) order by kind, valid_to desc limit 40", BIND(num(n->record.id)));
    unsigned last = 0;
    for (int i = 0; i < all.count && r->paper_count < MOST_RESUME_PAPERS; i++) {
        const struct credential *c = all.at[i];
        if (c->kind == last && c->kind != CREDENTIAL_SKILL) continue;
        last = c->kind;
        text what = translate(w->language, choice_label(type_field(&credential_type, "kind")->choices, c->kind)), line = c->line.id ? translate(w->language, record_title(w, &service_line_type, c->line.id)) : "";
        bool good = !c->valid_to.given || c->valid_to.number >= demand_last_day(d).number;
        r->papers[r->paper_count++] = (struct resume_paper){ *line ? print(w, "%s · %s", what, line) : what,
            c->medical ? translate(w->language, choice_label(type_field(&credential_type, "medical")->choices, c->medical)) : c->level ? print(w, "%lld", (long long)c->level) : "", c->valid_to.given ? day_text(w->arena, (day){ c->valid_to.number }) : "—", good };
    }
}

static int64_t times_in_line(struct work *w, const struct demand *d, const struct worker *n)
{
    struct match_facts f = { .worker = n->record.id };
    const struct match_answer *a;
    for (int i = 0; (a = house_answers(w->house, QUESTION_MATCH, i)) != NULL; i++) a->know(w, d, &f, 1);
    return f.times_in_line;
}

bool resume_of(struct work *w, const struct demand *d, const struct worker *n, struct resume *r)
{
    const struct person *p = record_peek(w, &person_type, n->person.id);
    if (!p) return !failed(w) && fault(w, "resume: worker %lld has no person", (long long)n->record.id);
    struct judgement j = demand_judge(w, d, n);
    *r = (struct resume){ .name = surname(w, p->name), .age = age_band(w, p), .province = province_of(w, p), .grade = n->grade ? n->grade : "", .light = j.light, .times = times_in_line(w, d, n) };
    add_skills(w, d, n, r);
    add_papers(w, d, n, r);
    return !failed(w);
}

void resume_write(struct work *w, struct json *j, text key, const struct resume *r)
{
    write_object(j, key);
    write_text(j, "name", r->name);
    write_text(j, "age", r->age);
    write_text(j, "province", *r->province ? seeded_said(w, r->province) : "");
    write_text(j, "grade", r->grade);
    write_number(j, "years", r->years);
    write_number(j, "times", r->times);
    write_text(j, "light", r->light == LIGHT_GREEN ? "green" : r->light == LIGHT_YELLOW ? "yellow" : "red");
    write_list(j, "skills");
    for (int i = 0; i < r->skill_count; i++) write_text(j, NULL, r->skills[i]);
    write_end(j, ']');
    write_list(j, "papers");
    for (int i = 0; i < r->paper_count; i++) {
        write_object(j, NULL);
        write_text(j, "what", r->papers[i].what);
        write_text(j, "level", r->papers[i].level);
        write_text(j, "until", r->papers[i].until);
        write_flag(j, "good", r->papers[i].good);
        write_end(j, '}');
    }
    write_end(j, ']');
    write_end(j, '}');
}

/* ---- the link ---- */

enum { CARD_TOKEN = 24, USUAL_DAYS = 7, MOST_DAYS = 30 };
static const struct choice states[] = { { RESUME_OPEN, "open", N_("May be opened"), "ok" }, { RESUME_REVOKED, "revoked", N_("Revoked"), "mute", .final = true }, { 0 } };
static const struct field fields[] = {
    FIELD(resume_link, state, .label = N_("State"), .choices = states, .list = true, .filter = true), FIELD(resume_link, recommendation, .label = N_("Recommendation"), .to = &recommendation_type, .list = true, .filter = true, .set_by = STEPS_ONLY),
    FIELD(resume_link, quotation, .label = N_("Quotation"), .to = &quotation_type, .list = true, .filter = true, .set_by = STEPS_ONLY), FIELD(resume_link, person, .label = N_("Who asks"), .to = &person_type, .list = true, .set_by = STEPS_ONLY), FIELD(resume_link, hash, .label = N_("Hash of its key"), .max = 64, .set_by = STEPS_ONLY), FIELD(resume_link, until, .label = N_("Good until"), .list = true, .set_by = STEPS_ONLY),
    FIELD(resume_link, opened, .label = N_("Opened"), .list = true, .set_by = STEPS_ONLY), FIELD(resume_link, opened_at, .label = N_("Last opened at"), .list = true, .set_by = STEPS_ONLY),
};
static bool open_it(struct work *w, struct resume_link *l)
{
    l->opened++;
    l->opened_at = w->now;
    return true;
}
RULE_PLAIN(resume_link, open_it)
static const struct step steps[] = {
    STEP(revoke, .label = N_("Revoke"), .tone = "danger", .from = FROM(RESUME_OPEN), .to = RESUME_REVOKED, .by = CAN_EDIT_DEMANDS, .confirm = N_("Who has the link sees nothing any more. Revoke?")),
    STEP(open, .label = N_("Opened"), .from = FROM(RESUME_OPEN), .hidden = true, .run = open_it_rule),
};
static text title(struct work *w, const struct resume_link *l) { return l->quotation.id ? record_title(w, &quotation_type, l->quotation.id) : record_title(w, &recommendation_type, l->recommendation.id); }
TITLE(resume_link, title)
static const struct retention kept[] = {
    { .name = "link", .label = N_("Links to résumé cards and quotations: which was opened how often"), .law = N_("Who was introduced to whom: 3 years (Civil Code art. 188, 965)"), .days = 1095 },
};
static const text uniques[] = { "hash", NULL };
const struct record_type resume_link_type = RECORD_TYPE(resume_link, .label = N_("Link to a résumé card or a quotation"), .plural = "Links to résumé cards and quotations", .module = "customers", FIELDS(fields), STEPS(steps), .first_state = RESUME_OPEN, .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "person", .see = CAN_SEE_DEMANDS,
    .append_only = true, .quiet = true, .uniques = uniques, .title = title_hook);

text link_make(struct work *w, struct resume_link *l)
{
    text token = token_new(w->arena, "", CARD_TOKEN);
    l->hash = token_hash_hex(w->arena, token);
    return ADD(w, resume_link, l) ? token : "";
}

struct resume_link *link_behind(struct work *w, text token)
{
    struct found one = token && *token && strlen(token) <= 64 ? LOAD_WHERE(w, resume_link, "hash = $1 and state = 1 and until > $2", BIND(txt(token_hash_hex(w->arena, token)), num(w->now.ms))) : (struct found){ 0 };
    if (one.count) return one.at[0];
    if (!failed(w)) refuse_as(w, NOT_FOUND, "", N_("This link is not valid any more; please ask the shop for a new one"));
    return NULL;
}

bool resume_share_call(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    int64_t id = answer_id(w, q, "id"), days = body ? input_number(w, body, "days", USUAL_DAYS) : 0;
    const struct recommendation *r = id && !failed(w) ? LOAD(w, recommendation, id) : NULL;
    if (!r) return false;
    if (!r->willing_at.ms) return refuse_as(w, CONFLICT, "", N_("Ask her first whether she is willing; a card is shown after her yes"));
    if (r->ended_at.ms) return refuse_as(w, CONFLICT, "", N_("This recommendation has ended; nobody is shown any more"));
    if (days < 1 || days > MOST_DAYS) return refuse(w, "days", N_("Good for 1 to {1} days"), print(w, "%d", MOST_DAYS));
    struct resume_link l = { .record.branch = r->record.branch, .recommendation = { id }, .person = r->person, .until = { w->now.ms + DAYS(days) } };
    text token = link_make(w, &l);
    if (failed(w)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "id", l.record.id);
    write_text(&j, "path", print(w, "/api/resume/%s", token));
    write_number(&j, "until", l.until.ms);
    write_end(&j, '}');
    answer_json(w, reply, 201, &j);
    return !failed(w);
}

/* ---- as a PDF: resume_paper.c draws it outside of any transaction ---- */

struct drawing { int64_t recommendation; text token; struct resume resume; text house, number; };

static bool read_resume(struct work *w, struct drawing *d, const struct recommendation *r)
{
    const struct demand *demand = record_peek(w, &demand_type, r->demand.id);
    const struct worker *n = demand ? record_peek(w, &worker_type, r->worker.id) : NULL;
    if (!n || !resume_of(w, demand, n, &d->resume)) return false;
    d->number = demand->record.number;
    d->house = company_name(w);
    if (!*d->house) d->house = record_title(w, &branch_type, r->record.branch.id);
    return !failed(w);
}

static bool for_office(struct work *w, void *data)
{
    struct drawing *d = data;
    const struct recommendation *r = LOAD(w, recommendation, d->recommendation);
    return r && read_resume(w, d, r);
}

bool resume_pdf_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct drawing *d = take(w, struct drawing);
    d->recommendation = answer_id(w, q, "id");
    return d->recommendation && db_read(house_db(w->house), w, for_office, d) && resume_draw(w, &d->resume, d->house, d->number, reply);
}

static bool by_link(struct work *w, void *data)
{
    struct drawing *d = data;
    struct resume_link *l = link_behind(w, d->token);
    const struct recommendation *r = l && l->recommendation.id ? record_peek(w, &recommendation_type, l->recommendation.id) : NULL;
    if (!r || r->ended_at.ms) return failed(w) ? false : refuse_as(w, NOT_FOUND, "", N_("This link is not valid any more; please ask the shop for a new one"));
    return step_run(w, &resume_link_type, l, "open", NULL) && read_resume(w, d, r);
}

bool resume_open_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct drawing *d = take(w, struct drawing);
    d->token = http_part(q, "token");
    return db_write(house_db(w->house), w, by_link, d) && resume_draw(w, &d->resume, d->house, d->number, reply);
}

/* ---- two to four beside each other ---- */

static void write_interviews(struct work *w, struct json *j, int64_t recommendation)
{
    struct found all = LOAD_WHERE(w, interview, "recommendation = $1 order by start desc limit 3", BIND(num(recommendation)));
    write_list(j, "interviews");
    for (int i = 0; i < all.count; i++) {
        const struct interview *v = all.at[i];
        write_object(j, NULL);
        write_number(j, "id", v->record.id);
        write_number(j, "start", v->start.ms);
        write_text(j, "state", translate(w->language, choice_label(type_state(&interview_type)->choices, v->state)));
        write_text(j, "way", translate(w->language, choice_label(type_field(&interview_type, "way")->choices, v->way)));
        int64_t marks[] = { v->experience, v->talking, v->skill_shown, v->tidiness, v->manner }, sum = 0, n = 0;
        for (int k = 0; k < COUNT_OF(marks); k++) if (marks[k] > 0) { sum += marks[k]; n++; }
        if (n) write_real(j, "mark", (double)sum / (double)n); else write_null(j, "mark");
        write_text(j, "customer", v->customer_wish ? translate(w->language, choice_label(type_field(&interview_type, "customer_wish")->choices, v->customer_wish)) : "");
        write_text(j, "worker", v->worker_wish ? translate(w->language, choice_label(type_field(&interview_type, "worker_wish")->choices, v->worker_wish)) : "");
        write_text(j, "note", v->customer_note ? v->customer_note : "");
        write_end(j, '}');
    }
    write_end(j, ']');
}

static bool write_one(struct work *w, struct json *j, const struct demand *d, const struct recommendation *r)
{
    struct match m = { .worker = LOAD(w, worker, r->worker.id) };
    struct resume card;
    if (!m.worker || !resume_of(w, d, m.worker, &card)) return false;
    match_rate(w, d, &m, 1);
    m.judgement = demand_judge(w, d, m.worker);
    m.ok = may_serve(&m.judgement);
    write_object(j, NULL);
    match_write(w, j, &m);
    write_number(j, "recommendation", r->record.id);
    write_number(j, "version", r->record.version);
    write_text(j, "state", choice_key(type_state(&recommendation_type)->choices, r->state));
    write_text(j, "state_label", translate(w->language, choice_label(type_state(&recommendation_type)->choices, r->state)));
    write_flag(j, "backup", r->backup);
    write_number(j, "hold_until", r->hold_until.ms);
    write_text(j, "note", r->note ? r->note : "");
    write_text(j, "why", r->why ? translate(w->language, choice_label(demand_declines, r->why)) : "");
    resume_write(w, j, "card", &card);
    write_interviews(w, j, r->record.id);
    write_end(j, '}');
    return !failed(w);
}

/* ?all=1: also those that fell away. */
bool compare_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct demand *d = id ? LOAD(w, demand, id) : NULL;
    text all = http_query(q, "all");
    if (!d) return false;
    struct found rs = LOAD_WHERE(w, recommendation, "demand = $1 and ($2 = 1 or state not in (4, 7, 14, 15)) order by state desc, score desc, id limit 12", BIND(num(id), num(all && *all == '1')));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "rows");
    for (int i = 0; i < rs.count; i++)
        if (!write_one(w, &j, d, rs.at[i])) return false;
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
