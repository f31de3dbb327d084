/* answer_card.h — the answer book beside the telephone (话术 with its sources): per kind of service what to ask, what may be said, what may never be promised,
 * and what is not included. A card is a sentence with the place it comes from; the company edits, adds and retires cards. What a service costs is
 * never written on a card: the book reckons the band from the price list in force, for the branch and its region (GET /api/answer_book). */
#pragma once
#include "services/services.h"

enum book_state { CARD_IN_USE = 1, CARD_RETIRED };
enum book_kind { CARD_ASK = 1, CARD_WHICH, CARD_MAY_SAY, CARD_NEVER_SAY, CARD_NOT_INCLUDED };
struct answer_card {
    struct record record;
    enum book_state state;
    text code;                      /* of a card that came with the program; "" of the company's own */
    enum line_category category;    /* 0: every service */
    enum book_kind kind;
    text words, source;
    int64_t place;                  /* order among its kind */
};
extern const struct record_type answer_card_type;
bool answer_cards_seed(struct work *w);     /* adds what the company has never had; what it edited or retired stays so */
bool answer_book_call(struct work *w, const struct request *request, struct reply *reply);
