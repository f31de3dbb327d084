/* work_contract_text.c — the words of a work contract, by the template it is written on, and what they lack. The variables a template may name are the
 * facts below. */
#include <string.h>
#include "base/words.h"
#include "contracts/work_contract_own.h"
#include "record/store.h"

static bool blank(text t) { return !t || !*t; }
static text number(struct work *w, int64_t n) { return print(w, "%lld", (long long)n); }
static text amount(struct work *w, money m) { return m.fen > 0 ? print(w, "%s（%s）", money_shown(w->arena, m), money_in_capitals(w->arena, m)) : ""; }
static text date_text(struct work *w, int32_t day_number)
{
    struct date t = date_of((day){ day_number });
    return day_number ? print(w, "%d年%d月%d日", t.year, t.month, t.day) : "";
}

/* ---- the facts ---- */

struct facts { const struct work_contract *c; const struct branch *branch; const struct worker *worker; const struct person *her; bool open; };
static struct facts facts_of(struct work *w, const struct work_contract *c, bool open)
{
    struct facts f = { .c = c, .open = open };
    f.branch = record_peek(w, &branch_type, c->record.branch.id);
    f.worker = record_peek(w, &worker_type, c->worker.id);
    f.her = f.worker ? record_peek(w, &person_type, f.worker->person.id) : NULL;
    return f;
}

static text setting_words(struct work *w, const struct facts *f, text code) { return setting_text(w, code, f->c->record.branch.id, day_of(w->now)); }
static text told(struct work *w, const struct facts *f, const sealed *s) { return f->open ? sealed_open(w, &person_type, f->her, s) : s->mask ? s->mask : ""; }
static text agency_name(struct work *w, const struct facts *f) { (void)f; return company_name(w); }
static text agency_uscc(struct work *w, const struct facts *f) { return setting_words(w, f, "company.uscc"); }
static text agency_head(struct work *w, const struct facts *f) { return setting_words(w, f, "company.head"); }
static text agency_address(struct work *w, const struct facts *f) { (void)w; return f->branch ? f->branch->address : ""; }
static text agency_phone(struct work *w, const struct facts *f) { (void)w; return f->branch ? f->branch->complaint_phone : ""; }
static text worker_name(struct work *w, const struct facts *f) { (void)w; return f->her ? f->her->name : ""; }
static text worker_id(struct work *w, const struct facts *f) { return f->her ? told(w, f, &f->her->id_number) : ""; }
static text worker_phone(struct work *w, const struct facts *f) { return f->her ? told(w, f, &f->her->phone) : ""; }
static text duties(struct work *w, const struct facts *f) { (void)w; return f->c->duties; }
static text place_of_work(struct work *w, const struct facts *f) { (void)w; return f->c->place; }
static text wage(struct work *w, const struct facts *f) { return amount(w, f->c->wage); }
static text probation_wage(struct work *w, const struct facts *f) { return amount(w, f->c->probation_wage); }
static text insured_at(struct work *w, const struct facts *f) { (void)w; return f->c->insured_at; }
static text permit(struct work *w, const struct facts *f) { (void)w; return f->c->permit; }
static text first(struct work *w, const struct facts *f) { return date_text(w, f->c->first.number); }
static text last(struct work *w, const struct facts *f) { return f->c->last.given ? date_text(w, f->c->last.number) : ""; }
static text started(struct work *w, const struct facts *f) { return date_text(w, f->c->started.number); }
static text probation_last(struct work *w, const struct facts *f) { return f->c->probation_last.given ? date_text(w, f->c->probation_last.number) : ""; }
static text hours_day(struct work *w, const struct facts *f) { return number(w, f->c->hours_day); }
static text hours_week(struct work *w, const struct facts *f) { return number(w, f->c->hours_week); }
static text pay_day(struct work *w, const struct facts *f) { return f->c->pay_day ? number(w, f->c->pay_day) : ""; }
static text pay_cycle(struct work *w, const struct facts *f) { return f->c->pay_cycle ? number(w, f->c->pay_cycle) : ""; }
static text contract_number(struct work *w, const struct facts *f) { (void)w; return blank(f->c->paper_number) ? f->c->record.number : f->c->paper_number; }
/* Her verified insurance against accidents on the first day. */
static text insurance(struct work *w, const struct facts *f)
{
    struct found all = LOAD_WHERE(w, credential, "worker = $1 and kind = 4 and state = 3 and (valid_from is null or valid_from <= $2) and (valid_to is null or valid_to >= $2) order by coalesce(valid_to, 99999) desc, id desc limit 1",
                                  BIND(num(f->c->worker.id), num(f->c->first.number)));
    const struct credential *c = all.count ? FOUND(struct credential, all, 0) : NULL;
    text policy = c ? sealed_open(w, &credential_type, c, &c->paper_number) : "";
    return blank(policy) ? "" : print(w, "%s保单号%s", c->issuer, policy);
}

