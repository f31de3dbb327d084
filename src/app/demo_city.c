/* demo_city.c — the invented city of 云栖: shops on a grid of three kilometres and a half, around each six 片区 with five estates. */
#include "app/demo_world.h"

static const text branch_names[] = { "云锦店", "望江店", "听澜店", "南屏店", "金桂店", "枫林店", "梧桐店", "星河店", "白鹭店", "青石店", "松涛店", "柳浪店" };
static const text area_words[][DEMO_AREAS] = {
    { "云锦东", "云锦西", "学府路", "滨河", "老城厢", "花桥" }, { "望江北", "望江南", "码头", "江湾", "灯塔", "石桥" }, { "听澜一期", "听澜二期", "湖滨", "桃源", "东渡", "西渡" },
    { "南屏山", "南屏里", "茶园", "竹溪", "双塔", "长亭" }, { "金桂园", "金桂坊", "银杏", "集贤", "文昌", "书院" }, { "枫林", "红叶", "北苑", "龙泉", "清泉", "泉山" },
    { "梧桐里", "凤栖", "鼓楼", "钟楼", "东门", "西门" }, { "星河湾", "星河里", "科苑", "创园", "软件谷", "天桥" }, { "白鹭洲", "芦荡", "荷塘", "莲池", "水云间", "渔浦" },
    { "青石巷", "青石桥", "瓦窑", "铜井", "铁铺", "盐仓" }, { "松涛", "听松", "百花", "药圃", "橘园", "梅坞" }, { "柳浪", "杨柳里", "东桥", "堤外", "小河沿", "三塔" },
};
static const text estate_first[] = { "锦绣", "翠湖", "和悦", "听澜", "望江", "春晓", "碧水", "金桂", "云顶", "香樟", "丽景", "阳光", "枫丹", "玉兰", "银河", "紫薇", "江南", "书香", "嘉禾", "瑞景",
                                     "兰亭", "泊岸", "龙湾", "星汇", "安和", "同福", "康乐", "幸福", "新城", "朝晖" };
static const text estate_last[] = { "花园", "苑", "家园", "里", "府", "公寓", "小区", "新村", "雅居", "华庭" };

enum { NORTH_EDGE = 306400000, EAST_EDGE = 1149300000, ROW = 4 };       /* 30.64° N, 114.93° E */

static place offset(place at, double north, double east)
{
    return (place){ at.lat + (int64_t)(north / 111195 * 1e7), at.lng + (int64_t)(east / 95600 * 1e7) };
}

static void make_estates(struct demo_world *w, int area, struct dice *dice)
{
    for (int e = 0; e < DEMO_ESTATES; e++) {
        int n = area * DEMO_ESTATES + e;
        int first = n * 7 % COUNT_OF(estate_first), last = (n + n / COUNT_OF(estate_first)) % COUNT_OF(estate_last);
        struct demo_estate *into = &w->estates[w->estate_count++];
        into->name = arena_print(w->arena, "%s%s", estate_first[first], estate_last[last]);
        if (w->branch_count > 1) into->name = arena_print(w->arena, "%s·%s", w->areas[area].name, into->name);
        into->area = area;
        into->at = demo_near(dice, w->areas[area].at, 420);
        into->lift = last != 2 && last != 7;            /* old housing has none */
    }
}

static void make_branch(struct demo_world *w, int b)
{
    struct dice dice = demo_dice(w, "city", b);
    place centre = offset((place){ NORTH_EDGE, EAST_EDGE }, -3500.0 * (b / ROW), 3500.0 * (b % ROW));
    w->branches[b] = (struct demo_branch){ .name = branch_names[b], .code = arena_print(w->arena, "YX%02d", b + 1), .at = centre,
        .complaint_phone = demo_phone(w->arena, 90000000 + b), .address = arena_print(w->arena, "云栖市%s路%d号（演示数据）", area_words[b][0], 10 + 7 * b) };
    for (int a = 0; a < DEMO_AREAS; a++) {
        w->areas[w->area_count] = (struct demo_area){ area_words[b][a], b, offset(centre, a < 3 ? 600 : -600, 1150.0 * (a % 3 - 1)) };
        make_estates(w, w->area_count++, &dice);
    }
}

void demo_make_city(struct demo_world *w)
{
    int n = w->scale->branches;
    w->branch_count = n;
    w->branches = arena_take(w->arena, sizeof *w->branches * (size_t)n);
    w->areas = arena_take(w->arena, sizeof *w->areas * (size_t)n * DEMO_AREAS);
    w->estates = arena_take(w->arena, sizeof *w->estates * (size_t)n * DEMO_AREAS * DEMO_ESTATES);
    for (int b = 0; b < n; b++) make_branch(w, b);
}
