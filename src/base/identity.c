#include "base/identity.h"
#include <string.h>
#include "base/utf8.h"
#include "base/work.h"

/* Every sentence once, with its word. */
static const struct flaw { text code, why; } LENGTH = { "length", N_("An identity number has 18 characters") },
    CHARACTERS = { "characters", N_("An identity number consists of digits; only the last may be an X") },
    REGION = { "region", N_("The first six digits of the identity number name no region") },
    BIRTH = { "birth", N_("The identity number contains no possible birth date") },
    CHECK_DIGIT = { "check_digit", N_("The last character of the identity number does not fit the others") },
    CARD_FORM = { "characters", N_("The number of such a residence card is three letters and twelve digits") },
    CARD_BIRTH = { "birth", N_("The number of the residence card contains no possible birth date") },
    USCC_LENGTH = { "length", N_("A social credit code has 18 characters") },
    USCC_CHARACTERS = { "characters", N_("A social credit code consists of digits and capitals without I, O, S, V and Z") },
    USCC_CHECK_DIGIT = { "check_digit", N_("The last character of the social credit code does not fit the others") },
    BANK_LENGTH = { "length", N_("A bank card number has 13 to 19 digits") },
    BANK_CHARACTERS = { "characters", N_("A bank card number consists of digits") },
    BANK_CHECK_DIGIT = { "check_digit", N_("The last digit of the bank card number does not fit the others") },
    MOBILE = { "mobile", N_("A mobile number has 11 digits and begins with 13 to 19") },
    PHONE = { "phone", N_("This is neither a mobile number nor a landline with its area code") },
    AREA_CODE = { "area_code", N_("The area code is missing") },
    EMAIL = { "email", N_("An e-mail address has the form name@example.cn") };

text check_code(text why)
{
    static const struct flaw *const all[] = { &LENGTH, &CHARACTERS, &REGION, &BIRTH, &CHECK_DIGIT, &CARD_FORM, &CARD_BIRTH, &USCC_LENGTH,
        &USCC_CHARACTERS, &USCC_CHECK_DIGIT, &BANK_LENGTH, &BANK_CHARACTERS, &BANK_CHECK_DIGIT, &MOBILE, &PHONE, &AREA_CODE, &EMAIL };
    for (size_t i = 0; why && i < sizeof all / sizeof *all; i++) if (!strcmp(all[i]->why, why)) return all[i]->code;
    return "";
}

static bool digit(char c) { return c >= '0' && c <= '9'; }

static size_t digits_at(const char *at)
{
    size_t count = 0;
    while (digit(at[count])) count++;
    return count;
}

static int read_digits(const char *at, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) value = value * 10 + (at[i] - '0');
    return value;
}

/* Without blanks and hyphens; false when there is no room, which no number of ours needs. */
static bool squeeze(text from, char *into, size_t room)
{
    size_t used = 0;
    for (; *from; from++) {
        if (*from == ' ' || *from == '-') continue;
        if (used + 1 >= room) return false;
        into[used++] = *from;
    }
    into[used] = 0;
    return true;
}

/* ---- identity numbers ---- */

static char check_character(const char *number)
{
    static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
    int sum = 0;
    for (int i = 0; i < 17; i++) sum += (number[i] - '0') * weights[i];
    return "10X98765432"[sum % 11];
}

/* GB/T 2260 provinces; 81–83 are residents of Hong Kong, Macao and Taiwan with a residence permit. */
static bool province(int code)
{
    static const char first_to_last[][2] = { { 11, 15 }, { 21, 23 }, { 31, 37 }, { 41, 46 }, { 50, 54 }, { 61, 65 }, { 71, 71 }, { 81, 83 } };
    for (size_t i = 0; i < sizeof first_to_last / sizeof *first_to_last; i++)
        if (code >= first_to_last[i][0] && code <= first_to_last[i][1]) return true;
    return false;
}

static bool region(const char *number, bool demo)
{
    if (number[0] != '9') return province(read_digits(number, 2));
    return number[1] == '9' ? demo : province(read_digits(number + 1, 2));
}

