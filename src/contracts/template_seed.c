/* template_seed.c — the five templates a company starts with: one list of clauses, each with the modes it belongs to.
 *
 * Words of our own, written along 民法典 (合同编, 中介合同), 家庭服务业管理暂行办法, 劳动合同法, 消费者权益保护法 and 个人信息保护法, and after what the model
 * contracts of 商务部, 北京 and 江苏 regulate. They are a company's first version to be looked over by its own lawyer, not advice.
 * Changed here they are only what new companies begin with: a template that exists is never touched. */
#include "base/words.h"
#include "contracts/contract_own.h"
#include "record/store.h"

#define M(mode) (1u << (mode))
enum {
    STAFF = M(CONTRACT_EMPLOYEE), PART = M(CONTRACT_PART_TIME), AGENT = M(CONTRACT_AGENCY), PAID = M(CONTRACT_PAYING_AGENT), OLD = M(CONTRACT_OVER_AGE),
    ALL = STAFF | PART | AGENT | PAID | OLD, LABOUR = STAFF | PART, OURS = STAFF | PART | OLD, INTRODUCED = AGENT | PAID,
};

struct seed { unsigned modes; text code, article; enum clause_when holds; text law, wording; };

#define A1 "合同模式与三方关系"
#define A2 "服务内容、地点与期限"
#define A3 "试工与服务开始"
#define A4 "生活与工作条件"
#define A5 "丙方报酬"
#define A6 "服务费用与定金"
#define A7 "更换、请假与中止"
#define A8 "安全、保险与损失承担"
#define A9 "隐私与个人信息"
#define A10 "诚信与禁止绕开"
#define A11 "变更、解除与终止"
#define A12 "退费"
#define A13 "违约责任"
#define A14 "争议解决"
#define A15 "其他约定"

