/* demo_damage.c — what was broken and is paid for (赔付): in a home where somebody lives in a damage that is settled, whose part she agreed to comes off this month's
 * wage; and one of a visit whose agreement waits for the customer's signature. Each by the complaint's and the compensation's own steps. */
#include <string.h>
#include "app/demo_contracting.h"
#include "base/scratch.h"
#include "paper/paper.h"
#include "quality/quality.h"
#include "record/file.h"

/* ---- the bill of the thing, as the customer had it ---- */

static bool keep_paper(struct work *w, void *data) { return file_made(w, data); }

static text order_of(struct telling *t, text shop, text what, int64_t yuan, int years_ago)
{
    struct demo_loading *l = t->loading;
    struct date today = date_of(l->world->today);
    const struct paper_fact facts[] = { { "下单日期", arena_print(t->arena, "%d-06-18", today.year - years_ago) }, { "付款方式", "支付宝" } };
    const struct paper_line line = { what, "1", arena_print(t->arena, "%lld.00", (long long)yuan), arena_print(t->arena, "%lld.00", (long long)yuan) };
    const struct paper p = { .house = shop, .title = "订单", .number = arena_print(t->arena, "99%d0618%02d", today.year - years_ago, t->branch + 1), .mark = "", .facts = facts, .fact_count = 2, .columns = { "商品", "数量", "单价", "金额" },
        .lines = &line, .line_count = 1, .sum_label = "实付", .sum = line.amount, .sum_words = money_in_capitals(t->arena, (money){ yuan * 100 }), .below = "", .made = t->at };
    struct arena *own = arena_new();
    struct upload made = { .path = scratch_path(own), .type = "application/pdf", .file_name = "order.pdf" };
    text why = "";
    struct work *w = work_open(l->house, &the_system);
    bool well = !t->broken && paper_pdf(&p, made.path, &why) && file_measured(t->arena, &made) && file_keep(w, &made);
    work_close(w);
    arena_free(own);
    if (!well) t->broken = true;
    return well && tell_run(t, MANAGER, keep_paper, &made) ? made.hash : "";
}

/* ---- the two stories ---- */

static void later(struct telling *t, instant begun, int64_t after) { t->at = demo_in_office((instant){ begun.ms + MINUTES(after) }); }

struct damage_story { text shop, what; int64_t yuan; int years; text seen, heard, answer, proposal; int64_t worth, insured, worker_share; };

static text solution(struct telling *t, const struct damage_story *s, text facts)
{
    return told_body(t, "{'facts':'%s','proposal':'%s','remedies':['apology','compensation'],'refund':0,'worker_share':%lld,'company_share':%lld,'customer_share':0,'damaged':'%s','damage_price':%lld,'damage_worth':%lld,'damage_insured':%lld}",
        facts, s->proposal, (long long)s->worker_share, (long long)(100 - s->worker_share), s->what, (long long)s->yuan * 100, (long long)s->worth, (long long)s->insured * 100);
}

/* From the call to the proposal, each at its minute. The compensation that was asked for with it; 0: the story ended. */
static int64_t argued(struct telling *t, int64_t minutes_ago, text about, const struct damage_story *s, int64_t *ret_case)
{
    tell_ago(t, minutes_ago);
    instant begun = t->at;
    int64_t kase = *ret_case = tell_new(t, RECEPTION, &complaint_type, "{'channel':'phone','category':'damage',%s,'story':'%s','claim':%lld}", about, s->seen, (long long)s->yuan * 100);
    later(t, begun, 11);
    tell_step(t, MANAGER, &complaint_type, kase, "accept", "{}");
    later(t, begun, 35);
    tell_step(t, MANAGER, &complaint_type, kase, "hear_customer", "{'said':'%s'}", s->heard);
    text order = order_of(t, s->shop, s->what, s->yuan, s->years);
    tell_step(t, MANAGER, &complaint_type, kase, "add_evidence", "{'side':'customer','kind':'paper','paper':'%s','note':'她发来的订单'}", order);
    later(t, begun, 80);
    tell_step(t, MANAGER, &complaint_type, kase, "hear_worker", "{'said':'%s'}", s->answer);
    later(t, begun, 130);
    tell_step(t, MANAGER, &complaint_type, kase, "propose", "%s", solution(t, s, "双方说法一致，订单与实物相符"));
    later(t, begun, 170);
    int64_t one = tell_ask(t, SQL("select compensation from complaint where id = $1"), BIND(num(kase)));
    tell_step(t, OWNER, &compensation_type, one, "approve", "{}");
    return t->broken ? 0 : one;
}

