/* buf_test.c — text as it stands inside a page. */
#include "base/buf.h"
#include "test/test.h"

TEST(what_a_person_typed_cannot_become_a_tag_or_leave_its_attribute)
{
    struct arena *arena = arena_new();
    SAME_TEXT(html_text(arena, "<script>alert(\"1\")</script>"), "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
    SAME_TEXT(html_text(arena, "A&amp;B 王师傅"), "A&amp;amp;B 王师傅");
    SAME_TEXT(html_text(arena, ""), "");
    arena_free(arena);
}
