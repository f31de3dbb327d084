/* letters.h — words put into a layout so that each letter of them reaches the paper.
 *
 * Cairo 1.16 (Debian 12, Ubuntu 22.04) embeds one letter of Noto Sans CJK SC Regular so that no reader can draw it: 如. It can be searched
 * and copied, and where it stands is a gap; a contract's 如实 is read as 实. The other 27,000 Chinese letters of both weights were tried
 * and are drawn. The font's Japanese face has a glyph of its own for it, which comes through and is taken in its place, as Japanese: in a
 * Chinese text that face too puts the lost glyph. Where the face is not installed everything is as it was.
 *
 * K is set in that face too: with K, I and a Chinese letter of one weight on a paper the same cairo writes some 800 KB more of the font, and the
 * English résumé card (Kind, Identity card) had 960 KB where the Chinese one has 130. K is the rarer of the two. */
#pragma once
#include <pango/pango.h>
#include "base/arena.h"

/* `spacing`: between letters, in points. */
void letters_set(PangoLayout *layout, text words, int spacing);
