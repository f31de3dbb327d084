/* messages_house_test.h — a company with a customer, a colleague and a gateway of our own for the tests of this folder. */
#pragma once
#include "messages/inside.h"
#include "test/test.h"

enum { HOUSE_DAY = 20784 };                 /* 2026-11-27, a Friday */

/* What came in at the gateway, and how it answers. */
struct fake_gateway {
    struct http *http;
    struct arena *arena;
    int heard;
    int status; text answer;                /* 200, {} unless told otherwise */
    int break_store;                        /* the house's n-th database call after the answer fails: it dies between sending and storing */
    struct db *db;
    text key, body, stamp, signature;       /* of the last one */
};

struct messages_house {
    struct db *db; struct house *house; struct work *w; char folder[64], clock[80];
    int64_t branch, customer, worker, account, about;
    struct fake_gateway gateway;
};
bool messages_house_open(struct messages_house *h);
void messages_house_close(struct messages_house *h);
void messages_clock(struct messages_house *h, int day_offset, int hour, int minute);      /* from HOUSE_DAY */
bool messages_write(struct messages_house *h, db_run *run, void *data);
/* Runs every job that is due at the house's clock; how many. */
int messages_run_jobs(struct messages_house *h);
/* One setting, from today on, for the whole company. */
bool messages_set(struct messages_house *h, text code, text value);
void messages_connect(struct messages_house *h);        /* the gateway for SMS and WeChat, key "geheim" */

/* tell() of the template "errand.<word>" about the errand; `values` are there. */
struct test_telling { struct messages_house *h; text template, occasion, phone; ref person, account; instant before; bool urgent; };
bool messages_tell(struct messages_house *h, const struct test_telling *t);
bool messages_tell_here(struct work *w, void *test_telling);    /* the same inside of a work */

/* The newest message by this way (0: any); a copy that lives as long as the house's work. */
struct message messages_last(struct messages_house *h, enum message_channel channel);
int64_t messages_count(struct messages_house *h, text where);
