/* usual_service.c — see usual_service.h. */
#include "services/usual_service.h"
#include <string.h>
#include "record/store.h"
#include "services/services.h"

static const struct usual_task cleaning[] = {
    { "客厅", "家具表面除尘", "由上到下，湿布后干布", "手摸无灰，物品归位", 20, 8, false }, { "客厅", "地面吸尘、拖净", "先吸后拖，拖布不滴水", "无毛发、无水渍", 25, 10, false },
    { "卧室", "床头、衣柜外表擦拭", "专用布，不动私人物品", "无灰、不移位", 15, 7, false }, { "卧室", "地面清洁", "床底可及处一并清", "无毛发、无死角", 15, 8, false },
    { "厨房", "灶台、台面去油", "喷清洁剂静置三分钟后擦", "无油膜、反光均匀", 25, 12, false }, { "厨房", "水槽、龙头", "除垢后擦干", "无水垢", 10, 6, false },
    { "厨房", "油烟机外表", "只擦外表，不拆机", "外表无油滴", 10, 6, false }, { "卫生间", "马桶内外", "专用刷、专用布，与其他区域分开", "无污渍、无异味", 15, 12, true },
    { "卫生间", "台盆、镜面", "刮水器收干", "无水痕", 10, 7, false }, { "卫生间", "淋浴区、地漏", "清出毛发", "排水通畅", 15, 9, false },
    { "全屋", "垃圾清倒、换袋", "分类投放", "桶内外干净", 5, 5, false }, { "全屋", "离开前与客户确认、关好水电", "逐间走一遍", "客户当面确认", 5, 10, true },
};
static const struct usual_task deep[] = {
    { "厨房", "油烟机、灶具重油污", "拆可拆的网，热水浸泡", "无油垢", 60, 20, false }, { "厨房", "橱柜内外", "清空后擦拭、归位", "无油渍、无碎屑", 40, 15, false },
    { "卫生间", "瓷砖、缝隙除霉", "中性除霉剂，开窗", "缝隙见本色", 45, 20, false }, { "全屋", "踢脚线、门框、开关", "细刷与湿布", "无积灰", 40, 15, false },
    { "全屋", "窗内侧、窗轨", "只擦内侧，不探身", "无沙粒", 40, 15, false }, { "全屋", "家具移位清洁（两人）", "垫滑垫，不拖拽", "地面无划痕", 30, 15, true },
};
static const struct usual_task window[] = {
    { "全屋", "窗内侧与窗框", "刮水器由上到下", "无水痕", 60, 40, false }, { "全屋", "外侧：只擦站在室内够得到的", "不探身、不站窗台", "够得到处无污", 30, 20, true },
    { "全屋", "纱窗、窗轨", "拆洗、吸尘", "无沙", 30, 40, false },
};
static const struct usual_task cooking[] = {
    { "厨房", "按菜单采买记账", "小票留给客户", "账实相符", 30, 25, false }, { "厨房", "两餐四菜一汤", "生熟分开，问过忌口", "按时上桌", 120, 50, false },
    { "厨房", "餐后清洗", "台面、锅具归位", "无油渍", 30, 25, false },
};
static const struct usual_task elder[] = {
    { "起居", "协助起床、洗漱、如厕", "先说后做，保护隐私", "老人无不适", 40, 25, false }, { "安全", "防跌倒巡视：地面、灯、扶手", "湿地立即擦干", "无积水、无障碍", 15, 25, true },
    { "饮食", "备餐、喂食", "坐直、小口，不催", "无呛咳", 40, 20, false }, { "健康", "按家属清单提醒服药", "只提醒，不改剂量", "记录时间", 10, 20, true },
    { "陪伴", "散步、说话、简单活动", "天气不好改室内", "有记录", 60, 10, false },
};
static const struct usual_task bath[] = {
    { "准备", "测量血压、确认身体情况", "超出约定范围不做，通知家属", "有记录", 10, 30, true }, { "准备", "水温 38–40℃、防滑垫", "先用手背再用温度计", "温度有记录", 10, 25, true },
    { "助浴", "两人扶持洗浴", "全程不离人", "皮肤无损", 40, 35, true }, { "收尾", "擦干、保暖、补水", "观察 15 分钟", "无不适", 20, 10, false },
};
static const struct usual_task infant[] = {
    { "喂养", "按需喂奶、奶具消毒", "洗手，温度滴腕", "有记录", 60, 25, false }, { "安全", "独睡、仰睡，床内无软物", "两小时内必看一次", "有记录", 20, 30, true },
    { "护理", "洗澡、脐部与皮肤护理", "水温 37–38℃", "皮肤干爽", 30, 20, false }, { "陪伴", "抚触、早教游戏", "按月龄", "有记录", 40, 15, false },
    { "卫生", "婴儿衣物手洗分开", "中性皂液", "无残留", 30, 10, false },
};
static const struct usual_task living[] = {
    { "家务", "每日清洁、整理", "按约定清单", "清单逐项勾", 120, 30, false }, { "饮食", "三餐", "按口味单", "按时上桌", 180, 30, false },
    { "衣物", "洗、晾、叠、收", "看水洗标", "无串色", 60, 20, false }, { "安全", "睡前查水、电、燃气、门", "逐项", "有记录", 10, 20, true },
};
static const struct usual_task tidying[] = {
    { "衣柜", "清空、分类、断舍由客户决定", "只建议、不代扔", "客户签认", 90, 40, true }, { "全屋", "归位、贴标签", "按使用频率", "拿取一步到位", 90, 60, false },
};
static const struct usual_task cooling[] = {
    { "空调", "断电、拆洗滤网", "先断电", "滤网见本色", 20, 30, true }, { "空调", "翅片、风轮清洗", "专用罩接水", "出水清", 40, 50, false }, { "空调", "试机", "冷热各五分钟", "无异响", 10, 20, false },
};
static const struct usual_task moving_about[] = {
    { "陪诊", "核对证件、挂号、取号", "不代替签字", "家属收到单据", 60, 40, true }, { "陪诊", "陪同检查、记录医嘱", "不解释病情", "医嘱照片发家属", 90, 60, false },
};