#define K(kind) (1u << (kind))
enum { LABOUR = K(WORK_LABOUR), PART = K(WORK_PART_TIME), OLD = K(WORK_OVER_AGE), ALL = LABOUR | PART | OLD };
static bool holds_so(enum clause_when when, const struct work_contract *c)
{
    switch (when) {
    case CLAUSE_FIXED: return c->term == WORK_FIXED;
    case CLAUSE_OPEN: return c->term == WORK_OPEN;
    case CLAUSE_TASK: return c->term == WORK_TASK;
    case CLAUSE_PROBATION: return c->probation_last.given;
    case CLAUSE_STANDARD_HOURS: return c->regime == REGIME_STANDARD;
    case CLAUSE_PERMIT: return c->regime != REGIME_STANDARD;
    default: return true;
    }
}

struct fact { text code, label; unsigned kinds; enum clause_when when; text (*value)(struct work *w, const struct facts *f); text type, member; };
static const struct fact facts[] = {
    { "agency_name", N_("Name of the company"), ALL, CLAUSE_ALWAYS, agency_name, "setting", "company.name" }, { "agency_uscc", N_("Unified social credit code"), ALL, CLAUSE_ALWAYS, agency_uscc, "setting", "company.uscc" },
    { "agency_head", N_("Legal representative"), ALL, CLAUSE_ALWAYS, agency_head, "setting", "company.head" }, { "agency_address", N_("Address of the shop"), ALL, CLAUSE_ALWAYS, agency_address, "branch", "address" },
    { "agency_phone", N_("Phone for complaints"), ALL, CLAUSE_ALWAYS, agency_phone, "branch", "complaint_phone" }, { "worker_name", N_("Worker's name"), ALL, CLAUSE_ALWAYS, worker_name, "person", "name" },
    { "worker_id", N_("Worker's ID number"), ALL, CLAUSE_ALWAYS, worker_id, "person", "id_number" }, { "worker_phone", N_("Worker's phone"), ALL, CLAUSE_ALWAYS, worker_phone, "person", "phone" },
    { "duties", N_("What she does"), ALL, CLAUSE_ALWAYS, duties, "work_contract", "duties" }, { "place", N_("Place of work"), ALL, CLAUSE_ALWAYS, place_of_work, "work_contract", "place" },
    { "wage", N_("Wage (part-time: an hour)"), ALL, CLAUSE_ALWAYS, wage, "work_contract", "wage" }, { "insured_at", N_("Social insurance paid at"), LABOUR, CLAUSE_ALWAYS, insured_at, "work_contract", "insured_at" },
    { "permit", N_("Permit for other hours"), LABOUR, CLAUSE_PERMIT, permit, "work_contract", "permit" }, { "insurance", N_("Insurance in force on the first day, with its policy number"), OLD, CLAUSE_ALWAYS, insurance, "credential", "insurance" },
    { "first", N_("First day"), ALL, CLAUSE_ALWAYS, first, "work_contract", "first" }, { "last", N_("Last day"), ALL, CLAUSE_FIXED, last, "work_contract", "last" }, { "started", N_("First day of work"), ALL, CLAUSE_ALWAYS, started, "work_contract", "started" },
    { "probation_last", N_("Probation until"), LABOUR, CLAUSE_PROBATION, probation_last, "work_contract", "probation_last" }, { "probation_wage", N_("Wage in probation"), LABOUR, CLAUSE_PROBATION, probation_wage, "work_contract", "probation_wage" },
    { "hours_day", N_("Hours a day"), ALL, CLAUSE_ALWAYS, hours_day, "work_contract", "hours_day" }, { "hours_week", N_("Hours a week"), ALL, CLAUSE_ALWAYS, hours_week, "work_contract", "hours_week" },
    { "pay_day", N_("Pay day"), LABOUR | OLD, CLAUSE_ALWAYS, pay_day, "work_contract", "pay_day" }, { "pay_cycle", N_("Paid every"), PART, CLAUSE_ALWAYS, pay_cycle, "work_contract", "pay_cycle" },
    { "contract_number", N_("Contract number"), ALL, CLAUSE_ALWAYS, contract_number, "work_contract", "record" },
};

