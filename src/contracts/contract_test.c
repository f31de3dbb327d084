/* contract_test.c — every step of a contract is refused to who may not and in the wrong state, each rule says no with its sentence and its field, an
 * amendment carries on what was paid, and a database that breaks at any call leaves everything as it was. */
#include <stdio.h>
#include <stdlib.h>
#include "contracts/contract_house_test.h"
#include "contracts/variables.h"

struct attempt { struct paper_house *h; unsigned state; int64_t id; text step, reason; const void *in; struct { text t[8]; int64_t n[24]; } room; };

static bool put_into(struct work *w, void *data)
{
    const struct attempt *t = data;
    db_exec(w, SQL("update contract set state = $1 where id = $2"), BIND(num(t->state), num(t->h->contract)));
    return !failed(w);
}

static bool take_it(struct work *w, void *data)
{
    const struct attempt *t = data;
    void *c = LOAD(w, contract, t->id ? t->id : t->h->contract);
    w->reason = t->reason ? t->reason : "because";
    return c && step_take(w, &contract_type, c, t->step, t->in ? t->in : &t->room);
}

static struct actor without(const struct actor *all, text right, text *room)
{
    struct actor a = *all;
    a.can = room;
    a.can_count = 0;
    for (int i = 0; i < all->can_count; i++)
        if (strcmp(all->can[i], right)) room[a.can_count++] = all->can[i];
    return a;
}

TEST_DB(no_step_of_a_contract_is_taken_without_its_right_or_out_of_its_state)
{
    struct paper_house h;
    if (!paper_house_up(&h)) return;
    struct attempt t = { .h = &h };
    for (int i = 0; i < contract_type.step_count; i++) {
        text room[PAPER_RIGHTS];
        const struct step *s = &contract_type.steps[i];
        if (s->hidden) continue;
        CASE(s->name);
        t.step = s->name;
        for (t.state = 1; !(s->from & FROM(t.state)); t.state++) continue;
        CHECK(paper_write(&h, &the_system, put_into, &t));
        struct actor less = without(&h.manager, s->by, room);
        EQUAL(less.can_count, h.manager.can_count - 1);
        CHECK(!paper_write(&h, &less, take_it, &t));
        EQUAL(h.w->failure, FORBIDDEN);
        for (t.state = 1; s->from & FROM(t.state); t.state++) continue;
        CHECK(paper_write(&h, &the_system, put_into, &t));
        CHECK(!paper_write(&h, &h.manager, take_it, &t));
        EQUAL(h.w->failure, CONFLICT);
        SAME_TEXT(h.w->code, "state");
    }
    CASE(NULL);
    paper_house_down(&h);
}

static void refused(struct paper_house *h, text step, const void *in, text field, text words)
{
    struct attempt t = { .h = h, .step = step, .in = in };
    CASE(words);
    CHECK(!paper_write(h, &h->manager, take_it, &t));
    SAME_TEXT(h->w->wrong ? h->w->wrong->field : h->w->field, field);
    SAME_TEXT(h->w->wrong ? h->w->wrong->message : h->w->message, words);
    CASE(NULL);
}

TEST_DB(a_contract_does_not_end_in_the_future_nor_before_it_began_nor_by_a_word_that_is_not_so)
{
    struct paper_house h;
    if (!paper_house_up(&h)) return;
    refused(&h, "end", &(struct contract_ending){ .ended_on = { CONTRACT_DAY + 1 }, .ended_by = CONTRACT_BY_WORKER }, "ended_on", "This day lies in the future");
    refused(&h, "end", &(struct contract_ending){ .ended_on = { CONTRACT_DAY - 11 }, .ended_by = CONTRACT_BY_WORKER }, "ended_on", "The last day lies before the first");
    refused(&h, "end", &(struct contract_ending){ .ended_on = { CONTRACT_DAY }, .ended_by = CONTRACT_EXPIRED }, "ended_by", "Its term runs until {1}; say who ended it before");
    refused(&h, "end", &(struct contract_ending){ .ended_on = { CONTRACT_DAY }, .ended_by = CONTRACT_REPLACED }, "ended_by", "An amendment ends it by itself, on the day it begins");
    refused(&h, "renew", &(struct contract_renewal){ .last = { CONTRACT_DAY + 354 } }, "last", "A renewal goes on behind {1}");
    refused(&h, "amend", &(struct amendment){ { CONTRACT_DAY - 10 }, "更多" }, "since", "The change begins within the term, after {1} and until {2}");
    refused(&h, "suspend", &(struct { day since; }){ { CONTRACT_DAY - 11 } }, "since", "This day lies before the first day of the contract");
    refused(&h, "suspend", &(struct { day since; }){ { CONTRACT_DAY + 1 } }, "since", "This day lies in the future");
    paper_house_down(&h);
}

