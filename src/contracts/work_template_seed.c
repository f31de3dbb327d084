/* work_template_seed.c — the templates of the papers between worker and company that a company starts with: one list of clauses, each with the kinds it
 * belongs to; along 劳动合同法 (17: what it has to say), 劳动法, 工伤保险条例 and the model labour contract of 人力资源社会保障部. Words of our own, to be looked over by the
 * company's lawyer. As in template_seed.c, a template that exists is never touched. */
#include "contracts/contract_own.h"
#include "contracts/work_contract.h"
#include "record/store.h"

#define K(kind) (1u << (kind))
enum { LABOUR = K(WORK_LABOUR), PART = K(WORK_PART_TIME), OLD = K(WORK_OVER_AGE), ALL = LABOUR | PART | OLD };

#define A1 "合同期限"
#define A2 "工作内容和工作地点"
#define A3 "工作时间和休息休假"
#define A4 "劳动报酬"
#define A5 "社会保险与保障"
#define A6 "劳动保护与职业安全"
#define A7 "双方承诺"
#define A8 "变更、解除与终止"
#define A9 "争议处理与其他"

struct seed { unsigned kinds; text code, article; enum clause_when holds; text law, wording; };
static const struct seed seeds[] = {
    { LABOUR, "relation", A1, 0, "劳动合同法7、10", "甲方与乙方建立劳动关系，用工之日为{started}。" },
    { PART, "relation", A1, 0, "劳动合同法68、69", "甲方与乙方建立非全日制用工关系，用工之日为{started}。乙方可以与其他用人单位订立劳动合同，但后订立的合同不得影响本协议的履行。" },
    { OLD, "relation", A1, 0, "劳动合同法实施条例21", "乙方已达到法定退休年龄，甲方与乙方建立用工（劳务）关系，用工之日为{started}。双方的权利义务以本协议和法律规定为准。" },
    { ALL, "term", A1, CLAUSE_FIXED, "劳动合同法12–15", "本合同为固定期限，自{first}起至{last}止，包括首尾两日。" },
    { ALL, "term", A1, CLAUSE_OPEN, "劳动合同法12–15", "本合同为无固定期限，自{first}起，至法定的终止条件出现时止。" },
    { ALL, "term", A1, CLAUSE_TASK, "劳动合同法12–15", "本合同以完成一定工作任务为期限，自{first}起，至{duties}的任务完成时止。" },
    { LABOUR, "probation", A1, CLAUSE_PROBATION, "劳动合同法19、20", "试用期自{first}起至{probation_last}止，包含在合同期限内。试用期工资为每月{probation_wage}，不低于约定工资的百分之八十和当地最低工资标准。同一用人单位与同一劳动者只约定一次试用期。" },
    { PART, "no_probation", A1, 0, "劳动合同法70", "双方不约定试用期。" },

    { ALL, "duties", A2, 0, "劳动合同法17", "乙方的工作内容为：{duties}。" },
    { ALL, "place", A2, 0, "劳动合同法17", "乙方的工作地点为：{place}。" },
    { ALL, "standards", A2, 0, "劳动合同法32", "乙方按照甲方的服务标准完成甲方安排的工作。甲方安排的工作超出服务标准、危及人身安全或者违反法律的，乙方有权拒绝，不视为违反本合同。" },

    { LABOUR, "hours", A3, CLAUSE_STANDARD_HOURS, "劳动法36、38、39", "甲方实行标准工时制，乙方每日工作{hours_day}小时、每周工作{hours_week}小时，每周至少休息一日。" },
    { LABOUR, "hours", A3, CLAUSE_PERMIT, "劳动法36、38、39", "经劳动行政部门批准（批准文号：{permit}），乙方所在岗位实行特殊工时制，每日工作{hours_day}小时、每周工作{hours_week}小时为参照，甲方应保证乙方的休息休假。" },
    { PART, "hours", A3, 0, "劳动合同法68", "乙方平均每日工作不超过{hours_day}小时，每周工作累计不超过{hours_week}小时。" },
    { OLD, "hours", A3, 0, "超龄劳动者权益保障(征求意见稿)", "乙方每日工作不超过{hours_day}小时、每周不超过{hours_week}小时，甲方不安排乙方加班。" },
    { LABOUR, "overtime", A3, 0, "劳动法41、44", "甲方因工作需要安排乙方加班的，应与乙方协商，每日不超过3小时、每月不超过36小时，并依法支付不低于工资150%（工作日）、200%（休息日不能补休的）、300%（法定休假日）的报酬。" },
    { LABOUR, "leave", A3, 0, "劳动法40、45;职工带薪年休假条例", "乙方依法享受法定休假日、带薪年休假、婚假、产假、丧假等假期。" },
    { OLD, "rest", A3, 0, "本公司规则", "乙方依法享有法定节假日和必要的休息；法定节假日安排工作的，由双方另行约定补偿，不低于甲方对其他人员的标准。" },

    { LABOUR | OLD, "wage", A4, 0, "劳动法46–50", "甲方以货币形式支付乙方每月报酬{wage}，不低于当地最低工资标准；法律规定和甲方公示的计件、提成报酬另行计算。" },
    { PART, "wage", A4, 0, "劳动合同法72", "乙方的小时报酬为{wage}，不低于当地规定的小时最低工资标准。" },
    { LABOUR | OLD, "pay_day", A4, 0, "劳动法50;工资支付暂行规定", "甲方于次月{pay_day}日前以银行转账方式支付上月报酬，并提供明细。客户是否付款不影响甲方向乙方支付报酬。" },
    { PART, "pay_day", A4, 0, "劳动合同法72", "报酬每{pay_cycle}日结算支付一次，结算支付周期最长不超过十五日，以银行转账方式支付并提供明细。" },
    { ALL, "deduction", A4, 0, "工资支付暂行规定15、16", "甲方不得克扣或者无故拖欠报酬。乙方依法应当赔偿甲方损失的，每月扣除的部分不超过当月报酬的百分之二十，扣除后不低于当地最低工资标准。" },

    { LABOUR, "insurance", A5, 0, "社会保险法58;劳动法72", "甲方自用工之日起三十日内依法为乙方办理社会保险登记，在{insured_at}缴纳社会保险费；个人应缴部分由甲方代扣代缴。双方不得约定不缴纳社会保险，已作约定的无效。" },
    { LABOUR, "sick", A5, 0, "企业职工患病或非因工负伤医疗期规定", "乙方患病或者非因工负伤的医疗期和待遇、生育待遇，按照国家和地方规定执行。" },
    { PART, "insurance", A5, 0, "社会保险法10;工伤保险条例", "甲方依法为乙方缴纳工伤保险费。乙方在工作中受到事故伤害的，依法享受工伤保险待遇。" },
    { OLD, "insurance", A5, 0, "超龄劳动者权益保障(征求意见稿)", "甲方在乙方开始工作前为其投保意外伤害保险或者雇主责任保险（{insurance}），所在地允许的，为其单险种参加工伤保险，费用由甲方承担。乙方在工作中受到伤害的，先由保险赔付，不足部分由甲方依法承担。" },

    { ALL, "safety", A6, 0, "安全生产法28、45", "甲方对乙方进行安全生产教育和岗前培训，提供必要的劳动防护用品；乙方遵守安全操作规程。不得安排或者要求乙方探身擦拭外窗、无证攀高作业、混合使用化学清洁剂。" },
    { ALL, "dignity", A6, 0, "劳动合同法38;妇女权益保障法25", "乙方在客户居所受到打骂、侮辱、骚扰或者人身安全受到威胁的，有权立即停止工作并离开，甲方应予协助，不视为旷工或者违约。" },
    { LABOUR | PART, "injury", A6, 0, "工伤保险条例17", "乙方在工作中受到事故伤害的，甲方应立即救治，并自事故发生之日起三十日内提出工伤认定申请。" },

    { ALL, "no_deposit", A7, 0, "劳动合同法9", "甲方不扣押乙方的居民身份证和其他证件，不要求乙方提供担保，不以其他名义向乙方收取财物。" },
    { ALL, "true_facts", A7, 0, "劳动合同法8", "乙方如实说明与履行本合同有关的身份、学历、健康、技能和工作经历；甲方如实告知工作内容、条件、地点、职业危害、安全状况和报酬。" },
    { ALL, "privacy", A7, 0, "个人信息保护法13、47", "乙方对在工作中知悉的客户家庭情况负有保密义务。甲方为履行本合同和法定义务处理乙方的个人信息，不向无关第三方提供；乙方有权查阅、复制、更正。" },

    { ALL, "change", A8, 0, "劳动合同法35", "经双方协商一致，可以书面变更本合同；变更后的文本双方各执一份。" },
    { LABOUR, "end", A8, 0, "劳动合同法36–46", "乙方提前三十日书面通知甲方（试用期内提前三日）可以解除本合同。甲方解除或者终止本合同，按照《中华人民共和国劳动合同法》第三十六条、第三十九条至第四十四条执行，依法应支付经济补偿的，在办结工作交接时支付。" },
    { LABOUR, "renewal", A8, 0, "劳动合同法14", "合同期满前三十日，甲方书面告知乙方是否续订。连续订立二次固定期限劳动合同或者乙方在甲方连续工作满十年的，除乙方提出订立固定期限外，应订立无固定期限劳动合同。" },
    { PART, "end", A8, 0, "劳动合同法71", "双方任何一方都可以随时通知对方终止用工；终止用工，甲方不向乙方支付经济补偿，已工作部分的报酬应即时结清。" },
    { OLD, "end", A8, 0, "民法典563", "任何一方提前七日通知对方可以解除本协议，已工作部分的报酬应即时结清；因身体原因不能继续工作的，可以即时解除。" },
    { LABOUR, "certificate", A8, 0, "劳动合同法50", "解除或者终止劳动合同时，甲方出具解除或者终止证明，并在十五日内为乙方办理档案和社会保险关系转移手续。" },

    { LABOUR | PART, "dispute", A9, 0, "劳动争议调解仲裁法4、5", "因履行本合同发生争议的，双方可以协商、申请调解，或者依法向劳动争议仲裁委员会申请仲裁。" },
    { OLD, "dispute", A9, 0, "劳动争议调解仲裁法2", "因履行本协议发生争议的，双方可以协商、申请调解，或者依法申请仲裁、向人民法院起诉。" },
    { ALL, "e_sign", A9, 0, "电子签名法13、14;人社部电子劳动合同指引", "双方同意采用电子签名签署本合同。签署时间、签署人身份的核验方式和合同文本的指纹（SHA-256）记载于签署证据页，证据页是本合同的组成部分；采用纸质签署的，与电子文本具有同等效力。" },
    { ALL, "copies", A9, 0, "劳动合同法16", "本合同一式两份，甲乙双方各执一份，自双方签署之日起生效。乙方有权随时查阅、复制本合同。" },
};

