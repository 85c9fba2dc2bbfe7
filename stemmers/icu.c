#include "stemmers/icu.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

#define TEXT(name) TEXT_OF(name)
#define TEXT_OF(name) #name

static struct icu functions;
static char problem[256];
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* ICU's headers rename each function to the one of their version: ubrk_open_72. */
static void load(void)
{
    static const char *const names[] = {
#define ICU_NAME(name) TEXT(name),
        ICU_FUNCTIONS(ICU_NAME)
#undef ICU_NAME
    };
    void **to = (void **)(void *)&functions;
    void *library = dlopen("libicuuc.so." U_ICU_VERSION_SHORT, RTLD_NOW | RTLD_LOCAL);

    if (library == NULL) {
        snprintf(problem, sizeof problem, "%s", dlerror());
        return;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        to[i] = dlsym(library, names[i]);
        if (to[i] == NULL) {
            snprintf(problem, sizeof problem, "libicuuc has no %s", names[i]);
            return;
        }
    }
}

const struct icu *icu(void)
{
    pthread_once(&once, load);
    return problem[0] == '\0' ? &functions : NULL;
}

const char *icu_problem(void)
{
    return problem;
}