static bool parts_are_kept(struct work *w, void *data)
{
    const struct paper_house *h = data;
    const struct contract *c = LOAD(w, contract, h->contract);
    if (!c) return false;
    EQUAL(c->state, CONTRACT_ENDED);
    EQUAL(c->fee_back.fen, 600000);                             /* the guarantee is kinder than 60 % of the ladder: six of six months left */
    EQUAL(c->service_back.fen, 364000);                         /* begun on the 13th: 11 of the 18 days until the end of November are had */
    EQUAL(c->deposit_back.fen, 0);
    CHECK(strstr(c->settlement.json, "guarantee") != NULL && strstr(c->settlement.json, "÷ 18 × 11") != NULL);
    return true;
}

TEST_DB(an_end_reckons_what_goes_back_by_the_ladder_that_was_signed)
{
    struct paper_house h;
    if (!paper_house_up(&h)) return;
    struct contract_ending in = { .ended_on = { CONTRACT_DAY }, .ended_by = CONTRACT_BY_WORKER, .no_replacement = true, .service_paid = { 936000 } };
    struct attempt t = { .h = &h, .step = "end", .in = &in };
    CHECK(paper_write(&h, &h.manager, take_it, &t));
    CHECK(paper_write(&h, &the_system, parts_are_kept, &h));
    paper_house_down(&h);
}

/* ---- what its paper says ---- */

static bool paper_is_kept(struct work *w, void *data)
{
    const struct contract *c = LOAD(w, contract, ((struct paper_house *)data)->contract);
    if (!c) return false;
    EQUAL(c->fee_back.fen, 150000);
    CHECK(strstr(c->settlement.json, "合同原件") != NULL);
    return true;
}

static bool without_a_ladder(struct work *w, void *data)
{
    const struct paper_house *h = data;
    db_exec(w, SQL("delete from contract_refunds where parent = $1"), BIND(num(h->contract)));
    db_exec(w, SQL("update contract set guarantee_months = 0 where id = $1"), BIND(num(h->contract)));
    return !failed(w);
}

TEST_DB(of_a_contract_brought_along_without_its_ladder_who_ends_it_says_what_the_paper_says)
{
    struct paper_house h;
    if (!paper_house_up(&h)) return;
    refused(&h, "end", &(struct contract_ending){ .ended_on = { CONTRACT_DAY }, .ended_by = CONTRACT_BY_WORKER, .paper_back = { 100, true } }, "paper_back", "Its refund ladder is known here: what goes back is reckoned by it");
    CHECK(paper_write(&h, &the_system, without_a_ladder, &h));
    refused(&h, "end", &(struct contract_ending){ .ended_on = { CONTRACT_DAY }, .ended_by = CONTRACT_BY_WORKER, .paper_back = { 600001, true } }, "paper_back", "At most what came goes back, {1}");
    refused(&h, "end", &(struct contract_ending){ .ended_on = { CONTRACT_DAY }, .ended_by = CONTRACT_BY_WORKER, .no_replacement = true }, "paper_back",
        "The refund ladder of this contract stands on its paper only: end it on its own page and say what of the fee of {1} goes back, 0 too");
    struct attempt t = { .h = &h, .step = "end", .in = &(struct contract_ending){ .ended_on = { CONTRACT_DAY }, .ended_by = CONTRACT_BY_WORKER, .paper_back = { 150000, true } } };
    CHECK(paper_write(&h, &h.manager, take_it, &t));
    CHECK(paper_write(&h, &the_system, paper_is_kept, &h));
    paper_house_down(&h);
}