#define BY_LABOUR_LAW "根据《中华人民共和国劳动法》《中华人民共和国劳动合同法》及有关规定，甲乙双方遵循合法、公平、平等自愿、协商一致、诚实信用的原则订立本合同（编号：{contract_number}）。"
#define BY_CIVIL_CODE "根据《中华人民共和国民法典》及有关法律规定，甲乙双方在平等、自愿、公平和诚信的基础上订立本协议（编号：{contract_number}）。"

struct first_template { enum work_kind kind; text name, preamble; };
static const struct first_template first_templates[] = { { WORK_LABOUR, "劳动合同", BY_LABOUR_LAW }, { WORK_PART_TIME, "非全日制用工协议", BY_LABOUR_LAW }, { WORK_OVER_AGE, "用工（劳务）协议", BY_CIVIL_CODE } };

/* Two clauses of one kind may share a code where only one of them holds; in a template each has its own. */
static text code_of(struct work *w, const struct template_clause *made, int n, text code)
{
    int times = 1;
    for (int i = 0; i < n; i++) times += !strncmp(made[i].code, code, strlen(code)) && (!made[i].code[strlen(code)] || made[i].code[strlen(code)] == '_');
    return times > 1 ? print(w, "%s_%d", code, times) : code;
}

static bool make(struct work *w, const struct first_template *f)
{
    struct template_clause *all = take_many(w, struct template_clause, COUNT_OF(seeds));
    int n = 0;
    for (int i = 0; i < COUNT_OF(seeds); i++) {
        if (!(seeds[i].kinds & K(f->kind))) continue;
        all[n] = (struct template_clause){ code_of(w, all, n, seeds[i].code), seeds[i].article, seeds[i].wording, seeds[i].holds ? seeds[i].holds : CLAUSE_ALWAYS, seeds[i].law };
        n++;
    }
    struct contract_template t = { .state = TEMPLATE_PUBLISHED, .mode = work_template_mode(f->kind), .region = "", .name = f->name, .preamble = f->preamble, .closing = "", .clauses = { all, (size_t)n }, .valid_from = day_of(w->now), .what_changed = "" };
    return ADD(w, contract_template, &t);
}

bool work_templates_seed(struct work *w)
{
    for (int i = 0; i < COUNT_OF(first_templates); i++)
        if (!db_one(w, SQL("select 1 from contract_template where mode = $1 limit 1"), BIND(num(work_template_mode(first_templates[i].kind))), 0) && !make(w, &first_templates[i])) return false;
    return !failed(w);
}
