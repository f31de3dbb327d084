/* letters.h — words put into a layout, and drawn so that each letter of them reaches the paper.
 *
 * Cairo embeds of a CFF font (Noto CJK is one) the letters that occur with the subroutines their outlines call, and its search for these errs: 1.16
 * (Debian 12, Ubuntu 22.04) takes an operand's sign for a number above 32,767, passes over a subroutine that another letter had called with the
 * hints it declares, and goes on when it is lost. A letter whose subroutine it missed has its place, can be searched and copied, and is not drawn:
 * 如 by itself, others by what else is on the paper; with K and I it gives up and embeds 800 KB. So a CFF font is shown here by its outlines alone
 * (cairo's way for a slanted font, which is none of the file's): no letter depends on another, all Chinese stays in one face, and a page has 30 KB
 * where it had 120. Fonts of another kind are drawn as they are.
 *
 * What is made for a font lasts as long as Pango's font map, that is a thread's. Any thread, each with layouts of its own. */
#pragma once
#include <pango/pangocairo.h>
#include "base/arena.h"

/* `spacing`: between letters, in points. What is too long for its line is broken without a hyphen: a letter that is not in the words is not drawn. */
void letters_set(PangoLayout *layout, text words, int spacing);

/* As pango_cairo_show_layout and pango_cairo_show_layout_line: from the current point, which is the layout's upper left corner or the line's
 * beginning on its baseline. Left to right. */
void letters_show(cairo_t *cr, PangoLayout *layout);
void letters_show_line(cairo_t *cr, PangoLayoutLine *line);
