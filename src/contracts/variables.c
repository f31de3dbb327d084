/* variables.c — see variables.h. One row a variable; the values are below their groups. */
#include "contracts/variables.h"
#include <string.h>
#include "base/words.h"
#include "contracts/signer.h"
#include "record/store.h"

static bool blank(text t) { return !t || !*t; }
static text zh(text label) { return translate("zh", label); }
static text number(struct work *w, int64_t n) { return print(w, "%lld", (long long)n); }
static text amount(struct work *w, money m) { return m.fen > 0 ? print(w, "%s（%s）", money_shown(w->arena, m), money_in_capitals(w->arena, m)) : ""; }
static text date_text(struct work *w, day d)
{
    struct date t = date_of(d);
    return d.number ? print(w, "%d年%d月%d日", t.year, t.month, t.day) : "";
}

/* Sealed text: open for the frozen text, its mask elsewhere. */
static text told(struct work *w, const struct deal *d, const struct record_type *type, const void *record, const sealed *s)
{
    if (!record) return "";
    if (d->open) return sealed_open(w, type, record, s);
    return s->mask ? s->mask : "";
}

struct deal deal_of(struct work *w, const struct contract *c, bool open)
{
    struct deal d = { .contract = c, .open = open };
    d.branch = record_peek(w, &branch_type, c->record.branch.id);
    d.customer = record_peek(w, &customer_type, c->customer.id);
    d.payer = d.customer ? record_peek(w, &person_type, d.customer->person.id) : NULL;
    d.home = record_peek(w, &household_type, c->household.id);
    d.worker = record_peek(w, &worker_type, c->worker.id);
    d.her = d.worker ? record_peek(w, &person_type, d.worker->person.id) : NULL;
    d.line = record_peek(w, &service_line_type, c->line.id);
    d.template = c->template.id ? record_peek(w, &contract_template_type, c->template.id) : NULL;
    return d;
}

/* ---- places ---- */

static struct place_to_fill on_contract(const struct deal *d) { return (struct place_to_fill){ "contract", d->contract->record.id }; }
static struct place_to_fill on_payer(const struct deal *d) { return (struct place_to_fill){ "person", d->payer ? d->payer->record.id : 0 }; }
static struct place_to_fill on_customer(const struct deal *d) { return (struct place_to_fill){ "customer", d->customer ? d->customer->record.id : 0 }; }
static struct place_to_fill on_her(const struct deal *d) { return (struct place_to_fill){ "person", d->her ? d->her->record.id : 0 }; }
static struct place_to_fill on_home(const struct deal *d) { return (struct place_to_fill){ "household", d->home ? d->home->record.id : 0 }; }
static struct place_to_fill on_branch(const struct deal *d) { return (struct place_to_fill){ "branch", d->branch ? d->branch->record.id : 0 }; }
static struct place_to_fill in_settings(const struct deal *d) { (void)d; return (struct place_to_fill){ "setting", 0 }; }
static struct place_to_fill a_credential(const struct deal *d) { (void)d; return (struct place_to_fill){ "credential", 0 }; }
static struct place_to_fill a_template(const struct deal *d) { return (struct place_to_fill){ "contract_template", d->template ? d->template->record.id : 0 }; }

/* ---- the company ---- */

static text setting_of(struct work *w, const struct deal *d, text code) { return setting_text(w, code, d->contract->record.branch.id, day_of(w->now)); }
static text agency_name(struct work *w, const struct deal *d) { (void)d; return company_name(w); }
static text agency_uscc(struct work *w, const struct deal *d) { return setting_of(w, d, "company.uscc"); }
static text agency_head(struct work *w, const struct deal *d) { return setting_of(w, d, "company.head"); }
static text agency_licence(struct work *w, const struct deal *d) { return setting_of(w, d, "company.licence"); }
static text agency_address(struct work *w, const struct deal *d) { (void)w; return d->branch ? d->branch->address : ""; }
static text agency_phone(struct work *w, const struct deal *d) { (void)w; return d->branch ? d->branch->complaint_phone : ""; }

/* ---- the customer ---- */

