/* demo_workers.c — the roster: who is active does what the shop sells; the rest of the archive has left, rests or asks for work. */
#include <string.h>
#include "app/demo_world.h"

/* How the active of a branch are divided; cleaners and live-in come from the scale, the rest fills up. */
struct share { enum demo_work does; int count; };

static text skills_of(struct demo_world *w, struct dice *dice, enum demo_work does)
{
    (void)w;
    switch (does) {
    case DEMO_CLEANER: return demo_chance(dice, 0.35) ? "日常保洁、擦玻璃" : demo_chance(dice, 0.25) ? "日常保洁、两餐做饭" : "日常保洁";
    case DEMO_DEEP: return "深度清洁、开荒保洁、擦玻璃、空调清洗";
    case DEMO_MATERNITY: return demo_chance(dice, 0.3) ? "月嫂、育儿嫂" : "月嫂";
    case DEMO_NANNY: return demo_chance(dice, 0.4) ? "住家保姆、两餐做饭" : "住家保姆";
    case DEMO_INFANT: return "育儿嫂";
    case DEMO_ELDER: return demo_chance(dice, 0.4) ? "老人照护、陪诊" : "老人照护、助浴";
    case DEMO_OTHER: return demo_chance(dice, 0.5) ? "两餐做饭" : "收纳整理、日常保洁";
    }
    return "日常保洁";
}

/* ---- who the stories of homes are cast with ---- */

static int reserved_of(enum demo_work does)
{
    switch (does) {
    case DEMO_NANNY: return 9;
    case DEMO_INFANT: return 8;
    case DEMO_ELDER: return 6;
    case DEMO_MATERNITY: return 5;
    default: return 0;
    }
}

/* A part-time cleaner with a contract of her own is one of them too (every third cleaner works part-time). */
static bool is_reserved(enum demo_work does, int nth) { return does == DEMO_CLEANER ? nth == 2 : nth < reserved_of(does); }

/* A labour contract needs somebody before retirement, a work agreement somebody past it; 0: as the dice fall. */
static int age_wanted(enum demo_work does, int nth)
{
    if (does == DEMO_ELDER) return nth == 0 ? 57 : 0;
    bool employee = (does == DEMO_NANNY && nth < 2) || (does == DEMO_INFANT && (nth == 0 || nth == 7)) || (does == DEMO_CLEANER && nth == 2);
    return employee ? 38 + 2 * (nth % 5) : 0;
}

/* 劳动合同法 68: a part-time cleaner has 4 hours a day and 24 a week; about every third is one, and the oldest are over age. */
static enum employment_mode mode_of(const struct demo_worker *n, int place_in_work, day today)
{
    int age = years_between(n->person.birth, today);
    if (age >= (n->person.sex == FEMALE ? 55 : 60)) return MODE_OVER_AGE;
    if (n->reserved && n->does == DEMO_INFANT && place_in_work == 7) return MODE_PART_TIME;         /* mornings only (demo_homes.c) */
    if (n->reserved && age_wanted(n->does, place_in_work) && n->does != DEMO_CLEANER) return MODE_EMPLOYEE;
    if (n->does == DEMO_CLEANER) return place_in_work % 3 == 2 ? MODE_PART_TIME : MODE_EMPLOYEE;
    return n->does == DEMO_DEEP ? MODE_EMPLOYEE : MODE_AGENCY;
}

static text grade_of(struct dice *dice, enum demo_work does)
{
    static const text grades[] = { "初级", "中级", "高级", "金牌" };
    static const int cleaning[] = { 40, 38, 17, 5 }, living[] = { 20, 35, 30, 15 };
    return grades[demo_pick(dice, does <= DEMO_DEEP ? cleaning : living, 4)];
}

static text medical_of(enum demo_work does)
{
    if (does == DEMO_MATERNITY || does == DEMO_INFANT) return "母婴照护";
    return does == DEMO_ELDER ? "养老照护" : does == DEMO_NANNY ? "居家" : "一般";
}

