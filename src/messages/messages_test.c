/* messages_test.c — told once, to whom it may be told, when it may be told, and what comes of it at the gateway. */
#include "messages/messages_house_test.h"
#include <stdio.h>
#include <stdlib.h>
#include "messages/settings.h"

static struct test_telling moved(const struct messages_house *h) { return (struct test_telling){ .template = "errand.moved", .person = { h->customer }, .occasion = "1" }; }

TEST_DB(without_a_gateway_a_message_lies_in_the_inbox_and_nothing_fails)
{
    struct messages_house h;
    if (!messages_house_open(&h)) return;
    struct test_telling t = moved(&h);
    CHECK(messages_tell(&h, &t));
    struct message m = messages_last(&h, 0);
    EQUAL(m.channel, WAY_APP);
    EQUAL(m.state, MESSAGE_SENT);
    SAME_TEXT(m.body, "Your 保洁 is now at 11月28日 周六 09:00–11:00.");
    EQUAL(messages_count(&h, "1 = 1"), 1);
    messages_house_close(&h);
}

TEST_DB(a_colleague_reads_in_her_own_language)
{
    struct messages_house h;
    if (!messages_house_open(&h)) return;
    CHECK(messages_tell(&h, &(struct test_telling){ .template = "errand.moved", .account = { h.account }, .occasion = "1" }));
    struct message m = messages_last(&h, 0);
    SAME_TEXT(m.body, "Your 保洁 is now at Sat 11/28 09:00–11:00.");
    EQUAL(m.person.id, h.worker);
    messages_house_close(&h);
}

static bool speaks_english(struct work *w, void *data)
{
    struct person *p = LOAD(w, person, ((struct messages_house *)data)->customer);
    if (!p) return false;
    p->language = LANGUAGE_EN;
    return record_save(w, &person_type, p);
}

TEST_DB(a_customer_without_an_account_is_written_to_in_the_language_of_her_person)
{
    struct messages_house h;
    if (!messages_house_open(&h)) return;
    messages_connect(&h);
    CHECK(messages_write(&h, speaks_english, &h));
    struct test_telling t = moved(&h);
    CHECK(messages_tell(&h, &t));
    struct message m = messages_last(&h, WAY_WECHAT);
    SAME_TEXT(m.language, "en");
    SAME_TEXT(m.body, "Your 保洁 is now at Sat 11/28 09:00–11:00.");
    messages_house_close(&h);
}

TEST_DB(the_same_is_told_once_however_often_its_step_runs)
{
    struct messages_house h;
    if (!messages_house_open(&h)) return;
    messages_connect(&h);
    struct test_telling t = moved(&h), by_version = t;
    CHECK(messages_tell(&h, &t) && messages_tell(&h, &t));
    EQUAL(messages_count(&h, "1 = 1"), 2);              /* the inbox, and WeChat */
    by_version.occasion = NULL;
    CHECK(messages_tell(&h, &by_version) && messages_tell(&h, &by_version));
    EQUAL(messages_count(&h, "1 = 1"), 4);
    messages_run_jobs(&h);
    EQUAL(h.gateway.heard, 1);                          /* of the two told about one errand only the newer one leaves */
    EQUAL(messages_count(&h, "state = 7 and why = 6"), 1);
    messages_house_close(&h);
}

static bool tell_and_think_better(struct work *w, void *data) { return messages_tell_here(w, data) && refuse(w, "", "No"); }

TEST_DB(what_is_rolled_back_was_never_told)
{
    struct messages_house h;
    if (!messages_house_open(&h)) return;
    messages_connect(&h);
    struct test_telling t = moved(&h);
    t.h = &h;
    CHECK(!messages_write(&h, tell_and_think_better, &t));
    EQUAL(messages_count(&h, "1 = 1"), 0);
    EQUAL(messages_run_jobs(&h), 0);
    messages_house_close(&h);
}