static bool possible_birth(const char *number, day today)
{
    struct date born = { read_digits(number + 6, 4), read_digits(number + 10, 2), read_digits(number + 12, 2) };
    if (!date_real(born) || born.year < 1800) return false;
    day on = day_from_date(born);
    return on.number <= today.number && years_between(on, today) <= 120;
}

/* The 18 characters of the number, a legacy one lengthened; why not, else NULL. */
static const struct flaw *eighteen(text from, char number[24])
{
    if (!squeeze(from, number, 20)) return &LENGTH;
    size_t length = strlen(number), digits = digits_at(number);
    if (length == 18 && number[17] == 'x') number[17] = 'X';
    if (length == 18) return digits == 18 || (digits == 17 && number[17] == 'X') ? NULL : &CHARACTERS;
    if (length != 15) return &LENGTH;
    if (digits != 15) return &CHARACTERS;
    memmove(number + 8, number + 6, 9);
    memcpy(number + 6, "19", 2);
    number[17] = check_character(number);
    number[18] = 0;
    return NULL;
}

text check_id_number(struct arena *arena, text from, day today, bool demo, text *ret_number)
{
    char number[24];
    const struct flaw *flaw = eighteen(from, number);
    if (flaw) return flaw->why;
    if (!region(number, demo)) return REGION.why;
    if (!possible_birth(number, today)) return BIRTH.why;
    if (number[17] != check_character(number)) return CHECK_DIGIT.why;
    if (ret_number) *ret_number = arena_copy(arena, number);
    return NULL;
}

day id_number_birth(text number)
{
    return day_from_date((struct date){ read_digits(number + 6, 4), read_digits(number + 10, 2), read_digits(number + 12, 2) });
}

enum sex id_number_sex(text number) { return (number[16] - '0') % 2 ? MALE : FEMALE; }

text check_foreign_card(text from)
{
    char number[24];
    if (!squeeze(from, number, sizeof number) || strlen(number) != 15 || digits_at(number + 3) != 12) return CARD_FORM.why;
    for (int i = 0; i < 3; i++) if (number[i] < 'A' || number[i] > 'Z') return CARD_FORM.why;
    struct date born = { 2000 + read_digits(number + 7, 2), read_digits(number + 9, 2), read_digits(number + 11, 2) };
    return date_real(born) ? NULL : CARD_BIRTH.why;
}

/* ---- companies and banks ---- */

text check_uscc(text from)
{
    static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    char code[24];
    int sum = 0, weight = 1, values[18];
    if (!squeeze(from, code, sizeof code) || strlen(code) != 18) return USCC_LENGTH.why;
    for (int i = 0; i < 18; i++) {
        const char *at = strchr(alphabet, code[i]);
        if (!at) return USCC_CHARACTERS.why;
        values[i] = (int)(at - alphabet);
    }
    for (int i = 0; i < 17; i++, weight = weight * 3 % 31) sum += values[i] * weight;
    return values[17] == (31 - sum % 31) % 31 ? NULL : USCC_CHECK_DIGIT.why;
}

