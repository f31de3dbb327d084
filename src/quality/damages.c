/* damages.c — see damages.h. */
#include "quality/damages.h"
#include "base/words.h"
#include "record/store.h"

static struct compensation *pending(struct work *w, const struct complaint *c)
{
    struct compensation *one = c->compensation.id ? record_peek(w, &compensation_type, c->compensation.id) : NULL;
    return one && one->state <= COMPENSATION_SIGNED ? one : NULL;
}

bool complaint_damage_dropped(struct work *w, struct complaint *c)
{
    struct compensation *one = pending(w, c);
    if (one && !step_run(w, &compensation_type, one, "drop", NULL)) return false;
    c->compensation.id = 0;
    return !failed(w);
}

static bool proved(const struct complaint *c)
{
    for (size_t i = 0; i < c->evidence.count; i++) {
        const struct complaint_evidence *e = ROW(struct complaint_evidence, c->evidence, i);
        if (e->kind == EVIDENCE_PAPER || e->kind == EVIDENCE_CHAT) return true;
    }
    return false;
}

bool complaint_claim_damage(struct work *w, struct complaint *c, const struct damage_claimed *in, bool bound)
{
    if (!complaint_damage_dropped(w, c) || in->price.fen <= 0) return !failed(w);
    if (!c->customer.id) return refuse(w, "damage_price", N_("A compensation goes to a customer; this complaint names none"));
    if (!in->what || !*in->what) return refuse(w, "damaged", N_("What was damaged?"));
    if (!bound && !proved(c)) return refuse(w, "damage_price", N_("What it cost is proved first: add the bill, the order or an offer for the same thing to the evidence"));
    int64_t both = c->worker_share + c->company_share;      /* a third party says what is paid; her own part is off it already */
    c->compensation.id = compensation_ask(w, &(struct compensation_ask){ .branch = c->record.branch, .customer = c->customer, .worker = c->worker, .visit = c->visit, .about_account = c->about_account, .case_number = c->record.number,
        .what = in->what, .claim_number = c->insurance_claim, .price = in->price, .worth = in->worth.given ? in->worth.value : 100, .insured = in->insured, .customer_share = bound ? 0 : c->customer_share,
        .worker_share = bound && both ? c->worker_share * 100 / both : c->worker_share, .bound = bound });
    if (!c->compensation.id) return false;
    c->remedies.bits |= SET_BIT(REMEDY_COMPENSATION);
    return !failed(w);
}

const struct sentence *complaint_damage_open(struct work *w, const struct complaint *c)
{
    const struct compensation *one = pending(w, c);
    return one ? because(w, N_("The compensation {1} of {2} is not paid yet; when it is, the case is resolved"), one->record.number, money_shown(w->arena, one->amount)) : NULL;
}

/* ---- reactions ---- */

static struct complaint *case_of(struct work *w, int64_t compensation)
{
    struct found f = LOAD_WHERE(w, complaint, "compensation = $1", BIND(num(compensation)));
    return f.count ? f.at[0] : NULL;
}

static bool follow(struct work *w, const struct record_type *type, int64_t id, text step)
{
    const struct compensation *one = record_peek(w, type, id);
    struct complaint *c = one ? case_of(w, id) : NULL;
    if (!c) return !failed(w);
    bool phone = *one->proof;           /* from where and with which browser stands on the compensation, as evidence */
    text how = phone ? translate_with(w->arena, w->language, N_("Signed on her own page, {1}"), (const text[]){ instant_words(w->arena, one->signed_at), NULL }) : one->signed_how;
    return step_run(w, &complaint_type, c, step, &(struct compensated){ one->amount, how });
}

bool complaint_compensated(struct work *w, const struct record_type *type, int64_t id) { return follow(w, type, id, "compensated"); }
bool complaint_uncompensated(struct work *w, const struct record_type *type, int64_t id) { return follow(w, type, id, "uncompensated"); }
bool complaint_compensation_refused(struct work *w, const struct record_type *type, int64_t id) { return follow(w, type, id, "compensation_refused"); }
