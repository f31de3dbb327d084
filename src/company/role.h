/* role.h — a set of capabilities under a name that the company may redefine (DOMAIN.md §8.2).
 *
 * The built-in roles are made at first start. Their capabilities are given by patterns over the words of all modules
 * (role_seed.c); a capability that a later version of the program brings is offered to them once, and what the company changed by
 * hand stays. Nobody gives others what she may not do herself. */
#pragma once
#include "record/store.h"

struct role_capability { text word; };

struct role {
    struct record record;
    text name, code;                /* code: of a built-in role, "" otherwise */
    text purpose;
    bool everything;                /* the administrator: every capability, those of tomorrow too */
    rows_of capabilities;           /* of struct role_capability */
};
extern const struct record_type role_type;

/* The role of that code, 0 without. */
int64_t role_by_code(struct work *w, text code);
/* A built-in role's name in the work's language as long as the company has left it as it was; what the company calls it otherwise. */
text role_said(struct work *w, text code, text name);
/* All words of the house's modules, sorted, each once. */
int capability_words(struct work *w, const text **ret_words);
/* Could the actor hand out this role without giving more than she has? */
bool role_within_reach(struct work *w, const struct role *role);

/* Tables of its own, made at migration. */
#define ROLE_TABLES \
    "create table if not exists capability_offered (word {text} primary key);"
/* At every migration: makes what is missing. */
bool roles_seed(struct work *w);
