#include "base/utf8.h"
#include "customers/message.h"
#include "services/services.h"
#include "test/test.h"
#include <string.h>

/* Wednesday 2026-11-25, 10:00. */
static instant now_of_test(void) { return day_at(day_from_date((struct date){ 2026, 11, 25 }), 600); }

static const struct message_word estates[] = { { "锦绣花园", 1 }, { "万科城", 2 }, { "望京西园", 3 } };
static const struct message_word areas[] = { { "望京", 1 }, { "双楠", 2 }, { "建设路", 3 } };

/* The everyday words of some categories under the category's number. */
static int services_of_test(struct message_word *into)
{
    static const unsigned categories[] = { LINE_DAILY_CLEANING, LINE_DEEP_CLEANING, LINE_POST_RENOVATION, LINE_WINDOW, LINE_APPLIANCE, LINE_COOKING, LINE_ELDER, LINE_PICKUP, LINE_MATERNITY };
    static char kept[9][400];
    int n = 0;
    for (size_t i = 0; i < sizeof categories / sizeof *categories; i++) {
        strncpy(kept[i], message_words_of(categories[i]), sizeof kept[i] - 1);
        for (char *w = strtok(kept[i], "|"); w; w = strtok(NULL, "|")) into[n++] = (struct message_word){ w, categories[i] };
    }
    return n;
}

static struct message_draft *read_it(struct arena *arena, text message)
{
    struct message_word *services = arena_take(arena, sizeof *services * 120);
    struct message_shop shop = { .services = services, .service_count = services_of_test(services), .areas = areas, .area_count = 3, .estates = estates, .estate_count = 3 };
    return message_read(arena, message, now_of_test(), true, &shop);
}

/* All that was understood, in one line: what is not there was not found. `?n`: doubts. */
static text told(struct arena *arena, const struct message_draft *d)
{
    struct buf b = buf_new(arena);
    if (*d->name) buf_print(&b, "%s ", d->name);
    if (*d->phone) buf_print(&b, "%s ", d->phone);
    if (*d->extension) buf_print(&b, "x%s ", d->extension);
    if (*d->phone2) buf_print(&b, "+%s ", d->phone2);
    for (int i = 0; i < d->service_count; i++) buf_print(&b, "s%d ", (int)d->services[i]);
    if (d->weekly) buf_print(&b, "weekly:%x ", (unsigned)d->weekdays);
    if (d->day.given) buf_print(&b, "%s ", day_text(arena, (day){ d->day.number }) + 5);
    if (d->expected.given) buf_print(&b, "birth:%s ", day_text(arena, (day){ d->expected.number }) + 2);
    if (d->minute >= 0) buf_print(&b, "%02d:%02d ", d->minute / 60, d->minute % 60);
    if (d->length) buf_print(&b, "%dmin ", d->length);
    if (d->square_metres) buf_print(&b, "%dm2 ", (int)d->square_metres);
    if (d->rooms) buf_print(&b, "%drooms ", (int)d->rooms);
    if (d->persons) buf_print(&b, "%dp ", (int)d->persons);
    if (d->pets) buf_print(&b, "pets%+d ", d->pets);
    if (*d->wish) buf_print(&b, "<%s> ", d->wish);
    if (*d->channel) buf_print(&b, "%s ", d->channel);
    if (*d->channel_number) buf_print(&b, "#%s ", d->channel_number);
    if (*d->voucher) buf_print(&b, "v%s ", d->voucher);
    if (*d->address) buf_print(&b, "@%s ", d->address);
    if (*d->company) buf_print(&b, "{%s} ", d->company);
    if (*d->tax_number) buf_print(&b, "T%s ", d->tax_number);
    if (*d->access) buf_print(&b, "[%s] ", d->access);
    if (*d->area) buf_print(&b, "(%s) ", d->area);
    if (d->doubt_count) buf_print(&b, "?%d ", d->doubt_count);
    if (*d->rest) buf_print(&b, "| %s", d->rest);
    if (*d->second) buf_print(&b, " >> %s", d->second);
    return buf_text(&b);
}