static bool is_company(const struct deal *d) { return d->customer && d->customer->kind == CUSTOMER_COMPANY; }
/* 沈女士 is how a caller is called on the phone: a party of a contract has a name. */
static bool only_addressed(text name)
{
    static const text ways[] = { "女士", "先生", "小姐", "太太", "阿姨" };
    size_t length = name ? strlen(name) : 0;
    for (size_t i = 0; i < COUNT_OF(ways); i++)
        if (length >= strlen(ways[i]) && !strcmp(name + length - strlen(ways[i]), ways[i])) return true;
    return false;
}
static text customer_name(struct work *w, const struct deal *d)
{
    (void)w;
    if (is_company(d)) return d->customer->name;
    return d->payer && !only_addressed(d->payer->name) ? d->payer->name : "";
}
static text customer_id(struct work *w, const struct deal *d) { return is_company(d) ? d->customer->tax_number : told(w, d, &person_type, d->payer, d->payer ? &d->payer->id_number : NULL); }
static text customer_phone(struct work *w, const struct deal *d) { return told(w, d, &person_type, d->payer, d->payer ? &d->payer->phone : NULL); }
/* The estate is asked apart; who wrote only 3栋2单元501 below it has not said where that is. */
static text address(struct work *w, const struct deal *d)
{
    text door = told(w, d, &household_type, d->home, d->home ? &d->home->address : NULL);
    return !blank(door) && !blank(d->home->estate) && !strstr(door, d->home->estate) ? print(w, "%s%s", d->home->estate, door) : door;
}
static text signer_right(struct work *w, const struct deal *d) { (void)w; return signer_right_words(d->contract->signer_right); }
static text signer(struct work *w, const struct deal *d)
{
    int64_t person = contract_signer(w, d->contract);
    return person ? record_title(w, &person_type, person) : "";
}
static bool shows_authority(struct work *w, const struct deal *d) { (void)w; return signer_needs_authority(d->contract); }
static text authority(struct work *w, const struct deal *d) { return signer_authority_words(w, d->contract); }
static text guardian(struct work *w, const struct deal *d) { return signer_guardian_words(w, d->contract); }
static bool guarded(struct work *w, const struct deal *d) { return signer_needs_guardian(w, d->contract); }
static bool by_another(struct work *w, const struct deal *d) { (void)w; return d->contract->signer.id != 0; }
static text signer_phone(struct work *w, const struct deal *d)
{
    const struct person *p = d->contract->signer.id ? record_peek(w, &person_type, d->contract->signer.id) : NULL;
    return told(w, d, &person_type, p, p ? &p->phone : NULL);
}
static struct place_to_fill on_signer(const struct deal *d) { return (struct place_to_fill){ "person", d->contract->signer.id }; }
static struct place_to_fill customers_id(const struct deal *d) { return is_company(d) ? on_customer(d) : on_payer(d); }

/* ---- the worker ---- */

static text worker_name(struct work *w, const struct deal *d) { (void)w; return d->her ? d->her->name : ""; }
static text worker_id(struct work *w, const struct deal *d) { return told(w, d, &person_type, d->her, d->her ? &d->her->id_number : NULL); }
static text worker_phone(struct work *w, const struct deal *d) { return told(w, d, &person_type, d->her, d->her ? &d->her->phone : NULL); }

/* Her newest verified paper of a kind that covers the first day. */
static const struct credential *paper(struct work *w, const struct deal *d, enum credential_kind kind)
{
    struct found all = LOAD_WHERE(w, credential, "worker = $1 and kind = $2 and state = 3 and (valid_from is null or valid_from <= $3) and (valid_to is null or valid_to >= $3) order by coalesce(valid_to, 99999) desc, id desc limit 1",
                                  BIND(num(d->contract->worker.id), num(kind), num(d->contract->first.number)));
    return all.count ? FOUND(struct credential, all, 0) : NULL;
}

static text until(struct work *w, const struct credential *c)
{
    if (c->valid_to.given) return print(w, "，有效期至%s", date_text(w, (day){ c->valid_to.number }));
    int months = credential_months(c->kind);
    return months && c->issued.given ? print(w, "，有效期至%s", date_text(w, day_plus_months((day){ c->issued.number }, months))) : "";
}

