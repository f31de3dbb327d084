/* demo_team_job.c — large jobs: a flat after renovation that was measured and whose quotation lies with the customer; and a deep cleaning of tomorrow that she said yes to, with its
 * zones and a crew of three from the shop's own people. Told before the visits are dealt out, so that nobody else has taken the crew. */
#include <cairo.h>
#include "app/demo_contracting.h"
#include "base/scratch.h"
#include "customers/customers.h"
#include "operations/operations.h"
#include "record/file.h"

/* ---- what whoever looked at it brought along: a sketch of the largest room with its sides ---- */

enum { WIDE = 480, HIGH = 360 };

static bool draw_room(text path, text sides)
{
    cairo_surface_t *paper = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDE, HIGH);
    cairo_t *cr = cairo_create(paper);
    cairo_set_source_rgb(cr, 0.97, 0.96, 0.92);
    cairo_paint(cr);
    cairo_set_source_rgb(cr, 0.15, 0.17, 0.2);
    cairo_set_line_width(cr, 6);
    cairo_rectangle(cr, 60, 50, WIDE - 120, HIGH - 130);
    cairo_stroke(cr);
    cairo_set_line_width(cr, 3);
    cairo_arc(cr, 60, 220, 60, -1.5708, 0);                 /* the door */
    cairo_stroke(cr);
    cairo_rectangle(cr, 190, 44, 120, 12);                  /* the window */
    cairo_stroke(cr);
    cairo_set_font_size(cr, 26);
    cairo_move_to(cr, 175, HIGH - 35);
    cairo_show_text(cr, sides);
    bool well = cairo_surface_write_to_png(paper, path) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cr);
    cairo_surface_destroy(paper);
    return well;
}

static bool keep_sketch(struct work *w, void *data) { return file_made(w, data); }

static text sketch(struct telling *t, text sides)
{
    struct arena *own = arena_new();
    struct upload made = { .path = scratch_path(own), .type = "image/png", .file_name = "sketch.png" };
    struct work *w = work_open(t->loading->house, &the_system);
    if (!t->broken && !(draw_room(made.path, sides) && file_measured(t->arena, &made) && file_keep(w, &made))) t->broken = true;
    work_close(w);
    arena_free(own);
    return tell_run(t, DISPATCHER, keep_sketch, &made) ? made.hash : "";
}

/* ---- measured and quoted ---- */

struct large_job { text name; int home; text line, dust, first_zone, sides, zones, exclusions; int64_t measured_ago; };     /* first_zone, zones: JSON; the first has the sketch */
static const struct large_job renovated = { "开荒，报价在客户手里", 44, "开荒保洁", "usual", "'name':'客厅餐厅','square_metres':46", "8.4 x 5.5 m",
    ",{'name':'主卧','square_metres':22},{'name':'次卧','square_metres':16},{'name':'厨房','square_metres':9,'hazard':'power','measure':'物业当天送电，先验电'},{'name':'卫生间两间','square_metres':12}", "不含外窗外侧、搬运家具、铲除水泥块", 190 };
static const struct large_job tomorrow = { "明天的三人深度清洁", 45, "深度清洁", "usual", "'name':'客厅','square_metres':38", "7.6 x 5.0 m", ",{'name':'卧室','square_metres':34},{'name':'厨房','square_metres':12},{'name':'卫生间','square_metres':10}",
    "不含外窗外侧、墙面修补", DAYS_AGO(2) };

