/* lead_import.c — a list of leads (线索名单): a row is a person and her lead. Where no consent is told the list is no ground to call. */
#include "customers/customers.h"
#include <string.h>
#include "record/import.h"
#include "record/parts.h"
#include "record/store.h"

/* Her lead is open: the row is one more touch of it, the first keeps the credit (lead.h). The same one twice is one. */
static bool touch_again(struct work *w, void *record, const void *draft)
{
    struct lead *l = record;
    const struct lead *row = draft;
    struct lead_touch t = { row->arrived_at.ms ? row->arrived_at : w->acted, row->channel ? row->channel : SOURCE_OTHER, row->detail ? row->detail : "", { w->actor->user } };
    struct lead_touch *all = take_many(w, struct lead_touch, l->touches.count + 1);
    for (size_t i = 0; i < l->touches.count; i++) {
        all[i] = *ROW(struct lead_touch, l->touches, i);
        if (all[i].channel == t.channel && !strcmp(all[i].detail, t.detail) && (all[i].at.ms == t.at.ms || !row->arrived_at.ms)) return false;
    }
    all[l->touches.count] = t;
    l->touches = (rows_of){ all, l->touches.count + 1 };
    return true;
}

static const struct import_part parts[] = {
    { .name = "person", .type = &person_type, .needed = true, .fields = "name|phone|do_not_contact", .keys = { "name+phone" }, .among = "state = 1", .hint = "phone" },
    { .name = "lead", .type = &lead_type, .needed = true, .links = { { "person", "person" } }, .fields = "channel|detail|line|area|words|basis|arrived_at", .keys = { "person" }, .among = "state in (1, 2, 3, 4, 6, 9)",
      .adds = "touches", .add = touch_again },
};

/* Two rows of one sheet for one matter: the second is one more touch of the first one's lead, or the same touch told twice (touch_again). */
static bool mark_again(struct work *w, struct import_row *row)
{
    const struct person *p = import_draft(row, "person");
    const struct lead *l = import_draft(row, "lead");
    if (!p->phone.plain || !*p->phone.plain) return false;
    text who = print(w, "%s\n%s", p->name ? p->name : "", p->phone.plain), how = print(w, "%s\n%u\n%s", who, l->channel, l->detail ? l->detail : "");
    int64_t earlier = import_earlier(row, "lead", who), same = import_earlier(row, "touch", how);
    int64_t then = import_earlier(row, "touch at", print(w, "%s\n%lld", how, (long long)l->arrived_at.ms));
    if (l->arrived_at.ms) same = then;
    if (same) import_says_again(row);
    text number = print(w, "%lld", (long long)(same ? same : earlier));
    if (same) import_warn(w, row, "person.phone", N_("Row {1} tells the same touch of the same lead: one lead, and the touch is kept once"), number);
    else if (earlier) import_warn(w, row, "person.phone", N_("Row {1} is the same person: one lead, and this row is one more touch of it"), number);
    return earlier != 0;
}

/* Marked, whoever has the number: the same name takes what the row adds to the lead that is open; another name gets a lead of its own, which may be merged. */
static void mark_known(struct work *w, struct import_row *row)
{
    const struct person *p = import_draft(row, "person");
    text phone = p->phone.plain ? p->phone.plain : "";
    if (!*phone) return;
    struct found known = LOAD_WHERE(w, person, "(phone_index = $1 or phone2_index = $2) and state = 1 order by id limit 6", BIND(blind_index(w, "person.phone", phone), blind_index(w, "person.phone2", phone)));
    for (int i = 0; i < known.count; i++) {
        const struct person *k = FOUND(struct person, known, i);
        text lead = db_one_text(w, SQL("select number from lead where person = $1 and state in (1, 2, 3, 4, 6, 9) limit 1"), BIND(num(k->record.id)));
        text customer = db_one_text(w, SQL("select number from customer where person = $1 and state <> 3 limit 1"), BIND(num(k->record.id)));
        bool same = !strcmp(k->name, p->name ? p->name : "");
        if (*lead && same) import_warn(w, row, "person.phone", N_("She has the lead {1} already; the row is one more touch of it, and fills in what is empty there"), lead);
        else if (*lead) import_warn(w, row, "person.phone", N_("{1} has the lead {2} with this number; if it is one matter, merge the two in the pool afterwards"), k->name, lead);
        if (*customer) import_warn(w, row, "person.phone", N_("The number is that of the customer {1} ({2})"), k->name, customer);
    }
}

/* The list says nothing of how they came to us: then nobody may be called (lead.h). */
static bool finish(struct work *w, struct import_row *row)
{
    struct lead *l = import_draft(row, "lead");
    if (!l->channel) l->channel = SOURCE_OTHER;
    if (!mark_again(w, row)) mark_known(w, row);
    if (!l->basis) l->basis = LEAD_NO_BASIS;
    if (l->basis == LEAD_NO_BASIS) import_warn(w, row, "lead.basis", N_("Nothing says that she may be called; she is kept and not called"));
    return true;
}

static const struct import_column columns[] = {
    { .name = "person.name", .label = N_("Her name"), .also = "姓名|客户姓名|称呼|联系人|名字|客户", .required = true }, { .name = "person.phone", .also = "手机|手机号|电话|联系电话|手机号码|联系方式", .required = true },
    { .name = "lead.channel", .also = "渠道|来源|线索来源|来源渠道|客户来源" }, { .name = "lead.detail", .also = "渠道明细|活动|平台|推广计划" }, { .name = "lead.line", .also = "意向服务|服务|需求服务|咨询项目|服务类型" },
    { .name = "lead.area", .also = "片区|区域|所在区" }, { .name = "lead.words", .also = "需求|备注|留言|咨询内容|说明" }, { .name = "lead.basis", .also = "同意联系|联系依据|授权" },
    { .name = "lead.arrived_at", .also = "时间|咨询时间|登记时间|创建时间|留资时间" },
};
const struct import_shape lead_import = { .name = "lead", .label = N_("Leads"), IMPORT_PARTS(parts), IMPORT_COLUMNS(columns), .finish = finish };
