/* customer_import.c — a shop's list of customers: one row is a person, a customer and, with an address, a home. */
#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"
#include "customers/customers.h"
#include "record/import.h"

static const struct import_part parts[] = {
    { .name = "person", .type = &person_type, .needed = true, .fields = "name|sex|birth|phone|phone2|id_number|do_not_contact",
      .keys = { "id_number", "name+phone" }, .among = "state = 1", .same = "name", .hint = "phone" },
    { .name = "customer", .type = &customer_type, .needed = true, .links = { { "person", "person" } },
      .fields = "state|kind|tax_number|invoice_title|monthly|due_day|credit_limit|level|source|platform_phone|platform_order|since|owed|remark", .keys = { "person" } },
    { .name = "household", .type = &household_type, .links = { { "customer", "customer" } },
      .fields = "area|estate|address|access|rooms|pets|lift|parking", .keys = { "customer+address" } },
};

/* 89.5, 约120平米, 90㎡, 120m2: whole square metres. */
static bool read_size(struct work *w, text given, struct import_row *row)
{
    text at = utf8_narrow(w->arena, given);
    at += strcspn(at, "0123456789");
    char *end = NULL;
    double size = strtod(at, &end);
    static const text units[] = { "", "平", "平米", "平方", "平方米", "㎡", "m2", "m²", "平左右" };
    bool known = false;
    text unit = utf8_lower(w->arena, utf8_trim(w->arena, *at ? end : "?"));
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) known |= !strcmp(unit, units[i]);
    if (!known || size <= 0 || size > 5000) return wrong(w, "", N_("{1}: “{2}” is not an area in square metres"), translated(w, N_("Size")), utf8_cut(w->arena, given, 40));
    ((struct household *)import_draft(row, "household"))->square_metres = (int64_t)(size + 0.5);
    return true;
}

/* Districts that have no column of their own go before the address. */
static bool read_district(struct work *w, text given, struct import_row *row)
{
    text *before = import_notes(row);
    *before = print(w, "%s%s", *before ? *before : "", given);
    return true;
}

static bool read_remark(struct work *w, text given, struct import_row *row)
{
    struct customer *c = import_draft(row, "customer");
    if (utf8_length(given) > 2000) return wrong(w, "", N_("{1} is longer than {2} characters"), translated(w, N_("Remark")), "2000");
    c->remark = *c->remark ? print(w, "%s\n%s", c->remark, given) : given;
    return true;
}

static bool finish(struct work *w, struct import_row *row)
{
    const text *district = import_notes(row);
    if (!import_has(row, "household")) return true;
    struct household *h = import_draft(row, "household");
    text address = h->address.plain;
    if (!*address && *h->estate) address = h->estate;
    if (*address && *district && !starts_with(address, *district)) address = print(w, "%s%s", *district, address);
    h->address.plain = address;
    if (!*h->area && *district) h->area = utf8_cut(w->arena, *district, 40);
    return *address || wrong(w, "household.address", N_("The home has no address"));
}

static const struct import_column columns[] = {
    { .name = "person.name", .label = N_("Her name"), .also = "客户姓名|客户名称|客户|姓名|业主|业主姓名|户主|雇主|雇主姓名|联系人|会员姓名|会员|称呼|名字", .required = true },
    { .name = "person.phone", .also = "手机|手机号|手机号码|电话|联系电话|联系方式|电话号码|客户电话|客户手机|会员手机|移动电话|tel|mobile" },
    { .name = "person.phone2", .also = "备用电话|电话2|手机2|第二联系电话|其他电话|座机|固定电话" },
    { .name = "person.id_number", .also = "身份证|身份证号|身份证号码|证件号|证件号码" },
    { .name = "person.birth", .also = "生日|出生日期|出生年月" },
    { .name = "household.address", .also = "地址|详细地址|服务地址|家庭地址|住址|客户地址|门牌号|门牌|上门地址|联系地址" },
    { .name = "household.estate", .also = "小区|小区名称|楼盘|楼盘名称|社区" },
    { .name = "district", .label = N_("District"), .also = "区县|所在区|行政区|街道|省市区|城市|所在城市", .read = read_district },
    { .name = "household.area", .also = "片区|区域|商圈|服务区域" },
    { .name = "size", .label = N_("Size"), .also = "面积|平米|平方|平方数|平米数|建筑面积|房屋面积|房子面积|面积㎡|套内面积", .read = read_size },
    { .name = "household.rooms", .also = "房间数|几室|居室" },
    { .name = "household.access", .also = "门禁|门锁密码|入户方式|开门密码|门禁密码|密码锁" },
    { .name = "household.pets", .also = "宠物|有无宠物|是否有宠物|养宠" },
    { .name = "household.lift", .also = "电梯|有无电梯|是否有电梯" },
    { .name = "customer.level", .also = "会员等级|客户等级|等级|会员级别|会员类型" },
    { .name = "customer.source", .also = "来源|渠道|客户来源|来源渠道|获客渠道" },
    { .name = "customer.since", .also = "建档日期|登记日期|首单日期|注册时间|注册日期|入会日期|开卡日期|创建时间|成交日期" },
    { .name = "customer.owed", .also = "欠款|未付款|期初欠款|欠费|应收余额" },
    { .name = "customer.state", .also = "状态|客户状态" },
    { .name = "remark", .label = N_("Remark"), .also = "备注|备注信息|说明|客户需求|需求|特殊要求|注意事项", .read = read_remark },
};

const struct import_shape customer_import = { .name = "customer", .label = N_("Customers"), IMPORT_PARTS(parts), IMPORT_COLUMNS(columns), .notes = sizeof(text), .finish = finish };
