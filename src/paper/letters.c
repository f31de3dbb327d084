/* letters.c — see letters.h. */
#include "paper/letters.h"
#include <string.h>

static const text others[] = { "如", "K" };
static const char instead[] = "Noto Sans CJK JP, Noto Sans CJK SC";

static void over(PangoAttrList *attributes, PangoAttribute *one, size_t from, size_t length)
{
    one->start_index = (guint)from;
    one->end_index = (guint)(from + length);
    pango_attr_list_insert(attributes, one);
}

/* The face alone does not do it: in a Chinese text the font puts its Chinese glyph, the lost one, in the other's place (locl). */
static void in_other_face(PangoAttrList *attributes, size_t from, size_t length)
{
    over(attributes, pango_attr_family_new(instead), from, length);
    over(attributes, pango_attr_language_new(pango_language_from_string("ja")), from, length);
}

static void each_in_other_face(PangoAttrList *attributes, text words, text letter)
{
    size_t length = strlen(letter);
    for (text at = words; (at = strstr(at, letter)); at += length) in_other_face(attributes, (size_t)(at - words), length);
}

void letters_set(PangoLayout *layout, text words, int spacing)
{
    PangoAttrList *attributes = pango_attr_list_new();
    if (spacing) pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(spacing * PANGO_SCALE));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) each_in_other_face(attributes, words, others[i]);
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_text(layout, words, -1);
}