static int64_t place_of(const struct facts *f, text type)
{
    if (!strcmp(type, "work_contract")) return f->c->record.id;
    if (!strcmp(type, "person")) return f->her ? f->her->record.id : 0;
    return !strcmp(type, "branch") && f->branch ? f->branch->record.id : 0;
}

static const struct fact *fact_named(text code, size_t length)
{
    for (int i = 0; i < COUNT_OF(facts); i++)
        if (strlen(facts[i].code) == length && !strncmp(facts[i].code, code, length)) return &facts[i];
    return NULL;
}

text work_variables_unknown(struct work *w, text wording)
{
    for (const char *open = strchr(wording, '{'); open; open = strchr(open + 1, '{')) {
        const char *close = strchr(open, '}');
        if (!close) return open;
        if (!fact_named(open + 1, (size_t)(close - open - 1))) return print(w, "%.*s", (int)(close - open + 1), open);
    }
    return NULL;
}

/* A draft of before templates has none yet: it reads as the one in force. */
static const struct contract_template *template_of(struct work *w, const struct work_contract *c)
{
    int64_t id = c->template.id ? c->template.id : contract_template_on(w, work_template_mode(c->kind), c->record.branch.id, day_of(w->now));
    return id ? record_peek(w, &contract_template_type, id) : NULL;
}

static bool names(text wording, text code)
{
    const char *at = wording ? strstr(wording, code) : NULL;
    for (; at; at = strstr(at + 1, code))
        if (at > wording && at[-1] == '{' && at[strlen(code)] == '}') return true;
    return false;
}

/* Said somewhere in the paper as it would be: then it may not be missing, whatever the kind. */
static bool is_said(const struct contract_template *t, const struct work_contract *c, text code)
{
    for (size_t i = 0; i < t->clauses.count; i++) {
        const struct template_clause *one = ROW(struct template_clause, t->clauses, i);
        if (holds_so(one->holds, c) && names(one->wording, code)) return true;
    }
    return names(t->preamble, code) || names(t->closing, code);
}

int work_contract_missing(struct work *w, const struct work_contract *c, struct work_gap *ret, int most)
{
    struct facts f = facts_of(w, c, false);
    const struct contract_template *t = template_of(w, c);
    int n = 0;
    if (!t) ret[n++] = (struct work_gap){ "template", N_("Template"), "contract_template", 0, "template" };
    for (int i = 0; i < COUNT_OF(facts) && n < most; i++) {
        bool asked = (facts[i].kinds & K(c->kind)) && holds_so(facts[i].when, c);
        if ((asked || (t && is_said(t, c, facts[i].code))) && blank(facts[i].value(w, &f))) ret[n++] = (struct work_gap){ facts[i].code, facts[i].label, facts[i].type, place_of(&f, facts[i].type), facts[i].member };
    }
    return n;
}

static text fill(struct work *w, const struct facts *f, text wording)
{
    struct buf out = buf_new(w->arena);
    for (const char *at = wording; *at;) {
        const char *open = strchr(at, '{'), *close = open ? strchr(open, '}') : NULL;
        if (!close) { buf_add(&out, at); break; }
        buf_bytes(&out, at, (size_t)(open - at));
        const struct fact *one = fact_named(open + 1, (size_t)(close - open - 1));
        text value = one ? one->value(w, f) : "";
        if (one && blank(value)) buf_print(&out, "【%s】", translate("zh", one->label));
        else if (one) buf_add(&out, value);
        at = close + 1;
    }
    return buf_text(&out);
}