/* ---- what was paid goes on ---- */

static bool amended(struct work *w, void *data)
{
    struct attempt *t = data;
    struct found f = LOAD_WHERE(w, contract, "previous = $1", BIND(num(t->h->contract)));
    struct contract *next = f.count ? f.at[0] : NULL;
    if (!next) return false;
    t->id = next->record.id;
    db_exec(w, SQL("update contract set state = 7, signed_on = $2 where id = $1"), BIND(num(t->id), num(CONTRACT_DAY)));
    return !failed(w);
}

static bool paid_is_carried(struct work *w, void *data)
{
    const struct attempt *t = data;
    const struct contract *c = LOAD(w, contract, t->id), *before = LOAD(w, contract, t->h->contract);
    if (!c || !before) return false;
    EQUAL(before->ended_by, CONTRACT_REPLACED);
    EQUAL(c->first_paid.fen, 600000);
    EQUAL(contract_living(w, t->h->contract) ? contract_living(w, t->h->contract)->record.id : 0, t->id);
    return true;
}

static bool follow(struct work *w, void *data)
{
    const struct attempt *t = data;
    struct contract *before = LOAD(w, contract, t->h->contract);
    return before && step_run(w, &contract_type, before, "is_followed", &(struct following){ { t->id } });
}

static bool ladder_counts_from_the_first(struct work *w, void *data)
{
    const struct contract *c = LOAD(w, contract, ((struct attempt *)data)->id);
    if (!c) return false;
    EQUAL(c->fee_back.fen, 360000);                             /* day 11 of service, not day 1: 60 % */
    return true;
}

TEST_DB(an_amendment_carries_on_what_was_paid_and_the_days_of_service)
{
    struct paper_house h;
    if (!paper_house_up(&h)) return;
    struct amendment change = { { CONTRACT_DAY }, "工资涨到 8200" };
    struct contract_ending end = { .ended_on = { CONTRACT_DAY }, .ended_by = CONTRACT_BY_WORKER };
    struct attempt t = { .h = &h, .step = "amend", .in = &change };
    CHECK(paper_write(&h, &h.manager, take_it, &t));
    CHECK(!paper_write(&h, &h.manager, take_it, &t));                 /* one at a time */
    CHECK(paper_write(&h, &the_system, amended, &t));
    CHECK(paper_write(&h, &the_system, follow, &t));
    t.step = "take_effect";
    t.in = NULL;
    CHECK(paper_write(&h, &h.manager, take_it, &t));
    CHECK(paper_write(&h, &the_system, paid_is_carried, &t));
    t.step = "end";
    t.in = &end;
    CHECK(paper_write(&h, &h.manager, take_it, &t));
    CHECK(paper_write(&h, &the_system, ladder_counts_from_the_first, &t));
    paper_house_down(&h);
}

static bool is_untouched(struct work *w, void *data)
{
    const struct paper_house *h = data;
    EQUAL(db_one(w, SQL("select state from contract where id = $1"), BIND(num(h->contract)), 0), CONTRACT_IN_FORCE);
    EQUAL(db_one(w, SQL("select count(*) from contract where previous = $1"), BIND(num(h->contract)), -1), 0);
    return !failed(w);
}

