/* demo.c — see demo.h. */
#include "app/demo.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "app/demo_loading.h"
#include "base/words.h"
#include "record/convert.h"
#include "record/held.h"
#include "record/input.h"

const uint64_t demo_seed = 20260301;

/* ---- what the parts share ---- */

void demo_say(struct demo_loading *l, const char *format, ...)
{
    va_list arguments;
    if (l->quiet) return;
    va_start(arguments, format);
    printf("[%5.1f s] ", (double)(when_now().ms - l->begun.ms) / 1000);
    vprintf(format, arguments);
    printf("\n");
    fflush(stdout);
    va_end(arguments);
}

bool demo_run_at(struct demo_loading *l, const struct actor *actor, instant acted, db_run *run, void *data, bool loud)
{
    struct work *w = work_open(l->house, actor);
    w->language = "zh";
    if (acted.ms) w->now = w->acted = acted;            /* told at once: the day went as it should */
    bool well = db_write(house_db(l->house), w, run, data);
    if (!well && loud) fprintf(stderr, "demo: %s (%s)\n", translate_with(w->arena, "zh", w->message ? w->message : "?", w->arguments), w->field ? w->field : "");
    work_close(w);
    return well;
}

bool demo_run(struct demo_loading *l, const struct actor *actor, db_run *run, void *data, bool loud)
{
    return demo_run_at(l, actor, (instant){ 0 }, run, data, loud);
}

bool demo_step(struct work *w, const struct record_type *type, void *record, text name, text body)
{
    static const text extras[] = { "reason", NULL };
    const struct step *step = type_step(type, name);
    json_t *object = input_json(w, body, strlen(body));
    if (!step || !object) return step ? false : fault(w, "%s has no step %s", type->name, name);
    void *input = arena_take(w->arena, step->input_size + 1);
    w->reason = input_reason_is_choice(step) ? "" : input_string(w, object, "reason", "");
    fields_blank(step->inputs, step->input_count, input);
    return input_read(w, NULL, step->inputs, step->input_count, object, input, INPUT_STEP, extras) && step_take(w, type, record, name, input);
}

void *demo_add(struct work *w, const struct record_type *type, text body)
{
    static const text extras[] = { NULL };
    json_t *object = input_json(w, body, strlen(body));
    void *record = record_from_memory(w, type);
    bool well = object && must(w, type->create) && input_read(w, type, type->fields, type->field_count, object, record, INPUT_CREATE, extras) && record_add(w, type, record);
    return well ? record_load(w, type, ((struct record *)record)->id) : NULL;
}

bool demo_edit(struct work *w, const struct record_type *type, void *record, text body)
{
    static const text extras[] = { NULL };
    json_t *object = input_json(w, body, strlen(body));
    return object && must(w, type->edit) && input_read(w, type, type->fields, type->field_count, object, record, INPUT_EDIT, extras) && record_save(w, type, record);
}

/* ---- as sheets in a folder ---- */

static bool folder_there(text path) { return mkdir(path, 0755) == 0 || errno == EEXIST; }

static int branch_sheets(struct demo_world *world, int branch, text folder, text *ret_why)
{
    text into = arena_print(world->arena, "%s/%s", folder, world->branches[branch].code);
    if (!folder_there(into)) return *ret_why = arena_print(world->arena, "%s: %s", into, strerror(errno)), -1;
    for (int i = 0; i < demo_sheet_count; i++)
        if (!demo_sheet_write(world, &demo_sheets[i], branch, arena_print(world->arena, "%s/%s", into, demo_sheets[i].file), NULL, ret_why)) return -1;
    return demo_sheet_count;
}

int demo_sheets_write(struct demo_world *world, text folder, text *ret_why)
{
    text messy = arena_print(world->arena, "%s/messy", folder);
    if (!folder_there(folder) || !folder_there(messy)) return *ret_why = arena_print(world->arena, "%s: %s", folder, strerror(errno)), -1;
    int all = demo_messy_write(world, messy, ret_why);
    for (int b = 0; b < world->branch_count && all >= 0; b++) {
        int n = branch_sheets(world, b, folder, ret_why);
        all = n < 0 ? -1 : all + n;
    }
    return all;
}

int do_demo(struct config *config, int argc, char **argv)
{
    const struct demo_scale *scale = demo_scale(config->size);
    if (!scale || argc) {
        fprintf(stderr, "There is no demo company %s: --size S or --size M, --folder DIR.\n", argc ? argv[0] : config->size);
        return 2;
    }
    struct arena *arena = arena_new();
    text why = "";
    struct demo_world *world = demo_world_new(arena, scale, demo_seed, when_now(), scale->history_days);
    int n = demo_sheets_write(world, config->folder, &why);
    if (n < 0) fprintf(stderr, "The sheets could not be written: %s\n", why);
    else printf("%d sheets are in %s: the go-live set by branch, and under messy what shops really send.\n", n, config->folder);
    arena_free(arena);
    return n < 0;
}

/* ---- into an empty database ---- */

static bool anybody(struct work *w, void *data)
{
    *(bool *)data = db_one(w, SQL("select 1 from account limit 1"), NO_BIND, 0) == 1;
    return !failed(w);
}

static bool is_empty(struct house *house)
{
    bool there = true;
    struct work *w = work_open(house, &the_system);
    db_read(house_db(house), w, anybody, &there);
    work_close(w);
    return !there;
}

static bool load(struct demo_loading *l)
{
    const struct demo_world *w = l->world;
    demo_say(l, "演示公司 %s：%d 家门店，%d 份阿姨档案，%d 位客户，%d 个定期计划，%d 单", w->scale->word, w->branch_count, w->worker_count, w->customer_count, w->plan_count, w->visit_count);
    static bool (*const parts[])(struct demo_loading *) = {
        demo_set_up, demo_areas, demo_prices, demo_terms, demo_import_sheets, demo_past_prices, demo_pin, demo_accept_opening, demo_homes, demo_work_papers, demo_team_jobs, demo_deal, demo_walk_today, demo_leaves, demo_bills, demo_wages, demo_cards, demo_till,
        demo_leads, demo_wishes, demo_cases, demo_damage, demo_decisions, demo_keeping, demo_run_jobs,
    };
    for (int i = 0; i < COUNT_OF(parts); i++)
        if (!parts[i](l)) return false;
    return true;
}

bool demo_load_world(struct house *house, struct demo_world *world, bool quiet)
{
    struct demo_loading l = { .house = house, .world = world, .begun = when_now(), .quiet = quiet, .home = work_open(house, &the_system) };
    bool well = load(&l);
    if (well) demo_say(&l, "演示公司已就绪，登录名和密码见登录页");
    work_close(l.home);
    return well;
}

bool demo_wanted(struct house *house, const struct config *c) { return strcmp(c->demo, "none") && is_empty(house); }

bool demo_load(struct house *house, const struct config *c)
{
    const struct demo_scale *scale = demo_scale(c->demo);
    if (!scale) {
        fprintf(stderr, "There is no demo company %s: none, S, M or D.\n", c->demo);
        return false;
    }
    struct arena *arena = arena_new();
    bool well = demo_load_world(house, demo_world_new(arena, scale, demo_seed, house_now(house), scale->history_days), c->quiet);
    if (!well) fprintf(stderr, "The demo company could not be loaded whole; begin with an empty --data folder.\n");
    arena_free(arena);
    return well;
}
