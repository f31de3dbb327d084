/* papers_named_test.c — what is said of her papers while somebody is looked for is what the contract says of them (contracts/paper_gaps.c). */
#include <string.h>
#include "contracts/contracts.h"
#include "placement/placement_house_test.h"

static const struct reason *names(const struct judgement *j, text code)
{
    for (const struct reason *r = j->reasons; r; r = r->next)
        if (!strcmp(r->code, code)) return r;
    return NULL;
}
static bool from_a_roster(struct work *w, void *data)
{
    struct placement_house *h = data;
    db_exec(w, SQL("delete from credential where worker = $1 and kind in (2, 4)"), BIND(num(h->workers[2])));
    struct credential check = { .state = CREDENTIAL_VALID, .worker = { h->workers[2] }, .kind = CREDENTIAL_BACKGROUND, .valid_from = { HOUSE_DAY - 40, true }, .valid_to = { HOUSE_DAY + 300, true } }, policy = check;
    policy.kind = CREDENTIAL_INSURANCE;
    if (!ADD(w, credential, &check) || !ADD(w, credential, &policy)) return false;
    struct eligibility_case c = { .worker = LOAD(w, worker, h->workers[2]), .line = record_peek(w, &service_line_type, h->line), .branch = h->branch, .from = { HOUSE_DAY }, .to = { HOUSE_DAY + 30 }, .proposed = true, .signs = true };
    struct judgement j = { .light = LIGHT_GREEN };
    contract_paper_gaps(w, &c, &j);
    const struct reason *result = names(&j, "H02.names_background"), *number = names(&j, "H02.names_insurance");
    CHECK(result && result->warning && result->fix_id == check.record.id && !strcmp(result->fix_step, "verify"));
    CHECK(number && number->warning && number->fix_id == policy.record.id && !strcmp(number->fix_step, "edit"));
    struct credential *mine = LOAD(w, credential, check.record.id), *ours = LOAD(w, credential, policy.record.id);
    mine->result = RESULT_PASS;
    mine->verified_at = w->now;
    ours->paper_number.plain = "PA-1";
    ours->issuer = "平安财险";
    if (!SAVE(w, credential, mine) || !SAVE(w, credential, ours)) return false;
    struct judgement then = { .light = LIGHT_GREEN };
    contract_paper_gaps(w, &c, &then);
    CHECK(!names(&then, "H02.names_background") && !names(&then, "H02.names_insurance"));
    return !failed(w);
}

TEST_DB(a_paper_of_a_roster_without_result_or_number_is_named_before_anybody_is_chosen)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_write(&h, from_a_roster, &h));
    placement_house_close(&h);
}
