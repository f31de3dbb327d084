/* customer.c — see customer.h. */
#include <string.h>
#include "base/words.h"
#include "record/deadline.h"
#include "record/erase.h"
#include "record/parts.h"
#include "customers/customers.h"
#include "record/said.h"

static const struct choice states[] = {
    { CUSTOMER_ACTIVE, "active", N_("Active"), "ok" }, { CUSTOMER_DORMANT, "dormant", N_("Dormant"), "warn" },
    { CUSTOMER_CLOSED, "closed", N_("Closed"), "mute", .final = true }, { 0 },
};
static const struct choice kinds[] = { { CUSTOMER_PERSON, "person", N_("Person"), .also = "个人" }, { CUSTOMER_COMPANY, "company", N_("Company"), .also = "公司|企业|单位" }, { 0 } };
const struct choice customer_sources[] = {
    { SOURCE_REFERRAL, "referral", N_("Referral"), .also = "老带新|介绍|朋友介绍|客户介绍|老客户介绍|阿姨介绍" }, { SOURCE_WALK_IN, "walk_in", N_("Walk-in"), .also = "到店|上门|路过|门店|自然到店" },
    { SOURCE_PLATFORM, "platform", N_("Platform"), .also = "美团|58|58同城|58到家|抖音|快手|小红书|大众点评|点评|京东|天鹅到家|淘宝|拼多多|支付宝|高德|饿了么" }, { SOURCE_WECHAT, "wechat", N_("WeChat"), .also = "微信|社群|公众号|视频号|朋友圈|小程序|企业微信" },
    { SOURCE_PHONE, "phone", N_("Phone"), .also = "来电|电话咨询|热线" }, { SOURCE_ADVERT, "advert", N_("Advertisement"), .also = "传单|广告|百度|地推|海报|信息流|电梯广告" },
    { SOURCE_PARTNER, "partner", N_("Partner"), .also = "合作|物业|社区|居委会|异业" }, { SOURCE_OTHER, "other", N_("Other"), .also = "其它" }, { 0 },
};

