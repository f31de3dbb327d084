/* settings.h — what a company enters to have messages leave the house. Declared in messages.c. For messages/ only. */
#pragma once

#define SETTING_QUIET_FROM     "messages.quiet_from"            /* minutes after midnight */
#define SETTING_QUIET_UNTIL    "messages.quiet_until"
#define SETTING_GATEWAY_URL    "messages.gateway_url"           /* of the HTTP adapter (docs/messages.md); "": none */
#define SETTING_GATEWAY_KEY    "messages.gateway_key"           /* secret: signs requests and delivery reports */
#define SETTING_GATEWAY_WAYS   "messages.gateway_ways"          /* "sms,wechat": what the adapter carries, in the order they are tried */
#define SETTING_SMTP_URL       "messages.smtp_url"              /* smtps://mail.example.cn:465, smtp://mail.example.cn:587 (STARTTLS) */
#define SETTING_SMTP_USER      "messages.smtp_user"
#define SETTING_SMTP_PASSWORD  "messages.smtp_password"         /* secret */
#define SETTING_SMTP_FROM      "messages.smtp_from"