/* ---- set together ---- */

static void parties(struct work *w, struct json *j, const struct facts *f)
{
    document_party(j, "甲方（用人单位）");
    document_fact(j, "名称", fill(w, f, "{agency_name}"));
    document_fact(j, "统一社会信用代码", fill(w, f, "{agency_uscc}"));
    document_fact(j, "法定代表人", fill(w, f, "{agency_head}"));
    document_fact(j, "地址", fill(w, f, "{agency_address}"));
    document_fact(j, "联系电话", fill(w, f, "{agency_phone}"));
    document_party_end(j);
    document_party(j, f->c->kind == WORK_OVER_AGE ? "乙方（家政服务员）" : "乙方（劳动者）");
    document_fact(j, "姓名", fill(w, f, "{worker_name}"));
    document_fact(j, "身份证号码", fill(w, f, "{worker_id}"));
    document_fact(j, "联系电话", fill(w, f, "{worker_phone}"));
    document_party_end(j);
}

static void agreed_besides(struct work *w, struct json *j, struct numbering *n, text terms)
{
    int nth = 0;
    for (const char *at = terms; at && *at; at += strcspn(at, "\n"), at += *at == '\n') {
        size_t length = strcspn(at, "\r\n");
        if (!length) continue;
        if (!nth++) document_article(w, j, n, "补充约定");
        document_clause(w, j, n, print(w, "more.%d", nth), print(w, "%.*s", (int)length, at));
    }
}

static void articles(struct work *w, struct json *j, const struct facts *f, const struct contract_template *t)
{
    struct numbering n = { .title = "" };
    for (size_t i = 0; t && i < t->clauses.count; i++) {
        const struct template_clause *c = ROW(struct template_clause, t->clauses, i);
        if (!holds_so(c->holds, f->c)) continue;
        if (strcmp(n.title, c->article)) document_article(w, j, &n, c->article);
        document_clause(w, j, &n, c->code, fill(w, f, c->wording));
    }
    agreed_besides(w, j, &n, f->c->terms);
}

static void said(struct work *w, struct json *j, const struct facts *f, text words)
{
    if (!blank(words)) document_block(j, "text", NULL, NULL, fill(w, f, words));
}

text work_contract_text(struct work *w, const struct work_contract *c, bool open)
{
    static const text titles[] = { "", "劳动合同", "非全日制用工协议", "用工（劳务）协议" };
    struct facts f = facts_of(w, c, open);
    struct json j = json_new(w->arena);
    const struct contract_template *t = template_of(w, c);
    const struct work_contract *before = c->previous.id ? record_peek(w, &work_contract_type, c->previous.id) : NULL;
    write_object(&j, NULL);
    write_text(&j, "title", t ? t->name : titles[c->kind <= WORK_OVER_AGE ? c->kind : 0]);
    write_text(&j, "number", c->record.number);
    write_text(&j, "template", t ? print(w, "%s 第%lld版", t->name, (long long)t->issue) : "");
    write_list(&j, "blocks");
    parties(w, &j, &f);
    said(w, &j, &f, t ? t->preamble : "");
    if (before) document_block(&j, "text", NULL, NULL, print(w, c->link == CONTRACT_AMENDS ? "本合同变更并替代编号为%s的合同；变更自本合同首日起生效，此前的权利义务仍按原合同履行。" : "本合同为编号%s的合同的续订，自首日起履行。", contract_number(w, &(struct facts){ .c = before })));
    articles(w, &j, &f, t);
    said(w, &j, &f, t ? t->closing : "");
    document_signs(&j, (const text[]){ "甲方（用人单位盖章或经办人签字）", "乙方签字", NULL });
    write_end(&j, ']');
    write_end(&j, '}');
    return buf_text(&j.out);
}
