/* deed_of.h — a frozen text (document.h) as blocks of a PDF, and the page of evidence of its signatures. Pure; for contract_paper.c and the bench. */
#pragma once
#include <jansson.h>
#include "paper/deed.h"

struct evidence { text party, name, capacity, way, when, proof, address, device, picture; };      /* picture: path of a PNG, "" none */

/* Blocks of the document in the arena; `evidence` NULL: lines to sign on. False: the text is damaged. */
bool deed_of(struct arena *arena, text document, text hash, instant made, const struct evidence *evidence, int count, struct deed *ret);