/* Each database call in turn fails: nothing of the step stays, and once none fails it is done. */
TEST_DB(a_step_of_a_contract_is_whole_or_not_at_all)
{
    struct paper_house h;
    if (!paper_house_up(&h)) return;
    struct contract_renewal longer = { .last = { CONTRACT_DAY + 700 } };
    struct attempt t = { .h = &h, .step = "renew", .in = &longer };
    int calls = 0;
    for (bool well = false; !well && calls < 200;) {
        db_fail_after(h.db, ++calls);
        well = paper_write(&h, &h.manager, take_it, &t);
        db_fail_after(h.db, 0);
        if (well) break;
        EQUAL(h.w->failure, FAULT);
        CHECK(paper_write(&h, &the_system, is_untouched, &h));
    }
    CHECK(calls > 5 && calls < 200);
    paper_house_down(&h);
}

/* ---- who signs, and whose word counts (T23) ---- */

struct acting_for { struct paper_house *h; struct authority authority; struct contract_instruction instruction; int64_t sister, holder, instructed; enum acting_right right; text guardian; };

static bool have_a_sister(struct work *w, void *data)
{
    struct acting_for *a = data;
    struct person sister = { .name = "李梅" }, child = { .name = "李小弟", .birth = { CONTRACT_DAY - 17 * 365, true } };
    if (!ADD(w, person, &sister) || !ADD(w, person, &child)) return false;
    a->sister = sister.record.id;
    a->authority = (struct authority){ .customer = { a->h->customer }, .person = { child.record.id }, .acting = RIGHT_CHILD, .acts_for = "李奶奶" };
    return true;
}
static bool give_authority(struct work *w, void *data)
{
    struct acting_for *a = data;
    struct authority copy = a->authority;
    bool well = ADD(w, authority, &copy);
    a->holder = copy.record.id;
    return well;
}

TEST_DB(an_authority_is_not_entered_without_its_paper_nor_of_a_minor_nor_run_out_and_not_for_another_customer)
{
    struct paper_house h;
    struct acting_for a = { .h = &h };
    if (!paper_house_up(&h)) return;
    CHECK(paper_write(&h, &the_system, have_a_sister, &a));
    CHECK(!paper_write(&h, &the_system, give_authority, &a));
    SAME_TEXT(h.w->field, "person");
    a.authority.person.id = a.sister;
    a.authority.acting = RIGHT_GUARDIAN;
    CHECK(!paper_write(&h, &the_system, give_authority, &a));
    SAME_TEXT(h.w->field, "paper");
    a.authority.acting = RIGHT_HERSELF;
    CHECK(!paper_write(&h, &the_system, give_authority, &a));
    SAME_TEXT(h.w->field, "acting");
    a.authority.acting = RIGHT_REPRESENTATIVE;
    CHECK(!paper_write(&h, &the_system, give_authority, &a));
    SAME_TEXT(h.w->field, "acting");
    a.authority.acting = RIGHT_SPOUSE;
    a.authority.first.number = CONTRACT_DAY - 40;
    a.authority.until = (maybe_day){ CONTRACT_DAY - 1, true };
    CHECK(!paper_write(&h, &the_system, give_authority, &a));
    SAME_TEXT(h.w->field, "until");
    a.authority.until = (maybe_day){ CONTRACT_DAY, true };
    CHECK(paper_write(&h, &the_system, give_authority, &a));
    paper_house_down(&h);
}

static bool instruct(struct work *w, void *data)
{
    struct acting_for *a = data;
    struct contract_instruction copy = a->instruction;
    copy.contract.id = a->h->contract;
    bool well = ADD(w, contract_instruction, &copy);
    a->instructed = copy.record.id;
    return well;
}
static bool written_word(struct work *w, void *data)
{
    struct acting_for *a = data;
    struct contract_instruction *i = LOAD(w, contract_instruction, a->instructed);
    struct { enum instruction_by by; ref authority; file paper; } in = { INSTRUCTED_BY_HOLDER, { a->holder }, { "" } };
    return i && step_run(w, &contract_instruction_type, i, "put_on_file", &in);
}
static bool ends_for_sister(struct work *w, void *data)
{
    const struct paper_house *h = data;
    const struct contract *c = LOAD(w, contract, h->contract);
    if (!c) return false;
    SAME_TEXT(c->instructed, "李梅（被照护人的配偶）");
    return true;
}

