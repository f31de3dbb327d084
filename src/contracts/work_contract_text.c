/* work_contract_text.c — the words of a work contract and what they lack. One list of clauses, each with the kinds it belongs to; along 劳动合同法 (17:
 * what it has to say), 劳动法, 工伤保险条例 and the model labour contract of 人力资源社会保障部. Words of our own, to be looked over by the company's lawyer. */
#include <string.h>
#include "base/words.h"
#include "contracts/work_contract_own.h"
#include "record/store.h"

static bool blank(text t) { return !t || !*t; }
static text number(struct work *w, int64_t n) { return print(w, "%lld", (long long)n); }
static text amount(struct work *w, money m) { return m.fen > 0 ? print(w, "¥%s（%s）", money_text(w->arena, m), money_in_capitals(w->arena, m)) : ""; }
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
enum when { ALWAYS, WHEN_FIXED, WHEN_OPEN, WHEN_TASK, WHEN_PROBATION, WHEN_STANDARD, WHEN_PERMIT };

static bool is_so(enum when when, const struct work_contract *c)
{
    switch (when) {
    case WHEN_FIXED: return c->term == WORK_FIXED;
    case WHEN_OPEN: return c->term == WORK_OPEN;
    case WHEN_TASK: return c->term == WORK_TASK;
    case WHEN_PROBATION: return c->probation_last.given;
    case WHEN_STANDARD: return c->regime == REGIME_STANDARD;
    case WHEN_PERMIT: return c->regime != REGIME_STANDARD;
    default: return true;
    }
}

struct fact { text code, label; unsigned kinds; enum when when; text (*value)(struct work *w, const struct facts *f); text type, member; };
static const struct fact facts[] = {
    { "agency_name", N_("Name of the company"), ALL, ALWAYS, agency_name, "setting", "company.name" }, { "agency_uscc", N_("Unified social credit code"), ALL, ALWAYS, agency_uscc, "setting", "company.uscc" },
    { "agency_head", N_("Legal representative"), ALL, ALWAYS, agency_head, "setting", "company.head" }, { "agency_address", N_("Address of the shop"), ALL, ALWAYS, agency_address, "branch", "address" },
    { "agency_phone", N_("Phone for complaints"), ALL, ALWAYS, agency_phone, "branch", "complaint_phone" }, { "worker_name", N_("Worker's name"), ALL, ALWAYS, worker_name, "person", "name" },
    { "worker_id", N_("Worker's ID number"), ALL, ALWAYS, worker_id, "person", "id_number" }, { "worker_phone", N_("Worker's phone"), ALL, ALWAYS, worker_phone, "person", "phone" },
    { "duties", N_("What she does"), ALL, ALWAYS, duties, "work_contract", "duties" }, { "place", N_("Place of work"), ALL, ALWAYS, place_of_work, "work_contract", "place" },
    { "wage", N_("Wage (part-time: an hour)"), ALL, ALWAYS, wage, "work_contract", "wage" }, { "insured_at", N_("Social insurance paid at"), LABOUR, ALWAYS, insured_at, "work_contract", "insured_at" },
    { "permit", N_("Permit for other hours"), LABOUR, WHEN_PERMIT, permit, "work_contract", "permit" }, { "insurance", N_("Insurance, with its policy number"), OLD, ALWAYS, insurance, "credential", "insurance" },
    { "first", N_("First day"), ALL, ALWAYS, first, "work_contract", "first" }, { "last", N_("Last day"), ALL, WHEN_FIXED, last, "work_contract", "last" }, { "started", N_("First day of work"), ALL, ALWAYS, started, "work_contract", "started" },
    { "probation_last", N_("Probation until"), LABOUR, WHEN_PROBATION, probation_last, "work_contract", "probation_last" }, { "probation_wage", N_("Wage in probation"), LABOUR, WHEN_PROBATION, probation_wage, "work_contract", "probation_wage" },
    { "hours_day", N_("Hours a day"), ALL, ALWAYS, hours_day, "work_contract", "hours_day" }, { "hours_week", N_("Hours a week"), ALL, ALWAYS, hours_week, "work_contract", "hours_week" },
    { "pay_day", N_("Pay day"), LABOUR | OLD, ALWAYS, pay_day, "work_contract", "pay_day" }, { "pay_cycle", N_("Paid every"), PART, ALWAYS, pay_cycle, "work_contract", "pay_cycle" },
    { "contract_number", N_("Contract number"), ALL, ALWAYS, contract_number, "work_contract", "record" },
};