/* Yearly checks were made on some day of the last year; `soon` runs out within 30 days, `over` has run out. */
static void give_papers(struct demo_world *w, struct demo_worker *n, struct dice *dice, bool soon, bool over)
{
    int32_t today = w->today.number;
    int which = (int)dice_below(dice, 3);
    n->identity_to = (maybe_day){ today + 200 + (int32_t)dice_below(dice, 5000), true };
    n->medical_on = (maybe_day){ today - 5 - (int32_t)dice_below(dice, 320), true };
    n->background_on = (maybe_day){ today - 5 - (int32_t)dice_below(dice, 320), true };
    n->insurance_to = (maybe_day){ today + 40 + (int32_t)dice_below(dice, 320), true };
    n->card_to = (maybe_day){ today + 60 + (int32_t)dice_below(dice, 1000), true };
    int32_t shift = over ? 369 + (int32_t)dice_below(dice, 60) : 340 + (int32_t)dice_below(dice, 22);
    if ((soon || over) && which == 0) n->medical_on.number = today - shift;
    if ((soon || over) && which == 1) n->background_on.number = today - shift;
    if ((soon || over) && which == 2) n->insurance_to.number = today + (over ? -3 - (int32_t)dice_below(dice, 40) : 3 + (int32_t)dice_below(dice, 26));
    n->medical_class = medical_of(n->does);
    if (n->does < DEMO_MATERNITY || n->does > DEMO_ELDER) return;
    int64_t number = dice_below(dice, 100000000);
    bool asked_for = n->does == DEMO_MATERNITY || n->does == DEMO_INFANT;         /* others have one or not */
    n->certificate = asked_for || number % 5 < 3 ? arena_print(w->arena, "YS99%08lld", (long long)number) : "";
}

/* Her medical check is good for long; one nanny's ends in 17 days, which the look-ahead over her placement finds. Animals are no matter for her: any home will do. Her
 * ID outlives the longest story told of her, half a year that is renewed for another. */
enum { SOON_OVER = 2, STORY_LONGEST = 800 };
static void leave_papers_to_office(struct demo_world *w, struct demo_worker *n, int nth)
{
    n->medical_on.number = w->today.number - (n->does == DEMO_NANNY && nth == SOON_OVER ? 347 : 16 + 2 * nth);
    if (n->identity_to.number < w->today.number + STORY_LONGEST) n->identity_to.number += STORY_LONGEST;
    n->background_on.given = n->insurance_to.given = n->fears_pets = false;
    if (n->joined.number > w->today.number - 400) n->joined.number = w->today.number - 400 - 30 * nth;
}

static text came_by(struct dice *dice)
{
    static const text words[] = { "老员工介绍", "招聘平台", "上门", "劳务基地" };
    static const int weights[] = { 45, 25, 15, 15 };
    return words[demo_pick(dice, weights, 4)];
}

/* Colleagues of one name are told apart by the shop in some way; here the second simply has another. */
static struct demo_person one_of_a_name(struct demo_world *w, int branch, enum demo_work does, enum sex sex, int age, struct dice *dice)
{
    day birth = demo_birth(dice, w->today, does == DEMO_CLEANER ? 46 : 47, 7, 20, 62);
    if (age) birth.number = w->today.number - age * 365 - 150;
    for (;;) {
        struct demo_person p = demo_person(w, dice, sex, birth);
        bool taken = false;
        for (int i = w->worker_count - 1; i >= 0 && w->workers[i].branch == branch && !taken; i--) taken = w->workers[i].person.name && !strcmp(w->workers[i].person.name, p.name);
        if (!taken) return p;
    }
}

static struct demo_worker *add_worker(struct demo_world *w, int branch, enum demo_work does, int age, struct dice *dice)
{
    struct demo_worker *n = &w->workers[w->worker_count];
    enum sex sex = age ? FEMALE : demo_chance(dice, does == DEMO_DEEP ? 0.45 : does == DEMO_MATERNITY || does == DEMO_INFANT ? 0 : 0.06) ? MALE : FEMALE;
    int area = branch * DEMO_AREAS + (int)dice_below(dice, DEMO_AREAS);
    n->branch = branch;
    n->area = area;
    n->does = does;
    n->home = demo_near(dice, w->areas[area].at, 700);
    n->person = one_of_a_name(w, branch, does, sex, age, dice);
    w->worker_count++;
    n->kin = demo_person(w, dice, sex == FEMALE ? MALE : FEMALE, n->person.birth);
    n->kin_is = demo_chance(dice, 0.6) ? "配偶" : demo_chance(dice, 0.6) ? "子女" : "姐妹";
    n->skills = skills_of(w, dice, does);
    n->grade = grade_of(dice, does);
    n->came_by = came_by(dice);
    n->bank = demo_bank_card(w->arena, dice);
    n->fears_pets = demo_chance(dice, 0.07);
    n->remark = demo_chance(dice, 0.1) ? "普通话好，细致" : demo_chance(dice, 0.06) ? "接单要提前一天说" : "";
    n->medical_class = n->certificate = "";
    return n;
}

