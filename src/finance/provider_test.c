/* provider_test.c — the signature both sides reckon, and what of a provider's words is believed. */
#include "finance/provider.h"
#include "test/test.h"

static const char key[] = "a key that both keep, long enough to be one", body[] = "{\"order\":\"ZJ1\",\"state\":\"paid\"}";
static const instant now = { INT64_C(1795600000000) };

/* Reckoned by: printf '1795600000.{"order":"ZJ1","state":"paid"}' | openssl dgst -sha256 -hmac "$key" */
TEST(a_message_is_signed_as_openssl_signs_it)
{
    struct arena *arena = arena_new();
    SAME_TEXT(provider_signature(arena, key, "1795600000", body, strlen(body)), "f85ea13870cd95390663ec5ce37171126f0878ce426280e39c8c648c5adc79c9");
    arena_free(arena);
}

TEST(a_message_is_believed_with_our_key_our_body_and_our_time_only)
{
    struct arena *arena = arena_new();
    text right = provider_signature(arena, key, "1795600000", body, strlen(body));
    CHECK(provider_signed(key, "1795600000", right, body, strlen(body), now));
    CASE("another key"); CHECK(!provider_signed("another key that both keep, long enough", "1795600000", right, body, strlen(body), now));
    CASE("another body"); CHECK(!provider_signed(key, "1795600000", right, body, strlen(body) - 1, now));
    CASE("another time"); CHECK(!provider_signed(key, "1795600001", right, body, strlen(body), now));
    CASE("ten minutes old"); CHECK(provider_signed(key, "1795600000", right, body, strlen(body), (instant){ now.ms + MINUTES(10) }));
    CASE("older"); CHECK(!provider_signed(key, "1795600000", right, body, strlen(body), (instant){ now.ms + MINUTES(10) + 1000 }));
    CASE("of the future"); CHECK(!provider_signed(key, "1795600000", right, body, strlen(body), (instant){ now.ms - MINUTES(11) }));
    CASE("nothing given"); CHECK(!provider_signed(key, NULL, right, body, strlen(body), now) && !provider_signed(key, "1795600000", NULL, body, strlen(body), now));
    CASE("no key in the house"); CHECK(!provider_signed("", "1795600000", right, body, strlen(body), now));
    CASE("letters for a time"); CHECK(!provider_signed(key, "soon", right, body, strlen(body), now));
    arena_free(arena);
}

TEST(what_a_provider_says_is_read_strictly)
{
    static const struct { text body; bool well; } cases[] = {
        { "{\"order\":\"ZJ1\",\"state\":\"paid\",\"number\":\"42\",\"amount\":100}", true }, { "{\"state\":\"paid\"}", false }, { "{\"order\":\"ZJ1\"}", false }, { "[]", false }, { "", false },
        { "{\"order\":\"ZJ1\",\"state\":\"paid\",\"amount\":1.5}", false }, { "{\"order\":\"ZJ1\",\"order\":\"ZJ2\",\"state\":\"paid\"}", false }, { "{\"order\":7,\"state\":\"paid\"}", false },
        { "{\"order\":\"ZJ1\",\"state\":\"paid\",\"amount\":\"100\"}", false },
    };
    struct arena *arena = arena_new();
    struct charge_news news;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CASE(cases[i].body);
        EQUAL(provider_read(arena, cases[i].body, strlen(cases[i].body), &news), cases[i].well);
    }
    arena_free(arena);
}
