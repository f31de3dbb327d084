/* leaks.c — for the sanitizer alone: what fontconfig, cairo and pango keep for the life of a thread or the process (fonts, patterns) is
 * not a leak of ours. paper_test.c sees that many papers keep no more than a few. */
#ifndef __has_feature
#define __has_feature(x) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);
const char *__lsan_default_suppressions(void) { return "leak:libfontconfig\nleak:libcairo\nleak:libpango\nleak:libglib\n"; }
const char *__lsan_default_options(void) { return "print_suppressions=0"; }
#else
typedef int no_sanitizer;               /* ISO C wants something here */
#endif
