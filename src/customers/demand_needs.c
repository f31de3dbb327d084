/* demand_needs.c — the needs interview: what may not be asked, and what a confirmed demand must say. See demand.h. */
#include <string.h>
#include "base/words.h"
#include "record/store.h"
#include "customers/customers.h"

/* ---- what nobody may ask for ---- */

static const text provinces[] = {
    "北京", "天津", "河北", "山西", "内蒙", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州",
    "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "东北",
};
static const text beasts[] = { "属鼠", "属牛", "属虎", "属兔", "属龙", "属蛇", "属马", "属羊", "属猴", "属鸡", "属狗", "属猪", "属相", "生肖", "星座" };
static const text illnesses[] = { "乙肝", "大三阳", "小三阳", "HBV", "艾滋", "HIV" };
static const text people[] = { "少数民族", "维吾尔", "藏族", "回族", "汉族", "离异", "离婚的", "未婚", "已婚", "信教", "信佛", "农村的" };

static bool says_one(text words, const text *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(words, list[i])) return true;
    return false;
}

/* 不要河南, 河南人不要, 河南的除外, 只要四川人: a wish for or against an origin. 「会做四川菜」 is a wish for a kitchen. */
static bool asks_for_origin(struct work *w, text words)
{
    static const text before[] = { "不要", "别找", "不找", "只要", "不能是", "不想要", "非" }, after[] = { "人不要", "的不要", "人除外", "的除外", "籍", "人优先" };
    for (size_t i = 0; i < sizeof provinces / sizeof *provinces; i++) {
        if (!strstr(words, provinces[i])) continue;
        for (size_t k = 0; k < sizeof before / sizeof *before; k++)
            if (strstr(words, print(w, "%s%s", before[k], provinces[i])) && !strstr(words, print(w, "%s%s菜", before[k], provinces[i]))) return true;
        for (size_t k = 0; k < sizeof after / sizeof *after; k++)
            if (strstr(words, print(w, "%s%s", provinces[i], after[k]))) return true;
    }
    return false;
}

text demand_words_refused(struct work *w, text words)
{
    if (!words || !*words) return NULL;
    if (says_one(words, illnesses, sizeof illnesses / sizeof *illnesses))
        return N_("Hepatitis B and the like are not asked for or written down (Employment Promotion Law art. 30); every worker shown has the medical class her work needs");
    if (says_one(words, beasts, sizeof beasts / sizeof *beasts)) return N_("A zodiac sign is no reason to choose somebody; ask what lies behind it: manner, habits, age of her experience");
    if (asks_for_origin(w, words)) return N_("Where somebody comes from is not chosen by; ask for what is meant: the dialect she speaks, the kitchen she cooks");
    if (says_one(words, people, sizeof people / sizeof *people)) return N_("Ethnicity, faith and marriage are not chosen by; write what she has to be able to do");
    return NULL;
}

bool demand_words_lawful(struct work *w, text field, text words)
{
    text instead = demand_words_refused(w, words);
    return !instead || wrong(w, field, instead);
}

/* ---- what a confirmed demand says ---- */

static bool lives_in(const struct demand *d) { return d->arrangement == ARRANGED_LIVE_IN || d->arrangement == ARRANGED_NIGHTS; }

static const struct sentence *missing_for_care(struct work *w, const struct demand *d, const struct service_line *line)
{
    if (!d->arrangement) return because(w, N_("Live-in, by day, at night or by the hour? The interview does not say"));
    if (line->category == LINE_MATERNITY && !d->expected.given) return because(w, N_("For a maternity nurse the expected date of birth is needed"));
    if (!d->cared.count && (line->child_contact || line->elder_contact)) return because(w, N_("Who is cared for? Enter age and self-care of each"));
    if (lives_in(d) && !d->room) return because(w, N_("Where does she sleep? The worker asks this first"));
    if (lives_in(d) && !d->rest_days) return because(w, N_("How many days of rest a month? Four are usual"));
    if (!d->term) return because(w, N_("For how many days? 26 for a maternity nurse, 365 for a year"));
    return d->decides ? NULL : because(w, N_("Who decides in the family? Otherwise the interview is held with the wrong person"));
}