/* The quotation that was offered; 0: there is no such home. */
static int64_t quoted(struct telling *t, const struct large_job *job, int64_t start, int64_t *ret_survey)
{
    struct demo_loading *l = t->loading;
    int home = demo_home(l, t->branch, job->home);
    if (home < 0 || t->broken) return 0;
    t->story = job->name;
    tell_ago(t, job->measured_ago);
    instant looked = t->at;
    int64_t line = tell_ask(t, SQL("select id from service_line where name = $1"), BIND(txt(job->line)));
    int64_t survey = *ret_survey = tell_new(t, DISPATCHER, &survey_type, "{'customer':%lld,'household':%lld,'line':%lld,'at':%lld,'dust':'%s','floors':1,'lift':true,'water':true,'power':true,'zones':[{%s,'photo':'%s'}%s]}", (long long)l->customers[home],
        (long long)l->households[home], (long long)line, (long long)looked.ms, job->dust, job->first_zone, sketch(t, job->sides), job->zones);
    t->at.ms += MINUTES(35);
    tell_step(t, DISPATCHER, &survey_type, survey, "measure", "{}");
    t->at.ms += MINUTES(20);
    tell_step(t, DISPATCHER, &survey_type, survey, "quote", "{}");
    int64_t quotation = tell_ask(t, SQL("select quotation from survey where id = $1"), BIND(num(survey)));
    tell_edit(t, MANAGER, &quotation_type, quotation, "{'start':%lld,'exclusions':'%s'}", (long long)start, job->exclusions);
    tell_step(t, MANAGER, &quotation_type, quotation, "offer", "{}");
    return t->broken ? 0 : quotation;
}

/* ---- tomorrow's crew ---- */

enum { CREW = 3 };

/* Whoever of the deep cleaners the rules let go, until there are three: first the one who leads. How many went. */
static int send_crew(struct telling *t, int64_t visit)
{
    const struct demo_world *w = t->loading->world;
    int sent = 0;
    bool quiet = t->quiet;
    t->quiet = true;                                        /* a paper of hers may have run out: then another goes */
    for (int i = 0; i < w->worker_count && sent < CREW; i++) {
        const struct demo_worker *n = &w->workers[i];
        long long id = t->loading->workers[i];
        if (n->branch != t->branch || n->does != DEMO_DEEP || n->state != WORKER_ACTIVE || !id) continue;
        sent += sent == 0 ? tell_step(t, DISPATCHER, &visit_type, visit, "assign", "{'worker':%lld,'how':'office'}", id)
                          : tell_step(t, DISPATCHER, &visit_type, visit, "add_to_crew", "{'worker':%lld,'grade':'%s'}", id, sent == 1 ? "skilled" : "new");
        t->broken = false;
    }
    t->quiet = quiet;
    return sent;
}

static void of_tomorrow(struct telling *t)
{
    int64_t survey, start = day_at((day){ t->loading->world->today.number + 1 }, 9 * 60).ms, quotation = quoted(t, &tomorrow, start, &survey);
    if (!quotation) return;
    tell_ago(t, DAYS_AGO(1));
    tell_step(t, MANAGER, &quotation_type, quotation, "accept", "{'how':'电话','answered_by':'客户本人'}");
    t->at.ms += MINUTES(12);
    tell_step(t, DISPATCHER, &survey_type, survey, "order", "{'terms_version':'2026-1'}");
    int64_t order = tell_ask(t, SQL("select service_order from survey where id = $1"), BIND(num(survey)));
    tell_step(t, DISPATCHER, &service_order_type, order, "confirm", "{}");
    int64_t visit = tell_ask(t, SQL("select visit from service_order where id = $1"), BIND(num(order)));
    tell_ago(t, 150);
    if (t->broken || send_crew(t, visit) < CREW) return;    /* the shop is short of hands: the board shows the job with who is found */
    tell_step(t, DISPATCHER, &visit_type, visit, "accept_by_phone", "{}");
    tell_step(t, DISPATCHER, &visit_type, visit, "confirm", "{}");
}

bool demo_team_jobs(struct demo_loading *l)
{
    for (int b = 0; b < l->world->branch_count; b++) {
        struct telling t = { .loading = l, .branch = b, .arena = arena_new() };
        int64_t survey;
        of_tomorrow(&t);
        quoted(&t, &renovated, day_at((day){ l->world->today.number + 4 }, 9 * 60).ms, &survey);
        arena_free(t.arena);
        if (t.broken) return false;
    }
    demo_say(l, "大单：一张勘测报价待客户答复，一张明天三人同去");
    return true;
}
