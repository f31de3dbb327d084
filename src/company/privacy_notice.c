/* privacy_notice.c — see privacy_notice.h: the type, its two steps, and the page anybody may read. */
#include "company/privacy_notice.h"
#include <string.h>
#include "base/words.h"
#include "company/branch.h"
#include "company/rights.h"
#include "company/setting.h"
#include "record/signed_page.h"

#define IN_FORCE "company.privacy_notice"

static const struct choice states[] = { { NOTICE_DRAFT, "draft", N_("Draft"), "warn" }, { NOTICE_PUBLISHED, "published", N_("Published"), "ok", .final = true }, { 0 } };
#define FILLED_IN N_("{company}, {address} and {phone} are filled in where it is shown")
static const struct field fields[] = {
    FIELD(privacy_notice, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(privacy_notice, edition, .label = N_("Version"), .required = true, .max = 30, .list = true, .search = true, .unique = true, .help = N_("As consents will name it")),
    FIELD(privacy_notice, changed, .label = N_("What is new in it"), .max = 500, .format = FORMAT_MULTILINE, .list = true, .help = N_("One sentence above the text, for those who are asked again")),
    FIELD(privacy_notice, customers, .label = N_("For customers"), .required = true, .max = 20000, .format = FORMAT_MULTILINE, .help = FILLED_IN),
    FIELD(privacy_notice, workers, .label = N_("For workers"), .required = true, .max = 20000, .format = FORMAT_MULTILINE, .help = FILLED_IN),
    FIELD(privacy_notice, customers_en, .label = N_("For customers, in English"), .max = 20000, .format = FORMAT_MULTILINE),
    FIELD(privacy_notice, workers_en, .label = N_("For workers, in English"), .max = 20000, .format = FORMAT_MULTILINE),
    FIELD(privacy_notice, published_at, .label = N_("Published at"), .list = true, .set_by = STEPS_ONLY),
};

static bool same_text(const struct privacy_notice *a, const struct privacy_notice *b)
{
    return !strcmp(a->edition, b->edition) && !strcmp(a->customers, b->customers) && !strcmp(a->workers, b->workers) && !strcmp(a->customers_en, b->customers_en) && !strcmp(a->workers_en, b->workers_en);
}

static bool check(struct work *w, struct privacy_notice *n, const struct privacy_notice *before)
{
    return !before || before->state != NOTICE_PUBLISHED || same_text(before, n) || refuse_as(w, CONFLICT, "", N_("People have agreed to this text: draft another version from it"));
}
CHECKER(privacy_notice, check)

static text title(struct work *w, const struct privacy_notice *n) { (void)w; return n->edition; }
TITLE(privacy_notice, title)

/* ---- steps ---- */

/* In force from today on. Published again on the same day, the day's value goes over to the newer one. */
static bool name_in_force(struct work *w, text edition)
{
    struct found today = LOAD_WHERE(w, setting, "code = $1 and since = $2 and branch is null", BIND(txt(IN_FORCE), num(day_of(w->now).number)));
    struct setting fresh = { .code = IN_FORCE, .since = day_of(w->now), .value = edition }, *s = today.count ? today.at[0] : NULL;
    if (!s) return ADD(w, setting, &fresh);
    s->value = edition;
    return SAVE(w, setting, s);
}

static bool publish(struct work *w, struct privacy_notice *n)
{
    n->published_at = w->now;
    return name_in_force(w, n->edition);
}
RULE_PLAIN(privacy_notice, publish)

struct next_edition { text edition; };
static const struct field next_edition_fields[] = { FIELD(next_edition, edition, .label = N_("Version"), .required = true, .max = 30, .help = N_("As consents will name it")) };

static bool draft_next(struct work *w, struct privacy_notice *n, const struct next_edition *in)
{
    struct privacy_notice *next = take(w, struct privacy_notice);
    *next = (struct privacy_notice){ .state = NOTICE_DRAFT, .edition = in->edition, .customers = n->customers, .workers = n->workers, .customers_en = n->customers_en, .workers_en = n->workers_en, .changed = "" };
    return ADD(w, privacy_notice, next);
}
RULE(privacy_notice, next_edition, draft_next)

static const struct step steps[] = {
    STEP(publish, .label = N_("Publish"), .tone = "primary", .from = FROM(NOTICE_DRAFT), .to = NOTICE_PUBLISHED, .by = CAN_MANAGE_COMPANY, .run = publish_rule,
         .confirm = N_("It is in force from today on, and everybody is asked on the phone to agree to it. The text cannot be changed any more.")),
    STEP(draft_next, .label = N_("Draft the next version"), .from = FROM(NOTICE_PUBLISHED), .by = CAN_MANAGE_COMPANY, INPUTS(next_edition, next_edition_fields), .run = draft_next_rule),
};

const struct record_type privacy_notice_type = RECORD_TYPE(privacy_notice, .label = N_("Privacy notice"), .module = "company", FIELDS(fields), STEPS(steps), .first_state = NOTICE_DRAFT, .scope = SCOPE_COMPANY,
    .see = CAN_SEE_COMPANY, .create = CAN_MANAGE_COMPANY, .edit = CAN_MANAGE_COMPANY, .order = "-id", .check = check_hook, .title = title_hook);

text privacy_edition(struct work *w, int64_t branch) { return setting_text(w, IN_FORCE, branch, day_of(w->now)); }

bool privacy_notice_seed(struct work *w)
{
    if (db_one(w, SQL("select 1 from privacy_notice limit 1"), NO_BIND, 0) == 1) return true;
    struct privacy_notice n = privacy_first_text;
    text named = privacy_edition(w, 0);
    bool ours = !strcmp(named, n.edition);
    n.state = ours ? NOTICE_PUBLISHED : NOTICE_DRAFT;
    n.published_at.ms = ours ? w->now.ms : 0;
    if (!ours) n.edition = print(w, "%s+", named);
    return ADD(w, privacy_notice, &n);
}

/* ---- the page ---- */

/* The version asked for, else the one in force, else the newest there is; NULL: none is published. */
static const struct privacy_notice *wanted(struct work *w, text asked)
{
    struct found f = LOAD_WHERE(w, privacy_notice, "state = 2 order by case when edition = $1 then 0 when edition = $2 then 1 else 2 end, published_at desc limit 1", BIND(txt(asked ? asked : ""), txt(privacy_edition(w, 0))));
    return f.count ? f.at[0] : NULL;
}
_Static_assert(NOTICE_PUBLISHED == 2, "the query above says it by number");

struct said_of_us { text name, value; };

/* A name in braces becomes what the company says of itself; other braces stay. */
static text filled(struct work *w, text body)
{
    struct rows *row = db_query(w, SQL("select address, complaint_phone from branch where state = 1 order by case when complaint_phone <> '' then 0 else 1 end, id limit 1"), NO_BIND);
    bool one = db_next(row);
    struct said_of_us all[] = { { "{company}", company_name(w) }, { "{address}", one ? arena_copy(w->arena, db_text(row, 0)) : "" }, { "{phone}", one ? arena_copy(w->arena, db_text(row, 1)) : "" } };
    db_enough(row);
    struct buf out = buf_new(w->arena);
    while (*body) {
        const struct said_of_us *found = NULL;
        for (int i = 0; i < COUNT_OF(all) && *body == '{'; i++) if (!strncmp(body, all[i].name, strlen(all[i].name))) found = &all[i];
        if (found) buf_add(&out, *found->value ? found->value : "—");
        else buf_char(&out, *body);
        body += found ? strlen(found->name) : 1;
    }
    return buf_text(&out);
}

/* A line that begins with “一、” or "1. " is a heading by its place: blank lines part the sections. */
static void write_text_of(struct work *w, struct buf *out, text body)
{
    for (text at = filled(w, body); *at;) {
        text end = strstr(at, "\n\n"), part = end ? arena_copy_n(w->arena, at, (size_t)(end - at)) : at, rest = strchr(part, '\n');
        buf_print(out, "<section class=\"deed\"><h2>%s</h2><p>%s</p></section>", html_text(w->arena, rest ? arena_copy_n(w->arena, part, (size_t)(rest - part)) : part), rest ? html_text(w->arena, rest + 1) : "");
        at = end ? end + 2 : "";
    }
}

static void write_others(struct work *w, struct buf *out, const struct privacy_notice *n, bool workers)
{
    struct rows *row = db_query(w, SQL("select edition, published_at from privacy_notice where state = 2 and id <> $1 order by published_at desc limit 12"), BIND(num(n->record.id)));
    while (db_next(row)) {
        text edition = html_text(w->arena, db_text(row, 0));
        buf_print(out, "<a class=\"again\" href=\"/privacy?version=%s%s\">%s · %s</a>", edition, workers ? "&amp;for=workers" : "", translate_with(w->arena, w->language, N_("Version {1}"), (const text[]){ edition, NULL }), day_text(w->arena, day_of((instant){ db_number(row, 1) })));
    }
}

bool privacy_page_call(struct work *w, const struct request *q, struct reply *reply)
{
    text asked = http_query(q, "version"), whom = http_query(q, "for");
    const struct privacy_notice *n = wanted(w, asked);
    bool workers = whom && !strcmp(whom, "workers"), english = !strcmp(w->language, "en");
    struct buf out = buf_new(w->arena);
    text heading = translate(w->language, workers ? N_("Privacy notice for workers") : N_("Privacy notice for customers"));
    signed_page_begin(w, &out, heading);
    buf_print(&out, "<section><p>%s</p><h1>%s</h1>", html_text(w->arena, company_name(w)), heading);
    if (!n) {
        buf_print(&out, "<p>%s</p></section>", translate(w->language, N_("The company has not published its notice here yet; please ask the shop for it")));
        return signed_page_answer(w, reply, 404, &out);
    }
    text body = workers ? english && *n->workers_en ? n->workers_en : n->workers : english && *n->customers_en ? n->customers_en : n->customers;
    buf_print(&out, "<p>%s · %s</p>", translate_with(w->arena, w->language, N_("Version {1}"), (const text[]){ html_text(w->arena, n->edition), NULL }), day_text(w->arena, day_of(n->published_at)));
    if (*n->changed) buf_print(&out, "<p class=\"then\"><b>%s</b> %s</p>", translate(w->language, N_("What is new in it")), html_text(w->arena, n->changed));
    buf_add(&out, "</section>");
    write_text_of(w, &out, body);
    write_others(w, &out, n, workers);
    buf_print(&out, "<a class=\"again\" href=\"/privacy?lang=%s%s\">%s</a>", english ? "zh" : "en", workers ? "&amp;for=workers" : "", english ? "中文" : "English");
    return signed_page_answer(w, reply, 200, &out);
}
