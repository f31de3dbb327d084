/* ical.c — see ical.h. */
#include "base/ical.h"
#include "base/utf8.h"

enum { LINE_BYTES = 75 };

/* A folded line goes on behind CRLF and a blank, which counts for the next line. */
static void put_folded(struct buf *out, text line)
{
    size_t used = 0;
    while (*line) {
        uint32_t character;
        size_t n = utf8_read(line, &character);
        if (!n) n = 1;
        if (used + n > LINE_BYTES) {
            buf_add(out, "\r\n ");
            used = 1;
        }
        buf_bytes(out, line, n);
        line += n;
        used += n;
    }
    buf_add(out, "\r\n");
}

static void put(struct buf *out, text name, text value)
{
    put_folded(out, arena_print(out->arena, "%s:%s", name, value));
}

static text escaped(struct arena *arena, text from)
{
    struct buf out = buf_new(arena);
    for (; *from; from++) {
        if (*from == '\r') continue;
        if (*from == '\n') { buf_add(&out, "\\n"); continue; }
        if (*from == '\\' || *from == ';' || *from == ',') buf_char(&out, '\\');
        if ((unsigned char)*from >= ' ') buf_char(&out, *from);
    }
    return buf_text(&out);
}

static text local(struct arena *arena, instant at)
{
    struct date d = date_of(day_of(at));
    int m = minute_of_day(at);
    return arena_print(arena, "%04d%02d%02dT%02d%02d00", d.year, d.month, d.day, m / 60, m % 60);
}

static text utc(struct arena *arena, instant at)
{
    instant moved = { at.ms - MINUTES(ZONE_MINUTES) };
    return arena_print(arena, "%.13s%02dZ", local(arena, moved), (int)(at.ms / 1000 % 60));
}

struct buf ical_begin(struct arena *arena, text name)
{
    struct buf out = buf_new(arena);
    buf_add(&out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//zhangjia//visits//ZH\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
    put(&out, "X-WR-CALNAME", escaped(arena, name));
    buf_add(&out, "X-WR-TIMEZONE:Asia/Shanghai\r\nREFRESH-INTERVAL;VALUE=DURATION:PT15M\r\nX-PUBLISHED-TTL:PT15M\r\nBEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\nBEGIN:STANDARD\r\n"
                  "DTSTART:19910915T000000\r\nTZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nTZNAME:CST\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n");
    return out;
}

void ical_event(struct buf *out, const struct ical_event *e)
{
    static const text words[] = { [ICAL_TENTATIVE] = "TENTATIVE", [ICAL_CONFIRMED] = "CONFIRMED", [ICAL_CANCELLED] = "CANCELLED" };
    buf_add(out, "BEGIN:VEVENT\r\n");
    put(out, "UID", escaped(out->arena, e->uid));
    put(out, "SEQUENCE", arena_print(out->arena, "%lld", (long long)e->sequence));
    put(out, "DTSTAMP", utc(out->arena, e->changed));
    put(out, "LAST-MODIFIED", utc(out->arena, e->changed));
    put(out, "DTSTART;TZID=Asia/Shanghai", local(out->arena, e->start));
    put(out, "DTEND;TZID=Asia/Shanghai", local(out->arena, e->until));
    put(out, "STATUS", words[e->status]);
    put(out, "SUMMARY", escaped(out->arena, e->summary));
    if (*e->location) put(out, "LOCATION", escaped(out->arena, e->location));
    if (*e->description) put(out, "DESCRIPTION", escaped(out->arena, e->description));
    buf_add(out, "END:VEVENT\r\n");
}

text ical_end(struct buf *out)
{
    buf_add(out, "END:VCALENDAR\r\n");
    return buf_text(out);
}
