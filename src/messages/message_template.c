/* message_template.c — see message_template.h. */
#include "messages/message_template.h"
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "messages/inside.h"
#include "record/answer.h"
#include "record/input.h"

static const struct choice readers[] = {
    { TELLS_CUSTOMERS, "customers", N_("Customers") }, { TELLS_WORKERS, "workers", N_("Workers") }, { TELLS_BOTH, "both", N_("Customers and workers") }, { TELLS_COLLEAGUES, "colleagues", N_("Colleagues") }, { 0 },
};

static const struct field fields[] = {
    FIELD(message_template, name, .label = N_("Message"), .set_by = ENGINE_ONLY, .search = true),
    FIELD(message_template, code, .label = N_("Code"), .max = 60, .set_by = ENGINE_ONLY, .filter = true, .sort = true, .unique = true),
    FIELD(message_template, reader, .label = N_("Receiver"), .choices = readers, .set_by = ENGINE_ONLY, .list = true, .filter = true),
    FIELD(message_template, purpose, .label = N_("Purpose"), .choices = message_purposes, .set_by = ENGINE_ONLY, .list = true, .filter = true),
    FIELD(message_template, channels, .label = N_("Ways"), .choices = message_channels, .list = true, .help = N_("Always the inbox when it is among them; besides, the first of the others that works for the receiver")),
    FIELD(message_template, off, .label = N_("Switched off"), .list = true, .filter = true, .help = N_("Then it is not told. What is about safety cannot be switched off")),
    FIELD(message_template, zh, .label = N_("Own text, Chinese"), .max = 500, .format = FORMAT_MULTILINE, .help = N_("Empty: the program's text")),
    FIELD(message_template, en, .label = N_("Own text, English"), .max = 500, .format = FORMAT_MULTILINE, .help = N_("Empty: the program's text")),
    FIELD(message_template, gateway_code, .label = N_("Number at the SMS provider"), .max = 60, .help = N_("For providers that send approved texts only")),
    FIELD(message_template, program_zh, .label = N_("The program's text, Chinese"), .max = 1000, .set_by = ENGINE_ONLY),
    FIELD(message_template, program_en, .label = N_("The program's text, English"), .max = 1000, .set_by = ENGINE_ONLY),
    FIELD(message_template, knows, .label = N_("Values"), .max = 1000, .set_by = ENGINE_ONLY, .help = N_("Write them with the braces where the value is to stand")),
};

const struct message_declared *message_declared(struct work *w, text code)
{
    const struct message_templates *list;
    for (int i = 0; (list = house_answers(w->house, QUESTION_MESSAGE_TEMPLATES, i)); i++)
        for (int k = 0; k < list->count; k++)
            if (!strcmp(list->at[k].code, code)) return &list->at[k];
    return NULL;
}

const struct message_template *message_template_of(struct work *w, text code)
{
    int64_t id = db_one(w, SQL("select id from message_template where code = $1"), BIND(txt(code)), 0);
    return id ? record_peek(w, &message_template_type, id) : NULL;
}

/* ---- rules ---- */

static text knows_words(struct work *w, const struct message_declared *d)
{
    struct buf out = buf_new(w->arena);
    for (const struct message_variable *v = d->variables; v && v->name; v++)
        buf_print(&out, "%s{%s} %s", v == d->variables ? "" : " · ", v->name, translate(w->language, v->label));
    return buf_text(&out);
}

/* 服务取消 · 收费: as the list calls it, in the language of who reads the list. */
static text name_of(struct work *w, const struct message_declared *d)
{
    text label = translate(w->language, d->label);
    return d->when ? print(w, "%s · %s", label, translate(w->language, d->when)) : label;
}

static void from_declaration(struct work *w, struct message_template *t, const struct message_declared *d)
{
    text zh = workers_are_ayi(w) ? CHINESE_AYI : "zh";
    t->name = name_of(w, d);
    t->reader = d->reader;
    t->purpose = d->purpose;
    t->program_zh = translate(zh, d->body);
    t->program_en = d->body;
    t->knows = knows_words(w, d);
}

static bool ways_right(struct work *w, const struct message_template *t, const struct message_declared *d)
{
    if (!t->channels.bits) return wrong(w, "channels", N_("Choose at least one way, or switch the message off"));
    if (!d->secret || !(t->channels.bits & ~(uint64_t)(TELL_SMS | TELL_WECHAT | TELL_WECOM))) return true;
    return wrong(w, "channels", N_("A code goes to the phone alone: SMS, WeChat or WeCom"));
}

