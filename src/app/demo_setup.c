/* demo_setup.c — the company itself: its shops, who logs in, what it sells, by what standard and for how much. */
#include <stdio.h>
#include <string.h>
#include "app/demo_loading.h"
#include "base/scratch.h"
#include "company/company.h"
#include "record/held.h"

static const char password[] = "yanshi2026";

/* ---- branches ---- */

static int64_t add_branch(struct work *w, const struct demo_branch *from, text name, enum branch_kind kind, int64_t parent)
{
    struct branch *b = record_from_memory(w, &branch_type);
    b->name = name;
    b->code = kind == BRANCH_SHOP ? from->code : "YX00";
    b->kind = kind;
    b->region = "990100";                                       /* of no city, as the people's numbers */
    b->parent.id = parent;
    b->complaint_phone = from->complaint_phone;
    b->address = from->address;
    b->location = from->at;
    return record_add(w, &branch_type, b) ? b->record.id : 0;
}

static bool make_branches(struct work *w, void *data)
{
    struct demo_loading *l = data;
    const struct demo_world *world = l->world;
    if (!company_name_set(w, "云锦家政（演示）")) return false;
    l->root = world->branch_count > 1 ? add_branch(w, &world->branches[0], "总部", BRANCH_HEADQUARTERS, 0) : 0;
    for (int b = 0; b < world->branch_count && !failed(w); b++)
        l->shops[b].branch = add_branch(w, &world->branches[b], world->branches[b].name, BRANCH_SHOP, l->root);
    if (!l->root) l->root = l->shops[0].branch;
    return !failed(w);
}

/* ---- who logs in ---- */

/* Login names are the roles' in pinyin: every company knows them. `shop`: one in every shop, the first without a number. */
struct staff { text login, role; bool shop, every_shop; };
static const struct staff staff[] = {
    { "guanli", "administrator", false, false }, { "dianzhang", "manager", true, true }, { "paidan", "dispatcher", true, true }, { "qiantai", "reception", true, true },
    { "guwen", "consultant", true, false }, { "dudao", "supervisor", true, false }, { "caiwu", "finance", true, true }, { "renshi", "hr", true, true },
    { "anquan", "safety", false, false }, { "zongbu", "hq", false, false }, { "shenji", "auditor", false, false },
    { "jiancha", "hq", false, false },      /* signs nothing by himself: answers appeals against what zongbu has approved */
};

struct opening_accounts { struct demo_loading *loading; text hash; struct dice dice; };

static int64_t add_person(struct work *w, struct opening_accounts *o, text *ret_name)
{
    struct demo_person from = demo_person(o->loading->world, &o->dice, demo_chance(&o->dice, 0.7) ? FEMALE : MALE, demo_birth(&o->dice, o->loading->world->today, 38, 6, 23, 58));
    struct person *p = record_from_memory(w, &person_type);
    p->name = from.name;
    p->sex = from.sex;
    p->phone.plain = from.phone;
    *ret_name = from.name;
    return record_add(w, &person_type, p) ? p->record.id : 0;
}

static bool add_account(struct work *w, struct opening_accounts *o, const struct staff *s, int shop)
{
    struct demo_loading *l = o->loading;
    text name = "", login = shop > 0 ? print(w, "%s%02d", s->login, shop + 1) : s->login;
    int64_t person = add_person(w, o, &name);
    struct demo_account a = { .login = login, .name = name, .password = password, .hash = o->hash, .role = s->role, .place = s->shop ? l->shops[shop].branch : 0, .home = l->root, .person = person };
    return person && demo_account_add(w, &a) != 0;
}

static bool make_accounts(struct work *w, void *data)
{
    struct opening_accounts *o = data;
    for (int i = 0; i < COUNT_OF(staff); i++)
        for (int b = 0; b < (staff[i].every_shop ? o->loading->world->branch_count : 1); b++)
            if (!add_account(w, o, &staff[i], b)) return false;
    return !failed(w);
}

static bool load_one(struct work *w, text login, struct actor *into)
{
    int64_t account = db_one(w, SQL("select id from account where login = $1"), BIND(txt(login)), 0);
    return account && actor_load(w, account, into);
}

static bool load_actors(struct work *w, void *data)
{
    struct demo_loading *l = data;
    if (!load_one(w, "guanli", &l->administrator)) return false;
    for (int b = 0; b < l->world->branch_count; b++) {
        struct demo_shop *s = &l->shops[b];
        struct { text login; struct actor *into; } all[] = { { "dianzhang", &s->manager }, { "paidan", &s->dispatcher }, { "qiantai", &s->reception }, { "caiwu", &s->finance }, { "renshi", &s->hr } };
        for (int i = 0; i < COUNT_OF(all); i++)
            if (!load_one(w, b ? print(w, "%s%02d", all[i].login, b + 1) : all[i].login, all[i].into)) return false;
        if (!load_one(w, b ? print(w, "dianzhang%02d", b + 1) : "guwen", &s->consultant)) return false;
    }
    return !failed(w);
}

/* ---- services and their standards ---- */

static bool make_services(struct work *w, void *data)
{
    const struct demo_loading *l = data;
    for (int i = 0; i < usual_service_count; i++)
        if (!usual_service_add(w, &usual_services[i], l->world->today)) return false;
    return true;
}

/* ---- vans and machines ---- */

struct demo_gear { text name, plate; enum gear_kind kind; int seats, check_in; };      /* check_in: days until its next check */
static const struct demo_gear gear[] = {
    { "五菱面包车", "演A·G%02d01", GEAR_VEHICLE, 7, 96 }, { "金杯面包车", "演A·G%02d02", GEAR_VEHICLE, 6, 45 }, { "蒸汽机 1 号", "ZQ%02d-01", GEAR_STEAM, 0, 140 },
    { "蒸汽机 2 号", "ZQ%02d-02", GEAR_STEAM, 0, 140 }, { "吸尘吸水机", "XC%02d-01", GEAR_VACUUM, 0, 60 },
};

