/* evidence.c — photos, chats and papers of a complaint: only ever added, each with who had it and when. */
#include "quality/complaint_own.h"
#include "record/store.h"

enum { EVIDENCE_MOST = 60 };

bool complaint_add_evidence(struct work *w, struct complaint *c, const struct new_evidence *in)
{
    bool has_paper = in->paper.hash && *in->paper.hash, has_note = in->note && *in->note;
    if (!has_paper && (in->kind != EVIDENCE_WITNESS || !has_note)) return refuse(w, "paper", N_("Evidence is a file; only what a witness says is words alone"));
    if (c->frozen_at.ms && c->state != COMPLAINT_DISPUTED)
        return refuse(w, "paper", N_("The evidence is frozen since the proposal of {1}; take the case up again or dispute it to add more"), instant_words(w->arena, c->frozen_at));
    if (c->evidence.count >= EVIDENCE_MOST) return refuse(w, "paper", N_("A complaint holds {1} pieces of evidence at most"), print(w, "%d", EVIDENCE_MOST));
    struct complaint_evidence *all = take_many(w, struct complaint_evidence, c->evidence.count + 1);
    for (size_t i = 0; i < c->evidence.count; i++) all[i] = *ROW(struct complaint_evidence, c->evidence, i);
    all[c->evidence.count] = (struct complaint_evidence){ w->acted, { w->actor->user }, in->side, in->kind, in->paper, has_note ? in->note : "" };
    c->evidence = (rows_of){ all, c->evidence.count + 1 };
    return true;
}