const struct sentence *demand_missing(struct work *w, const struct demand *d)
{
    const struct service_line *line = record_peek(w, &service_line_type, d->line.id);
    if (!d->person.id) return because(w, N_("Who asks? Name a person or a customer"));
    if (!*(d->wanted ? d->wanted : "")) return because(w, N_("The wanted times are missing"));
    if (!d->start_from.number) return because(w, N_("From when? The day of the beginning is missing"));
    if (!d->source) return because(w, N_("How did she hear of us? The channel is missing"));
    return line && line_signing(line) == SIGN_CONTRACT ? missing_for_care(w, d, line) : NULL;
}

bool demand_needs_contract(struct work *w, const struct demand *d)
{
    const struct service_line *line = record_peek(w, &service_line_type, d->line.id);
    return line && line_signing(line) == SIGN_CONTRACT;
}

day demand_last_day(const struct demand *d) { return (day){ d->start_from.number + (d->term > 1 ? (int32_t)d->term - 1 : 0) }; }

/* ---- deposits ---- */

int64_t demand_customer(struct work *w, const struct demand *d)
{
    if (d->customer.id) return d->customer.id;
    int64_t there = db_one(w, SQL("select id from customer where person = $1 and branch = $2 and state <> 3 order by id limit 1"), BIND(num(d->person.id), num(d->record.branch.id)), 0);
    struct customer c = { .record.branch = d->record.branch, .person = d->person, .source = d->source ? d->source : SOURCE_PHONE };
    return there ? there : ADD(w, customer, &c) ? c.record.id : 0;
}

static bool ours(enum cancel_why why) { return why == CALLED_OFF_COMPANY; }
static bool nobodys(enum cancel_why why) { return why == CALLED_OFF_FORCE_MAJEURE || why == CALLED_OFF_LOSS || why == CALLED_OFF_HEALTH; }

enum demand_deposit_fate demand_deposit_fate(enum demand_deposit kind, enum cancel_why why, money paid, money *ret_back)
{
    *ret_back = paid;
    if (kind <= DEMAND_DEPOSIT_NONE || !paid.fen) { ret_back->fen = 0; return 0; }
    if (kind == DEMAND_DEPOSIT_ADVANCE || nobodys(why)) return DEMAND_DEPOSIT_BACK;
    ret_back->fen = ours(why) ? 2 * paid.fen : 0;
    return ours(why) ? DEMAND_DEPOSIT_DOUBLE_BACK : DEMAND_DEPOSIT_KEPT;
}

/* ---- the contract, asked of upper floors ---- */

#define NOT_SIGNED N_("No contract for this demand and worker is signed; make it, have it signed, and go on here")

static void paper_of(struct work *w, int64_t demand, int64_t worker, struct demand_paper *ret)
{
    const struct demand_contract *a;
    *ret = (struct demand_paper){ .number = "" };
    for (int i = 0; (a = house_answers(w->house, QUESTION_DEMAND_CONTRACT, i)) != NULL; i++)
        if (a->of(w, demand, worker, ret)) return;
}

const struct sentence *demand_contract_lacks(struct work *w, int64_t demand, int64_t worker)
{
    struct demand_paper paper;
    paper_of(w, demand, worker, &paper);
    return paper.id ? NULL : because(w, NOT_SIGNED);
}

bool demand_contract_must(struct work *w, const struct demand *d, int64_t worker, bool trial, struct demand_paper *ret)
{
    paper_of(w, d->record.id, worker, ret);
    if (failed(w)) return false;
    if (!ret->id) return refuse_as(w, CONFLICT, "deal", NOT_SIGNED);
    if (trial && !ret->trial) return refuse_as(w, CONFLICT, "deal", N_("The contract {1} has no trial clause: a trial stands on a signed contract that has one (art. 13). Add it by an amendment, or hire her at once"), ret->number);
    return true;
}

bool demand_held(struct work *w, int64_t demand, struct source *ret)
{
    const struct demand_holder *a;
    for (int i = 0; (a = house_answers(w->house, QUESTION_DEMAND_HELD, i)) != NULL; i++)
        if (a->held(w, demand, ret)) return true;
    return false;
}
