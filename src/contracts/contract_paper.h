/* contract_paper.h — the making of a signed paper as PDF by a job: for both kinds of paper, contract_paper.c and work_contract_paper.c only. */
#pragma once
#include "contracts/deed_of.h"
#include "http/http.h"
#include "record/job.h"

struct paper_making {
    int64_t id;
    struct arena *arena;            /* the job's: what has to outlive a read is copied into it */
    text document, hash, number;
    instant sent_at;
    struct evidence evidence[3]; int count;
    struct upload made;
    bool evidenced, wanted;         /* with the page of evidence; false: nothing to make */
};
text paper_kept(struct paper_making *making, text words);
text paper_when(struct paper_making *making, instant at);
/* `fetch` fills it, `store` hangs what was made on its record. */
bool paper_make(struct job *job, struct paper_making *making, db_run *fetch, db_run *store);
