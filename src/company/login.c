/* login.c — see login.h. */
#include "company/login.h"
#include "company/account.h"
#include "record/parts.h"

enum { WINDOW_MINUTES = 15, ACCOUNT_FREE = 5, ADDRESS_FREE = 30, FIRST_WAIT = 30, LONGEST_WAIT = 15 * 60 };

static text account_word(struct work *w, const struct login_try *t) { return blind_token(w, "login", t->login); }
static text address_word(struct work *w, const struct login_try *t) { return blind_token(w, "address", t->address); }

/* Seconds to wait before the next try under this word; 0: now. */
static int wait_of(struct work *w, text word, int free)
{
    struct rows *row = db_query(w, SQL("select failures, last_at from login_try where word = $1 and last_at > $2"),
                                BIND(txt(word), num(w->now.ms - MINUTES(WINDOW_MINUTES))));
    if (!db_next(row)) return 0;
    int64_t failures = db_number(row, 0), last = db_number(row, 1), wait = FIRST_WAIT;
    db_enough(row);
    if (failures < free) return 0;
    for (int64_t i = free; i < failures && wait < LONGEST_WAIT; i++) wait *= 2;
    if (wait > LONGEST_WAIT) wait = LONGEST_WAIT;
    int64_t left = last + SECONDS(wait) - w->now.ms;
    return left > 0 ? (int)((left + 999) / 1000) : 0;
}

static void count(struct work *w, text word)
{
    db_exec(w, SQL("insert into login_try (word, failures, first_at, last_at) values ($1, 1, $2, $2) on conflict (word) do update set "
                   "failures = case when login_try.last_at > $3 then login_try.failures + 1 else 1 end, last_at = $2"),
            BIND(txt(word), num(w->now.ms), num(w->now.ms - MINUTES(WINDOW_MINUTES))));
}

static void find_account(struct work *w, struct login_try *t)
{
    t->hash = "";
    t->account = 0;
    struct rows *row = db_query(w, SQL("select a.id, a.state, p.hash from account a left join account_password p on p.account = a.id where a.login = $1"), BIND(txt(t->login)));
    while (db_next(row)) {
        t->account = db_number(row, 0);
        t->state = (unsigned)db_number(row, 1);
        t->hash = db_text(row, 2);
    }
}

bool login_try(struct work *w, struct login_try *t)
{
    int by_account = wait_of(w, account_word(w, t), ACCOUNT_FREE), by_address = wait_of(w, address_word(w, t), ADDRESS_FREE);
    t->wait = by_account > by_address ? by_account : by_address;
    if (t->wait) return refuse_as(w, TOO_MANY, "", N_("Too many wrong passwords; try again in {1} seconds"), print(w, "%d", t->wait));
    count(w, account_word(w, t));
    count(w, address_word(w, t));
    find_account(w, t);
    return !failed(w);
}

bool login_right(struct work *w, const struct login_try *t)
{
    db_exec(w, SQL("delete from login_try where word = $1"), BIND(txt(account_word(w, t))));
    db_exec(w, SQL("update login_try set failures = failures - 1 where word = $1 and failures > 0"), BIND(txt(address_word(w, t))));
    return !failed(w);
}

bool login_forget(struct work *w)
{
    db_exec(w, SQL("delete from login_try where last_at <= $1"), BIND(num(w->now.ms - MINUTES(WINDOW_MINUTES))));
    return !failed(w);
}
