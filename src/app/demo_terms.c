/* demo_terms.c — what the company signs with: the service terms in force, what stands of it on every contract, and the templates, since a good year ago. */
#include "app/demo_telling.h"
#include "contracts/contracts.h"

#define EDITION "2026-1"
static const char summary[] =
    "一、价格：下单前逐项告知，含服务费、交通补贴和加时价；没有告知的不收。\\n二、取消和改期：开始前 4 小时以上免费；4 小时内收 30%；阿姨已到门口收 50%。我们取消的，退还全款并赔偿 20 元。\\n"
    "三、迟到：晚到 15 分钟以内打电话说明；超过 30 分钟，可免费取消，或按迟到时间减收。\\n四、损坏：当场拍照，雇主责任险先赔；您事先申报的贵重物品按约定赔。\\n五、不满意：24 小时内反映，免费返工一次；仍不满意，按未达标项目退款。\\n"
    "六、投诉：打门店投诉电话，2 小时内有人回话，3 天内给方案；也可拨 12315。\\n七、您的信息：只为服务使用，随时可查、可改、可删。";
static const char body[] =
    "第一条 服务与价格\\n1.1 服务项目、时间、时长、人数和价格以订单为准；订单列明的不包含项目另行约定。\\n1.2 加时由您当场同意后计费；未经您同意的加时不收费。\\n"
    "第二条 预约、改期与取消\\n2.1 服务开始 4 小时以前可免费取消或改期；4 小时以内取消，收订单金额的 30%；服务员已到门口，收 50%。因极端天气、疾病等不可抗力取消的，不收费。\\n2.2 我们取消或改派未经您同意的，退还全部费用，并赔偿 20 元；造成您其他实际损失的，依法赔偿。\\n"
    "第三条 服务人员\\n3.1 服务人员经身份核验、背景核查，持有效健康证明并投保雇主责任险；您可以要求查看。\\n3.2 服务人员有权拒绝高空作业、医疗护理和违法要求；请尊重其人格和休息。\\n"
    "第四条 验收与返工\\n4.1 服务完成后请当面验收；24 小时内反映未达标准的，免费返工一次；返工后仍未达标的，退还相应项目的费用。\\n"
    "第五条 损坏与遗失\\n5.1 服务中造成您财产损坏的，我们先行处理，依照购买凭证和折旧赔偿；因您未告知的瑕疵造成的，由双方按过错分担。\\n5.2 现金、首饰等贵重物品请收好；确需服务人员接触的，请事先申报并共同清点。\\n"
    "第六条 预付款\\n6.1 充值卡、次卡、包月卡另签合同，载明用途、有效期和退款方式；自付款之日起 7 日内未使用可无理由退款；其后退款按合同和法律规定计算，赠送部分不折现。\\n"
    "第七条 个人信息\\n7.1 我们只为订立和履行合同收集您的姓名、电话和地址；涉及健康和未成年人的信息，另取单独同意。您可以查阅、复制、更正、删除，并可撤回同意。\\n"
    "第八条 投诉与争议\\n8.1 门店投诉电话见订单；2 小时内答复，3 天内给出处理方案，15 天内办结。\\n8.2 协商不成的，可以向消费者协会或 12315 投诉，向人民调解委员会申请调解，或者向服务地人民法院起诉。\\n"
    "第九条 其他\\n9.1 本条款中加重您责任或者减轻我们责任的内容，以下单时已经提示并经您同意为准；与法律规定不一致的，按法律规定。\\n9.2 本条款自公布之日起施行；修改后的版本只对其后的订单有效。";

static void say_setting(struct telling *t, text code, text value)
{
    tell_new(t, OWNER, &setting_type, "{'code':'%s','since':%d,'value':'%s'}", code, day_of(t->at).number, value);
}

/* Each template as it was looked over by the company's lawyer a year ago: the same words in a version of its own. */
static void looked_over(struct telling *t, unsigned mode, text what)
{
    int64_t first = tell_ask(t, SQL("select id from contract_template where mode = $1 and state = 3"), BIND(num(mode)));
    tell_step(t, OWNER, &contract_template_type, first, "renew", "{'what_changed':'%s'}", what);
    int64_t next = tell_ask(t, SQL("select id from contract_template where mode = $1 and state = 1"), BIND(num(mode)));
    tell_step(t, OWNER, &contract_template_type, next, "submit", "{}");
    tell_step(t, OWNER, &contract_template_type, next, "publish", "{'valid_from':%d}", day_of(t->at).number);
}

static void publish_templates(struct telling *t)
{
    for (unsigned mode = CONTRACT_EMPLOYEE; mode <= CONTRACT_OVER_AGE; mode++) looked_over(t, mode, "律师审过：退费阶梯、休息日和个人信息条款确认采用");
    for (unsigned kind = WORK_LABOUR; kind <= WORK_OVER_AGE; kind++) looked_over(t, work_template_mode(kind), "律师审过：工时、社会保险和解除条款确认采用");
}

bool demo_terms(struct demo_loading *l)
{
    struct telling t = { .loading = l, .arena = arena_new(), .story = "条款与范本" };
    tell_on_day(&t, -400, 10, 0);
    say_setting(&t, "company.uscc", "91990100MA6YXDEMO1");
    say_setting(&t, "company.head", "郑云锦");
    say_setting(&t, "company.licence", "云人服证字〔2025〕第 0990 号");
    say_setting(&t, "operations.terms", EDITION);
    say_setting(&t, SETTING_MINIMUM_MONTHLY, "199000");          /* of no real place */
    say_setting(&t, SETTING_MINIMUM_HOURLY, "2000");
    say_setting(&t, "ledger.last_revenue", "318000000");
    say_setting(&t, "ledger.cards_filed", "1");
    int64_t terms = tell_new(&t, OWNER, &service_terms_type, "{'edition':'" EDITION "','summary':'%s','body':'%s'}", summary, body);
    tell_step(&t, OWNER, &service_terms_type, terms, "publish", "{}");
    publish_templates(&t);
    arena_free(t.arena);
    if (!t.broken) demo_say(l, "服务条款、合同范本已公布");
    return !t.broken;
}
