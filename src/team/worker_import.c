/* worker_import.c — a shop's roster: one row is a person, her archive, and the papers whose dates stand beside her name. */
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "record/import.h"
#include "record/store.h"
#include "team/team.h"

/* Found again by worker and kind and the day it runs out: a renewed paper is another one. */
#define PAPER(paper) { .name = paper, .type = &credential_type, .links = { { "worker", "worker" } }, .fields = "-", .keys = { "worker+kind+valid_to", "worker+kind+issued" }, .clocks = true }
static const struct import_part parts[] = {
    { .name = "person", .type = &person_type, .needed = true, .fields = "name|sex|birth|phone|phone2|id_number|emergency_name|emergency_relation|emergency_phone",
      .keys = { "id_number", "name+phone" }, .among = "state = 1", .same = "name", .hint = "phone", .once = true },
    { .name = "worker", .type = &worker_type, .needed = true, .links = { { "person", "person" } },
      .fields = "state|mode|grade|area|travel|fears_pets|bank_account|joined|left_on|remark", .keys = { "person" } },
    PAPER("identity"), PAPER("medical"), PAPER("background"), PAPER("insurance"), PAPER("card"), PAPER("skill"),
};

/* ---- lines ---- */

static struct skill *skill_room(struct work *w, struct worker *n)
{
    struct skill *list = take_many(w, struct skill, n->skills.count + 1);
    if (n->skills.count) memcpy(list, n->skills.at, sizeof *list * n->skills.count);
    n->skills.at = list;
    return &list[n->skills.count];
}

/* By name or code; else by the category its choice knows under other names (月嫂, 钟点工), when one line alone is in it. */
static int64_t line_named(struct work *w, text name)
{
    struct rows *row = db_query(w, SQL("select id from service_line where state = 1 and (name = $1 or code = $1) order by id limit 2"), BIND(txt(name)));
    int64_t id = 0, kind = 0;
    while (db_next(row)) id = db_number(row, 0);
    if (id || failed(w)) return id;
    const struct field *f = type_field(&service_line_type, "category");
    for (const struct choice *c = f->choices; c->key && !kind; c++) {
        if (!strcmp(translate("zh", c->label), name)) kind = c->value;
        for (text at = c->also ? c->also : ""; *at; at += strcspn(at, "|"), at += *at == '|')
            if (strcspn(at, "|") == strlen(name) && !strncmp(at, name, strlen(name))) kind = c->value;
    }
    row = db_query(w, SQL("select id from service_line where state = 1 and category = $1 order by id limit 2"), BIND(num(kind)));
    while (db_next(row)) id = id ? -1 : db_number(row, 0);
    return id > 0 ? id : 0;
}

static bool add_skill(struct work *w, struct worker *n, text name)
{
    int64_t line = line_named(w, name);
    if (!line) return failed(w) ? false : wrong(w, "", N_("There is no service line “{1}”; enter it among the services first"), utf8_cut(w->arena, name, 30));
    if (worker_level(n, line)) return true;
    *skill_room(w, n) = (struct skill){ .line = { line }, .level = 1 };
    n->skills.count++;
    return true;
}

/* 保洁、月嫂/擦玻璃 */
static bool read_skills(struct work *w, text given, struct import_row *row)
{
    struct worker *n = import_draft(row, "worker");
    struct buf word = buf_new(w->arena);
    bool well = true;
    buf_add(&word, "");
    for (const char *at = utf8_narrow(w->arena, given);;) {
        uint32_t c = *at ? utf8_next(&at) : 0;
        bool ends = !c || c == ',' || c == ';' || c == '/' || c == '|' || c == '+' || c == ' ' || c == '\n' || c == 0x3001;
        if (!ends) { utf8_put(&word, c); continue; }
        text one = utf8_trim(w->arena, buf_text(&word));
        if (*one) well &= add_skill(w, n, one);
        word = buf_new(w->arena);
        buf_add(&word, "");
        if (!c || failed(w)) break;
    }
    return well;
}

/* ---- papers ---- */

static struct credential *paper(struct import_row *row, text part, enum credential_kind kind)
{
    struct credential *c = import_draft(row, part);
    c->kind = kind;
    if (kind == CREDENTIAL_MEDICAL && !c->medical) c->medical = MEDICAL_GENERAL;
    return c;
}

/* 长期: an identity card without an end. */
static bool day_given(struct work *w, text given, maybe_day *ret, bool *ret_for_good)
{
    day d;
    text at = given;
    text until = strstr(given, "至");            /* 2020.01.05至2040.01.05: the end counts */
    if (until) at = utf8_trim(w->arena, until + strlen("至"));
    *ret_for_good = !strcmp(at, "长期") || !strcmp(at, "永久");
    if (*ret_for_good) return true;
    at = arena_copy_n(w->arena, at, strcspn(at, " "));
    if (!day_read(at, &d)) return wrong(w, "", N_("“{1}” is not a date; write 2026-03-05"), utf8_cut(w->arena, given, 40));
    *ret = (maybe_day){ d.number, true };
    return true;
}