struct said { text message, understood; };
static const struct said messages[] = {
    /* everything in one breath */
    { "你好，我想约明天下午2点半的保洁，98平，地址锦绣花园3号楼1201，电话10012345678", "10012345678 s1 11-26 14:30 98m2 @锦绣花园3号楼1201 " },
    { "您好！周六上午9点，日常保洁3小时，万科城5栋2单元301，李女士 100 1234 5678", "李女士 10012345678 s1 11-28 09:00 180min @万科城5栋2单元301 " },
    { "12月3号下午两点擦玻璃，120平米三室两厅，望京西园四区412号楼808", "s4 12-03 14:00 120m2 3rooms @望京西园四区412号楼808 (望京) " },
    { "后天早上八点半 开荒保洁 89.5㎡ 双楠路12号 王先生10087654321", "王先生 10087654321 s3 11-27 08:30 90m2 @双楠路12号 (双楠) " },
    { "姓名：李芳\n电话：10012345678\n地址：朝阳区望京花园 3号楼 1201\n时间：11月28日 14:00\n服务：深度保洁\n面积：110平", "李芳 10012345678 s2 11-28 14:00 110m2 @朝阳区望京花园3号楼1201 (望京) " },
    { "李芳 10012345678 锦绣花园3-1201 明天9点到12点打扫卫生", "李芳 10012345678 s1 11-26 09:00 180min @锦绣花园3-1201 " },
    { "您好，我是锦绣花园8栋702的赵女士 10012345678，下周三上午9点做个日常保洁", "赵女士 10012345678 s1 12-02 09:00 @锦绣花园8栋702 " },
    { "王金凤，10011112222，下周三下午，做饭", "王金凤 10011112222 s12 12-02 ?1 " },
    /* her own heading says where the address begins; a tower is called by its letter */
    { "地址：高新区天府二街 复城国际T3 2301，面积110平，我姓刘，明天9点保洁", "刘 s1 11-26 09:00 110m2 @高新区天府二街复城国际T3 2301 " },
    { "地址: 环球中心 保洁", "s1 @环球中心 " },
    /* days */
    { "今天下午3点能来打扫吗", "s1 11-25 15:00 " },
    { "今晚7点做饭", "s12 11-25 19:00 " },
    { "明早8点 保洁", "s1 11-26 08:00 " },
    { "大后天保洁", "s1 11-28 " },
    { "这周五下午两点保洁", "s1 11-27 14:00 " },
    { "下周六上午10点保洁", "s1 12-05 10:00 " },
    { "下下周一上午9点保洁", "s1 12-07 09:00 " },
    { "星期天上午九点一刻，保洁", "s1 11-29 09:15 " },
    { "礼拜四下午1点半保洁", "s1 11-26 13:30 " },
    { "周三上午9点保洁", "s1 11-25 09:00 ?1 " },
    { "本周一上午9点保洁", "s1 09:00 ?1 " },
    { "3号下午2点保洁", "s1 12-03 14:00 " },
    { "28号上午保洁", "s1 11-28 ?1 " },
    { "1月5日上午10:30保洁", "s1 01-05 10:30 " },
    { "2026年12月20日上午9点保洁", "s1 12-20 09:00 " },
    { "2026-12-20 09:00 保洁", "s1 12-20 09:00 " },
    { "2月30号保洁", "s1 ?1 | 2月30号" },
    { "周末保洁", "s1 ?1 " },
    { "这两天有空来打扫一下", "s1 ?1 " },
    { "周六或者周日下午3点都行，保洁", "s1 11-28 15:00 ?1 " },
    { "明天或后天上午10点保洁", "s1 11-26 10:00 ?1 " },
    /* times */
    { "明天3点保洁", "s1 11-26 15:00 ?1 " },
    { "明天8点保洁", "s1 11-26 08:00 ?1 " },
    { "明天10点保洁", "s1 11-26 10:00 " },
    { "明天14点30保洁", "s1 11-26 14:30 " },
    { "明天下午2：30保洁", "s1 11-26 14:30 " },
    { "明天中午12点做饭", "s12 11-26 12:00 " },
    { "明天中午1点做饭", "s12 11-26 13:00 " },
    { "明天晚上八点做饭", "s12 11-26 20:00 " },
    { "明天9-12点保洁", "s1 11-26 09:00 180min " },
    { "明天下午两点到五点保洁", "s1 11-26 14:00 180min " },
    { "明天14:00-17:30保洁", "s1 11-26 14:00 210min " },
    { "明天下午2点以后保洁", "s1 11-26 14:00 ?1 " },
    { "明天上午10点或者下午3点保洁", "s1 11-26 10:00 ?1 " },
    { "明天上午保洁", "s1 11-26 ?1 " },
    { "后天晚点来保洁", "s1 11-27 | 晚点来" },
    /* lengths */
    { "保洁两个半小时", "s1 150min " },
    { "保洁2.5小时", "s1 150min " },
    { "保洁三个小时", "s1 180min " },
    { "保洁4h", "s1 240min " },
    { "保洁3到4小时", "s1 240min ?1 | 3到" },
    { "保洁半天", "s1 ?1 " },
    { "保洁，提前1小时打电话", "s1 | 提前1小时打电话" },
    { "保洁3个钟", "s1 180min " },
    /* homes */
    { "一百二十平，深度保洁", "s2 120m2 " },
    { "100多平的房子大扫除", "s2 100m2 ?1 " },
    { "约80平方左右，两居室，保洁", "s1 80m2 2rooms " },
    { "家里有狗，保洁", "s1 pets+1 " },
    { "没有宠物，保洁", "s1 pets-1 " },
    { "来两个人，开荒，130平", "s3 130m2 2p " },
    { "需要2个阿姨保洁", "s1 2p " },
    { "家里3个人吃饭，明天晚上6点做饭", "s12 11-26 18:00 | 家里3个人吃饭" },
    /* addresses that look like days, and the other way round */
    { "人民路12号保洁", "s1 @人民路12号 " },
    { "建设路3号院2单元5层501，3号保洁", "s1 12-03 @建设路3号院2单元5层501 (建设路) " },
    { "3号楼1201保洁", "s1 @3号楼1201 " },
    { "我家在锦绣花园，8号下午2点保洁", "s1 12-08 14:00 @锦绣花园 " },
    { "上海市浦东新区张杨路500弄12号602室，保洁", "s1 @上海市浦东新区张杨路500弄12号602室 " },
    { "幸福里小区5-2-301，保洁", "s1 @幸福里小区5-2-301 " },
    { "帮妈妈订的，她住锦绣花园2号楼；账单寄万科城1栋，保洁", "s1 @锦绣花园2号楼 ?1 | 帮妈妈订的 / 她住 / 账单寄万科城1栋" },
    /* workers */
    { "还是上次的王阿姨，周五上午9点，老地方", "11-27 09:00 <还是上次的王阿姨> | 老地方" },
    { "上次那个阿姨挺好，明天下午2点再来保洁", "s1 11-26 14:00 <上次那个阿姨> | 挺好" },
    { "要张秀兰阿姨，后天上午10点保洁", "s1 11-27 10:00 <要张秀兰阿姨> " },
    /* several services, plans */
    { "明天上午10点打扫卫生，顺便擦玻璃", "s1 s4 11-26 10:00 ?1 " },
    { "每周二上午9点保洁，3小时", "s1 weekly:4 09:00 180min ?1 " },
    { "每周一、三、五接孩子，下午4点半", "s17 weekly:2a 16:30 ?1 " },
    { "每周一次保洁", "s1 weekly:0 ?1 " },
    /* platforms */
    { "美团上买的保洁，订单号：4802173655120098，券码 1234 5678 9012，电话10012345678转4821", "10012345678 x4821 s1 美团 #4802173655120098 v123456789012 " },
    { "抖音团购，券号889900112233，明天下午3点擦玻璃", "s4 11-26 15:00 抖音 v889900112233 " },
    /* phones */
    { "1001234567 保洁", "s1 ?1 | 1001234567" },
    { "我的电话10012345678，我妈10087654321，保洁", "10012345678 +10087654321 s1 ?1 | 我妈" },
    { "010-58887777 保洁", "010-58887777 s1 " },
    { "+86 100-1234-5678保洁", "10012345678 s1 " },
    /* how one gets in is the home's; 门禁 without a code is talk */
    { "明天上午10点保洁，酒仙桥路10号院3-2-1101，门锁密码 123456#，备用钥匙在鞋柜里", "s1 11-26 10:00 @酒仙桥路10号院3-2-1101 [门锁密码 123456#；备用钥匙在鞋柜里] " },
    { "门禁很严，保洁到了告诉您密码", "s1 | 门禁很严 / 到了告诉您密码" },
    /* two homes, days by a stroke, more weekdays, a slip of the keyboard */
    { "两个地方都做：望京西园四区416楼1203 和 大西洋新城A座901，周日下午两点保洁", "s1 11-29 14:00 @望京西园四区416楼1203 (望京) ?1 | 两个地方都做: / 和 大西洋新城A座901" },
    { "请问12/1 14:00可以吗，日常保洁3h", "s1 12-01 14:00 180min " },
    { "打扫1/2的房间", "s1 | 1/2的房间" },
    { "每周二周五下午2点到5点保洁", "s1 weekly:24 14:00 180min ?1 " },
    { "搞卫声，礼拜六上午九点", "s1 11-28 09:00 ?1 " },
    /* little, and nothing */
    { "保洁多少钱一小时", "s1 | 多少钱一小时" },
    { "你好，在吗", "" },
    { "", "" },
    { "密码1234#，钥匙在物业，明天下午2点保洁", "s1 11-26 14:00 [密码1234#；钥匙在物业] " },
    { "油烟机和冰箱一起洗，明天上午10点", "s5 11-26 10:00 | 和冰箱一起洗" },
    { "照顾老人，失能，每天早上8点到晚上6点", "s13 08:00 600min | 失能 / 每天" },
    { "免贵姓王，预产期3月8号，找月嫂", "王 s8 birth:27-03-08 " },
    /* a child is expected on a day of its own; a voice written down has no signs */
    { "喂你好我想请个月嫂预产期是明年三月八号左右头胎住在锦绣花园5栋2单元801双胞胎要26天的 10012345678 赵女士", "赵女士 10012345678 s8 birth:27-03-08 @锦绣花园5栋2单元801 | 头胎住在 / 双胞胎要26天的" },
    { "月嫂，预产期：2027.2.16，10012345678", "10012345678 s8 birth:27-02-16 " },
    { "预产期三月中旬，找月嫂，下周三上午9点面试", "s8 12-02 09:00 ?1 | 面试" },
    { "预产期2026年3月1号，月嫂", "s8 ?1 " },
    { "月嫂，住家，住在万科城3栋", "s8 @万科城3栋 | 住家" },
    /* words of other parts, and of addresses */
    { "阿姨明朝下半日有空伐，屋里厢要揩揩玻璃窗，长宁路88弄6号402，10012345678 王", "王 10012345678 s4 11-26 @长宁路88弄6号402 ?1 | 有空伐 / 屋里厢要" },
    { "后日朝早十点 搞卫生 3个钟 10012345678 陈生", "陈生 10012345678 s1 11-27 10:00 180min " },
    { "明天下午两点派个阿姨来做三个钟头卫生，卫生间脏", "s1 11-26 14:00 180min | 卫生间脏" },
    { "滨江道22号院3栋1单元602，明天9点保洁", "s1 11-26 09:00 @滨江道22号院3栋1单元602 " },
    { "滨江道22号，保洁", "s1 @滨江道22号 " },
    { "住和平里胡同甲12号，保洁", "s1 @和平里胡同甲12号 " },
    { "我知道12号可以，保洁", "s1 12-12 | 我知道" },
    /* what she must be able to do is no order */
    { "我妈半自理，找个阿姨，会做饭，早8点到晚6点", "s13 08:00 600min | 我妈 / 会做饭" },
    { "你们会擦玻璃吗", "s4 ?1 | 你们会" },
    /* a company: its title and tax number */
    { "周五上午9点保洁3小时，抬头：成都星河科技有限公司，税号：91510100MA6C12345G，地址万科城3栋1单元501，联系人王女士10012345678", "王女士 10012345678 s1 11-27 09:00 180min @万科城3栋1单元501 {成都星河科技有限公司} T91510100MA6C12345G " },
    { "发票抬头\n成都云锦物业服务有限公司\n纳税人识别号\n91510100ma6c12345g\n明天擦玻璃", "s4 11-26 {成都云锦物业服务有限公司} T91510100MA6C12345G " },
    { "我们是成都安居保洁服务有限公司，明天上午10点打扫卫生", "s1 11-26 10:00 {成都安居保洁服务有限公司} " },
    { "明天保洁，税号 9151 0100 MA6C 1234 5", "s1 11-26 T91510100MA6C12345 ?1 " },
    { "明天保洁，抬头个人，抬头晚点发您", "s1 11-26 | 抬头个人 / 抬头晚点发您" },
    /* two orders, one after the other */
    { "明天上午9点万科城3栋1单元501打扫卫生3小时；后天下午2点阳光小区2栋301擦玻璃，两家都是我的 10012345678",
      "10012345678 s1 11-26 09:00 180min @万科城3栋1单元501 ?1  >> 后天下午2点阳光小区2栋301擦玻璃,两家都是我的 10012345678" },
    { "李女士 10012345678 锦绣花园3-1201，周五上午9点保洁，另外下周一下午2点擦玻璃", "李女士 10012345678 s1 11-27 09:00 @锦绣花园3-1201 ?1  >> 另外下周一下午2点擦玻璃" },
    { "明天上午10点打扫卫生；顺便擦玻璃", "s1 s4 11-26 10:00 ?1 " },
    { "阿姨今天打扫得很好，谢谢", "s1 11-25 | 得很好" },
};

