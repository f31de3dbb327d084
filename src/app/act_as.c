/* act_as.c — commands that change records do it as somebody: an account's rights, scope and limits hold on this machine too. */
#include <stdio.h>
#include "app/app.h"
#include "base/words.h"
#include "company/company.h"

int sorry(text what, text why)
{
    if (*what) fprintf(stderr, "%s: %s\n", what, why);
    else fprintf(stderr, "%s\n", why);
    return 2;
}

int sorry_work(const struct work *w, text language)
{
    bool broke = w->failure == FAULT || w->failure == AGAIN;
    if (broke) fprintf(stderr, "Something broke; the log on standard error has the details.\n");
    else if (w->wrong)
        for (const struct wrong_field *f = w->wrong; f; f = f->next)
            fprintf(stderr, "%s%s%s\n", f->field, *f->field ? ": " : "", translate_with(w->arena, language, f->message, f->arguments));
    else fprintf(stderr, "%s\n", translate_with(w->arena, language, w->message, w->arguments));
    return broke ? 1 : 2;
}

struct looking { const struct config *config; struct actor *actor; bool no_account, no_branch; };

static bool look(struct work *w, void *data)
{
    struct looking *l = data;
    int64_t account = db_one(w, SQL("select id from account where login = $1"), BIND(txt(login_normal(w, l->config->as))), 0);
    l->no_account = !account || !actor_load(w, account, l->actor);
    if (l->no_account || !l->config->branch) return !failed(w);
    int64_t branch = db_one(w, SQL("select id from branch where code = $1"), BIND(txt(l->config->branch)), 0);
    bool hers = l->actor->all_branches;
    for (int i = 0; i < l->actor->branch_count; i++) hers |= l->actor->branches[i] == branch;
    l->no_branch = !branch || !hers;
    l->actor->home = branch;
    return !failed(w);
}

bool act_as(struct house *house, const struct config *c, struct work *home, struct actor *actor)
{
    struct looking l = { .config = c, .actor = actor };
    if (!c->as) return sorry("", "Say in whose name: --as LOGIN. Her rights hold and the log names her."), false;
    if (!db_read(house_db(house), home, look, &l)) return sorry_work(home, "en"), false;
    if (l.no_account) return sorry(c->as, "There is no active account of this login."), false;
    if (l.no_branch) return sorry(c->branch, "This account has no branch of this code."), false;
    return true;
}