TEST_DB(anothers_word_ends_nothing_until_the_written_one_of_who_may_is_on_file)
{
    struct paper_house h;
    struct acting_for a = { .h = &h };
    if (!paper_house_up(&h)) return;
    CHECK(paper_write(&h, &the_system, have_a_sister, &a));
    a.authority.person.id = a.sister;
    a.authority.acting = RIGHT_SPOUSE;
    a.authority.covers.bits = SET_BIT(COVERS_SIGNING);
    CHECK(paper_write(&h, &the_system, give_authority, &a));
    int64_t signs_only = a.holder;
    struct contract_ending by_another = { .ended_on = { CONTRACT_DAY }, .ended_by = CONTRACT_BY_CUSTOMER, .instructed_by = INSTRUCTED_BY_ANOTHER }, by_holder = { .ended_on = { CONTRACT_DAY }, .ended_by = CONTRACT_BY_CUSTOMER, .instructed_by = INSTRUCTED_BY_HOLDER, .authority = { signs_only } };
    refused(&h, "end", &by_another, "instructed_by", "Only {1}, who signed, or who holds an authority on file may say this. Note the other's word as an instruction: it acts when theirs is filed in writing");
    refused(&h, "end", &by_holder, "authority", "The authority of {1} does not cover this: “{2}”");
    a.instruction = (struct contract_instruction){ .what = INSTRUCTED_END, .instructed_by = INSTRUCTED_BY_ANOTHER, .way = INSTRUCTED_BY_PHONE, .words = "不要她了，钱退给我", .name = "张强" };
    CHECK(!paper_write(&h, &h.manager, instruct, &a));
    SAME_TEXT(h.w->field, "relation");
    a.instruction.relation = "前夫";
    CHECK(paper_write(&h, &h.manager, instruct, &a));
    struct contract_ending by_signer = { .ended_on = { CONTRACT_DAY }, .ended_by = CONTRACT_BY_CUSTOMER }, by_worker = { .ended_on = { CONTRACT_DAY + 1 }, .ended_by = CONTRACT_BY_WORKER };
    refused(&h, "end", &by_signer, "", "{1} ({2}) wants something of this contract and may not say so alone: first file the written instruction of {3}, or turn hers down; it stands on the contract's page");
    refused(&h, "suspend", &(struct { day since; }){ { CONTRACT_DAY } }, "", "{1} ({2}) wants something of this contract and may not say so alone: first file the written instruction of {3}, or turn hers down; it stands on the contract's page");
    refused(&h, "end", &by_worker, "ended_on", "This day lies in the future");         /* her own leaving waits for nobody */
    CHECK(!paper_write(&h, &h.manager, written_word, &a));
    a.authority.covers.bits = 0;                                /* a new one, for all of it */
    int64_t waiting = a.instructed;
    CHECK(paper_write(&h, &the_system, give_authority, &a));
    a.instructed = waiting;
    CHECK(paper_write(&h, &h.manager, written_word, &a));
    by_holder.authority.id = a.holder;
    struct attempt t = { .h = &h, .step = "end", .in = &by_holder };
    CHECK(paper_write(&h, &h.manager, take_it, &t));
    CHECK(paper_write(&h, &the_system, ends_for_sister, &h));
    paper_house_down(&h);
}

static bool she_is_gone(struct work *w, void *data)
{
    struct contract *c = LOAD(w, contract, ((struct paper_house *)data)->contract);
    return c && step_run(w, &contract_type, c, "lose_signer", NULL);
}

