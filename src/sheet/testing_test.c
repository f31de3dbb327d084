/* testing_test.c — see testing.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>
#include "sheet/testing.h"

/* One file is enough: each test opens what it made last. Static because an exit handler must know it; tests are one thread. */
static char last[] = "/dev/shm/sheet-test-XXXXXX";

static void remove_last(void) { unlink(last); }

static text fresh(void)
{
    static bool begun;
    if (!begun) {
        int file = mkstemp(last);
        if (file < 0) abort();
        close(file);
        atexit(remove_last);
        begun = true;
    }
    return last;
}

text made_file(struct arena *arena, const void *bytes, size_t length)
{
    FILE *file = fopen(fresh(), "wb");
    if (!file || fwrite(bytes, 1, length, file) != length || fclose(file)) abort();
    return arena_copy(arena, last);
}

static void add(zip_t *zip, text name, text content)
{
    zip_source_t *source = zip_source_buffer(zip, content, strlen(content), 0);
    if (zip_file_add(zip, name, source, ZIP_FL_OVERWRITE) < 0) abort();
}

static void add_workbook(zip_t *zip, struct arena *arena, const struct made *made)
{
    add(zip, "[Content_Types].xml", "<Types/>");
    add(zip, "_rels/.rels", "<Relationships><Relationship Id=\"r\" Type=\"http://x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
    add(zip, "xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"r1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
        "<Relationship Id=\"r2\" Type=\"http://x/worksheet\" Target=\"/xl/worksheets/sheet1.xml\"/><Relationship Id=\"r3\" Type=\"http://x/styles\" Target=\"styles.xml\"/>"
        "<Relationship Id=\"r4\" Type=\"http://x/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
    add(zip, "xl/workbook.xml", arena_print(arena, "<workbook xmlns:r=\"q\"><workbookPr%s/><sheets><sheet name=\"员工&amp;名单\" sheetId=\"1\" r:id=\"r1\"/>%s</sheets></workbook>",
        made->from_1904 ? " date1904=\"1\"" : "", made->hidden_too ? "<sheet name=\"b\" sheetId=\"2\" state=\"hidden\" r:id=\"r2\"/>" : ""));
    add(zip, "xl/sharedStrings.xml", made->shared ? made->shared : "<sst/>");
    add(zip, "xl/styles.xml", arena_print(arena, "<styleSheet>%s</styleSheet>", made->formats ? made->formats : ""));
    if (made->sheet) add(zip, "xl/worksheets/sheet1.xml", made->sheet);
}

text made_xlsx(struct arena *arena, const struct made *made)
{
    zip_t *zip = zip_open(fresh(), ZIP_CREATE | ZIP_TRUNCATE, NULL);
    if (!zip) abort();
    add_workbook(zip, arena, made);
    if (zip_close(zip)) abort();
    return arena_copy(arena, last);
}
