/* setting.c — see setting.h. */
#include "company/setting.h"
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "company/branch.h"
#include "company/rights.h"
#include "company/setting_secret.h"

static const struct choice kinds[] = {
    { SETTING_FLAG, "flag", N_("Yes or no") }, { SETTING_NUMBER, "number", N_("Number") }, { SETTING_MONEY, "money", N_("Amount in fen") },
    { SETTING_MINUTES, "minutes", N_("Minutes") }, { SETTING_TEXT, "text", N_("Text") }, { SETTING_SECRET, "secret", N_("Password or key") },
    { SETTING_CLOCK, "clock", N_("Time of day") }, { 0 },
};

static const struct field fields[] = {
    FIELD(setting, name, .label = N_("Setting"), .reads = seeded_words, .set_by = ENGINE_ONLY, .list = true, .search = true),
    FIELD(setting, code, .label = N_("Code"), .required = true, .max = 60, .set_by = SET_ON_CREATE, .filter = true, .sort = true),
    FIELD(setting, place, .label = N_("In branch"), .to = &branch_type, .set_by = SET_ON_CREATE, .list = true, .filter = true, .help = N_("And all below it; empty: the whole company")),
    FIELD(setting, since, .label = N_("Holds from"), .set_by = SET_ON_CREATE, .list = true, .sort = true),
    FIELD(setting, value, .label = N_("Value"), .max = 2000, .list = true, .kind_by = "kind"),
    FIELD(setting, help, .label = N_("What it does"), .set_by = ENGINE_ONLY, .max = 600),
    FIELD(setting, kind, .label = N_("Kind"), .choices = kinds, .set_by = ENGINE_ONLY),
};

static const struct setting_declared declared[] = {
    { "company.name", N_("Name of the company"), N_("As it stands on contracts, bills and pages"), SETTING_TEXT, "", 0, 0, true },
    { "company.uscc", N_("Unified social credit code"), N_("Of the company, as it stands on contracts"), SETTING_TEXT, "", 0, 0 },
    { "company.head", N_("Legal representative"), N_("Of the company, as it stands on contracts"), SETTING_TEXT, "", 0, 0 },
    { "company.licence", N_("Licence number"), N_("Of the business or its human-resources licence, as it stands on contracts"), SETTING_TEXT, "", 0, 0 },
    { "company.owner_mode", N_("Owner mode"),
      N_("For shops of up to five people: what needs a second person may be done alone, with a reason that stays in the log"), SETTING_FLAG, "0", 0, 1 },
    { "company.ayi", N_("Call workers ayi (阿姨)"), N_("On Chinese pages. Yes: ayi, but shifu for appliances and moving. No: shifu (师傅) for all"), SETTING_FLAG, "0", 0, 1, true },
    { "company.privacy_notice", N_("Version of the privacy notice"), N_("New consents name this version"), SETTING_TEXT, "1", 0, 0 },
};
const struct setting_list company_settings = { declared, COUNT_OF(declared) };

static const struct setting_declared *declaration(struct work *w, text code)
{
    const struct setting_list *list;
    for (int i = 0; (list = house_answers(w->house, SETTINGS, i)); i++)
        for (int k = 0; k < list->count; k++)
            if (!strcmp(list->at[k].code, code)) return &list->at[k];
    return NULL;
}

static bool whole(text value, int64_t *ret)
{
    char *end;
    *ret = strtoll(value, &end, 10);
    return *value && !*end && strlen(value) < 18;
}

static bool value_right(struct work *w, const struct setting_declared *d, text value)
{
    int64_t n;
    if (d->kind == SETTING_TEXT) return true;
    if (!whole(value, &n)) return wrong(w, "value", N_("{1} must be a whole number"), translated(w, N_("Value")));
    if (d->kind == SETTING_FLAG && (n < 0 || n > 1)) return wrong(w, "value", N_("{1} is 1 for yes or 0 for no"), translated(w, N_("Value")));
    if (d->max > d->min && (n < d->min || n > d->max))
        return wrong(w, "value", N_("{1} must lie between {2} and {3}"), translated(w, N_("Value")), print(w, "%lld", (long long)d->min), print(w, "%lld", (long long)d->max));
    return true;
}

