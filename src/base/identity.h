/* identity.h — are the numbers of people, companies, cards and phones well formed; and how they show when they are masked.
 *
 * A check answers NULL when nothing is wrong, else the sentence why not (English, a key into po/); `check_code` names it for
 * programs. Numbers are expected trimmed and narrow (base/utf8.h); blanks and hyphens where people put them are allowed.
 * What can be computed is checked, never whether the number was issued.
 * `demo` admits the numbers that demo data use and no real person has: region 99xxxx, mobile 100xxxxxxxx. */
#pragma once
#include "base/when.h"

/* GB 11643: 17 digits and a check character (mod 11-2); a real birth date, age 0 to 120 on `today`; the region's province exists.
 * A legacy number of 15 digits is taken and becomes 18 (born 19xx). The permanent residence card for foreigners of 2023 (9 +
 * province + country of 3 digits) follows the same scheme. `ret_number` (may be NULL) gets the 18 characters, X in capitals. */
text check_id_number(struct arena *arena, text number, day today, bool demo, text *ret_number);

/* What a well-formed number of 18 characters says. */
enum sex { MALE = 1, FEMALE };
day id_number_birth(text number);
enum sex id_number_sex(text number);

/* The card for foreigners before 2023, still valid: 3 letters (country), 12 digits, with the birth date YYMMDD as digits 5 to 10.
 * Its check digit is not published and not checked. */
text check_foreign_card(text number);

text check_uscc(text code);                         /* GB 32100 unified social credit code: 18, mod 31, no I O S V Z */
text check_bank_card(text number);                  /* 13 to 19 digits, Luhn */
text check_mobile(text number, bool demo);          /* ^1[3-9]\d{9}$ after +86, 0086, 86, blanks and hyphens */
text check_phone(text number, bool demo);           /* a mobile, a landline with its area code and maybe an extension, or 400/800 */

text check_email(text address);                     /* name@domain.tld in ASCII, one @, no blanks, at most 254 (RFC 5321) */

/* How a number is stored and compared: "13812341234", "021-58887777", "021-58887777-801", "400-8001234"; "" when it is none. */
text phone_normal(struct arena *arena, text number, bool demo);

/* The short word for a sentence of these checks: "length", "characters", "region", "birth", "check_digit", "area_code", "mobile",
 * "phone", "email"; "" for any other. */
text check_code(text why);

/* 138****1234; 110101********1234; 张*明, 张*, 欧**飞; the last four behind stars. Short ones show nothing but stars. */
text mask_phone(struct arena *arena, text number);
text mask_id_number(struct arena *arena, text number);
text mask_name(struct arena *arena, text name);
text mask_tail(struct arena *arena, text number);
text mask_email(struct arena *arena, text address);         /* z****@example.cn */
