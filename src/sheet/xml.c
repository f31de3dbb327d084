/* xml.c — one part of an .xlsx archive through expat.
 *
 * What a hostile file may try and what stops it here: entities (a DTD is refused), a zip bomb (bytes and ratio are counted as
 * they come, the archive's own numbers are not believed), deep nesting (64), one endless tag or attribute, for which expat
 * would keep a growing buffer and look at it again with every piece (1 MB without an event). */
#include <string.h>
#include "sheet/inside.h"

enum { PIECE = 32 << 10, MAX_DEPTH = 64, MAX_SILENCE = 1 << 20, RATIO = 200, RATIO_FROM = 8 << 20, MAX_INFLATED = 256 << 20 };

void xml_refuse(struct xml *xml, text why)
{
    if (!*xml->why) xml->why = why;
    XML_StopParser(xml->parser, XML_FALSE);
}

void xml_pause(struct xml *xml) { XML_StopParser(xml->parser, XML_TRUE); }

static text local(text name) { const char *colon = strchr(name, ':'); return colon ? colon + 1 : name; }

text xml_attribute(const char **attributes, text name)
{
    for (; *attributes; attributes += 2) if (!strcmp(local(*attributes), name)) return attributes[1];
    return "";
}

static void started(void *data, const XML_Char *name, const XML_Char **attributes)
{
    struct xml *xml = data;
    xml->heard = xml->inflated;
    if (++xml->depth > MAX_DEPTH) { xml_refuse(xml, N_("The workbook is damaged.")); return; }
    if (!*xml->why) xml->start(xml->me, local(name), attributes);
}

static void ended(void *data, const XML_Char *name)
{
    struct xml *xml = data;
    xml->heard = xml->inflated;
    xml->depth--;
    if (!*xml->why) xml->end(xml->me, local(name));
}

static void lettered(void *data, const XML_Char *at, int length)
{
    struct xml *xml = data;
    xml->heard = xml->inflated;
    if (!*xml->why && xml->letters) xml->letters(xml->me, at, length);
}

static void doctype(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public, int internal)
{
    (void)name; (void)system; (void)public; (void)internal;
    xml_refuse(data, N_("The workbook holds a document type definition, which no spreadsheet program writes."));
}

bool xml_open(struct xml *xml, struct zip *zip, text part)
{
    zip_stat_t about;
    xml->zip = zip;
    xml->why = "";
    zip_stat_init(&about);
    if (!zip_stat(zip, part, ZIP_FL_NOCASE, &about)) xml->packed = about.comp_size;
    xml->file = zip_fopen(zip, part, ZIP_FL_NOCASE);
    xml->parser = xml->file ? XML_ParserCreate(NULL) : NULL;
    if (!xml->parser) { xml->why = N_("The workbook is damaged."); return false; }
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, started, ended);
    XML_SetCharacterDataHandler(xml->parser, lettered);
    XML_SetStartDoctypeDeclHandler(xml->parser, doctype);
    return true;
}

static bool within_caps(struct xml *xml, uint64_t more)
{
    xml->inflated += more;
    if (xml->inflated > MAX_INFLATED || (xml->inflated > RATIO_FROM && xml->inflated / RATIO > xml->packed))
        xml->why = N_("The workbook is too large when unpacked.");
    else if (xml->inflated - xml->heard > MAX_SILENCE) xml->why = N_("The workbook is damaged.");
    return !*xml->why;
}

static enum XML_Status feed(struct xml *xml)
{
    void *piece = XML_GetBuffer(xml->parser, PIECE);
    zip_int64_t got = piece ? zip_fread(xml->file, piece, PIECE) : -1;
    if (got < 0 || !within_caps(xml, (uint64_t)got)) return XML_STATUS_ERROR;
    xml->ended = got == 0;
    return XML_ParseBuffer(xml->parser, (int)got, xml->ended);
}

/* A pause keeps the rest of the piece inside expat: the next run goes on with that before it reads more. */
void xml_run(struct xml *xml)
{
    enum XML_Status status = XML_STATUS_OK;
    if (xml->paused) status = XML_ResumeParser(xml->parser);
    xml->paused = false;
    while (status == XML_STATUS_OK && !xml->ended && !*xml->why) status = feed(xml);
    if (status == XML_STATUS_SUSPENDED && !*xml->why) { xml->paused = true; return; }
    if (status == XML_STATUS_ERROR && !*xml->why) xml->why = N_("The workbook is damaged.");
    xml->ended = true;
}

void xml_close(struct xml *xml)
{
    if (xml->parser) XML_ParserFree(xml->parser);
    if (xml->file) zip_fclose(xml->file);
    xml->parser = NULL;
    xml->file = NULL;
}
