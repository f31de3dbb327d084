/* ways.c — by which way a message leaves the house: what the company has, what the template may, where she can be reached. */
#include <string.h>
#include <unistd.h>
#include "messages/inside.h"
#include "messages/settings.h"

enum { MOST_WAYS = 4 };

/* The adapter's ways in the order the company wrote them, e-mail last. */
static int ways_of_company(struct work *w, int64_t branch, enum message_channel *into)
{
    day today = day_of(w->now);
    int n = 0;
    bool gateway = *setting_text(w, SETTING_GATEWAY_URL, branch, today);
    for (text at = setting_text(w, SETTING_GATEWAY_WAYS, branch, today); gateway && *at && n < MOST_WAYS - 1;) {
        size_t length = strcspn(at, ", ");
        unsigned way = choice_value(message_channels, print(w, "%.*s", (int)length, at));
        if (way == WAY_SMS || way == WAY_WECHAT || way == WAY_WECOM) into[n++] = way;
        at += length + strspn(at + length, ", ");
    }
    if (*setting_text(w, SETTING_SMTP_URL, branch, today)) into[n++] = WAY_EMAIL;
    return n;
}

/* A bare number takes SMS alone: who has it is not known to WeChat. */
static bool has_address(const struct person *p, bool bare_phone, enum message_channel way)
{
    if (bare_phone) return way == WAY_SMS;
    return p && (way == WAY_EMAIL ? *p->email.mask : *p->phone.mask);
}

enum message_channel message_way(struct work *w, uint64_t channels, int64_t person, bool bare_phone, int64_t branch, enum message_channel after, bool *ret_known)
{
    enum message_channel ways[MOST_WAYS];
    int n = ways_of_company(w, branch, ways), i = 0;
    const struct person *p = person ? record_peek(w, &person_type, person) : NULL;
    *ret_known = false;
    for (int k = 0; k < n; k++) if (ways[k] == after) i = k + 1;         /* one the company has no more leads to the first */
    for (; i < n; i++) {
        if (!(channels & SET_BIT(ways[i]))) continue;
        *ret_known = true;
        if (has_address(p, bare_phone, ways[i])) return ways[i];
    }
    return 0;
}

text mail_authority(struct work *w)
{
    text path = print(w, "%s/secrets/smtp-ca.pem", house_data(w->house));
    return access(path, R_OK) ? "" : path;
}
