/* role_seed.c — the roles a company starts with. Patterns over capability words: "x.*" all of x, "*.see" that one of every x, "-…" takes
 * away again; later patterns win. Words that no module of this house declares are simply not there. */
#include "company/role.h"
#include <string.h>
#include "base/words.h"

struct first_role { text code, name, purpose, patterns; bool everything; };

static const struct first_role first_roles[] = {
    { "administrator", N_("Administrator"), N_("Keeps accounts, roles and settings; may do everything"), "", true },
    { "manager", N_("Manager"), N_("Runs a branch: people, orders, quality and money of her branch"),
      "*.* -role.manage -account.manage -company.manage -person.kept -payroll.lock -payroll.unlock -blacklist.cosign -blacklist.approve -blacklist.answer -worker.suspend_long -suspension.propose -incident.oversee -complaint.oversee -routine.oversee -refund.approve_all -waiver.grant_all", false },
    { "dispatcher", N_("Dispatcher"), N_("Plans visits and placements, solves what goes wrong on the day"),
      "*.see visit.* order.* quote.* plan.* board.* placement.* booking.* message.send customer.edit customer.address person.edit person.tie person.reveal_phone leave.approve worker.borrow suspension.propose incident.raise incident.handle routine.do "
      "-account.see -payroll.* -settlement.*", false },
    { "consultant", N_("Consultant"), N_("Leads, demands, matching and contracts of her customers"),
      "*.see lead.* card.sell refund.ask demand.* quote.* contract.* placement.* followup.* candidate.* customer.* consent.record person.edit person.tie person.reveal_phone person.reveal_id complaint.receive incident.raise suspension.propose "
      "-account.see -payroll.* -settlement.* -customer.unwanted -customer.transfer -demand.oversee -contract.review -placement.oversee", false },
    { "reception", N_("Reception"), N_("Answers calls, takes orders and complaints"),
      "*.see lead.* card.sell refund.ask customer.edit customer.address visit.edit order.create order.edit complaint.receive complaint.create demand.edit quote.* incident.raise followup.* message.send person.edit person.tie person.reveal_phone consent.record "
      "-account.see -payroll.* -settlement.*", false },
    { "supervisor", N_("Supervisor"), N_("Checks quality on site, follows up and solves complaints"),
      "*.see placement.care placement.answer_care inspection.* complaint.* incident.raise incident.handle followup.* standard.* customer.unwanted suspension.propose person.reveal_phone -account.see -payroll.* -settlement.* -complaint.oversee -data_request.see", false },
    { "finance", N_("Finance"), N_("Bills, payments, refunds, wages and taxes"),
      "*.see bill.* payment.* refund.* -refund.approve -refund.approve_all payroll.* settlement.* ledger.* card.* invoice.* money.* worker.bank person.reveal_id -payroll.unlock -account.see -data_request.see", false },
    { "hr", N_("HR"), N_("Recruits, trains and keeps the workers' archive"),
      "*.see worker.* credential.* leave.* training.* recruit.* payroll.prepare person.edit person.tie person.merge person.reveal_phone person.reveal_id consent.record suspension.read blacklist.read blacklist.cosign blacklist.answer "
      "-account.see", false },
    { "safety", N_("Safety"), N_("Incidents, hazards, insurance; may stop a worker at once"),
      "*.see incident.* hazard.* insurance.* inspection.* worker.suspend suspension.read blacklist.read blacklist.cosign credential.verify customer.unwanted person.reveal_phone person.reveal_id -account.see -data_request.see", false },
    { "hq", N_("Headquarters"), N_("Looks over all branches, approves what goes beyond a manager"), "*.* -role.manage -payroll.lock -suspension.propose", false },
    { "auditor", N_("Auditor"), N_("Reads everything, changes nothing"), "*.see suspension.read blacklist.read", false },
    { "worker", N_("Worker"), N_("Sees and does her own visits only"), "", false },
};

static bool part_fits(text part, size_t length, text word, size_t word_length)
{
    return (length == 1 && *part == '*') || (length == word_length && !strncmp(part, word, length));
}

static bool fits(text pattern, size_t length, text word)
{
    const char *dot = memchr(pattern, '.', length), *word_dot = strchr(word, '.');
    if (!dot || !word_dot) return false;
    size_t left = (size_t)(dot - pattern), word_left = (size_t)(word_dot - word);
    return part_fits(pattern, left, word, word_left) && part_fits(dot + 1, length - left - 1, word_dot + 1, strlen(word_dot + 1));
}

static bool given_by(text patterns, text word)
{
    bool given = false;
    for (text at = patterns; *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        bool minus = *at == '-';
        if (fits(at + minus, length - minus, word)) given = !minus;
        at += length;
    }
    return given;
}

