/* contract_paper.c — the contract as PDF, and once all have signed with the page of evidence: made by a job, as receipts are. */
#include <stdio.h>
#include <stdlib.h>
#include "base/log.h"
#include "base/scratch.h"
#include "base/words.h"
#include "contracts/contract_signature.h"
#include "contracts/contract_paper.h"
#include "contracts/document.h"
#include "record/file.h"
#include "record/store.h"

enum { PARTIES = 3 };

text paper_kept(struct paper_making *m, text t) { return arena_copy(m->arena, t ? t : ""); }

text paper_when(struct paper_making *m, instant at)
{
    struct date d = date_of(day_of(at));
    int minute = minute_of_day(at), second = (int)(at.ms / 1000 % 60);
    return arena_print(m->arena, "%04d-%02d-%02d %02d:%02d:%02d", d.year, d.month, d.day, minute / 60, minute % 60, second);
}

static void read_evidence(struct work *w, struct paper_making *m, const struct contract_signature *s)
{
    static const text parties[] = { "", "甲方（客户）", "乙方（家政服务机构）", "丙方（家政服务员）" };
    struct file_facts facts = s->picture.hash && *s->picture.hash ? file_facts(w, s->picture.hash) : (struct file_facts){ "", "", "", 0 };
    text way = translate("zh", choice_label(type_field(&contract_signature_type, "way")->choices, s->way));
    m->evidence[s->party - 1] = (struct evidence){ parties[s->party], paper_kept(m, s->name), paper_kept(m, s->capacity), paper_kept(m, way), paper_when(m, s->signed_at), paper_kept(m, s->proof), paper_kept(m, s->address), paper_kept(m, s->device), paper_kept(m, facts.path) };
}

static bool read_it(struct work *w, void *data)
{
    struct paper_making *m = data;
    const struct contract *c = record_peek(w, &contract_type, m->id);
    m->wanted = c && *c->document_hash;
    if (!m->wanted) return !failed(w);
    m->document = paper_kept(m, contract_document(w, c));
    m->hash = paper_kept(m, c->document_hash);
    m->number = paper_kept(m, c->record.number);
    m->sent_at = c->sent_at;
    m->count = PARTIES;
    m->evidenced = c->signed_on.given && !c->filed_by.id;
    struct found all = LOAD_WHERE(w, contract_signature, "contract = $1 and document_hash = $2", BIND(num(m->id), txt(c->document_hash)));
    for (int i = 0; i < all.count; i++) read_evidence(w, m, all.at[i]);
    bool made_before = *(m->evidenced ? c->signed_paper.hash : c->paper.hash);      /* two jobs of one contract, both behind the last signature */
    m->wanted = *m->document && !made_before && (!m->evidenced || all.count == PARTIES);
    return !failed(w);
}

static bool put(struct work *w, void *data)
{
    struct paper_making *m = data;
    struct contract *c = record_peek(w, &contract_type, m->id);
    if (!c || strcmp(c->document_hash, m->hash)) return !failed(w);         /* taken back meanwhile */
    if (!file_made(w, &m->made)) return false;
    if (m->evidenced) c->signed_paper.hash = m->made.hash;
    else c->paper.hash = m->made.hash;
    return SAVE(w, contract, c);
}

static bool keep(struct job *job, struct paper_making *m)
{
    struct work *w = work_open(job_house(job), &the_system);
    bool well = file_keep(w, &m->made);
    work_close(w);
    return well;
}

bool paper_make(struct job *job, struct paper_making *m, db_run *fetch, db_run *store)
{
    struct deed deed = { 0 };
    text why = "";
    m->arena = job_arena(job);
    if (!job_read(job, fetch, m)) return false;
    if (!m->wanted) return true;
    m->made = (struct upload){ .path = scratch_path(m->arena), .type = "application/pdf", .file_name = arena_print(m->arena, "%s%s.pdf", m->number, m->evidenced ? "-signed" : "") };
    bool well = deed_of(m->arena, m->document, m->hash, m->sent_at, m->evidenced ? m->evidence : NULL, m->count, &deed);
    deed.key = house_file_key(job_house(job));
    well = well && deed_pdf(&deed, m->made.path, &why) && file_measured(m->arena, &m->made) && keep(job, m) && job_write(job, store, m);
    if (*why) log_line("contract", "\"why\":%s", log_quote(m->arena, why));
    return well;
}

bool contract_paper_job(struct job *job)
{
    struct paper_making m = { .id = strtoll(job_arguments(job), NULL, 10) };
    return paper_make(job, &m, read_it, put);
}
