/* pins.h — a pin is a rule: whoever is pinned to a slot gets in, whatever it costs the others. Called by finish() only. */
#pragma once
#include "dispatch/questions/board.h"

bool pins_are_in(const struct board *b);     /* but for those whose slot cannot take them at all */

/* Makes room for pinned visits that found no seat, by leaving others out, pinned ones only for a moment. May leave out many who are not
 * pinned: insert what fits afterwards. False: some pinned visit still has no seat, which is so when pins contradict each other. */
bool seat_pins(struct board *b);
