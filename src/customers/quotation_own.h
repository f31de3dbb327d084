/* quotation_own.h — the quotation's inner seams: its arithmetic, and what is its own of a large job's (quotation_job.c). For quotation*.c only. */
#pragma once
#include "customers/quotation.h"

/* Amounts of the lines, month and day, and the price where it is for the term or the job; `days` of the term, of a job 1. */
void quotation_reckon(struct work *w, struct quotation *quotation, int64_t days);
/* The check of a job's: fills in what a new one begins with, and reckons. */
bool quotation_job_check(struct work *w, struct quotation *quotation, const struct quotation *before);
/* Why a job's may not be offered yet; NULL: it may. */
const struct sentence *quotation_job_offerable(struct work *w, const struct quotation *quotation);
