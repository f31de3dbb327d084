/* demo_work_papers.c — the papers between a shop and its own cleaners: in force, in probation, about to end, waiting for her signature, and one that lacks its
 * wage. Told as HR writes them and both sign. */
#include "app/demo_contracting.h"
#include "contracts/contracts.h"
#include "record/file.h"
#include "record/store.h"

enum { PAPERS = 5 };
/* Days from today; the wage in yuan, 0: not agreed yet. */
struct paper_story { int first, last, probation, wage; bool sent, hers, ours; };
static const struct paper_story stories[PAPERS] = {
    { -340, 389, 0, 5200, true, true, true }, { -345, 20, 0, 4800, true, true, true }, { -53, 676, 5, 5000, true, true, true }, { 0, 729, 0, 5000, true, false, true }, { 0, 729, 0, 0, false, false, false },
};

/* A cleaner of the shop's own, young enough that her class of retirement does not matter: the nth of them. */
static int cleaner(const struct telling *t, int nth)
{
    const struct demo_world *world = t->loading->world;
    for (int i = 0; i < world->worker_count; i++) {
        const struct demo_worker *n = &world->workers[i];
        int age = years_between(n->person.birth, world->today);
        if (n->branch == t->branch && n->does == DEMO_CLEANER && !n->reserved && n->state == WORKER_ACTIVE && n->mode == MODE_EMPLOYEE && age >= 22 && age < 44 && t->loading->workers[i] && nth-- == 0) return i;
    }
    return -1;
}

struct work_signing { int64_t contract; enum contract_party party; struct upload picture; };

static bool sign(struct work *w, void *data)
{
    struct work_signing *s = data;
    struct work_contract *c = LOAD(w, work_contract, s->contract);
    bool ours = s->party == PARTY_COMPANY;
    if (!c || (ours && !must(w, CAN_SIGN_WORK_CONTRACTS)) || !file_made(w, &s->picture)) return false;
    const struct contract_signing in = { .party = s->party, .person = c->person, .account = { w->actor->user }, .name = ours ? w->actor->name : record_title(w, &person_type, c->person.id), .way = ours ? SIGNED_BY_ACCOUNT : SIGNED_BY_CODE,
        .proof = ours ? print(w, "%s 登录", w->actor->name) : "以手机号的一次性验证码核对身份（演示）", .address = "", .device = "", .picture = s->picture.hash, .hash = c->document_hash };
    return work_contract_sign(w, c, &in);
}

static void one_signs(struct telling *t, int64_t contract, enum contract_party party, text name)
{
    struct work_signing s = { contract, party, { 0 } };
    if (t->broken) return;
    t->at.ms += MINUTES(30);
    if (!demo_signature(t, name, &s.picture)) t->broken = true;
    else tell_run(t, party == PARTY_COMPANY ? MANAGER : NOBODY, sign, &s);
}

static void tell_paper(struct telling *t, int nth)
{
    const struct paper_story *s = &stories[nth];
    int who = cleaner(t, nth), today = t->loading->world->today.number;
    if (who < 0) return;
    t->story = "a work contract";
    tell_on_day(t, s->first < 0 ? s->first : -1, 10, 15);
    text probation = s->probation ? told_body(t, ",'probation_last':%d", today + s->probation) : "", wage = s->wage ? told_body(t, ",'wage':%d", s->wage * 100) : "";
    int64_t made = tell_new(t, HR, &work_contract_type, "{'worker':%lld,'kind':'labour','first':%d,'started':%d,'last':%d%s%s}", (long long)t->loading->workers[who], today + s->first, today + s->first, today + s->last, probation, wage);
    if (s->sent) tell_step(t, HR, &work_contract_type, made, "send", "{}");
    if (s->ours) one_signs(t, made, PARTY_COMPANY, t->loading->shops[t->branch].manager.name);
    if (s->hers) one_signs(t, made, PARTY_WORKER, t->loading->world->workers[who].person.name);
}

bool demo_work_papers(struct demo_loading *l)
{
    if (!l->world->scale->homes) return true;
    for (int b = 0; b < l->world->branch_count; b++) {
        struct telling t = { .loading = l, .branch = b, .arena = arena_new(), .story = "" };
        for (int i = 0; i < PAPERS; i++) tell_paper(&t, i);
        arena_free(t.arena);
        if (t.broken) return false;
    }
    demo_say(l, "用工合同：在用、试用期、快到期、待签各有一份");
    return true;
}