static bool twice(struct work *w, const struct setting *s)
{
    return db_one(w, SQL("select 1 from setting where code = $1 and since = $2 and coalesce(branch, 0) = $3 and id <> $4"),
                  BIND(txt(s->code), num(s->since.number), num(s->record.branch.id), num(s->record.id)), 0) == 1;
}

/* In the company's language, as it was first stored: who changes a value in another language does not rename it for everybody. */
static void describe(struct work *w, struct setting *s, const struct setting *before, const struct setting_declared *d)
{
    bool by_person = w->actor != &the_system;
    s->kind = d->kind;
    if (before && by_person) return;
    struct found stored = by_person ? record_where(w, &setting_type, "code = $1 order by id limit 1", BIND(txt(s->code))) : (struct found){ 0 };
    s->name = stored.count ? FOUND(struct setting, stored, 0)->name : translate(w->language, d->label);
    s->help = stored.count ? FOUND(struct setting, stored, 0)->help : translate(w->language, d->help);
}

/* Chosen on the form, or given as every record's branch is. */
static bool take_place(struct work *w, struct setting *s, const struct setting *before, const struct setting_declared *d)
{
    bool chosen = s->place.id && !s->record.branch.id && !before;
    if (chosen && !w->actor->system && !in_scope(w, s->place.id)) return wrong(w, "place", N_("{1}: there is no such record"), translated(w, N_("Branch")));
    if (chosen) s->record.branch = s->place;
    s->place = s->record.branch;
    if (d->whole && s->place.id && !before) return wrong(w, "place", N_("“{1}” holds for the whole company; leave the branch empty"), translate(w->language, d->label));
    return true;
}

static bool check(struct work *w, struct setting *s, const struct setting *before)
{
    const struct setting_declared *d = declaration(w, s->code ? s->code : "");
    if (!d) return wrong(w, "code", N_("There is no setting “{1}”"), s->code ? s->code : "");
    if (!take_place(w, s, before, d)) return false;
    if (!s->value || !*s->value) s->value = d->kind == SETTING_FLAG ? "0" : "";         /* a switch nobody touched shows no */
    describe(w, s, before, d);
    if (twice(w, s)) return wrong(w, "since", N_("There is already a value from this day on"));
    if (d->kind == SETTING_SECRET ? !secret_right(w, before ? before->value : NULL, s->value) : !value_right(w, d, s->value)) return false;
    if (d->kind == SETTING_SECRET) s->value = secret_kept(w, d->code, s->value);
    return !failed(w);
}
CHECKER(setting, check)

static text title(struct work *w, const struct setting *s) { (void)w; return s->name; }
TITLE(setting, title)

static const text indexes[] = { "code, since", NULL };
const struct record_type setting_type = RECORD_TYPE(setting, .label = N_("Setting"), .module = "company", FIELDS(fields), .scope = SCOPE_COMPANY, .see = CAN_SEE_COMPANY,
    .create = CAN_MANAGE_COMPANY, .edit = CAN_MANAGE_COMPANY, .remove = CAN_MANAGE_COMPANY, .order = "code", .title = title_hook, .check = check_hook, .indexes = indexes);

static int level_of(const int64_t *above, int n, int64_t branch)
{
    for (int i = 0; i < n; i++)
        if (above[i] == branch) return i;
    return n;
}