static const struct seed seeds[] = {
    { STAFF, "relation", A1, 0, "民法典1191;劳动合同法10", "本合同为员工制家政服务合同。丙方是乙方员工，与乙方订立书面劳动合同，由乙方支付工资、依法缴纳社会保险并进行管理。乙方指派丙方向甲方提供服务，甲方与丙方之间不建立劳动关系。丙方因执行工作任务造成他人损害的，由乙方依法承担责任。" },
    { PART, "relation", A1, 0, "劳动合同法68–72", "本合同为非全日制用工模式的家政服务合同。丙方是乙方的非全日制用工人员，在乙方平均每日工作不超过4小时、每周累计不超过24小时，不约定试用期；报酬结算支付周期最长不超过15日，乙方依法为丙方缴纳工伤保险。乙方指派丙方向甲方提供服务，甲方与丙方之间不建立劳动关系。" },
    { AGENT, "relation", A1, 0, "民法典961、962、1192", "本合同为中介制三方家政服务合同。乙方作为中介人，向甲方介绍丙方、向丙方报告订立合同的机会，促成本合同成立，并提供后续协调、更换服务。甲方与丙方之间形成劳务关系，由甲方直接向丙方支付报酬。乙方对所提供信息的真实性、对丙方身份和证照的核验负责；故意隐瞒重要事实或者提供虚假情况的，不得收取费用并应赔偿损失。" },
    { PAID, "relation", A1, 0, "民法典961、962、1192;个人所得税法9", "本合同为中介代发模式的三方家政服务合同。乙方作为中介人促成本合同成立并提供后续协调、更换和代发服务。甲方与丙方之间形成劳务关系，甲方委托乙方向丙方代付报酬。乙方收到的代付款项属于代收代付资金，单独记账，不得挪用，不作为乙方的收入；依法需要扣缴的税款由乙方扣缴。" },
    { OLD, "relation", A1, 0, "劳动合同法实施条例21", "本合同为用工（劳务）协议模式的家政服务合同。丙方已达到法定退休年龄，与乙方之间为用工（劳务）关系，由乙方安排工作并支付报酬，报酬不低于当地最低工资标准；乙方不安排丙方加班，不因丙方年龄减损其休息和劳动安全保护的权利。乙方指派丙方向甲方提供服务，甲方与丙方之间不建立用工关系。" },
    { ALL, "checked", A1, 0, "暂行办法10、16", "乙方已核验丙方的身份。丙方健康体检情况：{worker_medical}；培训与技能：{worker_certificate}；背景核查于{worker_background}完成，结果无不良记录；保险：{worker_insurance}。上述证照在服务期内到期的，乙方应在到期前办理续期，未续期的不得安排丙方继续服务。" },
    { ALL, "true_facts", A1, 0, "暂行办法16、19", "三方保证所提供的身份、联系方式、健康状况、家庭成员、居住环境等与履行本合同有关的情况真实、完整；情况变化的，应当及时告知其他各方。" },
    { ALL, "no_originals", A1, 0, "暂行办法12;劳动合同法9", "任何一方不得扣押丙方的居民身份证和其他证件原件，不得以任何名义向丙方收取押金、服装费或者要求丙方提供担保。" },

    { ALL, "service", A2, 0, "暂行办法14", "服务项目：{line}。服务方式：{arrangement}。服务地点：{address}。" },
    { ALL, "scope", A2, 0, "暂行办法14", "服务范围：{scope}" },
    { ALL, "exclusions", A2, 0, "暂行办法14", "不包含的事项：{exclusions}" },
    { ALL, "cared_for", A2, CLAUSE_CARE, "暂行办法19", "照护对象及状况：{cared_for}。甲方应如实说明照护对象的健康、过敏、用药、传染性疾病和需要特别注意的情况；隐瞒造成损害的，由甲方承担相应责任。" },
    { ALL, "hours", A2, 0, "暂行办法14", "工作时间：{hours}。" },
    { PART, "rest_weekdays", A2, 0, "劳动合同法68", "丙方每日工作{hours_day}小时、每周{hours_week}小时，固定休息日为{rest_weekdays}。丙方的报酬按实际工作的小时数结算，日报酬即{hours_day}小时的报酬；甲方按月支付的服务费不因当月工作日多少而增减。" },
    { ALL, "term", A2, 0, "暂行办法14", "服务期限自{first}起至{last}止，包括首尾两日，共{days}天。期满后甲方需要继续服务的，三方应在期满前签订续签合同；未续签的，丙方自期满次日起停止服务，任何一方不得要求丙方在没有合同的情况下继续服务。" },
    { ALL, "extra", A2, 0, "暂行办法20", "在服务范围之外增加工作的，应当由三方事先确认内容、价格和安全条件后进行。丙方有权拒绝未经确认的工作。探身擦拭外窗、攀高作业、混合使用化学清洁剂以及其他危险作业，不得约定，也不得要求丙方进行。" },
    { ALL, "maternity", A2, CLAUSE_MATERNITY, "本公司规则", "服务开始日以实际分娩为准。分娩早于或者晚于约定日期的，服务期限相应顺延或者提前，服务天数不变。届时丙方尚未结束上一服务的，乙方应安排同等级或者更高等级的人员先行服务，不加收费用，其服务天数计入本合同。因妊娠终止等不幸事由不再需要服务的，本合同解除，甲方已付款项全部退还，乙方和丙方不再就此联系打扰甲方家庭。" },
    { ALL, "waiting", A2, CLAUSE_MATERNITY, "本公司规则", "分娩晚于约定日期的，{waiting_rule}。等候费归丙方所有。" },
    { ALL, "infant", A2, CLAUSE_INFANT, "GB/T 45089;GB/T 31771", "丙方应当按日记录婴幼儿的喂养、睡眠、排泄、体温和异常情况，供甲方查看。丙方不得让婴幼儿独处，不得擅自带其外出或者交给他人，不得自行用药；发现异常应立即告知甲方，紧急情况先行呼救。" },
    { ALL, "elder", A2, CLAUSE_ELDER, "GB/T 43153", "服务按照护计划进行，照护计划由甲方或者其监护人、乙方共同确认，至少每90天复核一次。丙方不从事注射、更换管路等医疗护理行为，不自行增减药物；跌倒、噎食、走失等风险及预防措施由乙方书面告知甲方。" },

    { ALL, "trial", A3, CLAUSE_TRIAL, "本公司规则；北京示范文本", "试工期为{trial_days}天，自服务开始之日起计算，包含在服务期限内。试工期报酬为每天{trial_day_rate}，按实际工作天数支付。" },
    { ALL, "trial_change", A3, CLAUSE_TRIAL, "北京示范文本", "试工期内甲方认为丙方不适合的，可以要求更换，乙方应在3日内安排其他人员，试工期重新计算；试工期内各方均可随时结束试工，除按实际天数支付报酬外互不承担违约责任。" },
    { ALL, "begin", A3, 0, "暂行办法13、14", "服务开始前，本合同应当由三方签署，且甲方已支付首期款项{first_due}。丙方到岗时，由甲方和丙方共同填写上户交接单，声明贵重物品，说明水、电、燃气、门锁和紧急联系方式。" },
    { ALL, "end_handover", A3, 0, "暂行办法10", "服务结束时，甲方和丙方共同填写下户交接单，交还钥匙和物品，结清代购款项。" },

    { ALL, "room", A4, CLAUSE_LIVE_IN, "暂行办法20", "甲方为丙方提供{room}和单独的床铺及必要的生活设施，保证丙方每天连续睡眠不少于{sleep_hours}小时。夜间需要照看的，应另行安排补休。" },
    { ALL, "rest", A4, CLAUSE_LIVE_IN, "暂行办法20", "丙方每月休息{rest_days}天，具体日期由甲方和丙方商定。因甲方需要未能休息的，应当补休或者按日报酬另行支付。" },
    { ALL, "meals", A4, CLAUSE_LIVE_IN, "暂行办法20", "用餐：{meals}。洗漱等生活用品：{hygiene}。" },
    { ALL, "break", A4, CLAUSE_LIVE_OUT, "暂行办法20", "连续工作超过5小时的，甲方应安排丙方不少于30分钟的用餐和休息时间。" },
    { ALL, "cameras", A4, 0, "个人信息保护法26;民法典1032、1033", "甲方声明居所内摄像设备的位置：{cameras}。不得在丙方休息、洗浴、更衣的场所安装或者使用摄像、录音设备；新增设备应事先告知丙方。" },
    { ALL, "dignity", A4, 0, "暂行办法18、20;民法典1010;妇女权益保障法25", "甲方应尊重丙方的人格尊严和风俗习惯，不得打骂、侮辱、骚扰丙方。有侵害丙方人身安全、未提供约定的劳动条件、要求从事违法活动等情形的，丙方有权立即停止服务并离开，不视为违约。" },

    { ALL, "wage", A5, 0, "暂行办法14", "丙方报酬为{wage_of}{wage}，日报酬按{basis}折算，为{day_rate}。服务不足{wage_whole}的，按实际出勤天数乘以日报酬计算。" },
    { STAFF | OLD, "pay_day", A5, 0, "劳动法50", "报酬由{payer}于次月{pay_day}日前以银行转账方式支付给丙方本人，并提供明细。甲方是否按时付款不影响乙方向丙方支付报酬。" },
    { PART, "pay_day", A5, 0, "劳动合同法72", "报酬由{payer}以银行转账方式支付给丙方本人，每15日至少结算支付一次，并提供明细，小时报酬不低于当地规定的最低小时工资标准。" },
    { AGENT, "pay_day", A5, 0, "暂行办法20", "报酬由{payer}于次月{pay_day}日前直接支付给丙方本人，支付记录应予保存。甲方不得拖欠或者克扣丙方报酬。" },
    { PAID, "pay_day", A5, 0, "暂行办法12、20", "甲方应于每月{pay_day}日的3日前将丙方报酬交付乙方，由{payer}于次月{pay_day}日前转付给丙方本人并提供明细。乙方收到款项后不得延迟转付；甲方未交付的，乙方应立即告知丙方并协助催付，但不承担垫付义务。" },
    { STAFF, "holiday", A5, 0, "劳动法44", "法定节假日（全年13天）安排丙方工作的，{holiday_rule}；该费用由甲方承担的部分已在服务费中约定或者由甲方另行支付。调休的工作日不属于法定节假日。" },
    { PART | AGENT | PAID | OLD, "holiday", A5, 0, "本公司规则", "法定节假日（全年13天）丙方工作的，{holiday_rule}；仅按实际工作的节假日天数计算。调休的工作日不属于法定节假日。" },
    { ALL, "absence_pay", A5, 0, "本公司规则", "丙方在约定休息日工作的，每天另加1天日报酬；超出约定休息日请事假的，每天减少1天日报酬。" },
    { STAFF, "sick_pay", A5, 0, "劳动法73;工资支付暂行规定", "丙方患病、工伤、产假等期间的工资和待遇，由乙方依照法律规定和劳动合同支付，与甲方无关。" },
    { PART | OLD | INTRODUCED, "sick_pay", A5, 0, "本公司规则", "丙方因病不能工作的，应及时告知甲方和乙方；病休期间不计报酬，当月累计2天以内的病休不扣减约定的休息日。因工作受伤的，按本合同关于安全和保险的约定处理。" },

    { OURS, "service_fee", A6, 0, "价格法13;暂行办法9", "甲方{fee_of}向乙方支付服务费{service_fee}。服务费包含丙方报酬、保险、培训和管理费用，除本合同另有约定外，乙方不再向甲方收取其他费用。服务期内不因乙方价目调整而上涨。" },
    { ALL, "fee", A6, CLAUSE_FEE, "民法典963、964", "甲方向乙方一次性支付中介服务费{fee}。未促成本合同成立的，乙方不收取该费用。乙方不因介绍向丙方重复收费。" },
    { ALL, "management", A6, CLAUSE_MANAGEMENT, "价格法13", "甲方每月向乙方支付管理费{management_fee}，用于回访、协调、考勤核对和更换安排。" },
    { ALL, "first_payment", A6, 0, "本公司规则", "首期应付款项为{first_due}，在服务开始前支付。乙方收款后出具收据，并按规定开具发票；代付给丙方的报酬不计入乙方的发票金额。" },
    { ALL, "earnest", A6, CLAUSE_EARNEST, "民法典586–588", "甲方于签约时支付{deposit_kind}{deposit}，不超过合同价款的百分之二十，服务开始后抵作价款。甲方不履行本合同，致使不能实现合同目的的，无权请求返还；乙方一方不履行，致使不能实现合同目的的，应当双倍返还；不可归责于任何一方的，应当返还。定金与违约金不能同时主张。" },
    { ALL, "refundable", A6, CLAUSE_REFUNDABLE, "民法典563、566;消保条例22", "甲方于签约时支付{deposit_kind}{deposit}。该款项不是定金，不具有担保作用；服务开始后抵作价款，合同未履行或者提前解除的，扣除已经履行的部分后退还。" },
    { ALL, "guarantee", A6, 0, "本公司规则", "自服务开始之日起{guarantee_months}个月为保障期，保障期内乙方为甲方提供不少于{replacements}次免费更换。因丙方原因、乙方原因或者丙方证照到期而更换的，不计入次数。" },

    { ALL, "replace", A7, 0, "本公司规则", "甲方要求更换或者丙方不能继续服务的，乙方应在72小时内提供其他人员供甲方选择；更换的人员重新试工，报酬与原约定不同的，以三方确认的变更为准。" },
    { ALL, "leave", A7, 0, "本公司规则", "丙方因病或者家中急事不能到岗的，应提前告知甲方和乙方。照护婴幼儿、老人、病人的，在替班人员到岗之前，各方应保证照护不中断。丙方不得自行找人替班。" },
    { ALL, "suspend", A7, 0, "本公司规则", "甲方因住院、出行等原因暂不需要服务的，经三方确认可以中止履行，中止期间不计服务天数；中止超过30天的，任何一方可以解除本合同。" },

    { ALL, "safety", A8, 0, "暂行办法18、20;安全生产法", "甲方应保证居所、设施和工具不存在危及人身安全的隐患，并告知使用方法；丙方应遵守安全操作要求。发生事故的，先救人、后报告，乙方应立即协助救治、保全证据并通知保险公司。" },
    { LABOUR, "injury", A8, 0, "工伤保险条例", "丙方在工作中受到事故伤害的，由乙方依照工伤保险的规定申请认定和支付待遇；因甲方或者第三人的过错造成的，依法向其追偿。" },
    { OLD, "injury", A8, 0, "超龄劳动者权益保障(征求意见稿);民法典1192", "乙方在服务开始前为丙方投保意外伤害保险或者雇主责任保险，所在地允许的，为丙方单险种参加工伤保险，费用由乙方承担。丙方在工作中受到伤害的，先由保险赔付，不足部分由乙方依法承担；因甲方或者第三人过错造成的，依法追偿。" },
    { INTRODUCED, "injury", A8, 0, "民法典1192", "丙方在提供劳务中受到伤害的，先由保险赔付，不足部分由甲方和丙方根据各自的过错承担；因第三人造成的，丙方有权请求第三人赔偿或者请求甲方补偿。各方应在服务开始前确认丙方的意外伤害保险有效。" },
    { ALL, "damage", A8, 0, "民法典1165、1184", "丙方造成甲方财产损失的，以购买凭证和折旧后的价值为准，先由保险赔付，不足部分由责任方承担。未在上户交接单中声明的贵重物品，甲方应承担举证责任。失窃疑问应报警处理，不得搜查丙方人身和行李，不得擅自扣留其报酬。" },
    { OURS, "damage_ours", A8, 0, "民法典1191;工资支付暂行规定16", "应由丙方承担的部分，由乙方先行向甲方赔偿。乙方向丙方追偿，从报酬中扣除的，每月不超过当月报酬的百分之二十，且扣除后不低于当地最低工资标准。" },

    { ALL, "privacy", A9, 0, "民法典1032;个人信息保护法10", "三方对在服务中知悉的他人家庭生活、健康、财产等隐私负有保密义务。丙方不得拍摄、发布甲方家庭的影像和信息；因服务记录需要拍照的，应征得甲方同意。" },
    { ALL, "personal_data", A9, 0, "个人信息保护法13、17、47", "乙方为订立和履行本合同、处理投诉和理赔、履行法定义务而处理甲方和丙方的个人信息，不向无关第三方提供；合同终止后保存三年，期满删除或者匿名化，法律另有规定的除外。甲方和丙方有权查阅、复制、更正自己的信息。" },

    { INTRODUCED, "off_platform", A10, 0, "民法典965", "甲方接受乙方的服务后，利用乙方提供的机会或者信息绕开乙方直接聘用丙方的，应当向乙方支付{off_platform}。本条自合同终止之日起{off_platform_months}个月内有效；丙方因乙方原因离开的除外。" },
    { OURS, "off_platform", A10, 0, "民法典577、585", "合同期内及终止后{off_platform_months}个月内，未经乙方同意，甲方不得私下聘用丙方从事同类服务；违反的，甲方应向乙方支付{off_platform}作为违约金。乙方不因此限制丙方另行择业的权利。" },
    { ALL, "honest", A10, 0, "本公司规则", "丙方不得向甲方借款、索要财物，不得在服务期间饮酒、赌博或者带外人进入甲方居所。甲方不得要求丙方从事与家庭服务无关的生产经营活动。" },

    { ALL, "change", A11, 0, "民法典543", "变更服务内容、报酬、期限的，由三方签订变更合同，自变更合同载明之日起履行。任何一方不得以口头形式单方变更。" },
    { ALL, "notice", A11, 0, "民法典563、933", "甲方提前解除本合同的，应提前{notice_customer}天通知乙方和丙方；丙方提前结束服务的，应提前{notice_worker}天通知甲方和乙方。未提前通知的，甲方应支付通知期内尚缺天数的报酬；丙方按照本合同违约责任的约定处理。" },
    { ALL, "at_once", A11, 0, "民法典563;暂行办法18", "有下列情形之一的，相对方可以立即解除本合同：提供虚假身份、健康或者家庭情况的；侵害对方人身、财产安全或者人格尊严的；拖欠报酬或者费用经催告后7天内仍不支付的；证照失效或者背景核查出现不良记录的；不可抗力致使不能实现合同目的的。" },
    { ALL, "life_events", A11, 0, "本公司规则", "照护对象去世、住院、入住机构的，本合同可以即时解除或者变更，报酬和费用按实际服务天数结算，各方互不承担违约责任。" },
    { ALL, "expiry", A11, 0, "民法典557", "服务期满未续签、三方协商一致或者依法解除的，本合同终止。终止不影响已发生的报酬、费用、保密和争议解决条款的效力。" },

    { ALL, "refund", A12, 0, "本公司规则；消保条例22", "合同提前终止的，乙方已收取的一次性服务费用按下列比例退还：{refund_table}。表中天数自服务开始之日起计算，以终止的日期所在天数为准。" },
    { ALL, "refund_guarantee", A12, 0, "本公司规则", "保障期内乙方不能提供更换人员的，乙方按照一次性服务费用乘以保障期剩余月数再除以保障期总月数退还，不足一个月的按一个月计算；按前款计算的金额更高的，从其高者。" },
    { ALL, "refund_service", A12, 0, "民法典566", "按月或者按服务期预付的费用，按未服务的天数退还。丙方已完成工作的报酬归丙方所有，不予退还。" },
    { ALL, "refund_time", A12, 0, "消保条例22", "应退还的款项，乙方自终止之日起15日内按照原支付渠道退还，不得以“概不退款”为由拒绝。" },

    { ALL, "breach", A13, 0, "民法典577、584", "任何一方违反本合同给他方造成损失的，应当赔偿实际损失。" },
    { ALL, "breach_cap", A13, 0, "民法典585", "除赔偿实际损失外，约定的违约金累计不超过一个月的服务费用或者报酬的百分之二十；约定的违约金过分高于损失的，违约方可以请求适当减少。" },
    { ALL, "late", A13, 0, "民法典676", "逾期支付报酬、费用或者退款的，自逾期之日起按照同期贷款市场报价利率支付逾期利息。" },
    { INTRODUCED, "walks_off", A13, 0, "本公司规则", "丙方不辞而别的，应赔偿由此给甲方造成的损失，但以一周的报酬为限；乙方应在72小时内安排更换。丙方已工作天数的报酬仍应支付。" },
    { OURS, "walks_off", A13, 0, "劳动合同法25、90", "丙方不辞而别的，由乙方在72小时内安排替补，替补到岗前不计服务费，由此增加的费用由乙方承担。乙方不得扣发丙方已工作天数的报酬。" },

    { LABOUR, "dispute", A14, 0, "消保法39;劳动争议调解仲裁法5", "因履行本合同发生争议的，各方应先协商；协商不成的，可以请求家政服务行业协会、消费者协会（12315）调解，或者向服务所在地人民法院起诉。乙方与丙方之间的劳动争议，依法申请劳动争议仲裁。" },
    { OLD | INTRODUCED, "dispute", A14, 0, "消保法39", "因履行本合同发生争议的，各方应先协商；协商不成的，可以请求家政服务行业协会、消费者协会（12315）调解，或者向服务所在地人民法院起诉。" },

    { ALL, "complaint", A15, 0, "暂行办法9、10", "乙方的联系和投诉电话为{agency_phone}。乙方应在24小时内联系投诉人，并在7个工作日内提出处理意见。" },
    { ALL, "read_copy", A15, 0, "暂行办法15", "乙方已向丙方说明本合同中与其有关的内容。丙方和甲方有权随时查阅、复制本合同。" },
    { ALL, "e_sign", A15, 0, "电子签名法13、14;民法典469", "三方同意采用电子签名签署本合同。签署时间、签署人身份的核验方式和合同文本的指纹（SHA-256）记载于签署证据页，证据页是本合同的组成部分；采用纸质签署的，与电子文本具有同等效力。" },
    { ALL, "copies", A15, 0, "暂行办法14", "本合同一式三份，甲、乙、丙三方各执一份，自三方签署之日起成立，自服务期限首日且首期款项付清时起生效。" },
};