/* what a worker needs besides the medical check */
#define NEED(n) SET_BIT(NEEDS_##n)
#define TASKS(table) .tasks = (table), .task_count = COUNT_OF(table)
#define NEVER_MIX "含氯消毒液不得与酸性洁厕剂同用"
#define HOME_TOOLS "五色毛巾（卫生间红色专用）、拖把、刮水器、软毛刷、鞋套"
const struct usual_service usual_services[] = {
    { "CLEAN", "日常保洁", "洁", LINE_DAILY_CLEANING, UNIT_HOUR, 120, 1, MEDICAL_GENERAL, NEED(INSURANCE), false, false, 30, 0, 45, 75, 90,
      "客厅、卧室、厨房、卫生间的日常清洁，不移动大件家具", "外窗、油烟机拆洗、宠物粪便、贵重物品擦拭", TASKS(cleaning), NEVER_MIX, HOME_TOOLS },
    { "DEEP", "深度清洁", "深", LINE_DEEP_CLEANING, UNIT_PERSON_HOUR, 180, 2, MEDICAL_GENERAL, NEED(INSURANCE), false, false, 30, 30, 58, 72, 0,
      "厨房重油污、卫生间除霉、全屋死角", "墙面修补、外窗外侧", TASKS(deep), NEVER_MIX, "蒸汽机、吸尘机、除油剂、梯子（两级）", SET_BIT(GEAR_VEHICLE) | SET_BIT(GEAR_STEAM) },
    { "RENO", "开荒保洁", "荒", LINE_POST_RENOVATION, UNIT_SQUARE_METRE, 240, 2, MEDICAL_GENERAL, NEED(INSURANCE), false, false, 30, 30, 8, 70, 480,
      "新装修后全屋首次清洁，按建筑面积计价", "水泥块铲除超过约定、外墙", TASKS(deep), NEVER_MIX, "吸尘机、铲刀、除胶剂", SET_BIT(GEAR_VEHICLE) | SET_BIT(GEAR_VACUUM) },
    { "WINDOW", "擦玻璃", "窗", LINE_WINDOW, UNIT_VISIT, 120, 1, MEDICAL_GENERAL, NEED(INSURANCE), false, false, 30, 0, 220, 72, 0,
      "一套房的窗内侧、窗框、纱窗", "需要探身或吊绳的外侧（高处作业另约持证人员）", TASKS(window), "", "刮水器、伸缩杆" },
    { "AC", "空调清洗", "冷", LINE_APPLIANCE, UNIT_VISIT, 60, 1, MEDICAL_GENERAL, NEED(INSURANCE), false, false, 30, 0, 140, 65, 0,
      "一台挂机或柜机", "加氟、维修", TASKS(cooling), "翅片剂不接触电路板", "清洗罩、高压壶" },
    { "ORG", "收纳整理", "纳", LINE_ORGANISING, UNIT_HOUR, 180, 1, MEDICAL_GENERAL, NEED(INSURANCE), false, false, 30, 0, 80, 70, 0,
      "衣柜、厨房、儿童房整理", "收纳用品费用", TASKS(tidying), "", "标签机、收纳盒" },
    { "COOK", "两餐做饭", "餐", LINE_COOKING, UNIT_HOUR, 120, 1, MEDICAL_HOME, NEED(INSURANCE), false, false, 15, 0, 50, 78, 0,
      "上门做饭与餐后清洗", "食材费用", TASKS(cooking), "", "围裙、口罩" },
    { "ELDER", "老人照护", "老", LINE_ELDER, UNIT_HOUR, 120, 1, MEDICAL_ELDER, NEED(INSURANCE) | NEED(BACKGROUND), false, true, 15, 0, 48, 80, 0,
      "半自理老人的白天照护", "医疗护理、注射、换药", TASKS(elder), "", "手套、血压计" },
    { "BATH", "助浴", "浴", LINE_BATH, UNIT_VISIT, 90, 2, MEDICAL_ELDER, NEED(INSURANCE) | NEED(BACKGROUND), false, true, 15, 0, 298, 75, 0,
      "两人上门助浴", "有开放伤口者", TASKS(bath), "", "防滑垫、水温计、浴椅" },
    { "COMP", "陪诊", "诊", LINE_COMPANION, UNIT_HOUR, 180, 1, MEDICAL_ELDER, NEED(INSURANCE) | NEED(BACKGROUND), false, true, 0, 0, 60, 75, 0,
      "医院全程陪同", "代签字、代决定", TASKS(moving_about), "", "" },
    { "NANNY", "住家保姆", "姆", LINE_NANNY, UNIT_MONTH, 480, 1, MEDICAL_HOME, NEED(INSURANCE) | NEED(BACKGROUND), false, false, 0, 0, 6500, 90, 0,
      "住家家务、三餐", "照看三岁以下婴幼儿", TASKS(living), NEVER_MIX, "" },
    { "INFANT", "育儿嫂", "育", LINE_INFANT, UNIT_MONTH, 480, 1, MEDICAL_INFANT, NEED(INSURANCE) | NEED(BACKGROUND) | NEED(CERTIFICATE), true, false, 0, 0, 8200, 90, 0,
      "0–3 岁婴幼儿照护", "全家家务", TASKS(infant), "", "" },
    { "MATERN", "月嫂", "月", LINE_MATERNITY, UNIT_DAY, 480, 1, MEDICAL_INFANT, NEED(INSURANCE) | NEED(BACKGROUND) | NEED(CERTIFICATE), true, false, 0, 0, 530, 85, 0,
      "产妇与新生儿护理，26 天起", "医疗行为", TASKS(infant), "", "" },
};
const int usual_service_count = COUNT_OF(usual_services);

