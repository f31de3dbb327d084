/* board.h — the dispatch board's day in one answer (GET /api/board), and the numbers of today (GET /api/today). */
#pragma once
#include "operations/operations.h"

bool board_call(struct work *w, const struct request *request, struct reply *reply);
bool today_call(struct work *w, const struct request *request, struct reply *reply);
