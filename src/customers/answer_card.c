/* answer_card.c — see answer_card.h. */
#include "customers/answer_card.h"
#include "base/words.h"
#include "customers/customers.h"
#include "record/answer.h"
#include "record/store.h"

static const struct choice states[] = { { CARD_IN_USE, "in_use", N_("In use"), "ok" }, { CARD_RETIRED, "retired", N_("Disabled"), "mute" }, { 0 } };
static const struct choice kinds[] = {
    { CARD_ASK, "ask", N_("Ask") }, { CARD_WHICH, "which", N_("Which service") }, { CARD_MAY_SAY, "may_say", N_("May be said") }, { CARD_NEVER_SAY, "never_say", N_("Never promised") }, { CARD_NOT_INCLUDED, "not_included", N_("Not included") }, { 0 },
};
/* As in services/line.c: a card is for a kind of service, whatever the company calls its lines. */
static const struct choice categories[] = {
    { LINE_DAILY_CLEANING, "daily_cleaning", N_("Cleaning") }, { LINE_DEEP_CLEANING, "deep_cleaning", N_("Deep cleaning") }, { LINE_MATERNITY, "maternity", N_("Maternity nurse") }, { LINE_INFANT, "infant", N_("Infant nanny") },
    { LINE_NANNY, "nanny", N_("Nanny") }, { LINE_ELDER, "elder", N_("Elder care") }, { LINE_PATIENT, "patient", N_("Patient care") }, { LINE_COOKING, "cooking", N_("Cooking") }, { 0 },
};
static const struct field fields[] = {
    FIELD(answer_card, state, .label = N_("State"), .choices = states, .filter = true), FIELD(answer_card, code, .label = N_("Code"), .max = 40, .set_by = ENGINE_ONLY), FIELD(answer_card, category, .label = N_("Used for"), .choices = categories, .list = true, .filter = true, .help = N_("Empty: every service")),
    FIELD(answer_card, kind, .label = N_("Kind"), .choices = kinds, .required = true, .list = true, .filter = true), FIELD(answer_card, words, .label = N_("Words"), .reads = seeded_words, .required = true, .max = 400, .format = FORMAT_MULTILINE, .list = true, .search = true),
    FIELD(answer_card, source, .label = N_("Source"), .reads = seeded_words, .required = true, .max = 120, .list = true, .help = N_("The law, the price list, your own rule")), FIELD(answer_card, place, .label = N_("Place"), .min = 0, .max = 999),
};
static const struct step steps[] = {
    STEP(retire, .label = N_("Disable"), .from = FROM(CARD_IN_USE), .to = CARD_RETIRED, .by = CAN_EDIT_BOOK), STEP(use, .label = N_("Use again"), .from = FROM(CARD_RETIRED), .to = CARD_IN_USE, .by = CAN_EDIT_BOOK),
};
static text title(struct work *w, const struct answer_card *c) { (void)w; return c->words; }
TITLE(answer_card, title)
const struct record_type answer_card_type = RECORD_TYPE(answer_card, .label = N_("Answer card"), .module = "customers", FIELDS(fields), STEPS(steps), .first_state = CARD_IN_USE, .scope = SCOPE_COMPANY, .see = CAN_SEE_LEADS, .create = CAN_EDIT_BOOK, .edit = CAN_EDIT_BOOK,
    .order = "place", .title = title_hook);

/* ---- what it comes with ---- */