static const struct contract_refund agency_ladder[] = {
    { REASON_WORKER, 0, 3, 100 }, { REASON_WORKER, 4, 30, 70 }, { REASON_WORKER, 31, 90, 40 }, { REASON_WORKER, 91, 0, 0 },
    { REASON_COMPANY, 0, 3, 100 }, { REASON_COMPANY, 4, 30, 80 }, { REASON_COMPANY, 31, 90, 60 }, { REASON_COMPANY, 91, 0, 30 },
    { REASON_CUSTOMER, 0, 3, 80 }, { REASON_CUSTOMER, 4, 30, 50 }, { REASON_CUSTOMER, 31, 90, 30 }, { REASON_CUSTOMER, 91, 0, 0 },
    { REASON_NOBODY, 0, 3, 100 }, { REASON_NOBODY, 4, 30, 60 }, { REASON_NOBODY, 31, 90, 35 }, { REASON_NOBODY, 91, 0, 0 },
};
static const struct contract_refund our_ladder[] = { { REASON_WORKER, 0, 3, 100 }, { REASON_WORKER, 4, 0, 0 }, { REASON_COMPANY, 0, 3, 100 }, { REASON_COMPANY, 4, 0, 0 }, { REASON_CUSTOMER, 0, 0, 0 }, { REASON_NOBODY, 0, 0, 0 } };