static int64_t place_of(const struct facts *f, text type)
{
    if (!strcmp(type, "work_contract")) return f->c->record.id;
    if (!strcmp(type, "person")) return f->her ? f->her->record.id : 0;
    return !strcmp(type, "branch") && f->branch ? f->branch->record.id : 0;
}

int work_contract_missing(struct work *w, const struct work_contract *c, struct work_gap *ret, int most)
{
    struct facts f = facts_of(w, c, false);
    int n = 0;
    for (int i = 0; i < COUNT_OF(facts) && n < most; i++)
        if ((facts[i].kinds & K(c->kind)) && is_so(facts[i].when, c) && blank(facts[i].value(w, &f))) ret[n++] = (struct work_gap){ facts[i].code, facts[i].label, facts[i].type, place_of(&f, facts[i].type), facts[i].member };
    return n;
}

static text fill(struct work *w, const struct facts *f, text wording)
{
    struct buf out = buf_new(w->arena);
    for (const char *at = wording; *at;) {
        const char *open = strchr(at, '{'), *close = open ? strchr(open, '}') : NULL;
        if (!close) { buf_add(&out, at); break; }
        buf_bytes(&out, at, (size_t)(open - at));
        for (int i = 0; i < COUNT_OF(facts); i++) {
            size_t length = (size_t)(close - open - 1);
            if (strlen(facts[i].code) != length || strncmp(facts[i].code, open + 1, length)) continue;
            text value = facts[i].value(w, f);
            if (blank(value)) buf_print(&out, "【%s】", translate("zh", facts[i].label));
            else buf_add(&out, value);
        }
        at = close + 1;
    }
    return buf_text(&out);
}

/* ---- the clauses ---- */

#define A1 "合同期限"
#define A2 "工作内容和工作地点"
#define A3 "工作时间和休息休假"
#define A4 "劳动报酬"
#define A5 "社会保险与保障"
#define A6 "劳动保护与职业安全"
#define A7 "双方承诺"
#define A8 "变更、解除与终止"
#define A9 "争议处理与其他"

