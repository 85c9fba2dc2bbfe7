/* icu.h - ICU, loaded when the first text needs it.
 *
 * Most queries and most words of English, German and Russian never do: rules for
 * their characters stand in words.c and fold.c. Linking ICU costs a process 0.6
 * of its 1.6 ms, since it brings libstdc++ and 17 000 relocations; so it is opened
 * by name (libicuuc.so of the version that this was compiled with).
 *
 * Any thread may call icu(); the table stays until the process ends.          */
#ifndef STEMMERS_ICU_H
#define STEMMERS_ICU_H

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

#define ICU_FUNCTIONS(X)                                                             \
    X(ubrk_open) X(ubrk_close) X(ubrk_setUText) X(ubrk_first) X(ubrk_next)           \
    X(utext_openUTF8) X(utext_close) X(u_isalnum) X(u_hasBinaryProperty)             \
    X(unorm2_getNFKCCasefoldInstance) X(unorm2_getNFDInstance) X(unorm2_getDecomposition) \
    X(unorm2_normalize) X(u_strFromUTF8) X(u_strToUTF8) \
    X(ucnv_open) X(ucnv_close) X(ucnv_convertEx) X(ucnv_toUChars) X(ucnv_getType) \
    X(ucnv_getStandardName) X(ucnv_setToUCallBack) X(ucnv_cbToUWriteUChars)

struct icu {
#define ICU_FIELD(name) __typeof__(name) *name;
    ICU_FUNCTIONS(ICU_FIELD)
#undef ICU_FIELD
};

/* NULL where the library is not there; icu_problem says why. */
const struct icu *icu(void);
const char *icu_problem(void);

#endif