static bool read_end(struct work *w, text given, struct import_row *row, text part, enum credential_kind kind)
{
    bool for_good;
    maybe_day end = { 0 };
    if (!day_given(w, given, &end, &for_good)) return false;
    struct credential *c = paper(row, part, kind);
    c->valid_to = end;
    return true;
}

static bool read_issued(struct work *w, text given, struct import_row *row, text part, enum credential_kind kind)
{
    bool for_good;
    maybe_day begins = { 0 };
    if (!day_given(w, given, &begins, &for_good)) return false;
    paper(row, part, kind)->issued = begins;
    return true;
}

static bool read_identity_end(struct work *w, text given, struct import_row *row) { return read_end(w, given, row, "identity", CREDENTIAL_IDENTITY); }
static bool read_medical_end(struct work *w, text given, struct import_row *row) { return read_end(w, given, row, "medical", CREDENTIAL_MEDICAL); }
static bool read_medical_day(struct work *w, text given, struct import_row *row) { return read_issued(w, given, row, "medical", CREDENTIAL_MEDICAL); }
static bool read_background_day(struct work *w, text given, struct import_row *row) { return read_issued(w, given, row, "background", CREDENTIAL_BACKGROUND); }
static bool read_background_end(struct work *w, text given, struct import_row *row) { return read_end(w, given, row, "background", CREDENTIAL_BACKGROUND); }
static bool read_insurance_end(struct work *w, text given, struct import_row *row) { return read_end(w, given, row, "insurance", CREDENTIAL_INSURANCE); }
static bool read_card_end(struct work *w, text given, struct import_row *row) { return read_end(w, given, row, "card", CREDENTIAL_CARD); }

static bool read_number_of(struct work *w, text given, struct import_row *row, text part, enum credential_kind kind)
{
    if (utf8_length(given) > 40) return wrong(w, "", N_("{1} is longer than {2} characters"), translated(w, N_("Number of the paper")), "40");
    paper(row, part, kind)->paper_number.plain = given;
    return true;
}

static bool read_policy(struct work *w, text given, struct import_row *row) { return read_number_of(w, given, row, "insurance", CREDENTIAL_INSURANCE); }
static bool read_skill_paper(struct work *w, text given, struct import_row *row) { return read_number_of(w, given, row, "skill", CREDENTIAL_SKILL); }

static bool read_medical_class(struct work *w, text given, struct import_row *row)
{
    static const struct { text word; enum medical_class is; } words[] = {
        { "一般", MEDICAL_GENERAL }, { "居家", MEDICAL_HOME }, { "养老", MEDICAL_ELDER }, { "老人", MEDICAL_ELDER }, { "母婴", MEDICAL_INFANT }, { "婴", MEDICAL_INFANT } };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(given, words[i].word)) return paper(row, "medical", CREDENTIAL_MEDICAL)->medical = words[i].is, true;
    return wrong(w, "", N_("“{1}” is no class of medical check (general, live-in, elder care, mother and infant)"), utf8_cut(w->arena, given, 30));
}

/* A roster says what a shop has checked long ago: its papers are valid, or have run out. Who verified them is not invented. */
static void settle_papers(struct work *w, struct import_row *row)
{
    static const struct { text part; enum credential_kind kind; } papers[] = {
        { "identity", CREDENTIAL_IDENTITY }, { "medical", CREDENTIAL_MEDICAL }, { "background", CREDENTIAL_BACKGROUND }, { "insurance", CREDENTIAL_INSURANCE },
        { "card", CREDENTIAL_CARD }, { "skill", CREDENTIAL_SKILL } };
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        if (!import_has(row, papers[i].part)) continue;
        struct credential *c = paper(row, papers[i].part, papers[i].kind);
        int months = credential_months(c->kind);
        if (!c->valid_to.given && c->issued.given && months) c->valid_to = (maybe_day){ day_plus_months((day){ c->issued.number }, months).number - 1, true };
        bool over = c->valid_to.given && c->valid_to.number < day_of(w->now).number;
        c->state = over ? CREDENTIAL_EXPIRED : CREDENTIAL_VALID;
        c->verified_how = "导入：店铺花名册";
        if (c->kind == CREDENTIAL_MEDICAL && !c->valid_to.given) import_warn(w, row, "medical_until", N_("The medical check has no date"));
    }
}

