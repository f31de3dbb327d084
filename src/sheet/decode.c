/* decode.c — the bytes of a CSV file as UTF-8. Excel in China saves "CSV" as GB18030 (GBK) and "Unicode text" as UTF-16LE.
 *
 * What is valid UTF-8 to its last byte is taken for UTF-8: Chinese in GB18030 practically never is. Everything else must be
 * valid GB18030 to its last byte, which is checked before anything is read: a guess that fails in row 2 000 is no guess. */
#include <errno.h>
#include <string.h>
#include "base/sealed_file.h"
#include "sheet/inside.h"

bool decode_open(struct decode *decode, const struct sheet_book *book, text encoding, long skip)
{
    *decode = (struct decode){ .plain = !*encoding, .file = sealed_file_stream(book->path, book->key) };
    if (!decode->plain) decode->how = iconv_open("UTF-8", encoding);
    if (decode->file && !fseek(decode->file, skip, SEEK_SET) && (decode->plain || decode->how != (iconv_t)-1)) return true;
    decode_close(decode);
    return false;
}

void decode_close(struct decode *decode)
{
    if (decode->file) fclose(decode->file);
    if (!decode->plain && decode->how != (iconv_t)-1) iconv_close(decode->how);
    *decode = (struct decode){ .plain = true, .ended = true };
}

/* raw → out. A character cut by the end of the piece stays in raw for the next one; at the file's end that is an error. */
static void convert(struct decode *decode)
{
    char *from = decode->raw, *to = decode->out;
    size_t left = decode->raw_length, room = sizeof decode->out;
    size_t done = iconv(decode->how, &from, &left, &to, &room);
    bool cut = done == (size_t)-1 && errno == EINVAL;
    if (done == (size_t)-1 && (!cut || decode->ended)) decode->bad = true;
    decode->length = (size_t)(to - decode->out);
    memmove(decode->raw, from, left);
    decode->raw_length = left;
}

static void fill(struct decode *decode)
{
    char *into = decode->plain ? decode->out : decode->raw + decode->raw_length;
    size_t room = decode->plain ? sizeof decode->out : sizeof decode->raw - decode->raw_length;
    size_t got = fread(into, 1, room, decode->file);
    if (got < room) decode->ended = true;
    if (ferror(decode->file)) decode->bad = true;
    decode->at = decode->length = 0;
    if (decode->plain) { decode->length = got; return; }
    decode->raw_length += got;
    convert(decode);
}

int decode_next(struct decode *decode)
{
    while (decode->at == decode->length) {
        if (decode->ended || decode->bad) return -1;
        fill(decode);
    }
    return (unsigned char)decode->out[decode->at++];
}

/* Well-formed UTF-8 (RFC 3629): no overlong form, no surrogate, nothing above U+10FFFF. `need` bytes are to come between
 * `low` and `high`; the state lives from byte to byte. */
struct utf8 { int need, low, high; };

static bool utf8_lead(struct utf8 *state, int byte)
{
    state->low = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
    state->high = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
    state->need = byte < 0x80 ? 0 : byte >= 0xC2 && byte < 0xE0 ? 1 : byte >= 0xE0 && byte < 0xF0 ? 2 : byte >= 0xF0 && byte < 0xF5 ? 3 : -1;
    return state->need >= 0;
}

static bool utf8_step(struct utf8 *state, int byte)
{
    if (!state->need) return utf8_lead(state, byte);
    if (byte < state->low || byte > state->high) return false;
    state->low = 0x80;
    state->high = 0xBF;
    state->need--;
    return true;
}

/* Reads all of it; iconv looks at the other encodings itself. A NUL is in no text. */
static bool valid(struct sheet_book *book, text encoding, long skip)
{
    struct decode decode;
    struct utf8 state = { 0 };
    if (!decode_open(&decode, book, encoding, skip)) return false;
    bool well = true;
    for (int byte; well && (byte = decode_next(&decode)) >= 0;) well = byte && (!decode.plain || utf8_step(&state, byte));
    well = well && !decode.bad && !state.need;
    decode_close(&decode);
    return well;
}

static bool accept(struct sheet_book *book, text encoding, long skip)
{
    if (!valid(book, encoding, skip)) return false;
    book->encoding = encoding;
    book->skip = skip;
    return true;
}

bool decode_sniff(struct sheet_book *book, text *ret_why)
{
    char mark[4] = "";
    FILE *file = sealed_file_stream(book->path, book->key);
    size_t length = file ? fread(mark, 1, 3, file) : 0;
    if (file) fclose(file);
    bool well;
    if (length == 3 && !memcmp(mark, "\xEF\xBB\xBF", 3)) well = accept(book, "", 3);
    else if (length >= 2 && !memcmp(mark, "\xFF\xFE", 2)) well = accept(book, "UTF-16LE", 2);
    else if (length >= 2 && !memcmp(mark, "\xFE\xFF", 2)) well = accept(book, "UTF-16BE", 2);
    else well = accept(book, "", 0) || accept(book, "GB18030", 0);
    if (!well) *ret_why = N_("This is neither a workbook nor a text file in UTF-8 or GB18030. Save it as .xlsx.");
    return well;
}
