/* message.h — one message to one receiver by one way, and what became of it.
 *
 *   queued → sending → sent → delivered           held: until the morning       dropped: not said, with why       failed → queued (again)
 *
 * Made by tell() (messages.h) and by nothing else. One for the inbox is sent when it is stored, and delivered when it was read. */
#pragma once
#include "company/company.h"
#include "messages/message_template.h"

enum message_state { MESSAGE_QUEUED = 1, MESSAGE_SENDING, MESSAGE_SENT, MESSAGE_DELIVERED, MESSAGE_FAILED, MESSAGE_HELD, MESSAGE_DROPPED };
enum message_why {                  /* why it is held, dropped or failed */
    WHY_QUIET_HOURS = 1, WHY_NO_CONSENT, WHY_DO_NOT_CONTACT, WHY_DECEASED, WHY_TOO_LATE, WHY_REPLACED, WHY_WITHDRAWN, WHY_NO_ADDRESS, WHY_REFUSED, WHY_NO_ANSWER,
    WHY_SWITCHED_OFF, WHY_BY_HAND, WHY_ERASED, WHY_KEY,
};

struct message {
    struct record record;
    enum message_state state;
    text template, heading;         /* code of its template; its label as it was said */
    enum message_purpose purpose;
    enum message_channel channel;
    ref person, account;            /* the receiver */
    sealed phone;                   /* of nobody known yet, else empty: the person's is read when it is sent */
    text about; int64_t about_id;   /* type and record it is about */
    text topic;
    text once;                      /* occasion, template, receiver, channel: unique */
    text body;                      /* "" for a code; gone after half a year */
    sealed secret;                  /* a code's text; emptied when it was sent */
    text said;                      /* JSON of the values as they were written, for providers with texts of their own */
    text language;
    bool urgent;
    enum message_why why;
    text answer;                    /* the gateway's last words */
    int64_t attempts;
    instant next_at;                /* of the next attempt; 0: none */
    instant useful_until;           /* dropped after it; 0: no end */
    instant sent_at, delivered_at, read_at;
    text gateway_id;                /* the gateway's own number of it */
    int64_t sender;                 /* the job that sends it: no other takes it over while it runs */
};
extern const struct record_type message_type;
