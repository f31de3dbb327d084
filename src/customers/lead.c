/* lead.c — see lead.h. */
#include "customers/lead.h"
#include <string.h>
#include "base/words.h"
#include "customers/customers.h"
#include "customers/lead_merge.h"
#include "record/store.h"

static const struct choice states[] = {
    { LEAD_NEW, "new", N_("New lead"), "warn" }, { LEAD_ASSIGNED, "assigned", N_("Somebody's"), "info" }, { LEAD_CONTACTED, "contacted", N_("Spoken to"), "info" }, { LEAD_QUALIFIED, "qualified", N_("Real need"), "info" },
    { LEAD_CONVERTED, "converted", N_("Became a demand"), "ok", .final = true }, { LEAD_NURTURING, "nurturing", N_("Later"), "mute" }, { LEAD_INVALID, "invalid", N_("Not valid"), "mute" },
    { LEAD_LOST, "lost", N_("Lost"), "mute" }, { LEAD_SEA, "sea", N_("Public pool"), "warn" }, { LEAD_MERGED, "merged", N_("Merged"), "mute", .final = true }, { 0 },
};
static const struct choice bases[] = {
    { LEAD_ASKED_US, "asked_us", N_("She asked us herself"), .also = "客户来电|来电|来电咨询|电话咨询|微信咨询|上门咨询|客户咨询|到店咨询" }, { LEAD_AGREED, "agreed", N_("She agreed to be called"), .also = "同意|已同意|本人同意|同意电话联系|是|可以|可联系" },
    { LEAD_REFERRED, "referred", N_("Somebody she knows sent her"), .also = "转介绍|老客户介绍|朋友介绍" }, { LEAD_NO_BASIS, "none", N_("None: a list"), .also = "无|没有|名单|否|不|未同意|不同意" }, { 0 },
};
static const struct choice invalids[] = {
    { INVALID_WRONG_NUMBER, "wrong_number", N_("Wrong number") }, { INVALID_OUT_OF_AREA, "out_of_area", N_("Outside our area") }, { INVALID_NO_NEED, "no_need", N_("Needs nothing") }, { INVALID_SPAM, "spam", N_("Advertising, a joke") },
    { INVALID_SEEKS_WORK, "seeks_work", N_("Seeks work herself") }, { INVALID_UNREACHABLE, "unreachable", N_("Never reached") }, { 0 },
};
static const struct choice ways[] = { { TRY_CALL, "call", N_("Call") }, { TRY_WECHAT, "wechat", N_("WeChat") }, { TRY_SMS, "sms", N_("SMS") }, { TRY_VISIT, "visit", N_("In the shop") }, { 0 } };
static const struct choice outcomes[] = {
    { TRY_REACHED, "reached", N_("Spoken to") }, { TRY_NO_ANSWER, "no_answer", N_("No answer") }, { TRY_BUSY, "busy", N_("Busy") }, { TRY_OFF, "off", N_("Phone switched off") }, { TRY_WRONG_NUMBER, "wrong_number", N_("Wrong number") },
    { TRY_CALL_BACK, "call_back", N_("Asks to be called later") }, { 0 },
};

static const struct field touch_fields[] = {
    FIELD(lead_touch, at, .label = N_("At")), FIELD(lead_touch, channel, .label = N_("Channel"), .choices = customer_sources), FIELD(lead_touch, detail, .label = N_("Which"), .max = 80), FIELD(lead_touch, account, .label = N_("Entered by"), .to = &account_type),
};
static const struct field try_fields[] = {
    FIELD(lead_try, at, .label = N_("At")), FIELD(lead_try, way, .label = N_("Contacted how"), .choices = ways), FIELD(lead_try, outcome, .label = N_("What came of it, in a word"), .choices = outcomes), FIELD(lead_try, note, .personal = true, .label = N_("Note"), .max = 300),
    FIELD(lead_try, account, .label = N_("By"), .to = &account_type),
};
static const struct row_type touch_row = ROW_TYPE(lead_touch, touch_fields), try_row = ROW_TYPE(lead_try, try_fields);

