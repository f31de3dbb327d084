/* weekdays.h — the days of a week as people write them: 周一至周五 8:00–12:00, 每周二、四、六, 周六日, 工作日, 周末双休, Mon–Fri. */
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"

/* The weekdays that `said` names, in bits (base/interval.h). False where it names none, or counts them (每周三天). */
bool weekdays_said(text said, uint64_t *ret);
/* The same of working time. False too where it speaks of what is left out (除周日外, 周末双休) or of every other week. */
bool weekdays_worked(text hours, uint64_t *ret);
