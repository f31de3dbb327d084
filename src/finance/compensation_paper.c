/* compensation_paper.c — the agreement on a damage as paper (T25): the words that are signed, what they rest on, who signed how; read in one transaction,
 * set outside of any. */
#include "base/scratch.h"
#include "base/words.h"
#include "finance/finance.h"
#include "paper/deed.h"
#include "record/answer.h"

enum { FACTS_MOST = 8, BLOCKS = 4 };
struct agreement { const struct request *request; struct deed deed; };
static text said(struct work *w, text english) { return translate(w->language, english); }

static struct deed_block about(struct work *w, const struct compensation *c)
{
    struct paper_fact *all = take_many(w, struct paper_fact, FACTS_MOST);
    int n = 0;
    all[n++] = (struct paper_fact){ said(w, N_("Customer")), record_title(w, &customer_type, c->customer.id) };
    if (*c->case_number) all[n++] = (struct paper_fact){ said(w, N_("Case")), c->case_number };
    all[n++] = (struct paper_fact){ said(w, N_("What was damaged")), c->what };
    all[n++] = (struct paper_fact){ said(w, N_("What it cost new")), money_shown(w->arena, c->price) };
    if (c->worth < 100) all[n++] = (struct paper_fact){ said(w, N_("Still worth")), print(w, "%lld%%", (long long)c->worth) };
    if (c->customer_share) all[n++] = (struct paper_fact){ said(w, N_("The customer answers for it herself")), print(w, "%lld%%", (long long)c->customer_share) };
    all[n++] = (struct paper_fact){ said(w, N_("To the customer")), print(w, "%s %s", money_shown(w->arena, c->amount), money_in_capitals(w->arena, c->amount)) };
    return (struct deed_block){ .kind = DEED_PARTY, .words = said(w, N_("What it is about")), .facts = all, .fact_count = n };
}

static struct deed_block signs(struct work *w, const struct compensation *c)
{
    struct deed_sign *s = take_many(w, struct deed_sign, 2);
    text open = said(w, N_("Date: ____________"));
    s[0] = (struct deed_sign){ said(w, N_("Customer")), c->signed_at.ms ? c->signed_how : "", c->signed_at.ms ? instant_words(w->arena, c->signed_at) : open, "" };
    s[1] = (struct deed_sign){ said(w, N_("Company (stamp or who handles it)")), "", open, "" };
    return (struct deed_block){ .kind = DEED_SIGNS, .signs = s, .sign_count = 2 };
}

static bool read_it(struct work *w, void *data)
{
    struct agreement *a = data;
    int64_t id = answer_id(w, a->request, "id");
    const struct compensation *c = id ? LOAD(w, compensation, id) : NULL;
    if (!c) return false;
    if (!*c->agreement) return refuse_as(w, CONFLICT, "", N_("The agreement is written when the compensation is approved; have it approved first"));
    struct deed_block *all = take_many(w, struct deed_block, BLOCKS);
    all[0] = about(w, c);
    all[1] = (struct deed_block){ .kind = DEED_TEXT, .words = c->agreement };
    all[2] = signs(w, c);
    text house = company_name(w);
    a->deed = (struct deed){ .title = said(w, N_("Agreement on a damage")), .number = c->record.number, .foot = *c->proof ? print(w, "SHA-256 %s", c->proof) : *house ? house : record_title(w, &branch_type, c->record.branch.id),
        .page = said(w, N_("Page {1} of {2}")), .blocks = all, .block_count = 3, .made = w->now };
    return !failed(w);
}

bool compensation_paper_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct agreement a = { .request = q };
    text why = "";
    if (!db_read(house_db(w->house), w, read_it, &a)) return false;
    text path = scratch_path(w->arena);
    if (!deed_pdf(&a.deed, path, &why)) return fault(w, "agreement: %s", why);
    answer_pdf(w, reply, path, a.deed.number);
    return true;
}
