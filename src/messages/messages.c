/* messages.c — the module's table of contents. */
#include "messages/messages.h"
#include "messages/inside.h"
#include "messages/settings.h"

static const struct record_type *const types[] = { &message_type, &message_template_type, NULL };
static const struct capability capabilities[] = {
    { CAN_SEE_MESSAGES, N_("See messages and their texts") }, { CAN_SEND_MESSAGES, N_("Send messages again, now, or not at all") }, { CAN_EDIT_TEMPLATES, N_("Write the texts of messages") },
};
struct test_message { enum message_channel channel; text to; };
static const struct field test_fields[] = {
    FIELD(test_message, channel, .label = N_("Way"), .choices = message_outside, .required = true), FIELD(test_message, to, .label = N_("Mobile number or e-mail address"), .required = true, .max = 254),
};
static const struct call calls[] = {
    { .method = GET, .pattern = "/api/inbox", .run = inbox_call, .help = "What was told to me, newest first, and how much of it is unread" },
    { .method = POST, .pattern = "/api/inbox/read", .run = inbox_read_call, .help = "I have read these messages, or all" },
    { .method = POST, .pattern = "/api/message_template/:id/preview", .by = CAN_SEE_MESSAGES, .run = message_template_preview, .help = "A template's texts with examples in place of the values" },
    { .method = POST, .pattern = "/api/messages/test", .by = CAN_MANAGE_COMPANY, .raw = test_message_call, .slow = true, .body_limit = 4096, .of = "message", .label = N_("Send a test message"),
      .inputs = test_fields, .input_count = COUNT_OF(test_fields), .help = "Send a test message by the gateway or mail server of the settings" },
    { .method = POST, .pattern = "/api/messages/delivery", .open = true, .run = delivery_call, .body_limit = 16384, .help = "Delivery reports of the gateway, signed (docs/messages.md)" },
};
static const struct job_kind jobs[] = { { "message_send", N_("Send a message"), message_send_job, 5 } };

static const struct setting_declared settings[] = {
    { SETTING_QUIET_FROM, N_("Quiet hours begin"), N_("Messages that can wait are held until the quiet hours end. The same as the end: none"), SETTING_CLOCK, "1290", 0, 1439 },
    { SETTING_QUIET_UNTIL, N_("Quiet hours end"), N_("What was held in the quiet hours goes out then"), SETTING_CLOCK, "450", 0, 1439 },
    { SETTING_GATEWAY_URL, N_("Address of the message gateway"), N_("For SMS, WeChat and WeCom; how it is spoken to stands in docs/messages.md. Empty: none"), SETTING_TEXT, "", 0, 0 },
    { SETTING_GATEWAY_KEY, N_("Key of the message gateway"), N_("Signs what is sent and what is reported. Kept sealed; or file:NAME for a file in the folder secrets"), SETTING_SECRET, "", 0, 0 },
    { SETTING_GATEWAY_WAYS, N_("Ways of the message gateway"), N_("Of sms, wechat, wecom, with commas, in the order in which they are tried"), SETTING_TEXT, "sms", 0, 0 },
    { SETTING_SMTP_URL, N_("Mail server"), N_("smtps://mail.example.cn:465, or smtp://mail.example.cn:587 with STARTTLS. Empty: no e-mail"), SETTING_TEXT, "", 0, 0 },
    { SETTING_SMTP_USER, N_("Login at the mail server"), N_("Empty: without login"), SETTING_TEXT, "", 0, 0 },
    { SETTING_SMTP_PASSWORD, N_("Password at the mail server"), N_("Kept sealed; or file:NAME for a file in the folder secrets"), SETTING_SECRET, "", 0, 0 },
    { SETTING_SMTP_FROM, N_("Sender of e-mails"), N_("An address of the company"), SETTING_TEXT, "", 0, 0 },
};
static const struct setting_list setting_list = { settings, COUNT_OF(settings) };
static const struct answer answers[] = { { SETTINGS, &setting_list } };

const struct module messages_module = { .name = "messages", .label = N_("Messages"), .menu = 7, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_JOBS(jobs), MODULE_CALLS(calls),
    MODULE_ANSWERS(answers), .seed = message_templates_seed };