TEST_DB(the_gateway_gets_it_signed_and_the_log_never)
{
    struct messages_house h;
    if (!messages_house_open(&h)) return;
    messages_connect(&h);
    struct test_telling t = moved(&h);
    CHECK(messages_tell(&h, &t));
    EQUAL(messages_run_jobs(&h), 1);
    struct message m = messages_last(&h, WAY_WECHAT);
    EQUAL(m.state, MESSAGE_SENT);
    CHECK(strstr(h.gateway.body, "\"to\":\"10012345678\"") && strstr(h.gateway.body, "周六") && strstr(h.gateway.body, "\"values\":{\"time\""));
    CHECK(signature_right(h.gateway.arena, "geheim", strtoll(h.gateway.stamp, NULL, 10), h.gateway.body, strlen(h.gateway.body), h.gateway.signature));
    CHECK(!signature_right(h.gateway.arena, "anders", strtoll(h.gateway.stamp, NULL, 10), h.gateway.body, strlen(h.gateway.body), h.gateway.signature));
    EQUAL(messages_count(&h, "exists (select 1 from audit where changes like '%周六%' or changes like '%geheim%' or changes like '%10012345678%')"), 0);
    EQUAL(messages_count(&h, "exists (select 1 from setting where value like '%geheim%')"), 0);
    messages_house_close(&h);
}

TEST_DB(a_machine_that_dies_between_sending_and_storing_sends_again_under_the_same_key)
{
    struct messages_house h;
    if (!messages_house_open(&h)) return;
    messages_connect(&h);
    struct test_telling t = moved(&h);
    CHECK(messages_tell(&h, &t));
    h.gateway.break_store = 1;
    messages_run_jobs(&h);
    text first = h.gateway.key;
    EQUAL(h.gateway.heard, 1);
    EQUAL(messages_last(&h, WAY_WECHAT).state, MESSAGE_SENDING);
    messages_clock(&h, 0, 10, 10);
    messages_run_jobs(&h);
    EQUAL(h.gateway.heard, 2);
    SAME_TEXT(h.gateway.key, first);
    EQUAL(messages_last(&h, WAY_WECHAT).state, MESSAGE_SENT);
    messages_clock(&h, 0, 12, 0);
    EQUAL(messages_run_jobs(&h), 0);
    EQUAL(h.gateway.heard, 2);
    messages_house_close(&h);
}

TEST_DB(a_gateway_that_does_not_answer_is_asked_again_with_growing_pauses_and_given_up)
{
    struct messages_house h;
    if (!messages_house_open(&h)) return;
    messages_connect(&h);
    CHECK(messages_set(&h, SETTING_GATEWAY_WAYS, "sms"));
    struct test_telling t = moved(&h);
    h.gateway.status = 503;
    h.gateway.answer = "{\"reason\":\"overloaded\"}";
    CHECK(messages_tell(&h, &t));
    messages_run_jobs(&h);
    struct message m = messages_last(&h, WAY_SMS);
    EQUAL(m.state, MESSAGE_QUEUED);
    EQUAL(m.why, WHY_NO_ANSWER);
    SAME_TEXT(m.answer, "overloaded");
    EQUAL(messages_run_jobs(&h), 0);
    for (int i = 0; i < 8; i++) {
        messages_clock(&h, i / 2, 10 + i % 2 * 9, 30 + i);
        messages_run_jobs(&h);
    }
    m = messages_last(&h, WAY_SMS);
    EQUAL(m.state, MESSAGE_FAILED);
    EQUAL(m.attempts, 8);
    EQUAL(h.gateway.heard, 8);
    EQUAL(messages_count(&h, "exists (select 1 from deadline where rule = 'failed')"), 2);
    messages_house_close(&h);
}

TEST_DB(a_gateway_that_does_not_take_our_key_loses_no_message_and_the_office_is_told_until_it_does)
{
    struct messages_house h;
    if (!messages_house_open(&h)) return;
    messages_connect(&h);
    CHECK(messages_set(&h, SETTING_GATEWAY_WAYS, "sms"));
    struct test_telling t = moved(&h);
    h.gateway.status = 401;
    h.gateway.answer = "{}";
    CHECK(messages_tell(&h, &t));
    for (int i = 0; i < 12; i++) {
        messages_run_jobs(&h);
        messages_clock(&h, 0, 10, 11 + i);
        if (i % 2) messages_clock(&h, 0, 10 + (11 * i) / 60, (11 * i) % 60);
    }
    struct message m = messages_last(&h, WAY_SMS);
    EQUAL(m.state, MESSAGE_QUEUED);
    EQUAL(m.why, WHY_KEY);
    EQUAL(m.attempts, 0);
    EQUAL(messages_count(&h, "exists (select 1 from deadline where rule = 'remind.messages.key')") > 0, true);
    h.gateway.status = 200;
    messages_clock(&h, 0, 13, 0);
    messages_run_jobs(&h);
    EQUAL(messages_last(&h, WAY_SMS).state, MESSAGE_SENT);
    EQUAL(messages_count(&h, "exists (select 1 from deadline where rule = 'remind.messages.key')"), 0);
    messages_house_close(&h);
}