struct first_template { enum contract_mode mode; text name; };
static const struct first_template first_templates[] = {
    { CONTRACT_EMPLOYEE, "家政服务合同（员工制）" }, { CONTRACT_PART_TIME, "家政服务合同（非全日制用工）" }, { CONTRACT_AGENCY, "家政服务合同（中介制三方）" },
    { CONTRACT_PAYING_AGENT, "家政服务合同（中介代发）" }, { CONTRACT_OVER_AGE, "家政服务用工（劳务）协议" },
};

#define PREAMBLE "根据《中华人民共和国民法典》《家庭服务业管理暂行办法》及有关法律规定，甲、乙、丙三方在平等、自愿、公平和诚信的基础上，就家政服务事宜订立本合同（编号：{contract_number}）。"
#define CLOSING "三方确认：已逐条阅读并理解本合同，乙方已就费用、退费、试工、更换和绕开责任等条款向甲方和丙方作出说明。"

static bool make(struct work *w, const struct first_template *f)
{
    int count = COUNT_OF(seeds), n = 0;
    struct template_clause *all = take_many(w, struct template_clause, (size_t)count);
    for (int i = 0; i < count; i++)
        if (seeds[i].modes & M(f->mode)) all[n++] = (struct template_clause){ seeds[i].code, seeds[i].article, seeds[i].wording, seeds[i].holds ? seeds[i].holds : CLAUSE_ALWAYS, seeds[i].law };
    bool introduced = M(f->mode) & INTRODUCED;
    size_t rows = introduced ? COUNT_OF(agency_ladder) : COUNT_OF(our_ladder);
    struct contract_refund *ladder = take_many(w, struct contract_refund, rows);
    memcpy(ladder, introduced ? agency_ladder : our_ladder, rows * sizeof *ladder);
    struct contract_template t = { .state = TEMPLATE_PUBLISHED, .mode = f->mode, .region = "", .name = f->name, .preamble = PREAMBLE, .closing = CLOSING, .clauses = { all, (size_t)n }, .refunds = { ladder, rows },
        .valid_from = day_of(w->now), .what_changed = "" };
    return ADD(w, contract_template, &t);
}

bool contract_templates_seed(struct work *w)
{
    for (int i = 0; i < COUNT_OF(first_templates); i++)
        if (!db_one(w, SQL("select 1 from contract_template where mode = $1 limit 1"), BIND(num(first_templates[i].mode)), 0) && !make(w, &first_templates[i])) return false;
    return !failed(w);
}