static bool finish(struct work *w, struct import_row *row)
{
    struct worker *n = import_draft(row, "worker");
    if (!n->mode) {
        n->mode = MODE_AGENCY;
        if (!import_earlier(row, "mode", "not told")) import_warn(w, row, "worker.mode", N_("How workers are employed is not told: who has none is entered as introduced (agency mode)"));
    }
    if (!n->state) n->state = n->left_on.given && n->left_on.number <= day_of(w->now).number ? WORKER_LEFT : WORKER_ACTIVE;
    if (n->left_on.given && n->joined.given && n->left_on.number < n->joined.number) wrong(w, "worker.left_on", N_("The last day lies before the first"));
    settle_papers(w, row);
    return !failed(w);
}

static const struct import_column columns[] = {
    { .name = "person.name", .label = N_("Her name"), .also = "姓名|阿姨姓名|阿姨|员工姓名|服务人员|服务员|师傅|师傅姓名|家政员|保洁员|名字|月嫂姓名", .required = true },
    { .name = "person.id_number", .also = "身份证|身份证号|身份证号码|证件号|证件号码|身份证编号|居民身份证号" },
    { .name = "person.phone", .also = "手机|手机号|手机号码|电话|联系电话|联系方式|电话号码|本人电话" },
    { .name = "person.phone2", .also = "备用电话|电话2|手机2|家属电话" },
    { .name = "person.sex", .also = "性别" },
    { .name = "person.birth", .also = "出生日期|生日|出生年月|出生年月日" },
    { .name = "person.emergency_name", .also = "紧急联系人|紧急联系人姓名" },
    { .name = "person.emergency_relation", .also = "与本人关系|紧急联系人关系" },
    { .name = "person.emergency_phone", .also = "紧急联系电话|紧急联系人电话|紧急电话" },
    { .name = "skills", .label = N_("Lines she does"), .also = "工种|服务项目|服务类型|技能|岗位|职位|可做项目|服务工种|类别|擅长|业务类型", .read = read_skills },
    { .name = "worker.mode", .also = "用工形式|用工方式|合同类型|用工类型|签约方式|用工性质", .filled = true },
    { .name = "worker.grade", .also = "等级|级别|星级|评级|技术等级" },
    { .name = "worker.state", .also = "状态|在职状态|员工状态|是否在职|在岗状态" },
    { .name = "worker.area", .also = "片区|区域|服务区域|接单区域|居住区域|负责区域" },
    { .name = "worker.joined", .also = "入职日期|入职时间|加入日期|签约日期|到岗日期|登记日期" },
    { .name = "worker.left_on", .also = "离职日期|离职时间|离岗日期" },
    { .name = "worker.bank_account", .also = "银行卡|银行卡号|工资卡|工资卡号|银行账号|卡号|收款账号" },
    { .name = "worker.travel", .also = "交通工具|出行方式" },
    { .name = "medical_until", .label = N_("Medical check valid to"), .also = "健康证到期|健康证到期日|健康证到期时间|健康证有效期|健康证有效期至|健康证|体检到期|体检有效期", .read = read_medical_end },
    { .name = "medical_on", .label = N_("Medical check on"), .also = "体检日期|体检时间|健康证办理日期|健康证发证日期", .read = read_medical_day },
    { .name = "medical_class", .label = N_("Medical class"), .also = "体检类别|健康证类别|体检等级", .read = read_medical_class },
    { .name = "background_on", .label = N_("Background check on"), .also = "背调日期|背景调查日期|无犯罪记录日期|无犯罪证明日期|背调时间|无犯罪记录证明|背景调查", .read = read_background_day },
    { .name = "background_until", .label = N_("Background check valid to"), .also = "背调有效期|无犯罪记录有效期|背调到期", .read = read_background_end },
    { .name = "insurance_until", .label = N_("Insurance valid to"), .also = "保险到期|保险到期日|保险有效期|保险截止日期|家政险到期|意外险到期|雇主责任险到期|保险", .read = read_insurance_end },
    { .name = "insurance_number", .label = N_("Insurance policy number"), .also = "保单号|保险单号|保单编号", .read = read_policy },
    { .name = "identity_until", .label = N_("Identity card valid to"), .also = "身份证到期|身份证有效期|身份证有效期至|身份证到期日|证件有效期", .read = read_identity_end },
    { .name = "card_until", .label = N_("Home-service card valid to"), .also = "上门服务证到期|上门证到期|上门服务证有效期", .read = read_card_end },
    { .name = "skill_paper", .label = N_("Number of the skill certificate"), .also = "技能证书编号|技能证号|职业资格证号|证书编号|职业技能等级证书编号", .read = read_skill_paper },
    { .name = "worker.remark", .also = "备注|备注信息|说明" },
};

const struct import_shape worker_import = { .name = "worker", .label = N_("Workers"), IMPORT_PARTS(parts), IMPORT_COLUMNS(columns), .finish = finish };
