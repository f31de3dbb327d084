/* role.c — see role.h. */
#include "company/role.h"
#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"
#include "company/rights.h"
#include "company/session.h"

static const struct field capability_fields[] = { FIELD(role_capability, word, .label = N_("Capability"), .required = true, .max = 60, .format = FORMAT_CAPABILITY) };
static const struct row_type capability_row = ROW_TYPE(role_capability, capability_fields);

static const struct field fields[] = {
    FIELD(role, name, .label = N_("Name"), .reads = seeded_words, .required = true, .max = 40, .list = true, .sort = true, .search = true, .unique = true),
    FIELD(role, code, .label = N_("Code"), .set_by = ENGINE_ONLY, .unique = true, .list = true),
    FIELD(role, purpose, .label = N_("What it is for"), .max = 300, .list = true),
    FIELD(role, everything, .label = N_("May do everything"), .set_by = ENGINE_ONLY),
    FIELD(role, capabilities, .label = N_("Capabilities"), .row = &capability_row),
};

static int by_word(const void *a, const void *b) { return strcmp(*(const text *)a, *(const text *)b); }

int capability_words(struct work *w, const text **ret)
{
    int room = 0, n = 0;
    for (const struct module *const *m = house_modules(w->house); *m; m++) room += (*m)->capability_count;
    text *words = take_many(w, text, room);
    for (const struct module *const *m = house_modules(w->house); *m; m++)
        for (int i = 0; i < (*m)->capability_count; i++) words[n++] = (*m)->capabilities[i].word;
    qsort(words, (size_t)n, sizeof *words, by_word);
    int kept = 0;
    for (int i = 0; i < n; i++)
        if (!kept || strcmp(words[kept - 1], words[i])) words[kept++] = words[i];
    *ret = words;
    return kept;
}

bool role_within_reach(struct work *w, const struct role *role)
{
    const text *words;
    if (w->actor->system) return true;
    int n = role->everything ? capability_words(w, &words) : 0;
    for (int i = 0; i < n; i++)
        if (!can(w, words[i])) return false;
    for (size_t i = 0; i < role->capabilities.count; i++)
        if (!can(w, ROW(struct role_capability, role->capabilities, i)->word)) return false;
    return true;
}

static bool had(const struct role *before, text word)
{
    for (size_t i = 0; before && i < before->capabilities.count; i++)
        if (!strcmp(ROW(struct role_capability, before->capabilities, i)->word, word)) return true;
    return false;
}

static bool word_right(struct work *w, const struct role *before, const text *words, int count, text word)
{
    if (!bsearch(&word, words, (size_t)count, sizeof *words, by_word)) return wrong(w, "capabilities", N_("There is no capability “{1}”"), utf8_cut(w->arena, word, 60));
    if (!had(before, word) && !can(w, word)) return wrong(w, "capabilities", N_("You may not give “{1}”, as you do not have it yourself"), word);
    return true;
}

static bool check(struct work *w, struct role *r, const struct role *before)
{
    const text *words;
    int n = capability_words(w, &words);
    for (size_t i = 0; i < r->capabilities.count; i++) {
        text word = ROW(struct role_capability, r->capabilities, i)->word;
        word_right(w, before, words, n, word);
        for (size_t k = 0; k < i; k++)
            if (!strcmp(ROW(struct role_capability, r->capabilities, k)->word, word)) wrong(w, "capabilities", N_("“{1}” is listed twice"), word);
    }
    return !failed(w);
}
CHECKER(role, check)

static bool changed(struct work *w, void *record, const void *before)
{
    (void)record, (void)before;
    sessions_forget();
    return !failed(w);
}

static text title(struct work *w, const struct role *r) { (void)w; return r->name; }
TITLE(role, title)

const struct record_type role_type = RECORD_TYPE(role, .label = N_("Role"), .module = "company", FIELDS(fields), .scope = SCOPE_COMPANY, .see = CAN_SEE_ACCOUNTS,
    .create = CAN_MANAGE_ROLES, .edit = CAN_MANAGE_ROLES, .remove = CAN_MANAGE_ROLES, .order = "name", .title = title_hook, .check = check_hook, .changed = changed);

int64_t role_by_code(struct work *w, text code) { return db_one(w, SQL("select id from role where code = $1"), BIND(txt(code)), 0); }