struct first_card { text code; enum line_category category; enum book_kind kind; text words, source; };
#define DECREE9 "《家庭服务业管理暂行办法》第10、13条"
#define CODE586 "民法典 586–588 条"
static const struct first_card first_cards[] = {
    { "all.cared", 0, CARD_ASK, "照顾谁？几岁？能不能自理？家里一共几口人？", "本公司接待表" },
    { "all.decides", 0, CARD_ASK, "这件事家里谁拿主意？面试时能一起来吗？", "本公司接待表" },
    { "all.camera", 0, CARD_ASK, "家里有摄像头吗？装在哪儿？（必须提前告诉阿姨；不得对着她睡觉、洗澡的地方）", "个人信息保护法 26 条" },
    { "all.origin", 0, CARD_ASK, "客户只要或不要某省、某属相的人时，改问：想吃什么口味？要听得懂哪种方言？", "就业促进法 3 条；平等就业" },
    { "all.contract", 0, CARD_MAY_SAY, "上户前签书面合同，写明服务内容、价格、退换规则；合同每方一份。", DECREE9 },
    { "all.papers", 0, CARD_MAY_SAY, "推荐给您的每一位，身份、体检、背景核查都在有效期内；服务期内到期的，到期前换好，换不好就换人；证件明细写进合同。", DECREE9 },
    { "all.phone", 0, CARD_NEVER_SAY, "不把阿姨的身份证号、电话、住址发给客户；这些只在签约时写进合同。", "个人信息保护法 25、28 条" },
    { "all.best", 0, CARD_NEVER_SAY, "不说“最好”“第一”“包满意”“绝对安全”。", "广告法 9 条" },
    { "all.illness", 0, CARD_NEVER_SAY, "不问、不传阿姨的乙肝检查结果；只说体检类别合格。", "就业促进法 30 条；人社部发〔2010〕12号" },
    { "all.deposit", 0, CARD_MAY_SAY, "定金不超过总价 20%，您不做了不退、我们做不了双倍退；订金是预付款，可以退。收哪一种先说清。", CODE586 },
    { "all.refund", 0, CARD_MAY_SAY, "预付的钱 7 天内没有开始服务可以退本金；没有“概不退换”。", "法释〔2025〕4号" },
    { "clean.hours", LINE_DAILY_CLEANING, CARD_ASK, "多大面积？几个房间？有宠物、老人、小孩吗？", "本公司接待表" },
    { "clean.which", LINE_DAILY_CLEANING, CARD_WHICH, "每周固定来、维持干净：日常保洁。两三个月没打扫、厨房油重：深度保洁。刚装修完：开荒保洁。", "本公司服务目录" },
    { "clean.not", LINE_DAILY_CLEANING, CARD_NOT_INCLUDED, "不擦窗外侧、不高空作业、不搬 25 公斤以上的东西、不洗地毯和灯具内部。", "本公司服务标准；高处作业安全" },
    { "maternity.edd", LINE_MATERNITY, CARD_ASK, "预产期哪天？单胎还是双胎？顺产还是剖宫产计划？要 26 天还是 42 天？", "本公司接待表" },
    { "maternity.window", LINE_MATERNITY, CARD_MAY_SAY, "月嫂按预产期前后各 7 天留档期；提前或推后，由她或事先讲好的备选月嫂按原价上户。", "本公司档期规则" },
    { "maternity.days", LINE_MATERNITY, CARD_MAY_SAY, "按 26 天计，上户当天算第 1 天；延长一天按总价÷26。", "行业惯例，写入合同" },
    { "maternity.heal", LINE_MATERNITY, CARD_NEVER_SAY, "不承诺催乳一定成功、黄疸一定退、产妇一定瘦；月嫂不做诊断、不用药。", "广告法 17 条；执业医师法" },
    { "maternity.not", LINE_MATERNITY, CARD_NOT_INCLUDED, "不做全家的饭、不做大扫除、不照顾大宝；要做另外谈，三方书面同意。", "本公司服务标准" },
    { "infant.age", LINE_INFANT, CARD_ASK, "宝宝多大？吃奶还是辅食？夜里谁带？", "本公司接待表" },
    { "infant.first_aid", LINE_INFANT, CARD_MAY_SAY, "带 3 岁以下宝宝的阿姨有背景核查和婴幼儿急救证。", "未成年人保护法 62 条" },
    { "infant.not", LINE_INFANT, CARD_NOT_INCLUDED, "不单独带宝宝出小区、不给宝宝用药、不把宝宝交给陌生人。", "本公司安全红线" },
    { "nanny.room", LINE_NANNY, CARD_ASK, "住家的话，阿姨住哪儿？有自己的床吗？一个月休几天？", "本公司接待表" },
    { "nanny.rest", LINE_NANNY, CARD_MAY_SAY, "住家每月至少休 4 天，每天连续睡眠不少于 8 小时；工资按 26 天计。", "行业惯例，写入合同" },
    { "nanny.which", LINE_NANNY, CARD_WHICH, "只做两顿饭、打扫：不住家两餐制就够。夜里要人：住家。主要带三岁以下孩子：育儿嫂。", "本公司服务目录" },
    { "nanny.replace", LINE_NANNY, CARD_NEVER_SAY, "不说“不限次数换人”。换人次数、期限以合同写的为准；阿姨走了不算您的次数。", "本公司换人规则" },
    { "nanny.not", LINE_NANNY, CARD_NOT_INCLUDED, "不擦窗外侧、不带宠物狗出门（除非写明）、不管账、不借钱。", "本公司安全红线" },
    { "elder.care", LINE_ELDER, CARD_ASK, "老人能自己吃饭、上厕所、翻身吗？夜里起几次？有没有走失、摔倒过？", "GB/T 42195 能力评估" },
    { "elder.guardian", LINE_ELDER, CARD_ASK, "谁签字？谁付钱？紧急时先打给谁？", "民法典 33、1002 条" },
    { "elder.level", LINE_ELDER, CARD_MAY_SAY, "先评估再定级、定价；等级变了用补充协议调价。", "GB/T 42195；合同" },
    { "elder.medical", LINE_ELDER, CARD_NEVER_SAY, "不承诺打针、换尿管、鼻饲管、做康复治疗；那要护士。", "护士条例" },
    { "elder.not", LINE_ELDER, CARD_NOT_INCLUDED, "一个人不抬 25 公斤以上；助浴必须两个人、有家属在场。", "本公司服务标准" },
    { "cook.taste", LINE_COOKING, CARD_ASK, "几口人？口味？忌口？菜谁买、怎么结账？", "本公司接待表" },
    { "patient.where", LINE_PATIENT, CARD_ASK, "在医院还是家里？医嘱写了什么？白班、夜班还是 24 小时？", "本公司接待表" },
    { "patient.not", LINE_PATIENT, CARD_NOT_INCLUDED, "不做注射、换药、吸痰等医疗护理。", "护士条例" },
};

