/* message.h — what a customer wrote (a WeChat message, a note of a call), read for an order. Pure: no database, no clock but `now`.
 *
 * Found are phone, name, service, day, time, length, size of the home, address, persons, pets, the worker she asks for, a platform's numbers, a company's title and tax number.
 * Each tells from which words it was taken (`spans`), so that a page can show them in the message. Nothing is guessed silently: what has two
 * meanings (「3点」, 「100多平」, two days) is given with a doubt beside it or not at all, and what nothing was made of stays in `rest`, word for
 * word; what she must be able to do (「会做饭」) is no order. Two orders one after the other are two (`second`); only greetings and little words between are left out of it. A service in other characters of the same sound (「搞卫声」) is taken with a doubt.
 *
 * A number with an extension (「转1234」) is a platform's masked number: it expires, and is nobody's identity (DOMAIN.md §0.21). */
#pragma once
#include "base/work.h"

enum message_part {
    SAID_PHONE = 1, SAID_NAME, SAID_SERVICE, SAID_DAY, SAID_TIME, SAID_LENGTH, SAID_SIZE, SAID_ROOMS, SAID_ADDRESS, SAID_AREA, SAID_PERSONS, SAID_PETS,
    SAID_WISH, SAID_CHANNEL, SAID_CHANNEL_NUMBER, SAID_VOUCHER, SAID_WEEKLY, SAID_ACCESS, SAID_EXPECTED, SAID_COMPANY, SAID_TAX_NUMBER,
};
struct message_span { enum message_part part; size_t from, to; };               /* bytes of `text` */
struct message_doubt { enum message_part part; text message; text words; };     /* message: N_() with {1} for the words */

/* What the shop calls its services, estates and areas. Longer words win; of one length the first. */
struct message_word { text word; int64_t id; bool near; };       /* near: not this very service but the nearest the shop has; taken with a doubt */
struct message_shop { const struct message_word *services, *areas, *estates; int service_count, area_count, estate_count; };

enum { MOST_MESSAGE = 4000, MOST_MESSAGE_SPANS = 40, MOST_MESSAGE_DOUBTS = 12, MOST_MESSAGE_SERVICES = 4 };
struct message_draft {
    text text;                      /* as read: full-width signs made plain */
    text phone, phone2, extension;  /* as phones are kept; extension: of a masked number */
    text name, address, area, wish, channel, channel_number, voucher;
    text company, tax_number;       /* 抬头 and 税号; the number as it was written, in capitals */
    text access;                    /* how one gets in: door codes, where the key lies; goes to the home, never into what workers read */
    int64_t services[MOST_MESSAGE_SERVICES]; int service_count;     /* in the order they come */
    maybe_day day;
    maybe_day expected;             /* 预产期: when the child is expected; never the day of a visit */
    int minute;                     /* of the day; -1 unknown */
    int length;                     /* minutes; 0 unknown */
    int64_t square_metres, rooms, persons;      /* 0 unknown */
    int pets;                       /* 1 yes, -1 no, 0 not said */
    uint64_t weekdays; bool weekly; /* every week: SET_BIT(1 Monday … 7); a plan rather than one order */
    struct message_span spans[MOST_MESSAGE_SPANS]; int span_count;  /* by place */
    struct message_doubt doubts[MOST_MESSAGE_DOUBTS]; int doubt_count;
    text rest;                      /* what was not understood, pieces apart by " / " */
    text second;                    /* two orders in one message: the words of the second, to be read after the first; "" for one */
};

/* `demo`: invented phones (100…) are phones. The draft lives in the arena; a message longer than MOST_MESSAGE bytes is read up to there. */
struct message_draft *message_read(struct arena *arena, text message, instant now, bool demo, const struct message_shop *shop);

/* The everyday words for a category of services (services/line.h) by '|': 「擦玻璃|擦窗」. "" for none. */
text message_words_of(unsigned category);
