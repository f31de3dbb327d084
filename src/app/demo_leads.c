/* demo_leads.c — who asked lately: from every channel, answered and not, whose is whose, what came of each; one came twice by two channels, one lapsed into the
 * public pool. The clocks are those of now. */
#include <string.h>
#include "app/demo_telling.h"
#include "customers/customers.h"

enum { MOST_STEPS = 4 };
struct lead_told {
    int64_t ago; text surname, title, channel, detail; bool online; text line, words;
    struct told steps[MOST_STEPS];
};
#define REACHED(note) "{'way':'call','outcome':'reached','note':'" note "'}"
#define NOBODY_THERE "{'way':'call','outcome':'no_answer','note':'响铃无人接'}"
static const struct lead_told told[] = {
    { DAYS_AGO(19), "何", "女士", "wechat", "公众号", true, "住家保姆", "想找住家，先问问价", { { 4, CONSULTANT, "follow_up", REACHED("年后再说，留了微信") } } },
    { DAYS_AGO(16), "陆", "先生", "platform", "美团", true, "日常保洁", "每周两次", { { 3, RECEPTION, "follow_up", REACHED("已说价格，要和爱人商量") } } },
    { DAYS_AGO(14), "范", "女士", "advert", "电梯广告", false, "月嫂", "预产期三月", { { 12, CONSULTANT, "follow_up", REACHED("预产期三月底") }, { DAYS_AGO(2), CONSULTANT, "lose", "{'why':'competitor'}" } } },
    { DAYS_AGO(12), "姚", "先生", "phone", "", false, "住家保姆", "父母同住，想找阿姨做饭", { { 9, RECEPTION, "follow_up", REACHED("预算四千五") }, { DAYS_AGO(1), RECEPTION, "lose", "{'why':'price'}" } } },
    { DAYS_AGO(11), "赖", "女士", "platform", "58", true, "", "你们招不招人，我会做饭", { { 4, RECEPTION, "follow_up", REACHED("是来找工作的，已转人事") }, { 10, RECEPTION, "discard", "{'why':'seeks_work'}" } } },
    { DAYS_AGO(10), "", "推广电话", "other", "来电", false, "", "做网络推广的", { { 2, RECEPTION, "follow_up", REACHED("推销") }, { 4, RECEPTION, "discard", "{'why':'spam'}" } } },
    { DAYS_AGO(9), "石", "女士", "walk_in", "路过门店", false, "育儿嫂", "宝宝下月满一岁，要上班了", { { 5, CONSULTANT, "follow_up", REACHED("留了需求，价格再想想") }, { DAYS_AGO(2), CONSULTANT, "give_back", "{'reason':'两次说再想想，先放公海'}" } } },
    { DAYS_AGO(6), "汤", "女士", "platform", "小红书", true, "月嫂", "想看月嫂简历", { { 4, CONSULTANT, "follow_up", REACHED("预产期五个月后") }, { DAYS_AGO(2), RECEPTION, "touch", "{'channel':'phone','detail':'先生来电','words':'先生又打电话问能不能先订'}" } } },
    { DAYS_AGO(5), "易", "女士", "wechat", "社群", true, "收纳整理", "搬新家以后要做一次", { { 5, RECEPTION, "follow_up", "AGAIN" } } },
    { DAYS_AGO(4), "龚", "先生", "phone", "", false, "老人照护", "母亲出院，白天要人", { { 7, CONSULTANT, "follow_up", REACHED("下周二出院") }, { 30, CONSULTANT, "qualify", "{}" } } },
    { DAYS_AGO(3), "邱", "女士", "partner", "月子中心转介", false, "育儿嫂", "月子做完接育儿嫂", { { 11, CONSULTANT, "follow_up", REACHED("愿意见两位") }, { 40, CONSULTANT, "qualify", "{}" } } },
    { DAYS_AGO(2), "方", "女士", "referral", "老客户介绍", false, "住家保姆", "邻居家阿姨好，也想找一位", { { 6, CONSULTANT, "follow_up", REACHED("三口之家，住家") }, { 15, CONSULTANT, "convert", "{}" } } },
    { DAYS_AGO(1) + 200, "樊", "女士", "advert", "抖音本地推", true, "育儿嫂", "白天带娃多少钱一个月", { { 4, CONSULTANT, "follow_up", NOBODY_THERE } } },
    { DAYS_AGO(1) + 90, "俞", "女士", "walk_in", "", false, "住家保姆", "妈妈一个人住，想找个伴", { { 3, CONSULTANT, "follow_up", REACHED("周末带母亲来店") } } },
    { 100, "任", "先生", "phone", "", false, "老人照护", "八十岁，早晚各两小时", { { 6, RECEPTION, "follow_up", REACHED("要先看护理员资料") } } },
    { 60, "贺", "女士", "partner", "社区居委会", false, "助浴", "辖区老人助浴怎么约", { { 25, MANAGER, "claim", "{}" } } },
    { 41, "钟", "女士", "platform", "美团", true, "日常保洁", "今天下午能来吗", { { 0 } } },
    { 3, "廖", "女士", "wechat", "公众号留言", true, "月嫂", "预产期二月初，想了解月嫂", { { 0 } } },
};

