/* folder.h - a folder of a test program's own: made before its tests, removed behind them.
 * Include behind cmocka.h.                                                     */
#ifndef TESTS_UNIT_FOLDER_H
#define TESTS_UNIT_FOLDER_H

#include <stdio.h>
#include <stdlib.h>

static char directory[] = "/tmp/stemma-test-XXXXXX";

static inline int folder_make(void **state)
{
    (void)state;
    return mkdtemp(directory) == NULL ? -1 : 0;
}

static inline int folder_remove(void **state)
{
    char command[64];

    (void)state;
    snprintf(command, sizeof command, "rm -rf %s", directory);
    return system(command);
}

#endif