static void make_active(struct demo_world *w, int branch, enum demo_work does, int count, int *made, struct dice *dice)
{
    int soon = w->scale->expiring / w->branch_count, active = w->scale->active / w->branch_count;
    for (int i = 0; i < count; i++) {
        struct demo_worker *n = add_worker(w, branch, does, is_reserved(does, i) ? age_wanted(does, i) : 0, dice);
        int nth = (*made)++;
        n->state = WORKER_ACTIVE;
        n->reserved = is_reserved(does, i);
        n->mode = mode_of(n, i, w->today);
        n->joined.number = w->today.number - 400 - (int32_t)dice_below(dice, 2600);     /* with the shop since before the year shown */
        if (does != DEMO_CLEANER && demo_chance(dice, 0.3)) n->joined.number = w->today.number - 10 - (int32_t)dice_below(dice, 380);
        bool runs_out = soon && nth % (active / soon) == 1 && nth / (active / soon) < soon;
        give_papers(w, n, dice, runs_out, !runs_out && nth == active - 1);
        if (n->reserved) leave_papers_to_office(w, n, i);
    }
}

/* Left, on leave, or an applicant: three quarters have left, most of them cleaners within their first two years. */
static void make_former(struct demo_world *w, int branch, int count, struct dice *dice)
{
    static const enum demo_work kinds[] = { DEMO_CLEANER, DEMO_NANNY, DEMO_INFANT, DEMO_MATERNITY, DEMO_ELDER, DEMO_DEEP, DEMO_OTHER };
    static const int weights[] = { 40, 22, 14, 8, 9, 4, 3 };
    for (int i = 0; i < count; i++) {
        struct demo_worker *n = add_worker(w, branch, kinds[demo_pick(dice, weights, COUNT_OF(kinds))], 0, dice);
        int fate = (int)dice_below(dice, 100);
        n->state = fate < 78 ? WORKER_LEFT : fate < 85 ? WORKER_ON_LEAVE : WORKER_APPLICANT;
        n->mode = mode_of(n, i, w->today);
        n->joined.number = w->today.number - 30 - (int32_t)dice_below(dice, 2400);
        if (n->state == WORKER_APPLICANT) { n->joined.number = w->today.number - (int32_t)dice_below(dice, 40); continue; }
        if (n->state == WORKER_ON_LEAVE) { give_papers(w, n, dice, false, false); continue; }
        n->left = (maybe_day){ n->joined.number + 5 + (int32_t)dice_below(dice, w->today.number - n->joined.number - 5), true };
        n->identity_to = (maybe_day){ w->today.number + (int32_t)dice_below(dice, 4000), true };
    }
}

static void make_branch_workers(struct demo_world *w, int b)
{
    const struct demo_scale *s = w->scale;
    struct dice dice = demo_dice(w, "workers", b);
    int made = 0, n = s->branches, cleaners = s->cleaners / n, live_in = s->live_in / n, active = s->active / n;
    int deep = 4, maternity = live_in * 24 / 100, nanny = live_in * 44 / 100, infant = live_in * 36 / 100;
    make_active(w, b, DEMO_CLEANER, cleaners, &made, &dice);
    make_active(w, b, DEMO_DEEP, deep, &made, &dice);
    make_active(w, b, DEMO_MATERNITY, maternity, &made, &dice);
    make_active(w, b, DEMO_NANNY, nanny, &made, &dice);
    make_active(w, b, DEMO_INFANT, infant, &made, &dice);
    int left = active - made, elder = left * 2 / 3;
    make_active(w, b, DEMO_ELDER, elder, &made, &dice);
    make_active(w, b, DEMO_OTHER, left - elder, &made, &dice);
    make_former(w, b, s->workers / n - made, &dice);
}

void demo_make_workers(struct demo_world *w)
{
    w->workers = arena_take(w->arena, sizeof *w->workers * (size_t)w->scale->workers);
    for (int b = 0; b < w->branch_count; b++) make_branch_workers(w, b);
}