static const struct damage_story vase = { "景德镇瓷器店", "青花瓷瓶", 1600, 2, "擦书架时把一只青花瓷瓶碰到地上，碎了", "前年买的，一千六，有订单；不想为难阿姨，按规矩赔就行", "抹布带到的，当场跟大姐说了对不起", "按成色六折赔付，雇主责任险先承担 300 元", 60, 300, 40 };
static const struct damage_story kettle = { "小家电旗舰店", "养生壶", 399, 1, "洗的时候底座进了水，养生壶烧坏了", "去年买的三百九十九，现在通不了电", "没看到底座不能沾水，是我没注意", "按八折赔付", 80, 0, 30 };

static void signed_and_paid(struct telling *t, int64_t kase, int64_t one, text who)
{
    struct upload drawn = { 0 };
    later(t, t->at, 3 * 60);
    if (!t->broken && !demo_signature(t, who, &drawn)) t->broken = true;
    if (!t->broken) tell_run(t, MANAGER, keep_paper, &drawn);
    tell_step(t, MANAGER, &compensation_type, one, "sign_on_paper", "{'paper':'%s','signed_how':'客户来店当面签字'}", drawn.hash ? drawn.hash : "");
    tell_step(t, MANAGER, &compensation_type, one, "worker_agree", "{'worker_said':'在店里当面说明，本人签字同意分期从工资扣'}");
    tell_step(t, MANAGER, &compensation_type, one, "note_claim", "{'claim_number':'99PICC%02d-07'}", t->branch + 1);
    later(t, t->at, 18 * 60);
    tell_step(t, FINANCE, &compensation_type, one, "pay", "{'channel':'transfer','channel_number':'99T%06lld'}", (long long)(one % 1000000));
    later(t, t->at, 23 * 60);
    tell_step(t, MANAGER, &complaint_type, kase, "follow_up", "{'result':'satisfied','satisfaction':5,'said':'赔得明白，继续用'}");
    tell_step(t, MANAGER, &complaint_type, kase, "close", "{'why':'careless','cause':'高处易碎品没有先移开','lesson':'上户时把贵重易碎品登记在册，擦架子先搬下来'}");
}

/* Whoever lives in and is paid by us: the second, so that the first one's advance is not in the same payslip. */
static void in_a_home(struct telling *t)
{
    int64_t branch = t->loading->shops[t->branch].branch;
    int32_t since = t->loading->world->today.number - 14;
    int64_t home = tell_ask(t, SQL("select p.id from placement p join contract c on c.id = p.contract join worker n on n.id = p.worker where p.branch = $1 and n.branch = $1 and c.mode in (1, 4) and p.began_on <= $2 and p.state between 4 and 6 and p.quiet = 0 "
                                   "and not exists (select 1 from wage_advance a where a.worker = p.worker) order by p.id limit 1"), BIND(num(branch), num(since)));
    if (home <= 0) return;
    int64_t customer = tell_ask(t, SQL("select customer from placement where id = $1"), BIND(num(home))), worker = tell_ask(t, SQL("select worker from placement where id = $1"), BIND(num(home))), kase;
    int64_t one = argued(t, DAYS_AGO(8) + 60, told_body(t, "'customer':%lld,'worker':%lld", (long long)customer, (long long)worker), &vase, &kase);
    if (one) signed_and_paid(t, kase, one, "李女士");
}

static void of_a_visit(struct telling *t)
{
    int64_t ago = DAYS_AGO(1) + 330;
    tell_ago(t, ago);
    int64_t visit = tell_ask(t, SQL("select id from visit v where branch = $1 and state in (8, 9, 10) and worker > 0 and until < $2 and not exists (select 1 from complaint c where c.visit = v.id) order by until desc, id limit 1"),
                             BIND(num(t->loading->shops[t->branch].branch), num(t->at.ms - HOURS(1))));
    int64_t kase;
    if (visit > 0) argued(t, ago, told_body(t, "'visit':%lld", (long long)visit), &kettle, &kase);
}

bool demo_damage(struct demo_loading *l)
{
    for (int b = 0; b < l->world->branch_count; b++) {
        struct telling t = { .loading = l, .branch = b, .arena = arena_new(), .story = "赔付" };
        in_a_home(&t);
        of_a_visit(&t);
        arena_free(t.arena);
        if (t.broken) return false;
    }
    demo_say(l, "赔付：各店一件已付、一件待签");
    return true;
}