TEST(a_customers_message_is_read_and_what_was_not_understood_stays)
{
    struct arena *arena = arena_new();
    CHECK(sizeof messages / sizeof *messages >= 60);
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) SAME_TEXT(told(arena, read_it(arena, messages[i].message)), messages[i].understood);
    arena_free(arena);
}

TEST(a_service_the_shop_has_only_nearly_is_taken_with_a_doubt)
{
    struct arena *arena = arena_new();
    static const struct message_word services[] = { { "油烟机", 1, true }, { "空调清洗", 1, false }, { "洗衣机", 2, true }, { "洗衣机", 3, false } };
    struct message_shop shop = { .services = services, .service_count = 4 };
    SAME_TEXT(told(arena, message_read(arena, "明天洗油烟机", now_of_test(), true, &shop)), "s1 11-26 ?1 | 洗");
    SAME_TEXT(told(arena, message_read(arena, "明天空调清洗", now_of_test(), true, &shop)), "s1 11-26 ");
    SAME_TEXT(told(arena, message_read(arena, "明天洗衣机", now_of_test(), true, &shop)), "s3 11-26 ");
    arena_free(arena);
}

/* What is taken and what is left make the message again: no word is lost. */
TEST(each_found_word_is_shown_where_it_stands_in_the_message)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
        const struct message_draft *d = read_it(arena, messages[i].message);
        size_t last = 0;
        for (int k = 0; k < d->span_count; k++) {
            CHECK(d->spans[k].from >= last && d->spans[k].to > d->spans[k].from && d->spans[k].to <= strlen(d->text));
            CHECK(utf8_valid(arena_copy_n(arena, d->text + d->spans[k].from, d->spans[k].to - d->spans[k].from)));
            last = d->spans[k].to;
        }
    }
    arena_free(arena);
}

/* Whatever arrives: broken bytes, every beginning of a message, very long ones. */
TEST(no_message_breaks_the_reader)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++)
        for (size_t n = 0; n < strlen(messages[i].message); n++) {
            struct arena_mark mark = arena_mark(arena);
            const struct message_draft *d = read_it(arena, arena_copy_n(arena, messages[i].message, n));
            CHECK(strlen(d->rest) <= 4 * n + 4);
            arena_back(arena, mark);
        }
    char *many = arena_take(arena, 9001);
    for (size_t i = 0; i < 9000; i++) many[i] = "9点半-12号楼\xff"[i % 17];
    CHECK(strlen(read_it(arena, many)->text) <= MOST_MESSAGE);
    arena_free(arena);
}
