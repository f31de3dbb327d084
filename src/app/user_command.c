/* user_command.c — zhangjia user …: accounts from the machine. With --as in that account's name and rights; without it as the system, for
 * whoever may read the master key could do so anyway: a company whose only administrator forgot her password. The log keeps which user of
 * the machine it was. Passwords come from the terminal (not shown) or from standard input, never from the command line. */
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include "app/app.h"
#include "base/utf8.h"
#include "base/words.h"
#include "company/company.h"

enum { LINE = 512 };

struct task { struct house *house; const struct config *config; struct actor actor; bool system; text verb, login, hash, password; int64_t account; };

/* ---- passwords ---- */

static bool read_line(char *into)
{
    if (!fgets(into, LINE, stdin)) return false;
    into[strcspn(into, "\r\n")] = 0;
    return true;
}

static bool read_hidden(text question, char *into)
{
    struct termios before, silent;
    fprintf(stderr, "%s", question);
    fflush(stderr);
    if (tcgetattr(STDIN_FILENO, &before)) return false;
    silent = before;
    silent.c_lflag &= (tcflag_t)~ECHO;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    bool well = read_line(into);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    fprintf(stderr, "\n");
    return well;
}

static bool read_password(char *into)
{
    char again[LINE];
    if (!isatty(STDIN_FILENO)) return read_line(into) || (sorry("", "The password is read from standard input, and there was none."), false);
    if (!read_hidden("New password: ", into) || !read_hidden("Once more: ", again)) return sorry("", "No password was given."), false;
    bool same = !strcmp(into, again);
    explicit_bzero(again, sizeof again);
    return same || (sorry("", "The two passwords differ."), false);
}

/* ---- transactions ---- */

static bool may(struct work *w, const struct account *a) { return w->actor->system || (must(w, CAN_MANAGE_ACCOUNTS) && (!a || account_within_reach(w, a))); }

static struct account *account_of(struct work *w, text login)
{
    struct found there = record_where(w, &account_type, "login = $1", BIND(txt(login_normal(w, login))));
    if (there.count) return there.at[0];
    refuse_as(w, NOT_FOUND, "", N_("There is no account with this login"));
    return NULL;
}

static bool list(struct work *w, void *data)
{
    (void)data;
    if (!w->actor->system && !must(w, CAN_SEE_ACCOUNTS)) return false;
    struct found all = record_where(w, &account_type, "1 = 1 order by login", NO_BIND);
    for (int i = 0; i < all.count; i++) {
        const struct account *a = FOUND(struct account, all, i);
        printf("%-20s %-9s %s", a->login, choice_key(type_field(&account_type, "state")->choices, a->state), a->name);
        for (size_t k = 0; k < a->roles.count; k++) {
            const struct account_role *r = ROW(struct account_role, a->roles, k);
            text where = r->place.id ? record_title(w, &branch_type, r->place.id) : "";
            printf("%s%s%s%s", k ? ", " : "  — ", record_title(w, &role_type, r->role.id), *where ? " @ " : "", where);
        }
        printf("\n");
    }
    return !failed(w);
}

static int64_t place_of(struct work *w, const struct config *c)
{
    int64_t branch = c->branch ? db_one(w, SQL("select id from branch where code = $1"), BIND(txt(c->branch)), 0) : 0;
    if (c->branch && !branch) wrong(w, "branch", N_("There is no branch with this code"));
    return branch;
}

static bool add(struct work *w, void *data)
{
    struct task *t = data;
    const struct config *c = t->config;
    struct account_role role = { .role = { c->role ? role_by_code(w, c->role) : 0 }, .place = { place_of(w, c) } };
    if (!may(w, NULL)) return false;
    if (c->role && !role.role.id) wrong(w, "role", N_("There is no role with this code"));
    struct account a = { .login = t->login, .name = c->name ? c->name : "", .home = role.place, .roles = { &role, c->role ? 1 : 0 } };
    return !failed(w) && record_add(w, &account_type, &a) && account_password_set(w, a.record.id, t->hash, 0);
}