text check_bank_card(text from)
{
    char number[40];
    int sum = 0;
    if (!squeeze(from, number, sizeof number)) return BANK_LENGTH.why;
    size_t length = strlen(number);
    if (digits_at(number) != length) return BANK_CHARACTERS.why;
    if (length < 13 || length > 19) return BANK_LENGTH.why;
    for (size_t i = 0; i < length; i++) {
        int doubled = (number[i] - '0') * ((length - i) % 2 ? 1 : 2);
        sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum > 0 && sum % 10 == 0 ? NULL : BANK_CHECK_DIGIT.why;
}

/* ---- telephones ---- */

/* What people put around a number; the country's code goes. */
static const char *without_country(const char *at)
{
    if (starts_with(at, "+86")) at += 3;
    else if (starts_with(at, "0086")) at += 4;
    else if (starts_with(at, "86") && strlen(at) >= 13) at += 2;
    return at + strspn(at, " -");
}

static bool is_mobile(const char *digits, bool demo)
{
    return strlen(digits) == 11 && digits[0] == '1' && ((digits[1] >= '3' && digits[1] <= '9') || (demo && starts_with(digits, "100")));
}

/* Length of the area code, 0 when the digits are no landline: 010 and 02x have three digits, the others four; nobody's own
 * number begins with 0 or 1. */
static size_t area_of(const char *digits)
{
    size_t length = strlen(digits), area = starts_with(digits, "010") || starts_with(digits, "02") ? 3 : 4;
    if (digits[0] != '0' || (area == 4 && (digits[1] < '3' || digits[1] > '9'))) return 0;
    return (length == area + 7 || length == area + 8) && digits[area] >= '2' ? area : 0;
}

/* Where an extension begins behind `at`: after 转, ext, # or, once the landline is whole, after a hyphen. */
static const char *extension_at(const char *at, const char *digits)
{
    static const text words[] = { "转", "ext.", "ext", "#" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) if (starts_with(at, words[i])) return at + strlen(words[i]);
    return *at == '-' && area_of(digits) ? at + 1 : NULL;
}

/* The digits before an extension into `digits`, the extension's behind `ret_extension`; false at any other sign. */
static bool phone_parts(text from, char digits[16], const char **ret_extension)
{
    const char *at = without_country(from);
    size_t count = 0;
    *ret_extension = "";
    for (digits[0] = 0; *at; at++) {
        const char *extension = extension_at(at, digits);
        if (extension) { *ret_extension = extension + strspn(extension, " "); break; }
        if (digit(*at) && count < 15) { digits[count++] = *at; digits[count] = 0; }
        else if (!strchr(" -()", *at)) return false;
    }
    size_t length = digits_at(*ret_extension);
    return length <= 6 && (*ret_extension)[length] == 0 && (length > 0 || !*at);
}

static const struct flaw *phone_parse(text from, bool demo, struct arena *arena, text *ret_normal)
{
    char digits[16];
    const char *extension;
    if (!phone_parts(from, digits, &extension)) return &PHONE;
    size_t length = strlen(digits), area = area_of(digits);
    bool service = length == 10 && (starts_with(digits, "400") || starts_with(digits, "800"));
    if (is_mobile(digits, demo) ? *extension != 0 : !area && !service)
        return (length == 7 || length == 8) && digits[0] >= '2' ? &AREA_CODE : &PHONE;
    if (!arena) return NULL;
    if (service) area = 3;
    *ret_normal = arena_print(arena, "%.*s%s%s%s%s", (int)area, digits, area ? "-" : "", digits + area, *extension ? "-" : "", extension);
    return NULL;
}

text check_mobile(text number, bool demo)
{
    char digits[24];
    return squeeze(without_country(number), digits, sizeof digits) && digits_at(digits) == strlen(digits) && is_mobile(digits, demo) ? NULL : MOBILE.why;
}

text check_phone(text number, bool demo)
{
    const struct flaw *flaw = phone_parse(number, demo, NULL, NULL);
    return flaw ? flaw->why : NULL;
}

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

/* Not all that RFC 5321 allows: what addresses look like, and nothing that could end a line or a bracket around it. */
text check_email(text address)
{
    size_t name = strspn(address, LETTERS "._%+-"), all = strlen(address);
    const char *domain = address + name + 1, *dot = address[name] == '@' ? strrchr(domain, '.') : NULL;
    bool right = all <= 254 && name && name <= 64 && address[0] != '.' && dot && dot > domain && strlen(dot) > 2 && domain[strspn(domain, LETTERS ".-")] == 0 && !strstr(address, "..");
    return right ? NULL : EMAIL.why;
}

text phone_normal(struct arena *arena, text number, bool demo)
{
    text normal = "";
    phone_parse(utf8_narrow(arena, number), demo, arena, &normal);           /* a Chinese keyboard writes １３９ */
    return normal;
}