#define COMPANY N_("A company")
static const struct field fields[] = {
    FIELD(customer, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(customer, name, .personal = true, .label = N_("Name"), .required = true, .max = 60, .list = true, .search = true, .names = true, .sort = true, .also = "客户|客户姓名|姓名|雇主|客户名称"),
    FIELD(customer, kind, .label = N_("Kind"), .choices = kinds, .filter = true, .also = "客户类型"),
    FIELD(customer, person, .label = N_("Person"), .to = &person_type, .required = true),
    FIELD(customer, tax_number, .personal = true, .label = N_("Tax number"), .format = FORMAT_USCC, .max = 18, .group = COMPANY, .also = "税号|统一社会信用代码"),
    FIELD(customer, invoice_title, .personal = true, .label = N_("Invoice title"), .max = 100, .group = COMPANY, .also = "抬头|发票抬头|开票抬头", .help = N_("Empty: the name")),
    FIELD(customer, monthly, .label = N_("One bill a month"), .filter = true, .group = COMPANY, .also = "月结"),
    FIELD(customer, due_day, .label = N_("To be paid by day"), .min = 0, .max = 28, .group = COMPANY, .help = N_("Of the month after it; 1 to 28"), .also = "付款日|结算日"),
    FIELD(customer, credit_limit, .label = N_("May owe at most"), .min = 0, .max = 1000000000, .group = COMPANY, .help = N_("Owed, done and ordered together; 0: no limit"), .also = "信用额度|授信额度"),
    FIELD(customer, level, .label = N_("Membership level"), .max = 20, .list = true, .filter = true, .also = "会员等级|等级"),
    FIELD(customer, source, .label = N_("Came by"), .choices = customer_sources, .filter = true, .list = true, .also = "来源|渠道|客户来源"),
    FIELD(customer, platform_phone, .label = N_("Platform's masked number"), .mask = MASK_TAIL4, .reveal = CAN_REVEAL_ADDRESS, .max = 30, .group = N_("Platform")),
    FIELD(customer, platform_phone_until, .label = N_("Works until"), .group = N_("Platform")),
    FIELD(customer, platform_order, .personal = true, .label = N_("Platform order"), .max = 40, .search = true, .group = N_("Platform")),
    FIELD(customer, favourite, .label = N_("Asks for"), .to = &person_type, .also = "指定阿姨|常用阿姨"),
    FIELD(customer, since, .label = N_("Customer since"), .list = true, .also = "首单日期|建档日期|登记日期"),
    FIELD(customer, last_visit, .label = N_("Last visit"), .set_by = ENGINE_ONLY, .sort = true, .list = true),
    FIELD(customer, owed, .label = N_("Owes"), .format = FORMAT_OWED, .set_by = STEPS_ONLY, .list = true, .also = "欠款|未付款|期初欠款"),
    FIELD(customer, remark, .personal = true, .label = N_("Remark"), .max = 2000, .format = FORMAT_MULTILINE, .also = "备注"),
};

/* One statement a month is a company's; it needs a day to be paid by. */
static bool company_right(struct work *w, struct customer *c)
{
    bool company = c->kind == CUSTOMER_COMPANY;
    if (!company && *c->tax_number) return wrong(w, "tax_number", N_("A person has no tax number; make it a company"));
    if (!company && (c->monthly || c->credit_limit.fen)) return wrong(w, c->monthly ? "monthly" : "credit_limit", N_("Monthly bills and limits are for companies"));
    if (c->monthly && !c->due_day) c->due_day = 15;
    return true;
}

bool customer_is_served(struct work *w, int64_t customer, text field)
{
    const struct customer *c = customer ? record_peek(w, &customer_type, customer) : NULL;
    if (!c || c->state != CUSTOMER_CLOSED) return !failed(w);
    return wrong(w, field, N_("This customer is closed and gets nothing new; when she comes back, take it at the desk, where she becomes a customer anew"));
}

/* What a person types; level, debt and dates go on by the rules. */
static bool same_by_hand(const struct customer *a, const struct customer *b)
{
    return !strcmp(a->tax_number, b->tax_number) && !strcmp(a->invoice_title, b->invoice_title) && !strcmp(a->remark, b->remark) && a->monthly == b->monthly && a->due_day == b->due_day && a->credit_limit.fen == b->credit_limit.fen;
}

static bool check(struct work *w, struct customer *c, const struct customer *before)
{
    if (before && before->state == CUSTOMER_CLOSED && !same_by_hand(c, before)) return refuse_as(w, CONFLICT, "", N_("This customer is closed: her record stays as it was; what is wrong about the person is put right on the person's page"));
    if (!c->kind) c->kind = *c->tax_number ? CUSTOMER_COMPANY : CUSTOMER_PERSON;
    if (!company_right(w, c)) return false;
    const struct person *p = record_peek(w, &person_type, c->person.id);
    if (p && (c->kind == CUSTOMER_PERSON || !*c->name)) c->name = p->name;
    if (!c->since.given) c->since = (maybe_day){ day_of(w->now).number, true };
    return !failed(w);
}
CHECKER(customer, check)

static const struct sentence *nothing_open(struct work *w, const struct customer *c)
{
    const struct sentence *open = customer_still_open(w, c->record.id, 0);
    if (open || !c->owed.fen) return open;
    return c->owed.fen > 0 ? because(w, N_("She owes {1} that stands on no open bill (brought along, or from before): book her payment without naming a bill first"), money_shown(w->arena, c->owed)) : because(w, N_("{1} of hers is with us: give it back first"), money_shown(w->arena, money_negate(c->owed)));
}
GUARD(customer, nothing_open)

static const struct field transfer_fields[] = {
    FIELD(customer_transfer, branch, .label = N_("To which branch"), .to = &branch_type, .required = true, .help = N_("Homes, plans, visits to come, contracts, cards and open cases go along; what was done and billed stays")),
    FIELD(customer_transfer, workers_come, .label = N_("Her workers come along"), .help = N_("They keep her and are moved to that branch next, each on her page. Otherwise what they were given to is given back, and the new branch sends its own")),
};
RULE(customer, customer_transfer, customer_transfer)

static const struct step steps[] = {
    STEP(transfer, .label = N_("Move to another branch"), .from = FROM(CUSTOMER_ACTIVE) | FROM(CUSTOMER_DORMANT), .by = CAN_MOVE_CUSTOMERS, INPUTS(customer_transfer, transfer_fields), .run = customer_transfer_rule, .reason = true, .preview = true),
    STEP(rest, .label = N_("Mark dormant"), .from = FROM(CUSTOMER_ACTIVE), .to = CUSTOMER_DORMANT, .by = CAN_EDIT_CUSTOMERS),
    STEP(wake, .label = N_("Active again"), .from = FROM(CUSTOMER_DORMANT), .to = CUSTOMER_ACTIVE, .by = CAN_EDIT_CUSTOMERS),
    STEP(close, .label = N_("Close"), .from = FROM(CUSTOMER_ACTIVE) | FROM(CUSTOMER_DORMANT), .to = CUSTOMER_CLOSED, .by = CAN_EDIT_CUSTOMERS, .reason = true, .guard = nothing_open_guard,
         .confirm = N_("A closed customer gets no offers and no new orders. Close?")),
};

/* A contract's number: nobody's any more when its claims have run out. */
static bool forget_id_number(struct work *w, void *record, text rule, int64_t *ret_done)
{
    struct person *p = record_peek(w, &person_type, ((const struct customer *)record)->person.id);
    return p ? record_erase(w, &person_type, p, "id_number", rule, ret_done) : !failed(w);
}

static bool forget_person(struct work *w, void *record, text rule, int64_t *ret_done)
{
    (void)rule;
    return person_erase_when_free(w, ((const struct customer *)record)->person.id, ret_done);
}

static const struct retention kept[] = {
    { .name = "id_number", .label = N_("Customers: the ID number, from the last visit"), .law = N_("Claims run out after 3 years (Civil Code art. 188)"), .days = 1095, .erase = forget_id_number,
      .due = "coalesce(last_visit, 0) < $2 and created_at < $1 and exists (select 1 from person p where p.id = customer.person and length(p.id_number) > 0) "
             "and not exists (select 1 from customer o where o.person = customer.person and (coalesce(o.last_visit, 0) >= $2 or o.created_at >= $1)) "
             "and not exists (select 1 from worker n where n.person = customer.person)" },
    { .name = "platform_phone", .label = N_("Customers: a platform's masked number, from the day it stopped working"), .law = N_("No longer than needed (PIPL art. 19)"), .days = 7, .members = "platform_phone",
      .due = "platform_phone_until > 0 and platform_phone_until < $1 and length(platform_phone) > 0" },
    { .name = "closed", .label = N_("Closed customers: the whole person, from the closing or the last visit"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095, .erase = forget_person,
      .due = "state = 3 and changed_at < $1 and coalesce(last_visit, 0) < $2 and exists (select 1 from person p where p.id = customer.person and p.state = 1) "
             "and not exists (select 1 from customer o where o.person = customer.person and (o.state <> 3 or o.changed_at >= $1 or coalesce(o.last_visit, 0) >= $2))" },
};

money customer_open(struct work *w, const struct customer *c)
{
    money open = c->owed;
    const struct customer_unbilled *a;
    for (int i = 0; (a = house_answers(w->house, QUESTION_UNBILLED, i)) != NULL; i++) open = money_add(open, a->sum(w, c->record.id));
    return open;
}

bool customer_credit(struct work *w, int64_t customer, money more)
{
    const struct customer *c = record_peek(w, &customer_type, customer);
    if (!c || !c->credit_limit.fen) return !failed(w);
    money open = customer_open(w, c), then = money_add(open, more);
    if (failed(w) || then.fen <= c->credit_limit.fen) return !failed(w);
    return refuse(w, "customer", N_("{1} may owe {2} at most and owes {3}; with this it would be {4}. Take a payment, or raise the limit"), c->name, money_shown(w->arena, c->credit_limit), money_shown(w->arena, open), money_shown(w->arena, then));
}

bool customer_credit_watch(struct work *w, int64_t customer)
{
    const struct customer *c = record_peek(w, &customer_type, customer);
    if (!c || !c->credit_limit.fen) return !failed(w);
    money open = customer_open(w, c);
    if (failed(w)) return false;
    if (open.fen <= c->credit_limit.fen) { remind_no_more(w, &customer_type, customer, "credit"); return !failed(w); }
    text what = said_keep(w, N_("{1}: with the visits of the plan {2} stand open, the limit is {3}. Take a payment, raise the limit or pause the plan"),
                               (const text[]){ c->name, money_shown(w->arena, open), money_shown(w->arena, c->credit_limit), NULL });
    mention(w, "customer", customer, N_("The credit limit is passed"));
    return remind(w, &(struct reminder){ .title = what, .due = w->now, .rule = "credit", .about = &customer_type, .record = customer, .branch = c->record.branch.id, .who = CAN_EDIT_CUSTOMERS }) != 0;
}

/* `+ 0`: through the few persons of the phone, not all of the branch. */
int64_t customer_by_phone(struct work *w, text phone)
{
    return db_one(w, SQL("select c.id from customer c where c.person in (select p.id from person p where p.phone_index = $1) and c.branch + 0 = $2 order by c.id limit 1"),
                  BIND(blind_index(w, "person.phone", phone), num(w->actor->home)), 0);
}

const struct record_type customer_type = RECORD_TYPE(customer, .label = N_("Customer"), .module = "customers", FIELDS(fields), STEPS(steps),
    .first_state = CUSTOMER_ACTIVE, .scope = SCOPE_BRANCH, .own = "record", RETENTION(kept), .subject = "person", .see = CAN_SEE_CUSTOMERS, .create = CAN_EDIT_CUSTOMERS,
    .edit = CAN_EDIT_CUSTOMERS, .edit_in = FROM(CUSTOMER_ACTIVE) | FROM(CUSTOMER_DORMANT), .history = true, .check = check_hook, .prefix = "C", .import_states = FROM(CUSTOMER_ACTIVE) | FROM(CUSTOMER_DORMANT));