const struct usual_service *usual_service(text code_or_name)
{
    for (int i = 0; i < usual_service_count; i++)
        if (!strcmp(usual_services[i].code, code_or_name) || !strcmp(usual_services[i].name, code_or_name)) return &usual_services[i];
    return NULL;
}

static int64_t add_line(struct work *w, const struct usual_service *from)
{
    struct service_line line = { .code = from->code, .name = from->name, .glyph = from->glyph, .category = from->category, .unit = from->unit,
        .least = { from->least }, .persons = from->persons, .medical = from->medical, .needs = { from->needs }, .child_contact = from->child,
        .elder_contact = from->elder, .bodily_care = from->category == LINE_BATH, .leeway = { from->leeway }, .pause_after = { from->pause },
        .gear = { from->gear }, .description = from->description, .exclusions = from->exclusions };
    return ADD(w, service_line, &line) ? line.record.id : 0;
}

static rows_of items_of(struct work *w, const struct usual_service *from)
{
    struct standard_item *items = take_many(w, struct standard_item, from->task_count);
    for (int i = 0; i < from->task_count; i++) {
        const struct usual_task *task = &from->tasks[i];
        items[i] = (struct standard_item){ .area = task->area, .task = task->task, .method = task->method, .acceptance = task->acceptance,
            .length = { task->minutes }, .weight = task->weight, .red_line = task->red_line, .origin = ORIGIN_COMPANY, .source = "门店服务手册" };
    }
    return (rows_of){ items, (size_t)from->task_count };
}

/* First issues may be valid at once: nobody has worked by another one. */
static bool add_standard(struct work *w, const struct usual_service *from, int64_t line, day from_day)
{
    struct standard_publication valid = { from_day };
    struct standard first = { .line = { line }, .name = print(w, "%s服务标准", from->name), .items = items_of(w, from), .exclusions = from->exclusions,
        .etiquette = "提前五分钟到楼下，敲门报门店与姓名，穿鞋套；不接打私人电话，不收受礼物，不与客户私下约单", .tools = from->tools, .chemicals = from->chemicals };
    struct standard *s = ADD(w, standard, &first) ? LOAD(w, standard, first.record.id) : NULL;
    return s && step_run(w, &standard_type, s, "submit", NULL) && step_run(w, &standard_type, s, "publish", &valid);
}

bool usual_price_add(struct work *w, const struct usual_service *of, int64_t line, money unit_price, int64_t worker_percent, day valid_from)
{
    struct price_rule first = { .line = { line }, .name = print(w, "%s价目", of->name), .valid_from = valid_from, .unit_price = unit_price, .worker_percent = worker_percent };
    struct price_rule *p = ADD(w, price_rule, &first) ? LOAD(w, price_rule, first.record.id) : NULL;
    return p && step_run(w, &price_rule_type, p, "publish", NULL);
}

int64_t usual_service_add(struct work *w, const struct usual_service *from, day valid_from)
{
    int64_t line = add_line(w, from);
    return line && add_standard(w, from, line, valid_from) ? line : 0;
}