TEST_DB(what_one_way_refuses_goes_by_the_next)
{
    struct messages_house h;
    if (!messages_house_open(&h)) return;
    messages_connect(&h);
    struct test_telling t = moved(&h);
    h.gateway.answer = "{\"state\":\"refused\",\"reason\":\"not a follower\"}";
    CHECK(messages_tell(&h, &t));
    messages_run_jobs(&h);
    EQUAL(messages_last(&h, WAY_WECHAT).state, MESSAGE_FAILED);
    EQUAL(messages_last(&h, WAY_SMS).state, MESSAGE_FAILED);
    EQUAL(h.gateway.heard, 2);
    messages_house_close(&h);
}

TEST_DB(at_night_it_waits_until_the_morning_unless_it_cannot)
{
    struct messages_house h;
    if (!messages_house_open(&h)) return;
    messages_connect(&h);
    messages_clock(&h, 0, 22, 0);
    struct test_telling t = moved(&h), early = t, urgent = t, alarm = t;
    CHECK(messages_tell(&h, &t));
    struct message m = messages_last(&h, WAY_WECHAT);
    EQUAL(m.state, MESSAGE_HELD);
    EQUAL(m.why, WHY_QUIET_HOURS);
    EQUAL(m.next_at.ms, day_at((day){ HOUSE_DAY + 1 }, 450).ms);
    EQUAL(messages_run_jobs(&h), 0);

    CASE("a visit at 08:00 is told of tonight, one at 08:30 in the morning");
    early.occasion = "2";
    early.before = day_at((day){ HOUSE_DAY + 1 }, 8 * 60);
    CHECK(messages_tell(&h, &early));
    EQUAL(messages_last(&h, WAY_WECHAT).state, MESSAGE_QUEUED);
    early.occasion = "3";
    early.before = day_at((day){ HOUSE_DAY + 1 }, 8 * 60 + 30);
    CHECK(messages_tell(&h, &early));
    EQUAL(messages_last(&h, WAY_WECHAT).state, MESSAGE_HELD);

    CASE("the urgent and the alarm");
    urgent.occasion = "4";
    urgent.urgent = true;
    CHECK(messages_tell(&h, &urgent));
    EQUAL(messages_last(&h, WAY_WECHAT).state, MESSAGE_QUEUED);
    alarm.template = "errand.alarm";
    CHECK(messages_tell(&h, &alarm));
    EQUAL(messages_last(&h, WAY_WECHAT).state, MESSAGE_QUEUED);
    CASE("");
    messages_house_close(&h);
}

TEST_DB(in_the_morning_the_held_one_goes)
{
    struct messages_house h;
    if (!messages_house_open(&h)) return;
    messages_connect(&h);
    messages_clock(&h, 0, 23, 30);
    struct test_telling t = moved(&h);
    CHECK(messages_tell(&h, &t));
    messages_clock(&h, 1, 7, 29);
    EQUAL(messages_run_jobs(&h), 0);
    messages_clock(&h, 1, 7, 31);
    EQUAL(messages_run_jobs(&h), 1);
    EQUAL(h.gateway.heard, 1);
    EQUAL(messages_last(&h, WAY_WECHAT).state, MESSAGE_SENT);
    messages_house_close(&h);
}

/* ---- who may be told ---- */