static text worker_medical(struct work *w, const struct deal *d)
{
    static const text classes[] = { "", "一般类", "居家类", "养老照护类", "母婴照护类" };
    const struct credential *c = paper(w, d, CREDENTIAL_MEDICAL);
    return !c || c->medical > MEDICAL_INFANT ? "" : print(w, "%s体检合格%s", classes[c->medical], until(w, c));
}
static text worker_certificate(struct work *w, const struct deal *d)
{
    const struct credential *c = paper(w, d, CREDENTIAL_SKILL);
    if (c) return print(w, "%s技能证书%s", c->line.id ? record_title(w, &service_line_type, c->line.id) : "", until(w, c));
    c = paper(w, d, CREDENTIAL_SAFETY);
    if (c) return print(w, "岗前安全培训合格%s", until(w, c));
    int level = d->worker ? worker_level(d->worker, d->contract->line.id) : 0;
    return level ? print(w, "公司岗前培训考核合格，%s%d级", d->line ? d->line->name : "", level) : "";
}
static text worker_background(struct work *w, const struct deal *d)
{
    const struct credential *c = paper(w, d, CREDENTIAL_BACKGROUND);
    return !c || c->result != RESULT_PASS ? "" : c->issued.given ? date_text(w, (day){ c->issued.number }) : c->verified_at.ms ? date_text(w, day_of(c->verified_at)) : "";
}
static text worker_insurance(struct work *w, const struct deal *d)
{
    const struct credential *c = paper(w, d, CREDENTIAL_INSURANCE);
    if (!c) return "";
    text policy = sealed_open(w, &credential_type, c, &c->paper_number);       /* no secret: the customer is to call on it */
    return blank(policy) ? "" : print(w, "%s保单号%s%s", c->issuer, policy, until(w, c));
}

/* ---- the service ---- */

static text mode_name(struct work *w, const struct deal *d) { (void)w; return zh(choice_label(contract_modes, d->contract->mode)); }
static text line_name(struct work *w, const struct deal *d) { (void)w; return d->line ? d->line->name : ""; }
static text scope(struct work *w, const struct deal *d) { (void)w; return d->contract->scope; }
static text exclusions(struct work *w, const struct deal *d) { (void)w; return d->contract->exclusions; }
static text cared_for(struct work *w, const struct deal *d) { (void)w; return d->contract->cared_for; }
static bool cares(struct work *w, const struct deal *d) { return clause_holds(w, &(struct template_clause){ .holds = CLAUSE_CARE }, d->contract); }
static text hours(struct work *w, const struct deal *d) { (void)w; return d->contract->hours; }
static text arrangement(struct work *w, const struct deal *d) { (void)w; return d->contract->live_in ? "住家" : "不住家"; }
static text first(struct work *w, const struct deal *d) { return date_text(w, d->contract->first); }
static text last(struct work *w, const struct deal *d) { return date_text(w, d->contract->last); }
static text days(struct work *w, const struct deal *d) { return number(w, d->contract->last.number - d->contract->first.number + 1); }
static bool with_trial(struct work *w, const struct deal *d) { (void)w; return d->contract->trial_days > 0; }
static text trial_days(struct work *w, const struct deal *d) { return d->contract->trial_days ? number(w, d->contract->trial_days) : ""; }
static text trial_day_rate(struct work *w, const struct deal *d) { return amount(w, d->contract->trial_day_rate); }

/* ---- life in the home ---- */

static bool lives_in(struct work *w, const struct deal *d) { (void)w; return d->contract->live_in; }
static text room(struct work *w, const struct deal *d) { (void)w; return d->contract->own_room ? "单独房间" : "与服务对象同室的休息处"; }
static text sleep_hours(struct work *w, const struct deal *d) { return d->contract->sleep_hours ? number(w, d->contract->sleep_hours) : ""; }
static text rest_days(struct work *w, const struct deal *d) { return d->contract->rest_days ? number(w, d->contract->rest_days) : ""; }
/* Of part-time work by hours that leave days free it is said which these are: by them her days are counted. */
static bool part_time(struct work *w, const struct deal *d) { (void)w; return d->contract->mode == CONTRACT_PART_TIME; }
static bool by_the_week(struct work *w, const struct deal *d)
{
    const struct contract *c = d->contract;
    return part_time(w, d) && !(c->hours_day && c->hours_week > 6 * c->hours_day);
}
static text hours_day(struct work *w, const struct deal *d) { return d->contract->hours_day ? number(w, d->contract->hours_day) : ""; }
static text hours_week(struct work *w, const struct deal *d) { return d->contract->hours_week ? number(w, d->contract->hours_week) : ""; }
static text rest_weekdays(struct work *w, const struct deal *d)
{
    text all = "";
    for (const struct choice *c = weekday_choices; c->key; c++)
        if (d->contract->rest_weekdays.bits & SET_BIT(c->value)) all = print(w, "%s%s%s", all, *all ? "、" : "", zh(c->label));
    return all;
}
static text meals(struct work *w, const struct deal *d)
{
    static const text ways[] = { "", "由甲方提供，与家庭成员同食", "由甲方发给餐补", "由丙方自理" };
    (void)w;
    return d->contract->meals <= MEALS_OWN ? ways[d->contract->meals] : "";
}
static text hygiene(struct work *w, const struct deal *d) { (void)w; return d->contract->hygiene; }
static text cameras(struct work *w, const struct deal *d) { (void)w; return d->contract->cameras; }

