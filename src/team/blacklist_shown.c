/* blacklist_shown.c — see blacklist_entry.h: an entry as she reads it whom it is about. */
#include "base/words.h"
#include "team/team.h"

static text scope_of(struct work *w, const struct blacklist_entry *e)
{
    if (e->scope == LISTED_BRANCH) return record_title(w, &branch_type, e->scope_branch.id);
    if (e->scope == LISTED_LINE) return translate(w->language, record_title(w, &service_line_type, e->scope_line.id));
    return translate(w->language, choice_label(type_field(&blacklist_entry_type, "scope")->choices, e->scope));
}

static void write_days(struct json *j, const struct blacklist_entry *e)
{
    write_number(j, "months", e->months);
    write_number(j, "first", e->first.given ? e->first.number : 0);
    write_number(j, "until", e->until.given ? e->until.number : 0);
    write_number(j, "speak_by", e->record.created_at.ms + DAYS(3));
    write_number(j, "appealed_at", e->appealed_at.ms);
    write_number(j, "ended_at", e->ended_at.ms);
}

void blacklist_shown_to_her(struct work *w, struct json *j, const struct blacklist_entry *e)
{
    const struct choice *states = type_state(&blacklist_entry_type)->choices;
    write_object(j, NULL);
    write_number(j, "id", e->record.id);
    write_text(j, "number", e->record.number);
    write_text(j, "state", choice_key(states, e->state));
    write_text(j, "state_label", translate(w->language, choice_label(states, e->state)));
    write_text(j, "ground", translate(w->language, choice_label(blacklist_grounds, e->ground)));
    write_text(j, "facts", sealed_open(w, &blacklist_entry_type, e, &e->facts));
    write_text(j, "scope", scope_of(w, e));
    write_days(j, e);
    write_text(j, "said", sealed_open(w, &blacklist_entry_type, e, &e->said));
    write_text(j, "appeal", sealed_open(w, &blacklist_entry_type, e, &e->appeal));
    write_text(j, "answer", e->answer);
    write_flag(j, "may_speak", e->state == LISTED_PROPOSED);
    write_flag(j, "may_appeal", e->state == LISTED_IN_FORCE);
    write_end(j, '}');
}