static bool make_role(struct work *w, const struct first_role *f)
{
    struct role r = { .name = translate(w->language, f->name), .code = f->code, .purpose = translate(w->language, f->purpose), .everything = f->everything };
    return record_add(w, &role_type, &r);
}

text role_said(struct work *w, text code, text name)
{
    for (int i = 0; i < COUNT_OF(first_roles); i++) {
        const struct first_role *f = &first_roles[i];
        if (!strcmp(f->code, code)) return !strcmp(name, f->name) || !strcmp(name, translate("zh", f->name)) ? translate(w->language, f->name) : name;
    }
    return name;
}

static bool has_word(const struct role *r, text word)
{
    for (size_t i = 0; i < r->capabilities.count; i++)
        if (!strcmp(ROW(struct role_capability, r->capabilities, i)->word, word)) return true;
    return false;
}

static bool is_among(const text *words, int count, text word)
{
    for (int i = 0; i < count; i++)
        if (!strcmp(words[i], word)) return true;
    return false;
}

/* An older word that this role was not given at first and needs for a new one. */
static const struct { text role, word, with; } needs[] = { { "supervisor", "placement.answer_care", "placement.care" } };

static text needed_for(const struct first_role *f, const struct role *r, text fresh)
{
    for (int i = 0; i < COUNT_OF(needs); i++)
        if (!strcmp(needs[i].role, f->code) && !strcmp(needs[i].word, fresh) && !has_word(r, needs[i].with)) return needs[i].with;
    return NULL;
}

/* Adds the words that were never offered before and that the role's patterns name. */
static bool offer(struct work *w, const struct first_role *f, const text *fresh, int count)
{
    int64_t id = role_by_code(w, f->code);
    struct role *r = id ? record_peek(w, &role_type, id) : NULL;
    if (!r || f->everything) return !failed(w);
    struct role_capability *all = take_many(w, struct role_capability, r->capabilities.count + (size_t)count + COUNT_OF(needs));
    size_t n = r->capabilities.count;
    if (n) memcpy(all, r->capabilities.at, n * sizeof *all);
    for (int i = 0; i < count; i++)
        if (given_by(f->patterns, fresh[i])) all[n++].word = fresh[i];
    for (int i = 0; i < count; i++) {
        text with = needed_for(f, r, fresh[i]);
        if (with && !is_among(fresh, count, with)) all[n++].word = with;
    }
    if (n == r->capabilities.count) return true;
    r->capabilities = (rows_of){ all, n };
    return record_save(w, &role_type, r);
}

static int never_offered(struct work *w, text *fresh)
{
    const text *words;
    int n = 0, count = capability_words(w, &words);
    for (int i = 0; i < count; i++)
        if (db_exec(w, SQL("insert into capability_offered (word) values ($1) on conflict do nothing"), BIND(txt(words[i]))) == 1) fresh[n++] = words[i];
    return n;
}

/* What was one right before: whose role has the old word may go on with what the new one names. */
static const struct { text word, was; } split_off[] = { { "quote.edit", "demand.edit" }, { "data_request.see", "person.edit" }, { "placement.answer_care", "placement.edit" }, { "refund.ask", "refund.request" } };

static bool go_on(struct work *w, text fresh)
{
    text was = NULL;
    for (int i = 0; i < COUNT_OF(split_off); i++)
        if (!strcmp(split_off[i].word, fresh)) was = split_off[i].was;
    struct found all = was ? LOAD_WHERE(w, role, "id > $1 order by id", BIND(num(0))) : (struct found){ 0 };
    for (int i = 0; i < all.count; i++) {
        struct role *r = all.at[i];
        if (!has_word(r, was) || has_word(r, fresh)) continue;
        struct role_capability *more = take_many(w, struct role_capability, r->capabilities.count + 1);
        memcpy(more, r->capabilities.at, r->capabilities.count * sizeof *more);
        more[r->capabilities.count].word = fresh;
        r->capabilities = (rows_of){ more, r->capabilities.count + 1 };
        if (!SAVE(w, role, r)) return false;
    }
    return !failed(w);
}

bool roles_seed(struct work *w)
{
    const text *words;
    text *fresh = take_many(w, text, capability_words(w, &words));
    if (!db_one(w, SQL("select 1 from role limit 1"), NO_BIND, 0))
        for (int i = 0; i < COUNT_OF(first_roles) && !failed(w); i++)
            if (!make_role(w, &first_roles[i])) return false;
    int n = never_offered(w, fresh);
    for (int i = 0; n && i < COUNT_OF(first_roles) && !failed(w); i++)
        if (!offer(w, &first_roles[i], fresh, n)) return false;
    for (int i = 0; i < n && !failed(w); i++)
        if (!go_on(w, fresh[i])) return false;
    return !failed(w);
}