TEST_DB(when_who_signed_for_herself_has_died_only_an_authority_ends_it)
{
    struct paper_house h;
    struct acting_for a = { .h = &h };
    if (!paper_house_up(&h)) return;
    CHECK(paper_write(&h, &the_system, have_a_sister, &a));
    CHECK(paper_write(&h, &the_system, she_is_gone, &h));
    struct contract_ending dead = { .ended_on = { CONTRACT_DAY }, .ended_by = CONTRACT_FORCE_MAJEURE, .loss = true };
    refused(&h, "end", &dead, "instructed_by", "{1}, who signed for herself, has died: name who holds an authority on file, as an heir, a spouse, a guardian");
    a.authority.person.id = a.sister;
    a.authority.acting = RIGHT_SPOUSE;
    CHECK(paper_write(&h, &the_system, give_authority, &a));
    dead.instructed_by = INSTRUCTED_BY_HOLDER;
    dead.authority.id = a.holder;
    struct attempt t = { .h = &h, .step = "end", .in = &dead };
    CHECK(paper_write(&h, &h.manager, take_it, &t));
    paper_house_down(&h);
}

/* A draft for an elder with dementia, in a home of one's own. */
static bool draft_for_elder(struct work *w, void *data)
{
    struct acting_for *a = data;
    struct service_line line = { .name = "居家养老", .code = "ELDER", .glyph = "老", .category = LINE_ELDER, .unit = UNIT_MONTH, .medical = MEDICAL_ELDER };
    struct household *home = LOAD(w, household, a->h->home);
    struct household_member grandmother = { .role = CARE_ELDER, .self_care = SELF_CARE_DEMENTIA };
    if (!home || !ADD(w, service_line, &line)) return false;
    home->members = (rows_of){ &grandmother, 1 };
    struct contract c = { .customer = { a->h->customer }, .household = { a->h->home }, .worker = { a->h->worker }, .line = { line.record.id }, .mode = CONTRACT_AGENCY, .first = { CONTRACT_DAY }, .last = { CONTRACT_DAY + 30 }, .signer_right = a->right, .guardian = a->guardian };
    if (!SAVE(w, household, home) || !ADD(w, contract, &c)) return false;
    struct deal d = deal_of(w, &c, false);
    const struct variable *missing[80];
    int n = variables_missing(w, &d, missing, 80);
    bool right = false, guardian = false, authority = false;
    for (int i = 0; i < n; i++) {
        right |= !strcmp(missing[i]->code, "signer_right");
        guardian |= !strcmp(missing[i]->code, "guardian");
        authority |= !strcmp(missing[i]->code, "authority");
    }
    EQUAL(right, !a->right);
    EQUAL(guardian, !*a->guardian && a->right != RIGHT_GUARDIAN);
    EQUAL(authority, a->right == RIGHT_GUARDIAN || a->right == RIGHT_AGENT);
    return refuse(w, "undone", "Nothing stays: the next case begins anew");
}

TEST_DB(care_is_not_sent_without_the_right_of_who_signs_nor_without_the_guardian_of_who_cannot_decide)
{
    static const struct { enum acting_right right; text guardian; } cases[] = { { 0, "" }, { RIGHT_CHILD, "" }, { RIGHT_CHILD, "李芳，长女" }, { RIGHT_GUARDIAN, "" }, { RIGHT_AGENT, "李芳，长女" } };
    struct paper_house h;
    if (!paper_house_up(&h)) return;
    for (int i = 0; i < COUNT_OF(cases); i++) {
        struct acting_for a = { .h = &h, .right = cases[i].right, .guardian = cases[i].guardian };
        paper_write(&h, &h.manager, draft_for_elder, &a);
        SAME_TEXT(h.w->field, "undone");
    }
    paper_house_down(&h);
}

/* ---- who the parties are ---- */

static bool where_it_is(struct work *w, void *data)
{
    struct paper_house *h = data;
    struct deal d = deal_of(w, LOAD(w, contract, h->contract), true);
    SAME_TEXT(variables_fill(w, &d, "{address}"), "锦绣花园3栋");
    struct household *home = LOAD(w, household, h->home);
    home->address = (sealed){ .plain = "2单元501" };
    if (!record_save(w, &household_type, home)) return false;
    d = deal_of(w, LOAD(w, contract, h->contract), true);
    SAME_TEXT(variables_fill(w, &d, "{address}"), "锦绣花园2单元501");
    return !failed(w);
}