/* All values of the code at once, newest first: the one of the nearest branch is it. */
text setting_text(struct work *w, text code, int64_t branch, day on)
{
    enum { DEEPEST = 12 };
    int64_t above[DEEPEST + 1];
    const struct setting_declared *d = declaration(w, code);
    if (!d) return fault(w, "nobody declares the setting %s", code), "";
    int n = branches_above(w, branch, above, DEEPEST);
    above[n++] = 0;
    int nearest = n;
    text value = d->first;
    struct rows *row = db_query(w, SQL("select coalesce(branch, 0), value from setting where code = $1 and since <= $2 order by since desc"), BIND(txt(code), num(on.number)));
    while (db_next(row)) {
        int level = level_of(above, n, db_number(row, 0));
        if (level < nearest) { nearest = level; value = db_text(row, 1); }
    }
    return value;
}

text setting_secret(struct work *w, text code, int64_t branch, day on) { return secret_opened(w, code, setting_text(w, code, branch, on)); }

int64_t setting_number(struct work *w, text code, int64_t branch, day on) { return strtoll(setting_text(w, code, branch, on), NULL, 10); }
bool setting_flag(struct work *w, text code, int64_t branch, day on) { return setting_number(w, code, branch, on) != 0; }
bool owner_mode(struct work *w, int64_t branch) { return setting_flag(w, "company.owner_mode", branch, day_of(w->now)); }
bool workers_are_ayi(struct work *w) { return setting_flag(w, "company.ayi", 0, day_of(w->now)); }
text company_name(struct work *w) { return setting_text(w, "company.name", 0, day_of(w->now)); }

bool company_name_set(struct work *w, text name)
{
    struct found found = record_where(w, &setting_type, "code = $1 and branch is null order by since desc limit 1", BIND(txt("company.name")));
    struct setting s = { .code = "company.name", .value = name };
    if (!found.count) return record_add(w, &setting_type, &s);
    FOUND(struct setting, found, 0)->value = name;
    return record_save(w, &setting_type, found.at[0]);
}

/* What the program says of a setting now, where it said otherwise when the value was stored. */
static bool follow_declaration(struct work *w, const struct setting_declared *d)
{
    struct found old = LOAD_WHERE(w, setting, "code = $1 and (kind <> $2 or help <> $3)", BIND(txt(d->code), num(d->kind), txt(translate(w->language, d->help))));
    for (int i = 0; i < old.count; i++)
        if (!record_save(w, &setting_type, old.at[i])) return false;
    return !failed(w);
}

/* Values stored before the branch was a member of its own. */
static void follow_branch(struct work *w) { db_exec(w, SQL("update setting set place = branch where branch is not null and place is null"), NO_BIND); }

/* Values entered under a code of before, the entered ones first: where both say something from one day on, one of them stays. */
static bool follow_code(struct work *w, const struct setting_declared *d)
{
    static const text which[] = { "code = $1 and value <> '0' order by id", "code = $1 order by id" };
    for (size_t i = 0; i < COUNT_OF(which); i++)
        for (size_t k = 0; k < COUNT_OF(d->was) && d->was[k]; k++) {
            struct found old = record_where(w, &setting_type, which[i], BIND(txt(d->was[k])));
            for (int n = 0; n < old.count; n++) {
                struct setting *s = FOUND(struct setting, old, n);
                s->code = d->code;
                if (twice(w, s) ? !record_remove(w, &setting_type, s) : !record_save(w, &setting_type, s)) return false;
            }
        }
    return !failed(w);
}

bool settings_seed(struct work *w)
{
    const struct setting_list *list;
    follow_branch(w);
    for (int i = 0; (list = house_answers(w->house, SETTINGS, i)); i++)
        for (int k = 0; k < list->count; k++) {
            struct setting s = { .code = list->at[k].code, .value = list->at[k].first };
            if (!follow_code(w, &list->at[k])) return false;
            bool there = db_one(w, SQL("select 1 from setting where code = $1 limit 1"), BIND(txt(s.code)), 0);
            if (there ? !follow_declaration(w, &list->at[k]) : !record_add(w, &setting_type, &s)) return false;
        }
    return !failed(w);
}