/* ---- her pay ---- */

static text wage(struct work *w, const struct deal *d) { return amount(w, d->contract->wage); }
static text wage_of(struct work *w, const struct deal *d) { (void)w; return d->contract->basis == BY_CONTRACT_DAYS ? "整个服务期" : "每月"; }
static text wage_whole(struct work *w, const struct deal *d) { (void)w; return d->contract->basis == BY_CONTRACT_DAYS ? "整个服务期" : "整月"; }
static text basis(struct work *w, const struct deal *d)
{
    static const text ways[] = { "", "每月26个计薪日", "每月21.75个计薪日", "当月实际天数", "合同约定的服务天数" };
    int days = 7 - days_a_week(d->contract->rest_weekdays.bits), parts = 435 * days;
    if (d->contract->basis == BY_WEEK_DAYS) return print(w, "每周%d天、每月%d.%02d个计薪日", days, parts / 100, parts % 100);
    return ways[d->contract->basis <= BY_CONTRACT_DAYS ? d->contract->basis : 0];
}
static text day_rate(struct work *w, const struct deal *d) { return amount(w, contract_day_rate(d->contract, d->contract->first)); }
static text pay_day(struct work *w, const struct deal *d) { return d->contract->pay_day ? number(w, d->contract->pay_day) : ""; }
static bool paid_monthly(struct work *w, const struct deal *d) { (void)w; return d->contract->mode != CONTRACT_PART_TIME; }
static text payer(struct work *w, const struct deal *d) { (void)w; return !d->contract->payer ? "" : d->contract->payer == PAYER_CUSTOMER ? "甲方" : "乙方"; }
static text holiday_rule(struct work *w, const struct deal *d)
{
    static const text ways[] = { "", "除月工资外，乙方按丙方日工资（月工资除以21.75天）的300%另行支付", "除月报酬外，每天另加1天日报酬", "除月报酬外，每天另加2天日报酬", "丙方休息，不计入约定的休息日；经各方同意当天工作的，另加1天日报酬" };
    bool by_law = d->contract->basis == BY_WEEK_DAYS && d->contract->holiday == HOLIDAY_LAW;
    bool rests_by_law = d->contract->holiday == HOLIDAY_RESTS && contract_holiday_worked(d->contract) == HOLIDAY_LAW;
    text way = rests_by_law ? "丙方休息，不计入约定的休息日；经各方同意当天工作的，按日工资的300%另行支付" : by_law ? "除上述报酬外，乙方按丙方日报酬的300%另行支付" : ways[d->contract->holiday <= HOLIDAY_RESTS ? d->contract->holiday : 0];
    return d->contract->holiday_billed && *way ? print(w, "%s，该加付部分由甲方在服务费之外按实际天数承担", way) : way;
}

/* ---- our fees ---- */

