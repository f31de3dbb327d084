/* household.c — see household.h. */
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "record/store.h"
#include "customers/customers.h"
#include "customers/household_own.h"

static const struct choice roles[] = {
    { CARE_NEWBORN, "newborn", N_("Newborn") }, { CARE_INFANT, "infant", N_("Infant") }, { CARE_CHILD, "child", N_("Child") }, { CARE_ELDER, "elder", N_("Elder") },
    { CARE_PATIENT, "patient", N_("Patient") }, { CARE_MOTHER, "mother", N_("Mother in confinement") }, { CARE_ADULT, "adult", N_("Adult") }, { 0 },
};
static const struct choice self_cares[] = {
    { SELF_CARE_FULL, "full", N_("Cares for self") }, { SELF_CARE_PARTLY, "partly", N_("Needs some help") }, { SELF_CARE_NONE, "none", N_("Needs full care") },
    { SELF_CARE_DEMENTIA, "dementia", N_("Dementia") }, { 0 },
};
static const struct choice sexes[] = { { FEMALE, "female", N_("A woman") }, { MALE, "male", N_("A man") }, { 0 } };
static const struct choice risks[] = {
    { RISK_TWO_PERSONS, "two_persons", N_("Two persons only") }, { RISK_DOG, "dog", N_("Large dog") }, { RISK_REFUSED_BEFORE, "refused_before", N_("A worker refused here") },
    { RISK_NIGHT_LONE, "night_lone", N_("Not alone at night") }, { RISK_DISPUTE, "dispute", N_("Dispute running") }, { RISK_HAZARD, "hazard", N_("Hazard found") }, { 0 },
};

static const struct choice place_sources[] = { { PLACE_ENTERED, "entered", N_("Entered") }, { PLACE_OF_ESTATE, "estate", N_("Other homes of the estate") }, { PLACE_OF_VISIT, "visit", N_("A worker's check-in") }, { 0 } };

static const struct field member_fields[] = {
    FIELD(household_member, role, .label = N_("Who"), .choices = roles, .required = true),
    FIELD(household_member, birth_year, .label = N_("Born in"), .min = 1900, .max = 2100),
    FIELD(household_member, self_care, .label = N_("Self-care"), .choices = self_cares),
    FIELD(household_member, note, .label = N_("Note"), .max = 100),
};
const struct row_type household_member_row = ROW_TYPE(household_member, member_fields);

static text member_said(struct work *w, const struct household_member *m)
{
    text age = "", care = m->self_care ? translate(w->language, choice_label(self_cares, m->self_care)) : "", note = m->note ? m->note : "";
    text comma = translate(w->language, N_(", "));
    if (m->birth_year) age = translate_with(w->arena, w->language, N_(" (born in {1})"), (const text[]){ print(w, "%lld", (long long)m->birth_year), NULL });
    return print(w, "%s%s%s%s%s%s", translate(w->language, choice_label(roles, m->role)), age, *care ? comma : "", care, *note ? comma : "", note);
}

text members_said(struct work *w, const rows_of *members)
{
    text all = "";
    for (size_t i = 0; i < members->count; i++) all = print(w, "%s%s%s", all, *all ? translate(w->language, N_("; ")) : "", member_said(w, ROW(struct household_member, *members, i)));
    return all;
}

