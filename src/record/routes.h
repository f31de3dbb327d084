/* routes.h — which code answers which path. For record/. */
#pragma once
#include "record/house.h"

const struct call *call_of(const struct house *house, const struct request *request);
void house_handle(void *house, const struct request *request, struct reply *reply);