static bool add_gear(struct work *w, const struct demo_loading *l, int shop, const struct demo_gear *from)
{
    struct gear *g = record_from_memory(w, &gear_type);
    g->record.branch.id = l->shops[shop].branch;
    g->kind = from->kind;
    g->name = from->name;
    g->plate = print(w, from->plate, shop + 1);
    g->seats = from->seats;
    g->check_due = (maybe_day){ l->world->today.number + from->check_in, true };
    return record_add(w, &gear_type, g);
}

static bool make_gear(struct work *w, void *data)
{
    const struct demo_loading *l = data;
    for (int b = 0; b < l->world->branch_count; b++)
        for (int i = 0; i < COUNT_OF(gear); i++)
            if (!add_gear(w, l, b, &gear[i])) return false;
    return true;
}

bool demo_set_up(struct demo_loading *l)
{
    l->shops = arena_take(l->world->arena, sizeof *l->shops * (size_t)l->world->branch_count);
    if (!demo_run(l, &the_system, make_branches, l, true)) return false;
    struct opening_accounts o = { .loading = l, .hash = password_hash(l->home, password), .dice = demo_dice(l->world, "staff", 0) };
    if (!demo_run(l, &the_system, make_accounts, &o, true) || !db_read(house_db(l->house), l->home, load_actors, l)) return false;
    demo_say(l, "门店、岗位账号就绪");
    return demo_run(l, &l->administrator, make_services, l, true) && demo_run(l, &l->administrator, make_gear, l, true);
}

/* ---- prices ---- */

static const struct sheet_column price_columns[] = {
    { "名称", SHEET_COLUMN_TEXT, 0 }, { "服务项目", SHEET_COLUMN_TEXT, 0 }, { "生效日期", SHEET_COLUMN_DAY, 0 }, { "单价", SHEET_COLUMN_MONEY, 0 }, { "每次最低价", SHEET_COLUMN_MONEY, 0 },
    { "阿姨分成（%）", SHEET_COLUMN_NUMBER, 0 }, { "状态", SHEET_COLUMN_TEXT, 0 },
};

static int price_count(const struct demo_world *w) { (void)w; return usual_service_count; }

static bool price_row(const struct demo_world *w, struct sheet_writer *out, int branch, int i)
{
    const struct usual_service *from = &usual_services[i];
    (void)branch;
    sheet_write_text(out, arena_print(w->arena, "%s老价目", from->name));
    sheet_write_text(out, from->name);
    sheet_write_day(out, (maybe_day){ w->today.number - 1100, true });
    sheet_write_money(out, (maybe_money){ from->yuan * 100, true });
    sheet_write_money(out, (maybe_money){ from->least_yuan * 100, true });
    sheet_write_number(out, from->percent);
    sheet_write_text(out, "已发布");
    return true;
}
static const struct demo_sheet price_sheet = { "老价目表.xlsx", "价目", "price_rule", price_columns, COUNT_OF(price_columns), false, price_count, price_row };

static struct surcharge *surcharges(struct work *w, const struct usual_service *from, size_t *ret_count)
{
    static const struct surcharge all[] = {
        { WHEN_HOLIDAY, 50, { 0 }, "法定节假日" }, { WHEN_EARLY, 20, { 0 }, "早八点前" }, { WHEN_LATE, 20, { 0 }, "晚八点后" }, { WHEN_FESTIVAL, 20, { 0 }, "腊月二十至除夕" },
        { WHEN_FAR, 0, { 2000 }, "远郊交通补贴" }, { WHEN_NO_LIFT, 0, { 1000 }, "无电梯" },
    };
    bool by_visit = from->unit != UNIT_MONTH && from->unit != UNIT_DAY;
    struct surcharge *into = take_many(w, struct surcharge, COUNT_OF(all));
    memcpy(into, all, sizeof all);
    *ret_count = by_visit ? COUNT_OF(all) : 0;
    return into;
}

static bool publish_prices(struct work *w, void *data)
{
    const struct demo_loading *l = data;
    for (int i = 0; i < usual_service_count; i++) {
        const struct usual_service *from = &usual_services[i];
        struct price_rule *p = record_from_memory(w, &price_rule_type);
        p->line.id = db_one(w, SQL("select id from service_line where code = $1"), BIND(txt(from->code)), 0);
        p->name = print(w, "%s %d价目", from->name, date_of(l->world->today).year);
        p->valid_from = l->world->today;
        p->unit_price.fen = from->yuan * (from->unit == UNIT_HOUR ? 106 : 103);
        p->least_price.fen = from->least_yuan * 106;
        p->worker_percent = from->percent;
        p->surcharges.at = surcharges(w, from, &p->surcharges.count);
        p = record_add(w, &price_rule_type, p) ? LOAD(w, price_rule, p->record.id) : NULL;
        if (!p || !demo_step(w, &price_rule_type, p, "publish", "{}")) return false;
    }
    return true;
}

bool demo_prices(struct demo_loading *l)
{
    text why = "", path = scratch_path(l->world->arena);
    if (!demo_sheet_write(l->world, &price_sheet, 0, path, NULL, &why)) { fprintf(stderr, "demo: %s\n", why); return false; }
    return demo_import_file(l, &l->administrator, "price_rule", path, price_sheet.file, false) && demo_run(l, &l->administrator, publish_prices, l, true);
}
