/* instruction.h — what somebody of the customer's side wants of a contract, and whether her word counts (T23: two who argue).
 *
 *   waits → stands | turned_down          stands | waits → withdrawn
 *
 * Who signed, and who holds an authority on file that covers it, are obeyed: their word stands as it comes. Another's (a divorced husband, a brother) is
 * written down with who she is and what she wants, and waits: nothing is ended, suspended or agreed on the customer's side of that contract until the
 * written instruction of one who may is filed with it, or until it is turned down, with what was answered. An amendment needs no word: it is signed. */
#pragma once
#include "contracts/contract.h"

enum instruction_state { INSTRUCTION_WAITS = 1, INSTRUCTION_STANDS, INSTRUCTION_TURNED_DOWN, INSTRUCTION_WITHDRAWN };
enum instruction_what { INSTRUCTED_END = 1, INSTRUCTED_CHANGE, INSTRUCTED_SUSPEND, INSTRUCTED_MONEY, INSTRUCTED_OTHER };
enum instruction_way { INSTRUCTED_ON_PAPER = 1, INSTRUCTED_IN_PERSON, INSTRUCTED_BY_PHONE, INSTRUCTED_BY_MESSAGE };

struct contract_instruction {
    struct record record;
    enum instruction_state state;
    ref contract;
    enum instruction_what what;
    enum instruction_by instructed_by;
    ref authority;                  /* of who holds one */
    text name, relation;            /* of another: who she is */
    enum instruction_way way;
    text words;                     /* what she wants, as she said it */
    file paper;                     /* hers in writing */
    text decided_by;                /* whose word counts in the end, and by which right */
    file decision;                  /* … in writing */
    instant decided_at;
    text answer;                    /* what she was told, when it was turned down */
};
extern const struct record_type contract_instruction_type;

/* Refuses while another's word waits on this contract: says whose, and what it takes. False: none does. */
bool instruction_waits(struct work *w, const struct contract *contract);