struct work_clause { unsigned kinds; text code, article; enum when when; text wording; };
static const struct work_clause clauses[] = {
    { LABOUR, "relation", A1, ALWAYS, "甲方与乙方建立劳动关系，用工之日为{started}。" },
    { PART, "relation", A1, ALWAYS, "甲方与乙方建立非全日制用工关系，用工之日为{started}。乙方可以与其他用人单位订立劳动合同，但后订立的合同不得影响本协议的履行。" },
    { OLD, "relation", A1, ALWAYS, "乙方已达到法定退休年龄，甲方与乙方建立用工（劳务）关系，用工之日为{started}。双方的权利义务以本协议和法律规定为准。" },
    { ALL, "term", A1, WHEN_FIXED, "本合同为固定期限，自{first}起至{last}止，包括首尾两日。" },
    { ALL, "term", A1, WHEN_OPEN, "本合同为无固定期限，自{first}起，至法定的终止条件出现时止。" },
    { ALL, "term", A1, WHEN_TASK, "本合同以完成一定工作任务为期限，自{first}起，至{duties}的任务完成时止。" },
    { LABOUR, "probation", A1, WHEN_PROBATION, "试用期自{first}起至{probation_last}止，包含在合同期限内。试用期工资为每月{probation_wage}，不低于约定工资的百分之八十和当地最低工资标准。同一用人单位与同一劳动者只约定一次试用期。" },
    { PART, "no_probation", A1, ALWAYS, "双方不约定试用期。" },

    { ALL, "duties", A2, ALWAYS, "乙方的工作内容为：{duties}。" }, { ALL, "place", A2, ALWAYS, "乙方的工作地点为：{place}。" },
    { ALL, "standards", A2, ALWAYS, "乙方按照甲方的服务标准完成甲方安排的工作。甲方安排的工作超出服务标准、危及人身安全或者违反法律的，乙方有权拒绝，不视为违反本合同。" },

    { LABOUR, "hours", A3, WHEN_STANDARD, "甲方实行标准工时制，乙方每日工作{hours_day}小时、每周工作{hours_week}小时，每周至少休息一日。" },
    { LABOUR, "hours", A3, WHEN_PERMIT, "经劳动行政部门批准（批准文号：{permit}），乙方所在岗位实行特殊工时制，每日工作{hours_day}小时、每周工作{hours_week}小时为参照，甲方应保证乙方的休息休假。" },
    { PART, "hours", A3, ALWAYS, "乙方平均每日工作不超过{hours_day}小时，每周工作累计不超过{hours_week}小时。" },
    { OLD, "hours", A3, ALWAYS, "乙方每日工作不超过{hours_day}小时、每周不超过{hours_week}小时，甲方不安排乙方加班。" },
    { LABOUR, "overtime", A3, ALWAYS, "甲方因工作需要安排乙方加班的，应与乙方协商，每日不超过3小时、每月不超过36小时，并依法支付不低于工资150%（工作日）、200%（休息日不能补休的）、300%（法定休假日）的报酬。" },
    { LABOUR, "leave", A3, ALWAYS, "乙方依法享受法定休假日、带薪年休假、婚假、产假、丧假等假期。" },
    { OLD, "rest", A3, ALWAYS, "乙方依法享有法定节假日和必要的休息；法定节假日安排工作的，由双方另行约定补偿，不低于甲方对其他人员的标准。" },

    { LABOUR | OLD, "wage", A4, ALWAYS, "甲方以货币形式支付乙方每月报酬{wage}，不低于当地最低工资标准；法律规定和甲方公示的计件、提成报酬另行计算。" },
    { PART, "wage", A4, ALWAYS, "乙方的小时报酬为{wage}，不低于当地规定的小时最低工资标准。" },
    { LABOUR | OLD, "pay_day", A4, ALWAYS, "甲方于次月{pay_day}日前以银行转账方式支付上月报酬，并提供明细。客户是否付款不影响甲方向乙方支付报酬。" },
    { PART, "pay_day", A4, ALWAYS, "报酬每{pay_cycle}日结算支付一次，结算支付周期最长不超过十五日，以银行转账方式支付并提供明细。" },
    { ALL, "deduction", A4, ALWAYS, "甲方不得克扣或者无故拖欠报酬。乙方依法应当赔偿甲方损失的，每月扣除的部分不超过当月报酬的百分之二十，扣除后不低于当地最低工资标准。" },

    { LABOUR, "insurance", A5, ALWAYS, "甲方自用工之日起三十日内依法为乙方办理社会保险登记，在{insured_at}缴纳社会保险费；个人应缴部分由甲方代扣代缴。双方不得约定不缴纳社会保险，已作约定的无效。" },
    { LABOUR, "sick", A5, ALWAYS, "乙方患病或者非因工负伤的医疗期和待遇、生育待遇，按照国家和地方规定执行。" },
    { PART, "insurance", A5, ALWAYS, "甲方依法为乙方缴纳工伤保险费。乙方在工作中受到事故伤害的，依法享受工伤保险待遇。" },
    { OLD, "insurance", A5, ALWAYS, "甲方在乙方开始工作前为其投保意外伤害保险或者雇主责任保险（{insurance}），所在地允许的，为其单险种参加工伤保险，费用由甲方承担。乙方在工作中受到伤害的，先由保险赔付，不足部分由甲方依法承担。" },

    { ALL, "safety", A6, ALWAYS, "甲方对乙方进行安全生产教育和岗前培训，提供必要的劳动防护用品；乙方遵守安全操作规程。不得安排或者要求乙方探身擦拭外窗、无证攀高作业、混合使用化学清洁剂。" },
    { ALL, "dignity", A6, ALWAYS, "乙方在客户居所受到打骂、侮辱、骚扰或者人身安全受到威胁的，有权立即停止工作并离开，甲方应予协助，不视为旷工或者违约。" },
    { LABOUR | PART, "injury", A6, ALWAYS, "乙方在工作中受到事故伤害的，甲方应立即救治，并自事故发生之日起三十日内提出工伤认定申请。" },

    { ALL, "no_deposit", A7, ALWAYS, "甲方不扣押乙方的居民身份证和其他证件，不要求乙方提供担保，不以其他名义向乙方收取财物。" },
    { ALL, "true_facts", A7, ALWAYS, "乙方如实说明与履行本合同有关的身份、学历、健康、技能和工作经历；甲方如实告知工作内容、条件、地点、职业危害、安全状况和报酬。" },
    { ALL, "privacy", A7, ALWAYS, "乙方对在工作中知悉的客户家庭情况负有保密义务。甲方为履行本合同和法定义务处理乙方的个人信息，不向无关第三方提供；乙方有权查阅、复制、更正。" },

    { ALL, "change", A8, ALWAYS, "经双方协商一致，可以书面变更本合同；变更后的文本双方各执一份。" },
    { LABOUR, "end", A8, ALWAYS, "乙方提前三十日书面通知甲方（试用期内提前三日）可以解除本合同。甲方解除或者终止本合同，按照《中华人民共和国劳动合同法》第三十六条、第三十九条至第四十四条执行，依法应支付经济补偿的，在办结工作交接时支付。" },
    { LABOUR, "renewal", A8, ALWAYS, "合同期满前三十日，甲方书面告知乙方是否续订。连续订立二次固定期限劳动合同或者乙方在甲方连续工作满十年的，除乙方提出订立固定期限外，应订立无固定期限劳动合同。" },
    { PART, "end", A8, ALWAYS, "双方任何一方都可以随时通知对方终止用工；终止用工，甲方不向乙方支付经济补偿，已工作部分的报酬应即时结清。" },
    { OLD, "end", A8, ALWAYS, "任何一方提前七日通知对方可以解除本协议，已工作部分的报酬应即时结清；因身体原因不能继续工作的，可以即时解除。" },
    { LABOUR, "certificate", A8, ALWAYS, "解除或者终止劳动合同时，甲方出具解除或者终止证明，并在十五日内为乙方办理档案和社会保险关系转移手续。" },

    { LABOUR | PART, "dispute", A9, ALWAYS, "因履行本合同发生争议的，双方可以协商、申请调解，或者依法向劳动争议仲裁委员会申请仲裁。" },
    { OLD, "dispute", A9, ALWAYS, "因履行本协议发生争议的，双方可以协商、申请调解，或者依法申请仲裁、向人民法院起诉。" },
    { ALL, "e_sign", A9, ALWAYS, "双方同意采用电子签名签署本合同。签署时间、签署人身份的核验方式和合同文本的指纹（SHA-256）记载于签署证据页，证据页是本合同的组成部分；采用纸质签署的，与电子文本具有同等效力。" },
    { ALL, "copies", A9, ALWAYS, "本合同一式两份，甲乙双方各执一份，自双方签署之日起生效。乙方有权随时查阅、复制本合同。" },
};

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

