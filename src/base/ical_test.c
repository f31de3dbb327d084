#include "base/ical.h"
#include "test/test.h"

TEST(a_calendar_is_folded_between_characters_and_escaped)
{
    struct arena *a = arena_new();
    struct buf out = ical_begin(a, "一店");
    ical_event(&out, &(struct ical_event){ .uid = "visit-7@zhangjia", .sequence = 3, .changed = day_at((day){ 20784 }, 30), .start = day_at((day){ 20784 }, 540), .until = day_at((day){ 20784 }, 660),
        .status = ICAL_CONFIRMED, .summary = "日常保洁, 含擦窗; 望京望京望京望京望京望京望京望京望京望京望京望京", .location = "", .description = "一\\二\n三" });
    text all = ical_end(&out);
    CHECK(strstr(all, "\r\nDTSTART;TZID=Asia/Shanghai:20261127T090000\r\nDTEND;TZID=Asia/Shanghai:20261127T110000\r\n"));
    CHECK(strstr(all, "\r\nDTSTAMP:20261126T163000Z\r\n"));
    CHECK(strstr(all, "SUMMARY:日常保洁\\, 含擦窗\\; "));
    CHECK(strstr(all, "DESCRIPTION:一\\\\二\\n三\r\n"));
    CHECK(!strstr(all, "LOCATION"));
    for (text line = all; *line;) {
        text end = strstr(line, "\r\n");
        CHECK(end && end - line <= 75);
        if (!end) break;
        CHECK(((unsigned char)line[0] & 0xC0) != 0x80 && (line[0] != ' ' || ((unsigned char)line[1] & 0xC0) != 0x80));
        line = end + 2;
    }
    arena_free(a);
}
