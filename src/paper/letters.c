/* letters.c — see letters.h. */
#include "paper/letters.h"
#include <string.h>

static const char lost[] = "如", instead[] = "Noto Sans CJK JP, Noto Sans CJK SC";

static void in_other_face(PangoAttrList *attributes, text words, text at)
{
    PangoAttribute *face = pango_attr_family_new(instead);
    face->start_index = (guint)(at - words);
    face->end_index = face->start_index + (guint)strlen(lost);
    pango_attr_list_insert(attributes, face);
}

void letters_set(PangoLayout *layout, text words, int spacing)
{
    PangoAttrList *attributes = pango_attr_list_new();
    if (spacing) pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(spacing * PANGO_SCALE));
    for (text at = words; (at = strstr(at, lost)); at += strlen(lost)) in_other_face(attributes, words, at);
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_text(layout, words, -1);
}
