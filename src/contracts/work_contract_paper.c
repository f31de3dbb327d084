/* work_contract_paper.c — a work contract as PDF, and once both have signed with the page of evidence. */
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "contracts/contract_paper.h"
#include "contracts/work_contract_own.h"
#include "record/file.h"
#include "record/store.h"

static text path_of(struct work *w, struct paper_making *m, file picture) { return picture.hash && *picture.hash ? paper_kept(m, file_facts(w, picture.hash).path) : ""; }

static void read_evidence(struct work *w, struct paper_making *m, const struct work_contract *c)
{
    m->evidence[0] = (struct evidence){ "甲方（用人单位）", paper_kept(m, c->company_name), "甲方经办人，经甲方授权", translate("zh", N_("Logged in")), paper_when(m, c->company_signed_at), paper_kept(m, c->company_proof), paper_kept(m, c->company_address), paper_kept(m, c->company_device), path_of(w, m, c->company_picture) };
    m->evidence[1] = (struct evidence){ "乙方（劳动者）", paper_kept(m, record_title(w, &person_type, c->person.id)), "本人", translate("zh", N_("By a code to the phone")), paper_when(m, c->worker_signed_at), paper_kept(m, c->worker_proof), paper_kept(m, c->worker_address), paper_kept(m, c->worker_device),
        path_of(w, m, c->worker_picture) };
}

static bool read_it(struct work *w, void *data)
{
    struct paper_making *m = data;
    const struct work_contract *c = record_peek(w, &work_contract_type, m->id);
    if (!c || !c->document_hash || !*c->document_hash) return !failed(w);
    m->document = paper_kept(m, work_contract_document(w, c));
    m->hash = paper_kept(m, c->document_hash);
    m->number = paper_kept(m, c->record.number);
    m->sent_at = c->sent_at;
    m->count = 2;
    m->evidenced = !work_contract_unsigned(c) && !c->filed_by.id;
    if (m->evidenced) read_evidence(w, m, c);
    text there = m->evidenced ? c->signed_paper.hash : c->paper.hash;
    m->wanted = *m->document && !(there && *there);
    return !failed(w);
}

static bool put(struct work *w, void *data)
{
    struct paper_making *m = data;
    struct work_contract *c = record_peek(w, &work_contract_type, m->id);
    if (!c || strcmp(c->document_hash, m->hash)) return !failed(w);         /* taken back meanwhile */
    if (!file_made(w, &m->made)) return false;
    if (m->evidenced) c->signed_paper.hash = m->made.hash;
    else c->paper.hash = m->made.hash;
    return SAVE(w, work_contract, c);
}

bool work_contract_paper_job(struct job *job)
{
    struct paper_making m = { .id = strtoll(job_arguments(job), NULL, 10) };
    return paper_make(job, &m, read_it, put);
}