static bool ours(struct work *w, const struct deal *d) { (void)w; return contract_is_ours(d->contract); }
static bool introduced(struct work *w, const struct deal *d) { (void)w; return !contract_is_ours(d->contract); }
static text service_fee(struct work *w, const struct deal *d) { return amount(w, d->contract->service_fee); }
static text fee_of(struct work *w, const struct deal *d) { (void)w; return d->contract->basis == BY_CONTRACT_DAYS ? "就整个服务期" : "每月"; }
static text fee(struct work *w, const struct deal *d) { return amount(w, d->contract->fee); }
static bool once(struct work *w, const struct deal *d) { (void)w; return introduced(w, d) && !d->contract->management_fee.fen; }
static text management_fee(struct work *w, const struct deal *d) { return amount(w, d->contract->management_fee); }
/* One of the two is enough: with neither, the first alone is asked for and says so. */
static bool monthly(struct work *w, const struct deal *d) { (void)w; return introduced(w, d) && !d->contract->fee.fen && d->contract->management_fee.fen; }
static text first_due(struct work *w, const struct deal *d) { return d->contract->link == CONTRACT_AMENDS && !d->contract->first_due.fen ? "0元（原合同已付）" : amount(w, d->contract->first_due); }
static text guarantee_months(struct work *w, const struct deal *d) { return d->contract->guarantee_months ? number(w, d->contract->guarantee_months) : ""; }
static text replacements(struct work *w, const struct deal *d) { return number(w, d->contract->replacements); }
static text deposit_kind(struct work *w, const struct deal *d) { static const text ways[] = { "", "不收取", "定金", "订金", "预付款" }; (void)w; return ways[d->contract->deposit_kind <= CONTRACT_PREPAYMENT ? d->contract->deposit_kind : 0]; }
static bool with_deposit(struct work *w, const struct deal *d) { (void)w; return d->contract->deposit_kind > CONTRACT_NO_DEPOSIT; }
static text deposit(struct work *w, const struct deal *d) { return amount(w, d->contract->deposit); }
static bool waits(struct work *w, const struct deal *d) { return clause_holds(w, &(struct template_clause){ .holds = CLAUSE_MATERNITY }, d->contract); }
static text waiting_rule(struct work *w, const struct deal *d)
{
    const struct contract *c = d->contract;
    if (!c->waiting_day.fen) return "丙方等候期间不另行收费";
    return print(w, "丙方免费等候至约定日期后第%lld天；此后至上户前一日，由甲方按每天%s支付丙方等候费", (long long)c->waiting_after, amount(w, c->waiting_day));
}
static text refund_table(struct work *w, const struct deal *d) { (void)w; return d->contract->refunds.count ? "见下表" : ""; }

/* ---- rules ---- */

static text notice_customer(struct work *w, const struct deal *d) { return d->contract->notice_customer ? number(w, d->contract->notice_customer) : ""; }
static text notice_worker(struct work *w, const struct deal *d) { return d->contract->notice_worker ? number(w, d->contract->notice_worker) : ""; }
static text off_platform_months(struct work *w, const struct deal *d) { return d->contract->off_platform_months ? number(w, d->contract->off_platform_months) : ""; }
static text off_platform(struct work *w, const struct deal *d) { return amount(w, d->contract->off_platform); }
static text contract_number(struct work *w, const struct deal *d) { (void)w; return !blank(d->contract->paper_number) ? d->contract->paper_number : d->contract->record.number; }
static text template_name(struct work *w, const struct deal *d) { return d->template ? print(w, "%s 第%lld版", d->template->name, (long long)d->template->issue) : ""; }