static bool check(struct work *w, struct message_template *t, const struct message_template *before)
{
    (void)before;
    const struct message_declared *d = message_declared(w, t->code);
    if (!d) return refuse(w, "code", N_("This version of the program does not tell this message any more"));
    from_declaration(w, t, d);
    if (t->off && d->purpose == MESSAGE_SAFETY) wrong(w, "off", N_("What is about safety cannot be switched off"));
    if (t->off && d->secret) wrong(w, "off", N_("Without this message nobody gets a code to log in"));
    if (*t->zh) message_text_right(w, "zh", t->zh, d);
    if (*t->en) message_text_right(w, "en", t->en, d);
    return ways_right(w, t, d) && !failed(w);
}
CHECKER(message_template, check)

static text title(struct work *w, const struct message_template *t)
{
    const struct message_declared *d = message_declared(w, t->code);
    return d ? name_of(w, d) : t->name;
}
TITLE(message_template, title)

const struct record_type message_template_type = RECORD_TYPE(message_template, .label = N_("Message template"), .module = "messages", FIELDS(fields), .scope = SCOPE_COMPANY,
    .see = CAN_SEE_MESSAGES, .edit = CAN_EDIT_TEMPLATES, .order = "code", .title = title_hook, .check = check_hook, .history = true);

/* ---- at every migration: new ones are added, and the program's words follow the program ---- */

static bool seed_one(struct work *w, const struct message_declared *d)
{
    const struct message_template *there = message_template_of(w, d->code);
    if (!there) return ADD(w, message_template, (&(struct message_template){ .code = d->code, .channels = { d->channels }, .zh = "", .en = "", .gateway_code = "" }));
    bool same = there->reader == d->reader && !strcmp(there->name, name_of(w, d)) && !strcmp(there->program_en, d->body) && !strcmp(there->program_zh, translate(workers_are_ayi(w) ? CHINESE_AYI : "zh", d->body));
    if (same) return true;
    struct message_template *t = LOAD(w, message_template, there->record.id);
    return t && SAVE(w, message_template, t);
}

bool message_templates_seed(struct work *w)
{
    const struct message_templates *list;
    for (int i = 0; (list = house_answers(w->house, QUESTION_MESSAGE_TEMPLATES, i)); i++)
        for (int k = 0; k < list->count; k++)
            if (!seed_one(w, &list->at[k])) return false;
    return !failed(w);
}

/* ---- preview: what a receiver would read ---- */

enum { SMS_ONE = 70, SMS_PART = 67 };           /* characters of Chinese in one SMS, and in each part of a longer one */

static text with_examples(struct work *w, const struct message_declared *d, text pattern, text language)
{
    int n = 0;
    text missing;
    for (const struct message_variable *v = d->variables; v && v->name; v++) n++;
    struct message_value *values = take_many(w, struct message_value, n);
    for (int i = 0; i < n; i++) values[i] = say(d->variables[i].name, translate(language, d->variables[i].example));
    return message_words(w, pattern, values, n, language, &missing);
}

static void write_preview(struct work *w, struct json *j, text key, const struct message_declared *d, text own, text language)
{
    text pattern = *own ? own : translate(language, d->body), words = with_examples(w, d, pattern, language);
    int64_t length = (int64_t)utf8_length(words);
    write_object(j, key);
    write_text(j, "text", words);
    write_text(j, "pattern", pattern);
    write_flag(j, "own", *own != 0);
    write_number(j, "characters", length);
    write_number(j, "sms", length <= SMS_ONE ? 1 : (length + SMS_PART - 1) / SMS_PART);
    write_end(j, '}');
}

/* What may stand in it, as people call it, with what it looks like. */
static void write_values(struct work *w, struct json *j, const struct message_declared *d)
{
    write_list(j, "values");
    for (const struct message_variable *v = d->variables; v && v->name; v++) {
        write_object(j, NULL);
        write_text(j, "name", v->name);
        write_text(j, "label", translate(w->language, v->label));
        write_text(j, "example", translate(w->language, v->example));
        write_flag(j, "required", v->required);
        write_end(j, '}');
    }
    write_end(j, ']');
}

bool message_template_preview(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct message_template *t = id ? LOAD(w, message_template, id) : NULL;
    json_t *body = t ? input_json(w, q->body, q->body_length) : NULL;
    const struct message_declared *d = body ? message_declared(w, t->code) : NULL;
    if (body && !d) return refuse(w, "code", N_("This version of the program does not tell this message any more"));
    if (!d) return false;
    text zh = input_string(w, body, "zh", t->zh), en = input_string(w, body, "en", t->en);
    if (*zh) message_text_right(w, "zh", zh, d);
    if (*en) message_text_right(w, "en", en, d);
    if (failed(w)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "title", translate(w->language, d->label));
    write_preview(w, &j, "zh", d, zh, workers_are_ayi(w) ? CHINESE_AYI : "zh");
    write_preview(w, &j, "en", d, en, "en");
    write_values(w, &j, d);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return true;
}