static bool look_before(struct work *w, void *data)
{
    const struct task *t = data;
    bool new = !strcmp(t->verb, "add");
    const struct account *a = new ? NULL : account_of(w, t->login);
    if ((!new && !a) || !may(w, a)) return false;
    return password_good(w, "password", login_normal(w, t->login), t->password);
}

static bool give_password(struct work *w, void *data)
{
    const struct task *t = data;
    const struct account *a = account_of(w, t->login);
    return a && may(w, a) && account_password_set(w, a->record.id, t->hash, 0);
}

static bool step(struct work *w, void *data)
{
    const struct task *t = data;
    struct account *a = account_of(w, t->login);
    if (!a) return false;
    return w->actor->system ? step_run(w, &account_type, a, t->verb, NULL) : step_take(w, &account_type, a, t->verb, NULL);
}

/* ---- the command ---- */

/* Who it was: the machine's user, behind what was given as a reason. */
static text reason_of(struct work *w, const struct config *c)
{
    const struct passwd *who = getpwuid(getuid());
    return print(w, "%s%szhangjia user (%s)", c->reason ? c->reason : "", c->reason ? " · " : "", who ? who->pw_name : "?");
}

static int run(struct task *t, db_run *what, bool writing)
{
    struct work *w = work_open(t->house, t->system ? &the_system : &t->actor);
    text language = t->system ? "en" : t->actor.language;
    w->reason = reason_of(w, t->config);
    bool well = writing ? db_write(house_db(t->house), w, what, t) : db_read(house_db(t->house), w, what, t);
    int status = well ? 0 : sorry_work(w, language);
    work_close(w);
    return status;
}

static int with_password(struct task *t, struct work *home, db_run *what)
{
    char password[LINE];
    if (!read_password(password)) return 2;
    t->password = password;
    int status = run(t, look_before, false);
    if (!status) t->hash = password_hash(home, password);       /* not inside a transaction: it takes its time */
    explicit_bzero(password, sizeof password);
    return status ? status : run(t, what, true);
}

static int act(struct task *t, struct work *home)
{
    if (!strcmp(t->verb, "list")) return run(t, list, false);
    int status = !strcmp(t->verb, "add") ? with_password(t, home, add) : !strcmp(t->verb, "password") ? with_password(t, home, give_password) : run(t, step, true);
    if (!status) printf("%s: %s.\n", t->login, t->verb);
    return status;
}

static bool known(text verb)
{
    static const text verbs[] = { "list", "add", "password", "lock", "unlock", "disable", "enable" };
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (!strcmp(verbs[i], verb)) return true;
    return false;
}

static bool reasoned(text verb) { return !strcmp(verb, "lock") || !strcmp(verb, "disable") || !strcmp(verb, "enable"); }

int do_user(struct config *c, int argc, char **argv)
{
    bool listing = argc == 1 && !strcmp(argv[0], "list");
    if (!listing && (argc != 2 || !known(argv[0]) || !strcmp(argv[0], "list"))) {
        text how = "say: zhangjia user list, or user add | password | lock | unlock | disable | enable LOGIN";
        return sorry("user", argc > 2 ? "one login at a time; a password is never given on the command line, but asked for or read from standard input" : how);
    }
    if (!listing && reasoned(argv[0]) && !c->reason) return sorry(argv[0], "say why: --reason WORDS");
    struct house *h = app_open(c, false);
    if (!h) return 1;
    struct work *home = work_open(h, NULL);
    struct task t = { .house = h, .config = c, .system = !c->as, .verb = argv[0], .login = listing ? "" : argv[1] };
    struct config who = *c;
    who.branch = NULL;                  /* of `add`: where the role holds */
    int status = !t.system && !act_as(h, &who, home, &t.actor) ? 2 : act(&t, home);
    work_close(home);
    app_close(h);
    return status;
}