struct wish { int64_t person; bool do_not_contact; };
static bool wish_for(struct work *w, void *data)
{
    const struct wish *wish = data;
    struct person *p = LOAD(w, person, wish->person);
    if (p) p->do_not_contact = wish->do_not_contact;
    return p && SAVE(w, person, p);
}
static bool agree(struct work *w, void *data)
{
    struct consent c = { .person = { *(int64_t *)data }, .purpose = CONSENT_MARKETING, .way = CONSENT_ON_PAPER };
    return ADD(w, consent, &c);
}
static bool think_better(struct work *w, void *data)
{
    struct found given = LOAD_WHERE(w, consent, "person = $1", BIND(num(*(int64_t *)data)));
    return given.count == 1 && step_run(w, &consent_type, given.at[0], "withdraw", NULL);
}

static void told(struct messages_house *h, text template, text occasion, enum message_state state, enum message_why why)
{
    CASE(template);
    CHECK(messages_tell(h, &(struct test_telling){ .template = template, .person = { h->customer }, .occasion = occasion }));
    struct message m = messages_last(h, 0);
    EQUAL(m.state, state);
    EQUAL(m.why, why);
    CASE("");
}

TEST_DB(who_is_not_to_be_contacted_gets_safety_and_what_her_contract_needs)
{
    struct messages_house h;
    if (!messages_house_open(&h)) return;
    told(&h, "errand.tip", "1", MESSAGE_SENT, 0);
    CHECK(messages_write(&h, wish_for, &(struct wish){ h.customer, true }));
    told(&h, "errand.tip", "2", MESSAGE_DROPPED, WHY_DO_NOT_CONTACT);
    told(&h, "errand.offer", "2", MESSAGE_DROPPED, WHY_DO_NOT_CONTACT);
    told(&h, "errand.moved", "2", MESSAGE_SENT, 0);
    told(&h, "errand.alarm", "2", MESSAGE_SENT, 0);
    messages_house_close(&h);
}

TEST_DB(advertising_needs_her_consent_and_ends_with_it_even_overnight)
{
    struct messages_house h;
    if (!messages_house_open(&h)) return;
    messages_connect(&h);
    told(&h, "errand.offer", "1", MESSAGE_DROPPED, WHY_NO_CONSENT);
    CHECK(messages_write(&h, agree, &h.customer));
    messages_clock(&h, 0, 22, 0);
    told(&h, "errand.offer", "2", MESSAGE_HELD, WHY_QUIET_HOURS);
    CHECK(messages_write(&h, think_better, &h.customer));
    messages_clock(&h, 1, 9, 0);
    messages_run_jobs(&h);
    EQUAL(h.gateway.heard, 0);
    EQUAL(messages_last(&h, WAY_WECHAT).why, WHY_NO_CONSENT);
    messages_house_close(&h);
}

/* ---- codes ---- */

TEST_DB(a_code_to_a_bare_number_is_sealed_until_it_is_sent_and_gone_then)
{
    struct messages_house h;
    if (!messages_house_open(&h)) return;
    struct test_telling t = { .template = "errand.code", .phone = "10087654321", .occasion = "login 1" };
    CHECK(messages_tell(&h, &t));
    EQUAL(messages_last(&h, 0).state, MESSAGE_FAILED);          /* nothing to send it with */
    messages_connect(&h);
    messages_clock(&h, 0, 23, 0);
    t.occasion = "login 2";
    CHECK(messages_tell(&h, &t));
    struct message m = messages_last(&h, WAY_SMS);
    EQUAL(m.state, MESSAGE_QUEUED);
    SAME_TEXT(m.body, "");
    SAME_TEXT(m.secret.mask, "****");
    SAME_TEXT(m.phone.mask, "100****4321");
    messages_run_jobs(&h);
    CHECK(strstr(h.gateway.body, "482913") && strstr(h.gateway.body, "10087654321"));
    m = messages_last(&h, WAY_SMS);
    EQUAL(m.state, MESSAGE_SENT);
    EQUAL(m.secret.kept_length, 0);
    EQUAL(messages_count(&h, "said like '%482913%' or body like '%482913%'"), 0);
    messages_house_close(&h);
}

/* ---- mistakes of the program ---- */