TEST_DB(the_place_of_service_names_the_estate_once)
{
    struct paper_house h;
    if (!paper_house_up(&h)) return;
    CHECK(paper_write(&h, &the_system, where_it_is, &h));
    paper_house_down(&h);
}

static bool name_is_missing(struct work *w, struct paper_house *h, text name, bool missing)
{
    struct customer *c = LOAD(w, customer, h->customer);
    struct person *payer = c ? LOAD(w, person, c->person.id) : NULL;
    if (!payer) return false;
    payer->name = name;
    if (!record_save(w, &person_type, payer)) return false;
    struct deal d = deal_of(w, LOAD(w, contract, h->contract), false);
    const struct variable *all[60];
    bool found = false;
    for (int i = 0, n = variables_missing(w, &d, all, COUNT_OF(all)); i < n; i++) found = found || !strcmp(all[i]->code, "customer_name");
    return found == missing;
}
static bool called_by_phone(struct work *w, void *data) { return name_is_missing(w, data, "沈女士", true); }
static bool called_by_card(struct work *w, void *data) { return name_is_missing(w, data, "沈丽华", false); }

TEST_DB(how_a_caller_is_addressed_is_no_name_for_a_party)
{
    struct paper_house h;
    if (!paper_house_up(&h)) return;
    CHECK(paper_write(&h, &the_system, called_by_phone, &h));
    CHECK(paper_write(&h, &the_system, called_by_card, &h));
    paper_house_down(&h);
}

static bool whole_of_the_wage(struct work *w, void *data)
{
    struct contract *c = LOAD(w, contract, ((struct paper_house *)data)->contract);
    struct deal d = deal_of(w, c, false);
    SAME_TEXT(variables_fill(w, &d, "甲方{fee_of}支付，不足{wage_whole}的"), "甲方每月支付，不足整月的");
    c->basis = BY_CONTRACT_DAYS;
    SAME_TEXT(variables_fill(w, &d, "甲方{fee_of}支付，不足{wage_whole}的"), "甲方就整个服务期支付，不足整个服务期的");
    return !failed(w);
}

TEST_DB(a_wage_for_the_whole_term_is_not_said_to_be_for_a_month)
{
    struct paper_house h;
    if (!paper_house_up(&h)) return;
    CHECK(paper_write(&h, &the_system, whole_of_the_wage, &h));
    paper_house_down(&h);
}

static bool quoted_as_one_sum(struct work *w, void *data)
{
    const struct paper_house *h = data;
    struct demand d = { .customer = { h->customer }, .household = { h->home }, .line = { h->line }, .wanted = "住家", .start_from = { CONTRACT_DAY + 5 }, .term = 26, .arrangement = ARRANGED_LIVE_IN, .source = SOURCE_REFERRAL };
    struct quotation_line line = { .item = QUOTED_SERVICE, .what = "服务费", .unit = { 1400000 } };
    if (!ADD(w, demand, &d)) return false;
    struct quotation q = { .state = QUOTATION_ACCEPTED, .demand = { d.record.id }, .lines = { &line, 1 }, .exclusions = "不做全家的饭", .deposit_kind = DEMAND_DEPOSIT_EARNEST, .deposit = { 200000 } };
    struct contract c = { .customer = d.customer, .household = d.household, .worker = { h->worker }, .line = d.line, .demand = { d.record.id }, .mode = CONTRACT_AGENCY, .first = d.start_from, .last = { CONTRACT_DAY + 30 }, .wage = { 1080000 } };
    if (!ADD(w, quotation, &q) || !ADD(w, contract, &c)) return false;
    CHECK(c.quotation.id == q.record.id && !c.deposit.fen);
    CHECK(contract_differs_from_quotation(w, &c) != NULL);
    return !failed(w);
}

TEST_DB(an_earnest_our_fee_does_not_bear_is_left_out_of_the_draft_and_told)
{
    struct paper_house h;
    if (!paper_house_up(&h)) return;
    CHECK(paper_write(&h, &the_system, quoted_as_one_sum, &h));
    paper_house_down(&h);
}
