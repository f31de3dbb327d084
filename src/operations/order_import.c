/* order_import.c — a platform's export of orders (美团, 抖音 …): a row is an order that we have not taken yet, with who ordered and where.
 *
 * An order that is here already (platform and number) is found again with its customer and home. A phone with an extension, or one in the
 * column of masked numbers, is kept as a masked number: it finds nobody, and two rows with the same one are two people (DOMAIN.md §0.21).
 * What comes is a draft: the price is ours, and somebody confirms it with the customer. */
#include <string.h>
#include "base/utf8.h"
#include "operations/operations.h"
#include "record/store.h"

static const struct import_part parts[] = {
    { .name = "person", .type = &person_type, .needed = true, .fields = "name|phone", .hint = "phone" },
    { .name = "customer", .type = &customer_type, .needed = true, .links = { { "person", "person" } }, .fields = "source|platform_phone|platform_phone_until|platform_order" },
    { .name = "household", .type = &household_type, .needed = true, .links = { { "customer", "customer" } }, .fields = "area|estate|address|square_metres|pets|lift", .keys = { "customer+address" } },
    { .name = "order", .type = &service_order_type, .needed = true, .links = { { "customer", "customer" }, { "household", "household" } }, .once = true,
      .fields = "start|length|square_metres|persons|wishes|channel|channel_number|voucher|platform_fee|coupon|coupon_funder" },
};

struct notes { text phone; bool masked; };
static struct notes *notes(struct import_row *row) { return import_notes(row); }

static bool has_extension(text phone) { return strstr(phone, "转") || strchr(phone, '#') || strchr(phone, ',') || strstr(phone, "ext"); }

static bool read_phone(struct work *w, text given, struct import_row *row)
{
    notes(row)->masked = has_extension(given);
    notes(row)->phone = notes(row)->masked ? utf8_trim(w->arena, utf8_narrow(w->arena, given)) : phone_from_sheet(w, given);
    return !failed(w);
}

static bool read_masked(struct work *w, text given, struct import_row *row)
{
    notes(row)->phone = utf8_trim(w->arena, utf8_narrow(w->arena, given));
    notes(row)->masked = true;
    return !failed(w);
}

static bool read_line(struct work *w, text given, struct import_row *row)
{
    ((struct service_order *)import_draft(row, "order"))->line.id = import_named(w, row, &service_line_type, N_("Service line"), given);
    return !failed(w);
}

/* The same order again: its own people. */
static bool found_again(struct work *w, struct import_row *row, const struct service_order *o)
{
    text key = print(w, "%s:%s", o->channel, utf8_trim(w->arena, utf8_narrow(w->arena, o->channel_number)));
    struct rows *found = db_query(w, SQL("select o.id, o.customer, o.household, c.person from service_order o join customer c on c.id = o.customer where o.channel_key = $1"), BIND(txt(key)));
    if (!db_next(found)) return false;
    import_take(row, "order", db_number(found, 0));
    import_take(row, "customer", db_number(found, 1));
    import_take(row, "household", db_number(found, 2));
    import_take(row, "person", db_number(found, 3));
    return true;
}

static void known_customer(struct work *w, struct import_row *row, text phone)
{
    int64_t customer = customer_by_phone(w, phone);
    const struct customer *c = customer ? record_peek(w, &customer_type, customer) : NULL;
    if (!c) return;
    import_take(row, "customer", c->record.id);
    import_take(row, "person", c->person.id);
}

static bool finish(struct work *w, struct import_row *row)
{
    const struct notes *n = notes(row);
    struct service_order *o = import_draft(row, "order");
    struct customer *c = import_draft(row, "customer");
    if (!o->channel || !*o->channel || !o->channel_number || !*o->channel_number) return wrong(w, "order.channel_number", N_("A platform's order needs the platform and its number"));
    if (found_again(w, row, o)) return !failed(w);
    c->source = SOURCE_PLATFORM;
    c->platform_order = o->channel_number;
    if (!n->phone || !*n->phone) return wrong(w, "phone", N_("A phone number is needed, or a platform's masked number"));
    if (n->masked) c->platform_phone.plain = n->phone;
    else ((struct person *)import_draft(row, "person"))->phone.plain = n->phone, known_customer(w, row, n->phone);
    if (o->start.ms && o->start.ms < w->now.ms) import_warn(w, row, "order.start", N_("This time has passed"));
    return !failed(w);
}

static const struct import_column columns[] = {
    { .name = "order.channel", .also = "平台|渠道|来源平台", .required = true }, { .name = "order.channel_number", .also = "平台订单号|订单号|订单编号|订单ID", .required = true },
    { .name = "person.name", .also = "客户姓名|联系人|姓名|收货人|用户|顾客", .required = true },
    { .name = "phone", .label = N_("Phone"), .also = "手机|手机号|电话|联系电话|客户电话|用户电话", .read = read_phone },
    { .name = "masked", .label = N_("Platform's masked number"), .also = "隐私号|隐私号码|虚拟号|虚拟号码", .read = read_masked },
    { .name = "customer.platform_phone_until", .also = "隐私号有效期|虚拟号有效期|有效期至" }, { .name = "household.address", .also = "地址|服务地址|上门地址|详细地址", .required = true },
    { .name = "household.area", .also = "片区|区域|商圈" }, { .name = "household.estate", .also = "小区|楼盘" }, { .name = "household.square_metres", .also = "面积|平米|建筑面积" },
    { .name = "line", .label = N_("Service line"), .also = "服务|服务项目|项目|商品|商品名称|团购名称", .required = true, .read = read_line },
    { .name = "order.start", .also = "预约时间|上门时间|服务时间|开始时间", .required = true }, { .name = "order.length", .also = "时长|服务时长|分钟" },
    { .name = "order.voucher", .also = "券码|券号|核销码" }, { .name = "order.platform_fee", .also = "平台佣金|佣金|技术服务费|平台服务费|平台扣费" },
    { .name = "order.coupon", .also = "优惠金额|平台优惠" }, { .name = "order.coupon_funder", .also = "优惠承担方|谁出优惠" }, { .name = "order.wishes", .also = "备注|用户备注|客户备注|留言" },
};

const struct import_shape order_import = { .name = "service_order", .label = N_("Platform orders"), IMPORT_PARTS(parts), IMPORT_COLUMNS(columns), .notes = sizeof(struct notes), .finish = finish };