/* A word that was offered once is never offered again: the company may have thrown it away. */
bool answer_cards_seed(struct work *w)
{
    for (int i = 0; i < COUNT_OF(first_cards) && !failed(w); i++) {
        const struct first_card *f = &first_cards[i];
        if (db_one(w, SQL("select 1 from answer_card where code = $1"), BIND(txt(f->code)), 0)) continue;
        struct answer_card c = { .code = f->code, .category = f->category, .kind = f->kind, .words = f->words, .source = f->source, .place = i };
        if (!ADD(w, answer_card, &c)) return false;
    }
    return !failed(w);
}

/* ---- GET /api/answer_book?line=&branch= ---- */

struct band { int64_t least, most, rule; };

/* The published prices of the line in force today: the branch's and its neighbours' below the same parent, then the company's. */
static struct band band_of(struct work *w, int64_t line, int64_t branch)
{
    struct band b = { 0 };
    const struct branch *here = branch ? record_peek(w, &branch_type, branch) : NULL;
    int64_t today = day_of(w->now).number, own = price_on(w, line, branch, day_of(w->now));
    struct rows *row = db_query(w, SQL("select min(unit_price), max(unit_price) from price_rule where line = $1 and state = 2 and valid_from <= $2 and (valid_to is null or valid_to >= $2) "
                                       "and (branch is null or branch = $3 or branch in (select id from branch where parent = $4 and $4 <> 0))"), BIND(num(line), num(today), num(branch), num(here ? here->parent.id : 0)));
    if (db_next(row)) { b.least = db_number(row, 0); b.most = db_number(row, 1); }
    db_enough(row);
    b.rule = own;
    return b;
}

static void write_price(struct work *w, struct json *j, const struct service_line *line, int64_t branch)
{
    struct band b = band_of(w, line->record.id, branch);
    const struct price_rule *rule = b.rule ? record_peek(w, &price_rule_type, b.rule) : NULL;
    write_object(j, "price");
    write_number(j, "here", rule ? rule->unit_price.fen : 0);
    write_number(j, "least", b.least);
    write_number(j, "most", b.most);
    write_text(j, "unit", translate(w->language, choice_label(type_field(&service_line_type, "unit")->choices, line->unit)));
    write_text(j, "rule", rule ? rule->name : "");
    write_list(j, "surcharges");
    for (size_t i = 0; rule && i < rule->surcharges.count; i++) {
        const struct surcharge *s = ROW(struct surcharge, rule->surcharges, i);
        text amount = s->percent ? print(w, "+%lld %%", (long long)s->percent) : print(w, "+%s", money_shown(w->arena, s->amount));
        write_text(j, NULL, print(w, "%s %s", s->note && *s->note ? s->note : "", amount));
    }
    write_end(j, ']');
    write_end(j, '}');
}

static void write_cards(struct work *w, struct json *j, unsigned category)
{
    struct found all = LOOK_WHERE(w, answer_card, "state = 1 and (coalesce(category, 0) = 0 or category = $1) order by kind, place, id limit 200", BIND(num(category)));
    write_list(j, "cards");
    for (int i = 0; i < all.count; i++) {
        const struct answer_card *c = all.at[i];
        write_object(j, NULL);
        write_number(j, "id", c->record.id);
        write_text(j, "kind", choice_key(kinds, c->kind));
        write_text(j, "words", translate(w->language, c->words));
        write_text(j, "source", translate(w->language, c->source));
        write_flag(j, "own", c->category != 0);
        write_end(j, '}');
    }
    write_end(j, ']');
}

bool answer_book_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t asked = http_query_number(q, "line", 0), branch = http_query_number(q, "branch", w->actor->home);
    const struct service_line *line = asked ? LOAD(w, service_line, asked) : NULL;
    if (failed(w)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    if (line) {
        write_text(&j, "line", translate(w->language, line->name));
        write_text(&j, "description", translate(w->language, line->description));
        write_text(&j, "exclusions", translate(w->language, line->exclusions));
        write_flag(&j, "contract", line_signing(line) == SIGN_CONTRACT);
        write_price(w, &j, line, branch);
    }
    write_cards(w, &j, line ? line->category : 0);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
