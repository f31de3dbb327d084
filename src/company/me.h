/* me.h — what GET /api/me answers (docs/api.md). For company/ only. */
#pragma once
#include "base/json.h"
#include "record/actor.h"
#include "record/house.h"

void me_write(struct work *w, struct json *json, const struct actor *actor);
bool me_show(struct work *w, const struct request *request, struct reply *reply);
bool me_preferences(struct work *w, const struct request *request, struct reply *reply);

/* Tables of its own, made at migration. */
#define ME_TABLES \
    "create table if not exists account_preferences (account {number} primary key, json {text} not null);"