TEST_DB(a_message_nobody_declares_and_values_that_are_not_given_are_faults)
{
    struct messages_house h;
    if (!messages_house_open(&h)) return;
    struct test_telling t = moved(&h);
    t.h = &h;
    t.template = "errand.unknown";
    CHECK(!messages_write(&h, messages_tell_here, &t));
    EQUAL(h.w->failure, FAULT);
    t.template = "errand.moved";
    t.account.id = h.account;
    CHECK(!messages_write(&h, messages_tell_here, &t));
    EQUAL(h.w->failure, FAULT);
    messages_house_close(&h);
}

/* ---- templates ---- */

struct own_words { text code, zh, en; bool off; };
static bool write_words(struct work *w, void *data)
{
    const struct own_words *o = data;
    struct found all = LOAD_WHERE(w, message_template, "code = $1", BIND(txt(o->code)));
    struct message_template *t = all.count ? all.at[0] : NULL;
    if (!t) return fault(w, "no template");
    t->zh = o->zh;
    t->en = o->en;
    t->off = o->off;
    return SAVE(w, message_template, t);
}

TEST_DB(a_company_writes_its_own_words_but_no_unknown_values_and_not_without_the_needed_ones)
{
    struct messages_house h;
    if (!messages_house_open(&h)) return;
    CHECK(!messages_write(&h, write_words, &(struct own_words){ "errand.moved", "{what}改到{zeit}", "" }));
    SAME_TEXT(h.w->field, "zh");
    CHECK(!messages_write(&h, write_words, &(struct own_words){ "errand.moved", "{what}改时间了", "" }));
    CHECK(!messages_write(&h, write_words, &(struct own_words){ "errand.moved", "", "{time} {what" }));
    SAME_TEXT(h.w->field, "en");
    CHECK(!messages_write(&h, write_words, &(struct own_words){ "errand.alarm", "", "", true }));
    SAME_TEXT(h.w->field, "off");
    CHECK(messages_write(&h, write_words, &(struct own_words){ "errand.moved", "您的服务改到{time}", "" }));
    struct test_telling t = moved(&h);
    CHECK(messages_tell(&h, &t));
    SAME_TEXT(messages_last(&h, 0).body, "您的服务改到11月28日 周六 09:00–11:00");
    CHECK(messages_write(&h, write_words, &(struct own_words){ "errand.moved", "", "", true }));
    t.occasion = "2";
    CHECK(messages_tell(&h, &t));
    EQUAL(messages_last(&h, 0).why, WHY_SWITCHED_OFF);
    messages_house_close(&h);
}

/* ---- secrets in the settings ---- */

TEST_DB(a_password_may_lie_in_a_file_of_its_own_folder_and_nowhere_else)
{
    struct messages_house h;
    if (!messages_house_open(&h)) return;
    char command[200];
    snprintf(command, sizeof command, "mkdir %s/secrets && echo geheim > %s/secrets/key", h.folder, h.folder);
    CHECK(!system(command));
    messages_connect(&h);
    CHECK(messages_set(&h, SETTING_GATEWAY_KEY, "file:key"));
    CHECK(!messages_set(&h, SETTING_GATEWAY_KEY, "file:../keys/master.key"));
    CHECK(!messages_set(&h, SETTING_GATEWAY_KEY, "file:none"));
    CHECK(!messages_set(&h, SETTING_GATEWAY_KEY, "sealed:AAAA"));
    SAME_TEXT(h.w->field, "value");
    struct test_telling t = moved(&h);
    CHECK(messages_tell(&h, &t));
    messages_run_jobs(&h);
    CHECK(signature_right(h.gateway.arena, "geheim", strtoll(h.gateway.stamp, NULL, 10), h.gateway.body, strlen(h.gateway.body), h.gateway.signature));
    messages_house_close(&h);
}

static instant nov(int day_of_month, int minute) { return day_at(day_from_date((struct date){ 2026, 11, day_of_month }), minute); }

TEST_DB(a_span_of_several_days_names_the_last_and_one_until_midnight_stays_its_day)
{
    struct messages_house h;
    if (!messages_house_open(&h)) return;
    SAME_TEXT(message_span(h.w, nov(24, 15 * 60), nov(25, 0), "en"), "Tue 11/24 15:00–24:00");
    SAME_TEXT(message_span(h.w, nov(24, 15 * 60), nov(27, 0), "en"), "Tue 11/24 15:00 – Thu 11/26 24:00");
    messages_house_close(&h);
}