#define CLOCK .set_by = STEPS_ONLY, .group = N_("Clocks")
static const struct field fields[] = {
    FIELD(lead, state, .label = N_("State"), .choices = states, .list = true, .filter = true), FIELD(lead, person, .label = N_("Who"), .to = &person_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(lead, channel, .label = N_("Channel"), .choices = customer_sources, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE, .also = "渠道|来源|来源渠道"), FIELD(lead, detail, .label = N_("Which"), .max = 80, .list = true, .help = N_("The platform, the advert, the estate"), .also = "渠道明细|活动|平台"),
    FIELD(lead, online, .label = N_("Wrote online"), .filter = true, .set_by = SET_ON_CREATE), FIELD(lead, basis, .label = N_("May be called because"), .choices = bases, .filter = true), FIELD(lead, referrer, .label = N_("Sent by"), .to = &person_type, .set_by = SET_ON_CREATE),
    FIELD(lead, line, .label = N_("Service line"), .to = &service_line_type, .list = true, .filter = true, .also = "意向服务|服务|需求服务"), FIELD(lead, area, .label = N_("Area"), .max = 40, .list = true, .filter = true, .also = "片区|区域"),
    FIELD(lead, words, .personal = true, .label = N_("What she said"), .max = 1000, .format = FORMAT_MULTILINE, .also = "需求|备注|留言|咨询内容"), FIELD(lead, owner, .label = N_("Owner"), .to = &account_type, .list = true, .filter = true, .set_by = STEPS_ONLY),
    FIELD(lead, arrived_at, .label = N_("Arrived at"), .list = true, .sort = true, CLOCK), FIELD(lead, assigned_at, .label = N_("Given to her at"), CLOCK), FIELD(lead, answered_at, .label = N_("Answered at"), CLOCK),
    FIELD(lead, answer_minutes, .label = N_("Minutes to the answer"), .list = true, .sort = true, .not_yet = true, CLOCK, .help = N_("In opening hours; empty: not answered yet")), FIELD(lead, followed_at, .label = N_("Last word of ours"), .list = true, .sort = true, CLOCK), FIELD(lead, private_until, .label = N_("Hers until"), .list = true, .sort = true, CLOCK),
    FIELD(lead, next_at, .label = N_("Ask again at"), CLOCK), FIELD(lead, credit, .label = N_("Brought in by"), .to = &account_type, .filter = true, .set_by = STEPS_ONLY), FIELD(lead, credit_until, .label = N_("Credit until"), CLOCK),
    FIELD(lead, touches, .label = N_("Touches"), .row = &touch_row, .set_by = STEPS_ONLY), FIELD(lead, tries, .label = N_("Contacts"), .row = &try_row, .set_by = STEPS_ONLY), FIELD(lead, demand, .label = N_("Demand"), .to = &demand_type, .set_by = STEPS_ONLY),
    FIELD(lead, merged_into, .label = N_("Merged into"), .to = &lead_type, .set_by = STEPS_ONLY), FIELD(lead, invalid, .label = N_("Why not valid"), .choices = invalids, .filter = true, .set_by = STEPS_ONLY), FIELD(lead, lost, .label = N_("Why lost"), .choices = lost_reasons, .filter = true, .set_by = STEPS_ONLY),
    FIELD(lead, ended_at, .label = N_("Ended at"), .set_by = STEPS_ONLY), FIELD(lead, merged_at, .label = N_("Merged at"), .set_by = STEPS_ONLY), FIELD(lead, merge_sheet, .heavy = true, .label = N_("What the merge changed"), .set_by = STEPS_ONLY),
};

static int64_t days_setting(struct work *w, text code, const struct lead *l) { return DAYS(setting_number(w, code, l->record.branch.id, day_of(w->now))); }

static bool only_one(struct work *w, const struct lead *l)
{
    text other = db_one_text(w, SQL("select number from lead where person = $1 and state in (1, 2, 3, 4, 6, 9) limit 1"), BIND(num(l->person.id)));
    return !*other || refuse_as(w, CONFLICT, "person", N_("She has the lead {1} already; enter this touch there"), other);
}

static bool check(struct work *w, struct lead *l, const struct lead *before)
{
    text words = l->words ? l->words : "";
    if (before && !strcmp(words, before->words ? before->words : "")) return true;
    if (!demand_words_lawful(w, "words", words)) return false;
    if (before) return true;
    if (!l->basis) l->basis = LEAD_ASKED_US;
    if (l->basis == LEAD_REFERRED && l->referrer.id == l->person.id) return wrong(w, "referrer", N_("Nobody sends herself"));
    if (!l->arrived_at.ms) l->arrived_at = w->acted;
    if (l->state == LEAD_NEW) l->answer_minutes = -1;
    struct lead_touch *first = take(w, struct lead_touch);
    *first = (struct lead_touch){ l->arrived_at, l->channel, l->detail ? l->detail : "", { w->actor->user } };
    l->touches = (rows_of){ first, 1 };
    l->credit.id = w->actor->user;
    l->credit_until.ms = l->arrived_at.ms + days_setting(w, SETTING_CREDIT, l);
    return only_one(w, l);
}
CHECKER(lead, check)

static text title(struct work *w, const struct lead *l)
{
    const struct service_line *line = record_peek(w, &service_line_type, l->line.id);
    return print(w, "%s%s%s", record_title(w, &person_type, l->person.id), line ? " · " : "", line ? line->name : "");
}
TITLE(lead, title)

/* ---- whose it is ---- */

bool lead_protect(struct work *w, struct lead *l, instant from)
{
    l->private_until.ms = from.ms + days_setting(w, SETTING_PROTECTION, l);
    return true;
}

/* The first touch keeps its credit for 30 days; afterwards it is hers who takes the lead up. */
static bool give_to(struct work *w, struct lead *l, int64_t account)
{
    bool from_sea = l->state == LEAD_SEA;
    l->owner.id = account;
    l->assigned_at = w->now;
    if (!l->credit.id || (from_sea && l->credit_until.ms <= w->now.ms)) {
        l->credit.id = account;
        l->credit_until.ms = w->now.ms + days_setting(w, SETTING_CREDIT, l);
    }
    return lead_protect(w, l, w->now);
}

static bool claim(struct work *w, struct lead *l) { return give_to(w, l, w->actor->user); }
RULE_PLAIN(lead, claim)

struct giving { ref owner; };
static const struct field giving_fields[] = { FIELD(giving, owner, .label = N_("Owner"), .to = &account_type, .required = true) };
static bool assign(struct work *w, struct lead *l, const struct giving *in)
{
    const struct account *a = LOAD(w, account, in->owner.id);
    return a && give_to(w, l, in->owner.id);
}
RULE(lead, giving, assign)

bool lead_is_hers(const struct work *w, const struct lead *l) { return !l->owner.id || l->owner.id == w->actor->user || w->actor->system || can(w, CAN_ASSIGN_LEADS); }

static const struct sentence *hers(struct work *w, const struct lead *l)
{
    return lead_is_hers(w, l) ? NULL : because(w, N_("It is {1}'s until {2}; talk to her, or ask your manager to give it to you"), record_title(w, &account_type, l->owner.id), instant_words(w->arena, l->private_until));
}
GUARD(lead, hers)

static bool to_sea(struct work *w, struct lead *l)
{
    (void)w;
    l->owner.id = 0;
    l->private_until.ms = l->next_at.ms = 0;
    return true;
}
RULE_PLAIN(lead, to_sea)

bool leads_to_sea(struct work *w)
{
    struct found over = LOAD_WHERE(w, lead, "state in (2, 3, 4, 6) and private_until > 0 and private_until <= $1 order by private_until limit 50", BIND(num(w->now.ms)));
    for (int i = 0; i < over.count; i++)
        if (!step_run(w, &lead_type, over.at[i], "lapse", NULL)) return false;
    return !failed(w);
}

/* ---- speaking to her ---- */

static bool may_call(struct work *w, const struct lead *l)
{
    if (!person_may_be_contacted(w, l->person.id)) return refuse_as(w, CONFLICT, "way", N_("She wants no calls and messages; only what she asks for herself is answered"));
    if (l->basis == LEAD_NO_BASIS && !consent_given(w, l->person.id, CONSENT_MARKETING))
        return refuse_as(w, CONFLICT, "way", N_("She neither asked us nor agreed to be called (Consumer Protection Law art. 29); enter her consent, or how she came to us"));
    return true;
}

struct following { enum try_way way; enum try_outcome outcome; text note; maybe_day again; };
static const struct field following_fields[] = {
    FIELD(following, way, .label = N_("Contacted how"), .choices = ways, .required = true), FIELD(following, outcome, .label = N_("What came of it, in a word"), .choices = outcomes, .required = true), FIELD(following, note, .label = N_("Note"), .max = 300),
    FIELD(following, again, .label = N_("Ask again on"), .help = N_("For somebody who needs it later")),
};

static void add_try(struct work *w, struct lead *l, const struct following *in)
{
    struct lead_try *all = take_many(w, struct lead_try, l->tries.count + 1);
    for (size_t i = 0; i < l->tries.count; i++) all[i] = *ROW(struct lead_try, l->tries, i);
    all[l->tries.count] = (struct lead_try){ w->acted, in->way, in->outcome, in->note ? in->note : "", { w->actor->user } };
    l->tries = (rows_of){ all, l->tries.count + 1 };
}

static void note_answer(struct work *w, struct lead *l)
{
    if (l->answered_at.ms) return;
    int64_t opens = setting_number(w, SETTING_OPENS, l->record.branch.id, day_of(w->now)), closes = setting_number(w, SETTING_CLOSES, l->record.branch.id, day_of(w->now));
    l->answered_at = w->acted;
    l->answer_minutes = open_minutes(l->arrived_at, w->acted, (int)opens, (int)closes);
}

static bool follow_up(struct work *w, struct lead *l, const struct following *in)
{
    if (!may_call(w, l) || !demand_words_lawful(w, "note", in->note)) return false;
    if (in->again.given && in->again.number <= day_of(w->now).number) return refuse(w, "again", N_("Ask again on a day to come"));
    if (!l->owner.id) give_to(w, l, w->actor->user);
    add_try(w, l, in);
    note_answer(w, l);
    l->followed_at = w->acted;
    l->next_at.ms = in->again.given ? day_at((day){ in->again.number }, 10 * 60).ms : 0;
    bool spoken = in->outcome == TRY_REACHED || in->outcome == TRY_CALL_BACK;
    if (spoken && l->state != LEAD_QUALIFIED) l->state = LEAD_CONTACTED;
    else if (l->state == LEAD_NEW) l->state = LEAD_ASSIGNED;
    if (in->again.given) l->state = LEAD_NURTURING;
    return lead_protect(w, l, in->again.given ? l->next_at : w->acted);
}
RULE(lead, following, follow_up)

static bool qualify(struct work *w, struct lead *l)
{
    l->followed_at = w->acted;
    note_answer(w, l);
    return lead_protect(w, l, w->acted);
}
RULE_PLAIN(lead, qualify)

/* ---- how it ends ---- */

struct converting { ref line; };
static const struct field converting_fields[] = { FIELD(converting, line, .label = N_("Service line"), .to = &service_line_type, .help = N_("Empty: the lead's")) };
static bool convert(struct work *w, struct lead *l, const struct converting *in)
{
    int64_t line = in && in->line.id ? in->line.id : l->line.id;
    if (!line) return refuse(w, "line", N_("Which service does she need?"));
    if (!l->owner.id) give_to(w, l, w->actor->user);
    note_answer(w, l);
    struct demand d = { .record.branch = l->record.branch, .person = l->person, .lead = { l->record.id }, .line = { line }, .source = l->channel, .needs = demand_words_refused(w, l->words) ? "" : l->words ? l->words : "", .owner = l->owner };
    d.customer.id = db_one(w, SQL("select id from customer where person = $1 and branch = $2 and state <> 3 order by id limit 1"), BIND(num(l->person.id), num(l->record.branch.id)), 0);
    if (!ADD(w, demand, &d)) return false;
    l->demand.id = d.record.id;
    l->line.id = line;
    l->ended_at = w->now;
    return true;
}
RULE(lead, converting, convert)

struct discarding { enum lead_invalid why; };
static const struct field discarding_fields[] = { FIELD(discarding, why, .label = N_("Why not valid"), .choices = invalids, .required = true) };

static int days_tried(const struct lead *l)
{
    int days = 0, last = 0;
    for (size_t i = 0; i < l->tries.count; i++) {
        int on = day_of(ROW(struct lead_try, l->tries, i)->at).number;
        days += on != last;
        last = on;
    }
    return days;
}

static bool discard(struct work *w, struct lead *l, const struct discarding *in)
{
    if (in->why == INVALID_UNREACHABLE && (l->tries.count < 3 || days_tried(l) < 2)) return refuse(w, "why", N_("Never reached means: tried three times on two days at least"));
    l->invalid = in->why;
    l->ended_at = w->now;
    return true;
}
RULE(lead, discarding, discard)

struct losing_lead { unsigned why; };
static const struct field losing_fields[] = { FIELD(losing_lead, why, .label = N_("Why lost"), .choices = lost_reasons, .required = true) };
static bool lose(struct work *w, struct lead *l, const struct losing_lead *in)
{
    l->lost = in->why;
    l->ended_at = w->now;
    return true;
}
RULE(lead, losing_lead, lose)

static bool reopen(struct work *w, struct lead *l)
{
    if (!only_one(w, l)) return false;
    l->lost = 0;
    l->invalid = 0;
    l->ended_at.ms = 0;
    return give_to(w, l, w->actor->user);
}
RULE_PLAIN(lead, reopen)

struct touching { enum customer_source channel; text detail, words; };
static const struct field touching_fields[] = {
    FIELD(touching, channel, .label = N_("Channel"), .choices = customer_sources, .required = true), FIELD(touching, detail, .label = N_("Which"), .max = 80), FIELD(touching, words, .label = N_("What she said"), .max = 1000, .format = FORMAT_MULTILINE),
};
/* Who calls or stands in the shop is spoken to as it is entered: out of the public pool she is the one's who does. Who wrote waits for an answer as before. */
static void answer_again(struct work *w, struct lead *l, enum customer_source channel)
{
    bool wrote = channel == SOURCE_WECHAT || channel == SOURCE_PLATFORM;
    if (l->state == LEAD_SEA && !wrote) {
        give_to(w, l, w->actor->user);
        l->state = LEAD_ASSIGNED;
    } else if (l->state == LEAD_SEA) {
        l->state = LEAD_NEW;
    }
    if (!wrote || !l->answered_at.ms) return;
    int64_t opens = setting_number(w, SETTING_OPENS, l->record.branch.id, day_of(w->now)), closes = setting_number(w, SETTING_CLOSES, l->record.branch.id, day_of(w->now));
    l->next_at = open_minutes_after(w->acted, 15, (int)opens, (int)closes);
}

/* She came again by another channel: the credit stays with the first. */
static bool touch(struct work *w, struct lead *l, const struct touching *in)
{
    answer_again(w, l, in->channel);
    struct lead_touch *all = take_many(w, struct lead_touch, l->touches.count + 1);
    for (size_t i = 0; i < l->touches.count; i++) all[i] = *ROW(struct lead_touch, l->touches, i);
    all[l->touches.count] = (struct lead_touch){ w->acted, in->channel, in->detail ? in->detail : "", { w->actor->user } };
    l->touches = (rows_of){ all, l->touches.count + 1 };
    text more = in->words ? in->words : "";
    if (*more && !strstr(l->words ? l->words : "", more)) l->words = *(l->words ? l->words : "") ? print(w, "%s\n%s", l->words, more) : more;
    return true;
}
RULE(lead, touching, touch)

/* ---- clocks ---- */

static instant answer_due(struct work *w, const struct lead *l)
{
    if (l->answered_at.ms) return (instant){ 0 };
    int64_t opens = setting_number(w, SETTING_OPENS, l->record.branch.id, day_of(w->now)), closes = setting_number(w, SETTING_CLOSES, l->record.branch.id, day_of(w->now));
    return open_minutes_after(l->arrived_at, l->online ? 5 : 15, (int)opens, (int)closes);
}
DUE(lead, answer_due)
static instant follow_due(struct work *w, const struct lead *l) { (void)w; return (instant){ l->answered_at.ms && l->private_until.ms ? l->private_until.ms - HOURS(24) : 0 }; }
DUE(lead, follow_due)
static instant again_due(struct work *w, const struct lead *l) { (void)w; return l->next_at; }
DUE(lead, again_due)
static ref owner_of(struct work *w, const void *record) { (void)w; return ((const struct lead *)record)->owner; }

static const struct deadline deadlines[] = {
    { .name = "answer", .label = N_("Answer her"), .states = FROM(LEAD_NEW) | FROM(LEAD_ASSIGNED), .due = answer_due_hook, .who = CAN_EDIT_LEADS, .escalate_after = MINUTES(10), .then = CAN_ASSIGN_LEADS, .step = "follow_up" },
    { .name = "follow", .label = N_("Follow up, or it goes to the public pool tomorrow"), .states = FROM(LEAD_ASSIGNED) | FROM(LEAD_CONTACTED) | FROM(LEAD_QUALIFIED), .due = follow_due_hook, .who = CAN_EDIT_LEADS, .person = owner_of, .step = "follow_up" },
    { .name = "again", .label = N_("Ask her again"), .states = FROM(LEAD_NEW) | LEAD_HELD, .due = again_due_hook, .who = CAN_EDIT_LEADS, .person = owner_of, .step = "follow_up" },
};
#define SPEAKING (FROM(LEAD_NEW) | LEAD_HELD)
static const struct step steps[] = {
    STEP(claim, .label = N_("I take it"), .tone = "primary", .from = FROM(LEAD_NEW) | FROM(LEAD_SEA), .to = LEAD_ASSIGNED, .by = CAN_EDIT_LEADS, .run = claim_rule),
    STEP(follow_up, .label = N_("Contact"), .tone = "primary", .from = SPEAKING, .by = CAN_EDIT_LEADS, INPUTS(following, following_fields), .guard = hers_guard, .run = follow_up_rule),
    STEP(qualify, .label = N_("The need is real"), .from = FROM(LEAD_ASSIGNED) | FROM(LEAD_CONTACTED) | FROM(LEAD_NURTURING), .to = LEAD_QUALIFIED, .by = CAN_EDIT_LEADS, .guard = hers_guard, .run = qualify_rule),
    STEP(convert, .label = N_("Begin the interview"), .tone = "primary", .from = SPEAKING, .to = LEAD_CONVERTED, .by = CAN_EDIT_LEADS, .guard = hers_guard, INPUTS(converting, converting_fields), .run = convert_rule),
    STEP(assign, .label = N_("Give to somebody"), .from = LEAD_OPEN, .to = LEAD_ASSIGNED, .by = CAN_ASSIGN_LEADS, INPUTS(giving, giving_fields), .run = assign_rule),
    STEP(give_back, .label = N_("Back to the public pool"), .from = LEAD_HELD, .to = LEAD_SEA, .by = CAN_EDIT_LEADS, .guard = hers_guard, .reason = true, .run = to_sea_rule),
    STEP(touch, .label = N_("She came again"), .from = LEAD_OPEN, .by = CAN_EDIT_LEADS, INPUTS(touching, touching_fields), .run = touch_rule),
    STEP(discard, .label = N_("Mark as not valid"), .from = SPEAKING, .to = LEAD_INVALID, .by = CAN_EDIT_LEADS, .guard = hers_guard, INPUTS(discarding, discarding_fields), .run = discard_rule),
    STEP(lose, .label = N_("Mark as lost"), .from = LEAD_HELD, .to = LEAD_LOST, .by = CAN_EDIT_LEADS, .guard = hers_guard, INPUTS(losing_lead, losing_fields), .run = lose_rule),
    STEP(reopen, .label = N_("Take up again"), .from = FROM(LEAD_INVALID) | FROM(LEAD_LOST), .to = LEAD_ASSIGNED, .by = CAN_EDIT_LEADS, .reason = true, .run = reopen_rule),
    STEP(merge, .label = N_("The same as another lead"), .from = LEAD_OPEN | FROM(LEAD_CONVERTED), .by = CAN_EDIT_LEADS, INPUTS(lead_merging, lead_merging_fields), .run = lead_merge_rule, .preview = true),
    STEP(take_apart, .label = N_("Undo the merge"), .from = FROM(LEAD_MERGED), .by = CAN_EDIT_LEADS, .guard = lead_apart_guard, .run = lead_apart_rule, .reason = true),
    STEP(go_into, .label = N_("Merged"), .from = LEAD_OPEN | FROM(LEAD_CONVERTED), .hidden = true, INPUTS(lead_going, lead_going_fields), .run = lead_go_rule),
    STEP(take_in, .label = N_("Takes another lead in"), .from = LEAD_OPEN | FROM(LEAD_CONVERTED), .hidden = true, INPUTS(lead_taking, lead_taking_fields), .run = lead_take_in_rule),
    STEP(let_go, .label = N_("The merge is undone"), .from = ANY_STATE, .hidden = true, INPUTS(lead_taking, lead_taking_fields), .run = lead_let_go_rule),
    STEP(lapse, .label = N_("Nobody followed it up"), .from = LEAD_HELD, .to = LEAD_SEA, .hidden = true, .run = to_sea_rule),
};

static bool forget_person(struct work *w, void *record, text rule, int64_t *ret_done)
{
    (void)rule;
    return person_erase_when_free(w, ((const struct lead *)record)->person.id, ret_done);
}

#define LAST_WORD "coalesce(followed_at, 0) < $1 and arrived_at < $1 and coalesce(ended_at, 0) < $1"
static const struct retention kept[] = {
    { .name = "person", .label = N_("Leads that became nothing: the whole person, from the last word"), .law = N_("Somebody who did not become a customer: 6 months"), .days = 180, .erase = forget_person,
      .due = "state <> 5 and " LAST_WORD " and not exists (select 1 from lead k where k.id = lead.merged_into and not (coalesce(k.followed_at, 0) < $1 and k.arrived_at < $1 and coalesce(k.ended_at, 0) < $1)) and exists (select 1 from person p where p.id = lead.person and p.state = 1) and not exists (select 1 from customer c where c.person = lead.person) and not exists (select 1 from worker n where n.person = lead.person) "
             "and not exists (select 1 from recommendation r where r.person = lead.person)" },
    { .name = "words", .label = N_("Leads: what was said, from the last word"), .law = N_("Somebody who did not become a customer: 6 months"), .days = 180,
      .due = LAST_WORD " and (words <> '' or exists (select 1 from lead_tries i where i.parent = lead.id and i.note <> ''))", .members = "words|tries.note" },
};
static const text indexes[] = { "person", "owner, state", "state, private_until", NULL };

const struct record_type lead_type = RECORD_TYPE(lead, .label = N_("Lead"), .module = "customers", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = LEAD_NEW, .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "person",
    .see = CAN_SEE_LEADS, .create = CAN_EDIT_LEADS, .edit = CAN_EDIT_LEADS, .indexes = indexes, .order = "-arrived_at", .check = check_hook, .title = title_hook, .prefix = "L", .import_states = FROM(LEAD_NEW) | FROM(LEAD_SEA));
