/* my_contracts.c — GET /api/my/contracts: the worker's own contracts, with customers and with us, to read, sign and copy (暂行办法 15). The text opens with a code to her number. */
#include "contracts/contracts.h"
#include "field/my.h"
#include "record/answer.h"

bool my_contracts_list_call(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    struct found all = LOAD_WHERE(w, contract, "worker = $1 and $1 <> 0 and state not in (3, 4, 9) order by id desc limit 20", BIND(num(w->actor->worker)));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "contracts");
    for (int i = 0; i < all.count; i++) contract_line_write(w, &j, all.at[i], PARTY_WORKER);
    struct found own = LOAD_WHERE(w, work_contract, "worker = $1 and $1 <> 0 and state in (2, 3, 4, 5) and document_hash <> '' order by id desc limit 20", BIND(num(w->actor->worker)));
    for (int i = 0; i < own.count; i++) work_contract_line_write(w, &j, own.at[i]);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
