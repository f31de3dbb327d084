/* document.c — see document.h. */
#include <sodium.h>
#include "base/words.h"
#include "contracts/document.h"
#include "contracts/signer.h"
#include "record/store.h"

static text chinese_number(struct work *w, int n)
{
    static const text digits[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
    if (n < 10) return digits[n];
    return print(w, "%s十%s", n < 20 ? "" : digits[n / 10 % 10], digits[n % 10]);
}

void document_fact(struct json *j, text label, text value)
{
    write_list(j, NULL);
    write_text(j, NULL, label);
    write_text(j, NULL, value);
    write_end(j, ']');
}

/* What a variable says, or the gap with its name. */
static text of(struct work *w, const struct deal *d, text code) { return variables_fill(w, d, print(w, "{%s}", code)); }

void document_party(struct json *j, text label)
{
    write_object(j, NULL);
    write_text(j, "kind", "party");
    write_text(j, "label", label);
    write_list(j, "facts");
}
void document_party_end(struct json *j)
{
    write_end(j, ']');
    write_end(j, '}');
}

/* Who signs for her, and by which right: printed, as the evidence of the signature says it again. */
static void signer(struct work *w, struct json *j, const struct deal *d)
{
    if (d->contract->signer.id) document_fact(j, "签约人", of(w, d, "signer"));
    if (d->contract->signer.id) document_fact(j, "签约人电话", of(w, d, "signer_phone"));
    document_fact(j, "签约身份", of(w, d, "signer_right"));
    if (signer_needs_authority(d->contract)) document_fact(j, "授权文书", of(w, d, "authority"));
    if (signer_needs_guardian(w, d->contract) || (d->contract->guardian && *d->contract->guardian)) document_fact(j, "被照护人的监护人", of(w, d, "guardian"));
}

static void parties(struct work *w, struct json *j, const struct deal *d)
{
    bool company = d->customer && d->customer->kind == CUSTOMER_COMPANY;
    document_party(j, "甲方（客户）");
    document_fact(j, company ? "名称" : "姓名", of(w, d, "customer_name"));
    document_fact(j, company ? "统一社会信用代码" : "身份证号码", of(w, d, "customer_id"));
    document_fact(j, "联系电话", of(w, d, "customer_phone"));
    document_fact(j, "地址", of(w, d, "address"));
    signer(w, j, d);
    document_party_end(j);
    document_party(j, "乙方（家政服务机构）");
    document_fact(j, "名称", of(w, d, "agency_name"));
    document_fact(j, "统一社会信用代码", of(w, d, "agency_uscc"));
    document_fact(j, "负责人", of(w, d, "agency_head"));
    document_fact(j, "许可证号", of(w, d, "agency_licence"));
    document_fact(j, "地址", of(w, d, "agency_address"));
    document_fact(j, "联系（投诉）电话", of(w, d, "agency_phone"));
    document_party_end(j);
    document_party(j, "丙方（家政服务员）");
    document_fact(j, "姓名", of(w, d, "worker_name"));
    document_fact(j, "身份证号码", of(w, d, "worker_id"));
    document_fact(j, "联系电话", of(w, d, "worker_phone"));
    document_fact(j, "健康体检", of(w, d, "worker_medical"));
    document_fact(j, "培训或技能证书", of(w, d, "worker_certificate"));
    document_fact(j, "背景核查日期", of(w, d, "worker_background"));
    document_party_end(j);
}

static void cell(struct json *j, text words) { write_text(j, NULL, words); }

static void refund_row(struct work *w, struct json *j, const struct contract_refund *r)
{
    static const text sides[] = { "", "甲方", "丙方", "乙方", "不可归责于三方" };
    write_list(j, NULL);
    cell(j, sides[r->side <= REASON_NOBODY ? r->side : 0]);
    if (!r->day_to && !r->day_from) cell(j, "任何时候");
    else if (!r->day_to) cell(j, print(w, "第%lld天起", (long long)r->day_from));
    else if (!r->day_from) cell(j, r->day_to == 0 ? "服务开始前" : print(w, "第%lld天以内（含服务开始前）", (long long)r->day_to));
    else cell(j, print(w, "第%lld天至第%lld天", (long long)r->day_from, (long long)r->day_to));
    cell(j, print(w, "%lld%%", (long long)r->percent));
    write_end(j, ']');
}

static void refund_table(struct work *w, struct json *j, const struct contract *c)
{
    static const text head[] = { "终止原因在", "终止发生在服务开始后", "退还比例" };
    write_object(j, NULL);
    write_text(j, "kind", "table");
    write_list(j, "head");
    for (int i = 0; i < 3; i++) cell(j, head[i]);
    write_end(j, ']');
    write_list(j, "rows");
    for (size_t i = 0; i < c->refunds.count; i++) refund_row(w, j, ROW(struct contract_refund, c->refunds, i));
    write_end(j, ']');
    write_end(j, '}');
}

void document_block(struct json *j, text kind, text code, text number, text words)
{
    write_object(j, NULL);
    write_text(j, "kind", kind);
    if (code) write_text(j, "code", code);
    if (number) write_text(j, "number", number);
    write_text(j, "text", words);
    write_end(j, '}');
}

static text other_wording(const struct contract *c, text code)
{
    for (size_t i = 0; i < c->clauses.count; i++)
        if (!strcmp(ROW(struct contract_clause, c->clauses, i)->clause, code)) return ROW(struct contract_clause, c->clauses, i)->wording;
    return NULL;
}

void document_article(struct work *w, struct json *j, struct numbering *n, text title)
{
    n->title = title;
    n->clause = 0;
    document_block(j, "article", NULL, print(w, "第%s条", chinese_number(w, ++n->article)), title);
}

void document_clause(struct work *w, struct json *j, struct numbering *n, text code, text words) { document_block(j, "clause", code, print(w, "%d.%d", n->article, ++n->clause), words); }

static void clause(struct work *w, struct json *j, struct numbering *n, const struct deal *d, text code, text wording)
{
    document_clause(w, j, n, code, variables_fill(w, d, wording));
    if (strstr(wording, "{refund_table}") && d->contract->refunds.count) refund_table(w, j, d->contract);
}

static void clauses(struct work *w, struct json *j, const struct deal *d)
{
    struct numbering n = { .title = "" };
    for (size_t i = 0; d->template && i < d->template->clauses.count; i++) {
        const struct template_clause *c = ROW(struct template_clause, d->template->clauses, i);
        if (!clause_holds(w, c, d->contract)) continue;
        if (strcmp(n.title, c->article)) document_article(w, j, &n, c->article);
        text other = other_wording(d->contract, c->code);
        clause(w, j, &n, d, c->code, other ? other : c->wording);
    }
    if (!other_wording(d->contract, "")) return;
    document_article(w, j, &n, "补充条款");
    for (size_t i = 0; i < d->contract->clauses.count; i++) {
        const struct contract_clause *more = ROW(struct contract_clause, d->contract->clauses, i);
        if (!*more->clause) clause(w, j, &n, d, print(w, "more.%zu", i + 1), more->wording);
    }
}

void document_signs(struct json *j, const text *labels)
{
    write_object(j, NULL);
    write_text(j, "kind", "signs");
    write_list(j, "labels");
    for (; *labels; labels++) cell(j, *labels);
    write_end(j, ']');
    write_end(j, '}');
}

text document_text(struct work *w, const struct deal *d)
{
    struct json j = json_new(w->arena);
    const struct contract *before = d->contract->previous.id ? record_peek(w, &contract_type, d->contract->previous.id) : NULL;
    write_object(&j, NULL);
    write_text(&j, "title", d->template ? d->template->name : "家政服务合同");
    write_text(&j, "number", d->contract->record.number);
    write_text(&j, "template", of(w, d, "template"));
    write_list(&j, "blocks");
    parties(w, &j, d);
    if (d->template && *d->template->preamble) document_block(&j, "text", NULL, NULL, variables_fill(w, d, d->template->preamble));
    if (before) document_block(&j, "text", NULL, NULL, print(w, d->contract->link == CONTRACT_AMENDS ? "本合同变更并替代编号为%s的合同；变更自本合同首日起生效，此前的权利义务仍按原合同履行。" : "本合同为编号%s的合同的续签，自原合同期满次日起履行。", before->record.number));
    clauses(w, &j, d);
    if (d->template && *d->template->closing) document_block(&j, "text", NULL, NULL, variables_fill(w, d, d->template->closing));
    document_signs(&j, (const text[]){ "甲方（客户）签字", "乙方（盖章或经办人签字）", "丙方（家政服务员）签字", NULL });
    write_end(&j, ']');
    write_end(&j, '}');
    return buf_text(&j.out);
}

text document_hash(struct work *w, text document)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    char *hex = arena_take(w->arena, 2 * sizeof hash + 1);
    crypto_hash_sha256(hash, (const unsigned char *)document, strlen(document));
    return sodium_bin2hex(hex, 2 * sizeof hash + 1, hash, sizeof hash);
}

struct employment contract_employment(struct work *w, const struct deal *d)
{
    const struct contract *c = d->contract;
    struct employment_case facts = { .first = c->first, .last = c->last, .hours_day = c->hours_day, .hours_week = c->hours_week, .company_pays = contract_is_ours(c), .live_in = c->live_in };
    if (d->her) { facts.birth = d->her->birth; facts.sex = d->her->sex; }
    if (d->worker) { facts.retirement = d->worker->retirement; facts.evidence = *d->worker->retirement_evidence; facts.pension = d->worker->pension; }
    facts.insured = credential_valid_on(w, c->worker.id, CREDENTIAL_INSURANCE, c->first);
    facts.guardian = credential_valid_on(w, c->worker.id, CREDENTIAL_GUARDIAN, c->first);
    facts.registered = credential_valid_on(w, c->worker.id, CREDENTIAL_YOUNG, c->first);
    facts.dangerous = d->line && (d->line->needs.bits & SET_BIT(NEEDS_HEIGHT));
    struct employment e = employment_for(w, &facts);
    employment_judge_mode(w, &e, &facts, c->mode);
    if (d->worker) employment_judge_hers(w, &e, d->worker->mode, c->mode);
    return e;
}
