/* qr.c — see qr.h. */
#include "base/qr.h"
#include <qrencode.h>
#include <string.h>
#include "base/buf.h"

enum { QUIET = 4 };

/* One horizontal run of dark modules is one piece of the path. */
static void draw(struct buf *out, const QRcode *code)
{
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width; x++) {
            int run = 0;
            while (x + run < code->width && code->data[y * code->width + x + run] & 1) run++;
            if (run) buf_print(out, "M%d %dh%dv1h-%dz", x + QUIET, y + QUIET, run, run);
            x += run;
        }
}

text qr_svg(struct work *w, text content, text label)
{
    QRcode *code = QRcode_encodeString8bit(content, 0, QR_ECLEVEL_M);
    if (!code) return fault(w, "no QR code of %zu characters", strlen(content)), "";
    int side = code->width + 2 * QUIET;
    struct buf out = buf_new(w->arena);
    buf_print(&out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"%s\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"", side, side, label, side, side);
    draw(&out, code);
    buf_add(&out, "\"/></svg>");
    QRcode_free(code);
    return buf_text(&out);
}