static const struct field fields[] = {
    FIELD(household, name, .personal = true, .label = N_("Home"), .required = true, .max = 60, .list = true, .search = true, .set_by = ENGINE_ONLY, .also = "家庭"),
    FIELD(household, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(household, person, .label = N_("Person"), .to = &person_type, .set_by = ENGINE_ONLY),
    FIELD(household, area, .label = N_("Area"), .max = 40, .list = true, .filter = true, .also = "片区|区域"),
    FIELD(household, estate, .personal = true, .label = N_("Estate"), .max = 60, .list = true, .search = true, .also = "小区|楼盘"),
    FIELD(household, address, .label = N_("Address"), .required = true, .max = 200, .mask = MASK_ALL, .reveal = CAN_REVEAL_ADDRESS, .also = "地址|详细地址|服务地址|住址"),
    FIELD(household, access, .label = N_("How to get in"), .max = 200, .mask = MASK_ALL, .reveal = CAN_REVEAL_ADDRESS, .also = "门禁|门锁密码|入户方式"),
    FIELD(household, at, .personal = true, .label = N_("Place on the map")),
    FIELD(household, place_from, .label = N_("Place known from"), .choices = place_sources, .set_by = ENGINE_ONLY),
    FIELD(household, square_metres, .zero_unsaid = true, .label = N_("Size"), .unit = N_("m²"), .min = 0, .max = 5000, .list = true, .also = "面积|平米|建筑面积"),
    FIELD(household, rooms, .zero_unsaid = true, .label = N_("Rooms"), .min = 0, .max = 60, .also = "户型|房间数"),
    FIELD(household, pets, .label = N_("Pets"), .filter = true, .also = "宠物|有无宠物"),
    FIELD(household, cameras, .label = N_("Cameras")),
    FIELD(household, camera_note, .personal = true, .label = N_("Where the cameras are"), .max = 100),
    FIELD(household, lift, .label = N_("Lift"), .also = "电梯"),
    FIELD(household, risks, .label = N_("Take care"), .choices = risks),
    FIELD(household, care_by, .label = N_("Bodily care only by"), .choices = sexes, .help = N_("Counts for bodily care only; for other services no sex is asked")),
    FIELD(household, members, .personal = true, .label = N_("Who lives here"), .row = &household_member_row),
    FIELD(household, parking, .personal = true, .label = N_("Parking"), .max = 100),
    FIELD(household, given_up, .label = N_("Not served since"), .help = N_("She has moved out, or the site is closed: nothing new is taken there. Not while something runs in it")),
    FIELD(household, remark, .personal = true, .label = N_("Remark"), .max = 1000, .format = FORMAT_MULTILINE, .also = "备注"),
};

int suggested_minutes(int64_t m2)
{
    if (m2 <= 0) return 0;
    return m2 <= 60 ? 120 : m2 <= 90 ? 180 : m2 <= 120 ? 240 : 330;
}

/* Two sites of a company, or two flats of a family in one estate, are told apart: the second is 锦绣花园（2）. A name that it has stays. */
static text name_apart(struct work *w, const struct household *h, text plain, text had)
{
    size_t n = strlen(plain), taken = 0;
    bool used[64] = { false };
    if (!strncmp(had, plain, n) && (!had[n] || !strncmp(had + n, "（", 3))) return had;
    struct rows *row = db_query(w, SQL("select name from household where customer = $1 and id <> $2 limit 200"), BIND(num(h->customer.id), num(h->record.id)));
    while (db_next(row)) {
        text other = db_text(row, 0);
        if (strncmp(other, plain, n)) continue;
        int k = !other[n] ? 1 : !strncmp(other + n, "（", 3) ? atoi(other + n + 3) : 0;
        if (k > 0 && k < COUNT_OF(used)) used[k] = true;
    }
    for (taken = 1; taken < COUNT_OF(used) && used[taken];) taken++;
    return taken == 1 ? plain : print(w, "%s（%zu）", plain, taken);
}

bool household_is_used(struct work *w, int64_t household, text field)
{
    const struct household *h = household ? record_peek(w, &household_type, household) : NULL;
    if (h && !customer_is_served(w, h->customer.id, "customer")) return false;
    if (!h || !h->given_up.given) return !failed(w);
    return wrong(w, field, N_("This home is not served any more since {1}: choose another one, or take the day out on its page"), day_text(w->arena, (day){ h->given_up.number }));
}

static bool check(struct work *w, struct household *h, const struct household *before)
{
    const struct customer *c = record_peek(w, &customer_type, h->customer.id);
    if (c) { h->person = c->person; if (!before) h->record.branch = c->record.branch; }
    if (h->cameras && !*h->camera_note) return wrong(w, "camera_note", N_("Workers must be told where the cameras are"));
    if (h->given_up.given && h->given_up.number > day_of(w->now).number) return wrong(w, "given_up", N_("This day lies in the future"));
    const struct sentence *open = before && h->given_up.given && !before->given_up.given ? customer_still_open(w, h->customer.id, h->record.id) : NULL;
    if (open) return wrong(w, "given_up", open->message, open->arguments[0]);
    household_place(w, h, before);
    h->name = name_apart(w, h, *h->estate ? h->estate : *h->area ? h->area : c ? c->name : "", before ? before->name : "");
    return !failed(w);
}
CHECKER(household, check)

static const struct retention kept[] = {
    { .name = "access", .label = N_("Homes of closed customers: how to get in, from the closing"), .law = N_("No longer than needed (PIPL art. 19)"), .days = 30, .members = "access",
      .due = "length(access) > 0 and exists (select 1 from customer c where c.id = household.customer and c.state = 3 and c.changed_at < $1)" },
    { .name = "record", .label = N_("Homes: as long as their customer"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095 },
};

static const text indexes[] = { "branch, estate", NULL };         /* household_place.c */

const struct record_type household_type = RECORD_TYPE(household, .indexes = indexes, .label = N_("Home"), .module = "customers", FIELDS(fields), .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "person",
    .see = CAN_SEE_CUSTOMERS, .create = CAN_EDIT_CUSTOMERS, .edit = CAN_EDIT_CUSTOMERS, .history = true, .check = check_hook, .prefix = "H", .own = "customer");

static text without_blanks(struct work *w, text from)
{
    char *to = arena_take(w->arena, strlen(from) + 1);
    size_t n = 0;
    for (; *from; from++) if (*from != ' ') to[n++] = *from;
    to[n] = 0;
    return to;
}

/* An address may be told with its estate or beside it. */
static text estate_told(struct work *w, const struct household *h, text address) { return h->estate && *h->estate ? h->estate : estate_of_address(w->arena, address); }

int64_t household_there(struct work *w, const struct household *said)
{
    text address = said->address.plain ? said->address.plain : "", bare = without_blanks(w, address), estate = estate_told(w, said, address);
    struct found hers = LOAD_WHERE(w, household, "customer = $1 and given_up is null order by id", BIND(num(said->customer.id)));
    for (int i = 0; *bare && i < hers.count; i++) {
        const struct household *h = hers.at[i];
        text there = sealed_open(w, &household_type, h, &h->address);
        if (strcmp(without_blanks(w, there), bare) == 0 && strcmp(estate_told(w, h, there), estate) == 0) return h->record.id;
    }
    return 0;
}
