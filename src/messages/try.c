/* try.c — "send a test message": does what was just entered in the settings work? It answers with the gateway's own words. Not stored, but
 * for a line in the log. */
#include <string.h>
#include "base/identity.h"
#include "base/json.h"
#include "base/random.h"
#include "base/words.h"
#include "messages/inside.h"
#include "messages/settings.h"
#include "record/answer.h"
#include "record/input.h"
#include "record/parts.h"

struct trial { enum message_channel channel; text to; struct letter letter; struct gateway_answer answer; };

static text setting_here(struct work *w, text code) { return setting_text(w, code, w->actor->home, day_of(w->now)); }

static bool address_right(struct work *w, const struct trial *t)
{
    text why = t->channel == WAY_EMAIL ? check_email(t->to) : check_mobile(t->to, house_demo(w->house));
    return why ? wrong(w, "to", why) : true;
}

static bool set_up(struct work *w, const struct trial *t)
{
    bool known;
    text needed = t->channel == WAY_EMAIL ? setting_here(w, SETTING_SMTP_URL) : setting_here(w, SETTING_GATEWAY_URL);
    if (!*needed) return refuse(w, "channel", t->channel == WAY_EMAIL ? N_("There is no mail server in the settings yet") : N_("There is no gateway in the settings yet"));
    (void)message_way(w, SET_BIT(t->channel), 0, false, w->actor->home, 0, &known);
    return known || refuse(w, "channel", N_("The settings do not name this way among those of the gateway"));
}

static bool write_it(struct work *w, void *data)
{
    struct trial *t = data;
    if (!set_up(w, t)) return false;
    text language = !strcmp(w->language, "en") ? "en" : "zh", company = company_name(w);
    t->letter = (struct letter){ .key = print(w, "test-%lld", (long long)random_id()), .channel = choice_key(message_channels, t->channel), .to = t->to, .title = translate(language, N_("Test message")),
        .body = translate_with(w->arena, language, N_("This is a test message of {1}."), (const text[]){ company, NULL }), .template = "test", .template_code = "", .values = "{}",
        .language = language, .company = company, .now = w->now, .url = setting_here(w, SETTING_GATEWAY_URL), .secret = setting_secret(w, SETTING_GATEWAY_KEY, w->actor->home, day_of(w->now)),
        .authority = mail_authority(w), .smtp = setting_here(w, SETTING_SMTP_URL), .user = setting_here(w, SETTING_SMTP_USER), .from = setting_here(w, SETTING_SMTP_FROM),
        .password = setting_secret(w, SETTING_SMTP_PASSWORD, w->actor->home, day_of(w->now)) };
    audit_write(w, &(struct audit_entry){ .what = AUDIT_OTHER, .type = &message_type, .step = "test_message", .reason = "", .changes = print(w, "{\"channel\":[null,\"%s\"]}", t->letter.channel) });
    return !failed(w);
}

bool test_message_call(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    if (!body) return false;
    struct trial t = { .channel = choice_value(message_channels, input_string(w, body, "channel", "")), .to = input_string(w, body, "to", "") };
    if (t.channel < WAY_SMS) wrong(w, "channel", N_("{1} is sms, wechat, wecom or email"), "channel");
    if (failed(w) || !address_right(w, &t) || !db_write(house_db(w->house), w, write_it, &t)) return false;
    t.answer = t.channel == WAY_EMAIL ? mail_send(w->arena, &t.letter) : gateway_send(w->arena, &t.letter);
    struct json j = json_new(w->arena);
    bool well = t.answer.verdict == GATEWAY_SENT || t.answer.verdict == GATEWAY_DELIVERED;
    write_object(&j, NULL);
    write_flag(&j, "ok", well);
    write_text(&j, "message", translate(w->language, well ? N_("Sent. Look whether it arrives") : t.answer.verdict == GATEWAY_KEY ? N_("The gateway does not take our key") : t.answer.verdict == GATEWAY_REFUSED ? N_("The gateway refuses it") : N_("The gateway does not answer as it should")));
    write_text(&j, "answer", t.answer.words);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return true;
}
