/* handover_paper.c — a handover sheet to print and sign (上户交接单, 下户交接单; DOMAIN.md §1.4 四.3, T25): read in one transaction, set outside of any. */
#include "base/scratch.h"
#include "base/words.h"
#include "paper/deed.h"
#include "placement/placement_own.h"
#include "placement/register.h"
#include "record/answer.h"

enum { FACTS_MOST = 8, BLOCKS = 5 };
struct sheet { const struct request *request; struct deed deed; };
static text said(struct work *w, text english) { return translate(w->language, english); }

struct facts { struct paper_fact *all; int count; };
static void fact(struct work *w, struct facts *f, text label, text value)
{
    if (f->count < FACTS_MOST) f->all[f->count++] = (struct paper_fact){ said(w, label), value && *value ? value : "—" };
}

static struct deed_block part(struct work *w, text heading, struct facts f)
{
    return (struct deed_block){ .kind = DEED_PARTY, .words = said(w, heading), .facts = f.all, .fact_count = f.count };
}
static struct facts facts_new(struct work *w) { return (struct facts){ take_many(w, struct paper_fact, FACTS_MOST), 0 }; }

static struct deed_block about(struct work *w, const struct handover *h, const struct placement *p)
{
    struct facts f = facts_new(w);
    fact(w, &f, N_("Customer"), record_title(w, &customer_type, h->customer.id));
    fact(w, &f, N_("Home"), record_title(w, &household_type, p->household.id));
    fact(w, &f, N_("Worker"), record_title(w, &worker_type, h->worker.id));
    fact(w, &f, N_("Service line"), record_title(w, &service_line_type, p->line.id));
    if (p->contract.id) fact(w, &f, N_("Contract"), record_title(w, &contract_type, p->contract.id));
    fact(w, &f, N_("Day"), dates_said(w->arena, w->language, day_text(w->arena, h->date)));
    return part(w, N_("Who and when"), f);
}

static struct deed_block handed(struct work *w, const struct handover *h)
{
    struct facts f = facts_new(w);
    fact(w, &f, N_("Her own things"), h->belongings);
    fact(w, &f, N_("Valuables declared"), h->valuables);
    fact(w, &f, h->kind == HANDOVER_ARRIVAL ? N_("Keys handed over") : N_("Keys given back"), print(w, "%lld", (long long)h->keys));
    if (*h->cared_for || !handover_complete(w, h)) fact(w, &f, N_("State of child or elder"), h->cared_for);
    fact(w, &f, N_("Household money counted"), money_shown(w->arena, h->money_left));
    fact(w, &f, N_("What the next one must know"), h->meter);
    return part(w, N_("Handed over and counted"), f);
}

static struct deed_block agreed(struct work *w, const struct handover *h)
{
    struct facts f = facts_new(w);
    fact(w, &f, N_("The family agrees"), !h->customer_agrees ? said(w, N_("not yet")) : *h->customer_how ? h->customer_how : said(w, N_("Agreed")));
    fact(w, &f, N_("The worker agrees"), h->worker_agrees ? said(w, N_("Agreed")) : said(w, N_("not yet")));
    if (*h->dispute) fact(w, &f, N_("What is disputed"), h->dispute);
    if (*h->absent_why) fact(w, &f, N_("Why one side did not agree"), h->absent_why);
    return part(w, N_("Both sides"), f);
}

static struct deed_block signs(struct work *w)
{
    text date = said(w, N_("Date: ____________"));
    struct deed_sign *s = take_many(w, struct deed_sign, 3);
    s[0] = (struct deed_sign){ said(w, N_("Signed by the family")), "", date, "" };
    s[1] = (struct deed_sign){ said(w, N_("Signed by the worker")), "", date, "" };
    s[2] = (struct deed_sign){ said(w, N_("Company (stamp or who handles it)")), "", date, "" };
    return (struct deed_block){ .kind = DEED_SIGNS, .signs = s, .sign_count = 3 };
}

static bool read_it(struct work *w, void *data)
{
    struct sheet *s = data;
    int64_t id = answer_id(w, s->request, "id");
    const struct handover *h = id ? LOAD(w, handover, id) : NULL;
    const struct placement *p = h ? LOAD(w, placement, h->placement.id) : NULL;
    if (!p) return false;
    struct deed_block *all = take_many(w, struct deed_block, BLOCKS);
    int n = 0;
    all[n++] = about(w, h, p);
    all[n++] = handed(w, h);
    all[n++] = agreed(w, h);
    all[n++] = (struct deed_block){ .kind = DEED_TEXT, .words = said(w, N_("Both sides looked at these things together. What is not declared here is hard to prove later. The sheet belongs to the contract; each side keeps one.")) };
    all[n++] = signs(w);
    text house = company_name(w);
    s->deed = (struct deed){ .title = said(w, h->kind == HANDOVER_ARRIVAL ? N_("Handover sheet: beginning of service") : N_("Handover sheet: end of service")), .number = p->record.number, .foot = *house ? house : record_title(w, &branch_type, h->record.branch.id),
        .page = said(w, N_("Page {1} of {2}")), .blocks = all, .block_count = n, .made = w->now };
    return !failed(w);
}

bool handover_paper_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct sheet s = { .request = q };
    text why = "";
    if (!db_read(house_db(w->house), w, read_it, &s)) return false;
    text path = scratch_path(w->arena);
    if (!deed_pdf(&s.deed, path, &why)) return fault(w, "handover sheet: %s", why);
    answer_pdf(w, reply, path, s.deed.number);
    return true;
}
