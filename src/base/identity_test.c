#include "base/identity.h"
#include "test/test.h"

static day today(void) { return day_from_date((struct date){ 2026, 11, 23 }); }

TEST(identity_numbers_of_gb_11643)
{
    static const struct { const char *number; bool demo; const char *code; } rows[] = {
        { "11010519491231002X", false, "" },            /* the example of the standard itself */
        { "440524188001010014", false, "birth" },       /* its other example: born 1880, more than 120 years ago */
        { "11010519491231002x", false, "" }, { "110105 19491231 002X", false, "" },
        { "110105194912310021", false, "check_digit" }, { "11010519491231003X", false, "check_digit" },
        { "11010519490231002X", false, "birth" }, { "110105203012310021", false, "birth" }, { "110105202611240000", false, "birth" },
        { "160105194912310021", false, "region" }, { "1101051949123100", false, "length" }, { "", false, "length" },
        { "11010519491231002XX", false, "length" }, { "1101051949123100X2", false, "characters" }, { "11010519491231002A", false, "characters" },
        { "110105491231002", false, "" }, { "110105491331002", false, "birth" }, { "11010549123100X", false, "characters" },
        { "990105194912310023", false, "region" }, { "990105194912310023", true, "" },
        { "911156198108030035", false, "check_digit" }, { "911156198108030033", false, "" }, { "916105194912310021", false, "region" },
        { "110105194912310021110105194912310021", false, "length" },
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CASE(rows[i].number);
        SAME_TEXT(check_code(check_id_number(arena, rows[i].number, today(), rows[i].demo, NULL)), rows[i].code);
    }
    arena_free(arena);
}

TEST(an_identity_number_tells_birth_and_sex)
{
    struct arena *arena = arena_new();
    text number = "";
    CHECK(check_id_number(arena, "110105491231002", today(), false, &number) == NULL);
    SAME_TEXT(number, "11010519491231002X");
    EQUAL(id_number_birth(number).number, day_from_date((struct date){ 1949, 12, 31 }).number);
    EQUAL(id_number_sex(number), FEMALE);
    EQUAL(id_number_sex("440524188001010014"), MALE);
    CHECK(check_foreign_card("CHN310090010122") == NULL && check_foreign_card("USA110000023031") != NULL);
    CHECK(check_foreign_card("usa110090010122") != NULL && check_foreign_card("USA11009001012") != NULL);
    arena_free(arena);
}

TEST(company_codes_and_bank_cards)
{
    static const struct { const char *number, *code; } companies[] = {
        { "91110000802100433B", "" }, { "9144030071526726XG", "" }, { "914403001922038216", "" }, { "91110000802100433C", "check_digit" },
        { "91110000802100343B", "check_digit" }, { "91110000802100433I", "characters" }, { "9111000080210043", "length" }, { "", "length" },
    };
    static const struct { const char *number, *code; } cards[] = {
        { "4111111111111111", "" }, { "4111 1111 1111 1111", "" }, { "6011111111111117", "" }, { "30569309025904", "" },
        { "4111111111111112", "check_digit" }, { "1411111111111111", "check_digit" }, { "0000000000000000", "check_digit" },
        { "411111111111", "length" }, { "41111111111111111111", "length" }, { "411111111111111a", "characters" }, { "", "length" },
    };
    for (size_t i = 0; i < sizeof companies / sizeof *companies; i++) {
        CASE(companies[i].number);
        SAME_TEXT(check_code(check_uscc(companies[i].number)), companies[i].code);
    }
    for (size_t i = 0; i < sizeof cards / sizeof *cards; i++) {
        CASE(cards[i].number);
        SAME_TEXT(check_code(check_bank_card(cards[i].number)), cards[i].code);
    }
}

TEST(telephone_numbers)
{
    static const struct { const char *number; bool demo; const char *normal, *code; } rows[] = {
        { "13812341234", false, "13812341234", "" }, { "+86 138-1234-1234", false, "13812341234", "" }, { "8613812341234", false, "13812341234", "" },
        { "0086-13812341234", false, "13812341234", "" }, { "12812341234", false, "", "phone" }, { "1381234123", false, "", "phone" },
        { "10012341234", true, "10012341234", "" }, { "10012341234", false, "", "phone" },
        { "021-58887777", false, "021-58887777", "" }, { "(021) 5888 7777", false, "021-58887777", "" }, { "02158887777-801", false, "021-58887777-801", "" },
        { "021-58887777转801", false, "021-58887777-801", "" }, { "021-5888-7777", false, "021-58887777", "" }, { "07558888666", false, "0755-8888666", "" },
        { "0755-88886666ext.12", false, "0755-88886666-12", "" }, { "400-800-1234", false, "400-8001234", "" },
        { "58887777", false, "", "area_code" }, { "021-18887777", false, "", "phone" }, { "0155-8887777", false, "", "phone" },
        { "021-58887777转", false, "", "phone" }, { "13812341234转8", false, "", "phone" }, { "abc", false, "", "phone" }, { "", false, "", "phone" },
        { "021-58887777-8012345", false, "", "phone" }, { "1111111111111111111111111111", false, "", "phone" },
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CASE(rows[i].number);
        SAME_TEXT(check_code(check_phone(rows[i].number, rows[i].demo)), rows[i].code);
        SAME_TEXT(phone_normal(arena, rows[i].number, rows[i].demo), rows[i].normal);
    }
    SAME_TEXT(phone_normal(arena, "＋８６ １３８　1234 1234", false), "13812341234");
    CASE("mobiles alone");
    CHECK(!check_mobile("+86 138 1234 1234", false) && check_mobile("021-58887777", false) && check_mobile("10012341234", false));
    CHECK(!check_mobile("10012341234", true) && check_mobile("1381234123a", false) && check_mobile("", false));
    arena_free(arena);
}

TEST(masks_hide_the_middle)
{
    struct arena *arena = arena_new();
    SAME_TEXT(mask_phone(arena, "13812341234"), "138****1234");
    SAME_TEXT(mask_phone(arena, "58887777"), "****7777");
    SAME_TEXT(mask_phone(arena, "12345"), "*****");
    SAME_TEXT(mask_id_number(arena, "110101199001011234"), "110101********1234");
    SAME_TEXT(mask_id_number(arena, "E12345678"), "*****5678");
    SAME_TEXT(mask_name(arena, "张小明"), "张*明");
    SAME_TEXT(mask_name(arena, "张明"), "张*");
    SAME_TEXT(mask_name(arena, "欧阳小飞"), "欧**飞");
    SAME_TEXT(mask_name(arena, "张"), "*");
    SAME_TEXT(mask_name(arena, ""), "");
    SAME_TEXT(mask_tail(arena, "6222021234567890"), "****7890");
    SAME_TEXT(mask_tail(arena, "12345"), "****");
    arena_free(arena);
}
