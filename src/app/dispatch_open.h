/* dispatch_open.h — what the commands of `zhangjia dispatch` open: an instance, and a solution of it. */
#pragma once
#include "app/dispatch_flags.h"

/* 0, or the exit status after having said why not. `more`: a file with one visit more (NULL: none). */
int dispatch_open_instance(const struct dispatch_flags *flags, text more, struct instance *instance);
/* The solution named second; NULL after having said why not. */
struct plan *dispatch_open_solution(const struct dispatch_flags *flags, const struct instance *instance, struct arena *arena);