/* A member of the contract is filled in under its own name. */
#define TERM(name, words, in, when) { .code = #name, .label = words, .group = in, .asked = when, .value = name, .place = on_contract, .member = #name }
const struct variable variables[] = {
    { "agency_name", N_("Name of the company"), GROUP_COMPANY, NULL, agency_name, in_settings, "company.name", NULL },
    { "agency_uscc", N_("Unified social credit code"), GROUP_COMPANY, NULL, agency_uscc, in_settings, "company.uscc", NULL },
    { "agency_head", N_("Legal representative"), GROUP_COMPANY, NULL, agency_head, in_settings, "company.head", NULL },
    { "agency_licence", N_("Licence number"), GROUP_COMPANY, NULL, agency_licence, in_settings, "company.licence", NULL },
    { "agency_address", N_("Address of the shop"), GROUP_COMPANY, NULL, agency_address, on_branch, "address", NULL },
    { "agency_phone", N_("Phone for complaints"), GROUP_COMPANY, NULL, agency_phone, on_branch, "complaint_phone", NULL },
    { "customer_name", N_("Customer's name"), GROUP_CUSTOMER, NULL, customer_name, on_payer, "name", N_("As on the ID card; “Ms Wang” is no name for a contract") },
    { "customer_id", N_("Customer's ID number"), GROUP_CUSTOMER, NULL, customer_id, customers_id, "id_number", N_("Asked for the contract only, and kept three years after its end") },
    { "customer_phone", N_("Customer's phone"), GROUP_CUSTOMER, NULL, customer_phone, on_payer, "phone", NULL },
    { "address", N_("Address of the home"), GROUP_CUSTOMER, NULL, address, on_home, "address", NULL },
    { "signer", N_("Who signs for the customer"), GROUP_CUSTOMER, NULL, signer, on_contract, "signer", NULL },
    { "signer_right", N_("By which right she signs"), GROUP_CUSTOMER, NULL, signer_right, on_contract, "signer_right", N_("Towards who is cared for: ask who signs, and who is the guardian") },
    { "signer_phone", N_("Phone of who signs"), GROUP_CUSTOMER, by_another, signer_phone, on_signer, "phone", N_("The code to sign with goes there") },
    { "authority", N_("Authority of who signs, in force"), GROUP_CUSTOMER, shows_authority, authority, on_contract, "authority", N_("On the customer's page: Authority, with its paper; then name it in the contract") },
    { "guardian", N_("Guardian of who is cared for"), GROUP_CUSTOMER, guarded, guardian, on_contract, "guardian", N_("Someone in the home cannot decide for herself, or is a child whose parent does not sign") },
    { "worker_name", N_("Worker's name"), GROUP_WORKER, NULL, worker_name, on_her, "name", NULL },
    { "worker_id", N_("Worker's ID number"), GROUP_WORKER, NULL, worker_id, on_her, "id_number", NULL },
    { "worker_phone", N_("Worker's phone"), GROUP_WORKER, NULL, worker_phone, on_her, "phone", NULL },
    { "worker_medical", N_("Medical check, with its class"), GROUP_WORKER, NULL, worker_medical, a_credential, "medical", N_("A verified check that covers the first day") },
    { "worker_certificate", N_("Training or certificate"), GROUP_WORKER, NULL, worker_certificate, a_credential, "skill", N_("A verified certificate, or her level in this service") },
    { "worker_background", N_("Background check, its date"), GROUP_WORKER, NULL, worker_background, a_credential, "background", N_("A verified check with a clean result that covers the first day; one that came by the roster needs its result entered on the paper") },
    { "worker_insurance", N_("Insurance, with its policy number"), GROUP_WORKER, NULL, worker_insurance, a_credential, "insurance", N_("A verified policy with its number that covers the first day") },
    { "mode", N_("Mode"), GROUP_SERVICE, NULL, mode_name, on_contract, "mode", NULL },
    { "line", N_("Service line"), GROUP_SERVICE, NULL, line_name, on_contract, "line", NULL },
    TERM(scope, N_("What she does"), GROUP_SERVICE, NULL), TERM(exclusions, N_("What is not included"), GROUP_SERVICE, NULL), TERM(cared_for, N_("Persons cared for and their condition"), GROUP_SERVICE, cares),
    TERM(hours, N_("Working time"), GROUP_SERVICE, NULL), TERM(hours_day, N_("Hours a day"), GROUP_SERVICE, part_time), TERM(hours_week, N_("Hours a week"), GROUP_SERVICE, part_time),
    TERM(rest_weekdays, N_("Always rests on"), GROUP_SERVICE, by_the_week), { "arrangement", N_("Lives in"), GROUP_SERVICE, NULL, arrangement, on_contract, "live_in", NULL },
    TERM(first, N_("First day"), GROUP_SERVICE, NULL), TERM(last, N_("Last day"), GROUP_SERVICE, NULL), { "days", N_("Days of the term"), GROUP_SERVICE, NULL, days, on_contract, "last", NULL },
    TERM(trial_days, N_("Days of trial"), GROUP_SERVICE, with_trial), TERM(trial_day_rate, N_("Pay for a day of trial"), GROUP_SERVICE, with_trial),
    { "room", N_("Room and bed"), GROUP_LIFE, lives_in, room, on_contract, "own_room", NULL }, TERM(sleep_hours, N_("Hours of sleep"), GROUP_LIFE, lives_in), TERM(rest_days, N_("Rest days a month"), GROUP_LIFE, lives_in),
    TERM(meals, N_("Meals"), GROUP_LIFE, lives_in), TERM(hygiene, N_("Things for washing"), GROUP_LIFE, lives_in), TERM(cameras, N_("Cameras"), GROUP_LIFE, NULL),
    TERM(wage, N_("Monthly wage"), GROUP_PAY, NULL), { "wage_of", N_("Wage for"), GROUP_PAY, NULL, wage_of, on_contract, "basis", NULL }, { "wage_whole", N_("Whole of it"), GROUP_PAY, NULL, wage_whole, on_contract, "basis", NULL }, TERM(basis, N_("A day of it is"), GROUP_PAY, NULL), { "day_rate", N_("Day rate"), GROUP_PAY, NULL, day_rate, on_contract, "wage", NULL },
    TERM(pay_day, N_("Pay day"), GROUP_PAY, paid_monthly), TERM(payer, N_("Who pays her"), GROUP_PAY, NULL), { "holiday_rule", N_("Work on holidays"), GROUP_PAY, NULL, holiday_rule, on_contract, "holiday", NULL },
    TERM(service_fee, N_("Service fee, a month or the term"), GROUP_FEES, ours), { "fee_of", N_("Service fee for"), GROUP_FEES, ours, fee_of, on_contract, "basis", NULL }, TERM(fee, N_("Our fee, or one by the month"), GROUP_FEES, once), TERM(management_fee, N_("Management fee a month"), GROUP_FEES, monthly),
    TERM(first_due, N_("To be paid before it begins"), GROUP_FEES, NULL), TERM(guarantee_months, N_("Guarantee"), GROUP_FEES, NULL), TERM(replacements, N_("Replacements included"), GROUP_FEES, NULL),
    TERM(deposit_kind, N_("Kind of deposit"), GROUP_FEES, NULL), TERM(deposit, N_("Customer's deposit"), GROUP_FEES, with_deposit), { "refund_table", N_("Refund ladder"), GROUP_FEES, NULL, refund_table, on_contract, "refunds", NULL },
    { "waiting_rule", N_("Waiting for a late birth"), GROUP_FEES, waits, waiting_rule, on_contract, "waiting_day", NULL },
    TERM(notice_customer, N_("Notice by the customer"), GROUP_RULES, NULL), TERM(notice_worker, N_("Notice by the worker"), GROUP_RULES, NULL),
    TERM(off_platform_months, N_("No deal past us, for"), GROUP_RULES, NULL), TERM(off_platform, N_("Owed for a deal past us"), GROUP_RULES, NULL),
    { "contract_number", N_("Contract number"), GROUP_RULES, NULL, contract_number, on_contract, "record", NULL }, { "template", N_("Template"), GROUP_RULES, NULL, template_name, a_template, "template", N_("Publish a template of this mode") },
};
const int variable_count = COUNT_OF(variables);