struct arriving { struct lead_arrival a; int64_t lead; };

/* As POST /api/lead/take does it, once it knows who she is. */
static bool arrive(struct work *w, void *data)
{
    struct arriving *in = data;
    bool merged;
    if (!must(w, CAN_EDIT_LEADS)) return false;
    in->lead = lead_take(w, &in->a, &merged);
    return in->lead != 0;
}

static unsigned channel_of(text key)
{
    for (const struct choice *c = customer_sources; c->key; c++)
        if (!strcmp(c->key, key)) return c->value;
    return SOURCE_OTHER;
}

static void tell_lead(struct telling *t, const struct lead_told *l, struct dice *dice)
{
    struct demo_world *world = t->loading->world;
    struct demo_person who = demo_person(world, dice, FEMALE, demo_birth(dice, world->today, 38, 8, 24, 70));
    int area = t->branch * DEMO_AREAS + (int)dice_below(dice, DEMO_AREAS);
    int count = 0;
    t->story = l->words;
    tell_ago(t, l->ago);
    int64_t person = tell_new(t, RECEPTION, &person_type, "{'name':'%s%s','phone':'%s'}", l->surname, l->title, who.phone);
    struct arriving in = { .a = { .person = { person }, .channel = channel_of(l->channel), .detail = l->detail, .online = l->online, .basis = LEAD_ASKED_US, .area = world->areas[area].name, .words = l->words, .at = t->at,
        .branch = t->loading->shops[t->branch].branch } };
    if (*l->line) in.a.line.id = tell_ask(t, SQL("select id from service_line where name = $1"), BIND(txt(l->line)));
    tell_run(t, RECEPTION, arrive, &in);
    struct told steps[MOST_STEPS];
    for (; count < MOST_STEPS && l->steps[count].step; count++) {
        steps[count] = l->steps[count];
        if (!strcmp(steps[count].body, "AGAIN")) steps[count].body = told_body(t, "{'way':'wechat','outcome':'call_back','note':'二十天后搬家','again':%d}", world->today.number + 15);
    }
    tell_course(t, &lead_type, in.lead, steps, count);
}

bool demo_leads(struct demo_loading *l)
{
    for (int b = 0; b < l->world->branch_count; b++) {
        struct telling t = { .loading = l, .branch = b, .arena = arena_new() };
        struct dice dice = demo_dice(l->world, "leads", b);
        for (int i = 0; i < COUNT_OF(told); i++) tell_lead(&t, &told[i], &dice);
        arena_free(t.arena);
        if (t.broken) return false;
    }
    demo_say(l, "线索：各渠道都有，已答、未答、公海");
    return true;
}