static void articles(struct work *w, struct json *j, const struct facts *f)
{
    struct numbering n = { .title = "" };
    for (int i = 0; i < COUNT_OF(clauses); i++) {
        const struct work_clause *c = &clauses[i];
        if (!(c->kinds & K(f->c->kind)) || !is_so(c->when, f->c)) continue;
        if (strcmp(n.title, c->article)) document_article(w, j, &n, c->article);
        document_clause(w, j, &n, c->code, fill(w, f, c->wording));
    }
    agreed_besides(w, j, &n, f->c->terms);
}

text work_contract_text(struct work *w, const struct work_contract *c, bool open)
{
    static const text titles[] = { "", "劳动合同", "非全日制用工协议", "用工（劳务）协议" };
    struct facts f = facts_of(w, c, open);
    struct json j = json_new(w->arena);
    const struct work_contract *before = c->previous.id ? record_peek(w, &work_contract_type, c->previous.id) : NULL;
    write_object(&j, NULL);
    write_text(&j, "title", titles[c->kind <= WORK_OVER_AGE ? c->kind : 0]);
    write_text(&j, "number", c->record.number);
    write_text(&j, "template", "");
    write_list(&j, "blocks");
    parties(w, &j, &f);
    document_block(&j, "text", NULL, NULL, fill(w, &f, c->kind == WORK_OVER_AGE ? "根据《中华人民共和国民法典》及有关法律规定，甲乙双方在平等、自愿、公平和诚信的基础上订立本协议（编号：{contract_number}）。"
                                                                            : "根据《中华人民共和国劳动法》《中华人民共和国劳动合同法》及有关规定，甲乙双方遵循合法、公平、平等自愿、协商一致、诚实信用的原则订立本合同（编号：{contract_number}）。"));
    if (before) document_block(&j, "text", NULL, NULL, print(w, c->link == CONTRACT_AMENDS ? "本合同变更并替代编号为%s的合同；变更自本合同首日起生效，此前的权利义务仍按原合同履行。" : "本合同为编号%s的合同的续订，自首日起履行。", contract_number(w, &(struct facts){ .c = before })));
    articles(w, &j, &f);
    document_signs(&j, (const text[]){ "甲方（用人单位盖章或经办人签字）", "乙方签字", NULL });
    write_end(&j, ']');
    write_end(&j, '}');
    return buf_text(&j.out);
}