bool variable_of_papers(const struct variable *v) { return v->place == a_credential; }

struct place_to_fill variable_place(struct work *w, const struct deal *d, const struct variable *v)
{
    struct place_to_fill where = v->place(d);
    if (!variable_of_papers(v) || !d->contract->worker.id) return where;
    const struct credential *c = paper(w, d, (enum credential_kind)choice_value(type_field(&credential_type, "kind")->choices, v->member));
    return c ? (struct place_to_fill){ "credential", c->record.id } : where;
}

const struct variable *variable_named(text code, size_t length)
{
    for (int i = 0; i < variable_count; i++)
        if (strlen(variables[i].code) == length && !strncmp(variables[i].code, code, length)) return &variables[i];
    return NULL;
}

int variables_missing(struct work *w, const struct deal *d, const struct variable **ret, int most)
{
    int n = 0;
    for (int i = 0; i < variable_count && n < most; i++) {
        const struct variable *v = &variables[i];
        if ((!v->asked || v->asked(w, d)) && blank(v->value(w, d))) ret[n++] = v;
    }
    return n;
}

text variables_fill(struct work *w, const struct deal *d, text wording)
{
    struct buf out = buf_new(w->arena);
    for (text at = wording; *at;) {
        const char *open = strchr(at, '{'), *close = open ? strchr(open, '}') : NULL;
        const struct variable *v = close ? variable_named(open + 1, (size_t)(close - open - 1)) : NULL;
        size_t plain = open ? (size_t)(open - at) : strlen(at);
        buf_bytes(&out, at, plain);
        if (!open) break;
        at += plain;
        text value = v ? v->value(w, d) : "";
        if (v && !blank(value)) buf_add(&out, value);
        else if (v) buf_print(&out, "【%s】", zh(v->label));
        else buf_char(&out, '{');
        at = v ? close + 1 : at + 1;
    }
    return buf_text(&out);
}

text variables_unknown(struct work *w, text wording)
{
    for (const char *open = strchr(wording, '{'); open; open = strchr(open + 1, '{')) {
        const char *close = strchr(open, '}');
        if (!close) return open;
        if (!variable_named(open + 1, (size_t)(close - open - 1))) return print(w, "%.*s", (int)(close - open + 1), open);
    }
    return NULL;
}
